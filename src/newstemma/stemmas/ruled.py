"""A person's word on a stemma: which copies hold, and the source of a report that nobody handed us.

Rulings on kinship are obeyed in `kin`. The latest word on the same thing holds; a ruling on
reports that are not here is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from newstemma.model import Credit, Place, Role, Ruling
from newstemma.stemmas.sheets import Sheet, name_key

UNSEEN = "unseen_source"


class Ruled(NamedTuple):
    """What was said of copies, by (source, target) sheet index; and the key of the source named
    for a sheet, by index."""

    copies: Mapping[tuple[int, int], bool]
    named: Mapping[int, str]


def obeyed(texts: Sequence[Sheet], rulings: Sequence[Ruling]) -> tuple[tuple[Sheet, ...], Ruled]:
    """The sheets with the sources a person named for them, and what else was ruled.

    `unseen_source` has one report as its subject and the name of its source as its note.
    """
    home = {r.id: i for i, sheet in enumerate(texts) for r in sheet.reports}
    copies: dict[tuple[int, int], bool] = {}
    names: dict[int, str] = {}
    for ruling in sorted(rulings, key=lambda r: (r.when, r.subject)):
        if not all(subject in home for subject in ruling.subject):
            continue
        if ruling.verdict in ("copies", "not_copies"):
            target, source = ruling.subject[:2]
            copies[home[source], home[target]] = ruling.verdict == "copies"
        elif ruling.verdict == UNSEEN and ruling.note.strip():
            names[home[ruling.subject[0]]] = ruling.note.strip()
    named = {at: name_key(name) for at, name in names.items()}
    here = {key for sheet in texts for key in sheet.outlets}
    unseen = {at: key for at, key in named.items() if key not in here}
    for place in unseen:
        for other in range(len(texts)):
            copies.setdefault((other, place), False)
    told = tuple(
        _credited(sheet, names[at]) if at in names else sheet for at, sheet in enumerate(texts)
    )
    return told, Ruled(copies, unseen)


def _credited(sheet: Sheet, name: str) -> Sheet:
    """A sheet that credits the source a person named, and no other above it nearer."""
    key = name_key(name)
    kept = tuple(c for c in sheet.credits if name_key(c.source or c.name) != key)
    credit = Credit(name, name, Role.AGENCY, Place.CREDIT_LINE, f"ruled: {name}")
    return replace(sheet, credits=(*kept, credit), credited=sheet.credited | {key})
