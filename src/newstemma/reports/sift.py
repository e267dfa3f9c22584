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
from dataclasses import dataclass, field

from newstemma.model import Credit, Place, Removed, Span
from newstemma.reports import captions, junk
from newstemma.reports.agencies import find_agency, is_agency_name
from newstemma.reports.blocks import Kind, Line, is_headline, is_paragraph, line_of
from newstemma.reports.bylines import author_credits, byline_names, is_byline
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.datebars import DateBar, date_bar
from newstemma.reports.junk import Rule, Takes, Zone
from newstemma.reports.text_credits import dateline_match
from newstemma.text import tokens

REASONS = {
    "title": "The headline, kept as the report's title.",
    "title again": "The headline repeated.",
    "deck": "A deck between headline and text; what it says is said again below.",
    "byline": "Who wrote the report, kept as authors and credits.",
    "date line": "When and where the page says it was published, kept as dates.",
    "caption": "The caption of a picture, not the report's text.",
    "duplicate": "A line the page prints twice.",
    "credit line": "Whose text it is, kept as credits.",
    "after the credit": "A line below the one that signs the report.",
    "loose line": "A line at the end that ends no sentence: a label or another story's title.",
    "link": "The title of another story in a list.",
    "outside the article": "A line of the page outside the article's body.",
    "breadcrumbs": "The path to the page on its site.",
}
_CRUMBS = re.compile(r"^[^.!?]{2,40}(?:\s?[>›»/→]\s?[^.!?>›»/→]{2,60})+$")
_AUTHOR = re.compile(
    r"\b(?:reader|author|writer|journalist|reporter|editor|storytell|blog|website|passion|articles)",
    re.IGNORECASE,
)
# Shorter lines repeat in lists and recipes; a sentence of this length is printed twice by mistake.
_REPEATED = 60
_SCORE = re.compile(r"\d\s?[-–:]\s?\d|\d$|^\W*\d+[.)]?\s*$")
_TAIL_CREDIT = re.compile(
    r"(?<=[.!?”\"’])\s+(?P<credit>[(\[]\s?[^()\[\]]{2,60}\s?[)\]]|[•–—]{1,2}\s?[^.•–—]{2,40})\s*\.?$"
)


@dataclass(slots=True)
class Sifted:
    """What sifting found: body lines and, beside them, everything taken out, in page order."""

    body: list[Line] = field(default_factory=list)
    removed: list[tuple[int, Removed]] = field(default_factory=list)
    title: str = ""
    byline: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    dates: list[DateBar] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)


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
        self.known_title = _key(title)
        self.passes = 0

    def one_pass(self) -> bool:
        before = len(self.lines)
        if self.passes == 0:
            self._split_tail_credit()
        self.passes += 1
        self._take_known()
        self._take_duplicates()
        self._peel_top()
        self._peel_end()
        return len(self.lines) < before

    # -- taking lines out

    def _take(self, gone: dict[int, tuple[str, str]]) -> None:
        for index, (rule, reason) in gone.items():
            entry = Removed(self.lines[index].text, rule, reason)
            self.out.removed.append((self.places[index], entry))
        self.places = [p for i, p in enumerate(self.places) if i not in gone]
        self.lines = [line for i, line in enumerate(self.lines) if i not in gone]

    def _take_one(self, index: int, rule: str) -> None:
        reason = REASONS.get(rule) or junk.BY_NAME[rule].reason
        self._take({index: (rule, reason)})

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
        keys = [_key(self.lines[i].text) for i, (rule, _) in gone.items() if rule == "caption"]
        keys += [_key(r.text) for _, r in self.out.removed if r.rule == "caption"]
        found = {}
        for index, line in enumerate(self.lines if keys else ()):
            key = _key(line.text) if len(line.text) < 700 else ""
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
        rule = junk.rule_for(line, (Zone.ANYWHERE,))
        if rule is None and (index < 6 or index >= 0.66 * len(self.lines)):
            rule = junk.rule_for(line, (Zone.OUTER,))
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
            key = _key(line.text)
            if key in seen:
                gone[index] = ("duplicate", REASONS["duplicate"])
            seen.setdefault(key, index)
        self._take(gone)

    # -- the top

    def _peel_top(self) -> None:
        if not any(is_paragraph(line) for line in self.lines):
            return
        met_header = bool(self.out.title)
        while self.lines and (rule := self._top_rule(met_header)):
            self._keep_header(self.lines[0], rule, before_title=not self.out.title)
            met_header = met_header or rule in ("title", "date line", "byline", "deck")
            self._take_one(0, rule)

    def _top_rule(self, met_header: bool) -> str | None:
        line = self.lines[0]
        if self.known_title and _key(line.text) == self.known_title:
            return "title"
        rule = junk.rule_for(line, tuple(Zone))
        if date_bar(line.text):
            return "date line"
        if rule is not None and not (rule.name == "author bio" and is_paragraph(line)):
            return rule.name
        if is_byline(line.text):
            return "byline"
        if line_credits(line, last=True, table_only=True):
            return "credit line"
        if len(self.lines) > 1 and _CRUMBS.match(line.text) and len(line.text) < 120:
            return "breadcrumbs"
        return self._title_rule(line, met_header)

    def _title_rule(self, line: Line, met_header: bool) -> str | None:
        if len(self.lines) < 2:
            return None
        if self.known_title:
            return "deck" if self._is_deck(line) else None
        if is_headline(line) or self._is_stopped_headline(line):
            return "deck" if self.out.title else "title"
        if len(line.text.split()) < 3 and not line.ends_sentence and len(line.text) < 30:
            return "loose line"
        return "deck" if met_header and self._is_deck(line) else None

    def _is_stopped_headline(self, line: Line) -> bool:
        """A short first sentence right above a dateline or header line is a headline."""
        if self.out.title or self.passes > 1 or len(line.text) > 130 or len(self.lines) < 3:
            return False
        if len(line.text.split()) < 4:
            return False
        below = self.lines[1].text
        header = dateline_match(below, Span(0, len(below))) or date_bar(below) or is_byline(below)
        return bool(header) and not _is_quotation(line.text)

    def _is_deck(self, line: Line) -> bool:
        """A line under the title that a header line follows, or that the text repeats."""
        if not self.out.title or len(line.text) > 400:
            return False
        for below in self.lines[1:4]:
            if date_bar(below.text) or is_byline(below.text):
                return True
            if is_paragraph(below):
                break
        return self._is_repeated(line)

    def _is_repeated(self, line: Line) -> bool:
        words = [t.form for t in tokens(line.text)]
        if len(words) < 6:
            return False
        phrases = {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
        for other in self.lines[1:]:
            if len(other.text) > 5000:
                continue
            forms = [t.form for t in tokens(other.text)]
            shared = phrases & {tuple(forms[i : i + 3]) for i in range(len(forms) - 2)}
            if len(shared) >= 0.7 * len(phrases):
                return True
        return False

    def _keep_header(self, line: Line, rule: str, *, before_title: bool) -> None:
        bar = date_bar(line.text)
        if bar is not None and rule in ("date line", "update note"):
            self.out.dates.append(bar.placed(before_title=before_title))
            keep_names(self.out, bar)
        if rule == "title" and not self.out.title:
            self.out.title = line.text.strip()
        if rule == "byline":
            names = byline_names(line.text)
            self.out.byline.extend(names)
            self.out.credits.extend(author_credits(names, Place.BYLINE, line.text))
        if rule == "credit line":
            found = line_credits(line, last=True, table_only=True)
            self.out.credits.extend(found)

    # -- the end

    def _peel_end(self) -> None:
        if not any(is_paragraph(line) for line in self.lines):
            return
        while len(self.lines) > 1 and (rule := self._end_rule()):
            self._keep_footer(self.lines[-1], rule)
            self._take_one(len(self.lines) - 1, rule)

    def _end_rule(self) -> str | None:
        line = self.lines[-1]
        rule = junk.rule_for(line, tuple(Zone))
        if line_credits(line, last=True):
            return "credit line"
        if rule is not None:
            return rule.name
        if date_bar(line.text):
            return "date line"
        return "loose line" if self._is_loose(line) else None

    def _is_loose(self, line: Line) -> bool:
        """A label or a foreign title: nothing but such lines stand between it and a sentence."""
        if not _has_loose_form(line):
            return False
        for above in reversed(self.lines[max(0, len(self.lines) - 12) : -1]):
            if above.ends_sentence:
                return not above.text.endswith((":", ";"))
            if not _has_loose_form(above):
                return above.is_long
        return False

    def _keep_footer(self, line: Line, rule: str) -> None:
        if rule == "credit line":
            self.out.credits.extend(line_credits(line, last=True))
        bar = date_bar(line.text)
        if bar is not None:
            self.out.dates.append(bar)


def keep_names(out: Sifted, bar: DateBar, *, outlets: bool = True) -> None:
    """The names on a date line: its byline's, and one that is the agency's or the outlet's."""
    out.byline.extend(bar.names)
    if bar.outlet and is_agency_name(bar.outlet):
        out.credits.extend(author_credits((bar.outlet,), Place.BYLINE, bar.text))
    elif bar.outlet and outlets:
        out.outlets.append(bar.outlet)


def _signature(line: Line) -> tuple[Credit, ...]:
    """The credits of a line that signs a report by its form alone, wherever it stands."""
    if is_paragraph(line) and len(line.text) > 160:
        return ()
    signed = line.bullet or line.text[:1] in "([—–-" or ":" in line.text
    return line_credits(line, last=signed)


def _is_about_author(line: Line) -> bool:
    return bool(_AUTHOR.search(line.text))


def _has_loose_form(line: Line) -> bool:
    """Short, no sentence, no score or price list."""
    if line.ends_sentence or len(line.text) > 110 or line.kind is Kind.ITEM:
        return False
    return not line.text[0].islower() and not _SCORE.search(line.text)


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


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _is_quotation(text: str) -> bool:
    return text.strip()[:1] in "\"'“‘«„"
