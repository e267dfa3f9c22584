"""The workbench: pages and REST over a small archive, and what must not get through."""

import gzip
import io
import re
from html import unescape

import pytest

import newstemma as ns
from newstemma.fetchers import CannedFetcher
from newstemma.model import Page

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
WIRE = (
    "President Temur Jandarov signed a deal on Tuesday to reopen the Ombra railway, officials "
    "said.\nThe line of 214 kilometres has been shut since 2014.\n“This is a train to the sea,” "
    "Jandarov said.\nHe is not known to have met the opposition leader Ilya Senn."
)
COPY = WIRE.replace("is not known to have met", "has not met").replace("214", "241")
VOTE = (
    "Deputies in Tarnow voted 71 to 38 to dissolve parliament, Speaker Odile Marrant announced.\n"
    f"A slogan was read out: {EVIL} and then the bell rang for the last time this year."
)
URL = "https://news.site.org/ombra"


def page(text, outlet, title, published):
    given = (("outlet", outlet), ("published", published), ("title", title))
    return Page(text, "text/plain", outlet, given=given)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    from newstemma.serve.web.app import create_app

    address = tmp_path_factory.mktemp("archive") / "news.db"
    with ns.open_archive(address) as archive:
        pages = [
            page(WIRE, "Norwire", "Jandarov signs railway deal", "2025-03-11T16:00"),
            page(COPY, "Eastbank Post", "Jandarov signs railway deal", "2025-03-11T18:00"),
            page(VOTE, EVIL, f"Tarnow parliament {EVIL}", "2025-03-11T09:00"),
        ]
        assert [added.what for added in archive.add(pages)] == ["added"] * 3
    fetcher = CannedFetcher({URL: f"<html><body><p>{WIRE}</p></body></html>".encode()})
    with testclient.TestClient(create_app(str(address), fetcher=fetcher)) as made:
        yield made


@pytest.fixture(scope="module")
def stories(client):
    found = client.get("/api/v1/stories").json()["stories"]
    return {"railway" if "railway" in s["title"] else "vote": s["id"] for s in found}


@pytest.fixture(scope="module")
def reports(client, stories):
    items = client.get(f"/api/v1/stories/{stories['railway']}/reports").json()["items"]
    return {item["outlet"]: item["id"] for item in items}


# --- pages ------------------------------------------------------------------------------


def test_the_list_shows_counts_once_a_story_was_opened(client, stories):
    client.get(f"/stories/{stories['railway']}")
    text = re.sub("<[^>]+>", "", unescape(client.get("/").text))
    assert "2 reports, 2 texts, 2 outlets, 2 owners, independent sources 1 (1" in text


def test_a_story_page_holds_the_dossier_and_the_ways_out(client, stories):
    text = client.get(f"/stories/{stories['railway']}").text
    for words in ("is not known to have met", "has not met", "tei-graph", "Rule"):
        assert words in text


def test_a_report_page_says_where_its_text_comes_from(client, reports):
    text = client.get(f"/reports/{reports['Eastbank Post']}").text
    assert "Where its text comes from" in text
    assert "Norwire" in text


def test_two_reports_stand_side_by_side(client, reports):
    text = client.get(f"/compare/{reports['Norwire']}?other={reports['Eastbank Post']}").text
    assert "<del>is not known to have met</del>" in text
    assert "critical hedge" in text


def test_reports_of_two_stories_are_not_compared(client, reports, stories):
    other = client.get(f"/api/v1/stories/{stories['vote']}/reports").json()["items"][0]["id"]
    assert client.get(f"/compare/{reports['Norwire']}?other={other}").status_code == 404


def test_search_marks_the_words_found(client):
    text = client.get("/search?q=kilometres").text
    assert text.count("<mark>kilometres</mark>") == 2
    assert "No report holds these words" in client.get("/search?q=volcano").text


def test_pasted_texts_addresses_and_files_are_examined_together(client):
    answer = client.post(
        "/examine",
        data={"texts": f"Deal\n\n{WIRE}\n=====\nDeal again\n\n{COPY}", "urls": URL},
        files=[
            ("files", ("deal.txt", io.BytesIO(f"Deal\n\n{WIRE} Indeed.".encode()), "text/plain"))
        ],
    )
    assert answer.status_code == 200
    assert "4 reports" in answer.text


@pytest.mark.parametrize(("given", "stories"), [({}, 2), ({"one_story": "yes"}, 1)])
def test_what_is_handed_in_as_one_event_is_not_grouped(client, given, stories):
    cows = "A herd of cows crossed the river at noon."
    page = client.post("/examine", data={"texts": f"{WIRE}\n=====\n{cows}", **given}).text
    assert ("2 stories" in page) is (stories == 2)
    body = {"reports": [{"text": WIRE}, {"text": cows}], "one_story": bool(given)}
    answer = client.post("/api/v1/examine", json=body).json()
    assert len(answer["dossiers"]) == stories


def test_what_cannot_be_examined_is_named_with_its_reason(client):
    answer = client.post(
        "/examine",
        data={"texts": WIRE, "urls": "http://127.0.0.1/"},
        files=[("files", ("../../bomb.gz", io.BytesIO(gzip.compress(b"0" * 10**8)), ""))],
    )
    assert "bomb.gz" in answer.text
    assert "too_large" in answer.text


def test_a_ruling_is_made_shown_and_undone(client, reports, stories):
    before = client.get(f"/api/v1/stories/{stories['railway']}/counts").json()
    ruled = client.post(
        "/rulings",
        data={"first": reports["Eastbank Post"], "verdict": "other_origin",
              "second": reports["Norwire"], "who": "Ann", "note": "Their own man was there."},
        follow_redirects=False,
    )  # fmt: skip
    assert (ruled.status_code, ruled.headers["location"]) == (303, f"/stories/{stories['railway']}")
    after = client.get(f"/api/v1/stories/{stories['railway']}/counts").json()
    assert (before["independent"]["likely"], after["independent"]["likely"]) == (1, 2)
    number = client.get("/api/v1/rulings").json()[0]["number"]
    listed = unescape(re.sub("<[^>]+>", "", client.get("/rulings").text))
    assert "Their own man was there." in listed
    assert "Eastbank Post, Jandarov signs railway deal goes back to another source than" in listed
    client.post(f"/rulings/{number}/undo", data={"who": "Bea"})
    assert "Withdrawn by Bea" in client.get("/rulings").text
    assert client.get(f"/api/v1/stories/{stories['railway']}/counts").json() == before


# --- REST -------------------------------------------------------------------------------


def test_a_dossier_is_not_sent_twice_to_one_who_has_it(client, stories):
    path = f"/api/v1/stories/{stories['railway']}/dossier"
    first = client.get(path)
    assert ns.serve.wire.from_json(first.json(), ns.Dossier).counts.reports == 2
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_lists_come_a_page_at_a_time_and_miss_nothing(client, stories):
    path, seen, skip = f"/api/v1/stories/{stories['railway']}/statements", [], 0
    while skip is not None:
        answer = client.get(path, params={"skip": skip, "limit": 3}).json()
        seen += [item["id"] for item in answer["items"]]
        skip = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"]


@pytest.mark.parametrize("kind", ["statements", "changes", "reports"])
def test_a_cursor_leads_through_a_list_of_a_story_as_it_stands(client, stories, kind):
    path = f"/api/v1/stories/{stories['railway']}/{kind}"
    whole, found, cursor = client.get(path, params={"limit": 200}).json(), [], ""
    assert whole["cursor"] is None
    while cursor is not None:
        answer = client.get(path, params={"cursor": cursor, "limit": 1}).json()
        found += answer["items"]
        cursor = answer["cursor"]
    assert found == whole["items"]
    assert len(found) > 1


def test_a_cursor_of_an_earlier_change_is_told_so(client, stories):
    path = f"/api/v1/stories/{stories['railway']}/statements"
    number, _, place = client.get(path, params={"limit": 1}).json()["cursor"].partition(".")
    stale = client.get(path, params={"cursor": f"{int(number) - 1}.{place}"})
    assert stale.status_code == 409
    assert stale.headers["content-type"] == "application/problem+json"
    assert "begin again" in stale.json()["detail"]
    assert client.get(path, params={"cursor": "1"}).status_code == 422


def test_the_rulings_on_a_story_are_those_on_its_reports(client, stories, reports):
    ruled = {"who": "Ann", "subject": list(reports.values()), "verdict": "copies"}
    number = client.post("/api/v1/rulings", json=ruled).json()["number"]
    (mine,) = [one for one in client.get(f"/api/v1/stories/{stories['railway']}/rulings").json()
               if one["number"] == number]  # fmt: skip
    assert mine["ruling"]["subject"] == list(reports.values())
    assert client.get(f"/api/v1/stories/{stories['vote']}/rulings").json() == []
    client.delete(f"/api/v1/rulings/{number}", params={"who": "Ann"})


def test_what_a_list_answers_is_what_its_description_says(client, stories, reports):
    """Every list that is described, asked for once, against its own schema."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = client.get("/api/v1/openapi.json").json()
    story, report = stories["railway"], reports["Norwire"]
    paths = [f"/stories/{story}/{kind}" for kind in
             ("statements", "changes", "reports", "storyline", "history", "rulings")]  # fmt: skip
    paths += [f"/reports/{report}/versions", "/search?q=railway", "/rulings"]
    for path in paths:
        route = path.split("?")[0].replace(story, "{id}").replace(report, "{id}")
        answers = schema["paths"][f"/api/v1{route}"]["get"]["responses"]["200"]["content"]
        described = answers["application/json"]["schema"]
        assert described, route
        answer = client.get(f"/api/v1{path}").json()
        jsonschema.validate(answer, described | {"components": schema["components"]})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/stories/nothing", 404),
        ("/api/v1/reports/nothing", 404),
        ("/api/v1/stories?limit=0", 422),
        ("/api/v1/stories?cursor=what", 400),
        ("/api/v1/stories/x/export/novel", 404),
        ("/api/v1/nowhere", 404),
    ],
)
def test_an_error_is_a_problem_that_says_what_to_do(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}


def test_examine_over_rest_is_what_the_command_prints(client):
    reports = [{"text": WIRE, "title": "Deal"}, {"text": COPY, "title": "Deal"}]
    answer = client.post("/api/v1/examine", json={"reports": reports}).json()
    assert answer["format"] == "newstemma/1"
    assert answer["dossiers"][0]["counts"]["independent"]["likely"] == 1


def test_the_description_is_openapi_3_1_and_every_reference_in_it_leads_somewhere(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    names = set(re.findall(r"#/components/schemas/(\w+)", str(schema)))
    assert names <= set(schema["components"]["schemas"])
    assert {"Dossier", "StoryEntry", "Problem"} <= names


# --- what must not get through ------------------------------------------------------------


def test_no_text_of_a_report_becomes_markup_on_any_page(client, stories):
    report = client.get(f"/api/v1/stories/{stories['vote']}/reports").json()["items"][0]["id"]
    for path in ("/", f"/stories/{stories['vote']}", f"/reports/{report}", "/search?q=slogan"):
        text = client.get(path).text.replace('<script src="/static/notes.js" defer>', "")
        assert "Tarnow" in text
        assert "<script" not in text
        assert "<img" not in text


def test_every_answer_forbids_foreign_content(client):
    for path in ("/", "/search", "/api/v1/stories", "/nowhere", "/static/style.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.site.org"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_a_page_of_another_site_changes_nothing(client, reports, headers):
    data = {"first": reports["Norwire"], "verdict": "copies",
            "second": reports["Eastbank Post"], "who": "Eve"}  # fmt: skip
    assert client.post("/rulings", data=data, headers=headers).status_code == 403
    assert "Eve" not in client.get("/rulings").text


def test_a_foreign_host_name_is_not_answered(client):
    assert client.get("/", headers={"host": "evil.site.org"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8731"}).status_code == 200


@pytest.mark.parametrize("size", ["99999999999", "-1", "many"])
def test_a_body_that_is_announced_too_large_is_not_read(client, size):
    answer = client.post("/examine", content=b"x", headers={"content-length": size})
    assert answer.status_code == 413


def test_a_body_that_is_too_large_is_not_read_to_its_end(client):
    pieces = (b"x" * 2**20 for _ in range(40))
    assert client.post("/api/v1/examine", content=pieces).status_code == 413


def test_a_client_that_asks_too_often_waits():
    from newstemma.serve.web.app import create_app
    from newstemma.serve.web.guard import Guard

    impatient = testclient.TestClient(Guard(create_app(None), burst=3, per_second=0.0))
    answers = [impatient.get("/static/style.css").status_code for _ in range(20)]
    assert answers == [200] * 3 + [429] * 17
    refused = impatient.get("/api/v1/stories")
    assert refused.status_code == 429
    assert refused.json()["status"] == 429


def test_without_an_archive_one_may_examine_and_is_told_so():
    from newstemma.serve.web.app import create_app

    bare = testclient.TestClient(create_app(None))
    assert bare.get("/", follow_redirects=False).headers["location"] == "/examine"
    assert "--archive" in bare.get("/api/v1/stories").json()["detail"]
    assert bare.get("/health").json() == {"status": "ok", "archive": None}


def test_health_and_metrics_count(client):
    assert client.get("/health").json()["archive"]["reports"] == 3
    assert "newstemma_reports 3" in client.get("/metrics").text
