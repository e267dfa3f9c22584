"""What stands around the body of an HTML page: bylines, dates and credits read, all put aside."""

from __future__ import annotations

from collections.abc import Iterable

from newstemma.model import Place, Removed
from newstemma.reports import captions, junk
from newstemma.reports.blocks import Line
from newstemma.reports.bylines import author_credits, byline_names, is_byline
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.datebars import date_bar
from newstemma.reports.junk import Zone
from newstemma.reports.sheet import Sheet
from newstemma.reports.sifted import REASONS, Sifted, keep_names


def read_around(sheet: Sheet, sifted: Sifted) -> tuple[tuple[Removed, ...], tuple[Removed, ...]]:
    """The lines above and below an HTML body as removed; their facts go into `sifted`."""
    title = sifted.title
    above = tuple(_read(line, sifted, title, above=True) for line in sheet.before)
    below = tuple(_read(line, sifted, title, above=False) for line in sheet.after)
    return above, below + tuple(_elsewhere(sheet.outside))


def _elsewhere(lines: Iterable[Line]) -> Iterable[Removed]:
    reason = REASONS["outside the article"]
    return (Removed(line.text, "outside the article", reason) for line in lines)


def _read(line: Line, sifted: Sifted, title: str, *, above: bool) -> Removed:
    rule = _rule(line, sifted, title, above=above)
    known = junk.BY_NAME.get(rule)
    return Removed(line.text, rule, known.reason if known else REASONS[rule])


def _rule(line: Line, sifted: Sifted, title: str, *, above: bool) -> str:
    if title and line.text.casefold() == title.casefold():
        return "title"
    if bar := date_bar(line.text):
        sifted.dates.append(bar)
        keep_names(sifted, bar, outlets=False)
        return "date line"
    found = junk.rule_for(line, tuple(Zone))
    if found is not None and found.name != "update note":
        return found.name
    if captions.is_caption(line):
        sifted.credits.extend(captions.photo_credits(line))
        return "caption"
    if above and is_byline(line.text):
        names = byline_names(line.text)
        sifted.byline.extend(names)
        sifted.credits.extend(author_credits(names, Place.BYLINE, line.text))
        return "byline"
    signed = line_credits(line, last=False)
    sifted.credits.extend(signed)
    return "credit line" if signed else "outside the article"
