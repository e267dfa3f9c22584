"""Storylines: which development goes on from which.

The theory. A storyline is a saga told with the same names for weeks; its developments are
stories apart, and each but the first goes on from an earlier one. A story goes on from the
story of that earlier report which its first report is nearest to, days aside. So a link
is one between two reports: it depends on what is in the archive, not on the order it came in,
and stays right when stories merge or are split. What can go wrong: two sagas with one
cast; a saga that is silent for longer than `linking.REACH` begins anew.
"""

from __future__ import annotations

from newstemma.ports import Store, StoryCard, lot_of

# No line is followed over more developments than this.
LONGEST = 200


def before(store: Store, card: StoryCard) -> StoryCard | None:
    """The story that a story goes on from, none for the first of its line."""
    if not card.before:
        return None
    lot = lot_of(card.before)
    there = store.cards([lot]).get(lot)
    if there is None or not there.story or there.story == card.id:
        return None
    found = store.story(there.story)
    return found if found is not None and found.first < card.first else None


def first_of_line(store: Store, card: StoryCard) -> StoryCard:
    """The first story of the line a story belongs to, itself where it stands alone."""
    for _ in range(LONGEST):
        earlier = before(store, card)
        if earlier is None:
            break
        card = earlier
    return card


def line(store: Store, card: StoryCard) -> tuple[StoryCard, ...]:
    """All developments of a line, by first day, then id."""
    first = first_of_line(store, card)
    found, waiting = {first.id: first}, [first]
    while waiting and len(found) < LONGEST:
        story = waiting.pop()
        members = store.members([story.id]).get(story.id, ())
        for later in store.followers(member.id for member in members):
            if later.id not in found and not later.merged_into and later.first > story.first:
                found[later.id] = later
                waiting.append(later)
    return tuple(sorted(found.values(), key=lambda one: (one.first, one.id)))
