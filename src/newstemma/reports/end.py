"""The end of a page, peeled line by line from below: credits, dates, junk, loose labels."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from newstemma.reports import junk
from newstemma.reports.address import is_parting_word
from newstemma.reports.blocks import LONGEST, Kind, Line, is_paragraph
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.datebars import date_bar
from newstemma.reports.junk import Zone
from newstemma.reports.sifted import Sifted
from newstemma.reports.site_talk import asks_reader, is_weak_talk, weight_of
from newstemma.reports.writers import is_about_writer
from newstemma.values.patterns import when_needed

_SCORE = when_needed(r"\d\s?[-–:]\s?\d|\d$|^\W*\d+[.)]?\s*$")
# A sentence and the beginning of another: text whose stop is missing.
_TWO_SENTENCES = when_needed(r"\w+(?: \S+){3,}[.!?] \S")
_ABOUT = when_needed(r"^(?:About|Über|Sobre|Acerca de|À propos (?:de|d')|Over|Despre|О|Про) ?")
# What the words of sites in a notice weigh at least.
_NOTICE = 2.0
_HEAD = 3  # words of the head of a box before its colon at most: "More:"
# How many labels may stand one below the other before we take them for a list of the body.
_LABELS = 12


class End:
    """The end of what is left of a page, and what its lines say of the report.

    `gaps` says of each line whether lines right above it were taken out.
    """

    def __init__(self, lines: Sequence[Line], out: Sifted, gaps: Sequence[bool]) -> None:
        self.rest = deque(lines)
        self.out = out
        self.gaps = gaps

    def peel(self) -> dict[int, str]:
        """The rule for each line taken from the end, by index; credits and dates go to `out`."""
        gone: dict[int, str] = {}
        if not any(is_paragraph(line) for line in self.rest):
            return gone
        while len(self.rest) > 1 and (rule := self._rule()):
            self._keep(self.rest[-1], rule)
            gone[len(self.rest) - 1] = rule
            self.rest.pop()
        return gone

    def _rule(self) -> str | None:
        line = self.rest[-1]
        rule = junk.rule_for(line, tuple(Zone))
        if line_credits(line, last=True):
            return "credit line"
        if rule is not None:
            return rule.name
        if date_bar(line.text):
            return "date line"
        if self._is_about_label(line) or self._is_about_writer(line):
            return "author bio"
        if not junk.is_quoting(line) and self._is_talk(line):
            return "site talk"
        if self._is_unrelated(line):
            return "site notice"
        return "loose line" if self._is_loose(line) else None

    def _is_about_writer(self, line: Line) -> bool:
        return is_about_writer(line, self._above(), self.out.byline)

    def _is_talk(self, line: Line) -> bool:
        """The site speaking: by its words, or asking its reader right below other junk."""
        if is_weak_talk(line.plain):
            return True
        if self._stands_below_label() and asks_reader(line.text, line.plain):
            return True
        return is_parting_word(line, self._above())

    def _above(self) -> list[Line]:
        return list(islice(self.rest, len(self.rest) - 1))

    def _stands_below_label(self) -> bool:
        return self.gaps[len(self.rest) - 1] or _has_loose_form(self.rest[-2])

    def _is_about_label(self, line: Line) -> bool:
        """A sentence that begins with the label right above it: who the author or outlet is."""
        above = _ABOUT.sub("", self.rest[-2].text.strip()).rstrip(":")
        few = 2 <= len(above.split()) <= 8 and len(above) <= 60
        named = line.text.removeprefix("The ").startswith(above + " ")
        return few and named and not self.rest[-2].ends_sentence

    def _is_unrelated(self, line: Line) -> bool:
        """A notice right below other junk: words of sites, and none of the report's own."""
        place = len(self.rest) - 1
        if not self.gaps[place] or junk.is_quoting(line) or len(line.text) > LONGEST:
            return False
        if weight_of(line.plain) < _NOTICE:
            return False
        own = telling_words(line.text)
        return not own & frozenset().union(
            *(telling_words(above.text) for above in islice(self.rest, place))
        )

    def _is_loose(self, line: Line) -> bool:
        """A label or a foreign title: nothing but such lines stand between it and a sentence."""
        if not _has_loose_form(line):
            return False
        for above in islice(reversed(self.rest), 1, _LABELS):
            if above.ends_sentence:
                return not above.text.endswith((":", ";"))
            if not _has_loose_form(above):
                return above.is_long
        return False

    def _keep(self, line: Line, rule: str) -> None:
        if rule == "credit line":
            self.out.credits.extend(line_credits(line, last=True))
        bar = date_bar(line.text)
        if bar is not None:
            self.out.dates.append(bar)


_NAME_OR_LONG = when_needed(r"[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]{2,}|\w{6,}")


@lru_cache(maxsize=256)
def telling_words(text: str) -> frozenset[str]:
    """The names and long words of a line, folded to their first six letters."""
    return frozenset(w.casefold()[:6] for w in _NAME_OR_LONG.findall(text)) - _EMPTY


# Long words that say nothing of what a text is about.
_EMPTY = frozenset("before during should people because around throug another becaus".split())


def _has_loose_form(line: Line) -> bool:
    """Short, no sentence, no score or price list."""
    head = line.text.endswith(":") and len(line.text.split()) <= _HEAD
    if (line.ends_sentence and not head) or len(line.text) > 110 or line.kind is Kind.ITEM:
        return False
    if line.text[0] in "([" and line.text[-1] in ")]" and any(c.isdigit() for c in line.text):
        return False
    if _TWO_SENTENCES.search(line.text):
        return False
    return not line.text[0].islower() and not _SCORE.search(line.text)
