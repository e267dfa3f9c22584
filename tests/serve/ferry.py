"""The story of the ferry, whole: who copied whom, what stands on how many sources, what differs."""

from __future__ import annotations

from datetime import UTC, datetime

from newstemma.model import (
    Backing,
    Clue,
    Collation,
    Contradiction,
    Copy,
    CopyKind,
    Counts,
    Dispute,
    Dossier,
    Examination,
    Kinship,
    Moment,
    Origin,
    Precision,
    Range,
    Rejected,
    Side,
    Standing,
    Stemma,
    Story,
    Support,
    TimelineEntry,
    Verdict,
    Voice,
    Witness,
    WitnessKind,
)
from tests.serve.ferry_reports import REPORTS, TEXTS, at, place, words
from tests.serve.ferry_statements import CHANGES, STATEMENTS

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
