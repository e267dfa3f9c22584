"""Outlets in the store of dictionaries: counted when they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from newstemma.ports import NEVER, UNDATED, Card, Conduct, Descent, OutletCard

Conducts = Mapping[int, tuple[str, Conduct]]
"""By lot: the story whose dossier shows it, and what it shows."""


def outlets_of(cards: Iterable[Card], conducts: Conducts) -> list[OutletCard]:
    """The outlets of current reports, most reports first, then by name."""
    named: dict[str, list[int]] = {}
    for card in cards:
        if card.outlet and not card.newer:
            named.setdefault(card.outlet, []).append(card.lot)
    found = [_outlet(name, lots, conducts) for name, lots in named.items()]
    return sorted(found, key=lambda outlet: (-outlet.reports, outlet.name))


def _outlet(name: str, lots: list[int], conducts: Conducts) -> OutletCard:
    shown = [conducts[lot][1] for lot in lots if lot in conducts]
    descents = Counter(one.descent for one in shown)
    return OutletCard(
        name, len(lots), len(shown), descents[Descent.ORIGINAL], descents[Descent.COPY],
        sum(one.critical for one in shown), sum(one.major for one in shown),
    )  # fmt: skip


def newest_first(card: Card) -> tuple[int, str, int]:
    """The place of a report in a list that is read from the end: the undated are the first."""
    return NEVER if card.day == UNDATED else card.day, card.stamp, card.lot


def most_first(names: Iterable[str], limit: int) -> tuple[tuple[str, int], ...]:
    """Each name with how often it stands there, the most frequent first, then by name."""
    counted = sorted(Counter(names).items(), key=lambda one: (-one[1], one[0]))
    return tuple(counted[:limit])
