from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from newstemma.model import Examination
from newstemma.serve import terminal
from newstemma.serve.sheet import Sheet, sheet_for_stdout
from newstemma.serve.terminal import write_dossier, write_examination

ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def shown(examination, width=100, **settings):
    sheet = Sheet(width, **settings)
    write_examination(sheet, examination)
    return sheet.text()


@pytest.mark.parametrize("width", [60, 72, 80, 100, 130, 160])
@pytest.mark.parametrize("plain", [True, False])
def test_no_line_is_wider_than_the_terminal(examination, width, plain):
    for line in shown(examination, width, plain=plain).split("\n"):
        assert cell_len(line) <= width


def test_counts_come_first_and_together_with_their_reasons(examination):
    lines = shown(examination).split("\n")
    assert lines[0] == "Ferry hits pier at Osk, 14 hurt"
    assert lines[1] == ("5 reports | 4 texts | 5 outlets | 4 owners | independent sources 2 (2-3)")
    assert lines[2].strip() == "-  Harn Courier and Harn Evening print the same text"


def test_the_stemma_is_a_tree_with_its_doubts(examination):
    text = shown(examination)
    tree = text[text.index("Stemma") : text.index("Changes")].split("\n")
    names = [line[:37].rstrip() for line in tree[1:]]
    assert names[:6] == [
        "  α Tidewire (unseen)",
        "  |- A Harn Courier, Harn Evening",
        "  |  `- B Lomara Today",
        "  `- D Velmark Daily",
        "     and C Osk Ledger (second source)",
        "  C Osk Ledger",
    ]
    assert "condensed, 66 % sure?" in text
    assert "edited, 97 % sure" in text


def test_a_grave_change_shows_both_readings_and_who_made_it(examination):
    text = shown(examination)
    assert "CRITICAL  § 3" in text
    assert "A1  The Maren Vool [is not known to have] carried" in text
    assert "B   The Maren Vool [has] carried more than 200 passengers." in text
    assert "hedge changed, stronger | by B 93 % | the hedge is gone: a doubt became a fact" in text


def test_piped_text_has_no_colour_and_plain_furniture(examination):
    text = shown(examination)
    assert "\x1b" not in text
    assert not set("│├└·•") & set(text)


def test_colour_is_only_added_to_the_words(examination):
    coloured = shown(examination, colour=True, plain=True)
    assert "\x1b[" in coloured
    assert ESCAPE.sub("", coloured) == shown(examination)


def test_no_colour_is_honoured(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert sheet_for_stdout()._console.no_color is False
    monkeypatch.setenv("NO_COLOR", "1")
    assert sheet_for_stdout()._console.no_color is True


HOSTILE = "\x1b]0;owned\x07\x1b[31m[bold red]x[/] :smile: \u202eevil\u202c " + "w" * 300


def test_hostile_text_is_only_text(dossier):
    reports = tuple(replace(r, title=HOSTILE, outlet=HOSTILE) for r in dossier.reports)
    story = replace(dossier.story, title=HOSTILE)
    text = shown(Examination((replace(dossier, reports=reports, story=story),)), 60)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[bold red]x[/]" in text
    assert ":smile:" in text
    assert max(cell_len(line) for line in text.split("\n")) <= 60


def test_nothing_read_is_said():
    assert shown(Examination(())) == "No report could be read.\n"


def test_several_stories_are_listed_first(dossier):
    other = replace(dossier, story=replace(dossier.story, title="Another story"))
    lines = shown(Examination((dossier, other))).split("\n")
    assert lines[0] == "2 stories | 10 reports"
    assert lines[2].startswith("  Another story | 5 reports | independent sources 2 (2-3)")


def test_a_hundred_reports_stay_short(dossier, family):
    sheet = Sheet(100)
    write_dossier(sheet, family(100))
    assert sheet.text().count("\n") < 140


def test_one_stage_at_a_time_prints(dossier, capfd):
    terminal.print_report(dossier.reports[0])
    terminal.print_stories([dossier.story], dossier.reports)
    terminal.print_stemma(dossier.story, dossier.reports, dossier.stemma)
    terminal.print_collation(dossier.reports, dossier.stemma, dossier.collation)
    out = capfd.readouterr().out
    assert "Removed  2 pieces" in out
    assert "A1  injuring [14 people], [harbour officials said]." in out
