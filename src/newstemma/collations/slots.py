"""Typed differences: figures, dates and names compared by value, not by their letters.

In go two sides laid over each other; out come differences. Marks of one kind answer each
other first where their values are equal (a change of form at most), then where their
words stand in the same place (a change of value); what is left was dropped or added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from newstemma.collations.difference import Difference, graded
from newstemma.collations.given import another_given_name, frames_a_sum, stands_unmarked
from newstemma.collations.sides import Side
from newstemma.collations.words import Laid
from newstemma.model import Approximator, ChangeKind, Direction, Figure, Mark, MarkKind
from newstemma.values.dates import dates, resolve
from newstemma.values.figures import same_figure
from newstemma.values.units import kind_of

CHANGED, ADDED, DROPPED = ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.DROPPED
Pairs = list[tuple[Mark, Mark]]
SMALL = 3
ROUNDING = 0.05
"""Two numbers within this share of each other, one of them rounder, are one rounded."""


def pair_marks(
    laid: Laid,
    kind: MarkKind,
    equal: Callable[[Mark, Mark], bool],
    alike: Callable[[Mark, Mark], bool],
) -> tuple[Pairs, Pairs, list[Mark], list[Mark]]:
    """Marks of a kind: those of equal value, those in one place, and the two rests."""
    ours, theirs = unlike_marks(laid, kind)
    if not ours and not theirs:
        return [], [], [], []
    same: Pairs = []
    place: Pairs = []
    if kind is MarkKind.NAME:
        ours = [mark for mark in ours if not frames_a_sum(laid.source, mark)]
        theirs = [mark for mark in theirs if not frames_a_sum(laid.target, mark)]
    if ours and theirs:
        if kind is MarkKind.NAME:  # before a bare surname elsewhere answers one of the two
            place = take(
                laid, ours, theirs, lambda a, b: another_given_name(laid, a, b), anywhere=False
            )
        same = take(laid, ours, theirs, equal, anywhere=True)
        place += take(laid, ours, theirs, alike, anywhere=False)
    if kind is not MarkKind.HEDGE:
        ours = [mark for mark in ours if not stands_unmarked(laid, mark, ours=True)]
        theirs = [mark for mark in theirs if not stands_unmarked(laid, mark, ours=False)]
    return same, place, ours, theirs


def unlike_marks(laid: Laid, kind: MarkKind) -> tuple[list[Mark], list[Mark]]:
    """The marks of a kind on both sides without those of the same words at one place."""
    ours, theirs = laid.source.marks(kind), laid.target.marks(kind)
    if not ours or not theirs or kind is MarkKind.DATE:  # a dateline's date is said again
        return list(ours), list(theirs)
    places = {laid.target.at(mark.span): mark for mark in theirs}
    left: list[Mark] = []
    for mark in ours:
        held = laid.source.at(mark.span)
        first = laid.answer.get(held.start, -1)
        other = places.get(range(first, first + len(held))) if held else None
        # The text and not the words: a "$" is none.
        if other and laid.source.words(mark.span) == laid.target.words(other.span):
            del places[range(first, first + len(held))]
        else:
            left.append(mark)
    return left, [mark for mark in theirs if places.get(laid.target.at(mark.span)) is mark]


def take(
    laid: Laid,
    ours: list[Mark],
    theirs: list[Mark],
    fits: Callable[[Mark, Mark], bool],
    *,
    anywhere: bool,
) -> Pairs:
    """Pairs that fit, first those in one place, then, `anywhere`, the others; the marks paired
    are taken out of both lists."""
    found: Pairs = []
    for placed in (True, False) if anywhere else (True,):
        for mark in list(ours):
            chosen = [other for other in theirs if fits(mark, other)]
            if chosen and placed:
                here = laid.opposite(laid.source.at(mark.span))
                chosen = [o for o in chosen if _overlap(here, laid.target.at(o.span))]
            if chosen:
                found.append((mark, chosen[0]))
                ours.remove(mark)
                theirs.remove(chosen[0])
    return found


def _overlap(a: range, b: range) -> bool:
    return a.start < b.stop and b.start < a.stop


def forms_of(side: Side, mark: Mark) -> list[str]:
    """The folded words of a mark."""
    held = side.at(mark.span)
    return side.forms[held.start : held.stop]


# --- figures ----------------------------------------------------------------


def _figure(mark: Mark) -> Figure:
    return mark.value if isinstance(mark.value, Figure) else Figure(float("nan"))


def figure_differences(laid: Laid) -> Iterator[Difference]:
    """Figures: another number, bound, unit or form; gone or new."""
    same, place, gone, new = pair_marks(laid, MarkKind.FIGURE, _one_number, _comparable)
    for ours, theirs in same:
        yield from _same_number(laid, ours, theirs)
    for ours, theirs in place:
        yield _other_number(ours, theirs)
    gone = [m for m in gone if not _told(laid.target, m, _one_number)]
    new = [m for m in new if not _told(laid.source, m, _one_number)]
    for mark in gone:
        name = "small count dropped" if _small(laid.source, mark) else "figure dropped"
        yield graded(name, DROPPED, mark.span, None, Direction.VAGUER)
    for mark in new:
        name = "small count added" if _small(laid.target, mark) else "figure added"
        yield graded(name, ADDED, None, mark.span, Direction.SPECIFIC)


def _told(side: Side, mark: Mark, same: Callable[[Mark, Mark], bool]) -> bool:
    """The report has that value elsewhere: it was moved to another sentence, not dropped."""
    return any(same(mark, other) for other in side.whole.marks[mark.kind])


def _one_number(a: Mark, b: Mark) -> bool:
    """The same value whatever its bound; a unit left unsaid on one side is the same unit."""
    return _same_value(_figure(a), _figure(b))


@lru_cache(maxsize=50_000)
def _same_value(before: Figure, after: Figure) -> bool:
    if after.approximator is not before.approximator:
        after = replace(after, approximator=before.approximator)
    if same_figure(before, after):
        return True
    return "" in (before.unit, after.unit) and before.number == after.number


def _comparable(a: Mark, b: Mark) -> bool:
    """Figures of one kind of thing: lengths, money, shares, counts, places in an order."""
    before, after = _figure(a).unit, _figure(b).unit
    if "ordinal" in (before, after):
        return before == after
    return kind_of(before) == kind_of(after) or "" in (before, after)


def _small(side: Side, mark: Mark) -> bool:
    """One, two, three in words: as often a pronoun ("the two sides") as a count."""
    return _figure(mark).number <= SMALL and not any(c.isdigit() for c in side.words(mark.span))


def _same_number(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
    bound, other = _figure(ours).approximator, _figure(theirs).approximator
    if bound is not other:
        direction = _bound_direction(bound, other)
        yield graded("bound changed", CHANGED, ours.span, theirs.span, direction)
    elif forms_of(laid.source, ours) != forms_of(laid.target, theirs):
        yield graded("figure in another form", CHANGED, ours.span, theirs.span)


def _bound_direction(before: Approximator, after: Approximator) -> Direction:
    if before is Approximator.EXACT:
        return Direction.VAGUER
    if after is Approximator.EXACT:
        return Direction.STRONGER
    return Direction.NONE


def _other_number(ours: Mark, theirs: Mark) -> Difference:
    before, after = _figure(ours), _figure(theirs)
    if before.number == after.number:
        return graded("unit changed", CHANGED, ours.span, theirs.span)
    if _rounded(before.number, after.number):
        rounder = _roundness(after.number) > _roundness(before.number)
        direction = Direction.VAGUER if rounder else Direction.SPECIFIC
        return graded("figure rounded", CHANGED, ours.span, theirs.span, direction)
    up = abs(after.number) > abs(before.number)
    direction = Direction.STRONGER if up else Direction.WEAKER
    return graded("figure changed", CHANGED, ours.span, theirs.span, direction)


def _rounded(before: float, after: float) -> bool:
    near = abs(before - after) <= ROUNDING * max(abs(before), abs(after))
    return near and _roundness(before) != _roundness(after)


def _roundness(number: float) -> int:
    """How many significant digits a number does without, of twelve."""
    digits = f"{abs(number):.12g}".replace(".", "").strip("0")
    return 12 - len(digits)


# --- dates ------------------------------------------------------------------


def date_differences(laid: Laid) -> Iterator[Difference]:
    """Dates: another day, wider or narrower, another form; gone or new."""
    same, place, gone, new = pair_marks(
        laid,
        MarkKind.DATE,
        lambda a, b: _same_date(laid, a, b),
        lambda a, b: True,
    )
    for ours, theirs in same:
        if forms_of(laid.source, ours) != forms_of(laid.target, theirs):
            yield graded("date in another form", CHANGED, ours.span, theirs.span)
    for ours, theirs in place:
        yield _other_date(laid, ours, theirs)
    for mark in gone:
        elsewhere = _told(laid.target, mark, _one_day)
        name = "date said elsewhere" if elsewhere else "date dropped"
        yield graded(name, DROPPED, mark.span, None, Direction.VAGUER)
    for mark in new:
        if not _told(laid.source, mark, _one_day):
            yield graded("date added", ADDED, None, mark.span, Direction.SPECIFIC)


def _one_day(a: Mark, b: Mark) -> bool:
    return a.value is not None and a.value == b.value


def _same_date(laid: Laid, ours: Mark, theirs: Mark) -> bool:
    """The same value; or the same words, read against two days of publication."""
    if forms_of(laid.source, ours) == forms_of(laid.target, theirs):
        return True
    return _date_key(laid.source, ours) == _date_key(laid.target, theirs)


def _date_key(side: Side, mark: Mark) -> str:
    if isinstance(mark.value, str):
        return mark.value
    return " ".join(forms_of(side, mark))


def _other_date(laid: Laid, ours: Mark, theirs: Mark) -> Difference:
    before, after = str(ours.value or ""), str(theirs.value or "")
    if not before and not after:
        before = _as_if(laid.source.words(ours.span))
        after = _as_if(laid.target.words(theirs.span))
    if before and _within(after, before):
        return graded("date narrowed", CHANGED, ours.span, theirs.span, Direction.SPECIFIC)
    if after and _within(before, after):
        return graded("date widened", CHANGED, ours.span, theirs.span, Direction.VAGUER)
    if not before or not after or (len(before) != len(after) and not _apart(before, after)):
        return graded("date in other words", CHANGED, ours.span, theirs.span)
    return graded("date changed", CHANGED, ours.span, theirs.span)


def _within(inner: str, outer: str) -> bool:
    """One ISO value or interval lies in another; ISO dates compare as text."""
    start, _, end = outer.partition("/")
    first, _, last = inner.partition("/")
    if not inner or inner == outer:
        return False
    return first[: len(start)] >= start and (last or first)[: len(end or start)] <= (end or start)


# Two undated reports are compared as if of one day; which, matters to neither.
_SOME_DAY = date(2024, 5, 15)


@lru_cache(maxsize=10_000)
def _as_if(words: str) -> str:
    found = dates(words)
    return (resolve(found[0], _SOME_DAY) or "") if found else ""


def _apart(before: str, after: str) -> bool:
    """Two stretches of time of different lengths that share no day: last week, last month."""
    (_, end), (first, _) = (_edges(value) for value in sorted((before, after)))
    size = min(len(end), len(first))
    return end[:size] < first[:size]


def _edges(value: str) -> tuple[str, str]:
    start, _, end = value.partition("/")
    return start, end or start


def spans_of(found: Sequence[Difference]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The places that differences speak for, on the source's side and on the target's."""
    ours = [(d.before.start, d.before.end) for d in found if d.before]
    theirs = [(d.after.start, d.after.end) for d in found if d.after]
    return ours, theirs
