"""Lines that stand and speak as sites do, told by many small signs at once.

The theory. Phrases know the boxes somebody has seen, and every outlet words its boxes anew; what
they share is their bearing. They turn to a reader, ask, use words of sites, name nobody the
report names, end no sentence, stand in runs, beyond the last paragraph, beside others like them.
None of these signs is enough. So each has a weight (`bearings.tsv`, written by
`tools/train_bearings.py` from our own labelled pages) and the sum says how likely a line is the
site's; a second sum adds what its neighbours' first sums say. It comes after all rules and only
adds to them. What can go wrong: body that bears itself like that: a sub-head, a verse, a list, a
score, an answer of an interview, a column that says "you". Signs cannot tell these; `_is_safe`
can, and where it says so the sum does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from math import exp
from pathlib import Path

from newstemma.reports import junk
from newstemma.reports.blocks import Line, is_paragraph, is_title_case
from newstemma.reports.end import telling_words
from newstemma.reports.site_talk import Talk, loudest, speaks_in, weight_of
from newstemma.values.patterns import when_needed

RULE = "bearing"
# How likely a line must be the site's. At this no batch of labelled pages loses a line of body to
# it; at .8 one does, a sub-head, and two more lines in a thousand of junk are found.
LEAST = 0.85
# A longer sentence is told by its words, not by its bearing.
_LONGEST = 40
# A sentence that shares so many names and long words with the others, and this share of its own,
# is about what they are about.
_SHARED, _SHARE = 2, 0.25
# Where more than this share of the sentences turn to somebody, turning says nothing.
_PERSONAL = 0.15
# What may be a sub-head must use words of sites of this weight; a sentence that turns to nobody,
# or does so on a personal page, more of them: a council votes on a site.
_SITE_WORDS, _MANY_SITE_WORDS = 2.0, 3.0
# Scripts without spaces: no pack reads them, and the signs that count words say nothing.
_UNSPACED = when_needed(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")
_QUOTED = when_needed(r"[\"“”„«»]|^\W*['‘’‚‹]")
_SPEAKER = when_needed(r"^[^\W\d_][^.!?:]{0,30}: ")
_COUNTED = when_needed(r"\d\s?[-–:]\s?\d|\d$|^\W*\d")
_DIGIT = when_needed(r"\d")
_PRICE = when_needed(r"[$£€₹₽₴]\s?\d|\d\s?(?:[€£$₽₴]|euros?\b|lei\b|грн|руб)")
_CLOCK = when_needed(r"\b\d{1,2}[:.h]\d\d\b")
_ADDRESS = when_needed(r"@\w|https?:|www\.|\.(?:com|org|net|example)\b")
_RUN = 8
# No company makes a line likely that is not by itself.
_HOPELESS = 0.1


class Page:
    """What the signs of a line ask of the page around it, counted once and where it is asked."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.sizes = [line.text.count(" ") + 1 for line in lines]
        self.ends = [line.ends_sentence or line.is_long for line in lines]
        paragraphs = [i for i, line in enumerate(lines) if is_paragraph(line)]
        self.first = paragraphs[0] if paragraphs else 0
        self.last = paragraphs[-1] if paragraphs else len(lines)

    @cached_property
    def runs(self) -> list[int]:
        """For each line how many around it end no sentence; 0 for one that does."""
        return _runs(self.ends)

    @cached_property
    def copies(self) -> Counter[str]:
        """How often the page prints a line."""
        return Counter(line.plain for line in self.lines)

    @cached_property
    def subjects(self) -> list[frozenset[str]]:
        """The names and long words of each line."""
        return [telling_words(line.text) for line in self.lines]

    @cached_property
    def told(self) -> Counter[str]:
        """In how many sentences each of those stands."""
        return Counter(w for i, words in enumerate(self.subjects) if self.ends[i] for w in words)

    @cached_property
    def personal(self) -> float:
        """The share of the sentences in no words of sites that speak to somebody or of oneself."""
        sentences = (self.lines[i] for i, ends in enumerate(self.ends) if ends)
        spoken = [self._speaks(line) for line in sentences if not weight_of(line.plain)]
        return sum(spoken) / max(1, len(spoken))

    def _speaks(self, line: Line) -> bool:
        return not _QUOTED.search(line.text) and speaks_in(line.plain, None)

    def talk(self, index: int) -> Talk:
        """What the language in which a line sounds most like a site makes of it."""
        return loudest(self.lines[index].plain)

    def shared(self, index: int) -> int:
        """How many names and long words of a line stand in other sentences of the page."""
        own = self.ends[index]
        return sum(self.told[word] > own for word in self.subjects[index])

    def is_about_it(self, index: int) -> bool:
        """True for a line that shares much of what it names with the page."""
        shared = self.shared(index)
        return shared >= _SHARED and shared > _SHARE * len(self.subjects[index])


def _runs(ends: Sequence[bool]) -> list[int]:
    """For each line the number of lines around it that end no sentence; 0 for one that does."""
    runs = [0] * len(ends)
    start = 0
    for place in range(len(ends) + 1):
        if place == len(ends) or ends[place]:
            runs[start:place] = [place - start] * (place - start)
            start = place + 1
    return runs


Sign = Callable[[Page, int], float]


def _talk(part: Callable[[Talk], float]) -> Sign:
    return lambda page, i: part(page.talk(i))


def _text(part: Callable[[str], object]) -> Sign:
    return lambda page, i: float(bool(part(page.lines[i].text)))


def _weight(page: Page, i: int) -> float:
    return min(page.talk(i).weight, 8.0) / 4


SIGNS: dict[str, Sign] = {
    # its form
    "one or two words": lambda page, i: page.sizes[i] <= 2,
    "up to five words": lambda page, i: page.sizes[i] <= 5,
    "length": lambda page, i: min(page.sizes[i], 60) / 30,
    "ends a sentence": lambda page, i: page.ends[i],
    "a paragraph": lambda page, i: is_paragraph(page.lines[i]),
    "a quotation mark": _text(_QUOTED.search),
    "quotes": lambda page, i: junk.is_quoting(page.lines[i]),
    "all capitals": _text(str.isupper),
    "title case": _text(is_title_case),
    "small first letter": _text(lambda text: text[:1].islower()),
    "a bullet": lambda page, i: page.lines[i].bullet,
    "a figure": _text(_DIGIT.search),
    "a price": _text(_PRICE.search),
    "a time of day": _text(_CLOCK.search),
    "an address": _text(_ADDRESS.search),
    "a question": _text(lambda text: text.endswith("?")),
    "a call": _text(lambda text: text.endswith("!")),
    "a colon": _text(lambda text: text.endswith(":")),
    "parted": _text(lambda text: "|" in text or "·" in text),
    # whom it speaks to, in whose words
    "speaks to somebody": _talk(lambda talk: talk.speaks),
    "surely to a reader": _talk(lambda talk: talk.surely),
    "asks": _talk(lambda talk: talk.asks),
    "a telling word": _talk(lambda talk: talk.tells),
    "words of sites": _weight,
    "their share": lambda page, i: min(page.talk(i).weight / page.sizes[i], 1.0),
    "a site's words": lambda page, i: min(page.talk(i).own / page.sizes[i], 1.0),
    "words of sites, a sentence": lambda page, i: page.ends[i] * _weight(page, i),
    "asks, no sentence": lambda page, i: page.talk(i).asks > page.ends[i],
    "on an impersonal page": lambda page, i: page.talk(i).speaks and page.personal < _PERSONAL,
    "how personal the page": lambda page, i: page.personal,
    # what it is about
    "names nothing": lambda page, i: not page.subjects[i],
    "shares nothing": lambda page, i: not page.shared(i),
    "shares": lambda page, i: min(page.shared(i), 3) / 3,
    "share of what it names": lambda page, i: page.shared(i) / max(1, len(page.subjects[i])),
    "a sentence on nothing told": lambda page, i: page.ends[i] and not page.shared(i),
    # where it stands
    "above the text": lambda page, i: i < page.first,
    "below the text": lambda page, i: i > page.last,
    "how far down": lambda page, i: i / max(1, len(page.lines) - 1),
    "the last third": lambda page, i: 3 * i > 2 * (len(page.lines) - 1),
    "a run": lambda page, i: min(page.runs[i], _RUN) / _RUN,
    "a run of three": lambda page, i: page.runs[i] >= 3,
    "printed twice": lambda page, i: page.copies[page.lines[i].plain] > 1,
}
"""What one sees in a line: the name of each sign and its measure, mostly 0 or 1."""
COMPANY = ("the line above", "the line below", "both beside", "two above and below")
"""What the neighbours' own likelihoods say, in the order `company` gives it."""
UNKNOWN = 0.5
"""The likelihood of a line beyond the page."""


def signs_of(lines: Sequence[Line]) -> list[list[float]]:
    """The measures of all signs for each line of a page, in the order of `SIGNS`."""
    page = Page(lines)
    return [_signs(page, i) for i in range(len(lines))]


def _signs(page: Page, index: int) -> list[float]:
    return [float(sign(page, index)) for sign in SIGNS.values()]


def company(likely: Callable[[int], float], index: int) -> list[float]:
    """What the likelihoods of the lines around one say of it, in the order of `COMPANY`."""
    far, above, below, farther = map(likely, (index - 2, index - 1, index + 1, index + 2))
    return [above, below, above * below, (far + above + below + farther) / 4]


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The weights of the first and the second sum, what each starts from last."""
    rows = Path(__file__).with_name("bearings.tsv").read_text("utf-8").splitlines()[1:]
    alone, joined = zip(*(row.split("\t")[1:] for row in rows), strict=True)
    return tuple(float(w) for w in alone if w), tuple(map(float, joined))


def likelihood(values: Sequence[float], weights: Sequence[float]) -> float:
    """How likely a line is the site's, 0 to 1: the logistic of its weighted signs."""
    total = sum(v * w for v, w in zip(values, weights, strict=False)) + weights[-1]
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def site_lines(lines: Sequence[Line], gone: frozenset[int], first: int) -> list[int]:
    """The lines from `first` on that bear themselves as the site's, beside those gone, in order."""
    page = Page(lines)
    left = [i for i in range(len(lines)) if i not in gone]
    open_to = [i for i in left if i >= first and not _is_safe(page, i)]
    if not open_to:
        return []
    alone, joined = _weights()
    signs: dict[int, list[float]] = {}

    def likely(index: int) -> float:
        if not 0 <= index < len(lines):
            return UNKNOWN
        if index in gone:
            return 1.0
        signs[index] = signs.get(index) or _signs(page, index)
        return likelihood(signs[index], alone)

    return [
        i
        for i in open_to
        if likely(i) > _HOPELESS and likelihood(signs[i] + company(likely, i), joined) > LEAST
    ]


def _is_safe(page: Page, index: int) -> bool:
    """True for a line whose form is one that body has and signs mistake."""
    line = page.lines[index]
    text = line.text
    if line.bullet or text[0].islower() or text[-1] in ",;)]" or page.sizes[index] > _LONGEST:
        return True
    if _QUOTED.search(text) or _SPEAKER.match(text) or _COUNTED.search(text):
        return True
    if not text.isascii() and _UNSPACED.search(text):
        return True
    talk = page.talk(index)
    if not page.ends[index]:  # between paragraphs: a sub-head, a row of a list
        return index < page.last and talk.weight < _SITE_WORDS
    if not (talk.score or talk.weight or _ADDRESS.search(text)):
        return True
    if junk.is_quoting(line) or page.is_about_it(index):
        return True
    turns = (talk.speaks or talk.asks) and page.personal <= _PERSONAL
    return not turns and talk.weight < _MANY_SITE_WORDS
