"""A person's word on which reports are one story: it outranks the machine and can be taken back.

The theory. The machine's groups are kept as they are; a ruling lies over them. `same_story`
makes one story of the groups its reports stand in. `other_story` parts the first of its
reports, and those ruled one story with it, from the others: what nobody named goes to the
side whose named reports it is nearer to. So a ruling holds for reports that come later, and
taking it back gives the machine's groups again. Of two that contradict, the later holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from newstemma.model import Ruling
from newstemma.ports import Card

SAME, OTHER = "same_story", "other_story"
STORY_VERDICTS = (SAME, OTHER)
STEMMA_VERDICTS = ("copies", "not_copies", "same_origin", "other_origin")
NAMED = "unseen_source"

Bits = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class StoryRulings:
    """The rulings on stories that hold, in the order they were made."""

    rulings: tuple[Ruling, ...]

    @classmethod
    def of(cls, rulings: Iterable[Ruling]) -> StoryRulings:
        """Those among any rulings that speak of stories."""
        return cls(tuple(one for one in rulings if one.verdict in STORY_VERDICTS))

    def tied(self) -> list[set[str]]:
        """Reports that some ruling names together: what must be looked at together."""
        classes: list[set[str]] = []
        for ruling in self.rulings:
            meeting = [one for one in classes if one & set(ruling.subject)]
            joint = set(ruling.subject).union(*meeting)
            classes = [one for one in classes if one not in meeting] + [joint]
        return classes

    def laid_over(self, groups: Mapping[int, Sequence[Card]], bits: Bits) -> list[tuple[Card, ...]]:
        """The stories of the machine's groups with the rulings laid over them."""
        pieces = [set(members) for members in groups.values()]
        together = _Together(self.rulings)
        for ruling in self.rulings:
            if ruling.verdict == OTHER:
                pieces = _parted(pieces, ruling, together, bits)
        for ruling in self.rulings:
            if ruling.verdict == SAME:
                pieces = _joined(pieces, together.still_one(ruling))
        return [tuple(sorted(piece, key=lambda card: card.order)) for piece in pieces]


class _Together:
    """Which reports rulings make one story, each ruling as far as no later one denies it."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._rulings = rulings

    def still_one(self, ruling: Ruling) -> list[set[str]]:
        """The sides into which later `other_story` rulings cut the subject of a `same_story`."""
        sides = [set(ruling.subject)]
        for later in self._rulings[self._rulings.index(ruling) + 1 :]:
            if later.verdict == OTHER:
                first = self.named_with(later.subject[0], later) & set(ruling.subject)
                others = set(later.subject[1:]) & set(ruling.subject)
                if first and others:
                    sides = [part for side in sides for part in (side & first, side - first)]
        return [side for side in sides if len(side) > 1]

    def named_with(self, report: str, until: Ruling) -> set[str]:
        """The report and those ruled one story with it, the others of `until` left out."""
        found = {report}
        apart = set(until.subject[1:])
        growing = True
        while growing:
            more = {
                one
                for ruling in self._rulings
                if ruling.verdict == SAME and found & set(ruling.subject)
                for one in ruling.subject
            }
            growing = not (more - apart) <= found
            found |= more - apart
        return found


def _parted(
    pieces: list[set[Card]], ruling: Ruling, together: _Together, bits: Bits
) -> list[set[Card]]:
    apart = set(ruling.subject[1:])
    mine = together.named_with(ruling.subject[0], ruling)
    found: list[set[Card]] = []
    for piece in pieces:
        first = {card for card in piece if card.id in mine}
        others = {card for card in piece if card.id in apart}
        if first and others:
            found += _sides(piece, first, others, bits)
        else:
            found.append(piece)
    return found


def _sides(
    piece: set[Card], first: set[Card], others: set[Card], bits: Bits
) -> tuple[set[Card], set[Card]]:
    nearer = {
        card
        for card in piece - first - others
        if _mean(card, first, bits) > _mean(card, others, bits)
    }
    return first | nearer, piece - first - nearer


def _mean(card: Card, side: set[Card], bits: Bits) -> float:
    return sum(bits(card.lot, other.lot) for other in sorted(side, key=_lot)) / len(side)


def _lot(card: Card) -> int:
    return card.lot


def _joined(pieces: list[set[Card]], sides: Iterable[set[str]]) -> list[set[Card]]:
    for side in sides:
        meeting = [piece for piece in pieces if any(card.id in side for card in piece)]
        if len(meeting) > 1:
            joint = set[Card]().union(*meeting)
            pieces = [piece for piece in pieces if piece not in meeting] + [joint]
    return pieces
