"""A story made by hand, invented from end to end, with something of everything.

Two papers of one owner print a wire nobody handed us; a third puts it into another
language and back; a fourth was there itself; a fifth cuts the wire down and takes a line from
the fourth. Changes of every aspect and every severity are planted.
"""

from __future__ import annotations

from datetime import UTC, datetime

from newstemma.model import (
    Approximator,
    Credit,
    Figure,
    Mark,
    MarkKind,
    Moment,
    Place,
    Precision,
    Removed,
    Report,
    Role,
    Span,
    Verdict,
    Voice,
    Words,
)

WIRE = (
    "A car ferry struck the north pier at Osk on Thursday, injuring 14 people, harbour officials "
    "said.\n"
    "The Maren Vool is not known to have carried more than 200 passengers, the port office said.\n"
    "“We heard a long scrape and then silence,” said deckhand Ilse Tarn.\n"
    "Repairs will cost nearly 3.5 million crowns, according to the port office.\n"
    "The harbour master, Jonas Reik, said the captain had not been drinking.\n"
    "Osk has seen two ferry accidents since 2019."
)
TRANSLATED = (
    "At Osk a car ferry ran into the northern pier on Thursday and 14 persons were injured, "
    "officials said.\n"
    "The Maren Vool has carried more than 200 passengers.\n"
    "“There was a long noise, then nothing,” boasted the sailor Ilse Tarn.\n"
    "The repair is going to cost 3.5 million crowns.\n"
    "The captain, Jonas Raik, said the harbour master had been drinking."
)
OWN = (
    "The evening ferry from Lomara hit the north pier here shortly after six.\n"
    "This reporter counted eleven ambulances on the quay.\n"
    "“We heard a long scrape and then silence,” said Ilse Tarn, who works on deck.\n"
    "The hospital at Osk said it had treated 16 people by midnight.\n"
    "Divers will look at the hull on Saturday."
)
BRIEF = (
    "A car ferry struck the north pier at Osk on Friday, hurting about 20 people.\n"
    "The hospital at Osk said it had treated 16 people by midnight.\n"
    "Repairs will cost almost 3,500,000 crowns."
)
TEXTS = {"r1": WIRE, "r2": WIRE, "r3": TRANSLATED, "r4": OWN, "r5": BRIEF}


def at(day: int, clock: str = "", **more: object) -> Moment:
    hour, minute = (int(part) for part in clock.split(":")) if clock else (0, 0)
    settings: dict[str, object] = {
        "precision": Precision.MINUTE if clock else Precision.DAY,
        "said_by": Voice.METADATA,
        "verdict": Verdict.PUBLISHED,
        **more,
    }
    return Moment(datetime(2031, 10, day, hour, minute, tzinfo=UTC), **settings)  # type: ignore[arg-type]


def place(report: str, text: str) -> Span:
    start = TEXTS[report].index(text)
    return Span(start, start + len(text))


def words(report: str, text: str) -> Words:
    return Words(report, place(report, text), text)


def mark(report: str, kind: MarkKind, text: str, **more: object) -> Mark:
    return Mark(kind, place(report, text), **more)  # type: ignore[arg-type]


WIRE_MARKS = (
    (MarkKind.NAME, "Osk", {"value": "osk"}),
    (MarkKind.DATE, "Thursday", {"value": "2031-10-16"}),
    (MarkKind.FIGURE, "14 people", {"value": Figure(14, "person")}),
    (MarkKind.ATTRIBUTION, "harbour officials said", {"speaker": "harbour official"}),
    (MarkKind.HEDGE, "is not known to have", {"value": "negated_knowledge"}),
    (MarkKind.QUOTE, "We heard a long scrape and then silence,", {"speaker": "tarn"}),
    (
        MarkKind.FIGURE,
        "nearly 3.5 million crowns",
        {"value": Figure(3.5e6, "crown", Approximator.BELOW)},
    ),
)


def report(id: str, outlet: str, title: str, published: Moment, **more: object) -> Report:
    marks = tuple(
        mark(id, kind, text, **values) for kind, text, values in WIRE_MARKS if text in TEXTS[id]
    )
    return Report(
        id=id,
        text=TEXTS[id],
        title=title,
        origin=f"pages/{id}.html",
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{id}",
        outlet=outlet,
        published=published,
        dates=(published,),
        event_date=at(16, verdict=Verdict.EVENT, said_by=Voice.INFERRED),
        marks=tuple(sorted(marks, key=lambda made: made.span)),
        **more,  # type: ignore[arg-type]
    )


TIDEWIRE = Credit(
    "Tidewire", "tidewire", Role.AGENCY, Place.CREDIT_LINE, "(Reporting by Tidewire)", None
)
REPORTS = (
    report(
        "r1",
        "Harn Courier",
        "Ferry hits pier at Osk, 14 hurt",
        at(16, "21:40"),
        owner="Harn Group",
        language="en",
        authors=("Mira Dahl",),
        credits=(
            TIDEWIRE,
            Credit("Lumen", "lumen", Role.PHOTO, Place.CREDIT_LINE, "Photo: Lumen", None),
        ),
        removed=(
            Removed("Read more: ten quiet harbours", "read_more", "a link to another page"),
            Removed("Follow us for free", "follow_us", "an invitation, not news"),
        ),
    ),
    report("r2", "Harn Evening", "Ferry hits pier", at(16, "22:05"), owner="Harn Group"),
    report(
        "r3",
        "Lomara Today",
        "Ferry ran into the pier",
        at(17, "05:12"),
        language="en",
        credits=(
            Credit(
                "Harn Courier",
                "harn courier",
                Role.OUTLET,
                Place.IN_TEXT,
                "the Harn Courier reports",
                None,
            ),
        ),
    ),
    report("r4", "Osk Ledger", "Eleven ambulances on the quay", at(17), authors=("Per Holm",)),
    report("r5", "Velmark Daily", "In brief", at(17, "09:00"), credits=(TIDEWIRE,)),
)
