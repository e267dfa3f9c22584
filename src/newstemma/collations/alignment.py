"""Any two reports of a story side by side, word by word.

In go two reports and the statements of their story; out come pairs of places that answer each
other. Only sentences that share a statement are laid over each other, whatever their order in
the two reports, so a paragraph that moved is aligned where it went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma import text as texts
from newstemma.collations.groups import grouped
from newstemma.collations.likeness import meeting_names
from newstemma.collations.sides import ReportWords, Side
from newstemma.collations.words import lay
from newstemma.model import MarkKind, Reading, Report, Span, Statement


def side_by_side(
    left: Report, right: Report, statements: Sequence[Statement]
) -> tuple[tuple[Span, Span], ...]:
    """Words of the left report with the words of the right one that answer them.

    One word with one word, in order of the left report; a short form ("don't") is two words.
    Words of one sense answer each other as equal words do. Empty where the two share nothing.
    """
    names = meeting_names(
        str(m.value) for r in (left, right) for m in r.marks_of(MarkKind.NAME) if m.value
    )
    ours, theirs = ReportWords(left, names), ReportWords(right, names)
    found: list[tuple[Span, Span]] = []
    for group in grouped(_links(left, right, statements)):
        laid = lay(Side(ours, group.ours), Side(theirs, group.theirs))
        for i, j in laid.answer.items():
            a, b = laid.source.tokens[i], laid.target.tokens[j]
            found.append((Span(a.start, a.end), Span(b.start, b.end)))
    return tuple(sorted(found))


def _links(
    left: Report, right: Report, statements: Sequence[Statement]
) -> Iterator[tuple[Span, Span]]:
    for statement in statements:
        held = {reading.report: reading for reading in statement.readings}
        if left.id in held and right.id in held:
            for a in _sentences(left, held[left.id]):
                for b in _sentences(right, held[right.id]):
                    yield a, b


def _sentences(report: Report, reading: Reading) -> tuple[Span, ...]:
    return tuple(s for s in texts.sentences(report.text) if s.overlaps(reading.span))
