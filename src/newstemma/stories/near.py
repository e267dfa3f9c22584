"""How near two reports lie: what each says about which event it tells of, and the score.

The theory. Of a report we keep a sketch: its words weighted by a frozen rarity (title and
lead most), its names and figures apart, its title apart, its day. Words tell the event
within one language; names and figures tell it across languages (measured on four:
B-cubed .969 where words give .415). Nearness is a sum of clues in bits, each with a name;
above zero the two are more likely one story than two. What can go wrong: two events of
one kind with the same people; then only the day, the place and the figures decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from newstemma.model import Clue, Moment, Precision, Report, Voice
from newstemma.rarity import rarity
from newstemma.stories.across import READ_CHARACTERS, across_languages
from newstemma.stories.capitals import WORD, names_in
from newstemma.stories.nouns import without_nouns
from newstemma.stories.opening import opening_day
from newstemma.stories.opinions import is_opinion
from newstemma.stories.roundups import is_round_up
from newstemma.text import form_of, quoted, stem

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What a report says about which event it tells of.

    `words` (of all), `head` (of title and lead) and `title` have unit length; `lead` holds the
    names and figures of title and lead by rarity, `across` what crosses languages, `quotes`
    the long quotations. Days count from 1970, by the stamp or, without one, by the day the
    text opens with; `blur` is half of what that covers. What stands `aside`, an opinion piece or
    a round-up, hangs on a story and is no reason for another report to be in it.
    """

    report: str
    words: Weights
    head: Weights
    title: Weights
    lead: Weights
    across: Weights
    quotes: frozenset[str]
    language: str
    day: float | None
    blur: float
    event_day: float | None
    aside: bool = False


# Title words count this often, lead words (the first 60) this often. Set on BASIL; the
# title may move between 2 and 5.
TITLE_TIMES = 3.0
LEAD_TIMES = 2.0
LEAD_WORDS = 60
NAME_TIMES = 1.6
READ_WORDS = 700
# So many code points hold that many words of any language; what is behind them is not read.
READ_LENGTH = 12 * READ_WORDS


def sketch(report: Report) -> Sketch:
    """The sketch of a report; an empty text gives empty vectors."""
    counts: dict[str, float] = {}
    title: dict[str, float] = {}
    language = (report.language or _language(report.text))[:2]
    title_names = without_nouns(names_in(report.title), report.title, language)
    head_names = names_in(report.text[:READ_CHARACTERS])
    text_names = without_nouns(head_names, report.text, language)
    lead, rest, cut = _lead_and_rest(report.text)
    names = {_term(word)[0] for word, _ in title_names}
    names.update(_term(word)[0] for word, start in text_names if start < cut)
    _count(report.title, TITLE_TIMES, counts, names)
    _count(report.title, 1.0, title, set())
    _count(lead, LEAD_TIMES, counts, names)
    opening, head = {w: rarity(w) for w in sorted(names)}, dict(counts)
    names.update(_term(word)[0] for word, start in text_names if start >= cut)
    _count(rest, 1.0, counts, names, READ_WORDS - LEAD_WORDS)
    day, blur = _day_of(report.published or _opening(report.text))
    return Sketch(
        report=report.id,
        words=_weighed(counts, names),
        head=_weighed(head, names),
        title=_unit({w: rarity(w) for w in title}),
        lead=opening,
        across=across_languages(report.title, report.text, title_names, text_names),
        quotes=_quotes(report.text),
        language=language,
        day=day,
        blur=blur,
        event_day=_event_day(report.event_date),
        aside=is_opinion(report) or is_round_up(report),
    )


# A quotation of fewer words may be a slogan, a title or a proverb.
LEAST_QUOTED = 8


def _quotes(text: str) -> frozenset[str]:
    """The long quotations of a text, word for word, points and case aside."""
    found = (WORD.findall(span.of(text)) for span in quoted(text))
    return frozenset(" ".join(map(form_of, words)) for words in found if len(words) >= LEAST_QUOTED)


def _lead_and_rest(text: str) -> tuple[str, str, int]:
    """The lead, what follows it, and where it ends."""
    cut = next((m.end() for m in islice(WORD.finditer(text), LEAD_WORDS - 1, None)), len(text))
    return text[:cut], text[cut:READ_LENGTH], cut


def _weighed(counts: Mapping[str, float], names: Collection[str]) -> Weights:
    """Words by how often and how rare they are, names and figures above others."""
    weights = {}
    for word, count in counts.items():
        rare = rarity(word)
        if rare:
            damped = 1.0 + math.log(count) if count > 1.0 else 1.0
            weights[word] = damped * rare * NAME_TIMES if word in names else damped * rare
    return _unit(weights)


def _count(
    text: str, times: float, words: dict[str, float], names: set[str], limit: int | None = None
) -> None:
    """Adds the stems of a text, `times` each; its figures are added to the names."""
    for word, count in Counter(WORD.findall(text)[:limit]).items():
        stemmed, is_figure = _term(word)
        words[stemmed] = words.get(stemmed, 0.0) + times * count
        if is_figure:
            names.add(stemmed)


@lru_cache(maxsize=200_000)
def _term(word: str) -> tuple[str, bool]:
    """The stem of a word as written, and whether it is a figure of two signs or more."""
    form = form_of(word)
    return stem(form), form[0].isdigit() and len(form) > 1


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {k: w / length for k, w in weights.items() if w} if length else {}


# --- language -----------------------------------------------------------------

_TELLTALES = {
    "en": "the and of that with was for said",
    "es": "el los las por para del una con",
    "fr": "les des une dans pour est sur du",
    "de": "der die und das den mit von ist",
    "it": "il della che gli per una con nel",
    "ro": "si și şi din care pentru la cu este sa",
    "pt": "os uma para com nao não dos em do",
    "nl": "het een van dat niet zijn voor ook",
}


_LETTERS = re.compile(r"[^\W\d_]+")


def _language(text: str) -> str:
    seen = Counter(_LETTERS.findall(text[:3000].casefold()))
    total = max(1, sum(seen.values()))
    shares = {k: sum(seen[w] for w in v.split()) / total for k, v in _TELLTALES.items()}
    best = max(sorted(shares), key=lambda k: shares[k])
    return best if shares[best] > 0.04 else ""


# --- days ---------------------------------------------------------------------

_DAY_SECONDS = 86400.0
_BLUR = {
    Precision.MINUTE: 0.0,
    Precision.HOUR: 0.05,
    Precision.DAY: 0.5,
    Precision.MONTH: 15.0,
    Precision.YEAR: 180.0,
}


def _opening(text: str) -> Moment | None:
    day = opening_day(text)
    if day is None:
        return None
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY, Voice.PAGE)


def _day_of(moment: Moment | None) -> tuple[float | None, float]:
    """Days since 1970 at the middle of what the moment covers, and half its length."""
    if moment is None:
        return None, 0.0
    blur = _BLUR[moment.precision]
    return moment.when.timestamp() / _DAY_SECONDS + blur, blur


def _event_day(moment: Moment | None) -> float | None:
    if moment is None or moment.precision in (Precision.MONTH, Precision.YEAR):
        return None
    return math.floor(moment.when.timestamp() / _DAY_SECONDS)


def days_between(one: Sketch, other: Sketch) -> float | None:
    """Days between two publications as they are to be expected, none where one has no date.

    A stamp that names only a day stands for its noon: of two days that follow each other the
    reports lie a day apart on the whole. What is blurred further may lie anywhere inside.
    """
    if one.day is None or other.day is None:
        return None
    inside = max(0.0, one.blur - 0.5) + max(0.0, other.blur - 0.5)
    return max(0.0, abs(one.day - other.day) - inside)


# --- clues --------------------------------------------------------------------


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


@lru_cache(maxsize=4096)
def cached_sketch(report: Report) -> Sketch:
    """The sketch of a report, kept while it is among the last few thousand asked for."""
    return sketch(report)
