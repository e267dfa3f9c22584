"""The stemma put together: witnesses, copies, origins, from the verdicts of the other files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newstemma.model import Clue, Copy, CopyKind, Origin, Range, Stemma, Witness, WitnessKind
from newstemma.stemmas.circumstances import credit_of
from newstemma.stemmas.kin import Group, Pile, probability
from newstemma.stemmas.kinds import CopyView, kind_of, translated_directly
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet
from newstemma.stemmas.sigla import greek_letters
from newstemma.stemmas.tree import Tree
from newstemma.stemmas.unseen import Above, Placed, as_named, place_unseen

Alike = Mapping[tuple[int, int], Likeness]


def assemble(
    story: str, pile: Pile, trees: Sequence[Tree], count: Range, named: Mapping[int, str]
) -> Stemma:
    """The stemma of a story from its kinship, its trees and its count; `named` are the keys of
    the unseen sources a person named, by sheet."""
    outlets = frozenset(o for sheet in pile.sheets for o in sheet.outlets)
    seen = [_witness(sheet, letter) for sheet, letter in zip(pile.sheets, pile.sigla, strict=True)]
    copies: list[Copy] = []
    origins: list[Origin] = []
    unseen: dict[str, str] = {}
    for group, tree in zip(pile.kin.groups, trees, strict=True):
        placed = as_named(place_unseen(pile.sheets, tree.edges, outlets, pile.sigla), named)
        ids = _unseen_ids(placed, unseen)
        copies += _seen_copies(pile, seen, tree)
        copies += _unseen_copies(pile, seen, tree, placed, ids)
        copies += _second_copies(pile, seen, group)
        origins.append(_origin(seen, group, tree, placed, ids))
    nodes = [
        Witness(id, letter, WitnessKind.UNSEEN, name)
        for (id, name), letter in zip(unseen.items(), greek_letters(len(unseen)), strict=True)
    ]
    return Stemma(
        story=story,
        witnesses=(*seen, *nodes),
        copies=_without_cycles(copies),
        origins=tuple(origins),
        independent=count,
        kinships=pile.kin.kinships,
    )


def _witness(sheet: Sheet, siglum: str) -> Witness:
    reports = tuple(r.id for r in sheet.reports)
    if len(reports) == 1:
        return Witness(sheet.id, siglum, WitnessKind.REPORT, sheet.name, reports)
    names = dict.fromkeys(r.outlet or r.title or r.id for r in sheet.reports)
    return Witness("bundle:" + sheet.id, siglum, WitnessKind.BUNDLE, ", ".join(names), reports)


def _unseen_ids(placed: Placed, unseen: dict[str, str]) -> dict[str, str]:
    """An id for each unseen source of an origin, by key; put with its name into `unseen`.

    The same name in two origins is two witnesses: one agency sends many texts.
    """
    ids: dict[str, str] = {}
    for source in placed.unseen:
        id = f"unseen:{source.key}"
        number = 2
        while id in unseen:
            id = f"unseen:{source.key}:{number}"
            number += 1
        unseen[id] = source.name
        ids[source.key] = id
    return ids


# --- copies -------------------------------------------------------------------


def _seen_copies(pile: Pile, seen: Sequence[Witness], tree: Tree) -> list[Copy]:
    return [
        replace(
            _text_copy(pile, seen, edge.source, edge.target),
            probability=edge.probability,
            clues=edge.clues,
        )
        for edge in tree.edges
        if edge.source is not None
    ]


def _text_copy(pile: Pile, seen: Sequence[Witness], source: int, target: int) -> Copy:
    """A copy between two sheets as the texts alone show it, its probability still open."""
    likeness = _between(pile.alike, source, target)
    kind, share = CopyKind.REWRITTEN, 0.0
    if likeness:
        kind = kind_of(CopyView(pile.sheets[source].own, pile.sheets[target].own, likeness))
        share = round(likeness.share_right, 4)
    if translated_directly(pile.sheets[source].own, pile.sheets[target].own):
        kind = CopyKind.TRANSLATED
    return Copy(seen[source].id, seen[target].id, kind, share, 0.0)


def _between(alike: Alike, source: int, target: int) -> Likeness | None:
    """The likeness with the source on the left."""
    likeness = alike.get((min(source, target), max(source, target)))
    return likeness if likeness is None or source < target else likeness.turned()


def _unseen_copies(
    pile: Pile,
    seen: Sequence[Witness],
    tree: Tree,
    placed: Placed,
    ids: Mapping[str, str],
) -> list[Copy]:
    members = [e.target for e in tree.edges]
    hands = _hands(placed)
    found = []
    for above in placed.above:
        target = ids[above.target] if isinstance(above.target, str) else seen[above.target].id
        kind = _kind_from_unseen(pile, members, above, hands)
        clues = (Clue("source nobody handed us", 0.0, _betrayed(above)),)
        copy = Copy(ids[above.source], target, kind, None, above.probability, above.second, clues)
        found.append(copy)
    return found


def _betrayed(above: Above) -> str:
    if above.source.startswith("common:"):
        return "no report here accounts for what its copies share"
    return "named by a credit"


def _kind_from_unseen(
    pile: Pile, members: Sequence[int], above: Above, hands: Mapping[int, int]
) -> CopyKind:
    """Judged against the sister most like it, who stands for the source; alone, edited.

    Two that differ as a translation does from its original say nothing of which is the
    translation; the one with fewer unseen hands above it is taken for the original's copy.
    """
    if isinstance(above.target, str):
        return CopyKind.EDITED
    target = above.target
    held = {m: _accounted(pile.alike, m, target) for m in members if m != target}
    sister = max(held, key=lambda m: held[m], default=target)
    likeness = _between(pile.alike, sister, target)
    if likeness is None:
        return CopyKind.EDITED
    kind = kind_of(CopyView(pile.sheets[sister].own, pile.sheets[target].own, likeness))
    nearer = hands.get(target, 0) < hands.get(sister, 0)
    return CopyKind.EDITED if kind is CopyKind.TRANSLATED and nearer else kind


def _accounted(alike: Alike, source: int, target: int) -> float:
    """How much of the target's words the source accounts for; -1 where they share nothing."""
    likeness = alike.get((min(source, target), max(source, target)))
    if likeness is None:
        return -1.0
    return likeness.share_right if source < target else likeness.share_left


def _hands(placed: Placed) -> dict[int, int]:
    """How many unseen sources stand above each sheet on its main line."""
    over = {above.target: above.source for above in placed.above if not above.second}
    found: dict[int, int] = {}
    for target in over:
        if isinstance(target, int):
            at: int | str | None = target
            count = 0
            while at in over and count <= len(over):
                at, count = over[at], count + 1
            found[target] = count
    return found


def _second_copies(pile: Pile, seen: Sequence[Witness], group: Group) -> list[Copy]:
    """Each guest of a group takes from the member that accounts best for it."""
    found = []
    for guest in group.guests:
        best = max(group.members, key=lambda m: (_pull(pile, m, guest), -m))
        copy = _text_copy(pile, seen, best, guest)
        sure = probability(group.drawn[guest])
        found.append(replace(copy, probability=sure, second=True))
    return found


def _pull(pile: Pile, source: int, target: int) -> float:
    share = max(0.0, _accounted(pile.alike, source, target))
    return share + 0.5 * credit_of(pile.sheets[target], pile.sheets[source])


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
    seen: Sequence[Witness], group: Group, tree: Tree, placed: Placed, ids: Mapping[str, str]
) -> Origin:
    """An origin named by its top: the unseen source at its root, else the report there."""
    below = {a.target for a in placed.above}
    main = {a.source for a in placed.above if not a.second}
    tops = [u for u in placed.unseen if u.key not in below and u.key in main]
    root = next(e.target for e in tree.edges if e.source is None)
    name = tops[0].name if tops else seen[root].name
    members = [seen[m].id for m in (*group.members, *group.guests)]
    return Origin(name, (*members, *ids.values()))
