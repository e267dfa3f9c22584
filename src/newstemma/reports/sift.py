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
from newstemma.reports import captions, junk
from newstemma.reports.agencies import find_agency
from newstemma.reports.blocks import Line, is_paragraph, line_of
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.end import End
from newstemma.reports.junk import Rule, Takes, Zone
from newstemma.reports.sifted import REASONS, Sifted, squeezed
from newstemma.reports.top import Top
from newstemma.values.patterns import when_needed

_AUTHOR = when_needed(
    r"\b(?:reader|author|writer|journalist|reporter|editor|storytell|blog|website|passion|articles)",
    re.IGNORECASE,
)
# Shorter lines repeat in lists and recipes; a sentence of this length is printed twice by mistake.
_REPEATED = 60
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
        self._take_known()
        self._take_duplicates()
        top = Top(self.lines, self.out, self.known_title, first_pass=self.passes == 1)
        self._take_named(top.peel())
        self._take_named(End(self.lines, self.out).peel())
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
            if match and len(line.text) > _REPEATED and self._is_known_credit(match["credit"]):
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
        for index, line in enumerate(self.lines):
            if index in gone:
                continue
            rule = self._known(index, line)
            if rule is not None:
                gone[index] = (rule.name, rule.reason)
                gone |= self._below(index, rule, last_body)
            elif captions.is_caption(line):
                self.out.credits.extend(captions.photo_credits(line))
                gone[index] = ("caption", REASONS["caption"])
            elif index >= last_body and (found := _signature(line)):
                self.out.credits.extend(found)
                gone[index] = ("credit line", REASONS["credit line"])
                gone |= self._after_credit(index)
        self._take(gone | self._same_captions(gone))

    def _same_captions(self, gone: dict[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
        """Lines that a caption taken out says in full: the caption printed without its credit."""
        keys = [squeezed(self.lines[i].text) for i, (rule, _) in gone.items() if rule == "caption"]
        keys += [squeezed(r.text) for _, r in self.out.removed if r.rule == "caption"]
        found = {}
        for index, line in enumerate(self.lines if keys else ()):
            key = squeezed(line.text) if len(line.text) < 700 else ""
            if len(key) > 25 and any(caption.startswith(key) for caption in keys):
                found[index] = ("caption", REASONS["caption"])
        return found

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

    def _below(self, index: int, rule: Rule, last_body: int) -> dict[int, tuple[str, str]]:
        gone: dict[int, tuple[str, str]] = {}
        for below in range(index + 1, len(self.lines)):
            line = self.lines[below]
            if not _goes_along(line, rule.takes, tail=below > last_body):
                break
            gone[below] = _named_below(line, rule)
        if rule.takes is Takes.REST and not self._is_second_half(index):
            return {}
        return gone

    def _is_second_half(self, index: int) -> bool:
        before = sum(len(line.text) for line in self.lines[:index])
        return before >= sum(len(line.text) for line in self.lines[index:])

    def _take_duplicates(self) -> None:
        seen: dict[str, int] = {}
        gone: dict[int, tuple[str, str]] = {}
        for index, line in enumerate(self.lines):
            if len(line.text) < _REPEATED or not line.ends_sentence:
                continue
            key = squeezed(line.text)
            if key in seen:
                gone[index] = ("duplicate", REASONS["duplicate"])
            seen.setdefault(key, index)
        self._take(gone)


def _signature(line: Line) -> tuple[Credit, ...]:
    """The credits of a line that signs a report by its form alone, wherever it stands."""
    if is_paragraph(line) and len(line.text) > 160:
        return ()
    signed = line.bullet or line.text[:1] in "([—–-" or ":" in line.text
    return line_credits(line, last=signed)


def _is_about_author(line: Line) -> bool:
    return bool(_AUTHOR.search(line.text))


def _named_below(line: Line, head: Rule) -> tuple[str, str]:
    """The rule a line of a box is listed under: its own where it has one, else the head's."""
    own = junk.rule_for(line, tuple(Zone)) if head.takes is Takes.REST else None
    if own is not None:
        return own.name, own.reason
    return ("link", REASONS["link"]) if head.takes is Takes.LINKS else (head.name, head.reason)


def _goes_along(line: Line, takes: Takes, *, tail: bool) -> bool:
    if takes is Takes.NOTHING:
        return False
    if takes is Takes.REST:
        return True
    if takes is Takes.BULLETS or not tail:
        return line.bullet and len(line.text) <= 200
    return junk.is_link(line) and not line_credits(line, last=False)


def _agencies_only(found: tuple[Credit, ...]) -> list[Credit]:
    return [c for c in found if find_agency(c.name)]
