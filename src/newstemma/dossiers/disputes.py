"""When two claims of one thing cannot both be true: figures, dates, places, denials.

Each rule looks at two claims by reports that share no source, and gives the marks that cannot
both hold, or nothing. A wrong contradiction costs an editor an hour, so every rule asks that
the claims speak of one thing first, and where rounding, time or form could explain the
difference, there is none. The table at the end names the rules with an example of each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from newstemma import lexicon
from newstemma.collations.scales import NEGATIVE_WORDS
from newstemma.dossiers.claims import DENYING, TURNING, Claim, Pair, same_word
from newstemma.model import Approximator, Dispute, Figure, Mark, MarkKind, Span
from newstemma.values.countries import COUNTRIES
from newstemma.values.names import same_name
from newstemma.values.units import in_base, kind_of

ROUNDING = 0.05
"""Numbers this near may be one of them rounded (as in the collation)."""
ABOUT = 0.15
"""How far "about" reaches; beyond, two figures are not one."""
ACROSS_UNITS = 0.04
"""How far a converted figure may lie off: news rounds 30 miles to 50 km."""
SAME_THING, SAME_EVENT, SAME_CLAIM = 0.6, 0.75, 0.8
"""Share of the smaller claim's words the other must have: for a figure; for a date; and where
one word makes the difference (a place, a denial). Set on the tables of cases in the tests;
lower, clauses about different things of one story meet."""
SAME_COLUMN = 0.35
"""The same share for figures where the collation already found one statement in both."""
LEAST_WORDS = 2
PEOPLE = frozenset("person man woman child".split())
TOLLS = tuple("killed injured arrested rescued evacuated missing displaced".split())
"""What happens to people: a bare number before such a word counts people."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What cannot both hold: the places of either claim (a mark's, or the whole reading's)."""

    kind: Dispute
    one: Span
    other: Span
    rule: str


# --- figures ------------------------------------------------------------------


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest value the words allow: rounding and bounds included."""
    low, high = figure.number, figure.upper if figure.upper is not None else figure.number
    slack = min(_grain(figure.number) / 2, ROUNDING * abs(figure.number))
    match figure.approximator:
        case Approximator.ABOUT:
            return low * (1 - ABOUT), high * (1 + ABOUT)
        case Approximator.ABOVE | Approximator.AT_LEAST:
            return low - slack, math.inf
        case Approximator.BELOW | Approximator.AT_MOST:
            return -math.inf, high + slack
        case _:
            return low - slack, high + slack


def _grain(number: float) -> float:
    """The step a number is given in: 3,500,000 in hundreds of thousands, 14 in ones."""
    if number == 0 or not math.isfinite(number):
        return 0.0
    grain = 10.0 ** math.floor(math.log10(abs(number)))
    while grain > 1e-6 and abs(number / grain - round(number / grain)) > 1e-9:
        grain /= 10
    # A count below ten steps of its grain is exact: 14 people are not 13.6.
    return 0.0 if grain <= 1 and float(number).is_integer() else grain


def compatible(one: Figure, other: Figure) -> bool:
    """True where both figures can be true of one thing."""
    if one.unit != other.unit and kind_of(one.unit):
        left, right = in_base(one.number, one.unit), in_base(other.number, other.unit)
        return abs(left - right) <= ACROSS_UNITS * max(abs(left), abs(right)) or _open(one, other)
    (low, high), (least, most) = bounds(one), bounds(other)
    return low <= most and least <= high


def _open(one: Figure, other: Figure) -> bool:
    """A bounded figure in another unit is never held against an exact one."""
    return Approximator.EXACT is not one.approximator or one.approximator is not other.approximator


def outgrown(one: Figure, other: Figure) -> bool:
    """Two lower bounds that differ: at least 12, then at least 15. Both are true, one is older."""
    least = (Approximator.AT_LEAST, Approximator.ABOVE)
    if one.approximator not in least or other.approximator not in least or one.unit != other.unit:
        return False
    return abs(one.number - other.number) > ROUNDING * max(abs(one.number), abs(other.number))


def comparable(one: Figure, other: Figure) -> bool:
    """Figures that count or measure the same kind of thing."""
    if one.unit == other.unit:
        return True
    if {one.unit, other.unit} & PEOPLE and "" in (one.unit, other.unit):
        return True
    kind = kind_of(one.unit)
    return bool(kind) and kind == kind_of(other.unit) and kind != "money"


def figure_clash(pair: Pair) -> Iterator[Clash]:
    """Two figures for one thing, where neither report has the other's figure anywhere."""
    one, other = pair.one, pair.other
    apart = [(a, b) for a in one.figures for b in other.figures if _apart(a, b)]
    if not apart or _names_differ(pair) or _dates_differ(pair) or _places_differ(pair):
        return
    pairs = [(a, b) for a, b in apart if _one_thing(pair, a, b)]
    for ours, theirs in pairs:
        alone = sum(a is ours or b is theirs for a, b in pairs) == 1
        if alone and not (_told(ours, other) or _told(theirs, one)):
            yield Clash(Dispute.FIGURE, ours.span, theirs.span, "two figures for one thing")


def _apart(ours: Mark, theirs: Mark) -> bool:
    """Figures of one kind that cannot both hold, or of which one has outgrown the other."""
    one, other = _figure(ours), _figure(theirs)
    if not comparable(one, other):
        return False
    return not compatible(one, other) or outgrown(one, other)


def _figures_differ(pair: Pair) -> bool:
    """A figure of one cannot be any of the other's: where two things differ, it is two things."""
    ours, theirs = pair.one.figures, pair.other.figures
    return bool(theirs) and any(all(_apart(a, b) for b in theirs) for a in ours)


def _figure(mark: Mark) -> Figure:
    return mark.value if isinstance(mark.value, Figure) else Figure(math.nan)


def _told(mark: Mark, claim: Claim) -> bool:
    """The other's report has that number too: it was said of something else.

    A counted noun left unsaid or said otherwise ("eleven", "eleven miners") is no other figure.
    """
    figure = _figure(mark)
    for there in claim.report.marks_of(MarkKind.FIGURE):
        other = _figure(there)
        near = abs(figure.number - other.number) <= ROUNDING / 2 * abs(figure.number)
        if near and kind_of(figure.unit) == kind_of(other.unit):
            return True
        if figure.unit != other.unit and comparable(figure, other) and compatible(figure, other):
            return True
    return False


def _one_thing(pair: Pair, ours: Mark, theirs: Mark) -> bool:
    """The two figures are of one thing: people by what happened to them, else by the words."""
    one, other = pair.one, pair.other
    units = {_figure(ours).unit, _figure(theirs).unit}
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


def _range(mark: Mark) -> tuple[str, str]:
    first, _, last = str(mark.value).partition("/")
    return first, last or first


def dates_meet(one: Mark, other: Mark) -> bool:
    """True where two dates can be one: a day in a month, a day in a stretch of days."""
    (first, last), (begin, end) = _range(one), _range(other)
    size = min(len(first), len(begin))
    return first[:size] <= end[:size] and begin[:size] <= last[:size]


def _dates_differ(pair: Pair) -> bool:
    """Both are dated and no date of one can be a date of the other: two times, two things."""
    ours, theirs = pair.one.dates, pair.other.dates
    return bool(ours and theirs) and not any(dates_meet(a, b) for a in ours for b in theirs)


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
    if _names_differ(pair) or _figures_differ(pair) or _places_differ(pair):
        return
    if pair.shared.of_smaller >= SAME_EVENT and pair.shared.shared >= LEAST_WORDS:
        yield Clash(Dispute.DATE, ours[0].span, theirs[0].span, "two dates for one thing")


def _two_names_of_days(pair: Pair, ours: Mark, theirs: Mark) -> bool:
    """Dates of one precision, after the same small word, both explicit and in other words."""
    one, other = pair.one, pair.other
    return (
        len(_range(ours)[0]) == len(_range(theirs)[0])
        and _word(one, ours) == _word(other, theirs)
        and _explicit(one, ours)
        and _explicit(other, theirs)
        and _words_of(one, ours) != _words_of(other, theirs)
        and not (_same_but_year(ours, theirs) and not _years_said(pair, ours, theirs))
    )


def _same_but_year(ours: Mark, theirs: Mark) -> bool:
    """One month and day; a year nobody wrote was inferred, and may be inferred wrong."""
    return _range(ours)[0][4:] == _range(theirs)[0][4:] != ""


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


# --- places and names -------------------------------------------------------------


def _names_differ(pair: Pair) -> bool:
    """Both speak of someone or something by name, and of nobody in common."""
    ours, theirs = pair.one.names, pair.other.names
    return bool(ours and theirs) and not _meet(ours, theirs)


def _places_differ(pair: Pair) -> bool:
    """Both say where, and no place of one is a place of the other."""
    ours = [key for _, key, _ in pair.one.places]
    theirs = [key for _, key, _ in pair.other.places]
    return bool(ours and theirs) and not _meet(ours, theirs)


def _meet(ours: Iterable[str], theirs: Collection[str]) -> bool:
    return any(a == b or same_name(a, b) for a in ours for b in theirs)


def place_clash(pair: Pair) -> Iterator[Clash]:
    """Two places for one thing; neither report knows the other's place, which may hold its own."""
    one, other = pair.one, pair.other
    if not one.places or not other.places:
        return
    ours, theirs = _places(one, other), _places(other, one)
    if len(ours) != 1 or len(theirs) != 1 or _names_differ(pair):
        return
    (mark,), (answer,) = ours, theirs
    keys = {str(mark.value), str(answer.value)}
    if len(keys & COUNTRIES) == 1 or _dates_differ(pair) or _figures_differ(pair):
        return
    verbs = next(one.verbs_near(mark.span), ""), next(other.verbs_near(answer.span), "")
    # The places themselves are words that differ: they are no part of what must be shared.
    words = min(len(one.content), len(other.content)) - 1
    alike = pair.shared.shared >= max(LEAST_WORDS, SAME_CLAIM * words)
    if alike and all(verbs) and same_word(*verbs):
        yield Clash(Dispute.PLACE, mark.span, answer.span, "two places for one thing")


def _places(one: Claim, other: Claim) -> list[Mark]:
    known = {str(m.value) for m in other.report.marks_of(MarkKind.NAME)}
    return [
        mark
        for _, key, mark in one.places
        if key not in known and not any(same_name(key, name) for name in known)
    ]


# --- denials ------------------------------------------------------------------------

_SUPPOSING = frozenset("if whether unless would could might may should".split())
_BOUNDING = frozenset("yet more fewer less other later earlier longer only just".split())
_BEARING = 3
"""Words after a negation among which the one it bears on must stand."""


def denial_clash(pair: Pair) -> Iterator[Clash]:
    """A claim and its denial: the same words, and one says it is not so, or its opposite."""
    one, other = pair.one, pair.other
    turned = one.given[-1] != other.given[-1]
    if not pair.near or not (turned or one.statement == other.statement):
        return
    if any(_claims_nothing(claim) for claim in (one, other)):
        return
    shared = pair.shared
    if (shared.shared < LEAST_WORDS or shared.of_smaller < SAME_CLAIM) and not _opposite(pair):
        return
    if _names_differ(pair) or _dates_differ(pair) or _places_differ(pair):
        return
    whole = Dispute.DENIAL, one.reading.span, other.reading.span
    ours, theirs = _turned(one, shared.answered), _turned(other, shared.answering)
    if not turned and _opposite(pair):
        yield Clash(*whole, "a claim and its opposite")
    elif ours + theirs == 1 and shared.of_larger >= SAME_THING and turned:
        yield Clash(*whole, "a claim and its denial")


def _claims_nothing(claim: Claim) -> bool:
    """A question, a condition, a possibility, or words that are half a denial by themselves."""
    forms = {token.form for token in claim.tokens}
    asked = claim.report.text[claim.reading.span.end - 1 : claim.reading.span.end + 2]
    hedged = any(mark.kind is MarkKind.HEDGE for mark in claim.marks)
    half = forms & NEGATIVE_WORDS - DENYING
    return hedged or "?" in asked or bool(half) or not forms.isdisjoint(_SUPPOSING)


def _turned(claim: Claim, answered: frozenset[int]) -> int:
    """How many words turn round what the other claim says too; "no more than 200" does not."""
    counted = {i for m in claim.marks if m.kind is MarkKind.FIGURE for i in claim.at(m.span)}
    found = 0
    for i, token in enumerate(claim.tokens):
        after = claim.tokens[i + 1].form if i + 1 < len(claim.tokens) else ""
        if token.form in TURNING and i not in counted and after not in _BOUNDING:
            bearing = next((k for k in range(i + 1, i + 1 + _BEARING) if k in claim.content), None)
            found += bearing in answered
    return found


def _opposite(pair: Pair) -> bool:
    """All words are shared but one on each side, and these are opposites."""
    left, right = pair.shared.left, pair.shared.right
    if len(left) != 1 or len(right) != 1 or pair.shared.shared < LEAST_WORDS:
        return False
    return lexicon.opposite(left[0], right[0])


Rule = Callable[[Pair], Iterator[Clash]]
RULES: tuple[tuple[str, Rule, str], ...] = (
    ("two figures for one thing", figure_clash, "injured 14 people / 23 people were injured"),
    ("two dates for one thing", date_clash, "collapsed on Monday / collapsed on Tuesday"),
    ("two places for one thing", place_clash, "arrested in Osk / arrested in Halmsund"),
    ("a claim and its denial", denial_clash, "had been drinking / had not been drinking"),
)
"""Name, test, example. `denial_clash` also gives "a claim and its opposite" (open / closed)."""
