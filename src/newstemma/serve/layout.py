"""Where each witness stands when the stemma is drawn: a layered layout in pure Python.

The theory. Height is time: witnesses are put into rows by publication, a source always
above what was taken from it. A witness without a date stands one row under its source,
a source nobody handed us just above the first that took from it. Across, each witness stands
over the middle of its copies (Reingold and Tilford's tidy tree, with contours over rows
rather than depths), and trees that share no row share columns. A large family is made legible
by stacking: copies of one source that nobody copied further become one card.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from newstemma.model import Copy, CopyKind, Witness
from newstemma.serve.outline import Branch, Outline

SMALL = 12  # leaves that fit side by side; with more, leaf copies of one source are stacked
CROWD = 40  # witnesses beyond which even two are stacked, whatever their kinds
ROWS = 14  # rows that a long story's time is cut into
SIDE = 1.0  # the width of a card and its gap, the unit of x


@dataclass(frozen=True)
class Card:
    """One card of the drawing: a witness, or several leaf copies of one source stacked."""

    witnesses: tuple[Witness, ...]
    when: datetime | None

    @property
    def id(self) -> str:
        """The id of its first witness."""
        return self.witnesses[0].id

    @property
    def reports(self) -> int:
        """How many reports it stands for."""
        return sum(len(witness.reports) for witness in self.witnesses)


@dataclass(frozen=True)
class Placed:
    """A card at its row and its column (in card widths, from 0)."""

    card: Card
    row: int
    column: float


@dataclass(frozen=True)
class Layout:
    """All cards placed, and every copy between cards."""

    placed: tuple[Placed, ...]
    copies: tuple[Copy, ...]
    rows: int
    columns: float


def lay_out(outline: Outline) -> Layout:
    """Every card's place. Empty stemma, empty layout; the order of witnesses changes nothing."""
    cards = _cards(outline)
    holder = {witness.id: card for card in cards for witness in card.witnesses}
    copies = _copies(outline, holder)
    times = _times(cards, copies)
    rows = _rows(cards, copies, times)
    columns = _columns(cards, copies, rows)
    placed = tuple(Placed(card, rows[card.id], columns[card.id]) for card in cards)
    return Layout(placed, copies, max(rows.values(), default=-1) + 1,
                  max(columns.values(), default=0.0) + SIDE)  # fmt: skip


# --- cards ------------------------------------------------------------------


def _cards(outline: Outline) -> list[Card]:
    branches = list(outline.tree())
    crowd = len(branches) > CROWD
    # In a crowd who is a second source of others is no reason to stand alone.
    copies = outline.dossier.stemma.copies
    sources = {copy.source for copy in copies if not (crowd and copy.second)}
    leaves = {b.witness.id for b in branches if b.witness.id not in sources}
    stacks: dict[_Stack, list[Witness]] = {}
    if len(leaves) > SMALL:
        for branch in branches:
            if branch.copy and branch.witness.id in leaves and (crowd or not branch.seconds):
                key = _stack(outline, branch, branch.copy, crowd)
                stacks.setdefault(key, []).append(branch.witness)
    least = 2 if crowd else 3
    stacked = [tuple(stack) for stack in stacks.values() if len(stack) >= least]
    first = {stack[0].id: stack for stack in stacked}
    hidden = {witness.id for stack in stacked for witness in stack[1:]}
    return [
        Card(members, _when(outline, members))
        for branch in branches
        if branch.witness.id not in hidden
        for members in (first.get(branch.witness.id, (branch.witness,)),)
    ]


_Stack = tuple[str, CopyKind | None, frozenset[str]]


def _stack(outline: Outline, branch: Branch, copy: Copy, crowd: bool) -> _Stack:
    """What the witnesses of one card share: their source; in a crowd also the tops of the
    trees their second sources stand in, else the kind of copy."""
    if not crowd:
        return copy.source, copy.kind, frozenset()
    return copy.source, None, frozenset(_top(outline, c.source) for c in branch.seconds)


def _top(outline: Outline, witness: str) -> str:
    while witness in outline.main:
        witness = outline.main[witness].source
    return witness


def _when(outline: Outline, witnesses: Iterable[Witness]) -> datetime | None:
    moments = (
        outline.reports[id].published
        for witness in witnesses
        for id in witness.reports
        if id in outline.reports
    )
    return min((moment.when for moment in moments if moment is not None), default=None)


def _copies(outline: Outline, holder: dict[str, Card]) -> tuple[Copy, ...]:
    """The copies between cards, each once: into the first witness of a card, from the card
    that holds the source. Second sources that would make cards go in a circle are not drawn."""
    found: dict[tuple[str, str], Copy] = {}
    for copy in sorted(outline.dossier.stemma.copies, key=lambda copy: copy.second):
        source, target = holder.get(copy.source), holder.get(copy.target)
        if source is None or target is None or target.id != copy.target or source is target:
            continue
        drawn = replace(copy, source=source.id)
        if not (copy.second and _leads(found, target.id, source.id)):
            found.setdefault((source.id, target.id), drawn)
    return tuple(found.values())


def _leads(copies: Iterable[tuple[str, str]], start: str, end: str) -> bool:
    """True where one can go down from a card to another along copies."""
    below: dict[str, list[str]] = {}
    for source, target in copies:
        below.setdefault(source, []).append(target)
    waiting, seen = [start], {start}
    while waiting:
        new = [card for card in below.get(waiting.pop(), ()) if card not in seen]
        seen.update(new)
        waiting += new
    return end in seen


# --- rows -------------------------------------------------------------------


def _times(cards: list[Card], copies: tuple[Copy, ...]) -> dict[str, datetime]:
    """A time for every card: its own, but never before its sources; else from its kin."""
    sources: dict[str, list[str]] = {card.id: [] for card in cards}
    targets: dict[str, list[str]] = {card.id: [] for card in cards}
    for copy in copies:
        sources[copy.target].append(copy.source)
        targets.setdefault(copy.source, []).append(copy.target)
    own = {card.id: card.when for card in cards}
    latest = max((when for when in own.values() if when is not None), default=None)
    found: dict[str, datetime] = {}

    def first_below(id: str) -> datetime | None:
        times = [own.get(target) or first_below(target) for target in targets.get(id, ())]
        return min((when for when in times if when is not None), default=None)

    def settle(id: str) -> datetime:
        if id not in found:
            above = [settle(source) for source in sources[id]]
            when = own[id] or (max(above) if above else first_below(id)) or latest or _ZERO
            found[id] = max([when, *above])
        return found[id]

    for card in cards:
        settle(card.id)
    return found


_ZERO = datetime.min.replace(tzinfo=UTC)


def _rows(
    cards: list[Card], copies: tuple[Copy, ...], times: dict[str, datetime]
) -> dict[str, int]:
    """A row for every card, in order of time; a source is always in a row above."""
    sources: dict[str, set[str]] = {card.id: set() for card in cards}
    for copy in copies:
        sources[copy.target].add(copy.source)
    waiting = _topological([card.id for card in cards], sources, times)
    step = _step(times)
    rows: dict[str, int] = {}
    row, begun = 0, None
    for id in waiting:
        late = begun is not None and times[id] - begun > step
        if late or any(rows[source] == row for source in sources[id]):
            row, begun = row + 1, None
        begun = begun or times[id]
        rows[id] = row
    return rows


def _topological(
    ids: list[str], sources: dict[str, set[str]], times: dict[str, datetime]
) -> list[str]:
    order = {id: index for index, id in enumerate(ids)}
    depth: dict[str, int] = {}

    def depth_of(id: str) -> int:
        if id not in depth:
            depth[id] = 1 + max((depth_of(source) for source in sources[id]), default=-1)
        return depth[id]

    return sorted(ids, key=lambda id: (times[id], depth_of(id), order[id]))


def _step(times: dict[str, datetime]) -> timedelta:
    """How much time one row holds: a story of any length has about `ROWS` rows."""
    if not times:
        return timedelta()
    return (max(times.values()) - min(times.values())) / ROWS


# --- columns ----------------------------------------------------------------

Contour = dict[int, tuple[float, float]]  # row: leftmost and rightmost column


def _columns(cards: list[Card], copies: tuple[Copy, ...], rows: dict[str, int]) -> dict[str, float]:
    main = {copy.target: copy.source for copy in copies if not copy.second}
    below: dict[str, list[str]] = {card.id: [] for card in cards}
    for card in cards:
        if card.id in main:
            below.setdefault(main[card.id], []).append(card.id)
    columns: dict[str, float] = {}
    taken: Contour = {}
    for card in cards:
        if card.id not in main:
            contour, offsets = _tree(card.id, below, rows)
            shift = _shift(taken, contour)
            columns |= {id: column + shift for id, column in offsets.items()}
            _merge(taken, contour, shift)
    least = min(columns.values(), default=0.0)
    return {id: column - least for id, column in columns.items()}


def _tree(
    id: str, below: dict[str, list[str]], rows: dict[str, int]
) -> tuple[Contour, dict[str, float]]:
    """The contour and the columns of a subtree, its top at column 0."""
    contour: Contour = {}
    offsets: dict[str, float] = {}
    places = []
    for child in below[id]:
        child_contour, child_offsets = _tree(child, below, rows)
        for row in range(rows[id] + 1, rows[child]):  # the line down to it needs room too
            child_contour.setdefault(row, (-SIDE / 4, SIDE / 4))
        shift = _shift(contour, child_contour)
        _merge(contour, child_contour, shift)
        offsets |= {name: column + shift for name, column in child_offsets.items()}
        places.append(shift)
    middle = (places[0] + places[-1]) / 2 if places else 0.0
    moved = {row: (left - middle, right - middle) for row, (left, right) in contour.items()}
    moved[rows[id]] = (-SIDE / 2, SIDE / 2)
    return moved, {id: 0.0, **{name: column - middle for name, column in offsets.items()}}


def _shift(taken: Contour, new: Contour) -> float:
    """How far right the new contour must go not to touch what is taken."""
    gaps = [taken[row][1] - left for row, (left, _) in new.items() if row in taken]
    if gaps:
        return max(gaps)
    return -min((left for left, _ in new.values()), default=0.0) if taken else 0.0


def _merge(taken: Contour, new: Contour, shift: float) -> None:
    for row, (left, right) in new.items():
        old_left, old_right = taken.get(row, (left + shift, right + shift))
        taken[row] = min(old_left, left + shift), max(old_right, right + shift)
