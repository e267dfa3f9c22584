"""The stemma put together: witnesses, copies, origins, from the verdicts of the other files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newstemma.model import Clue, Copy, CopyKind, Origin, Range, Stemma, Witness, WitnessKind
from newstemma.stemmas.filiation import credit_of
from newstemma.stemmas.kin import Group, Kin, probability
from newstemma.stemmas.kinds import CopyView, kind_of
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet
from newstemma.stemmas.sigla import greek_letters
from newstemma.stemmas.tree import Edge, Tree
from newstemma.stemmas.unseen import Above, Placed, place_unseen

Alike = Mapping[tuple[int, int], Likeness]


def assemble(
    story: str,
    sheets: Sequence[Sheet],
    sigla: Sequence[str],
    alike: Alike,
    kin: Kin,
    trees: Sequence[Tree],
    count: Range,
) -> Stemma:
    """The stemma of a story from its kinship and its trees."""
    outlets = frozenset(o for sheet in sheets for o in sheet.outlets)
    placed = [place_unseen(sheets, tree.edges, outlets, sigla) for tree in trees]
    witnesses = [_witness(sheet, siglum) for sheet, siglum in zip(sheets, sigla, strict=True)]
    copies: list[Copy] = []
    origins: list[Origin] = []
    taken: set[str] = set()
    unseen: list[tuple[str, str]] = []
    for group, tree, above in zip(kin.groups, trees, placed, strict=True):
        edges = tree.edges
        ids = _unseen_ids(above, taken)
        unseen += [(ids[u.key], u.name) for u in above.unseen]
        copies += _seen_copies(witnesses, sheets, alike, edges)
        copies += _unseen_copies(witnesses, sheets, alike, edges, above, ids)
        copies += _second_copies(witnesses, sheets, alike, kin, group)
        origins.append(_origin(witnesses, group, edges, above, ids))
    nodes = [
        Witness(id, letter, WitnessKind.UNSEEN, name)
        for (id, name), letter in zip(unseen, greek_letters(len(unseen)), strict=True)
    ]
    return Stemma(
        story=story,
        witnesses=(*witnesses, *nodes),
        copies=_without_cycles(copies),
        origins=tuple(origins),
        independent=count,
        kinships=kin.kinships,
    )


def _witness(sheet: Sheet, siglum: str) -> Witness:
    reports = tuple(r.id for r in sheet.reports)
    if len(reports) == 1:
        return Witness(sheet.id, siglum, WitnessKind.REPORT, sheet.name, reports)
    names = dict.fromkeys(r.outlet or r.title or r.id for r in sheet.reports)
    return Witness("bundle:" + sheet.id, siglum, WitnessKind.BUNDLE, ", ".join(names), reports)


def _unseen_ids(placed: Placed, taken: set[str]) -> dict[str, str]:
    """An id for each unseen source, its own in each origin."""
    ids: dict[str, str] = {}
    for source in placed.unseen:
        id = f"unseen:{source.key}"
        number = 2
        while id in taken:
            id = f"unseen:{source.key}:{number}"
            number += 1
        taken.add(id)
        ids[source.key] = id
    return ids


# --- copies -------------------------------------------------------------------


def _seen_copies(
    witnesses: Sequence[Witness], sheets: Sequence[Sheet], alike: Alike, edges: Sequence[Edge]
) -> list[Copy]:
    return [
        _copy(witnesses, sheets, alike, edge.source, edge.target, edge.probability, edge.clues)
        for edge in edges
        if edge.source is not None
    ]


def _copy(
    witnesses: Sequence[Witness],
    sheets: Sequence[Sheet],
    alike: Alike,
    source: int,
    target: int,
    chance: float,
    clues: tuple[Clue, ...],
    *,
    second: bool = False,
) -> Copy:
    likeness = _between(alike, source, target)
    kind = CopyKind.REWRITTEN
    share = 0.0
    if likeness:
        kind = kind_of(CopyView(sheets[source].own, sheets[target].own, likeness))
        share = round(likeness.share_right, 4)
    return Copy(witnesses[source].id, witnesses[target].id, kind, share, chance, second, clues)


def _between(alike: Alike, source: int, target: int) -> Likeness | None:
    """The likeness with the source on the left."""
    likeness = alike.get((min(source, target), max(source, target)))
    return likeness if likeness is None or source < target else likeness.turned()


def _unseen_copies(
    witnesses: Sequence[Witness],
    sheets: Sequence[Sheet],
    alike: Alike,
    edges: Sequence[Edge],
    placed: Placed,
    ids: Mapping[str, str],
) -> list[Copy]:
    members = [e.target for e in edges]
    found = []
    for above in placed.above:
        target = ids[above.target] if isinstance(above.target, str) else witnesses[above.target].id
        kind = _kind_from_unseen(sheets, alike, members, above)
        clues = (Clue("credited source nobody handed us", 0.0),)
        copy = Copy(ids[above.source], target, kind, None, above.probability, above.second, clues)
        found.append(copy)
    return found


def _kind_from_unseen(
    sheets: Sequence[Sheet], alike: Alike, members: Sequence[int], above: Above
) -> CopyKind:
    """Judged against the sister most like it, who stands for the source: no sister, edited."""
    if isinstance(above.target, str):
        return CopyKind.EDITED
    best: tuple[float, CopyKind] | None = None
    for sister in members:
        likeness = _between(alike, sister, above.target) if sister != above.target else None
        if likeness and (best is None or likeness.share_right > best[0]):
            view = CopyView(sheets[sister].own, sheets[above.target].own, likeness)
            best = likeness.share_right, kind_of(view)
    return best[1] if best else CopyKind.EDITED


def _second_copies(
    witnesses: Sequence[Witness],
    sheets: Sequence[Sheet],
    alike: Alike,
    kin: Kin,
    group: Group,
) -> list[Copy]:
    """Each guest of a group takes from the member that accounts best for it."""
    found = []
    for guest in group.guests:
        best = max(group.members, key=lambda m: (_pull(sheets, alike, m, guest), -m))
        odds = kin.odds.get((min(best, guest), max(best, guest)), 0.0)
        copy = _copy(witnesses, sheets, alike, best, guest, probability(odds), (), second=True)
        found.append(copy)
    return found


def _pull(sheets: Sequence[Sheet], alike: Alike, source: int, target: int) -> float:
    likeness = _between(alike, source, target)
    share = likeness.share_right if likeness else 0.0
    return share + 0.5 * credit_of(sheets[target], sheets[source])


def _without_cycles(copies: Sequence[Copy]) -> tuple[Copy, ...]:
    """Main copies first (a forest), then each second one that closes no circle."""
    kept = [c for c in copies if not c.second]
    after: dict[str, set[str]] = {}
    for copy in kept:
        after.setdefault(copy.source, set()).add(copy.target)
    for copy in copies:
        if copy.second and not _reaches(after, copy.target, copy.source):
            kept.append(copy)
            after.setdefault(copy.source, set()).add(copy.target)
    return tuple(kept)


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        new = after.get(node, set()) - seen
        seen |= new
        waiting += sorted(new)
    return False


def _origin(
    witnesses: Sequence[Witness],
    group: Group,
    edges: Sequence[Edge],
    placed: Placed,
    ids: Mapping[str, str],
) -> Origin:
    """An origin named by its top: the unseen source at its root, else the report there."""
    below = {a.target for a in placed.above}
    tops = [u for u in placed.unseen if u.key not in below and _main(placed, u.key)]
    root = next(e.target for e in edges if e.source is None)
    name = tops[0].name if tops else witnesses[root].name
    members = [witnesses[m].id for m in (*group.members, *group.guests)]
    return Origin(name, (*members, *ids.values()))


def _main(placed: Placed, key: str) -> bool:
    return any(a.source == key and not a.second for a in placed.above)
