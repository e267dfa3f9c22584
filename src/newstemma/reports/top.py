"""The top of a page: headline, deck, byline, dates, breadcrumbs, peeled line by line.

The theory. The first line shaped like a headline is the title, unless the page's header gave
one, or it asks like a site ("Skip to content") and the text shares nothing with it. Up to the
first paragraph follow deck, byline and dates. A line under the title is deck where a header line
follows it or where the text says it again; else it is body.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice

from newstemma.model import Place, Span
from newstemma.reports import junk
from newstemma.reports.address import subject_words
from newstemma.reports.agencies import looks_like_outlet
from newstemma.reports.blocks import Line, is_headline, is_paragraph
from newstemma.reports.bylines import author_credits, byline_names, is_byline
from newstemma.reports.clock import is_clock
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.datebars import date_bar, is_undated_bar
from newstemma.reports.datelines import dateline_match
from newstemma.reports.end import telling_words
from newstemma.reports.junk import Rule, Zone
from newstemma.reports.sifted import Sifted, keep_names, squeezed
from newstemma.reports.site_talk import loudest
from newstemma.values.patterns import when_needed

_CRUMBS = when_needed(r"^[^.!?]{2,40}(?:\s?[>›»/→]\s?[^.!?>›»/→]{2,60})+$")
_LABEL = 90  # letters a label above the text has at most; a lead without its stop is longer
# No line of a header is longer, and no header has more lines.
_HEADER, _HEADER_LINES = 220, 8
_BY_SOMEBODY = when_needed(r"^[Bb][Yy] [A-ZÀ-Þ][\w'’.-]+ [A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]+)?$")
_MASTHEAD = 4  # words an outlet's name has at most; the headline under it mostly has more
_ARTICLES = frozenset("The Le La El Die Der Das Il O De".split())
_TELLING = 4  # runs of three words that a line needs to be told apart by them
# The share of a deck's names and long words that the lead says again; a second paragraph has
# less of a lead's on all of 1,700 real reports looked at.
_TOLD_NEXT = 0.6
# So many of the first paragraphs tell what the report is about; a line that shares so many of their
# names and long words can be its headline whatever its form.
_LEAD, _OF_THE_LEAD = 4, 2
# A deck repeats what stands near the top; further down the same words are another matter.
_SEEN = 60


class Top:
    """The top of what is left of a page, and what its lines say of the report."""

    def __init__(
        self, lines: Sequence[Line], out: Sifted, known_title: str, *, first_pass: bool
    ) -> None:
        self.rest = deque(lines)
        self.out = out
        self.known_title = known_title
        self.first_pass = first_pass
        self.mastheads = 0
        self.above_title = self._above_title() if first_pass else 0

    def _above_title(self) -> int:
        """How many lines stand above the headline when the first in its form is the site's."""
        lines = list(islice(self.rest, _SEEN))
        first = next((i for i, line in enumerate(lines) if is_paragraph(line)), 0)
        if self.out.title or self.known_title:
            return 0
        told = telling_words(" ".join(line.text for line in lines[first : first + _LEAD]))
        shared = [len(told & telling_words(line.text)) for line in lines[:first]]
        shaped = (i for i in range(first) if is_headline(lines[i]) or shared[i] >= _OF_THE_LEAD)
        return next((i for i in shaped if shared[i] or not _asks_like_site(lines[i])), 0)

    def peel(self) -> dict[int, str]:
        """The rule for each line taken from the top, by index; header facts go to `out`."""
        gone: dict[int, str] = {}
        if not any(is_paragraph(line) for line in self.rest):
            return gone
        met_header = bool(self.out.title)
        while self.rest and (rule := self._rule(met_header)):
            self._keep(self.rest[0], rule)
            met_header = met_header or rule in ("title", "date line", "byline", "deck")
            gone[len(gone)] = rule
            self.rest.popleft()
            self.above_title -= 1
        return gone

    def _rule(self, met_header: bool) -> str | None:
        line = self.rest[0]
        if self.known_title and squeezed(line.text) == self.known_title:
            return "title"
        rule = junk.rule_for(line, tuple(Zone))
        if is_clock(line.text) and not date_bar(line.text):
            return "post time"
        if date_bar(line.text) or is_undated_bar(line.text):
            return "date line"
        if rule is not None and (named := self._named(line, rule)):
            return named
        if is_byline(line.text):
            return "byline"
        if line_credits(line, last=True, table_only=True):
            return "credit line"
        if self._is_masthead(line):
            return "masthead"
        if len(self.rest) > 1 and _CRUMBS.match(line.text) and len(line.text) < 120:
            return "breadcrumbs"
        return "loose line" if self.above_title > 0 else self._title_rule(line, met_header)

    def _named(self, line: Line, rule: Rule) -> str:
        """The rule for a line of junk; a line on the author may be byline, or text ("")."""
        if rule.name != "author bio":
            return rule.name
        if byline_names(line.text):
            return "byline"
        return "" if is_paragraph(line) else rule.name

    def _title_rule(self, line: Line, met_header: bool) -> str | None:
        if len(self.rest) < 2:
            return None
        if self.out.title and self._is_label(line):
            return "loose line"
        if self._is_above_header(line):
            headed = is_headline(line) or self._is_stopped_headline(line) or self.mastheads > 0
            return "title" if headed and not self.out.title else "deck"
        if self.out.title and line.bullet and any(map(is_paragraph, islice(self.rest, 1, _SEEN))):
            return "deck"
        if self.known_title:
            return "deck" if self._is_deck(line) else None
        if is_headline(line) or self._is_stopped_headline(line):
            return "deck" if self.out.title else "title"
        if len(line.text.split()) < 3 and not line.ends_sentence and len(line.text) < 30:
            return "loose line"
        return "deck" if met_header and self._is_deck(line) else None

    def _is_masthead(self, line: Line) -> bool:
        """The outlet's name as the very first line, a longer headline below it."""
        first = self.first_pass and not (self.out.title or self.known_title or self.out.outlets)
        if not first or len(self.rest) < 3 or not looks_like_outlet(line.text.strip()):
            return False
        words, below = line.text.split(), self.rest[1].text.split()
        named = words[0] in _ARTICLES and len(below) > 1 and not is_byline(self.rest[1].text)
        return len(words) <= _MASTHEAD and (len(words) < len(below) or named)

    def _is_above_header(self, line: Line) -> bool:
        """A short line at the top above the page's date or byline, no text between."""
        if len(line.text) > _HEADER or not self.first_pass:
            return False
        for below in islice(self.rest, 1, _HEADER_LINES):
            if date_bar(below.text) or is_clock(below.text) or _BY_SOMEBODY.match(below.text):
                return True
            if len(below.text) > _HEADER or junk.is_quoting(below) or is_paragraph(below):
                return False
        return False

    def _is_label(self, line: Line) -> bool:
        """A short line under the title that ends no sentence, paragraphs still to come."""
        if line.ends_sentence or len(line.text) > _LABEL or line.text.endswith((":", ",")):
            return False
        shaped = is_headline(line) or _is_quotation(line.text)
        return not shaped and any(is_paragraph(below) for below in islice(self.rest, 1, _SEEN))

    def _is_stopped_headline(self, line: Line) -> bool:
        """A short first sentence right above a dateline or header line is a headline."""
        if self.out.title or not self.first_pass or len(line.text) > 130 or len(self.rest) < 3:
            return False
        if len(line.text.split()) < 4:
            return False
        below = self.rest[1].text
        header = dateline_match(below, Span(0, len(below))) or date_bar(below) or is_byline(below)
        return bool(header) and not _is_quotation(line.text)

    def _is_deck(self, line: Line) -> bool:
        """A line under the title that a header line follows, or that the text repeats."""
        if not self.out.title or len(line.text) > 400:
            return False
        for below in islice(self.rest, 1, 4):
            if date_bar(below.text) or is_byline(below.text):
                return True
            if is_paragraph(below):
                break
        return self._is_repeated(line) or self._is_told_next(line)

    def _is_told_next(self, line: Line) -> bool:
        """Whether the text only begins below: with a dateline, or by saying the same again."""
        below = self.rest[1] if len(self.rest) > 1 else line
        if len(line.text) > _HEADER or junk.is_quoting(line) or not is_paragraph(below):
            return False
        if dateline_match(line.text, Span(0, len(line.text))):
            return False
        if dateline_match(below.text, Span(0, len(below.text))):
            return True
        words = subject_words(line.text)
        told = words & subject_words(below.text)
        return len(told) >= _TELLING and len(told) >= _TOLD_NEXT * len(words)

    def _is_repeated(self, line: Line) -> bool:
        phrases = _phrases(line.text)
        if len(phrases) < _TELLING:
            return False
        others = (squeezed(o.text) for o in islice(self.rest, 1, _SEEN) if len(o.text) <= 5000)
        return any(_share(phrases, other) >= 0.7 for other in others)

    def _keep(self, line: Line, rule: str) -> None:
        bar = date_bar(line.text)
        if bar is not None and rule in ("date line", "update note"):
            self.out.dates.append(bar.placed(before_title=not self.out.title))
            keep_names(self.out, bar)
        if rule == "masthead":
            self.mastheads += 1
            self.out.outlets.append(line.text.strip())
        if rule == "title" and not self.out.title:
            self.out.title = line.text.strip()
        if rule == "byline":
            names = byline_names(line.text)
            self.out.byline.extend(names)
            self.out.credits.extend(author_credits(names, Place.BYLINE, line.text))
        if rule == "credit line":
            found = line_credits(line, last=True, table_only=True)
            self.out.credits.extend(found)


def _asks_like_site(line: Line) -> bool:
    talk = loudest(line.plain)
    return talk.asks and talk.weight > 0


def _phrases(text: str) -> frozenset[str]:
    """The runs of three words of a line, each with a space around it."""
    words = squeezed(text).split()
    runs = zip(words, words[1:], words[2:], strict=False)
    return frozenset(f" {' '.join(run)} " for run in runs)


def _share(phrases: frozenset[str], other: str) -> float:
    """The share of some phrases that a squeezed line holds; most lines hold none of the first."""
    whole = f" {other} "
    return sum(phrase in whole for phrase in phrases) / len(phrases)


def _is_quotation(text: str) -> bool:
    return text.strip()[:1] in "\"'“‘«„"
