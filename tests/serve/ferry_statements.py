"""What the reports of the ferry say, and what changed along the copies, in every aspect."""

from __future__ import annotations

from newstemma.model import (
    Aspect,
    Change,
    ChangeKind,
    Direction,
    Innovator,
    Reading,
    Severity,
    Statement,
)
from tests.serve.ferry_reports import place, words


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
