"""Two reports side by side: order, alignment, what is only in one; and the way of a change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner

from newstemma.errors import Misuse
from newstemma.model import Innovator
from newstemma.serve.beside import base_of, lines, pair_of, statements_by_base, variants
from newstemma.serve.cli import program
from newstemma.serve.outline import Outline
from newstemma.serve.paths import path_of, words_of
from newstemma.serve.sheet import Sheet
from newstemma.serve.terminal_beside import write_beside


@pytest.fixture
def outline(dossier):
    return Outline(dossier)


def test_lines_go_in_the_order_of_the_left_with_the_right_in_its_place(outline):
    made = lines(outline, "r1", "r4")
    assert [line.statement for line in made] == [
        "s1", "s8", "s2", "s3", "s4", "s9", "s10", "s5", "s6", "s7",
    ]  # fmt: skip
    only_right = [line.statement for line in made if not line.left]
    assert only_right == ["s8", "s9", "s10"]


def test_every_word_of_a_reading_is_in_its_line(outline):
    for line in lines(outline, "r1", "r3"):
        for id, side in (("r1", line.left), ("r3", line.right)):
            said = outline.reading(line.statement, id)
            assert "".join(piece.text for piece in side) == (said or "")


def test_swapping_the_reports_swaps_the_sides(outline):
    one = {line.statement: line for line in lines(outline, "r1", "r3")}
    other = {line.statement: line for line in lines(outline, "r3", "r1")}
    assert one.keys() == other.keys()
    for id, line in one.items():
        assert [p for p in line.left if p.same] == [p for p in other[id].right if p.same]


def test_variants_say_what_stands_instead(outline):
    statement = outline.statements["s3"]
    base, _, other = statement.readings
    assert [tuple(v) for v in variants(outline, base, other)] == [
        ("is not known to have", "has"),
        ("the port office said.", ""),
    ]
    assert variants(outline, base, base) == ()


def test_the_base_text_is_the_nearest_to_the_source(outline, family):
    assert base_of(outline) == "r1"
    assert pair_of(outline) == ("r1", "r4")
    made, rest = statements_by_base(outline, "r4")
    assert [s.id for s in made] == ["s1", "s8", "s4", "s9", "s10"]
    assert [s.id for s in rest] == ["s2", "s3", "s5", "s6", "s7"]
    assert pair_of(Outline(family(1))) is None


def test_a_change_goes_from_the_top_to_its_innovator_and_on(outline, dossier):
    change = dossier.collation.changes[5]
    path = path_of(outline, change)
    assert path is not None
    assert words_of(path) == "α › A › B"
    at_the_source = path_of(outline, replace(change, innovator=Innovator("r1", 0.8)))
    assert at_the_source is not None
    assert words_of(at_the_source) == "α › A1, handed on to B"
    assert path_of(outline, replace(change, innovator=None)) is None


def test_the_terminal_brackets_what_only_one_says(outline):
    sheet = Sheet(100)
    write_beside(sheet, outline, ("r1", "r3"), everything=False)
    text = sheet.text()
    assert "A1 Harn Courier / B Lomara Today" in text
    assert "B: translated from A1, 92 % sure" in text
    assert "[is not known to have]" in text
    assert "both: 6 statements | only A1: 1 | only B: 0" in text


def test_a_narrow_terminal_has_one_below_the_other(outline):
    sheet = Sheet(40)
    write_beside(sheet, outline, ("r1", "r4"), everything=True)
    assert all(len(line) <= 40 for line in sheet.text().splitlines())
    assert "no common source found" in sheet.text()


def test_two_files_are_compared(tmp_path):
    texts = ("The pier at Osk burned on Monday night.", "The pier at Osk burned on Friday night.")
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(f"Title {number}\n\n{text}\nNobody was hurt, the town said.\n")
    shown = CliRunner().invoke(program, ["compare", *map(str, files)])
    assert shown.exit_code == 0, shown.output
    assert "[Monday]" in shown.output
    assert "[Friday]" in shown.output


def test_one_page_twice_is_not_two(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Title\n\nThe pier at Osk burned on Monday night, the town said.\n")
    shown = CliRunner().invoke(program, ["compare", str(file), str(file)])
    assert isinstance(shown.exception, Misuse)
