"""Adding over REST: what was answered is kept, whatever happens to the server."""

import json
import os
import signal
import threading
import time
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlsplit

import pytest

import newstemma as ns
from newstemma.copies import Index
from newstemma.fetchers import CannedFetcher
from tests.archive.press import event
from tests.serve.web.press import COPY, WIRE, archive_of, page, serving

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")

URL = "https://news.site.org/ombra"
KILLS = int(os.environ.get("NEWSTEMMA_KILLS", "50"))


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    from newstemma.serve.web.app import create_app

    address = tmp_path_factory.mktemp("archive") / "news.db"
    archive_of(address, page(WIRE, "Norwire", 12))
    html = f"<html><body><article><p>{COPY}</p></article></body></html>".encode()
    fetcher = CannedFetcher({URL: html})
    return testclient.TestClient(create_app(str(address), fetcher=fetcher))


def given(text, outlet="Eastbank Post", **more):
    return {"text": text, "title": "Ombra railway deal signed", "outlet": outlet,
            "published": "2025-03-11T15:00", **more}  # fmt: skip


def test_reports_and_addresses_are_added_and_known_the_second_time(client):
    body = {"reports": [given(COPY)], "urls": [URL, "http://127.0.0.1/"]}
    first = client.post("/api/v1/reports", json=body).json()["added"]
    assert [one["what"] for one in first] == ["added", "added", "rejected"]
    assert first[2]["rejected"]["reason"] == "not_fetched"
    assert client.get(f"/api/v1/stories/{first[0]['story']}/counts").json()["reports"] >= 2
    again = client.post("/api/v1/reports", json=body).json()["added"]
    assert [one["what"] for one in again] == ["known", "known", "rejected"]


@pytest.mark.parametrize("body", [{}, {"reports": []}, {"reports": [{}]}, [], None])
def test_what_is_no_report_is_refused_in_words(client, body):
    answer = client.post("/api/v1/reports", json=body)
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_a_page_of_another_site_adds_nothing(client):
    before = client.get("/health").json()["archive"]["reports"]
    headers = {"origin": "https://evil.site.org"}
    assert client.post("/api/v1/reports", json={"reports": [given(COPY[:200])]}, headers=headers
                       ).status_code == 403  # fmt: skip
    assert client.get("/health").json()["archive"]["reports"] == before


def test_without_an_archive_nothing_is_fetched():
    from newstemma.serve.web.app import create_app

    fetcher = CannedFetcher({URL: b"x"})
    bare = testclient.TestClient(create_app(None, fetcher=fetcher))
    assert bare.post("/api/v1/reports", json={"urls": [URL]}).status_code == 400
    assert fetcher.asked == []


# --- kill -9 ------------------------------------------------------------------------------


def bodies():
    """Requests of a few reports each, the same at every call."""
    reports = [report for number in range(4) for report in event(number, size=4)]
    handed = [
        {"text": one.text, "title": one.title, "outlet": one.outlet or "",
         "published": one.published.iso if one.published else ""}
        for one in reports
    ]  # fmt: skip
    return [handed[start : start + 2] for start in range(0, len(handed), 2)]


def post(site, reports):
    connection = HTTPConnection(urlsplit(site).netloc, timeout=60)
    body = json.dumps({"reports": reports})
    connection.request("POST", "/api/v1/reports", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    raw = json.loads(answer.read())
    connection.close()
    assert answer.status == 200, raw
    return [one["report"] for one in raw["added"]]


def killed(address, wait, seconds):
    """The ids answered before the server was killed, so long after so many answers."""
    said, reached = [], threading.Event()
    with serving(address) as (site, server):

        def kill():
            reached.wait(60)
            time.sleep(seconds)
            os.kill(server.pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            for number, reports in enumerate(bodies()):
                if number == wait:
                    reached.set()
                said += post(site, reports)
        except (HTTPException, OSError):
            pass  # killed while we waited for its answer
        reached.set()
        killer.join()
        server.wait(30)
    return said


def kill_often(folder, kills):
    random, cut = Random(kills), 0
    every = [one for some in bodies() for one in some]
    for number in range(kills):
        address = folder / f"{number}.db"
        ns.open_archive(address).close()
        said = killed(address, random.randrange(len(every) // 2), random.uniform(0, 0.08))
        cut += 0 < len(said) < len(every)
        with ns.open_archive(address, patience=5.0) as archive:
            assert archive.check() == ()
            assert all(archive.report(id).id == id for id in said)
            kept = archive.counts()["reports"]
            assert len(said) <= kept <= len(said) + 2  # one request was under way, whole or not
            assert (kept - len(said)) % 2 == 0
        with serving(address) as (site, _):  # begun again, it takes the rest
            assert sum(len(post(site, some)) for some in bodies()) == len(every)
        with ns.open_archive(address) as archive:
            assert archive.check() == ()
            assert archive.counts()["reports"] == len(every)
            assert len(Index.open(f"{address}.copies")) == len(every)
    return cut


@pytest.mark.slow
def test_nothing_answered_is_lost_where_the_server_is_killed(tmp_path):
    kill_often(tmp_path, 2)


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("HYPOTHESIS_PROFILE") != "thorough" and not os.environ.get("CI"),
                    reason="fifty kills: with CI=1 or HYPOTHESIS_PROFILE=thorough")  # fmt: skip
def test_nothing_answered_is_lost_in_fifty_kills(tmp_path):
    assert kill_often(tmp_path, KILLS) > KILLS // 2
