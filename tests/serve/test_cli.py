from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import replace

import pytest

from newstemma.model import Examination
from newstemma.serve import cli, commands, output
from newstemma.serve.output import NotWritable, detail_of, place_of, status, watched

PAGE = (
    "Ferry strikes pier at Osk\n\n"
    "A car ferry struck the north pier at Osk on Thursday, injuring 14 people, officials said.\n"
    "Repairs will cost nearly 3.5 million crowns, according to the port office of the town.\n"
)


def run(*words, **settings):
    return subprocess.run(
        [sys.executable, "-m", "newstemma", *words],
        capture_output=True,
        timeout=60,
        check=False,
        **settings,
    )


@pytest.fixture
def found(monkeypatch, examination):
    """Makes `examine` find the hand-made examination, whatever it is given."""

    def use(value=examination):
        monkeypatch.setattr(commands, "_examine", lambda *asked, **given: value)

    use()
    return use


def status_of(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["newstemma", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return left.value.code


# --- what is printed where --------------------------------------------------


def test_json_alone_is_on_stdout(monkeypatch, found, capfd):
    assert status_of(monkeypatch, "examine", "x", "--json") == 3
    out, err = capfd.readouterr()
    assert json.loads(out)["format"] == "newstemma/1"
    assert "rejected pages/feed.jsonl:7: the line is not JSON; mend or drop it [not_json]" in err


def test_markdown_and_terminal_are_on_stdout(monkeypatch, found, capfd):
    assert status_of(monkeypatch, "examine", "x", "--markdown") == 3
    assert capfd.readouterr().out.startswith("# Ferry hits pier")
    assert status_of(monkeypatch, "examine", "x") == 3
    assert capfd.readouterr().out.startswith("Ferry hits pier at Osk, 14 hurt\n5 reports | ")


def test_quiet_prints_nothing_but_what_was_rejected(monkeypatch, found, capfd, tmp_path):
    page = tmp_path / "a.html"
    status_of(monkeypatch, "examine", "x", "--quiet", "--html", page)
    out, err = capfd.readouterr()
    assert out == ""
    assert [line.split()[0] for line in err.splitlines()] == ["rejected", "rejected"]
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_each_story_has_a_drawing_of_its_own(monkeypatch, found, capfd, tmp_path, dossier):
    found(Examination((dossier, dossier)))
    files = {name: tmp_path / f"a.{name}" for name in ("svg", "dot", "graphml")}
    words = [word for name, file in files.items() for word in (f"--{name}", file)]
    assert status_of(monkeypatch, "examine", "x", "--quiet", *words) == 0
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == ["a-2.svg", "a.dot", "a.graphml", "a.svg"]


# --- exit status ------------------------------------------------------------


def test_nothing_read_is_1(monkeypatch, found, capfd, examination):
    found(replace(examination, dossiers=()))
    assert status_of(monkeypatch, "examine", "x") == 1
    assert capfd.readouterr().out == "No report could be read.\n"


def test_all_well_is_0(monkeypatch, found, examination):
    found(replace(examination, rejected=()))
    assert status_of(monkeypatch, "examine", "x", "--quiet") == 0


@pytest.mark.parametrize(
    "words",
    [
        ["examine"],
        ["examine", "x", "--no-such"],
        ["no-such"],
        ["examine", "x", "--json", "--markdown"],
        ["examine", "x", "--html", "/no/such/folder/a.html"],
    ],
)
def test_wrong_use_is_2(monkeypatch, found, capfd, words):
    assert status_of(monkeypatch, *words) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(KeyboardInterrupt(), 130), (ZeroDivisionError("x"), 70), (NotWritable("a", "why"), 2)],
)
def test_trouble_has_its_status(monkeypatch, found, capfd, trouble, code):
    def fail(*asked, **given):
        raise trouble

    monkeypatch.setattr(commands, "_examine", fail)
    assert status_of(monkeypatch, "examine", "x") == code


def test_status_says_how_it_went(examination):
    assert status(0, ()) == 1
    assert status(0, examination.rejected) == 1
    assert status(2, examination.rejected) == 3
    assert status(2, ()) == 0


# --- the whole way ----------------------------------------------------------


def test_real_pages_go_all_the_way(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text(PAGE.replace("14", "15"), "utf-8")
    done = run("examine", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr.decode()
    (dossier,) = json.loads(done.stdout)["dossiers"]
    assert dossier["counts"]["reports"] == 2
    assert done.stderr == b""


def test_pages_of_one_event_are_not_grouped_where_one_says_so(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text("Cows\n\nA herd of cows crossed the river at noon.", "utf-8")
    for option, stories in ([], 2), (["--one-story"], 1):
        done = run("examine", str(tmp_path), "--json", *option)
        assert done.returncode == 0, done.stderr.decode()
        dossiers = json.loads(done.stdout)["dossiers"]
        assert len(dossiers) == stories
        assert sum(dossier["counts"]["reports"] for dossier in dossiers) == 2


def test_one_story_of_nothing_is_no_story(tmp_path):
    done = run("examine", str(tmp_path / "gone.txt"), "--one-story", "--json")
    assert json.loads(done.stdout)["dossiers"] == []


def test_a_missing_path_is_listed_and_the_rest_examined(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text(PAGE, "utf-8")
    done = run("examine", str(page), str(tmp_path / "gone.txt"), "--json")
    assert done.returncode == 3
    assert b"gone.txt" in done.stderr
    assert len(json.loads(done.stdout)["dossiers"]) == 1


def test_nothing_but_a_missing_path_is_1(tmp_path):
    done = run("examine", str(tmp_path / "gone.txt"))
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("stage", "field"),
    [("read", "reports"), ("stories", "stories"), ("trace", "stemmas"), ("collate", "collations")],
)
def test_each_stage_runs_alone(monkeypatch, capfd, tmp_path, stage, field):
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    assert status_of(monkeypatch, stage, tmp_path, "--json") == 0
    raw = json.loads(capfd.readouterr().out)
    assert set(raw) == {"format", field, "rejected"}
    assert len(raw[field]) == 1
    assert status_of(monkeypatch, stage, tmp_path) == 0
    assert capfd.readouterr().out


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    command = f"{sys.executable} -m newstemma schema | head -c 1; echo ${{PIPESTATUS[0]}} >&2"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip() in (b"0", b"141")


def test_a_reader_that_was_never_there_is_141(monkeypatch, capfd):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        with pytest.raises(SystemExit) as left:
            output.print_result("x" * 100_000)
        monkeypatch.undo()
    assert left.value.code == 141


def test_a_text_that_the_terminal_cannot_show_is_still_printed():
    done = run("schema", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0


@pytest.mark.parametrize("command", ["schema", "examine {page} --json", "read {page}"])
def test_a_full_disk_and_a_closed_output_are_2_with_a_reason(tmp_path, command):
    page = tmp_path / "a.txt"
    page.write_text(PAGE, "utf-8")
    words = f"{sys.executable} -m newstemma {command.format(page=page)}"
    for target in (">/dev/full", ">&-") if command == "read {page}" else (">&-",):
        line = ["sh", "-c", f"{words} {target}"]
        done = subprocess.run(line, capture_output=True, timeout=60, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith(b"newstemma: the standard output: cannot be written: ")


def test_a_closed_error_channel_stops_nothing(tmp_path):
    words = f"{sys.executable} -m newstemma read {tmp_path}/gone --json 2>&-"
    done = subprocess.run(["sh", "-c", words], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout)["rejected"][0]["reason"] == "missing"


def test_an_output_never_replaces_a_page_that_is_read(monkeypatch, capfd, tmp_path):
    page = tmp_path / "a.html"
    page.write_text(PAGE, "utf-8")
    assert status_of(monkeypatch, "examine", page, "--html", page) == 2
    assert "choose another name" in capfd.readouterr().err
    assert page.read_text("utf-8") == PAGE


def test_a_page_handed_in_twice_is_one_report_in_every_stage(monkeypatch, capfd, tmp_path):
    page = tmp_path / "a.txt"
    page.write_text(PAGE, "utf-8")
    assert status_of(monkeypatch, "read", page, page, "--json") == 0
    assert len(json.loads(capfd.readouterr().out)["reports"]) == 1


# --- quick to start ---------------------------------------------------------


def cpu_of(*words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_is_quick():
    """A ratio, for a busy machine counts more seconds: with click alone 80 ms, help is 110."""
    click_alone = min(cpu_of("-c", "import click") for _ in range(3))
    assert min(cpu_of("-m", "newstemma", "--help") for _ in range(3)) < 2 * click_alone


def test_help_and_import_load_nothing_heavy():
    code = "import sys, newstemma, newstemma.serve.cli; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    heavy = {"numpy", "rich", "lxml", "trafilatura", "rapidfuzz", "newstemma.model", "json"}
    assert not heavy & loaded


def test_version():
    done = run("--version")
    assert done.stdout.decode().startswith("newstemma 0.")


# --- small parts ------------------------------------------------------------


def test_a_place_names_its_line_once(examination):
    png, feed = examination.rejected
    assert place_of(png) == "pages/logo.png"
    assert place_of(feed) == "pages/feed.jsonl:7"
    assert place_of(replace(feed, origin="pages/feed.jsonl:7")) == "pages/feed.jsonl:7"


def test_a_place_is_said_once(examination):
    feed = replace(examination.rejected[1], detail="pages/feed.jsonl:7: not JSON")
    assert detail_of(feed) == "not JSON"
    assert detail_of(replace(feed, detail="pages/feed.jsonl: not JSON")) == "not JSON"
    assert detail_of(replace(feed, detail="not JSON")) == "not JSON"


def test_watching_changes_nothing(monkeypatch, capfd):
    assert list(watched(range(3), "pages")) == [0, 1, 2]
    assert capfd.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(output, "PATIENCE", -1.0)
    assert list(watched(range(3), "pages")) == [0, 1, 2]
    assert "pages 3" in capfd.readouterr().err


def test_reading_prints_as_it_goes(monkeypatch, capfd, tmp_path):
    """Memory stays flat only where a report is printed before the next page is read."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": PAGE}) + "\n" + "oops\n", "utf-8")
    seen = []
    plain = output.print_piece
    monkeypatch.setattr(output, "print_piece", lambda text: (seen.append(text), plain(text)))
    assert status_of(monkeypatch, "read", tmp_path, "--json") == 3
    raw = json.loads(capfd.readouterr().out)
    assert (len(raw["reports"]), raw["rejected"][0]["reason"]) == (1, "not_json")
    assert len(seen) == 3
