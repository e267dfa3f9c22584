"""Where independent reports cannot both be right, apart from what a copy changed.

In go reports, stemma and collation; out come contradictions. Each origin speaks by the
readings that no report above them in the stemma has: a copy's own figure is a change along the
copy and is told there. Claims of two origins are laid against each other where they are
readings of one statement, or where they have words in common that few clauses have. What
can go wrong: two things of one kind in one story (two arrests, two fires) look like one thing
told in two ways; so the rules (`disputes`) ask for the same words around the difference.

Time passes while a story is told: a toll that only grew is an update, and where the hours of
the reports are not known it is undetermined, not a contradiction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newstemma.dossiers.ancestry import ancestors
from newstemma.dossiers.circumstances import Clash, dates_meet
from newstemma.dossiers.claims import Claim, Pair, own_claims, same_word
from newstemma.dossiers.counted import GROWING as GROWING_STATES
from newstemma.dossiers.counted import all_counted, counts_apart
from newstemma.dossiers.disputes import RULES, TOLLS
from newstemma.dossiers.figures_apart import compatible, outgrown
from newstemma.dossiers.supports import Weights
from newstemma.model import (
    Collation,
    Contradiction,
    Dispute,
    Figure,
    Mark,
    MarkKind,
    Report,
    Side,
    Span,
    Standing,
    Stemma,
    Words,
)

SHARED_TERMS = 2
"""Words in common from which claims of different statements are laid against each other."""
COMMON = 0.15
"""A word in more of the claims than this is no reason by itself to compare two."""
MOST_COMPARED = 20_000
"""Pairs of claims that are compared, the likeliest first; a story of 100 reports has 2,000."""
GROWING = frozenset(
    """
    damaged damaging destroyed destroying died fled homeless flooded burned burnt burning sank sunk
    """.split()
)
"""What happens to things and only grows while a story is told, beside the tolls of people."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Two claims that clash, and where; `grows` where what they count is known to."""

    one: Claim
    other: Claim
    clash: Clash
    grows: bool = False


def find_contradictions(
    reports: Sequence[Report], stemma: Stemma, collation: Collation
) -> tuple[Contradiction, ...]:
    """Every contradiction between independent reports, in the order of the statements.

    One origin, no contradictions. Never between reports of one origin, whatever they say.
    """
    if len(stemma.origins) < 2:
        return ()
    weights = Weights(reports, stemma)
    told = [(made.id, made.readings) for made in collation.statements]
    claims = own_claims(told, weights.reports, weights.origins, ancestors(stemma))
    clashing = [*_clashing(claims)]
    for ours, theirs, clash in counts_apart(all_counted(claims, reports)):
        clashing.append(_Found(ours.claim, theirs.claim, clash, ours.state in GROWING_STATES))
    order = {made.id: place for place, made in enumerate(collation.statements)}
    finder = _Finder(weights, collation)
    found = [made for pairs in _of_one_thing(clashing) for made in finder.contradiction(pairs)]
    return tuple(sorted(found, key=lambda c: min(order[side.statement] for side in c.sides)))


def _clashing(claims: Sequence[Claim]) -> Iterator[_Found]:
    for one, other in _candidates(claims):
        if one.report.language == other.report.language:
            for clash in _clashes(Pair(one, other)):
                yield _Found(one, other, clash)


def _of_one_thing(clashing: Sequence[_Found]) -> list[list[_Found]]:
    """Clashes that share a place, or a value of one statement, together, in order."""
    groups: list[list[_Found]] = []
    group_of: dict[object, list[_Found]] = {}
    for found in clashing:
        keys = [
            *_keys(found, found.one, found.clash.one),
            *_keys(found, found.other, found.clash.other),
        ]
        held = [group_of[key] for key in keys if key in group_of]
        group = held[0] if held else []
        if not held:
            groups.append(group)
        for other in held[1:]:
            if other is not group:
                group += other
                groups = [one for one in groups if one is not other]
                group_of.update({key: group for key, at in group_of.items() if at is other})
        group.append(found)
        group_of.update(dict.fromkeys(keys, group))
    return groups


def _keys(found: _Found, claim: Claim, span: Span) -> Iterator[object]:
    """What two clashes over one thing have in common: a place, or a value of one statement."""
    kind = found.clash.kind
    yield kind, claim.report.id, span
    if kind is Dispute.DENIAL:
        yield kind, frozenset((found.one.statement, found.other.statement))
    else:
        mark = _mark(claim.report, span, _KINDS[kind])
        yield kind, claim.statement, mark.value if mark else span


def _candidates(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims of origins apart that may speak of one thing, most words in common first."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        for term in claim.terms | {claim.statement}:
            holders[term].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    most = max(4, COMMON * len(claims))
    for term, places in holders.items():
        if len(places) <= most or term == claims[places[0]].statement:
            weight = SHARED_TERMS if term == claims[places[0]].statement else 1
            for at, i in enumerate(places):
                for j in places[at + 1 :]:
                    if claims[i].origins.isdisjoint(claims[j].origins):
                        shared[i, j] += weight
    for (i, j), count in shared.most_common(MOST_COMPARED):
        if count < SHARED_TERMS:
            return
        yield claims[i], claims[j]


def _clashes(pair: Pair) -> Iterator[Clash]:
    for _, rule, _ in RULES:
        yield from rule(pair)


# --- sides ------------------------------------------------------------------------


class _Finder:
    """Puts pairs that clash over one thing together into sides with their support."""

    def __init__(self, weights: Weights, collation: Collation) -> None:
        self._weights = weights
        self._statements = {made.id: made for made in collation.statements}

    def contradiction(self, pairs: Sequence[_Found]) -> Iterator[Contradiction]:
        """The contradiction of the pairs of one kind over the same statements.

        None where time explains all of it and it is not known how.
        """
        found = [(standing, pair.clash.rule) for pair in pairs for standing in _of_pair(pair)]
        if not found:
            return
        heads: list[tuple[Claim, Span]] = []
        for pair in pairs:
            for claim, span in ((pair.one, pair.clash.one), (pair.other, pair.clash.other)):
                if not any(_agree(pair.clash.kind, head, (claim, span)) for head in heads):
                    heads.append((claim, span))
        kind = pairs[0].clash.kind
        sides = [self._side(kind, head) for head in heads]
        sides.sort(key=lambda side: -side.count.likely)
        if len(sides) > 1:
            standing, reason = _standing(found)
            yield Contradiction(kind, standing, tuple(sides), reason)

    def _side(self, kind: Dispute, head: tuple[Claim, Span]) -> Side:
        claim, span = head
        words = [Words(claim.report.id, span, span.of(claim.report.text))]
        for reading in self._statements[claim.statement].readings:
            if reading.report == claim.report.id:
                continue
            report = self._weights.reports[reading.report]
            theirs = Claim(claim.statement, reading, report, report.marks)
            place = _place(kind, head, theirs)
            if place is not None:
                words.append(Words(report.id, place, place.of(report.text)))
        known = list(self._weights.reports)
        words.sort(key=lambda one: known.index(one.report))
        count, origins = self._weights.count([one.report for one in words])
        return Side(claim.statement, tuple(words), count, origins)


def _agree(kind: Dispute, head: tuple[Claim, Span], other: tuple[Claim, Span]) -> bool:
    """The other claim gives the same account as the head."""
    (claim, span), (theirs, place) = head, other
    if kind is Dispute.DENIAL:
        return claim.reading.text == theirs.reading.text
    ours = _mark(claim.report, span, _KINDS[kind])
    answer = _mark(theirs.report, place, _KINDS[kind])
    return ours is not None and answer is not None and _same_value(ours, answer)


_KINDS = {
    Dispute.FIGURE: MarkKind.FIGURE,
    Dispute.DATE: MarkKind.DATE,
    Dispute.PLACE: MarkKind.NAME,
}


def _mark(report: Report, span: Span, kind: MarkKind) -> Mark | None:
    return next((mark for mark in report.marks_of(kind) if mark.span == span), None)


def _same_value(one: Mark, other: Mark) -> bool:
    if one.kind is not other.kind:
        return False
    if isinstance(one.value, Figure) and isinstance(other.value, Figure):
        same_bound = one.value.approximator is other.value.approximator
        fits = compatible(one.value, other.value) and not outgrown(one.value, other.value)
        return same_bound and fits
    if one.kind is MarkKind.DATE:
        return dates_meet(one, other)
    return one.value == other.value


def _place(kind: Dispute, head: tuple[Claim, Span], theirs: Claim) -> Span | None:
    """Where another report's reading gives the same account; none where it does not."""
    claim, span = head
    if kind is Dispute.DENIAL:
        return theirs.reading.span if theirs.reading.text == claim.reading.text else None
    ours = _mark(claim.report, span, _KINDS[kind])
    found = (m.span for m in theirs.marks if ours is not None and _same_value(ours, m))
    return next(found, None)


# --- time passing -------------------------------------------------------------------


def _standing(found: Sequence[tuple[Standing, str]]) -> tuple[Standing, str]:
    """The gravest standing there is, with its rule in words."""
    standing = min((one for one, _ in found), key=list(Standing).index)
    rule = next(rule for one, rule in found if one is standing)
    return standing, rule + _TIMES[standing]


_TIMES = {
    Standing.CONTRADICTION: "",
    Standing.UPDATE: "; the later report says more of what only grows",
    Standing.UNDETERMINED: "; it may have grown, and which report is later is not known",
}


def _of_pair(pair: _Found) -> Iterator[Standing]:
    """How the two claims stand to each other; nothing where both can be true."""
    one, other = _figure(pair.one, pair.clash.one), _figure(pair.other, pair.clash.other)
    if one is None or other is None:
        yield Standing.CONTRADICTION
        return
    lower_bounds = outgrown(one, other)
    when, then = _published(pair.one), _published(pair.other)
    if when is None or then is None or when == then:
        if not lower_bounds:
            yield Standing.UNDETERMINED if _grows(pair) else Standing.CONTRADICTION
    elif (one.number > other.number) == (when > then) and (lower_bounds or _grows(pair)):
        yield Standing.UPDATE
    elif not lower_bounds:
        yield Standing.CONTRADICTION


def _figure(claim: Claim, span: Span) -> Figure | None:
    mark = _mark(claim.report, span, MarkKind.FIGURE)
    return mark.value if mark is not None and isinstance(mark.value, Figure) else None


def _grows(pair: _Found) -> bool:
    if pair.grows:
        return True
    verbs = [next(pair.one.verbs_near(pair.clash.one), "")]
    verbs.append(next(pair.other.verbs_near(pair.clash.other), ""))
    return any(
        verb in GROWING or any(same_word(verb, word) for word in TOLLS) for verb in verbs if verb
    )


def _published(claim: Claim) -> datetime | None:
    return claim.report.published.when if claim.report.published else None
