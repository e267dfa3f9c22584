"""From which earlier report a story goes on: found when it is told, kept with it.

See `storylines` for what is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from newstemma.archive.desk import Desk
from newstemma.ports import UNDATED, Card, Store
from newstemma.stories.days import bits_beside_days

# How many days back a story may go on from. No labelled set of storylines was at hand: by eye.
REACH = 14
# Of each key and day so many reports are looked at.
LOOKED_AT = 8
# Bits, days aside, from which a story goes on from an earlier report.
GOES_ON = 0.0


def link(store: Store, desk: Desk, first: Card) -> str:
    """The id of the report that a story goes on from, by its first report; "" for none."""
    if first.day == UNDATED:
        return ""
    days = store.days(first.day - REACH, first.day - 1)
    shared = store.sharing(days, desk.heavy_keys(first.lot), LOOKED_AT)
    lots = sorted({lot for lots in shared.values() for lot in lots})
    desk.fetch([*lots, first.lot])
    here = desk.sketch(first.lot)
    found = [(bits_beside_days(here, desk.sketch(lot)), -lot) for lot in lots]
    bits, lot = max(found, default=(GOES_ON, 0))
    return desk.sketch(-lot).report if bits > GOES_ON else ""


def to_link_anew(store: Store, desk: Desk, came: Iterable[Card], left: Iterable[Card]) -> set[str]:
    """Stories whose link may have changed: later ones that share keys with a report that came,
    and those that go on from one that left."""
    found = {card.id for card in store.followers(card.id for card in left)}
    for card in came:
        days = store.days(card.day + 1, card.day + REACH)
        if days and card.day != UNDATED:
            shared = store.sharing(days, desk.heavy_keys(card.lot), 10**6)
            later = store.cards({lot for lots in shared.values() for lot in lots})
            found |= {one.story for one in later.values() if one.story}
    return found
