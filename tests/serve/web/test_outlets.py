"""Pages of outlets and of copies, and their routes."""

import re
from html import unescape

import pytest

import newstemma as ns
from tests.serve.web.press import COPY, OTHER, WIRE, archive_of, page

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")

EVIL = "A/B <script>alert(1)</script>"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    from newstemma.serve.web.app import create_app

    address = tmp_path_factory.mktemp("archive") / "news.db"
    archive_of(address, page(WIRE, "Norwire", 12), page(COPY, "Eastbank Post", 15),
               page(OTHER, "Brenn", 17), page(OTHER.replace("58", "59"), EVIL, 18))  # fmt: skip
    with ns.open_archive(address) as archive:
        for entry in archive.stories():
            archive.dossier(entry.id)
    with testclient.TestClient(create_app(str(address))) as made:
        yield made


@pytest.fixture(scope="module")
def reports(client):
    (found, *_) = client.get("/api/v1/stories").json()["stories"]
    items = client.get(f"/api/v1/stories/{found['id']}/reports").json()["items"]
    return {item["outlet"]: item["id"] for item in items}


def words(answer):
    assert answer.status_code == 200
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.text)).split())


def test_outlets_are_listed_with_what_is_known_of_each(client):
    text = words(client.get("/outlets"))
    assert "Norwire 1 report, 1 examined: 1 its own, 0 copied, 0 undetermined" in text
    assert "Eastbank Post 1 report, 1 examined: 0 its own, 1 copied" in text


def test_an_outlet_says_whom_it_copies_and_what_it_changes(client):
    text = words(client.get("/outlets/Eastbank%20Post"))
    assert "Whom it copies Norwire : 1 report" in text
    assert re.search(r"Changes it brought in 1 critical, \d major", text)
    assert "copied from Norwire" in text
    assert "Who copies it" in text
    assert "Eastbank Post : 1 report" in words(client.get("/outlets/Norwire"))
    assert client.get("/outlets/Nobody").status_code == 404


def test_a_name_of_an_outlet_may_hold_anything(client):
    found = client.get("/outlets").text
    (address,) = re.findall(r'href="(/outlets/A[^"]*)"', found)
    text = client.get(address).text
    assert "<script" not in text
    assert "A/B &lt;script&gt;" in text
    raw = client.get(f"/api/v1{address}").json()
    assert raw["entry"]["name"] == EVIL


def test_outlets_over_rest_come_a_page_at_a_time(client):
    seen, cursor = [], ""
    while cursor is not None:
        raw = client.get("/api/v1/outlets", params={"limit": 2, "cursor": cursor}).json()
        seen += [one["name"] for one in raw["outlets"]]
        cursor = raw["cursor"]
    assert sorted(seen) == sorted(["Norwire", "Eastbank Post", "Brenn", EVIL])
    (one,) = client.get("/api/v1/outlet-reports/Eastbank Post").json()["reports"]
    assert (one["descent"], one["source"]) == ("copy", "Norwire")
    assert client.get("/api/v1/outlets/Nobody").status_code == 404
    assert client.get("/api/v1/outlet-reports/Nobody").status_code == 404
    assert client.get("/api/v1/outlets?cursor=what").status_code == 400


def test_who_else_printed_a_report_is_told_with_the_words(client, reports):
    text = words(client.get(f"/reports/{reports['Norwire']}/copies"))
    assert "1 report of 1 outlet, from 2025-03-11 15:00" in text
    assert "this report had it first" in text
    assert "President Temur Jandarov signed a deal" in text
    assert re.search(r"\d+ words, characters \d+ to \d+ here, \d+ to \d+ there", text)
    assert "Who else printed this" in words(client.get(f"/reports/{reports['Brenn']}"))


def test_copies_over_rest_point_at_their_places(client, reports):
    raw = client.get(f"/api/v1/reports/{reports['Norwire']}/copies").json()["copies"]
    assert {one["outlet"] for one in raw} == {"Eastbank Post"}
    for one in raw:
        for passage in one["passages"]:
            here, there = passage["here"], passage["there"]
            other = client.get(f"/api/v1/reports/{one['report']}").json()["text"]
            mine = client.get(f"/api/v1/reports/{reports['Norwire']}").json()["text"]
            cut = mine[here["start"] : here["end"]], other[there["start"] : there["end"]]
            assert cut[0][:20] == cut[1][:20]
    assert client.get("/api/v1/reports/nothing/copies").status_code == 404


@pytest.mark.parametrize(
    ("day", "page", "rest"),
    [
        ("", 200, 422),
        ("2025-03-11", 200, 200),
        ("0", 422, 422),
        ("2025-3-1", 422, 422),
        ("2025-02-30", 422, 422),
    ],
)
def test_a_day_is_a_day_and_an_empty_field_of_a_form_says_nothing(client, day, page, rest):
    asked = {"query": "railway", "day": day}
    assert client.get("/", params=asked).status_code == page
    assert client.get("/api/v1/stories", params=asked).status_code == rest


def test_a_method_that_is_not_there_is_refused_with_those_that_are(client):
    answer = client.request("TRACE", "/api/v1/stories")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        (None, "no date"),
        ("2025-03-11", "2025-03-11"),
        ("2025-03-11T15:04Z", "2025-03-11 15:04 UTC"),
        ("2025-03-11T15:04:00+00:00", "2025-03-11 15:04 UTC"),
        ("2025-03-11T15:04:05+00:00", "2025-03-11 15:04:05 UTC"),
    ],
)
def test_times_are_written_for_reading(stamp, words):
    from newstemma.serve.web.frame import time_of

    assert time_of(stamp) == words
