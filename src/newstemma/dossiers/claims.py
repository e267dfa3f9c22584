"""A reading as a claim: what it speaks of, and the figures, dates and places it gives.

Two clauses speak of one thing as far as their words of content can mean the same. Names are
compared by their keys; words that attribute the claim, figures and dates are no part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from newstemma import lexicon
from newstemma.collations.scales import NEGATIONS
from newstemma.model import Figure, Mark, MarkKind, Reading, Report, Span
from newstemma.text import FUNCTION_WORDS, Token, stem, tokens

PLACE_PREPOSITIONS = frozenset("in at near outside".split())
REACH = 5
"""Words on either side of a figure or place among which its verb is looked for."""
BEFORE = 12
"""Marks before a reading that may yet reach into it."""
NAMED = "@"
"""What marks the key of a name among stems."""


@dataclass(frozen=True)
class Claim:
    """A reading of one statement by a report, and the origins it stands for.

    `near` are the marks of the report among which those of the reading are.
    """

    statement: str
    reading: Reading
    report: Report
    near: Sequence[Mark]
    origins: frozenset[int] = frozenset()

    @cached_property
    def tokens(self) -> list[Token]:
        """The words of the reading."""
        return tokens(self.report.text, self.reading.span)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the report that reach into the reading."""
        span = self.reading.span
        return tuple(m for m in self.near if m.span.overlaps(span))

    def at(self, span: Span) -> range:
        """The tokens that begin in a place, as indexes."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    # --- what it speaks of ---

    @cached_property
    def content(self) -> dict[int, str]:
        """The words of content by token: a stem, or the key of a name."""
        passed = {i for mark in self.marks if mark.kind in _NO_CONTENT for i in self.at(mark.span)}
        found: dict[int, str] = {}
        for mark in self.marks:
            if mark.kind is MarkKind.NAME and isinstance(mark.value, str):
                inside = [i for i in self.at(mark.span) if i not in passed]
                if inside:
                    found[inside[0]] = NAMED + mark.value
                    passed.update(self.at(mark.span))
        for i, token in enumerate(self.tokens):
            if i not in passed and i not in found and _tells(token.form):
                found[i] = stem(token.form)
        return dict(sorted(found.items()))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The words of content, each once."""
        return frozenset(self.content.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of the names in it, places after a preposition apart."""
        places = {key for _, key, _ in self.places}
        return frozenset(t[1:] for t in self.terms if t.startswith(NAMED) and t[1:] not in places)

    def verbs_near(self, span: Span) -> Iterator[str]:
        """The words of content around a place that are no names, the nearest first."""
        inside = self.at(span)
        near = [
            (min(abs(i - inside.start), abs(i - inside.stop + 1)), i)
            for i, term in self.content.items()
            if not term.startswith(NAMED) and i not in inside
        ]
        yield from (self.tokens[i].form for distance, i in sorted(near) if distance <= REACH)

    # --- what it gives ---

    @cached_property
    def figures(self) -> tuple[Mark, ...]:
        """Figures that count the whole of something: no part, no share of each, no order."""
        return tuple(m for m in self._whole_figures if not self._after_from(m))

    @cached_property
    def beginnings(self) -> tuple[Mark, ...]:
        """Figures from which something rose or fell: "cut from 312 votes to 28"."""
        return tuple(m for m in self._whole_figures if self._after_from(m))

    @cached_property
    def _whole_figures(self) -> tuple[Mark, ...]:
        return tuple(m for m in self._of(MarkKind.FIGURE) if self._counts_all(m))

    def _after_from(self, mark: Mark) -> bool:
        first = self.at(mark.span).start
        return any(token.form == "from" for token in self.tokens[max(0, first - 2) : first])

    def _counts_all(self, mark: Mark) -> bool:
        figure = mark.value
        if not isinstance(figure, Figure) or figure.unit == "ordinal":
            return False
        inside = self.at(mark.span)
        before = {t.form for t in self.tokens[max(0, inside.start - 2) : inside.start]}
        within = [t.form for t in self.tokens[inside.start : inside.stop + 1]]
        after = within[len(inside) :]
        of_them = after == ["of"] or any(pair in _OF_SOME for pair in pairwise(within))
        return not (of_them or (before | set(after)) & _PARTIAL)

    @cached_property
    def dates(self) -> tuple[Mark, ...]:
        """Dates that were resolved."""
        return tuple(m for m in self._of(MarkKind.DATE) if isinstance(m.value, str))

    @cached_property
    def places(self) -> tuple[tuple[str, str, Mark], ...]:
        """Preposition, key and mark of each name that says where."""
        found = []
        for mark in self._of(MarkKind.NAME):
            start = self.at(mark.span).start
            before = self.tokens[start - 1].form if start else ""
            if before in PLACE_PREPOSITIONS and isinstance(mark.value, str):
                found.append((before, mark.value, mark))
        return tuple(found)

    @cached_property
    def given(self) -> tuple[object, ...]:
        """What could clash: the values it gives, and whether it turns anything round."""
        values = frozenset(m.value for m in (*self.figures, *self.dates))
        places = frozenset(key for _, key, _ in self.places)
        turned = tuple(sorted(t.form for t in self.tokens if t.form in TURNING))
        return values, places, turned

    def _of(self, kind: MarkKind) -> Iterator[Mark]:
        return (m for m in self.marks if m.kind is kind and self.reading.span.covers(m.span))


DENYING = frozenset("deny denied denies denying dismissed dismisses rejected rejects".split())
TURNING = NEGATIONS | DENYING
"""Words that turn a claim round, or tell that somebody does."""
_NO_CONTENT = (MarkKind.FIGURE, MarkKind.DATE, MarkKind.ATTRIBUTION, MarkKind.HEDGE)
_OF_SOME = frozenset(("of", word) for word in "the them those these its his her their".split())
_PARTIAL = frozenset(
    """
    another more others other further additional including among first last every each per half
    extra remaining rest average fewer less same only between aged age than them whom which
    """.split()
)


def _tells(form: str) -> bool:
    return form not in FUNCTION_WORDS and not form[0].isdigit() and len(form) > 1


# --- two claims ---------------------------------------------------------------


def same_word(left: str, right: str) -> bool:
    """Two forms that can mean the same: one stem, or one sense in the lexicon."""
    if stem(left) == stem(right):
        return True
    return lexicon.nearness(left, right) >= lexicon.SAME_SENSE


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far two claims speak of one thing: words shared, and what share of each they are.

    `left` and `right` are the words only one of them has; `answered` and `answering` the tokens
    of either that the other has too.
    """

    shared: int
    of_smaller: float
    of_larger: float
    left: tuple[str, ...]
    right: tuple[str, ...]
    answered: frozenset[int] = frozenset()
    answering: frozenset[int] = frozenset()


def overlap(one: Claim, other: Claim) -> Overlap:
    """The words of content two claims have in common, each answered at most once."""
    ours, right = one.content, dict(other.content)
    left: list[str] = []
    answered: set[int] = set()
    for i, term in ours.items():
        answer = next((j for j, t in right.items() if _answers(one, i, term, other, j, t)), None)
        if answer is None:
            left.append(one.tokens[i].form)
        else:
            del right[answer]
            answered.add(i)
    smaller, larger = sorted((len(ours), len(other.content)))
    return Overlap(
        len(answered),
        len(answered) / max(1, smaller),
        len(answered) / max(1, larger),
        tuple(left),
        tuple(other.tokens[j].form for j in right),
        frozenset(answered),
        frozenset(other.content) - frozenset(right),
    )


def _answers(one: Claim, i: int, term: str, other: Claim, j: int, answer: str) -> bool:
    if term == answer:
        return True
    if term.startswith(NAMED) or answer.startswith(NAMED):
        return False
    return same_word(one.tokens[i].form, other.tokens[j].form)


@dataclass(frozen=True)
class Pair:
    """Two claims of origins that share no text, and how far they speak of one thing."""

    one: Claim
    other: Claim

    @cached_property
    def shared(self) -> Overlap:
        """Their words in common; found when first asked for, for few pairs need it."""
        return overlap(self.one, self.other)

    @property
    def near(self) -> bool:
        """True where they may have most words in common; costs nothing to ask.

        Words that can mean the same are not counted here: at least half of those that
        must be shared are the same word.
        """
        alike = len(self.one.terms & self.other.terms)
        return alike >= HALF * min(len(self.one.terms), len(self.other.terms))


HALF = 0.4
"""Share of the smaller claim's words that must be the same for a denial to be looked for."""


def own_claims(
    statements: Sequence[tuple[str, Sequence[Reading]]],
    reports: dict[str, Report],
    origins: dict[str, tuple[int, ...]],
    ancestors: dict[str, frozenset[str]],
) -> list[Claim]:
    """The readings that no report above them in the stemma has: what each origin says itself.

    `ancestors` are the reports a report took its text from, straight or through others.
    Readings of one statement in the same origins that give the same figures, dates and places
    are one claim, the first.
    """
    found: dict[tuple[object, ...], Claim] = {}
    seen: set[tuple[str, tuple[int, ...], str]] = set()
    marks = MarksNear(reports.values())
    for id, readings in statements:
        makers = {reading.report for reading in readings}
        for reading in readings:
            held = origins[reading.report]
            known = (id, held, reading.text) in seen
            if known or not makers.isdisjoint(ancestors[reading.report]):
                continue
            seen.add((id, held, reading.text))
            near = marks.of(reading)
            claim = Claim(id, reading, reports[reading.report], near, frozenset(held))
            found.setdefault((id, held, *claim.given), claim)
    return list(found.values())


class MarksNear:
    """The marks around a reading, found without looking at all of its report."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._marks = {report.id: report.marks for report in reports}
        self._starts = {report.id: [mark.span.start for mark in report.marks] for report in reports}

    def of(self, reading: Reading) -> Sequence[Mark]:
        """The marks that can reach into a reading; a long quotation may begin far before it."""
        starts = self._starts[reading.report]
        first = bisect_left(starts, reading.span.start)
        stop = bisect_left(starts, reading.span.end)
        return self._marks[reading.report][max(0, first - BEFORE) : stop]
