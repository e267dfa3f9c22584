"""What was added, dropped and changed between the readings of each statement.

In go the statements and the pairs of reports to compare; out come changes, each with
the exact words on both sides and, where the witnesses decide it, who made it. Two
reports are compared sentence group by sentence group (the sentences that share
statements), so that a sentence split in two or fused with its neighbour is compared
whole. Statements that only one of the two makes are added or dropped as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from newstemma import lexicon
from newstemma import text as texts
from newstemma.collations.difference import Difference, graded
from newstemma.collations.groups import Group, grouped, moved_blocks
from newstemma.collations.innovators import Deciding
from newstemma.collations.names import name_differences
from newstemma.collations.pairs import Comparison, Descent
from newstemma.collations.quotations import altered_quotes
from newstemma.collations.roles import role_differences
from newstemma.collations.sides import ReportWords
from newstemma.collations.slots import (
    ADDED,
    CHANGED,
    DROPPED,
    date_differences,
    figure_differences,
)
from newstemma.collations.tenses import tense_differences
from newstemma.collations.voices import voice_differences
from newstemma.collations.wording import wording_differences
from newstemma.collations.words import Laid, lay
from newstemma.model import (
    Aspect,
    Change,
    MarkKind,
    Reading,
    Report,
    Severity,
    Span,
    Statement,
    Stemma,
    Words,
)

MUCH_ALIKE = 0.7
ALIKE_ACROSS = 0.4
"""Share of the shorter side's words that must be answered before two reports of different
origins are said to differ in a figure, a date, a speaker or a negation: below it they may
speak of two things."""


class Comparer:
    """Compares reports of one story over its statements."""

    def __init__(
        self,
        reports: Sequence[Report],
        statements: Sequence[Statement],
        stemma: Stemma,
        one_name: dict[str, str],
    ) -> None:
        self.reports = {report.id: report for report in reports}
        self.descent = Descent(stemma)
        self.one_name = one_name
        self._terms: dict[str, frozenset[str]] = {}
        self._deciding: Deciding | None = None
        self._over: dict[tuple[str, int], tuple[Span, ...]] = {}
        self._said_at: dict[tuple[str, int], Statement] = {}
        self._read_at: dict[str, list[tuple[int, int, Statement]]] = {}
        self._read: dict[str, ReportWords] = {}
        self._sides: dict[
            tuple[str, frozenset[str], frozenset[str]], tuple[set[str], set[str]]
        ] = {}
        self._readers_of: dict[str, list[tuple[frozenset[str], set[str]]]] = {}
        self.of_report: dict[str, list[tuple[Statement, Reading]]] = {r.id: [] for r in reports}
        for statement in statements:
            for reading in statement.readings:
                self.of_report[reading.report].append((statement, reading))

    def changes(self, comparison: Comparison) -> Iterator[Change]:
        """All changes between the two reports of a comparison, in order of place."""
        source, target = self.reports[comparison.source], self.reports[comparison.target]
        if source.text == target.text:
            return
        groups = self._groups(comparison)
        if comparison.kin and not comparison.foreign:
            yield from (self._change(comparison, one) for one in moved_blocks(groups))
        for group in groups:
            if _same_text(source, group.ours, target, group.theirs):
                continue
            laid = lay(
                self._words_of(source).side(group.ours), self._words_of(target).side(group.theirs)
            )
            for difference in self._differences(laid, comparison):
                if not _same_words(source, target, difference):
                    yield self._change(comparison, difference)
        if comparison.kin and not comparison.foreign:
            yield from self._alone(comparison)

    def _words_of(self, report: Report) -> ReportWords:
        if report.id not in self._read:
            self._read[report.id] = ReportWords(report, self.one_name)
        return self._read[report.id]

    def _differences(self, laid: Laid, comparison: Comparison) -> list[Difference]:
        voices = list(voice_differences(laid))
        valued = (*figure_differences(laid), *date_differences(laid), *name_differences(laid))
        slots = [d for d in valued if not _spoken_for(d, voices)]
        typed = [*voices, *slots]
        if not comparison.kin or comparison.foreign:
            return [d for d in typed if _matters_across(d, laid)]
        quoted = [*altered_quotes(laid, slots), *tense_differences(laid), *role_differences(laid)]
        return [*typed, *quoted, *wording_differences(laid, [*typed, *quoted])]

    # --- groups of sentences ---

    def _groups(self, comparison: Comparison) -> list[Group]:
        return grouped(self._links(comparison))

    def _links(self, comparison: Comparison) -> list[tuple[Span, Span]]:
        theirs = {s.id: r for s, r in self.of_report[comparison.target]}
        found = []
        for statement, reading in self.of_report[comparison.source]:
            other = theirs.get(statement.id)
            if other and comparison.kin:
                ours = self._sentences_of(reading)
                found += [(a, b) for a in ours for b in self._sentences_of(other)]
            elif other:
                found.append((reading.span, other.span))
        return found

    def _sentences_of(self, reading: Reading) -> tuple[Span, ...]:
        """The sentences a reading stands in: one, or two where a copy split or fused them."""
        if reading.sentence and reading.sentence.covers(reading.span):
            return (reading.sentence,)
        asked = reading.report, reading.span.start
        if asked not in self._over:
            every = texts.sentences(self.reports[reading.report].text)
            self._over[asked] = tuple(s for s in every if s.overlaps(reading.span))
        return self._over[asked]

    # --- statements one of the two does not make ---

    def _alone(self, comparison: Comparison) -> Iterator[Change]:
        ours = self.of_report[comparison.source]
        theirs = self.of_report[comparison.target]
        yield from self._gone(comparison, ours, {s.id for s, _ in theirs})
        yield from self._new(comparison, theirs, {s.id for s, _ in ours})

    def _gone(
        self, comparison: Comparison, ours: list[tuple[Statement, Reading]], known: set[str]
    ) -> Iterator[Change]:
        met = {s for statement, r in ours if statement.id in known for s in self._sentences_of(r)}
        last = max((r.span.end for s, r in ours if s.id in known), default=0)
        for statement, reading in ours:
            if statement.id in known or reading.sentence in met:
                continue
            name = "tail cut" if reading.span.start >= last else "statement dropped"
            yield self._change(comparison, graded(name, DROPPED, reading.span, None), statement)

    def _new(
        self, comparison: Comparison, theirs: list[tuple[Statement, Reading]], known: set[str]
    ) -> Iterator[Change]:
        met = {s for statement, r in theirs if statement.id in known for s in self._sentences_of(r)}
        for statement, reading in theirs:
            if statement.id not in known and reading.sentence not in met:
                difference = graded("statement added", ADDED, None, reading.span)
                yield self._change(comparison, difference, statement)

    # --- from difference to change ---

    def _change(
        self, comparison: Comparison, difference: Difference, statement: Statement | None = None
    ) -> Change:
        before = self._words(comparison.source, difference.before)
        after = self._words(comparison.target, difference.after)
        statement = statement or self._statement_at(before, after)
        with_source, with_target = self._witnesses(statement, before, after)
        return Change(
            statement=statement.id,
            source=comparison.source,
            target=comparison.target,
            kind=difference.kind,
            aspect=difference.aspect,
            before=before,
            after=after,
            direction=difference.direction,
            severity=difference.severity,
            innovator=self._between(comparison).innovator(with_source, with_target),
            reason=difference.reason,
        )

    def _between(self, comparison: Comparison) -> Deciding:
        if self._deciding is None or self._deciding.comparison is not comparison:
            self._deciding = Deciding(comparison, self.descent)
        return self._deciding

    def _words(self, report: str, span: Span | None) -> Words | None:
        return Words(report, span, span.of(self.reports[report].text)) if span else None

    def _statement_at(self, before: Words | None, after: Words | None) -> Statement:
        """The statement whose reading holds the words; the nearest where none does."""
        words = before or after
        assert words is not None
        asked = words.report, words.span.start
        if asked not in self._said_at:
            if words.report not in self._read_at:
                self._read_at[words.report] = [
                    (reading.span.start, reading.span.end, statement)
                    for statement, reading in self.of_report[words.report]
                ]
            self._said_at[asked] = _nearest(self._read_at[words.report], asked[1])
        return self._said_at[asked]

    def _witnesses(
        self,
        statement: Statement,
        before: Words | None,
        after: Words | None,
    ) -> tuple[set[str], set[str]]:
        """The witnesses whose reading of the statement goes with each side.

        A reading goes with the side whose own words it has and whose rival's it lacks.
        """
        ours, theirs = self._forms(before), self._forms(after)
        own, other = ours - theirs, theirs - ours
        asked = statement.id, own, other  # a change that many copies inherit is asked once
        if asked not in self._sides:
            self._sides[asked] = self._divided(statement, own, other)
        return self._sides[asked]

    def _divided(
        self, statement: Statement, own: frozenset[str], other: frozenset[str]
    ) -> tuple[set[str], set[str]]:
        with_source: set[str] = set()
        with_target: set[str] = set()
        if own or other:
            for there, witnesses in self._readers(statement):
                side = _side_taken(there, own, other)
                if side:
                    (with_source if side < 0 else with_target).update(witnesses)
        return with_source, with_target

    def _readers(self, statement: Statement) -> list[tuple[frozenset[str], set[str]]]:
        """The different readings of a statement as terms, each with its witnesses."""
        found = self._readers_of.get(statement.id)
        if found is None:
            groups: dict[frozenset[str], set[str]] = {}
            for reading in statement.readings:
                terms = self._terms_at(reading.report, reading.sentence or reading.span)
                groups.setdefault(terms, set()).add(self.descent.holder[reading.report])
            found = self._readers_of[statement.id] = list(groups.items())
        return found

    def _forms(self, words: Words | None) -> frozenset[str]:
        return self._terms_at(words.report, words.span) if words else frozenset()

    def _terms_at(self, report: str, place: Span) -> frozenset[str]:
        asked = place.of(self.reports[report].text)  # copies print the same sentences
        found = self._terms.get(asked)
        if found is None:
            words = self._words_of(self.reports[report])
            found = self._terms[asked] = frozenset(map(_term, words.forms[words.inside(place)]))
        return found


def _side_taken(there: frozenset[str], ours: frozenset[str], theirs: frozenset[str]) -> int:
    """-1 with the source, 1 with the target, 0 when the words do not tell; one side has words."""
    if not theirs:
        return -1 if ours <= there else 1
    if not ours:
        return 1 if theirs <= there else -1
    return (theirs <= there) - (ours <= there)


def _same_text(
    source: Report, ours: tuple[Span, ...], target: Report, theirs: tuple[Span, ...]
) -> bool:
    return len(ours) == len(theirs) and all(
        len(a) == len(b) and a.of(source.text) == b.of(target.text)
        for a, b in zip(ours, theirs, strict=True)
    )


def _same_words(source: Report, target: Report, difference: Difference) -> bool:
    """The same words on both sides differ in nothing, however they were read; but marks put
    around them or taken away are no words."""
    if difference.aspect is Aspect.QUOTE:
        return False
    before, after = difference.before, difference.after
    if before is None or after is None or len(before) != len(after):
        return False
    return before.of(source.text) == after.of(target.text)


@lru_cache(maxsize=100_000)
def _term(form: str) -> str:
    return texts.stem(lexicon.spelling(form))


def _spoken_for(difference: Difference, others: Sequence[Difference]) -> bool:
    """A name or figure gone with an attribution or hedge, or exchanged as the speaker, is
    part of that change."""
    place = difference.before or difference.after
    return any(
        place and held and held.covers(place)
        for other in others
        if difference.kind is not CHANGED or other.aspect is Aspect.SPEAKER
        for held in (other.before, other.after)
    )


def _nearest(read: list[tuple[int, int, Statement]], place: int) -> Statement:
    """The first statement whose reading holds a place; else the one read nearest to it."""
    best, least = read[0][2], -1
    for start, end, statement in read:
        if start <= place < end:
            return statement
        distance = start - place if place < start else place - end
        if least < 0 or distance < least:
            best, least = statement, distance
    return best


def _matters_across(difference: Difference, laid: Laid) -> bool:
    """Across origins only a claim of another value counts: nobody owes anybody words."""
    if difference.kind is not CHANGED and difference.aspect is not Aspect.POLARITY:
        return False
    if difference.severity is Severity.COSMETIC:
        return True
    fewer = min(len(laid.source.tokens), len(laid.target.tokens))
    if difference.aspect is Aspect.POLARITY and _in_quotes(difference, laid):
        return False
    asked = MUCH_ALIKE if difference.aspect is Aspect.POLARITY else ALIKE_ACROSS
    return len(laid.answer) >= asked * fewer and difference.aspect in (
        Aspect.FIGURE,
        Aspect.DATE,
        Aspect.POLARITY,
        Aspect.SPEAKER,
    )


def _in_quotes(difference: Difference, laid: Laid) -> bool:
    """Two reporters render one speaker in their own ways; that is no claim and its denial."""
    places = ((laid.source, difference.before), (laid.target, difference.after))
    return any(
        span and any(mark.span.overlaps(span) for mark in side.marks(MarkKind.QUOTE))
        for side, span in places
    )


def in_order(changes: Iterable[Change], rank: dict[str, int]) -> tuple[Change, ...]:
    """Changes in the order of statements, then places, whatever order they were found in."""

    def key(change: Change) -> tuple[int, int, int, str, str]:
        words = change.before or change.after
        place = words.span.start if words else 0
        length = words.span.end if words else 0
        return (rank[change.statement], place, length, change.target, change.aspect)

    return tuple(sorted(changes, key=key))
