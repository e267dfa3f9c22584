"""How near two reports lie: the score that they tell of one development, and its clues.

The theory. Nearness is a sum of clues in bits over two sketches, each with a name; above zero
the two are more likely one story than two. What can go wrong: two events of one kind with the
same people; then only the day, the place and the figures decide.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from newstemma.model import Clue
from newstemma.stories.sketches import Sketch, Weights


def days_between(one: Sketch, other: Sketch) -> float | None:
    """Days between two publications as they are to be expected, none where one has no date.

    A stamp that names only a day stands for its noon: of two days that follow each other the
    reports lie a day apart on the whole. What is blurred further may lie anywhere inside.
    """
    if one.day is None or other.day is None:
        return None
    inside = max(0.0, one.blur - 0.5) + max(0.0, other.blur - 0.5)
    return max(0.0, abs(one.day - other.day) - inside)


class Closeness(NamedTuple):
    """The cosines of two sketches: all words, titles with leads, titles; across languages."""

    words: float
    head: float
    title: float
    across: float


def closeness(one: Sketch, other: Sketch, words: float | None = None) -> Closeness:
    """The four cosines, each 0..1; of two languages only the last, of one all but it.

    `words` where it is known already.
    """
    near = _dot(one.words, other.words) if words is None else words
    if not same_language(one, other):
        return Closeness(near, 0.0, 0.0, _dot(one.across, other.across))
    return Closeness(near, _dot(one.head, other.head), _dot(one.title, other.title), 0.0)


def cosine_of_words(one: Sketch, other: Sketch) -> float:
    """The first of them alone."""
    return _dot(one.words, other.words)


def _dot(one: Weights, other: Weights) -> float:
    # fsum rounds once, whatever the order: the shared keys of two dicts come in none.
    return math.fsum([one[key] * other[key] for key in one.keys() & other.keys()])


def same_language(one: Sketch, other: Sketch) -> bool:
    """False where two reports are known to be in two languages."""
    return not one.language or not other.language or one.language == other.language


# Bits for cosines, and what they must outweigh. A root, for the step from nothing shared to a
# little says more than that from much to more. Set in round numbers on BASIL, ECB+, MEANTIME
# and AllSides together: a shift by .6 bits moves B-cubed by .02 at most on each.
WORDS_ROOT, WORDS = 9.0, 10.0
HEADS_ROOT = 4.5
TITLES = 2.5
EVEN = 8.7
# Across languages names and figures carry all: bits per unit of cosine, and where they are even.
ACROSS = 24.0
ACROSS_EVEN = 0.47


def _shared_words(one: Sketch, other: Sketch, close: Closeness) -> float:
    if not same_language(one, other):
        return 0.0
    return WORDS_ROOT * math.sqrt(close.words) + WORDS * close.words - EVEN


def _shared_names(one: Sketch, other: Sketch, close: Closeness) -> float:
    return 0.0 if same_language(one, other) else ACROSS * (close.across - ACROSS_EVEN)


def _like_heads(one: Sketch, other: Sketch, close: Closeness) -> float:
    return HEADS_ROOT * math.sqrt(close.head)


def _like_titles(one: Sketch, other: Sketch, close: Closeness) -> float:
    return TITLES * close.title


def _other_names(one: Sketch, other: Sketch, close: Closeness) -> float:
    if not same_language(one, other) or not one.lead or not other.lead:
        return 0.0
    missing = min(_missing(one.lead, other.words), _missing(other.lead, one.words))
    return -OTHER_NAMES * max(0.0, missing - 0.3)


# Bits for lead names and figures that the other report never mentions, both ways.
OTHER_NAMES = 4.0


def _missing(lead: Weights, words: Weights) -> float:
    total = sum(lead.values())
    return sum(w for name, w in lead.items() if name not in words) / total if total else 0.0


# Bits for one long quotation in both, word for word: two reporters heard one speaker at one
# event. With the days between and other names against it, it decides only where they allow.
SAME_QUOTE = 5.0


def _same_quote(one: Sketch, other: Sketch, close: Closeness) -> float:
    return SAME_QUOTE if one.quotes & other.quotes else 0.0


# Bits a day between, of what is over half a day, and at most. Reports of one event spread over
# half a day without a reason (the sample); BASIL would have it weaker, AllSides stronger.
A_DAY = 2.8
AT_ONCE = 0.5
DAYS_AT_MOST = 9.0


def _days_between(one: Sketch, other: Sketch, close: Closeness) -> float:
    gap = days_between(one, other)
    return 0.0 if gap is None else -min(DAYS_AT_MOST, A_DAY * max(0.0, gap - AT_ONCE))


def _event_days(one: Sketch, other: Sketch, close: Closeness) -> float:
    if one.event_day is None or other.event_day is None:
        return 0.0
    gap = abs(one.event_day - other.event_day)
    return 0.5 if not gap else -min(6.0, 1.5 + gap)


ClueRule = Callable[[Sketch, Sketch, Closeness], float]

# name, weight in bits, reason
CLUES: tuple[tuple[str, ClueRule, str], ...] = (
    ("shared words", _shared_words, "The rare words of the two agree more than chance lets them."),
    (
        "shared names and figures",
        _shared_names,
        "Names and figures cross from language to language.",
    ),
    ("like leads", _like_heads, "Title and lead tell what is new; the rest is the saga's."),
    ("like titles", _like_titles, "A title is the event in ten words."),
    ("the same quotation", _same_quote, "Words heard by both: one speaker on one occasion."),
    (
        "other names and figures in the lead",
        _other_names,
        "Two events of one kind differ in who, where and how many.",
    ),
    ("days between", _days_between, "A story of today is seldom the story of last week."),
    ("days of the event", _event_days, "Look-alike events on two days are two stories."),
)


def clues(one: Sketch, other: Sketch, close: Closeness | None = None) -> tuple[Clue, ...]:
    """Why two reports are one story or are not, in bits; the sum is the nearness."""
    known = close or closeness(one, other)
    weighed = [(name, rule(one, other, known)) for name, rule, _ in CLUES]
    return tuple(Clue(name, round(bits, 3)) for name, bits in weighed if bits)


def nearness(one: Sketch, other: Sketch, close: Closeness | None = None) -> float:
    """The log-odds, in bits, that two reports tell of one development."""
    known = close or closeness(one, other)
    return max(LEAST, min(MOST, sum(rule(one, other, known) for _, rule, _ in CLUES)))


# The clues that tell two events of one saga apart. Copying does not move them as it moves words.
_NEWS: tuple[ClueRule, ...] = (_other_names, _days_between, _event_days)


def news_shared(one: Sketch, other: Sketch) -> float:
    """The bits of those clues of a nearness that look at who, how many and when alone."""
    return sum(rule(one, other, _NO_WORDS) for rule in _NEWS)


_NO_WORDS = Closeness(0.0, 0.0, 0.0, 0.0)


def wording_shared(one: Sketch, other: Sketch) -> float:
    """The cosine of the words of two reports, 0..1, the names and figures of their leads aside:
    how alike they are worded, whatever they tell of."""
    plain = [w for w in one.words.keys() & other.words.keys() if w not in one.lead]
    shared = math.fsum([one.words[w] * other.words[w] for w in plain if w not in other.lead])
    return shared / (_plain_length(one) * _plain_length(other)) if shared else 0.0


def _plain_length(of: Sketch) -> float:
    return math.sqrt(math.fsum([v * v for w, v in of.words.items() if w not in of.lead]))


# Bits are capped, so that one very like pair does not carry a story of unlike ones.
LEAST = -6.0
MOST = 6.0
