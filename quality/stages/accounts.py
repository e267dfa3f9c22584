"""Two reporters of one event: what they cannot both be right about is told, nothing else is.

Each line of `quality/edits/accounts.tsv` is our own fiction: a kind, how the two accounts stand
to each other, and two independent reports, the second out eight hours later. Lines are dealt
to two halves by turns within their kind; the misses of the first may be looked at
(`python -m quality.stages.accounts`), the second is only scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newstemma.collations import collate
from newstemma.dossiers import find_contradictions
from newstemma.model import (
    Contradiction,
    Moment,
    Origin,
    Precision,
    Range,
    Report,
    Stemma,
    Verdict,
    Voice,
    Witness,
    WitnessKind,
)
from newstemma.reports.marks import mark

ACCOUNTS = Path(__file__).resolve().parents[1] / "edits" / "accounts.tsv"
HOURS = (9, 17)
NONE = "none"


class Account(NamedTuple):
    """Two reports of one event, and how they stand: contradiction, update or none."""

    kind: str
    standing: str
    one: str
    other: str
    looked_at: bool


def accounts() -> Iterator[Account]:
    seen: Counter[str] = Counter()
    for line in ACCOUNTS.read_text("utf-8").splitlines():
        kind, standing, one, other = line.split("\t")
        group = NONE if standing == NONE else "told"
        seen[group] += 1
        yield Account(kind, standing, one, other, seen[group] % 2 == 1)


def _report(id: str, text: str, hour: int) -> Report:
    at = datetime(2029, 6, 5, hour, tzinfo=UTC)
    when = Moment(at, Precision.MINUTE, Voice.METADATA, Verdict.PUBLISHED)
    return Report(id, text, language="en", published=when, marks=mark(text, "en", when))


def _stemma() -> Stemma:
    witnesses = tuple(Witness(f"w{i}", i.upper(), WitnessKind.REPORT, i, (i,)) for i in "ab")
    origins = tuple(Origin(w.id, (w.id,)) for w in witnesses)
    return Stemma("s", witnesses, (), origins, Range(2, 2, 2))


APART = _stemma()


def found(account: Account) -> tuple[Contradiction, ...]:
    reports = [_report("a", account.one, HOURS[0]), _report("b", account.other, HOURS[1])]
    return find_contradictions(reports, APART, collate(reports, APART))


def right(account: Account, told: tuple[Contradiction, ...]) -> bool:
    if account.standing == NONE:
        return not told
    return {made.standing.value for made in told} == {account.standing}


def scores() -> dict[str, float]:
    """Shares in 0..1 of both halves: told as they stand, and nothing invented."""
    tried = [(one, right(one, found(one))) for one in accounts()]
    shares: dict[str, float] = {}
    for half, looked_at in (("looked at", True), ("only scored", False)):
        for name, none in (("told", False), ("nothing invented", True)):
            some = [
                ok
                for one, ok in tried
                if one.looked_at is looked_at and (one.standing == NONE) is none
            ]
            shares[f"{name}, {half}"] = sum(some) / len(some)
    return shares


def main() -> None:
    """Prints the misses of the half that may be looked at, and the shares."""
    for one in accounts():
        told = found(one)
        if one.looked_at and not right(one, told):
            said = [
                (t.kind.value, t.standing.value, [s.words[0].text for s in t.sides]) for t in told
            ]
            print(f"{one.kind} ({one.standing}): {said}\n  {one.one}\n  {one.other}")
    for name, value in scores().items():
        print(f"{name}: {value:.3f}")


if __name__ == "__main__":
    main()
