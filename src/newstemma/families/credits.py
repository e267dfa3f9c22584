"""Who printed each text and whom it names as its source, rightly, wrongly or not at all.

Publishers are invented. A copy mostly credits the agency its text goes back to, sometimes
the outlet it took it from, sometimes both, sometimes nobody. Noise is of three kinds: a
source that has no part in the text, a photo agency, and an agency mentioned in passing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from newstemma.families.model import Setting
from newstemma.families.plan import Node
from newstemma.families.props import props
from newstemma.model import Credit, Place, Role


@dataclass(frozen=True, slots=True)
class Publishers:
    """The publisher of every node by index, and the names that have no part in the family."""

    names: tuple[str, ...]
    strangers: tuple[str, ...]


def publishers(random: Random, nodes: Sequence[Node], setting: Setting) -> Publishers:
    """An agency for each root that was copied, another outlet for every other witness."""
    agencies = random.sample(props("agencies"), len(props("agencies")))
    known = [f"{place} {paper}" for place in props("places") for paper in props("papers")]
    outlets = random.sample(known, min(len(nodes), len(known)))
    copied = {node.parent for node in nodes}
    names = []
    for node in nodes:
        root = node.parent is None
        if root and not node.seen and random.random() < setting.releases:
            names.append(f"{random.choice(props('places'))} Press Office")
        elif root and node.index in copied and (node.origin == 0 or random.random() < 0.6):
            names.append(agencies.pop())
        else:
            names.append(outlets[node.index % len(outlets)])
    return Publishers(_distinct(names), tuple(agencies))


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Names told apart where an outlet came twice, as a weekend edition would be."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(found)


_LINES = (
    (Place.CREDIT_LINE, "Source: {}"),
    (Place.CREDIT_LINE, "({})"),
    (Place.CREDIT_LINE, "With reporting by {}"),
    (Place.CREDIT_LINE, "With inputs from {}"),
    (Place.CREDIT_LINE, "First published by {}"),
    (Place.BYLINE, "By {}"),
    (Place.BYLINE, "{}"),
    (Place.DATELINE, "({}) —"),
    (Place.METADATA, "{}"),
)
IN_TEXT = "{} reported"


@dataclass(frozen=True, slots=True)
class Named:
    """What one node credits outside its text; `in_text` names go into its lead instead."""

    credits: tuple[Credit, ...]
    in_text: str | None


def credit(
    random: Random, node: Node, nodes: Sequence[Node], who: Publishers, setting: Setting
) -> Named:
    """The credits of one node under the noise of `setting`."""
    names = _right_names(random, node, nodes, who, setting)
    if random.random() < setting.wrong_credits:
        names = [*names, random.choice(who.strangers)]
    chance = setting.one_agency
    if chance and nodes[node.index].origin and random.random() < chance:
        names = [*names, who.names[0]]
    in_text = None
    if names and node.parent is not None and random.random() < 0.25:
        in_text = names.pop(0)
    elif random.random() < setting.stray_credits / 3:
        in_text = random.choice(who.strangers)
    found = [_line(random, name) for name in names]
    if random.random() < setting.stray_credits:
        found.append(_photo(random))
    return Named(tuple(found), in_text)


def role_of(name: str) -> Role:
    """Agency for our agencies and press offices, outlet for the rest."""
    return (
        Role.AGENCY if name in props("agencies") or name.endswith("Press Office") else Role.OUTLET
    )


def _right_names(
    random: Random, node: Node, nodes: Sequence[Node], who: Publishers, setting: Setting
) -> list[str]:
    if node.parent is None:
        own = role_of(who.names[node.index]) is Role.AGENCY and random.random() < 0.5
        return [who.names[node.index]] if own else []
    if random.random() >= setting.right_credits:
        return []
    root = nodes[node.parent]
    while root.parent is not None:
        root = nodes[root.parent]
    names = [who.names[root.index]]
    if node.parent != root.index and random.random() < 0.4:
        above = who.names[node.parent]
        names = [above] if random.random() < 0.4 else [*names, above]
    if node.second is not None and random.random() < setting.right_credits:
        names.append(who.names[node.second])
    return names


def _line(random: Random, name: str) -> Credit:
    place, form = random.choice(_LINES)
    return Credit(name, name, role_of(name), place, form.format(name))


def _photo(random: Random) -> Credit:
    name = random.choice(props("photos"))
    text = random.choice(("Photo: {}", "Photo by {}", "| Photo Credit: {}")).format(name)
    return Credit(name, name, Role.PHOTO, Place.CREDIT_LINE, text)
