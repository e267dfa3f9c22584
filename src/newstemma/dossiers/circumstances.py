"""Who, when and where: what two claims must agree in to speak of one thing.

Where two claims differ in one of these as well, they speak of two things, and contradict
each other in neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from newstemma.dossiers.claims import Claim, Pair
from newstemma.model import Dispute, Mark, Span
from newstemma.values.names import same_name

SAME_THING, SAME_EVENT, SAME_CLAIM = 0.6, 0.75, 0.8
"""Share of the smaller claim's words the other must have: for a figure; for a date; and where
one word makes the difference (a place, a denial). Set on the tables of cases in the tests;
lower, clauses about different things of one story meet."""
SAME_COLUMN = 0.35
"""The same share for figures where the collation already found one statement in both."""
LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Clash:
    """What cannot both hold: the places of either claim (a mark's, or the whole reading's)."""

    kind: Dispute
    one: Span
    other: Span
    rule: str


def range_of(mark: Mark) -> tuple[str, str]:
    """The first and the last day a date names, ISO 8601, as exact as it is known."""
    first, _, last = str(mark.value).partition("/")
    return first, last or first


def dates_meet(one: Mark, other: Mark) -> bool:
    """True where two dates can be one: a day in a month, a day in a stretch of days."""
    (first, last), (begin, end) = range_of(one), range_of(other)
    size = min(len(first), len(begin))
    return first[:size] <= end[:size] and begin[:size] <= last[:size]


def dates_differ(pair: Pair) -> bool:
    """Both are dated and no date of one can be a date of the other: two times, two things."""
    ours, theirs = pair.one.dates, pair.other.dates
    return bool(ours and theirs) and not any(dates_meet(a, b) for a in ours for b in theirs)


def names_differ(pair: Pair) -> bool:
    """Both speak of someone or something by name, and of nobody in common."""
    ours, theirs = pair.one.names, pair.other.names
    return bool(ours and theirs) and not meet(ours, theirs)


def names_part(pair: Pair) -> bool:
    """Each names somebody or something that the other does not: two doers, two things."""
    ours, theirs = pair.one.names, pair.other.names
    return any(not meet([name], theirs) for name in ours) and any(
        not meet([name], ours) for name in theirs
    )


def places_differ(pair: Pair) -> bool:
    """Both say where, and no place of one is a place of the other."""
    ours = [key for _, key, _ in pair.one.places]
    theirs = [key for _, key, _ in pair.other.places]
    return bool(ours and theirs) and not meet(ours, theirs)


def meet(ours: Iterable[str], theirs: Collection[str]) -> bool:
    """True where a name on one side can be a name on the other."""
    return any(a == b or same_name(a, b) for a in ours for b in theirs)


# --- what is meant, and of when -------------------------------------------------------

_AIMS: dict[str, str] = {
    word: aim
    for aim, words in (
        ("able", "can capacity room seats"),
        ("wanted", "want wants wanted demand demands demanded seek seeks sought asked goal claim"),
        ("offered", "offer offers offered propose proposes proposed"),
        ("foreseen", "expect expects expected forecast forecasts predicts predicted could may "
                     "might would target planned plans"),
    )
    for word in words.split()
}  # fmt: skip
"""A sum that is wanted, one that is offered and one that was paid are three things."""


def aim(claim: Claim) -> str:
    """Whether something is wanted, offered, foreseen or could be; "" for what is or was."""
    return ", ".join(sorted({_AIMS[t.form] for t in claim.tokens if t.form in _AIMS}))


_PAST = timedelta(days=60)
"""What a sentence dates further back than this from its report is told of another event."""


def long_ago(claim: Claim) -> bool:
    """The claim is dated long before its report came out: told of another event."""
    if claim.report.published is None:
        return False
    limit = (claim.report.published.when - _PAST).date().isoformat()
    over = [mark for mark in claim.dates if not _lasts(claim, mark)]
    ends = [range_of(mark)[1] for mark in over]
    return any(end < limit[: len(end)] for end in ends)


def _lasts(claim: Claim, mark: Mark) -> bool:
    """What has been so "since 2014" is so today."""
    before = claim.report.text[max(0, mark.span.start - len("since ")) : mark.span.start + 6]
    return "since" in before.casefold()
