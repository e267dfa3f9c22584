"""The commands over an archive, as a person or a script calls them."""

import json

import pytest
from click.testing import CliRunner

from newstemma.errors import Misuse
from newstemma.serve.cli import program

PAGES = {
    "one.txt": "A barge sank in the Ostrel canal on Monday, the harbour master of Velm said. "
    "Its crew of four swam to the bank.",
    "two.txt": "The orchestra of Brenholt opened its season with a work by Ines Varga, whose "
    "last symphony was played 31 years ago.",
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command over an archive of two pages; gives its status and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSTEMMA_ARCHIVE", "news.db")
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text)

    def run_one(*words):
        result = CliRunner().invoke(program, list(words), standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        return result.return_value, result.stdout

    assert run_one("add", *PAGES)[0] == 0
    return run_one


def listed(run):
    found = json.loads(run("stories", "--archive", "news.db", "--json")[1])
    return [story["id"] for story in found["stories"]]


def test_adding_again_says_so(run):
    assert run("add", *PAGES) == (0, "2 known\n")
    status, told = run("add", "--json", "one.txt", "nowhere.txt")
    assert status == 3
    assert [json.loads(line)["what"] for line in told.splitlines()] == ["known", "rejected"]


def test_stories_are_listed_and_shown(run):
    one, two = listed(run)
    status, told = run("show", one)
    assert (status, "independent sources 1" in told) == (0, True)
    assert json.loads(run("show", one, "--json")[1])["dossiers"][0]["story"]["id"] == one
    assert run("stories", "--archive", "news.db", "--query", "symphony")[0] == 0
    assert run("stories", "--archive", "news.db", "--day", "1999-01-01")[0] == 1
    assert two in run("changes")[1]


def test_outlets_are_listed_and_shown(run):
    (row,) = [{"text": PAGES["one.txt"] + " Rain fell.", "outlet": "Velm Post", "id": "x"}]
    with open("more.jsonl", "w", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    run("add", "more.jsonl")
    assert "Velm Post\n  1 report" in run("outlets")[1]
    (entry,) = json.loads(run("outlets", "--json")[1])["outlets"]
    assert (entry["name"], entry["reports"], entry["examined"]) == ("Velm Post", 1, 0)
    status, told = run("outlets", "Velm Post")
    assert (status, "not examined" in told) == (0, True)
    assert [one["descent"] for one in json.loads(run("outlets", "Velm Post", "--json")[1])[
        "reports"]] == [None]  # fmt: skip
    with pytest.raises(Misuse, match="outlet"):
        run("outlets", "Nobody's Post")


def test_words_versions_and_history(run):
    found = json.loads(run("search", "crew", "--json")[1])["found"][0]
    assert [found["text"][s["start"] : s["end"]] for s in found["spans"]] == ["crew"]
    assert run("search", "submarine")[0] == 1
    assert "Version 1" in run("versions", found["report"])[1]
    assert "placed" in run("history", "--report", found["report"])[1]
    assert run("copies-of", found["report"])[0] == 1


def test_rulings_are_made_listed_and_withdrawn(run):
    joint = run("join", *listed(run), "--who", "ann")[1].strip()
    assert listed(run) == [joint]
    reports = json.loads(run("show", joint, "--json")[1])["dossiers"][0]["story"]["reports"]
    run("split", joint, reports[0], "--who", "bob")
    assert len(listed(run)) == 2
    rulings = json.loads(run("rule", "--json")[1])["rulings"]
    assert [kept["ruling"]["who"] for kept in rulings] == ["ann", "bob"]
    assert "withdrawn by cleo" in run("rule", "--undo", "2", "--who", "cleo")[1]
    assert listed(run) == [joint]
    run("rule", "other_origin", *reports, "--who", "ann")
    with pytest.raises(Misuse, match="verdict"):
        run("rule", "wrong", *reports)


def test_backup_and_restore(run):
    assert run("backup", "copy.db")[0] == 0
    assert run("restore", "--archive", "again.db", "copy.db")[0] == 0
    assert "2 reports, 2 stories: all is well" in run("check", "--archive", "again.db")[1]
    with pytest.raises(Misuse, match="already"):
        run("restore", "copy.db")


def test_what_is_not_there_is_told(run):
    with pytest.raises(Misuse, match="no archive"):
        run("stories", "--archive", "nowhere.db")
    with pytest.raises(Misuse, match="no story"):
        run("show", "nowhere")
