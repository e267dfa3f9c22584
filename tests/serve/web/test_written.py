"""Notes beside texts and saved stories, over pages and REST, without accounts."""

import re
from html import unescape

import pytest

import newstemma as ns
from newstemma.model import Dossier, Page
from newstemma.newsroom.house import House
from tests.serve.web.press import COPY, OTHER, WIRE, page

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")

EVIL = "<script>alert(1)</script>"
HEDGE = "He is not known to have met"


def versioned(text, hour):
    given = (("outlet", "Brenn"), ("published", f"2025-03-11T{hour}:00"),
             ("title", "Ombra railway deal signed"))  # fmt: skip
    return Page(text, "text/plain", "Brenn", url="https://brenn.example/last-timetable",
                given=given)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return tmp_path_factory.mktemp("archive") / "news.db"


@pytest.fixture(scope="module")
def client(address):
    from newstemma.serve.web.app import create_app
    from newstemma.serve.web.people.room import Room

    with ns.open_archive(address) as archive:
        pages = [page(WIRE, "Norwire", 12), page(COPY, "Eastbank Post", 15), versioned(OTHER, 17)]
        assert len(list(archive.add(pages))) == 3
    house = House(refused_words=("dunce",), languages=("en",))
    app = create_app(str(address), room=Room(f"{address}.newsroom", house=house))
    with testclient.TestClient(app, follow_redirects=False) as made:
        yield made
    app.end()


@pytest.fixture(scope="module")
def reports(client):
    found = {}
    for story in client.get("/api/v1/stories").json()["stories"]:
        for item in client.get(f"/api/v1/stories/{story['id']}/reports").json()["items"]:
            found[item["outlet"]] = item["id"], story["id"]
    return found


def seen(client, path):
    """The words of a page as a reader sees them."""
    return " ".join(unescape(re.sub("<[^>]+>", "", client.get(path).text)).split())


# --- notes --------------------------------------------------------------------------------


def test_a_note_is_written_marked_in_the_text_and_answered(client, reports):
    report, _ = reports["Norwire"]
    data = {"words": HEDGE, "text": f"Asked twice.\nNo answer {EVIL}.", "who": "Ann"}
    made = client.post(f"/reports/{report}/notes", data=data)
    assert made.status_code == 303
    path, _, place = made.headers["location"].partition("#")
    text = client.get(path).text
    assert f'id="{place}"' in text
    assert 'class="noted"' in text
    assert f'class="note-ref" href="{path}#{place}"' in text
    assert EVIL not in text
    assert '<blockquote dir="auto">He is not known to have met</blockquote>' in text
    number = int(place.removeprefix("note-"))
    data = {"reply_to": number, "text": "Nor to us.", "who": "Bea"}
    assert client.post(f"/reports/{report}/notes", data=data).status_code == 303
    words = seen(client, f"/notes/{number}")
    assert "Asked twice." in words
    assert "Nor to us." in words
    assert "Bea" in seen(client, "/notes")


def test_what_the_house_does_not_print_comes_back_with_the_reason(client, reports):
    report, _ = reports["Norwire"]
    for text, said in (("no sentence", "whole sentences"), ("Only a dunce says so.", "not printed"),
                       ("X" * 19_000, "shorten it")):  # fmt: skip
        data = {"words": HEDGE, "text": text, "who": "Ann"}
        answer = client.post(f"/reports/{report}/notes", data=data)
        assert answer.status_code == 400
        assert said in answer.text
        assert text[:100] in answer.text
    data = {"words": "words of no report", "text": "So it is.", "who": "Ann"}
    assert "do not stand" in client.post(f"/reports/{report}/notes", data=data).text
    data = {"words": HEDGE, "text": "So it is."}
    assert "say who you are" in client.post(f"/reports/{report}/notes", data=data).text


def test_notes_over_rest_stand_at_offsets_and_go_out_as_web_annotations(client, reports):
    report, _ = reports["Eastbank Post"]
    text = client.get(f"/api/v1/reports/{report}").json()["text"]
    start = text.index("has not met")
    path = f"/api/v1/reports/{report}/notes"
    place = {"start": start, "end": start + 11, "quote": "has not met"}
    made = client.post(path, json=place | {"text": "The wire says less.", "who": "Ann"}).json()
    span = {"start": start, "end": start + 11}
    assert made["anchor"] == {"report": report, "span": span, "quote": "has not met"}
    reply = client.post(path, json={"reply_to": made["number"], "text": "It does.", "who": "Bea"})
    assert reply.json()["anchor"] == made["anchor"]
    for wrong in ({"start": start, "end": start}, {"start": 0, "end": 10**6}, {"quote": "nowhere"},
                  {"start": start, "end": start + 10, "quote": "has not met"}, {}):  # fmt: skip
        said = wrong | {"text": "So it is.", "who": "Ann"}
        assert client.post(path, json=said).status_code == 400, wrong
    answer = client.get(f"/api/v1/reports/{report}/annotations")
    assert answer.headers["content-type"].startswith("application/ld+json")
    first, second = answer.json()["items"]
    assert first["target"]["selector"] == {
        "type": "TextQuoteSelector", "exact": "has not met",
        "prefix": text[start - 32 : start], "suffix": text[start + 11 : start + 43]}  # fmt: skip
    assert (second["motivation"], second["target"]) == ("replying", first["id"])
    assert first["creator"]["name"] == "Ann"


def test_a_hidden_note_is_shown_by_who_hid_it_and_why(client, reports):
    report, _ = reports["Norwire"]
    said = {"quote": "214 kilometres", "text": "Spiteful words.", "who": "Ann"}
    number = client.post(f"/api/v1/reports/{report}/notes", json=said).json()["number"]
    assert (
        client.post(f"/notes/{number}/hide", data={"reason": " ", "who": "Bea"}).status_code == 400
    )
    client.post(f"/notes/{number}/hide", data={"reason": "Off the point.", "who": "Bea"})
    for path in (f"/reports/{report}", f"/notes/{number}", "/notes"):
        assert "Spiteful" not in seen(client, path)
        assert "Off the point." in seen(client, path)
    assert client.get(f"/api/v1/notes/{number}").json()["text"] == ""
    items = client.get(f"/api/v1/reports/{report}/annotations").json()["items"]
    assert "Spiteful" not in str(items)
    client.post(f"/notes/{number}/show", data={"who": "Bea"})
    assert "Spiteful" in seen(client, f"/reports/{report}")


def test_notes_stay_with_their_version_and_say_what_became_of_their_words(client, address, reports):
    report, _ = reports["Brenn"]
    path = f"/api/v1/reports/{report}/notes"
    for quote in ("one train at dawn", "40 marks, twice the fare of the bus"):
        said = {"quote": quote, "text": "Ask the mayor.", "who": "Ann"}
        assert client.post(path, json=said).status_code == 200
    with ns.open_archive(address) as archive:
        later = OTHER.replace("40 marks, twice the fare of the bus", "50 marks a head")
        added = next(iter(archive.add([versioned(later, 19)])))
        assert added.what == "version"
    words = seen(client, f"/reports/{added.report}")
    assert "50 marks a head" in words
    assert "these words stand here too" in words
    assert "these words do not stand here any more" in words
    assert "40 marks, twice the fare of the bus" in words
    notes = client.get(f"/api/v1/reports/{added.report}/notes").json()["items"]
    assert {note["anchor"]["report"] for note in notes} == {report}


def test_notes_come_a_page_at_a_time(client):
    seen, before = [], None
    while True:
        asked = {"limit": 2} | ({"before": before} if before else {})
        answer = client.get("/api/v1/notes", params=asked).json()
        seen += [item["number"] for item in answer["items"]]
        before = answer["next"]
        if before is None:
            break
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) >= 5


# --- saved stories ------------------------------------------------------------------------


def test_a_saved_story_does_not_change_when_the_story_grows(client, address, reports):
    _, story = reports["Norwire"]
    data = {"title": f"For Thursday {EVIL}", "note": "Ask Tessany.", "who": "Ann"}
    made = client.post(f"/stories/{story}/saved", data=data)
    path = made.headers["location"]
    assert "Nothing that is counted." in seen(client, path)
    before = client.get(f"/api/v1{path}/dossier").json()
    assert ns.serve.wire.from_json(before, Dossier).counts.reports == len(before["reports"])
    with ns.open_archive(address) as archive:
        another = WIRE.replace("in Tessany", "in Tessany town") + "\nTickets will cost ten marks."
        added = next(iter(archive.add([page(another, "Lantern", 18)])))
        assert added.story == story
    assert client.get(f"/api/v1{path}/dossier").json() == before
    now = client.get(f"/api/v1{path}").json()
    assert now["now"]["reports"] == now["counts"]["reports"] + 1
    text = client.get(path).text
    assert EVIL not in text
    assert "changed" in seen(client, path)
    assert f"{now['counts']['reports']} reports" in seen(client, "/saved")
    exported = client.get(f"{path}/export/json")
    assert exported.status_code == 200
    assert "Lantern" not in exported.text
    assert client.get(f"{path}/export/novel").status_code == 400


def test_a_removed_one_leaves_the_list_and_stays_under_its_number(client, reports):
    _, story = reports["Norwire"]
    made = client.post(f"/api/v1/stories/{story}/saved", json={"who": "Ann", "title": "Gone"})
    number = made.json()["number"]
    removed = client.delete(f"/api/v1/saved/{number}", params={"who": "Bea"}).json()
    assert removed["removed_by"] == "Bea"
    assert "Gone" not in seen(client, "/saved")
    assert "Removed by Bea" in seen(client, f"/saved/{number}")
    numbers = [one["number"] for one in client.get("/api/v1/saved").json()["items"]]
    assert number not in numbers
    assert client.get("/saved/999").status_code == 404


def test_saving_what_is_not_there_is_refused(client):
    assert client.post("/stories/nothing/saved", data={"who": "Ann"}).status_code == 404
    assert client.post("/api/v1/reports/nothing/notes", json={"text": "So.", "who": "A"}
                       ).status_code == 404  # fmt: skip
