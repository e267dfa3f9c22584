"""Quotations and who speaks them.

The theory. Quotation marks nest and come in styles; a reader pairs them by looking at
what stands on either side of each. A quotation that stays open at the end of a
paragraph goes on in the next when that one opens with a mark too. The speaker stands
beside the quotation: after it ("..., said Putin"), before it ("Putin said: ..."), in
the sentence it is mixed into, in the sentence before that ends in a colon, or is the
speaker of the quotation before it in the same paragraph.
What can go wrong: an apostrophe taken for a mark, a mark left out by an editor.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newstemma.model import Mark, MarkKind, Span
from newstemma.reports.ground import Ground, Said
from newstemma.values.patterns import when_needed

STYLES: tuple[tuple[str, str], ...] = (
    ("“", '”"'),
    ('"', '"”'),
    ("‘", "’"),
    ("«", "»"),
    ("„", "“”"),
    ("»", "«"),
    ("「", "」"),
    ("『", "』"),
    ("‹", "›"),
    ("'", "'"),
)
"""The styles of quotation marks: the opening sign and the signs that close it."""

_SIGNS = when_needed("[“”„‟\"‘’‚'«»‹›「」『』]{4,}+|[“”„‟\"‘’‚'«»‹›「」『』]|\n+")
_CLOSERS = dict(STYLES)
_ORNAMENT = 4
"""So many marks in a row are no quotation; three close nested ones."""
LONGEST = 6000
"""No quotation in one paragraph is longer: a mark left open is given up after that."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The place between a pair of marks; `depth` 0 stands outside any other.

    `continued` is true for a paragraph that goes on with the quotation before it.
    """

    span: Span
    depth: int = 0
    continued: bool = False


@dataclass(slots=True)
class _Open:
    sign: str
    start: int
    continued: bool = False


def quotes(text: str) -> tuple[Quote, ...]:
    """Every quotation of a text, in order of place, nested ones after what holds them."""
    reader = _Reader(text)
    for match in _SIGNS.finditer(text):
        if match.group()[0] == "\n":
            reader.paragraph_ends(match.start(), match.end())
        elif len(match.group()) < _ORNAMENT:
            reader.sign(match.group(), match.start())
    reader.paragraph_ends(len(text), len(text))
    return tuple(sorted(reader.found, key=lambda quote: (quote.span.start, -quote.span.end)))


class _Reader:
    """Reads quotation marks from left to right and keeps what is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Open] = []
        self.found: list[Quote] = []
        self.carried = ""

    def sign(self, sign: str, place: int) -> None:
        """One mark: it closes what is open, opens, or is an apostrophe."""
        if self._is_apostrophe(sign, place):
            return
        for index in range(len(self.open) - 1, -1, -1):
            if sign in _CLOSERS[self.open[index].sign] and self._can_close(self.open[index], place):
                self._close(index, place)
                return
        if sign in _CLOSERS and self._can_open(sign, place) and len(self.open) < 4:
            carried = not self.open and self.carried == sign and self._opens_paragraph(place)
            self.open.append(_Open(sign, place + 1, carried))

    def paragraph_ends(self, place: int, following: int) -> None:
        """A line end: what is open goes on in the next paragraph, or is given up."""
        self.carried = ""
        if self.open:
            first = self.open[0]
            goes_on = self.text[following : following + 1] == first.sign
            whole = first.sign in "“«„「" and self._opens_paragraph(first.start - 1)
            if (goes_on or whole or first.continued) and place - first.start <= LONGEST:
                self._keep(first, place, 0)
                self.carried = first.sign if goes_on else ""
        self.open = []

    def _is_apostrophe(self, sign: str, place: int) -> bool:
        if sign not in "’'‘":
            return False
        before, after = self._around(place)
        if before.isalnum() and after.isalnum():
            return True
        if sign == "‘":
            return False
        if any(sign in _CLOSERS[one.sign] for one in self.open):
            return False
        return sign == "’" or not self._can_open(sign, place)

    def _around(self, place: int) -> tuple[str, str]:
        return self.text[place - 1 : place] if place else "", self.text[place + 1 : place + 2]

    def _can_close(self, one: _Open, place: int) -> bool:
        before, after = self._around(place)
        if place <= one.start or before in " (":
            return one.sign != '"' and one.sign != "'" and place > one.start
        if one.sign in "‘'":
            inside = self.text[one.start : place]
            return not after.isalnum() and (
                before in ".,!?…" or not inside.endswith("s") or len(inside) < 60
            )
        return not after.isalpha() or one.sign not in "\"'»"

    def _can_open(self, sign: str, place: int) -> bool:
        before, after = self._around(place)
        if not after or after.isspace():  # French sets a space inside its marks
            return sign == "«" and after in (" ", "\u00a0", "\u202f") and before in ("", " ", "\n")
        if sign in "“„«「『":
            return True
        return not before.isalnum() and (sign != "»" or before in " (\n" or not before)

    def _close(self, index: int, place: int) -> None:
        one = self.open[index]
        self._keep(one, place, index)
        del self.open[index:]

    def _keep(self, one: _Open, end: int, depth: int) -> None:
        start = one.start
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            self.found.append(Quote(Span(start, end), depth, one.continued))

    def _opens_paragraph(self, place: int) -> bool:
        return place <= 0 or self.text[place - 1] == "\n"


# --- speakers -------------------------------------------------------------------


def spoken(
    ground: Ground, found: Sequence[Quote], sayings: Sequence[Said]
) -> tuple[tuple[Mark, ...], frozenset[Span]]:
    """The quotations as marks with speaker and cue, and the cues they use.

    One to three words without a speaker beside them are scare quotes or titles and have
    none; so has a quotation inside another.
    """
    stage = _Stage(ground, found, sayings)
    marks = [stage.mark(index) for index in range(len(found))]
    used = frozenset(mark.cue for mark in marks if mark.cue is not None)
    return tuple(marks), used


_SIGNED = when_needed(r"[\s.]*[―—–-]{1,2} ?(?=[^\W\d_a-z])")


class _Stage:
    """One report's quotations beside its cues."""

    def __init__(self, ground: Ground, found: Sequence[Quote], sayings: Sequence[Said]) -> None:
        self.ground = ground
        self.text = ground.text
        self.found = found
        self.sayings = sayings
        self._cues = [one.cue.start for one in sayings]
        self._last: tuple[int, Said | None] = (-1, None)

    def mark(self, index: int) -> Mark:
        """The mark of one quotation."""
        quote = self.found[index]
        mark = Mark(MarkKind.QUOTE, quote.span)
        if quote.depth:
            return mark
        saying = self._saying(quote)
        if saying is None:
            signed = self._signed(quote)
            if signed is None and len(quote.span.of(self.text).split()) < 4:
                return mark
            self._last = (quote.span.end, None)
            return replace(mark, speaker=signed)
        self._last = (quote.span.end, saying)
        return replace(mark, value=saying.tone, speaker=saying.speaker, cue=saying.cue)

    def _saying(self, quote: Quote) -> Said | None:
        if quote.continued:
            return self._last[1]
        words = len(quote.span.of(self.text).split())
        return (
            self._after(quote)
            or self._before(quote)
            or (self._in_sentence(quote) if words > 1 else None)
            or (self._carried(quote) if words > 3 or self._opens(quote) else None)
        )

    def _opens(self, quote: Quote) -> bool:
        """True where a quotation is a sentence of its own."""
        before = self.text[max(0, quote.span.start - 3) : quote.span.start - 1].rstrip()
        return before[-1:] in (".", "!", "?") and self.text[quote.span.start].isupper()

    def _cues_in(self, start: int, end: int) -> Sequence[Said]:
        return self.sayings[bisect_left(self._cues, start) : bisect_left(self._cues, end)]

    def _signed(self, quote: Quote) -> str | None:
        """The name under a quotation: "..." - Ana Petran."""
        dash = _SIGNED.match(self.text, quote.span.end + 1)
        if dash is None:
            return None
        names = self.ground.within(dash.end(), dash.end() + 60)
        return names[0].key if names and names[0].span.start <= dash.end() + 25 else None

    def _after(self, quote: Quote) -> Said | None:
        """A cue right after the closing mark: "...," said Putin."""
        end = quote.span.end + 1
        last, following = self.text[quote.span.end - 1], self.text[end : end + 1]
        if last not in ",.!?…—–-'’" and following not in (",", "."):
            return None
        sentence = self.ground.sentence(end)
        limit = max(sentence.end, end) if sentence.end > end else end
        if last in "!?…" or limit <= end:
            limit = max(limit, self.ground.sentence(end + 2).end if self._goes_on(end) else limit)
        limit = min(limit, end + 220, self._next_quote(quote))
        for one in self._cues_in(end, limit):
            if one.source.start >= end and one.span.start - end <= 90:
                return one
        return None

    def _goes_on(self, end: int) -> bool:
        """True where the words after a closing mark belong to the quoted sentence."""
        line = self.text[end : end + 120].split("\n")[0]
        match = re.match(r" (?:[^.!?]{0,80}\b)?", line)
        return bool(line.strip()) and match is not None

    def _next_quote(self, quote: Quote) -> int:
        index = bisect_right(self.ground.quoted, quote.span)
        return (
            self.ground.quoted[index].start - 1
            if index < len(self.ground.quoted)
            else len(self.text)
        )

    def _before(self, quote: Quote) -> Said | None:
        """A cue before the opening mark: Putin said: "..." """
        start = quote.span.start - 1
        low = max(0, start - 300)
        before = self.text[low:start].rstrip()
        if not before or before[-1] not in ",:":
            return None
        place = low + len(before) - 1
        low = max(low, self.ground.sentence(place).start)
        cues = self._cues_in(low, start)
        return cues[-1] if cues else None

    def _in_sentence(self, quote: Quote) -> Said | None:
        sentence = self.ground.sentence(quote.span.start)
        cues = self._cues_in(sentence.start, max(sentence.end, quote.span.end + 1))
        if not cues:
            return None
        return min(cues, key=lambda one: self._distance(one.cue, quote.span))

    def _distance(self, cue: Span, span: Span) -> int:
        return span.start - cue.end if cue.end <= span.start else 2 * (cue.start - span.end) + 20

    def _carried(self, quote: Quote) -> Said | None:
        """The speaker of the quotation before, in the same paragraph or the one before."""
        end, saying = self._last
        if saying is None or end < 0:
            return None
        between = self.text[end : quote.span.start]
        lines = between.count("\n")
        if not lines:
            return saying if len(between) < 260 else None
        opens = self.text[quote.span.start - 2 : quote.span.start - 1] == "\n"
        return saying if opens and len(between.split("\n")[0]) < 90 and lines <= 2 else None
