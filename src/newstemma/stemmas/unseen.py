"""Sources nobody handed us: named by the credits that betray them, placed above their copies.

The theory. A credited agency or outlet that no report of the story came from is a witness
all the same. Where a credit stands says how near it is: a line at the tail names the source
the page was made from, "X reported" in the text names who had it further up. A source that
several members of an origin credit stands at its root. Reports that come from outside the
pile together share an unseen source even when nobody names it (two translations of one
original). What can go wrong: a wrong credit; alone and against the text it becomes a doubtful
second source, never a new origin. A photo credit never names a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from newstemma.model import Credit, Place
from newstemma.stemmas.circumstances import CREDIT_WEIGHT
from newstemma.stemmas.sheets import Sheet, name_key
from newstemma.stemmas.tree import Edge

# What a credit alone is worth as an edge from an unseen source, by where it stands (right
# in 64 of 71 where it agreed with the group), and a credit the tree speaks against.
CREDITED = 0.8
AGAINST_TREE = 0.3
# A credit that only one report gives and no other text bears out.
ALONE = 0.6


class Unseen(NamedTuple):
    """An unseen source of a group: the key it is known by and its name."""

    key: str
    name: str


class Above(NamedTuple):
    """`source` stands above `target` (a sheet index, or the key of another unseen)."""

    source: str
    target: int | str
    probability: float
    second: bool


class Placed(NamedTuple):
    """The unseen sources of a group, in order of finding, and what they stand above."""

    unseen: tuple[Unseen, ...]
    above: tuple[Above, ...]


def place_unseen(
    sheets: Sequence[Sheet], edges: Sequence[Edge], outlets: frozenset[str], sigla: Sequence[str]
) -> Placed:
    """The unseen sources of one origin group, from its tree and its credits.

    `outlets` are the name keys of everyone in the story: a credit to one of them is no
    unseen source. `sigla` names the sheets.
    """
    chains = {e.target: unresolved(sheets[e.target], outlets) for e in edges}
    roots = [e for e in edges if e.source is None]
    top = _top(chains, [e.target for e in roots], many=len(roots) > 1)
    names: dict[str, str] = {}
    above: list[Above] = []
    if top is None and len(roots) > 1:
        letters = _listed(sigla[e.target] for e in roots)
        top = Unseen("common:" + sheets[roots[0].target].id, f"unseen source of {letters}")
    if top:
        names[top.key] = top.name
    for edge in edges:
        chain = [c for c in chains[edge.target] if not top or _key(c) != top.key]
        if edge.source is None:
            sure = _surety(edge, bool(chain)) if len(roots) > 1 else ALONE
            _hang(edge.target, sure, top, chain, names, above)
        else:
            _hang_beside(edge, chain, chains, names, above)
    return Placed(tuple(Unseen(k, n) for k, n in names.items()), tuple(above))


def as_named(placed: Placed, named: Mapping[int, str]) -> Placed:
    """The same with each source a person named certain, and the main source of its report."""
    above = tuple(
        one._replace(probability=1.0, second=False)
        if isinstance(one.target, int) and named.get(one.target) == one.source
        else one
        for one in placed.above
    )
    return placed._replace(above=above)


def unresolved(sheet: Sheet, outlets: frozenset[str]) -> list[Credit]:
    """The credits that name nobody in the story, farthest source first.

    In the text farthest: first named, furthest up; then dateline, byline, metadata; the
    line at the tail is nearest.
    """
    open_credits = [c for c in sheet.credits if _key(c) not in outlets]
    return sorted(open_credits, key=_distance)


_FAR_FIRST = (Place.IN_TEXT, Place.METADATA, Place.DATELINE, Place.BYLINE, Place.CREDIT_LINE)


def _distance(credit: Credit) -> tuple[int, int, str]:
    return _FAR_FIRST.index(credit.place), credit.span.start if credit.span else 0, credit.name


def _key(credit: Credit) -> str:
    return name_key(credit.source or credit.name)


def _top(chains: dict[int, list[Credit]], roots: Sequence[int], *, many: bool) -> Unseen | None:
    """The source at the root: credited by several members, else by a root itself."""
    votes: dict[str, float] = {}
    members: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for target, chain in chains.items():
        for credit in chain:
            key = _key(credit)
            votes[key] = votes.get(key, 0.0) + CREDIT_WEIGHT[credit.place]
            members.setdefault(key, set()).add(target)
            names.setdefault(key, credit.source or credit.name)
    of_roots = {_key(c) for r in roots for c in chains[r]}
    fit = [k for k in votes if len(members[k]) > 1 or (k in of_roots and _first(k, chains, roots))]
    if not fit:
        return None
    best = min(fit, key=lambda k: (-len(members[k]), -votes[k], k))
    return Unseen(best, names[best])


def _first(key: str, chains: dict[int, list[Credit]], roots: Sequence[int]) -> bool:
    """True where a root names it as its farthest source."""
    return any(chains[r] and _key(chains[r][0]) == key for r in roots)


def _hang(
    hung: int,
    sure: float,
    top: Unseen | None,
    chain: list[Credit],
    names: dict[str, str],
    above: list[Above],
) -> None:
    """Hangs a report from outside under the top source, through the nearer ones it names.

    Of several that come from outside together the texts speak too; of one only its credit.
    """
    line: list[int | str] = [top.key] if top else []
    for credit in chain:
        names.setdefault(_key(credit), credit.source or credit.name)
        if _key(credit) not in line:
            line.append(_key(credit))
    line.append(hung)
    for source, target in pairwise(line):
        known = isinstance(target, str) and any(a.target == target for a in above)
        if not known:
            above.append(Above(str(source), target, sure, False))


def _surety(edge: Edge, credited: bool) -> float:
    return round(max(edge.probability, CREDITED) if credited else edge.probability, 4)


def _hang_beside(
    edge: Edge,
    chain: list[Credit],
    chains: dict[int, list[Credit]],
    names: dict[str, str],
    above: list[Above],
) -> None:
    """A credit the tree speaks against: a doubtful second source, unless inherited."""
    inherited = {_key(c) for c in chains.get(edge.source or 0, [])}
    for credit in chain:
        key = _key(credit)
        if key in inherited and edge.source is not None and key in names:
            continue
        names.setdefault(key, credit.source or credit.name)
        above.append(Above(key, edge.target, AGAINST_TREE, True))


def _listed(sigla: Iterable[str]) -> str:
    return ", ".join(sigla)
