"""Folders as sources, and what a watch that was killed looks at again."""

import json
import os
import time

import pytest

import newstemma as ns
from newstemma.fetchers import CannedFetcher
from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.rounds import Watch
from newstemma.serve.watch.rules import wanted
from tests.serve.web.press import COPY, OTHER, WIRE, page

pytest.importorskip("protego", reason="the extra newstemma[watch] is not installed")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def watching(tmp_path):
    with ns.open_archive(tmp_path / "news.db") as archive, Notes(tmp_path / "notes") as notes:
        rules = wanted(["outlet:Eastbank Post", "second-origin"])
        yield Watch(archive, notes, CannedFetcher({}), rules, every=0.0, say=lambda words: None)


def lay(folder, name, text, age=10.0):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (time.time() - age,) * 2)
    return path


def whats(done):
    return [str(one.what) for one in done.added]


def test_a_file_is_read_once_and_again_where_it_changed(watching, folder):
    lay(folder, "wire.txt", f"Deal signed\n\n{WIRE}")
    assert whats(watching.round([str(folder)])) == ["added"]
    assert whats(watching.round([str(folder)])) == []
    lay(folder, "deeper/other.txt", f"Depot\n\n{OTHER}")
    assert whats(watching.round([str(folder)])) == ["added"]
    lay(folder, "wire.txt", f"Deal signed\n\n{WIRE}\nThe fare will be 40 marks.", age=5.0)
    assert len(watching.round([str(folder)]).added) == 1


def test_a_file_still_being_written_is_left_for_the_next_round(watching, folder):
    path = lay(folder, "wire.txt", f"Deal signed\n\n{WIRE}", age=0.0)
    assert whats(watching.round([str(folder)])) == []
    os.utime(path, (time.time() - 10,) * 2)
    assert whats(watching.round([str(folder)])) == ["added"]


def test_a_file_of_many_pages_counts_as_taken_with_its_last(watching, folder):
    texts = [OTHER.replace("58", str(number)) for number in range(3)]
    lines = "\n".join(
        json.dumps({"text": text, "url": f"https://a.org/{number}"})
        for number, text in enumerate(texts)
    )
    lay(folder, "pages.jsonl", lines)
    done = watching.archive.add
    watching.archive.add = lambda pages, batch: list(done(pages, batch=1))[:1]  # "killed" after one
    watching.round([str(folder)])
    del watching.archive.add
    assert whats(watching.round([str(folder)])) == ["known"] * 3
    assert whats(watching.round([str(folder)])) == []


def test_what_is_hidden_or_leads_out_is_left_alone(watching, folder, tmp_path):
    lay(folder, ".secret.txt", f"Hidden\n\n{OTHER}")
    lay(folder, ".git/config.txt", f"Hidden\n\n{OTHER}")
    outside = lay(tmp_path, "outside.txt", f"Outside\n\n{OTHER}")
    (folder / "link.txt").symlink_to(outside)
    (folder / "around").symlink_to(folder)
    assert whats(watching.round([str(folder)])) == []


def test_what_was_added_before_a_kill_or_by_others_still_gives_its_alert(watching):
    watching.round([])
    list(watching.archive.add([page(WIRE, "Norwire", 12), page(COPY, "Eastbank Post", 15)]))
    (alert,) = watching.round([]).alerts
    assert (alert.rule, alert.text) == ("outlet", "Eastbank Post: Ombra railway deal signed")
    assert watching.round([]).alerts == ()


def test_what_stood_before_the_watch_began_gives_none(watching):
    list(watching.archive.add([page(WIRE, "Norwire", 12), page(COPY, "Eastbank Post", 15)]))
    assert watching.round([]).alerts == ()
