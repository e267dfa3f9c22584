"""`newstemma copies`: its three forms, and what it says of a line it cannot read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newstemma.serve.cli import program

TEXT = (
    "The harbour authority of Brakkenmoor closed two of its five quays on Tuesday after divers "
    "found cracks in the eastern sea wall and told the ferry lines to sail from Oosterdam."
)


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    file = tmp_path / "corpus.jsonl"
    rows = [
        {"id": "a", "text": TEXT, "published": "2031-05-01"},
        {"id": "b", "text": TEXT, "published": "2031-05-02"},
        {"id": "c", "text": "Nothing of the kind was said in the islands."},
    ]
    file.write_text("\n".join([*map(json.dumps, rows), "broken"]), "utf-8")
    return str(file)


def run(*words: str) -> str:
    result = CliRunner().invoke(program, ["copies", *words], standalone_mode=False)
    assert result.exception is None
    assert result.return_value == 3, "one line was rejected"
    assert "corpus.jsonl:4: this line is not JSON" in result.stderr
    return result.stdout


def test_json_lines(corpus: str) -> None:
    pair, bundle = map(json.loads, run("--jsonl", corpus).splitlines())
    assert (pair["first"], pair["second"]) == ("a", "b")
    assert (pair["kind"], pair["direction"]) == ("verbatim", "first to second")
    [passage] = pair["passages"]
    assert TEXT[slice(*passage["first"])] == TEXT[slice(*passage["second"])] == TEXT.rstrip(".")
    assert bundle == {"bundle": "a", "members": ["a", "b"]}


def test_csv(corpus: str) -> None:
    [row] = csv.DictReader(run("--csv", corpus).splitlines())
    assert (row["first"], row["second"], row["first_start"]) == ("a", "b", "0")


def test_terminal(corpus: str) -> None:
    shown = run(corpus)
    assert "3 documents; pairs that share text: 1; bundles of one text: 1" in shown
    assert "verbatim a -> b: 100% of the first, 100% of the second" in shown


def test_one_form_at_a_time(corpus: str) -> None:
    result = CliRunner().invoke(program, ["copies", "--csv", "--jsonl", corpus])
    assert result.exit_code == 2
