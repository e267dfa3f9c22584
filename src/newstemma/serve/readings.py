"""Readings with the words that changed picked out, the same in every output."""

from __future__ import annotations

from typing import NamedTuple

from newstemma.model import Change, Reading, Span, Words
from newstemma.serve.grouping import Block, who
from newstemma.serve.outline import SEVERITIES, Outline
from newstemma.serve.segments import segments

CONTEXT = 70  # code points of unchanged words kept beside changed ones
LONG = 220  # readings up to this many code points are shown whole


class Stretch(NamedTuple):
    """A piece of a reading, and the gravest change that touches it, if any."""

    text: str
    change: Change | None


class Note(NamedTuple):
    """One thing done to a reading: the change that says so, and who did it how surely."""

    change: Change
    who: str


class Row(NamedTuple):
    """Reports that read alike beside a change, and the changes they brought (the source none).

    Without stretches the reports do not make the statement.
    """

    reports: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    changes: tuple[Change, ...]

    def notes(self, outline: Outline) -> list[Note]:
        """What was done, each thing once, the gravest first."""
        found: dict[tuple[object, ...], list[Change]] = {}
        for change in self.changes:
            found.setdefault(_what(change), []).append(change)
        return [Note(same[0], who(outline, same)) for same in found.values()]


def rows(outline: Outline, block: Block) -> list[Row]:
    """What to show of a block: the source's reading, then those of the targets."""
    before = [(c, c.before) for c in block.changes]
    found: dict[object, Row] = {}
    for target in block.targets:
        mine = tuple(change for change in block.changes if change.target == target)
        shown = _reading(outline, block, target, [(change, change.after) for change in mine])
        key = tuple((s.text, s.change and _what(s.change)) for s in shown), *map(_what, mine)
        same = found.get(key, Row((), shown, ()))
        found[key] = Row((*same.reports, target), same.stretches, (*same.changes, *mine))
    source = Row((block.source,), _reading(outline, block, block.source, before), ())
    return [source, *found.values()]


def _what(change: Change) -> tuple[object, ...]:
    return change.severity, change.aspect, change.kind, change.direction, change.reason


def _reading(
    outline: Outline, block: Block, report: str, picked: list[tuple[Change, Words | None]]
) -> tuple[Stretch, ...]:
    placed = [(words, change) for change, words in picked if words is not None]
    reading = _find(outline, block.statement, report)
    if reading is None:
        return tuple(Stretch(words.text, change) for words, change in placed)
    near = [(words.span, change) for words, change in placed if _near(reading.span, words.span)]
    shown = _shortened(stretches(outline, report, _hull(reading.span, near), near))
    far = [(words, change) for words, change in placed if not _near(reading.span, words.span)]
    apart = Stretch(" … ", None)
    return shown + tuple(
        piece for words, change in far for piece in (apart, Stretch(words.text, change))
    )


def _near(reading: Span, words: Span) -> bool:
    return words.start <= reading.end + CONTEXT and reading.start <= words.end + CONTEXT


def _hull(reading: Span, near: list[tuple[Span, Change]]) -> Span:
    """The reading with the changed words that stand out over its ends."""
    spans = [reading, *(span for span, _ in near)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _find(outline: Outline, statement: str, report: str) -> Reading | None:
    made = outline.statements.get(statement)
    found = (r for r in made.readings if r.report == report) if made else iter(())
    return next(found, None)


def stretches(
    outline: Outline, report: str, whole: Span, places: list[tuple[Span, Change]]
) -> tuple[Stretch, ...]:
    """A place of a report cut where changed words begin and end, nothing left out."""
    ordered = sorted(places, key=lambda place: SEVERITIES.index(place[1].severity))
    text = outline.reports[report].text
    made: list[Stretch] = []
    for span, changes in segments(whole, ordered):
        change = changes[0] if changes else None
        if made and made[-1].change is change:  # one change that several places only cut
            made[-1] = Stretch(made[-1].text + span.of(text), change)
        else:
            made.append(Stretch(span.of(text), change))
    return tuple(made)


def _shortened(made: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    if sum(len(stretch.text) for stretch in made) <= LONG:
        return made
    last = len(made) - 1
    return tuple(
        stretch if stretch.change else Stretch(_cut(stretch.text, place > 0, place < last), None)
        for place, stretch in enumerate(made)
    )


def _cut(text: str, after: bool, before: bool) -> str:
    """Unchanged words without their far middle: kept beside changed words on either side."""
    if not (after or before):
        return text[:LONG].rsplit(" ", 1)[0] + " …"
    if len(text) <= CONTEXT * (after + before):
        return text
    head = text[:CONTEXT].rsplit(" ", 1)[0] + " " if after else ""
    tail = " " + text[-CONTEXT:].split(" ", 1)[-1] if before else ""
    return f"{head}…{tail}"
