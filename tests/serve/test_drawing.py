from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from lxml import etree

from newstemma.model import Collation, Copy, CopyKind, Report, Witness, WitnessKind
from newstemma.serve.drawing import DENSE, ROOMY, cells, draw, said, svg_of
from newstemma.serve.layout import lay_out
from newstemma.serve.outline import Outline

SVG = "{http://www.w3.org/2000/svg}"


def parsed(dossier):
    return etree.fromstring(svg_of(dossier).encode())


@pytest.mark.parametrize("size", [1, 3, 30, 100, 300])
def test_a_source_is_above_its_copies_and_no_cards_overlap(family, size):
    layout = lay_out(Outline(family(size)))
    rows = {placed.card.id: placed.row for placed in layout.placed}
    for copy in layout.copies:
        assert rows[copy.source] < rows[copy.target]
    for row in range(layout.rows):
        columns = sorted(p.column for p in layout.placed if p.row == row)
        assert all(right - left >= 0.999 for left, right in itertools.pairwise(columns))


@pytest.mark.parametrize("size", [3, 30, 100])
def test_every_report_is_on_one_card(family, size):
    layout = lay_out(Outline(family(size)))
    drawn = [id for p in layout.placed for w in p.card.witnesses for id in w.reports]
    assert sorted(drawn) == sorted(f"r{n}" for n in range(size))


@pytest.mark.parametrize(("size", "widest"), [(3, 900), (30, 3000), (100, 3600)])
def test_a_drawing_stays_of_a_size_to_look_at(family, size, widest):
    assert float(parsed(family(size)).get("width")) <= widest


def test_later_is_lower(dossier):
    layout = lay_out(Outline(dossier))
    dated = sorted((p.card.when, p.row) for p in layout.placed if p.card.when is not None)
    assert [row for _, row in dated] == sorted(row for _, row in dated)


def test_the_order_of_witnesses_changes_nothing(dossier, family):
    for made in (dossier, family(30)):
        stemma = replace(made.stemma, witnesses=made.stemma.witnesses[::-1],
                         copies=made.stemma.copies[::-1])  # fmt: skip
        turned = replace(made, stemma=stemma)
        places = {(p.card.id, p.row, p.column) for p in lay_out(Outline(made)).placed}
        assert {(p.card.id, p.row, p.column) for p in lay_out(Outline(turned)).placed} == places


def test_unseen_second_and_stacked_are_told_apart(dossier):
    root = parsed(dossier)
    kinds = [g.get("class") for g in root.iter(f"{SVG}g")]
    assert sorted(kinds) == ["card", "card", "card", "card", "card unseen"]
    assert len(root.findall(f".//{SVG}path[@class='copy second doubtful']")) == 1
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert "same text 2 ×" in texts
    assert "translated 92 %" in texts
    assert "condensed 66 %?" in texts


def test_what_is_drawn_is_said(dossier):
    root = parsed(dossier)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Stemma: 5 reports, 1 unseen source"
    words = root.find(f"{SVG}desc").text
    assert "α Tidewire: unseen source" in words
    assert "B Lomara Today: translated from A, 92 %" in words
    assert "D Velmark Daily: second source verbatim from C, 58 %" in words
    assert words == "; ".join(said(Outline(dossier)))


HOSTILE = "</text><script>alert(1)</script>\u202e\x00 " + "字" * 90


def test_hostile_names_are_inert(dossier):
    reports = tuple(replace(report, outlet=HOSTILE) for report in dossier.reports)
    root = parsed(replace(dossier, reports=reports))
    assert not root.findall(f".//{SVG}script")
    for text in root.iter(f"{SVG}text"):
        if text.get("class") == "name":
            assert cells(text.text) <= max(DENSE.name, ROOMY.name)


def test_nothing_is_fetched(dossier):
    text = svg_of(dossier)
    assert "href" not in text
    assert "url(" not in text
    assert text.count("http") == 1  # the namespace


def test_a_stemma_without_witnesses_is_drawn_empty(dossier):
    empty = replace(dossier, stemma=replace(dossier.stemma, witnesses=(), copies=(), origins=()))
    assert "<svg" in draw(Outline(empty))


def crossing(dossier):
    """Two wires with thirty copies each; some of either draw on one of the other as well."""
    reports = tuple(
        Report(id=f"{w}{n}", text="x", outlet=f"{w}{n}") for w in "ab" for n in range(31)
    )
    witnesses = tuple(Witness(r.id, r.id, WitnessKind.REPORT, r.outlet, (r.id,)) for r in reports)
    mains = [
        Copy(f"{w}0", f"{w}{n}", CopyKind.EDITED, 0.9, 0.9) for w in "ab" for n in range(1, 31)
    ]
    seconds = [
        Copy(f"{other}{n + 10}", f"{w}{n}", CopyKind.EDITED, 0.3, 0.6, second=True)
        for w, other in ("ab", "ba")
        for n in range(1, 20)
    ]
    stemma = replace(dossier.stemma, witnesses=witnesses, copies=(*mains, *seconds), origins=())
    return replace(dossier, reports=reports, stemma=stemma, collation=Collation("x", (), ()))


def test_stacks_that_draw_on_each_other_are_laid_out_without_a_circle(dossier):
    layout = lay_out(Outline(crossing(dossier)))
    rows = {placed.card.id: placed.row for placed in layout.placed}
    assert all(rows[copy.source] < rows[copy.target] for copy in layout.copies)
    assert sum(placed.card.reports for placed in layout.placed) == 62
    assert len(layout.placed) < 10
