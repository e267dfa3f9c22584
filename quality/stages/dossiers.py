"""Contradictions between independent reports: planted ones found, none invented.

On simulated families whose origins are known. Invented: a family tells one set of facts, so a
contradiction in it is one nobody made (an edit of a source that was lost may still look like
one, and counts against us). Planted: in one origin a figure that two origins give alike is
changed in every report that has it; the two figures must be told as a contradiction, or an
update, with a side for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newstemma.collations import collate
from newstemma.dossiers import find_contradictions
from newstemma.families import Family, Setting, simulate, stories_for
from newstemma.model import Contradiction, Dispute, Figure, Mark, MarkKind, Report, Statement
from newstemma.stemmas import trace
from quality.stages.collations import marked

FIRST_SEED = 910_000
FAMILIES = 60
WHOLE_ABOVE = 2  # numbers up to this are too common to plant: "two" stands for anything

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}

Planted = tuple[tuple[Report, ...], float, float]


def _families() -> Iterator[Family]:
    told = stories_for("test")
    for seed in range(FIRST_SEED, FIRST_SEED + FAMILIES):
        yield simulate(seed, setting=Setting(reports=6 + seed % 6), stories=told, mark=marked)


def _found(reports: tuple[Report, ...]) -> tuple[Contradiction, ...]:
    stemma = trace(reports)
    return find_contradictions(reports, stemma, collate(reports, stemma))


# --- planting -----------------------------------------------------------------------


def planted(family: Family) -> Planted | None:
    """The reports with one origin's figure changed, the old number and the new; none where
    no two origins give a figure alike."""
    stemma = trace(family.reports)
    origins = {r.id: frozenset(stemma.origins_of(r.id)) for r in family.reports}
    texts = {r.id: r for r in family.reports}
    for statement in collate(family.reports, stemma).statements:
        shared = _shared_figure(statement, texts, origins)
        if shared is not None:
            figure, origin = shared
            new = figure.number * 3
            changed = tuple(
                _changed(report, figure, new) if origin in origins[report.id] else report
                for report in family.reports
            )
            return changed, figure.number, new
    return None


def _shared_figure(
    statement: Statement, reports: dict[str, Report], origins: dict[str, frozenset[int]]
) -> tuple[Figure, int] | None:
    """A figure that reports of two origins give in one statement, and the second origin."""
    given: dict[Figure, frozenset[int]] = {}
    for reading in statement.readings:
        for mark in reports[reading.report].marks_of(MarkKind.FIGURE):
            figure = mark.value
            if not isinstance(figure, Figure) or not _telling(figure):
                continue
            if reading.span.covers(mark.span):
                first = given.setdefault(figure, origins[reading.report])
                apart = origins[reading.report] - first
                if apart and not origins[reading.report] & first:
                    return figure, min(apart)
    return None


def _telling(figure: Figure) -> bool:
    return (
        figure.number > WHOLE_ABOVE
        and figure.upper is None
        and figure.unit not in ("", "ordinal", "year", "hour", "day")
        and float(figure.number).is_integer()
    )


def _changed(report: Report, figure: Figure, new: float) -> Report:
    """The report with another number wherever it has the figure's."""
    text = report.text
    for mark in reversed(report.marks_of(MarkKind.FIGURE)):
        value = mark.value
        if isinstance(value, Figure) and value.number == figure.number:
            text = text[: mark.span.start] + _words(mark, report, new) + text[mark.span.end :]
    return marked(replace(report, text=text, marks=()))


def _words(mark: Mark, report: Report, new: float) -> str:
    """The words of a figure with another number: its digits, else its first words."""
    words = mark.span.of(report.text)
    scale = re.search(r"\b(million|billion|thousand)\b", words)
    number = f"{new / SCALES[scale[0]]:.12g}" if scale else f"{new:,.0f}"
    if re.search(r"\d", words):
        return re.sub(r"\d[\d,.]*", number, words, count=1)
    return f"{number} {scale[0] + ' ' if scale else ''}{words.split()[-1]}"


# --- scores ---------------------------------------------------------------------------


def _told(
    found: tuple[Contradiction, ...], reports: tuple[Report, ...], numbers: set[float]
) -> bool:
    texts = {r.id: r for r in reports}
    for made in found:
        if made.kind is Dispute.FIGURE:
            given = {
                mark.value.number
                for side in made.sides
                for words in side.words
                for mark in texts[words.report].marks_of(MarkKind.FIGURE)
                if mark.span == words.span and isinstance(mark.value, Figure)
            }
            if all(any(abs(n - g) <= 0.01 * n for g in given) for n in numbers):
                return True
    return False


def scores() -> dict[str, float]:
    """Shares in 0..1, by name, and how many families had a figure to plant."""
    quiet = found = tried = 0
    for family in _families():
        quiet += not _found(family.reports)
        made = planted(family)
        if made is not None:
            reports, old, new = made
            tried += 1
            found += _told(_found(reports), reports, {old, new})
    return {
        "families without an invented contradiction": quiet / FAMILIES,
        "planted figures told as contradictions": found / tried if tried else 0.0,
        "figures planted": float(tried),
    }


if __name__ == "__main__":
    for name, value in scores().items():
        print(f"{name}: {value:.3f}")
