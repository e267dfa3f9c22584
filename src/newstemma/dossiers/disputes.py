"""When two claims of one thing cannot both be true: figures, dates, places, denials.

Each rule looks at two claims by reports that share no source, and gives the marks that cannot
both hold, or nothing. A wrong contradiction costs an editor an hour, so every rule asks that
the claims speak of one thing first, and where rounding, time or form could explain the
difference, there is none. The table at the end names the rules with an example of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newstemma.dossiers.circumstances import (
    LEAST_WORDS,
    SAME_CLAIM,
    SAME_COLUMN,
    SAME_EVENT,
    SAME_THING,
    Clash,
    aim,
    dates_differ,
    dates_meet,
    long_ago,
    names_differ,
    names_part,
    places_differ,
    range_of,
)
from newstemma.dossiers.claims import Claim, Pair, same_word
from newstemma.dossiers.denials import denial_clash
from newstemma.dossiers.figures_apart import (
    PEOPLE,
    ROUNDING,
    apart,
    comparable,
    compatible,
    figure_of,
    figures_differ,
)
from newstemma.model import Dispute, Mark, MarkKind
from newstemma.values.countries import COUNTRIES
from newstemma.values.names import same_name
from newstemma.values.units import kind_of

TOLLS = tuple("killed injured arrested rescued evacuated missing displaced".split())
"""What happens to people: a bare number before such a word counts people."""


MORE_TOLD = 2
"""Words each of two dated claims has beyond the other's from which they tell two events."""
AROUND = 3
"""Words around a date or place among which both sides must say what happened then or there."""

# --- figures ------------------------------------------------------------------


def figure_clash(pair: Pair) -> Iterator[Clash]:
    """Two figures for one thing, where neither report has the other's figure anywhere."""
    one, other = pair.one, pair.other
    far = [(a, b) for a in one.figures for b in other.figures if apart(a, b)]
    if not far or names_differ(pair) or dates_differ(pair) or places_differ(pair):
        return
    if aim(one) != aim(other) or long_ago(one) or long_ago(other):
        return
    pairs = [(a, b) for a, b in far if _one_thing(pair, a, b)]
    for ours, theirs in pairs:
        alone = sum(a is ours or b is theirs for a, b in pairs) == 1
        if alone and not (_told(ours, other) or _told(theirs, one)):
            yield Clash(Dispute.FIGURE, ours.span, theirs.span, "two figures for one thing")


def _told(mark: Mark, claim: Claim) -> bool:
    """The other's report has that number too: it was said of something else.

    A counted noun left unsaid or said otherwise ("eleven", "eleven miners") is no other figure.
    """
    figure = figure_of(mark)
    for there in claim.report.marks_of(MarkKind.FIGURE):
        other = figure_of(there)
        near = abs(figure.number - other.number) <= ROUNDING / 2 * abs(figure.number)
        if near and kind_of(figure.unit) == kind_of(other.unit):
            return True
        if figure.unit != other.unit and comparable(figure, other) and compatible(figure, other):
            return True
    return False


def _one_thing(pair: Pair, ours: Mark, theirs: Mark) -> bool:
    """The two figures are of one thing: people by what happened to them, else by the words."""
    one, other = pair.one, pair.other
    units = {figure_of(ours).unit, figure_of(theirs).unit}
    verbs = next(one.verbs_near(ours.span), ""), next(other.verbs_near(theirs.span), "")
    met = all(verbs) and same_word(*verbs)
    if units & PEOPLE or units == {""}:
        toll = units & PEOPLE or any(same_word(verbs[0], word) for word in TOLLS if verbs[0])
        return bool(met and toll)
    shared = pair.shared
    if one.statement == other.statement and (
        met or (shared.shared > LEAST_WORDS and shared.of_smaller >= SAME_COLUMN)
    ):
        return True
    return shared.shared >= LEAST_WORDS and shared.of_smaller >= SAME_THING


# --- dates ----------------------------------------------------------------------

_RELATIVE = frozenset(
    """
    today yesterday tomorrow tonight last next this now earlier later ago recently morning evening
    afternoon night week weekend month year overnight midday noon midnight
    """.split()
)


def _explicit(claim: Claim, mark: Mark) -> bool:
    """A date by name or number: not one that hangs on the day the report was written."""
    words = [claim.tokens[i].form for i in claim.at(mark.span)]
    return bool(words) and not (words[0] in _RELATIVE or words[-1] == "ago")


def date_clash(pair: Pair) -> Iterator[Clash]:
    """Two days, months or years for one thing, each said by name and after the same word."""
    one, other = pair.one, pair.other
    ours = [m for m in one.dates if not any(dates_meet(m, o) for o in other.dates)]
    theirs = [m for m in other.dates if not any(dates_meet(m, o) for o in one.dates)]
    if len(ours) != 1 or len(theirs) != 1 or not _two_names_of_days(pair, ours[0], theirs[0]):
        return
    if names_part(pair) or figures_differ(pair) or places_differ(pair):
        return
    more = min(len(pair.shared.left), len(pair.shared.right))
    if more >= MORE_TOLD or not _same_around(pair, ours[0], theirs[0]):
        return
    if pair.shared.of_smaller >= SAME_EVENT and pair.shared.shared >= LEAST_WORDS:
        yield Clash(Dispute.DATE, ours[0].span, theirs[0].span, "two dates for one thing")


def _two_names_of_days(pair: Pair, ours: Mark, theirs: Mark) -> bool:
    """Dates of one precision, after the same small word, both explicit and in other words."""
    one, other = pair.one, pair.other
    return (
        len(range_of(ours)[0]) == len(range_of(theirs)[0])
        and _word(one, ours) == _word(other, theirs)
        and _explicit(one, ours)
        and _explicit(other, theirs)
        and _words_of(one, ours) != _words_of(other, theirs)
        and not (_same_but_year(ours, theirs) and not _years_said(pair, ours, theirs))
    )


def _same_but_year(ours: Mark, theirs: Mark) -> bool:
    """One month and day; a year nobody wrote was inferred, and may be inferred wrong."""
    return range_of(ours)[0][4:] == range_of(theirs)[0][4:] != ""


def _years_said(pair: Pair, ours: Mark, theirs: Mark) -> bool:
    said = _words_of(pair.one, ours), _words_of(pair.other, theirs)
    return all(any(len(w) == 4 and w.isdigit() for w in words.split()) for words in said)


def _word(claim: Claim, mark: Mark) -> str:
    """The small word before a date, by what it says of time: on, in and at say the same."""
    start = claim.at(mark.span).start
    before = claim.tokens[start - 1].form if start else ""
    return before if before in ("since", "until", "by", "before", "after", "from", "to") else ""


def _words_of(claim: Claim, mark: Mark) -> str:
    return " ".join(claim.tokens[i].form for i in claim.at(mark.span))


def _same_around(pair: Pair, mark: Mark, answer: Mark) -> bool:
    """A word next to the one mark is said next to the other too: of what happened then or there."""
    ours = list(pair.one.verbs_near(mark.span))[:AROUND]
    theirs = list(pair.other.verbs_near(answer.span))[:AROUND]
    return any(same_word(a, b) for a in ours for b in theirs)


# --- places ---------------------------------------------------------------------


def place_clash(pair: Pair) -> Iterator[Clash]:
    """Two places for one thing; neither report knows the other's place, which may hold its own."""
    one, other = pair.one, pair.other
    if not one.places or not other.places:
        return
    ours, theirs = _places(one, other), _places(other, one)
    if len(ours) != 1 or len(theirs) != 1 or names_differ(pair):
        return
    (mark,), (answer,) = ours, theirs
    keys = {str(mark.value), str(answer.value)}
    if len(keys & COUNTRIES) == 1 or dates_differ(pair) or figures_differ(pair):
        return
    # The places themselves are words that differ: they are no part of what must be shared.
    words = min(len(one.content), len(other.content)) - 1
    alike = pair.shared.shared >= max(LEAST_WORDS, SAME_CLAIM * words)
    if alike and _same_around(pair, mark, answer):
        yield Clash(Dispute.PLACE, mark.span, answer.span, "two places for one thing")


def _places(one: Claim, other: Claim) -> list[Mark]:
    known = {str(m.value) for m in other.report.marks_of(MarkKind.NAME)}
    return [
        mark
        for _, key, mark in one.places
        if key not in known and not any(same_name(key, name) for name in known)
    ]


Rule = Callable[[Pair], Iterator[Clash]]
RULES: tuple[tuple[str, Rule, str], ...] = (
    ("two figures for one thing", figure_clash, "injured 14 people / 23 people were injured"),
    ("two dates for one thing", date_clash, "collapsed on Monday / collapsed on Tuesday"),
    ("two places for one thing", place_clash, "arrested in Osk / arrested in Halmsund"),
    ("a claim and its denial", denial_clash, "had been drinking / had not been drinking"),
)
"""Name, test, example. `denial_clash` also gives "a claim and its opposite" (open / closed)."""
