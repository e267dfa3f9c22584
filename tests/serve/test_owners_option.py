"""`--owners FILE`: a user's own table, on the command line as in the API."""

import json
import subprocess
import sys

import pytest

PAGE = {
    "url": "https://veldtcourier.example/a",
    "title": "Ferry strikes pier at Osk",
    "text": "A car ferry struck the north pier at Osk on Thursday, injuring 14, police said.",
}


def run(*words):
    command = [sys.executable, "-m", "newstemma", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.jsonl"
    path.write_text(json.dumps(PAGE) + "\n", "utf-8")
    return path


def test_what_the_users_table_says_is_what_is_told(tmp_path, page):
    table = tmp_path / "owners.tsv"
    table.write_text("Veldt Courier\tSarn Press\tveldtcourier.example\n", "utf-8")
    told = json.loads(run("read", page, "--json", "--owners", table).stdout)["reports"][0]
    assert (told["outlet"], told["owner"]) == ("Veldt Courier", "Sarn Press")
    examined = run("examine", page, "--json", "--owners", table)
    assert '"owner": "Sarn Press"' in examined.stdout


def test_a_bad_line_is_named(tmp_path, page):
    table = tmp_path / "owners.tsv"
    table.write_text("Veldt Courier, Sarn Press\n", "utf-8")
    told = run("examine", page, "--owners", table)
    assert told.returncode == 2
    assert "line 1" in told.stderr
    assert "Veldt Courier" in told.stderr
    assert "Traceback" not in told.stderr
