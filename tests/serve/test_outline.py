from __future__ import annotations

from dataclasses import replace

import pytest

from newstemma.model import ChangeKind, EntryKind, Range, Reading, Report, Severity, Span, Words
from newstemma.serve.grouping import Block, whole, worded
from newstemma.serve.outline import Heading, Outline, counts_of, interval, name_of, percent
from newstemma.serve.readings import rows


@pytest.fixture
def outline(dossier):
    return Outline(dossier)


def test_reports_of_one_bundle_are_numbered(outline):
    assert outline.sigla == {"r1": "A1", "r2": "A2", "r3": "B", "r4": "C", "r5": "D"}


def test_the_tree_goes_from_the_top_down_largest_first(outline):
    drawn = [(b.witness.siglum, len(b.rails) + (b.copy is not None)) for b in outline.tree()]
    assert drawn == [("α", 0), ("A", 1), ("B", 2), ("D", 1), ("C", 0)]


def test_seconds_stand_with_their_target(outline):
    seconds = {b.witness.siglum: [c.source for c in b.seconds] for b in outline.tree()}
    assert seconds == {"α": [], "A": [], "B": [], "D": ["w4"], "C": []}


def test_the_gravest_change_comes_first(outline):
    gravity = [list(Severity).index(change.severity) for change in outline.changes]
    assert gravity == sorted(gravity)
    assert len(gravity) == 15


def test_statements_stand_by_how_many_origins_make_them(outline):
    found = {backing: [s.id for s in made] for backing, made in outline.backed.items()}
    assert found == {
        Heading.EVERY: ["s1", "s4"],
        Heading.ONE: ["s2", "s3", "s5", "s6", "s7", "s8", "s9", "s10"],
    }


def test_what_is_not_weighed_stands_apart(outline):
    unknown = replace(outline.statements["s3"], id="s99")
    assert outline.heading(unknown) is Heading.UNWEIGHED


def test_contradictions_stand_before_updates(outline):
    assert [c.standing for c in outline.contradictions] == ["contradiction", "update"]


def test_every_change_is_in_exactly_one_group(outline):
    groups = [*worded(outline), *whole(outline, ChangeKind.ADDED),
              *whole(outline, ChangeKind.DROPPED)]  # fmt: skip
    grouped = [change for group in groups for change in group.changes]
    assert sorted(grouped, key=repr) == sorted(outline.dossier.collation.changes, key=repr)


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0, "0 %"), (0.004, "1 %"), (0.5, "50 %"), (0.996, "99 %"), (1, "100 %")],
)
def test_what_is_not_certain_is_never_said_to_be(probability, words):
    assert percent(probability) == words


def test_counts_are_always_together(outline):
    assert counts_of(outline.dossier.counts) == (
        "5 reports",
        "4 texts",
        "5 outlets",
        "4 owners",
        "independent sources 2 (2–3)",
    )
    assert interval(Range(1, 1, 2), "-") == "1 (1-2)"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"outlet": "The Harn Courier", "title": "T"}, "The Harn Courier"),
        ({"url": "https://harn.example/a/b", "title": "T"}, "harn.example"),
        ({"title": "T " * 40}, "T T T T T T T T T T T T T T T T T T…"),
        ({"origin": "a.txt"}, "a.txt"),
        ({}, "x"),
    ],
)
def test_a_report_always_has_a_name(values, name):
    assert name_of(Report(id="x", text="", **values)) == name


def test_changed_words_beyond_their_reading_are_shown(outline):
    block = worded(outline)[0]
    (change,) = (c for c in block.changes if c.aspect == "hedge")
    text = outline.reports["r3"].text
    over = text.index("boasted the sailor")
    far = text.index("drinking")
    changes = tuple(
        replace(change, after=Words("r3", Span(start, start + 8), text[start : start + 8]))
        for start in (over, far)
    )
    source, target = rows(outline, Block("s3", "r1", changes))
    shown = "".join(stretch.text for stretch in target.stretches)
    assert shown.startswith("The Maren Vool has carried more than 200 passengers.\n“There")
    assert [stretch.text for stretch in target.stretches if stretch.change] == [
        "boasted ",
        "drinking",
    ]
    assert source.changes == ()


def test_a_long_reading_keeps_what_stands_beside_the_change(outline, dossier):
    text = "word " * 100 + "CHANGED " + "word " * 100
    report = replace(dossier.reports[0], text=text, marks=())
    reading = Reading("r1", Span(0, len(text)), text)
    statement = replace(dossier.collation.statements[0], readings=(reading,))
    start = text.index("CHANGED")
    words = Words("r1", Span(start, start + 7), "CHANGED")
    change = replace(dossier.collation.changes[0], before=words, after=None)
    made = Outline(
        replace(
            dossier,
            reports=(report, *dossier.reports[1:]),
            collation=replace(dossier.collation, statements=(statement,), changes=(change,)),
        )
    )
    row, _ = rows(made, Block("s1", "r1", (change,)))
    shown = "".join(stretch.text for stretch in row.stretches)
    assert "word CHANGED word" in shown
    assert len(shown) < 200


def test_the_timeline_tells_what_happened_from_who_reported_it(outline):
    entry = outline.dossier.timeline[0]
    event, report = replace(entry, kind=EntryKind.EVENT), replace(entry, kind=EntryKind.REPORT)
    assert outline.entry(event) == entry.text
    assert outline.entry(report) == f"reported: {outline.reports[entry.report].title}"
