"""A story made by hand, invented from end to end, with something of everything.

Two papers of one owner print a wire nobody handed us; a third puts it into another
language and back; a fourth was there itself; a fifth cuts the wire down and takes a line from
the fourth. Changes of every aspect and every severity are planted.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newstemma.model import (
    Approximator,
    Aspect,
    Backing,
    Change,
    ChangeKind,
    Clue,
    Collation,
    Contradiction,
    Copy,
    CopyKind,
    Counts,
    Credit,
    Direction,
    Dispute,
    Dossier,
    Examination,
    Figure,
    Innovator,
    Kinship,
    Mark,
    MarkKind,
    Moment,
    Origin,
    Place,
    Precision,
    Range,
    Reading,
    Rejected,
    Removed,
    Report,
    Role,
    Severity,
    Side,
    Span,
    Standing,
    Statement,
    Stemma,
    Story,
    Support,
    TimelineEntry,
    Verdict,
    Voice,
    Witness,
    WitnessKind,
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


def statement(number: int, *readings: tuple[str, str]) -> Statement:
    made = tuple(
        Reading(report, place(report, text), text, place(report, text)) for report, text in readings
    )
    return Statement(f"s{number}", made[0].text, made)


def _wire(text: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("r1", text), ("r2", text)


STATEMENTS = (
    statement(
        1,
        *_wire("A car ferry struck the north pier at Osk on Thursday"),
        ("r3", "At Osk a car ferry ran into the northern pier on Thursday"),
        ("r4", "The evening ferry from Lomara hit the north pier here shortly after six."),
        ("r5", "A car ferry struck the north pier at Osk on Friday"),
    ),
    statement(
        2,
        *_wire("injuring 14 people, harbour officials said."),
        ("r3", "14 persons were injured, officials said."),
        ("r5", "hurting about 20 people."),
    ),
    statement(
        3,
        *_wire(
            "The Maren Vool is not known to have carried more than 200 passengers, "
            "the port office said."
        ),
        ("r3", "The Maren Vool has carried more than 200 passengers."),
    ),
    statement(
        4,
        *_wire("“We heard a long scrape and then silence,” said deckhand Ilse Tarn."),
        ("r3", "“There was a long noise, then nothing,” boasted the sailor Ilse Tarn."),
        ("r4", "“We heard a long scrape and then silence,” said Ilse Tarn, who works on deck."),
    ),
    statement(
        5,
        *_wire("Repairs will cost nearly 3.5 million crowns, according to the port office."),
        ("r3", "The repair is going to cost 3.5 million crowns."),
        ("r5", "Repairs will cost almost 3,500,000 crowns."),
    ),
    statement(
        6,
        *_wire("The harbour master, Jonas Reik, said the captain had not been drinking."),
        ("r3", "The captain, Jonas Raik, said the harbour master had been drinking."),
    ),
    statement(7, *_wire("Osk has seen two ferry accidents since 2019.")),
    statement(8, ("r4", "This reporter counted eleven ambulances on the quay.")),
    statement(
        9,
        ("r4", "The hospital at Osk said it had treated 16 people by midnight."),
        ("r5", "The hospital at Osk said it had treated 16 people by midnight."),
    ),
    statement(10, ("r4", "Divers will look at the hull on Saturday.")),
)


def change(
    number: int,
    pair: str,
    aspect: Aspect,
    severity: Severity,
    before: str | None,
    after: str | None,
    direction: Direction = Direction.NONE,
    probability: float | None = 0.9,
    reason: str = "",
) -> Change:
    source, target = pair.split(">")
    kind = ChangeKind.CHANGED
    if before is None:
        kind = ChangeKind.ADDED
    if after is None:
        kind = ChangeKind.DROPPED
    return Change(
        f"s{number}",
        source,
        target,
        kind,
        aspect,
        None if before is None else words(source, before),
        None if after is None else words(target, after),
        direction,
        severity,
        None if probability is None else Innovator(target, probability),
        reason,
    )


CHANGES = (
    change(1, "r1>r3", Aspect.ORDER, Severity.COSMETIC, "at Osk", "At Osk"),
    change(1, "r1>r5", Aspect.DATE, Severity.MAJOR, "on Thursday", "on Friday"),
    change(
        2,
        "r1>r5",
        Aspect.FIGURE,
        Severity.MAJOR,
        "14 people",
        "about 20 people",
        Direction.VAGUER,
        0.74,
        "another number: 14 is not 20",
    ),
    change(2, "r1>r3", Aspect.WORDING, Severity.COSMETIC, "injuring", "injured", probability=None),
    change(
        2,
        "r1>r5",
        Aspect.ATTRIBUTION,
        Severity.MODERATE,
        "harbour officials said",
        None,
        Direction.STRONGER,
    ),
    change(
        3,
        "r1>r3",
        Aspect.HEDGE,
        Severity.CRITICAL,
        "is not known to have",
        "has",
        Direction.STRONGER,
        0.93,
        "the hedge is gone: a doubt became a fact",
    ),
    change(
        3,
        "r1>r3",
        Aspect.ATTRIBUTION,
        Severity.MODERATE,
        "the port office said",
        None,
        Direction.STRONGER,
    ),
    change(
        4,
        "r1>r3",
        Aspect.QUOTE,
        Severity.MODERATE,
        "We heard a long scrape and then silence,",
        "There was a long noise, then nothing,",
    ),
    change(4, "r1>r3", Aspect.SPEAKER, Severity.MINOR, "deckhand", "the sailor"),
    change(
        4,
        "r1>r3",
        Aspect.ATTRIBUTION,
        Severity.MODERATE,
        "said deckhand",
        "boasted the sailor",
        Direction.JUDGED,
    ),
    change(
        5,
        "r1>r3",
        Aspect.FIGURE,
        Severity.MINOR,
        "nearly 3.5 million",
        "3.5 million",
        Direction.STRONGER,
    ),
    change(
        5,
        "r1>r5",
        Aspect.FIGURE,
        Severity.COSMETIC,
        "nearly 3.5 million crowns",
        "almost 3,500,000 crowns",
    ),
    change(
        6,
        "r1>r3",
        Aspect.POLARITY,
        Severity.CRITICAL,
        "had not been drinking",
        "had been drinking",
        Direction.NONE,
        0.88,
        "the claim is turned round",
    ),
    change(
        6,
        "r1>r3",
        Aspect.SPEAKER,
        Severity.CRITICAL,
        "The harbour master",
        "The captain",
    ),
    change(6, "r1>r3", Aspect.NAME, Severity.MINOR, "Reik", "Raik"),
)

STEMMA = Stemma(
    "story-1",
    (
        Witness("w1", "A", WitnessKind.BUNDLE, "Harn Courier, Harn Evening", ("r1", "r2")),
        Witness("w3", "B", WitnessKind.REPORT, "Lomara Today", ("r3",)),
        Witness("w4", "C", WitnessKind.REPORT, "Osk Ledger", ("r4",)),
        Witness("w5", "D", WitnessKind.REPORT, "Velmark Daily", ("r5",)),
        Witness("u1", "α", WitnessKind.UNSEEN, "Tidewire", ()),
    ),
    (
        Copy(
            "u1",
            "w1",
            CopyKind.EDITED,
            None,
            0.97,
            clues=(Clue("credit names the agency", 5.1, "(Reporting by Tidewire)"),),
        ),
        Copy(
            "w1",
            "w3",
            CopyKind.TRANSLATED,
            0.81,
            0.92,
            clues=(
                Clue("sentences in the same order", 6.2, "5 of 5"),
                Clue("words inside quotation marks altered", 1.4),
            ),
        ),
        Copy("u1", "w5", CopyKind.CONDENSED, None, 0.66),
        Copy("w4", "w5", CopyKind.VERBATIM, 0.34, 0.58, second=True),
    ),
    (
        Origin("Tidewire", ("w1", "w3", "w5", "u1")),
        Origin("Osk Ledger", ("w4", "w5")),
    ),
    Range(
        2,
        2,
        3,
        (
            "Harn Courier and Harn Evening print the same text",
            "Velmark Daily may have counted the injured itself",
        ),
    ),
    (Kinship("r1", "r3", 0.98, (Clue("sentences in the same order", 6.2),)),),
)


def _support(number: int, low: int, likely: int, high: int, *origins: str) -> Support:
    backing = Backing.EVERY if likely == 2 else Backing.ONE
    count = Range(low, likely, high, ("counted by origin",))
    return Support(f"s{number}", count, origins, (), backing, FIRST.get(number))


FIRST = {1: "r1", 4: "r1", 8: "r4", 9: "r4"}
TWO = ("Tidewire", "Osk Ledger")
SUPPORTS = (
    _support(1, 2, 2, 2, *TWO),
    _support(2, 1, 1, 2, "Tidewire"),
    _support(3, 1, 1, 1, "Tidewire"),
    _support(4, 2, 2, 2, *TWO),
    _support(5, 1, 1, 1, "Tidewire"),
    _support(6, 1, 1, 1, "Tidewire"),
    _support(7, 1, 1, 1, "Tidewire"),
    _support(8, 1, 1, 1, "Osk Ledger"),
    _support(9, 1, 1, 1, "Osk Ledger"),
    _support(10, 1, 1, 1, "Osk Ledger"),
)
TIMELINE = (
    TimelineEntry(
        Moment(datetime(2019, 1, 1, tzinfo=UTC), Precision.YEAR, Voice.INFERRED),
        "Osk has seen two ferry accidents since 2019.",
        "r1",
        place("r1", "Osk has seen two ferry accidents since 2019."),
    ),
    TimelineEntry(
        at(16, verdict=Verdict.EVENT, said_by=Voice.INFERRED),
        "A car ferry struck the north pier at Osk on Thursday",
        "r1",
        place("r1", "A car ferry struck the north pier at Osk on Thursday"),
    ),
)
CONTRADICTIONS = (
    Contradiction(
        Dispute.FIGURE,
        Standing.UPDATE,
        (
            Side("s2", (words("r1", "14 people"), words("r2", "14 people")), Range(1, 1, 2),
                 ("Tidewire",)),
            Side("s9", (words("r4", "16 people"),), Range(1, 1, 1), ("Osk Ledger",)),
        ),
        "two figures for one thing; the later report says more of what only grows",
    ),
    Contradiction(
        Dispute.DATE,
        Standing.CONTRADICTION,
        (
            Side("s1", (words("r1", "Thursday"),), Range(1, 1, 1), ("Tidewire",)),
            Side("s10", (words("r4", "Saturday"),), Range(1, 1, 1), ("Osk Ledger",)),
        ),
        "two dates for one thing",
    ),
)  # fmt: skip
REJECTED = (
    Rejected("pages/logo.png", "binary", "not text; give the page, not its picture"),
    Rejected("pages/feed.jsonl", "not_json", "the line is not JSON; mend or drop it", None, 7),
)


def make_dossier() -> Dossier:
    return Dossier(
        Story("story-1", tuple(TEXTS), "Ferry hits pier at Osk, 14 hurt"),
        REPORTS,
        STEMMA,
        Collation("story-1", STATEMENTS, CHANGES),
        SUPPORTS,
        TIMELINE,
        Counts(5, 4, 5, 4, STEMMA.independent),
        CONTRADICTIONS,
    )


def make_examination() -> Examination:
    return Examination((make_dossier(),), REJECTED)


def make_family(size: int) -> Dossier:
    """A story of `size` reports: four wires, each copied in generations of three."""
    ids = [f"r{number}" for number in range(size)]
    reports = tuple(
        Report(id=id, text="Nothing is known.", title=f"Report {n}", outlet=f"The Outlet No {n}",
               published=at(1 + n // 24 % 28, f"{n % 24}:15") if n % 7 else None)
        for n, id in enumerate(ids)
    )  # fmt: skip
    witnesses = [
        Witness(f"w{n}", f"A{n}", WitnessKind.REPORT, f"The Outlet No {n}", (id,))
        for n, id in enumerate(ids)
    ]
    wires = [Witness(f"u{n}", "αβγδ"[n], WitnessKind.UNSEEN, f"Wire {n}", ()) for n in range(4)]
    kinds = list(CopyKind)
    copies = [
        Copy(f"u{n % 4}" if n < 16 else f"w{(n - 4) // 3}", f"w{n}", kinds[n % 5],
             None, 0.5 + n % 50 / 100)
        for n in range(size) if n % 9 != 8
    ]  # fmt: skip
    root = {copy.target: copy.source for copy in copies}

    def origin(id: str) -> str:
        while id in root:
            id = root[id]
        return id

    copies += [Copy("w8", f"w{n}", CopyKind.REWRITTEN, 0.2, 0.55, second=True)
               for n in range(20, size, 25)]  # fmt: skip
    tops = dict.fromkeys(origin(w.id) for w in [*witnesses, *wires])
    named = {w.id: w.name for w in [*witnesses, *wires]}
    origins = tuple(
        Origin(named[top], tuple(w.id for w in [*witnesses, *wires] if origin(w.id) == top))
        for top in tops
    )
    count = Range(len(origins), len(origins), len(origins) + 1, ())
    stemma = Stemma("big", tuple(witnesses + wires), tuple(copies), origins, count)
    return Dossier(
        Story("big", tuple(ids), "A large family"), reports, stemma,
        Collation("big", (), ()), (), (), Counts(size, size, size, size, count),
    )  # fmt: skip


@pytest.fixture
def dossier() -> Dossier:
    return make_dossier()


@pytest.fixture
def examination() -> Examination:
    return make_examination()


@pytest.fixture
def family():
    return make_family
