"""How a desk handles lines: dropping, keeping, merging, splitting, moving, adding."""

from __future__ import annotations

from dataclasses import replace

from newstemma.families.desk import Desk
from newstemma.families.model import Line
from newstemma.families.props import props
from newstemma.families.rules import QUOTED
from newstemma.model import Aspect

SAID = "said"
"""The form of a line that stands as its source printed it, edits aside."""


def drop(desk: Desk, lines: list[Line], at: int, rule: str = "line dropped") -> list[Line]:
    """The lines without the one at `at`; its paragraph keeps its start."""
    gone = lines[at]
    desk.note(rule, Aspect.WORDING, gone.bases, gone.text, "")
    rest = lines[:at] + lines[at + 1 :]
    if gone.opens and at < len(rest):
        rest[at] = replace(rest[at], opens=True)
    return rest


def truncate(desk: Desk, lines: list[Line], count: int) -> list[Line]:
    """The lines without the last `count`, as a page that ran out of room."""
    for _ in range(count):
        lines = drop(desk, lines, len(lines) - 1, "tail cut")
    return lines


def drop_some(desk: Desk, lines: list[Line], share: float) -> list[Line]:
    """About `share` of the lines dropped, never the lead, never below four lines."""
    for _ in range(round(len(lines) * share)):
        if len(lines) > 4:
            lines = drop(desk, lines, desk.random.randrange(1, len(lines)))
    return lines


def keep_some(desk: Desk, lines: list[Line], count: int) -> list[Line]:
    """The lead and `count` lines in all, the upper ones likelier, as briefs are made."""
    while len(lines) > count:
        weights = [0.0] + [1.0 + 2.0 * at / len(lines) for at in range(1, len(lines))]
        lines = drop(desk, lines, desk.random.choices(range(len(lines)), weights)[0])
    return lines


def merge(desk: Desk, lines: list[Line]) -> list[Line]:
    """Two neighbours of one paragraph made one sentence, where that reads well."""
    places = [at for at in range(len(lines) - 1) if _merges(lines[at], lines[at + 1])]
    if not places:
        return lines
    at = desk.random.choice(places)
    here, after = lines[at], lines[at + 1]
    word = desk.random.choice((", and ", "; ", ", while "))
    text = here.text[:-1] + word + after.text[0].lower() + after.text[1:]
    bases = here.bases + after.bases
    desk.note("sentences merged", Aspect.WORDING, bases, f"{here.text} {after.text}", text)
    merged = Line(text, bases, "merged", here.opens, here.edits + after.edits)
    return [*lines[:at], merged, *lines[at + 2 :]]


def _merges(here: Line, after: Line) -> bool:
    return (
        not after.opens
        and here.text.endswith(".")
        and not QUOTED.search(here.text + after.text)
        and after.text.startswith(("The ", "It ", "He ", "She ", "They ", "A ", "No "))
    )


_JOINTS = ((", and ", ". "), ("; ", ". "), (", while ", ". "), (", but ", ". But "))
_SUBJECTS = ("the ", "it ", "he ", "she ", "they ", "a ", "no ", "police ", "some ", "two ")


def split(desk: Desk, lines: list[Line]) -> list[Line]:
    """The first sentence, of a random order, that falls in two at a joint."""
    for at in desk.random.sample(range(len(lines)), len(lines)):
        line = lines[at]
        text = _in_two(line.text)
        if text is not None:
            desk.note("sentence split", Aspect.WORDING, line.bases, line.text, text)
            return [*lines[:at], replace(line, text=text, form="split"), *lines[at + 1 :]]
    return lines


def _in_two(text: str) -> str | None:
    if QUOTED.search(text):
        return None
    for joint, stop in _JOINTS:
        place = text.find(joint)
        tail = text[place + len(joint) :]
        if place >= 25 and len(tail) >= 25 and tail.startswith(_SUBJECTS):
            tail = tail if stop == ". But " else tail[0].upper() + tail[1:]
            return text[:place] + stop + tail
    return None


def move(desk: Desk, lines: list[Line]) -> list[Line]:
    """One paragraph, not the lead, moved elsewhere below the lead."""
    starts = [at for at, line in enumerate(lines) if line.opens or at == 0]
    if len(starts) < 4:
        return lines
    blocks = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    old = desk.random.randrange(1, len(blocks))
    block = blocks.pop(old)
    new = desk.random.choice([at for at in range(1, len(blocks) + 1) if at != old])
    blocks.insert(new, block)
    bases = tuple(base for line in block for base in line.bases)
    desk.note("paragraph moved", Aspect.ORDER, bases, block[0].text, block[0].text)
    return [line for one in blocks for line in one]


def add_own(desk: Desk, lines: list[Line]) -> list[Line]:
    """A sentence the desk adds of its own, at the setting's chance."""
    if desk.random.random() >= desk.own_lines:
        return lines
    stock = props("own")
    free = [at for at in range(len(stock)) if ("own", str(at)) not in desk.taken]
    if not free:  # in a huge family desks think of nothing new
        return lines
    chosen = desk.random.choice(free)
    desk.taken.add(("own", str(chosen)))
    base = f"own.{chosen}"
    desk.note("line added", Aspect.WORDING, (base,), "", stock[chosen])
    at = desk.random.randint(min(2, len(lines)), len(lines))
    return [*lines[:at], Line(stock[chosen], (base,), SAID, True), *lines[at:]]
