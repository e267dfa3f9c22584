"""A sheet of terminal text: lines, headings and hanging rows at a known width.

Rich lays the text out; nothing from outside is read as its markup, and no control
character gets through. Piped output has furniture of plain ASCII and no colour.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newstemma.serve.inert import inert
from newstemma.serve.output import is_terminal

NARROWEST, WIDEST, PIPED = 20, 160, 100  # columns; beyond 160 the eye loses the line

_TRAILING = re.compile(r"(?: |\x1b\[[0-9;]*m)+$")

Piece = str | tuple[str, str]  # words, or words with a style


@dataclass(frozen=True)
class Furniture:
    """The signs that are not words of a report."""

    dot: str = " · "
    dash: str = "–"
    bullet: str = "•"
    rail: str = "│  "
    branch: str = "├─ "
    last: str = "└─ "
    more: str = "…"


PLAIN = Furniture(" | ", "-", "-", "|  ", "|- ", "`- ", "...")


class Sheet:
    """Collects what is printed; `text()` gives it all."""

    def __init__(self, width: int = 80, *, colour: bool = False, plain: bool = True) -> None:
        self.width = max(NARROWEST, min(WIDEST, width))
        self.signs = PLAIN if plain else Furniture()
        self._console = Console(
            width=self.width,
            force_terminal=colour,
            no_color=not colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            file=TextIOWrapper(BytesIO(), "utf-8"),  # all is captured; this only says UTF-8
        )
        self._parts: list[str] = []

    def text(self) -> str:
        """Everything so far, no spaces at the ends of lines."""
        lines = "".join(self._parts).split("\n")
        return "\n".join(_TRAILING.sub(_without_spaces, line) for line in lines).strip("\n") + "\n"

    def line(self, *pieces: Piece, indent: int = 0) -> None:
        """One paragraph of pieces."""
        self._put(Padding(assemble(*pieces), (0, 0, 0, indent)))

    def gap(self) -> None:
        """An empty line."""
        self._parts.append("\n")

    def heading(self, title: str, *pieces: Piece) -> None:
        """A heading with an empty line before it."""
        self.gap()
        self.line((title, "bold"), *(("  ", *pieces) if pieces else ()))

    def rows(self, rows: Sequence[Sequence[Text]], flexible: int = -1, indent: int = 2) -> None:
        """Rows of cells. One column takes the room the others leave: `flexible`, else the
        widest; no other is wider than a third of the sheet."""
        if not rows:
            return
        widths = [max(row[column].cell_len for row in rows) for column in range(len(rows[0]))]
        taking = flexible if flexible >= 0 else widths.index(max(widths))
        table = Table.grid(padding=(0, 2, 0, 0))
        for column, width in enumerate(widths):
            fixed = max(1, min(width, self.width // 3))
            if column == taking:
                table.add_column(overflow="fold", ratio=1)
            else:
                table.add_column(overflow="fold", width=fixed)
        for row in rows:
            table.add_row(*row)
        self._put(Padding(table, (0, 0, 0, indent)))

    def columns(self, rows: Sequence[Sequence[Text]], widths: Sequence[int]) -> None:
        """Rows of cells in columns of the widths given, a line of air between rows."""
        table = Table.grid(padding=(0, 2, 1, 0))
        for width in widths:
            table.add_column(overflow="fold", width=width)
        for row in rows:
            table.add_row(*row)
        self._put(Padding(table, (0, 0, 0, 2)))

    def _put(self, part: RenderableType) -> None:
        with self._console.capture() as captured:
            self._console.print(part, overflow="fold")
        self._parts.append(captured.get())


def _without_spaces(match: re.Match[str]) -> str:
    return match.group().replace(" ", "")


def assemble(*pieces: Piece) -> Text:
    """Pieces as one text, each without control characters."""
    made = Text(overflow="fold")
    for piece in pieces:
        words, style = (piece, "") if isinstance(piece, str) else piece
        made.append(_harmless(words), style)
    return made


def _harmless(words: str) -> str:
    return inert(words).replace("\n", " ")


def sheet_for_stdout() -> Sheet:
    """A sheet as the standard output wants it: width, colour (NO_COLOR honoured), signs."""
    import shutil

    at_terminal = is_terminal(sys.stdout)
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    colour = at_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((PIPED, 24)).columns
    return Sheet(width, colour=colour, plain=not at_terminal or "utf" not in encoding)
