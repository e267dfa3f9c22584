"""Body apart from the rest: title, deck, datelines, captions, credits and junk taken out.

The theory. What surrounds a report stands at its edges; what stands between two paragraphs
is mostly body. So boxes known by their phrases go from anywhere, then the top and the end are
peeled line by line. The first headline-shaped line at the top is the title, what follows it
up to the first paragraph is deck, byline or date. One pass can bring a new line to the edge,
so passes go on until one takes nothing: sifting a sifted text changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newstemma.model import Credit, Removed
from newstemma.reports import bearing, captions, junk
from newstemma.reports.address import addressed
from newstemma.reports.agencies import find_agency, looks_like_name
from newstemma.reports.blocks import Line, is_paragraph, line_of
from newstemma.reports.boxes import below_head, between_boxes, label_runs, shouted_titles
from newstemma.reports.clock import is_clock
from newstemma.reports.credit_lines import is_generic_credit, line_credits
from newstemma.reports.end import End
from newstemma.reports.junk import Rule, Zone
from newstemma.reports.repeats import REPEATED, pulled, same_captions, twice
from newstemma.reports.sifted import REASONS, Sifted, squeezed
from newstemma.reports.top import Top
from newstemma.values.patterns import when_needed

# Rules that know a line by its words alone: a caption's form says more.
_TALK = frozenset(("site talk", "button", "read-more line", "media player line"))
_AUTHOR = when_needed(
    r"\b(?:reader|author|writer|journalist|reporter|editor|storytell|blog|website|passion|articles)",
    re.IGNORECASE,
)
_TAIL_CREDIT = when_needed(
    r"(?<=[.!?”\"’])\s+(?P<credit>[(\[]\s?[^()\[\]]{2,60}\s?[)\]]|[•–—]{1,2}\s?[^.•–—]{2,40})\s*\.?$"
)


def sift(lines: Sequence[Line], title: str = "") -> Sifted:
    """The body of a page's lines, with what was removed; `title` is the headline where known."""
    sieve = _Sieve(list(lines), title)
    while sieve.one_pass():
        pass
    sieve.out.body = sieve.lines
    sieve.out.removed.sort(key=lambda pair: pair[0])
    return sieve.out


class _Sieve:
    """The state of one sifting: the lines left, and for each the place it had on the page."""

    def __init__(self, lines: list[Line], title: str) -> None:
        self.lines = lines
        self.places = list(range(len(lines)))
        self.out = Sifted(title=title)
        self.known_title = squeezed(title)
        self.passes = 0

    def one_pass(self) -> bool:
        before = len(self.lines)
        if self.passes == 0:
            self._split_tail_credit()
        self.passes += 1
        self._take(pulled(self.lines))
        self._take_known()
        self._take(twice(self.lines))
        top = Top(self.lines, self.out, self.known_title, first_pass=self.passes == 1)
        self._take_named(top.peel())
        gaps = [b - a > 1 for a, b in zip([-1, *self.places], self.places, strict=False)]
        self._take_named(End(self.lines, self.out, gaps).peel())
        return len(self.lines) < before

    # -- taking lines out

    def _take(self, gone: dict[int, tuple[str, str]]) -> None:
        for index, (rule, reason) in gone.items():
            entry = Removed(self.lines[index].text, rule, reason)
            self.out.removed.append((self.places[index], entry))
        self.places = [p for i, p in enumerate(self.places) if i not in gone]
        self.lines = [line for i, line in enumerate(self.lines) if i not in gone]

    def _take_named(self, rules: dict[int, str]) -> None:
        named = {i: (r, REASONS.get(r) or junk.BY_NAME[r].reason) for i, r in rules.items()}
        self._take(named)

    def _split_tail_credit(self) -> None:
        """A credit in brackets or after a dash at the end of the last paragraph: its own line."""
        for index in range(len(self.lines) - 1, max(-1, len(self.lines) - 12), -1):
            line = self.lines[index]
            match = _TAIL_CREDIT.search(line.text[-120:])
            if match and len(line.text) > REPEATED and self._is_known_credit(match["credit"]):
                cut = len(line.text) - len(match.group())
                self.lines[index : index + 1] = [
                    line_of(line.text[:cut].rstrip(), line.kind),
                    line_of(match["credit"]),
                ]
                self.places.insert(index + 1, self.places[index])
                return

    def _is_known_credit(self, text: str) -> bool:
        found = line_credits(line_of(text), last=True)
        return any(find_agency(c.name) or "(" not in text for c in found)

    # -- anywhere

    def _take_known(self) -> None:
        gone: dict[int, tuple[str, str]] = {}
        last_body = self._last_paragraph()
        first_body = next((i for i, line in enumerate(self.lines) if is_paragraph(line)), -1)
        for index, line in enumerate(self.lines):
            if index in gone:
                continue
            rule = self._known(index, line)
            if rule is not None and rule.name == "disclaimer" and (found := _signature(line)):
                self.out.credits.extend(found)
                gone[index] = ("credit line", REASONS["credit line"])
            elif rule is not None and not (rule.name in _TALK and captions.is_caption(line)):
                gone[index] = (rule.name, rule.reason)
                gone |= below_head(self.lines, index, rule, last_body)
            elif index > first_body and is_clock(line.text):
                gone[index] = ("post time", REASONS["post time"])
                gone |= self._poster(index + 1)
            elif captions.is_caption(line):
                self.out.credits.extend(captions.photo_credits(line))
                gone[index] = ("caption", REASONS["caption"])
            elif index >= last_body and (found := _signature(line)):
                self.out.credits.extend(found)
                gone[index] = ("credit line", REASONS["credit line"])
                gone |= self._after_credit(index)
            elif 2 * index >= len(self.lines) and (is_generic_credit(line) or _is_signed(line)):
                self.out.credits.extend(line_credits(line, last=False))
                gone[index] = ("credit line", REASONS["credit line"])
        self._take_company(gone)

    def _take_company(self, gone: dict[int, tuple[str, str]]) -> None:
        """Take the lines known, and those that stand in their company."""
        gone |= addressed(self.lines, gone)
        gone |= between_boxes(self.lines, gone)
        gone |= label_runs(self.lines, gone)
        gone |= shouted_titles(self.lines, gone)
        told = [r.text for _, r in self.out.removed if r.rule == "caption"]
        gone |= same_captions(self.lines, gone, told)
        found = bearing.site_lines(self.lines, frozenset(gone), self._first_to_bear())
        self._take(gone | dict.fromkeys(found, (bearing.RULE, REASONS[bearing.RULE])))

    def _first_to_bear(self) -> int:
        """The first line whose bearing tells: what the top holds is known by its place first."""
        if self.passes > 1:
            return 0
        return next((i for i, line in enumerate(self.lines) if is_paragraph(line)), 0)

    def _poster(self, index: int) -> dict[int, tuple[str, str]]:
        """The name of who wrote a post, printed alone under its time."""
        name = self.lines[index].text if index < len(self.lines) else ""
        words = name.split()
        if not (
            2 <= len(words) <= 3 and looks_like_name(name) and all(w[0].isupper() for w in words)
        ):
            return {}
        self.out.byline.append(name)
        return {index: ("byline", REASONS["byline"])}

    def _after_credit(self, index: int) -> dict[int, tuple[str, str]]:
        """What stands below the line that signs the report: labels, a bio, other titles."""
        below = range(index + 1, len(self.lines))
        size = sum(len(line.text) for line in self.lines[: index + 1])
        if sum(len(self.lines[i].text) for i in below) > 0.6 * size:
            return {}
        return {
            i: ("after the credit", REASONS["after the credit"])
            for i in below
            if not _signature(self.lines[i])
            and junk.rule_for(self.lines[i], tuple(Zone)) is None
            and not (is_paragraph(self.lines[i]) and not _is_about_author(self.lines[i]))
        }

    def _known(self, index: int, line: Line) -> Rule | None:
        outer = index < 6 or index >= 0.66 * len(self.lines)
        rule = junk.rule_for(line, (Zone.ANYWHERE, Zone.OUTER) if outer else (Zone.ANYWHERE,))
        if rule is not None and rule.name == "copyright line":
            self.out.credits.extend(_agencies_only(line_credits(line, last=True)))
        return rule

    def _last_paragraph(self) -> int:
        for index in range(len(self.lines) - 1, -1, -1):
            line = self.lines[index]
            if is_paragraph(line) and junk.rule_for(line, tuple(Zone)) is None:
                return index
        return -1


def _signature(line: Line) -> tuple[Credit, ...]:
    """The credits of a line that signs a report by its form alone, wherever it stands."""
    if is_paragraph(line) and len(line.text) > 160:
        return ()
    signed = line.bullet or line.text[:1] in "([—–-" or ":" in line.text
    return line_credits(line, last=signed)


def _is_signed(line: Line) -> bool:
    """Whether a short line between paragraphs of the second half is nothing but a credit."""
    return len(line.text) <= 120 and bool(line_credits(line, last=False))


def _is_about_author(line: Line) -> bool:
    return bool(_AUTHOR.search(line.text))


def _agencies_only(found: tuple[Credit, ...]) -> list[Credit]:
    return [c for c in found if find_agency(c.name)]
