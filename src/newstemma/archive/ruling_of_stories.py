"""Rulings kept and acted on: on stories at once, on copies when the dossier is made again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from newstemma.archive.desk import Desk
from newstemma.archive.rulings import NAMED, OTHER, SAME, STEMMA_VERDICTS, STORY_VERDICTS
from newstemma.archive.telling import Telling
from newstemma.errors import Misuse
from newstemma.model import Ruling, Story
from newstemma.ports import Event, Store, lot_of


def require_valid(ruling: Ruling) -> None:
    """Raises `Misuse` for a verdict we do not know or a subject that does not fit it."""
    known = (*STORY_VERDICTS, *STEMMA_VERDICTS, NAMED)
    if ruling.verdict not in known:
        raise Misuse(f"no verdict {ruling.verdict!r}; there are: {', '.join(known)}")
    if ruling.verdict == NAMED:
        if len(ruling.subject) != 1 or not ruling.note.strip():
            raise Misuse(f"a ruling {NAMED} needs one report, and the source's name as its note")
        return
    if len(set(ruling.subject)) < 2 or len(set(ruling.subject)) != len(ruling.subject):
        raise Misuse(f"a ruling {ruling.verdict} needs two different reports or more")
    if ruling.verdict in STEMMA_VERDICTS and len(ruling.subject) != 2:
        raise Misuse(f"a ruling {ruling.verdict} is about two reports")


def rule(store: Store, desk: Desk, ruling: Ruling) -> int:
    """Keeps a ruling and tells the stories it concerns anew."""
    with store.writing():
        number = store.add_ruling(ruling)
        _act(
            store, desk, ruling, Event(0, ruling.when, "ruled", "", note=_in_words(number, ruling))
        )
    return number


def undo(store: Store, desk: Desk, number: int, who: str) -> bool:
    """Withdraws a ruling; False where none of that number holds."""
    now = datetime.now(UTC)
    with store.writing():
        if not store.withdraw_ruling(number, who, now):
            return False
        ruling = next(kept.ruling for kept in store.rulings() if kept.number == number)
        _act(store, desk, ruling, Event(0, now, "withdrawn", "", note=_in_words(number, ruling)))
    return True


def _in_words(number: int, ruling: Ruling) -> str:
    return f"{number} {ruling.verdict} {' '.join(ruling.subject)}"


def _act(store: Store, desk: Desk, ruling: Ruling, event: Event) -> None:
    """Tells the stories anew, and marks each that the ruling names as changed."""
    cards = store.cards(lot_of(id) for id in ruling.subject).values()
    store.log([Event(0, event.at, event.kind, story, note=event.note) for story in
               sorted({card.story for card in cards} - {""})])  # fmt: skip
    told: set[str] = set()
    if ruling.verdict in STORY_VERDICTS:
        told = _tell_around(store, desk, ruling, event.at)
    now = store.cards(lot_of(id) for id in ruling.subject).values()
    for story in sorted({card.story for card in now} - {""} - told):
        card = store.story(story)
        if card is not None:
            store.put_story(card)


def _tell_around(store: Store, desk: Desk, ruling: Ruling, at: datetime) -> set[str]:
    """Tells every group anew that shares a story with a report of the subject."""
    cards = store.cards(lot_of(id) for id in ruling.subject).values()
    stories = {card.story for card in cards} - {""}
    members = store.members(stories).values()
    machines = {card.machine for some in members for card in some}
    return Telling(store, desk, at).tell(machines | {card.machine for card in cards} - {0})


def splitting(
    story: Story, reports: Sequence[str], *, who: str, note: str, now: datetime
) -> Iterable[Ruling]:
    """The rulings that part some reports of a story from the rest."""
    apart = [id for id in dict.fromkeys(reports) if id in story.reports]
    rest = [id for id in story.reports if id not in apart]
    if len(apart) != len(set(reports)):
        raise Misuse("give only reports of the story to split off")
    if not apart or not rest:
        raise Misuse("give some reports of the story to split off, not none and not all")
    if len(apart) > 1:
        yield Ruling(who, now, tuple(apart), SAME, note)
    yield Ruling(who, now, (apart[0], *rest), OTHER, note)
