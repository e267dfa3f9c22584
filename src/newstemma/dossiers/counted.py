"""What a figure counts: read off the words around it, never off the wording of the sentence.

Two reporters tell one event in other words ("a ferry carrying 84 people ran aground", "the last of
the 86 people on board"): the clauses share little, but both figures count the people aboard. So a
figure is known by what it counts: people by the state they are in (`STATES`), all else by its
unit and by what the whole sentence speaks of. What can go wrong: two counts of one kind in one
story (the dead of today, the dead of another year): a date, a place or a name that differs keeps
them apart, and a figure of the past is never held against one of today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, combinations

from newstemma import lexicon
from newstemma.dossiers.circumstances import (
    Clash,
    aim,
    dates_differ,
    long_ago,
    meet,
    names_differ,
    places_differ,
)
from newstemma.dossiers.claims import NAMED, Claim, MarksNear, Pair
from newstemma.dossiers.figures_apart import (
    PEOPLE,
    apart,
    comparable,
    compatible,
    figure_of,
    outgrown,
)
from newstemma.model import Approximator, Dispute, Figure, Mark, MarkKind, Report
from newstemma.values.units import kind_of

STATES: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in (
        ("aboard", "aboard onboard carrying carried carry"),
        ("killed", "killed kills killing dead died dies deaths death fatalities perished lives"),
        ("injured", "injured injures injuring injuries hurt wounded treated treatment"),
        ("missing", "missing unaccounted"),
        ("arrested", "arrested arrests arrest detained detains custody"),
        ("rescued", "rescued rescues saved plucked winched"),
        ("evacuated", "evacuated evacuates evacuation"),
        ("homeless", "homeless displaced homes"),
        ("gathered", "marched marchers marching attended demonstrators protesters rallied crowd"),
    )
}
"""States people are counted in, each with the words that tell it."""
GROWING = frozenset("killed injured missing arrested rescued evacuated homeless".split())
"""States whose count only grows while a story is told."""
_STATE_OF = {word: name for name, words in STATES.items() for word in words}
_WHOLE = PEOPLE - {"child", "man", "woman"} | {"", "family", "household", "passenger"}
"""Units that count everybody; who counts the children counts a part."""
_ABLE = frozenset("can could capacity room seats holds sleeps fewer".split())
_NEAR, _NEAR_BARE, _CROWD = 9, 4, 100
"""Words on either side of a figure among which the state of those it counts is told; fewer of a
number alone that is no crowd, for it may be an hour or an age."""
_TELLING, _MANY = 2, 5
_SHARE, _SHARE_OF_MANY = 0.5, 0.3
"""Words two sentences must share beyond the figure, and their share of the shorter one: with a
name among them, else one word more; of many words a smaller share.
Set on the looked-at half of `quality/edits/accounts.tsv`."""


@dataclass(frozen=True)
class Counted:
    """A figure of a claim with its sentence, and what it counts; `begins` what rose or fell.

    `elsewhere` are the numbers of its report, each with its unit, all taken to count people.
    """

    claim: Claim
    mark: Mark
    sentence: Claim
    elsewhere: Sequence[tuple[str, Figure]]
    begins: bool = False

    @cached_property
    def state(self) -> str:
        """The state of the people it counts, "" where it counts something else."""
        figure = figure_of(self.mark)
        if kind_of(figure.unit) or figure.unit in ("ordinal", "%"):
            return ""
        inside = self.sentence.at(self.mark.span)
        forms = [token.form for token in self.sentence.tokens]
        bare = not figure.unit and figure.number < _CROWD
        return _state_near(forms, inside, _NEAR_BARE if bare else _NEAR)

    @cached_property
    def sort(self) -> tuple[object, ...]:
        """What two counts must agree in to be compared at all."""
        unit = figure_of(self.mark).unit
        counts = self.state or kind_of(unit) or ("things" if unit else id(self))
        return counts, self.begins, aim(self.sentence), self.claim.report.language

    @cached_property
    def as_people(self) -> Mark:
        """The mark taken to count people."""
        return _as_people(self.mark)

    @cached_property
    def alone(self) -> bool:
        """No other figure of its sentence could as well be the one that answers."""
        mine = figure_of(self.mark)
        return not any(
            comparable(figure_of(mark), mine) and replace(self, mark=mark).state == self.state
            for mark in self.sentence.figures
            if mark.span != self.mark.span
        )


def _as_people(mark: Mark) -> Mark:
    """The mark taken to count people, so that "12" and "12 miners" compare."""
    return replace(mark, value=replace(figure_of(mark), unit="person"))


def _state_near(forms: Sequence[str], inside: range, reach: int) -> str:
    near = sorted(
        (min(abs(i - inside.start), abs(i - inside.stop + 1)), i)
        for i, form in enumerate(forms)
        if form in _STATE_OF or (form == "board" and forms[i - 1] == "on") or form == "crew"
    )
    for distance, i in near:
        if distance > reach or _ABLE.intersection(forms[max(0, i - 3) : i + 1]):
            return ""
        if forms[i] == "crew":  # "226 passengers and crew" are all aboard; a crew is a part
            if forms[i - 1] == "and" and i - inside.stop <= 1:
                return "aboard"
            continue
        return _STATE_OF.get(forms[i], "aboard")
    return ""


def all_counted(claims: Sequence[Claim], reports: Sequence[Report]) -> list[Counted]:
    """The figures of the claims, each in its sentence."""
    marks = MarksNear(reports)
    elsewhere = {report.id: _numbers(report) for report in reports}
    sentences: dict[tuple[str, int], Claim] = {}
    found = []
    for claim in claims:
        place = claim.reading.sentence
        if place is None or not (claim.figures or claim.beginnings):
            continue
        asked = claim.report.id, place.start
        if asked not in sentences:
            whole = replace(claim.reading, span=place, text=place.of(claim.report.text))
            near = marks.of(whole)
            sentences[asked] = replace(claim, reading=whole, near=near)
        sentence = sentences[asked]
        numbers = elsewhere[claim.report.id]
        found += [Counted(claim, mark, sentence, numbers) for mark in claim.figures]
        found += [Counted(claim, mark, sentence, numbers, True) for mark in claim.beginnings]
    return found


def _numbers(report: Report) -> list[tuple[str, Figure]]:
    return [
        (figure_of(mark).unit, figure_of(_as_people(mark)))
        for mark in report.marks_of(MarkKind.FIGURE)
        if _closed(mark)
    ]


def counts_apart(counted: Sequence[Counted]) -> Iterator[tuple[Counted, Counted, Clash]]:
    """Pairs by origins apart that count one thing and cannot both be right."""
    alike: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for one in counted:
        if one.alone and not long_ago(one.sentence):
            alike[one.sort].append(one)
    for one, other in chain.from_iterable(combinations(some, 2) for some in alike.values()):
        apart_texts = one.claim.origins.isdisjoint(other.claim.origins)
        if apart_texts and _differ(one, other) and _one_count(one, other):
            places = one.mark.span, other.mark.span
            yield one, other, Clash(Dispute.FIGURE, *places, "two figures for one thing")


def _differ(one: Counted, other: Counted) -> bool:
    ours, theirs = figure_of(one.mark), figure_of(other.mark)
    if ours.number == theirs.number:
        return False
    if one.state:
        same = ours.unit == theirs.unit or {ours.unit, theirs.unit} <= _WHOLE or _tells(one, other)
        return same and apart(one.as_people, other.as_people)
    if not comparable(ours, theirs):
        return _one_noun(ours.unit, theirs.unit) and apart(one.as_people, other.as_people)
    return apart(one.mark, other.mark)


@lru_cache(maxsize=10_000)
def _one_noun(unit: str, other: str) -> bool:
    """Two nouns that can count the same things: votes and ballots."""
    return not kind_of(unit) and lexicon.nearness(unit, other) >= lexicon.SAME_SENSE


def _tells(one: Counted, other: Counted) -> bool:
    """The unit itself tells the state ("23 arrests", "15 marchers"), or counts all aboard."""
    units = {figure_of(one.mark).unit, figure_of(other.mark).unit} - _WHOLE
    return all(_STATE_OF.get(unit + "s", _STATE_OF.get(unit)) == one.state for unit in units)


def _one_count(one: Counted, other: Counted) -> bool:
    """The sentences speak of one event, and neither report has the other's figure."""
    if one.sentence.terms.isdisjoint(other.sentence.terms):
        return False
    pair = Pair(one.sentence, other.sentence)
    if dates_differ(pair) or places_differ(pair):
        return False
    if _told(one, other) or _told(other, one):
        return False
    shared = pair.shared
    names = any(term.startswith(NAMED) for term in one.sentence.terms & other.sentence.terms)
    names = names or _one_place(one.sentence, other.sentence)
    if one.state:
        return shared.shared >= (1 if names else _TELLING)
    if names_differ(pair):
        return False
    least = _TELLING if names else _TELLING + 1
    many = shared.shared >= _MANY and shared.of_smaller >= _SHARE_OF_MANY
    return many or (shared.shared >= least and shared.of_smaller >= _SHARE)


def _one_place(one: Claim, other: Claim) -> bool:
    """A name of one stands in the other, as place or as part of a longer name."""
    ours, theirs = (
        {str(m.value) for m in c.marks if m.kind is MarkKind.NAME} for c in (one, other)
    )
    return meet(ours, theirs)


def _told(one: Counted, other: Counted) -> bool:
    """The other's report has this number too, of the same or an unsaid unit: of something else."""
    unit, figure = figure_of(one.mark).unit, figure_of(one.as_people)
    return any(
        (unit == there or not unit or not there or {unit, there} <= _WHOLE)
        and (compatible(figure, number) and not outgrown(figure, number))
        for there, number in other.elsewhere
    )


def _closed(mark: Mark) -> bool:
    """A number, not all above or below one: "more than 100" is no 254."""
    return figure_of(mark).approximator in (Approximator.EXACT, Approximator.ABOUT)
