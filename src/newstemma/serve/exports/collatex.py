"""The collation as CollateX prints its alignment table: witnesses, and a table of tokens.

`table` has a row for each witness, in it a cell for each place of the text: a list of tokens,
or null. A token has CollateX's `t` (the letters, with what follows) and `n` (the form compared),
and beside them our `_sigil`, `report`, `start` and `end`. `statements` says which columns are
which statement. A story is a line: with one story the file is what CollateX would give.
"""

from __future__ import annotations

from typing import Any

from newstemma.dossiers.parallel import Word, lay_parallel
from newstemma.model import Examination
from newstemma.serve.exports.names import Told, stories
from newstemma.serve.exports.whole import compact

Cell = list[dict[str, Any]] | None


def collatex_of(examination: Examination) -> str:
    """A table for each story, one a line."""
    return "".join(compact(_table(told)) + "\n" for told in stories(examination))


def _table(told: Told) -> dict[str, Any]:
    outline = told.outline
    rows: dict[str, list[Cell]] = {id: [] for id in outline.reports}
    places, width = [], 0
    for statement in outline.statements.values():
        table = lay_parallel(statement.readings, outline.reports)
        row_of = {id: row for row, id in enumerate(table.reports)}
        for id, cells in rows.items():
            row = row_of.get(id)
            for column in table.columns:
                cells.append(None if row is None else _cell(told, id, column[row]))
        places.append({"id": statement.id, "start": width, "end": width + len(table.columns)})
        width += len(table.columns)
    return {
        "witnesses": [outline.sigla[id] for id in rows],
        "table": list(rows.values()),
        "story": outline.dossier.story.id,
        "statements": places,
    }


def _cell(told: Told, report: str, word: Word | None) -> Cell:
    if word is None:
        return None
    token = {
        "t": word.text,
        "n": word.form,
        "_sigil": told.outline.sigla[report],
        "report": report,
        "start": word.span.start,
        "end": word.span.end,
    }
    return [token]
