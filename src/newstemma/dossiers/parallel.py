"""The readings of one statement laid in parallel, word by word.

In go readings; out comes a table: a column for each place of the text, in it at most one
word of each reading. The theory: the readings are taken one after the other, sources before
copies as the collation has them. Each is laid against the columns so far: words equal in
form to a column's first word answer it (longest common subsequence); between two such
anchors words answer the column where anyone has that form, else a word spelled alike, else
the word that stands there. What answers nothing opens a column of its own. What can go
wrong: a moved phrase is two variants (one left out, one added), for a table has one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newstemma.align import differences
from newstemma.model import Reading, Report, Span
from newstemma.text import tokens

SAME, ALIKE, THERE = 4.0, 2.0, 0.5
"""What a word gains by the column where its form stands, by one spelled alike, by its place.

Set so that two words in their places never outweigh one that is spelled alike; moving them
while that holds changes nothing.
"""
SPELLED_ALIKE = 0.7
"""Least share of letters in common order for two words to be spellings or forms of one."""
LARGEST = 4000
"""Cells of a block between anchors that are tried one by one; beyond, words answer in order."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a reading with what stands up to the next: `text` of all words is the reading.

    `form` is what it is compared by.
    """

    text: str
    form: str
    span: Span


@dataclass(slots=True)
class _Column:
    """A place of the text: the word of each row that has one, and the forms they have."""

    words: dict[int, Word] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    first: str = ""

    def put(self, row: int, word: Word) -> None:
        self.words[row] = word
        self.forms.add(word.form)
        self.first = self.first or word.form


@dataclass(frozen=True, slots=True)
class WordTable:
    """`columns` hold, for each reading in the order given, its word there or none."""

    reports: tuple[str, ...]
    columns: tuple[tuple[Word | None, ...], ...]


def lay_parallel(readings: Sequence[Reading], reports: Mapping[str, Report]) -> WordTable:
    """The words of the readings in parallel; every word of every reading once, in its order.

    Readings of the same words share one row while they are laid, so that a hundred copies
    of one wire cost as much as one. No readings, no columns.
    """
    rows = [words_of(reports[reading.report].text, reading.span) for reading in readings]
    columns: list[_Column] = []
    seen: dict[tuple[str, ...], int] = {}
    same: list[int] = []
    for row, words in enumerate(rows):
        forms = tuple(word.form for word in words)
        same.append(seen.setdefault(forms, row))
        if same[row] == row:
            columns = _with(columns, row, words)
    told = _copied(columns, rows, same)
    return WordTable(tuple(reading.report for reading in readings), told)


def words_of(text: str, place: Span) -> list[Word]:
    """The words at a place, each with what follows it; a place without words is one word."""
    found = tokens(text, place)
    if not found:
        return [Word(place.of(text), "", place)] if len(place) else []
    starts = [place.start, *(token.start for token in found[1:]), place.end]
    return [
        Word(text[starts[i] : starts[i + 1]], token.form, Span(starts[i], starts[i + 1]))
        for i, token in enumerate(found)
    ]


def _copied(
    columns: list[_Column], rows: list[list[Word]], same: list[int]
) -> tuple[tuple[Word | None, ...], ...]:
    """The columns with every row, also those that read as one before them."""
    taken = [0] * len(rows)
    made = []
    for column in columns:
        cells: list[Word | None] = []
        for row, words in enumerate(rows):
            there = same[row] in column.words
            cells.append(words[taken[row]] if there else None)
            taken[row] += there
        made.append(tuple(cells))
    return tuple(made)


def _with(columns: list[_Column], row: int, words: list[Word]) -> list[_Column]:
    """The columns with one more row in them."""
    made: list[_Column] = []
    for step in differences([c.first for c in columns], [word.form for word in words]):
        old = columns[step.left_start : step.left_end]
        new = words[step.right_start : step.right_end]
        if step.tag == "equal":
            pairs = list(zip(range(len(old)), range(len(new)), strict=True))
        else:
            pairs = _answers(old, new)
        made += _merged(old, new, pairs, row)
    return made


def _merged(
    old: list[_Column], new: list[Word], pairs: Iterable[tuple[int, int]], row: int
) -> list[_Column]:
    made: list[_Column] = []
    i = j = 0
    for left, right in [*pairs, (len(old), len(new))]:
        made += old[i:left]
        for word in new[j:right]:
            made.append(_Column())
            made[-1].put(row, word)
        if left < len(old):
            old[left].put(row, new[right])
            made.append(old[left])
        i, j = left + 1, right + 1
    return made


def _answers(old: list[_Column], new: list[Word]) -> list[tuple[int, int]]:
    """Which word of a block answers which column: the best pairs that keep both orders."""
    if not old or not new:
        return []
    if len(old) * len(new) > LARGEST:
        return [(i, i) for i in range(min(len(old), len(new)))]
    gains = [[_gain(column, word) for word in new] for column in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, line in enumerate(gains):
        for j, gain in enumerate(line):
            best[i + 1][j + 1] = max(best[i][j] + gain, best[i][j + 1], best[i + 1][j])
    return _path(best, gains)


def _path(best: list[list[float]], gains: list[list[float]]) -> list[tuple[int, int]]:
    i, j = len(gains), len(gains[0])
    found: list[tuple[int, int]] = []
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + gains[i - 1][j - 1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _gain(column: _Column, word: Word) -> float:
    if word.form in column.forms:
        return SAME
    return ALIKE if _alike(column.first, word.form) else THERE


def _alike(left: str, right: str) -> bool:
    from rapidfuzz.distance import Indel  # 40 ms of import, only where words are compared

    return Indel.normalized_similarity(left, right) >= SPELLED_ALIKE
