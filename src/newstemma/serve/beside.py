"""Two reports side by side, statement by statement, their words aligned.

In go two reports of a dossier; out come lines: what both say, with the words that differ told
apart, and what only one says, at its place. Neither is the measure of the other.
"""

from __future__ import annotations

from typing import NamedTuple

from newstemma.dossiers.parallel import WordTable, lay_parallel
from newstemma.model import Reading, Statement
from newstemma.serve.outline import Outline


class Piece(NamedTuple):
    """Words of a reading, and whether the other side has them too."""

    text: str
    same: bool


class Line(NamedTuple):
    """A statement as either report makes it; no pieces where it does not."""

    statement: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


def lines(outline: Outline, left: str, right: str) -> list[Line]:
    """Every statement either report makes, in the order of the left one.

    What only the right one says stands after what it says before it. Empty where neither
    makes a statement.
    """
    ours, theirs = _readings(outline, left), _readings(outline, right)
    order = sorted(ours, key=lambda id: ours[id].span)
    place = 0
    for id in sorted(theirs, key=lambda id: theirs[id].span):
        if id in ours:
            place = order.index(id) + 1
        else:
            order.insert(place, id)
            place += 1
    return [_line(outline, id, ours.get(id), theirs.get(id)) for id in order]


def _readings(outline: Outline, report: str) -> dict[str, Reading]:
    return {id: reading for _, (id, reading) in outline.readings_of.get(report, [])}


def _line(outline: Outline, id: str, ours: Reading | None, theirs: Reading | None) -> Line:
    if ours is None or theirs is None:
        return Line(id, _alone(ours), _alone(theirs))
    table = lay_parallel((ours, theirs), outline.reports)
    return Line(id, pieces(table, 0, 1), pieces(table, 1, 0))


def _alone(reading: Reading | None) -> tuple[Piece, ...]:
    return (Piece(reading.text, False),) if reading else ()


def pieces(table: WordTable, row: int, other: int) -> tuple[Piece, ...]:
    """The words of one row, those in a column with the same form in the other as the same."""
    made: list[Piece] = []
    for column in table.columns:
        word, answer = column[row], column[other]
        if word is None:
            continue
        same = answer is not None and answer.form == word.form
        if made and made[-1].same is same:
            made[-1] = Piece(made[-1].text + word.text, same)
        else:
            made.append(Piece(word.text, same))
    return tuple(made)


class Variant(NamedTuple):
    """Where a reading departs from the base text: the base's words and its own."""

    lemma: str
    reading: str


def variants(outline: Outline, base: Reading, reading: Reading) -> tuple[Variant, ...]:
    """The places where a reading departs from the base text, in order; none where it has
    the same words. Words left out have an empty reading, words put in an empty lemma."""
    table = lay_parallel((base, reading), outline.reports)
    made: list[Variant] = []
    run: list[list[str]] = [[], []]
    for mine, theirs in table.columns:
        if mine is not None and theirs is not None and mine.form == theirs.form:
            made += _variant(run)
            run = [[], []]
        else:
            run[0] += [mine.text] if mine else []
            run[1] += [theirs.text] if theirs else []
    return tuple(made + _variant(run))


def _variant(run: list[list[str]]) -> list[Variant]:
    lemma, reading = ("".join(words).strip() for words in run)
    return [Variant(lemma, reading)] if lemma or reading else []


def base_of(outline: Outline) -> str:
    """The report to lay the others against at first: in the largest origin the nearest its top,
    of these the one that makes the most statements. "" in an empty dossier."""
    depth = {b.witness.id: len(b.rails) + (b.copy is not None) for b in outline.tree()}
    ranked = sorted(
        (id for id in outline.reports if id in outline.witness_of),
        key=lambda id: (
            -outline.size(_top(outline, id)),
            depth.get(outline.witness_of[id].id, 0),
            -len(outline.readings_of.get(id, [])),
        ),
    )
    return ranked[0] if ranked else ""


def _top(outline: Outline, report: str) -> str:
    witness = outline.witness_of[report].id
    while witness in outline.main:
        witness = outline.main[witness].source
    return witness


def pair_of(outline: Outline) -> tuple[str, str] | None:
    """The two reports worth laying side by side first: of two origins, else the base and the
    report that differs most gravely. None with fewer than two."""
    base = base_of(outline)
    others = [id for id in outline.reports if id != base and id in outline.witness_of]
    if not base or not others:
        return None
    apart = [id for id in others if _top(outline, id) != _top(outline, base)]
    changed = [change.target for change in outline.changes if change.target in others]
    return base, next(iter([*apart, *changed, *others]))


def statements_by_base(outline: Outline, base: str) -> tuple[list[Statement], list[Statement]]:
    """The statements the base makes, in its order, and those it does not make."""
    own = _readings(outline, base)
    made = sorted((outline.statements[id] for id in own), key=lambda s: own[s.id].span)
    return made, [s for s in outline.statements.values() if s.id not in own]
