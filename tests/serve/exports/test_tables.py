"""CSV read back as RFC 4180 has it, and no cell a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from newstemma.model import Examination
from newstemma.serve.exports import export
from newstemma.serve.exports.tables import COLUMNS, cell


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_statement_is_a_row(examination):
    made = rows(export(examination, "statements-csv"))
    assert len(made) == 10
    assert made[3]["statement"] == "4"
    assert (made[3]["low"], made[3]["likely"], made[3]["high"]) == ("2", "2", "2")
    assert made[3]["origins"] == "Tidewire; Osk Ledger"
    assert made[3]["reports"] == "A1; A2; C; B"
    assert made[8]["first"] == "C"


def test_a_reading_is_a_row_at_its_place(examination, dossier):
    made = rows(export(examination, "readings-csv"))
    statements = dossier.collation.statements
    assert len(made) == sum(len(s.readings) for s in statements)
    texts = {r.origin: r.text for r in dossier.reports}
    for row in made:
        assert texts[row["file"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_a_change_is_a_row_with_its_innovator(examination, dossier):
    made = rows(export(examination, "changes-csv"))
    assert len(made) == len(dossier.collation.changes)
    assert made[0] == {
        "story": "1",
        "title": "Ferry hits pier at Osk, 14 hurt",
        "statement": "3",
        "severity": "critical",
        "aspect": "hedge",
        "kind": "changed",
        "direction": "stronger",
        "source": "A1",
        "target": "B",
        "before": "is not known to have",
        "after": "has",
        "before_start": made[0]["before_start"],
        "after_start": made[0]["after_start"],
        "innovator": "B",
        "probability": "0.93",
        "reason": "the hedge is gone: a doubt became a fact",
    }


def test_each_side_of_a_contradiction_is_a_row(examination):
    made = rows(export(examination, "contradictions-csv"))
    assert [
        (r["contradiction"], r["kind"], r["standing"], r["words"], r["reports"]) for r in made
    ] == [
        ("1", "date", "contradiction", "Thursday", "A1"),
        ("1", "date", "contradiction", "Saturday", "C"),
        ("2", "figure", "update", "14 people", "A1; A2"),
        ("2", "figure", "update", "16 people", "C"),
    ]
    assert made[2]["reading"] == "injuring 14 people, harbour officials said."


@pytest.mark.parametrize("kind", ["statements", "readings", "changes", "contradictions"])
def test_both_forms_hold_the_same_rows(examination, kind):
    lines = [json.loads(line) for line in export(examination, f"{kind}-jsonl").splitlines()]
    made = rows(export(examination, f"{kind}-csv"))
    assert [list(line) for line in lines] == [list(row) for row in made]
    assert [{name: cell(value) for name, value in line.items()} for line in lines] == made


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", " =1"),
        ("\r=1", "\ufffd=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        (["=a", "b"], "'=a; b"),
        ("a = b", "a = b"),
        (-3, "-3"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(value, written):
    assert cell(value) == written


def test_no_word_of_a_report_becomes_a_formula(dossier):
    reports = tuple(replace(r, outlet="=1+1", origin="@x", url="-2") for r in dossier.reports)
    made = rows(export(Examination((replace(dossier, reports=reports),)), "readings-csv"))
    assert {row["outlet"] for row in made} == {"'=1+1"}
    assert not any(v.startswith(("=", "+", "-", "@")) for row in made for v in row.values())


def test_commas_quotes_and_lines_stay_in_their_cell(dossier):
    story = replace(dossier.story, title='a, "b"\nc')
    made = rows(export(Examination((replace(dossier, story=story),)), "changes-csv"))
    assert made[0]["title"] == 'a, "b"\nc'


@pytest.mark.parametrize("kind", ["statements", "readings", "changes", "contradictions"])
def test_a_table_without_rows_still_has_its_columns(kind):
    nothing = Examination(())
    assert export(nothing, f"{kind}-csv").split("\r\n") == [",".join(COLUMNS[kind].split()), ""]
    assert export(nothing, f"{kind}-jsonl") == ""


@pytest.mark.parametrize("kind", ["statements", "readings", "changes", "contradictions"])
def test_the_columns_are_those_of_the_rows(examination, kind):
    lines = export(examination, f"{kind}-jsonl").splitlines()
    assert all(list(json.loads(line)) == COLUMNS[kind].split() for line in lines)
