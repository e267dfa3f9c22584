"""What holds for every story, checked on simulated ones whose stemma is known."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma import dossiers
from newstemma.collations.clauses import clauses
from newstemma.families import Setting, simulate
from newstemma.model import Collation, Dossier, Report, Stemma, Story

SMALL = Setting(reports=5)
seeds = st.integers(min_value=0, max_value=10_000)


def examined(reports: Sequence[Report]) -> Dossier:
    return dossiers.dossier(Story("s", tuple(r.id for r in reports)), reports)


def outline(stemma: Stemma) -> set[tuple[str, str, str]]:
    """The copies by the reports they join, whatever ids and sigla witnesses bear."""
    names = {w.id: " ".join(sorted(w.reports)) or w.name for w in stemma.witnesses}
    return {(names[c.source], names[c.target], c.kind.value) for c in stemma.copies}


def readings(collation: Collation) -> set[frozenset[tuple[str, int, int]]]:
    return {
        frozenset((r.report, r.span.start, r.span.end) for r in statement.readings)
        for statement in collation.statements
    }


@given(seeds, st.randoms(use_true_random=False))
@settings(max_examples=8)
def test_the_order_of_reports_changes_nothing(seed: int, random: object) -> None:
    reports = list(simulate(seed, setting=SMALL).reports)
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = examined(reports), examined(shuffled)
    assert outline(first.stemma) == outline(second.stemma)
    assert first.collation == second.collation
    assert first.supports == second.supports


@given(seeds)
@settings(max_examples=10)
def test_spans_slice_and_counts_are_ordered(seed: int) -> None:
    dossier = examined(simulate(seed, setting=SMALL).reports)
    texts = {report.id: report.text for report in dossier.reports}
    for statement in dossier.collation.statements:
        held = [reading.report for reading in statement.readings]
        assert len(held) == len(set(held))
        for reading in statement.readings:
            assert reading.span.of(texts[reading.report]) == reading.text
    for change in dossier.collation.changes:
        for words in (change.before, change.after):
            assert words is None or words.span.of(texts[words.report]) == words.text
        assert change.before or change.after
    origins = len(dossier.stemma.origins)
    for support in dossier.supports:
        assert 1 <= support.count.low <= support.count.likely <= support.count.high
        assert support.count.likely <= origins


@given(seeds)
@settings(max_examples=6)
def test_a_verbatim_copy_adds_no_support(seed: int) -> None:
    reports = list(simulate(seed, setting=SMALL).reports)
    before = examined(reports)
    copy = replace(reports[0], id="copy", outlet="The Copyist", url=None, authors=())
    after = examined([*reports, copy])
    assert after.stemma.independent.likely <= before.stemma.independent.likely
    gists = {s.gist: support.count.likely for s, support in _supported(before)}
    for statement, support in _supported(after):
        assert support.count.likely <= gists.get(statement.gist, support.count.likely)


def _supported(dossier: Dossier) -> Sequence[tuple[object, object]]:
    return list(zip(dossier.collation.statements, dossier.supports, strict=True))


def test_every_clause_is_a_reading_or_inside_one() -> None:
    dossier = examined(simulate(7, setting=SMALL).reports)
    for report in dossier.reports:
        covered = [
            span
            for statement in dossier.collation.statements
            for reading in statement.readings
            if reading.report == report.id
            for span in (reading.span, *reading.again)
        ]
        for clause in clauses(report):
            assert any(span.covers(clause.span) for span in covered)


def test_no_pages_no_dossiers() -> None:
    assert len(dossiers.examine([])) == 0
