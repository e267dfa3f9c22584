"""The machine's groups with the ties between them: which are one, and since what day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newstemma.ports import Store, Tie


def tied(store: Store, machines: Iterable[int], before: int | None = None) -> dict[int, int]:
    """For each group, and all that ties lead to, the smallest lot among those it is one with.

    Only ties of days before `before`, where given: how things stood when that day began.
    """
    known = set(machines) - {0}
    ties: set[Tie] = set()
    new = known
    while new:
        found = {tie for tie in store.ties(new) if before is None or tie.day < before}
        ties |= found
        new = {end for tie in found for end in (tie.one, tie.other)} - known
        known |= new
    return _names(known, ties)


def _names(machines: Iterable[int], ties: Iterable[Tie]) -> dict[int, int]:
    names = {machine: machine for machine in machines}

    def top(machine: int) -> int:
        while names[machine] != machine:
            machine = names[machine]
        return machine

    for tie in ties:
        one, other = sorted((top(tie.one), top(tie.other)))
        names[other] = one
    return {machine: top(machine) for machine in names}


def sides(names: Mapping[int, int]) -> dict[int, list[int]]:
    """The same turned round: for each name the groups that are one, in order."""
    found: dict[int, list[int]] = {}
    for machine in sorted(names):
        found.setdefault(names[machine], []).append(machine)
    return found
