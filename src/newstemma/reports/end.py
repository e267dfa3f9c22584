"""The end of a page, peeled line by line from below: credits, dates, junk, loose labels."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice

from newstemma.reports import junk
from newstemma.reports.blocks import Kind, Line, is_paragraph
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.datebars import date_bar
from newstemma.reports.junk import Zone
from newstemma.reports.sifted import Sifted
from newstemma.reports.site_talk import is_weak_talk
from newstemma.values.patterns import when_needed

_SCORE = when_needed(r"\d\s?[-–:]\s?\d|\d$|^\W*\d+[.)]?\s*$")
# How many labels may stand one below the other before we take them for a list of the body.
_LABELS = 12


class End:
    """The end of what is left of a page, and what its lines say of the report."""

    def __init__(self, lines: Sequence[Line], out: Sifted) -> None:
        self.rest = deque(lines)
        self.out = out

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
        if self._is_about_label(line):
            return "author bio"
        if not junk.is_quoting(line) and is_weak_talk(line.plain):
            return "site talk"
        return "loose line" if self._is_loose(line) else None

    def _is_about_label(self, line: Line) -> bool:
        """A sentence that begins with the label right above it: who the author or outlet is."""
        above = self.rest[-2].text.strip()
        few = 2 <= len(above.split()) <= 8 and len(above) <= 60
        return few and not self.rest[-2].ends_sentence and line.text.startswith(above + " ")

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


def _has_loose_form(line: Line) -> bool:
    """Short, no sentence, no score or price list."""
    if line.ends_sentence or len(line.text) > 110 or line.kind is Kind.ITEM:
        return False
    if line.text[0] in "([" and line.text[-1] in ")]" and any(c.isdigit() for c in line.text):
        return False
    return not line.text[0].islower() and not _SCORE.search(line.text)
