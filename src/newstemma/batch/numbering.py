"""Reports in order of time, numbered: what the later stages know a report by.

The order is that of `copies.find`: by the first second a report may be from, then the last,
then id, undated last. A report needs some 60 bytes for it (id, times, outlet, part), so a hundred
million reports are numbered in the memory of one machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from newstemma.batch.exchange import Array, load_arrays, save_arrays
from newstemma.batch.folders import Folder, open_folder
from newstemma.batch.job import WORK, Answer
from newstemma.copies.pairs import UNDATED

_PATH = f"{WORK}/numbers.npz"


@dataclass(frozen=True, slots=True)
class Numbers:
    """All reports by number: id, first and last second, outlet, and where each lies.

    `parts` is the file of the table `reports` by its place in their list, `rows` the row in it.
    """

    ids: Array
    begins: Array
    ends: Array
    outlets: Array
    parts: Array
    rows: Array

    def __len__(self) -> int:
        return len(self.ids)

    def id(self, number: int) -> str:
        """The id of a report."""
        raw: bytes = self.ids[number]
        return raw.decode("utf-8")

    def interval(self, number: int) -> tuple[int, int]:
        """The first and last second it may be from."""
        return int(self.begins[number]), int(self.ends[number])

    def of_part(self, part: int) -> Array:
        """The numbers of a part's reports, in order of row."""
        mine = np.flatnonzero(self.parts == part)
        found: Array = mine[np.argsort(self.rows[mine])]
        return found

    @property
    def dated(self) -> int:
        """How many have a date: they come first."""
        return int((self.begins != UNDATED).sum())


def number(folder: Folder, parts: list[str]) -> Answer:
    """Numbers all reports of the parts."""
    every: dict[str, list[Array]] = {name: [] for name in Numbers.__slots__}
    for place, part in enumerate(parts):
        marks = load_arrays(folder, f"{WORK}/marks/{part}.npz")
        size = len(marks["ids"])
        marks |= {"parts": np.full(size, place), "rows": np.arange(size)}
        for name, values in marks.items():
            every[name].append(values)
    columns = {name: _joined(values) for name, values in every.items()}
    undated = columns["begins"] == UNDATED
    order = np.lexsort((columns["ids"], columns["ends"], columns["begins"], undated))
    save_arrays(folder, _PATH, **{name: values[order] for name, values in columns.items()})
    return {"reports": len(order), "undated": int(undated.sum())}


def _joined(values: list[Array]) -> Array:
    return np.concatenate(values) if values else np.empty(0, np.int64)


def numbers(folder: Folder) -> Numbers:
    """The numbers of a job, read once by each process."""
    return _numbers(folder.address)


@lru_cache(maxsize=1)
def _numbers(address: str) -> Numbers:
    kept: dict[str, Any] = load_arrays(open_folder(address), _PATH)
    return Numbers(**kept)
