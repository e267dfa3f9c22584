"""Where one newcomer goes: it and all it is linked to are grouped anew.

So a stream ends with the stories of a batch, whatever the order of arrival (decision 0011);
`place` decides and whoever keeps the stories acts. What can go wrong: neighbours that were
not handed over cannot be counted; give every story that shares rare words, names or figures
with the newcomer, and those with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newstemma.model import Placement, Report, Story
from newstemma.stories.agreement import agreed, linked, pair_score, scores_among
from newstemma.stories.near import clues
from newstemma.stories.sketches import Sketch, cached_sketch

Groups = list[frozenset[str]]


def publication(report: Report) -> tuple[bool, str, str]:
    """The order in which a pile is taken: by publication, then id; the undated last."""
    published = report.published
    return published is None, published.when.isoformat() if published else "", report.id


def place(report: Report, near: Sequence[tuple[Story, Sequence[Report]]]) -> Placement:
    """Where a report goes among the stories given with their reports.

    `opened`: a story of its own. `joined`: one story took it in. `merged`: stories became
    one through it. `split`: some story's reports are parted by its coming. `stories` are
    those it changes, the one that shares most reports with the newcomer's first; `groups`
    are the reports of the changed stories as they now stand, the newcomer's first.
    """
    homes = {member.id: story.id for story, members in near for member in members}
    homes.pop(report.id, None)
    pool = {member.id: member for _, members in near for member in members} | {report.id: report}
    ordered = sorted(pool.values(), key=publication)
    sketches = [cached_sketch(member) for member in ordered]
    here = ordered.index(report)
    concerned = _concerned(here, sketches, [homes.get(member.id) for member in ordered])
    groups = _regrouped(concerned, sketches)
    mine = next(group for group in groups if here in group)
    if len(mine) == 1:
        return Placement(report.id, "opened", groups=((report.id,),))
    best = max((i for i in mine if i != here), key=lambda i: (_bits(sketches, here, i), -i))
    ids = [frozenset(ordered[i].id for i in group) for group in groups]
    because = clues(sketches[here], sketches[best])
    action, stories, changed = _decision(report.id, ids, homes)
    order = {member.id: place for place, member in enumerate(ordered)}
    now = tuple(tuple(sorted(group, key=order.__getitem__)) for group in changed)
    return Placement(report.id, action, stories, because, now)


def _concerned(here: int, sketches: Sequence[Sketch], homes: Sequence[str | None]) -> list[int]:
    """The newcomer and every report of the stories it is linked to, in order."""
    touched = {homes[i] for i in linked(here, sketches)}
    return [i for i, home in enumerate(homes) if i == here or (home and home in touched)]


def _regrouped(places: Sequence[int], sketches: Sequence[Sketch]) -> list[list[int]]:
    concerned = [sketches[i] for i in places]
    groups = agreed(concerned, scores_among(concerned))
    return [[places[i] for i in group] for group in groups]


def _bits(sketches: Sequence[Sketch], i: int, j: int) -> float:
    return pair_score(sketches[min(i, j)], sketches[max(i, j)])


def _decision(
    newcomer: str, groups: Groups, homes: Mapping[str, str]
) -> tuple[str, tuple[str, ...], Groups]:
    """The action, the stories changed and the groups that are new, the newcomer's first."""
    before: dict[str, set[str]] = {}
    for member in {member for group in groups for member in group} - {newcomer}:
        before.setdefault(homes[member], set()).add(member)
    changed = [group for group in groups if group not in before.values()]
    changed.sort(key=lambda group: (newcomer not in group, sorted(group)))
    stories = _by_share(changed[0], {homes[m] for g in changed for m in g - {newcomer}}, before)
    if any(not any(members <= group for group in groups) for members in before.values()):
        return "split", stories, changed
    return "merged" if len(stories) > 1 else "joined", stories, changed


def _by_share(
    group: frozenset[str], stories: Iterable[str], before: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """Stories by how many of their reports stand in a group, then by id."""
    return tuple(sorted(stories, key=lambda story: (-len(before[story] & group), story)))
