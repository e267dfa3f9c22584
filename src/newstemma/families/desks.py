"""What a desk makes of a text it copies: one function per kind of copy.

In goes the draft it copied from, out comes its own draft; every reading it brings in is
logged as an innovation (`desk.note`), so that the log of a family says who changed what.
How a desk handles lines is in `lines`, how it finds other words in `hands`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newstemma.families.desk import Desk
from newstemma.families.edits import one_edit
from newstemma.families.hands import (
    edit_some,
    foreign_names,
    reword_some,
    shorten,
    tell_by_hand,
    translator_of,
)
from newstemma.families.lines import add_own, drop_some, keep_some, merge, move, split, truncate
from newstemma.families.model import Draft, Line
from newstemma.families.rewording import REWRITER, TRANSLATOR
from newstemma.model import CopyKind

_SMALL = frozenset({"typo", "spelling", "number form", "day dropped", "synonym", "that dropped"})


def copy(desk: Desk, draft: Draft, kind: CopyKind) -> Draft:
    """The draft this desk makes of `draft`; never empty."""
    made = _KINDS[kind](desk, list(draft.lines))
    lines = (replace(made[0], opens=True), *made[1:])
    return Draft(_headline(desk, draft.title, kind), lines)


def _verbatim(desk: Desk, lines: list[Line]) -> list[Line]:
    if desk.random.random() < 0.25 and len(lines) > 6:
        lines = truncate(desk, lines, desk.random.randint(1, 2))
    return edit_some(desk, lines, desk.random.choice((0, 0, 0, 1, 1, 2)), _SMALL)


def _edited(desk: Desk, lines: list[Line]) -> list[Line]:
    lines = drop_some(desk, lines, desk.random.uniform(0.0, 0.16))
    lines = edit_some(desk, lines, max(3, round(len(lines) * desk.random.uniform(0.4, 0.8))))
    for change, chance in ((merge, 0.5), (split, 0.4), (move, 0.4)):
        if desk.random.random() < chance:
            lines = change(desk, lines)
    lines = reword_some(desk, lines, desk.random.uniform(0.1, 0.5), REWRITER)
    return add_own(desk, lines)


def _condensed(desk: Desk, lines: list[Line]) -> list[Line]:
    lines = keep_some(desk, lines, max(3, round(len(lines) * desk.random.uniform(0.32, 0.6))))
    lines = shorten(desk, lines)
    lines = reword_some(desk, lines, desk.random.uniform(0.6, 1.0), REWRITER)
    return edit_some(desk, lines, desk.random.randint(0, 3))


def _rewritten(desk: Desk, lines: list[Line]) -> list[Line]:
    lines = drop_some(desk, lines, desk.random.uniform(0.0, 0.3))
    lines = tell_by_hand(desk, lines, "rewritten", REWRITER, desk.random.uniform(0.65, 1.0))
    lines = reword_some(desk, lines, desk.random.uniform(0.2, 0.8), REWRITER)
    for _ in range(desk.random.randint(0, 2)):
        lines = move(desk, lines)
    lines = edit_some(desk, lines, desk.random.randint(0, 3))
    return add_own(desk, lines)


def _translated(desk: Desk, lines: list[Line]) -> list[Line]:
    lines = drop_some(desk, lines, desk.random.uniform(0.0, 0.2))
    form = translator_of(desk, lines)
    lines = tell_by_hand(desk, lines, form, TRANSLATOR, desk.random.uniform(0.5, 0.95))
    lines = foreign_names(desk, lines)
    lines = reword_some(desk, lines, desk.random.uniform(0.1, 0.5), TRANSLATOR)
    return add_own(desk, lines)


_KINDS: dict[CopyKind, Callable[[Desk, list[Line]], list[Line]]] = {
    CopyKind.VERBATIM: _verbatim,
    CopyKind.EDITED: _edited,
    CopyKind.CONDENSED: _condensed,
    CopyKind.REWRITTEN: _rewritten,
    CopyKind.TRANSLATED: _translated,
}


def _headline(desk: Desk, title: str, kind: CopyKind) -> str:
    """The headline kept, edited a little, or another of the sources' headlines."""
    if desk.random.random() >= desk.new_headlines:
        return title
    if kind in (CopyKind.VERBATIM, CopyKind.EDITED) and desk.random.random() < 0.4:
        found = one_edit(title, desk.random)
        return found[1].on(title) if found else title
    # two in three from the wire, whose headlines every desk has on its screen
    sources = desk.telling.sources
    return desk.random.choice(desk.random.choice((*sources[:1], *sources[:1], *sources)).headlines)
