"""Single sentences with one edit, by kind, written before the code was asked about them.

A line of `quality/edits/pairs.tsv` is a kind, "form" or the aspects an edit of substance may be
told as, and a sentence with {before|after} at the edit; it stands in a short report of our own
fiction, and the copy has the other words. An edit of form is flagged when anything above cosmetic
is told; one of substance is found when anything above cosmetic is told, its aspect right when
the gravest change told has one of the aspects. Lines are dealt to two halves by turns; the misses
of the first may be looked at (`python -m quality.stages.pairs`), the second is only scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newstemma.collations import collate
from newstemma.model import Change, Moment, Precision, Report, Severity, Verdict, Voice
from newstemma.reports.marks import mark
from quality.stages.changes import COPIED

PAIRS = Path(__file__).resolve().parents[1] / "edits" / "pairs.tsv"
FORM = "form"
AROUND = "The bulletin of the radio in Hask opened with the story.", "Rain fell all day."
WHEN = Moment(
    datetime(2029, 2, 7, 9, tzinfo=UTC), Precision.MINUTE, Voice.METADATA, Verdict.PUBLISHED
)
GRAVITY = list(Severity)
_EDIT = re.compile(r"\{([^|}]*)\|([^}]*)\}")


class Pair(NamedTuple):
    """A sentence before and after its edit; `aspects` empty for an edit of form."""

    kind: str
    aspects: frozenset[str]
    before: str
    after: str
    looked_at: bool


def pairs() -> Iterator[Pair]:
    turn = {True: 0, False: 0}
    for line in PAIRS.read_text("utf-8").splitlines():
        kind, aspect, sentence, *more = line.split("\t")
        form = aspect == FORM
        turn[form] += 1
        aspects = frozenset((more[0] if more else aspect).casefold().split())
        yield Pair(
            kind,
            frozenset() if form else aspects,
            _EDIT.sub(r"\1", sentence),
            _EDIT.sub(r"\2", sentence),
            turn[form] % 2 == 1,
        )


def told(pair: Pair) -> list[Change]:
    """The gravest changes told above cosmetic."""
    texts = (" ".join((AROUND[0], one, AROUND[1])) for one in (pair.before, pair.after))
    reports = [
        Report(id, text, language="en", published=WHEN, marks=mark(text, "en", WHEN))
        for id, text in zip("ab", texts, strict=True)
    ]
    grave = [c for c in collate(reports, COPIED).changes if c.severity is not Severity.COSMETIC]
    least = min((GRAVITY.index(change.severity) for change in grave), default=0)
    return [change for change in grave if GRAVITY.index(change.severity) == least]


def scores() -> dict[str, float]:
    """Shares in 0..1 of both halves."""
    tried = [(pair, told(pair)) for pair in pairs()]
    shares: dict[str, float] = {"pairs": len(tried)}
    for half, looked_at in (("looked at", True), ("only scored", False)):
        mine = [(pair, found) for pair, found in tried if pair.looked_at is looked_at]
        form = [bool(found) for pair, found in mine if not pair.aspects]
        substance = [(pair, found) for pair, found in mine if pair.aspects]
        right = [any(c.aspect in pair.aspects for c in found) for pair, found in substance]
        shares[f"form flagged, {half}"] = sum(form) / len(form)
        shares[f"found, {half}"] = sum(bool(found) for _, found in substance) / len(substance)
        shares[f"aspect right, {half}"] = sum(right) / len(right)
    return shares


def main() -> None:
    """Prints what is wrong in the half that may be looked at, and the shares."""
    for pair in pairs():
        found = told(pair)
        right = any(c.aspect in pair.aspects for c in found) if pair.aspects else not found
        if pair.looked_at and not right:
            print(f"{pair.kind}: {pair.before} -> {pair.after}")
            for c in found:
                words = (w.text if w else "" for w in (c.before, c.after))
                print("   ", c.aspect, c.severity, c.reason, *map(repr, words))
    for name, value in scores().items():
        print(f"{name}: {value:.3f}")


if __name__ == "__main__":
    main()
