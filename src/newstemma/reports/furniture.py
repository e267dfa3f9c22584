"""Lines an outlet prints under different stories: its furniture, learned from the pile.

The theory. A box nobody has listed gives itself away by coming back: the same outlet prints
the same words under one story and another. Three different stories are enough. What comes
back for other reasons must stay: a wire's paragraph comes back at many outlets, and the
background of a saga comes back in each follow-up at one outlet. So a line counts only where
one outlet alone prints it, where the reports that hold it are about different things (they
share few names and long words), and where the line shares none with the reports' titles.
The pile is read as a stream: some hundred reports wait until those after them have been seen,
and an outlet's lines are counted within a bound, the longest unseen forgotten first.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from newstemma.model import Place, Rejected, Removed, Report
from newstemma.reports.end import telling_words
from newstemma.reports.marks import mark
from newstemma.reports.sifted import REASONS, squeezed
from newstemma.reports.text_credits import text_credits

RULE = "outlet's furniture"
# Different stories that must hold a line.
STORIES = 3
# Two reports are about different things when the smaller shares less than this of its names
# and long words with the other. On 700 reports of a labelled set 0.10 is the median between
# stories at one outlet, 0.27 between reports of one story, and 0.12 lies under 97 in 100 of
# those. Higher finds furniture sooner and takes a saga's background for it.
SAME_SUBJECT = 0.12
LONGEST = 600  # a longer paragraph is never furniture
_READ = 2_000  # letters of a report in which its subject shows
_WAITING = 300
_LINES, _OUTLETS, _SUBJECTS = 2_000, 500, 24
_ALL_LINES = 50_000


@dataclass(slots=True)
class _Seen:
    """Where a line was seen: title and subject of the reports that held it, a bounded number."""

    subjects: set[tuple[str, frozenset[str]]] = field(default_factory=set)


class Furniture:
    """What an outlet's pages have in common, within bounds; fed report by report.

    An outlet's reports are only remembered until there are as many as furniture needs stories.
    """

    def __init__(self) -> None:
        self._outlets: OrderedDict[str, _Outlet] = OrderedDict()
        self._printed_by: OrderedDict[str, str] = OrderedDict()

    def learn(self, report: Report) -> None:
        """Count the lines of a report; one without an outlet teaches nothing."""
        if not report.outlet:
            return
        for line in _short_lines(report):
            self._note_outlet(line, report.outlet)
        outlet = self._outlets.setdefault(report.outlet, _Outlet())
        self._outlets.move_to_end(report.outlet)
        if len(self._outlets) > _OUTLETS:
            self._outlets.popitem(last=False)
        outlet.first.append(report)
        if outlet.lines or len(outlet.first) >= STORIES:
            for waiting in outlet.first:
                outlet.learn(waiting)
            outlet.first.clear()

    def _note_outlet(self, line: str, outlet: str) -> None:
        """Remember who prints a line; "" for more than one outlet."""
        known = self._printed_by.get(line, outlet)
        self._printed_by[line] = outlet if known == outlet else ""
        if len(self._printed_by) > _ALL_LINES:
            self._printed_by.popitem(last=False)

    def lines_of(self, report: Report) -> tuple[str, ...]:
        """The lines of a report that are its outlet's furniture, as printed, in order."""
        outlet = self._outlets.get(report.outlet or "")
        if outlet is None or not outlet.lines:
            return ()
        return tuple(
            line
            for line in _short_lines(report)
            if self._printed_by.get(line) and outlet.is_furniture(line)
        )


@dataclass(slots=True)
class _Outlet:
    """An outlet's lines, each with where it was seen; its first reports, until they are enough."""

    first: list[Report] = field(default_factory=list)
    lines: OrderedDict[str, _Seen] = field(default_factory=OrderedDict)

    def learn(self, report: Report) -> None:
        subject = telling_words(report.text[:_READ])
        for line in _short_lines(report):
            seen = self.lines.setdefault(line, _Seen())
            self.lines.move_to_end(line)
            if len(seen.subjects) < _SUBJECTS:
                seen.subjects.add((report.title, subject))
        while len(self.lines) > _LINES:
            self.lines.popitem(last=False)

    def is_furniture(self, line: str) -> bool:
        seen = self.lines.get(line)
        if seen is None or len(seen.subjects) < STORIES:
            return False
        words = telling_words(line)
        if any(words & telling_words(title) for title, _ in seen.subjects):
            return False
        return _stories({subject - words for _, subject in seen.subjects}) >= STORIES


def _short_lines(report: Report) -> list[str]:
    return [line for line in report.text.split("\n\n") if len(line) <= LONGEST]


def _stories(subjects: set[frozenset[str]]) -> int:
    """How many of some subjects are about different things, counted in an order of their own."""
    different: list[frozenset[str]] = []
    for subject in sorted(subjects, key=sorted):
        if not any(_is_same(subject, other) for other in different):
            different.append(subject)
            if len(different) == STORIES:
                break
    return len(different)


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME_SUBJECT * max(1, min(len(one), len(other)))


Found = Report | Rejected


def without_furniture(found: Iterable[Found]) -> Iterator[Found]:
    """The reports in their order, each without what its outlet's other reports show to be junk.

    At most `_WAITING` reports wait; what is learned later than that is not applied to them.
    """
    furniture = Furniture()
    waiting: deque[Found] = deque()
    for item in found:
        if isinstance(item, Report):
            furniture.learn(item)
        waiting.append(item)
        if len(waiting) > _WAITING:
            yield _settled(waiting.popleft(), furniture)
    while waiting:
        yield _settled(waiting.popleft(), furniture)


def _settled(item: Found, furniture: Furniture) -> Found:
    lines = furniture.lines_of(item) if isinstance(item, Report) else ()
    return _without(item, lines) if lines and isinstance(item, Report) else item


def _without(report: Report, lines: tuple[str, ...]) -> Report:
    """The report without some lines of its text; unchanged where nothing else is left."""
    kept = [text for text in report.text.split("\n\n") if text not in lines]
    if not any(squeezed(text) for text in kept):
        return report
    text = "\n\n".join(kept)
    credits = tuple(c for c in report.credits if c.place not in (Place.IN_TEXT, Place.DATELINE))
    known = {(c.source, c.role) for c in credits}
    in_text = tuple(c for c in text_credits(text) if (c.source, c.role) not in known)
    return replace(
        report,
        text=text,
        credits=tuple(sorted(credits + in_text, key=lambda c: list(Place).index(c.place))),
        marks=mark(text, report.language, report.published),
        removed=report.removed + tuple(Removed(line, RULE, REASONS[RULE]) for line in lines),
    )
