"""Two reports side by side in a terminal: words only one of them has are bracketed."""

from __future__ import annotations

from dataclasses import replace

from rich.text import Text

from newstemma.model import Dossier
from newstemma.serve.beside import Line, Piece, lines
from newstemma.serve.outline import Outline, many, percent
from newstemma.serve.output import print_result
from newstemma.serve.sheet import Sheet, assemble, sheet_for_stdout
from newstemma.serve.terminal_changes import changes_section

NARROW = 80  # columns under which the two stand one below the other


def print_beside(dossier: Dossier, left: str, right: str, everything: bool) -> None:
    """The two reports on the standard output: who took from whom, the words, the changes."""
    sheet = sheet_for_stdout()
    between = [c for c in dossier.collation.changes if {c.source, c.target} == {left, right}]
    collation = replace(dossier.collation, changes=tuple(between))
    outline = Outline(replace(dossier, collation=collation))
    write_beside(sheet, outline, (left, right), everything)
    print_result(sheet.text())


def write_beside(sheet: Sheet, outline: Outline, pair: tuple[str, str], everything: bool) -> None:
    """The same on a sheet."""
    made = lines(outline, *pair)
    both = [line for line in made if line.left and line.right]
    sheet.line((" / ".join(outline.label(id) for id in pair), "bold underline"))
    sheet.line(_relation(outline, pair))
    alone = [sum(1 for line in made if not side(line)) for side in (_right, _left)]
    only = (f"only {outline.sigla[id]}: {count}" for id, count in zip(pair, alone, strict=True))
    sheet.line(sheet.signs.dot.join((f"both: {many(len(both), 'statement')}", *only)))
    sheet.gap()
    _rows(sheet, outline, pair, made if everything else both)
    changes_section(sheet, outline)


def _left(line: Line) -> tuple[Piece, ...]:
    return line.left


def _right(line: Line) -> tuple[Piece, ...]:
    return line.right


def _relation(outline: Outline, pair: tuple[str, str]) -> str:
    """How the two stand to each other in the stemma, in fixed words."""
    held = {outline.witness_of[id].id: outline.sigla[id] for id in pair}
    if len(held) == 1:
        return "the same text"
    for copy in outline.dossier.stemma.copies:
        if copy.source in held and copy.target in held:
            how = f"{copy.kind} from {held[copy.source]}, {percent(copy.probability)} sure"
            return f"{held[copy.target]}: {how}"
    first, second = (set(outline.dossier.stemma.origins_of(id)) for id in pair)
    return "one source of text behind both" if first & second else "no common source found"


def _rows(sheet: Sheet, outline: Outline, pair: tuple[str, str], made: list[Line]) -> None:
    if sheet.width < NARROW:
        for line in made:
            sheet.line((outline.number(line.statement), "dim"))
            for id, side in zip(pair, (line.left, line.right), strict=True):
                sheet.rows([[assemble((outline.sigla[id], "bold")), _words(side)]], indent=2)
        return
    half = (sheet.width - 12) // 2
    sheet.columns(
        [[assemble((outline.number(line.statement), "dim")), _words(line.left), _words(line.right)]
         for line in made],
        (7, half, half),
    )  # fmt: skip


def _words(side: tuple[Piece, ...]) -> Text:
    if not side:
        return assemble(("-", "dim"))
    if len(side) == 1:
        return assemble(side[0].text)
    return assemble(*(p.text if p.same else (_bracketed(p.text), "bold") for p in side))


def _bracketed(words: str) -> str:
    """Brackets around the words, the space after them left outside."""
    bare = words.rstrip()
    return f"[{bare}]{words[len(bare) :]}"
