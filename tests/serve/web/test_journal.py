"""The journal: a line a request, and nothing in it that is nobody's business."""

import io
import json
import logging
import subprocess
import sys
from functools import lru_cache
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.serve.web.press import WIRE, archive_of, page, serving

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")


@lru_cache(maxsize=1)
def app():
    from newstemma.serve.web.app import create_app

    return create_app(None)


def asked(*requests):
    from newstemma.serve.web.journal import Journal

    stream = io.StringIO()
    client = testclient.TestClient(Journal(app(), stream))
    for method, path, how in requests:
        client.request(method, path, **how)
    return stream.getvalue(), [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_request_is_a_line():
    _, lines = asked(("GET", "/examine", {}), ("GET", "/nowhere", {}))
    assert [(one["method"], one["path"], one["status"]) for one in lines] == [
        ("GET", "/examine", 200),
        ("GET", "/nowhere", 404),
    ]
    assert all(one["bytes"] > 100 and one["milliseconds"] >= 0 for one in lines)
    assert lines[0]["time"].endswith("Z")


def test_no_secret_and_no_question_is_written_down():
    raw, lines = asked(
        ("GET", "/search?q=hush", {}),
        ("GET", "/unsubscribe/YW5u.hush", {}),
        ("POST", "/examine", {"data": {"texts": "hush hush"}}),
        ("GET", "/examine", {"headers": {"authorization": "Bearer hush", "cookie": "a=hush"}}),
    )
    assert "hush" not in raw
    assert lines[1]["path"] == "/unsubscribe/..."


def test_an_enemys_path_breaks_no_line():
    raw, lines = asked(("GET", "/a%0a%7b%22event%22:%22forged%22%7d%e2%80%a8" + "x" * 2000, {}))
    assert len(raw.splitlines()) == len(lines) == 1
    assert raw.isascii()
    assert len(lines[0]["path"]) <= 300


def test_what_goes_wrong_is_a_line_with_its_traceback():
    from newstemma.serve.web.journal import JsonLines

    try:
        raise ValueError("odd\nthing")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "broken %s", ("here",), sys.exc_info()
        )
    line = JsonLines().format(record)
    raw = json.loads(line)
    assert "\n" not in line
    assert (raw["level"], raw["said"]) == ("error", "broken here")
    assert "ValueError" in raw["traceback"]


@pytest.mark.slow
def test_a_server_writes_its_journal_where_it_is_asked_to(tmp_path, monkeypatch):
    address = tmp_path / "news.db"
    archive_of(address, page(WIRE, "Norwire", 12))
    kept = tmp_path / "journal"
    real = subprocess.Popen
    with kept.open("w") as stream:
        monkeypatch.setattr(subprocess, "Popen", lambda c, **how: real(c, stderr=stream, **how))
        with serving(address, "--log") as (site, _):
            connection = HTTPConnection(urlsplit(site).netloc, timeout=60)
            connection.request("GET", "/health")
            assert connection.getresponse().status == 200
            connection.close()
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    assert [one["path"] for one in lines if one["event"] == "request"] == ["/health"]
