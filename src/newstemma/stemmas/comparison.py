"""The reports of a story made ready to be judged: distinct texts, set aside, likenesses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from newstemma.model import Report
from newstemma.stemmas.handed import Passage, set_aside
from newstemma.stemmas.likeness import Likeness, likenesses
from newstemma.stemmas.sheets import Sheet, sheets


class Comparison(NamedTuple):
    """The distinct texts, the likeness of each pair (lower index first) that shares anything,
    and the passages everybody was handed, which count for nothing."""

    sheets: tuple[Sheet, ...]
    alike: Mapping[tuple[int, int], Likeness]
    passages: tuple[Passage, ...]


def compare(reports: Sequence[Report]) -> Comparison:
    """All texts of a story beside each other; the order of the reports changes nothing."""
    texts = sheets(reports)
    aside = set_aside([sheet.own for sheet in texts])
    texts = tuple(replace(t, own=own) for t, own in zip(texts, aside.texts, strict=True))
    return Comparison(texts, likenesses(aside.texts, aside.runs), aside.passages)
