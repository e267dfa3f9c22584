"""The way out of a digest: one post without a login, and nothing by mere looking."""

import pytest

from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.subscribers import Subscribers
from tests.serve.web.press import WIRE, archive_of, page

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")

ANN = "ann@desk.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    from newstemma.serve.web.app import create_app

    address = tmp_path_factory.mktemp("archive") / "news.db"
    archive_of(address, page(WIRE, "Norwire", 12))
    return testclient.TestClient(create_app(str(address))), address.with_name("news.db.watch")


@pytest.fixture
def kept(served):
    client, place = served
    with Notes(place), Subscribers(place) as subscribers:
        subscribers.add(ANN, 0)
        subscribers.leave(ANN, None)
        yield client, subscribers, f"/unsubscribe/{subscribers.token(ANN)}"


def test_one_click_unsubscribes_without_login_cookie_or_redirect(kept):
    client, subscribers, way = kept
    answer = client.post(way, data={"List-Unsubscribe": "One-Click"}, follow_redirects=False)
    assert answer.status_code == 200
    assert "gets no more digests" in answer.text
    assert subscribers.get(ANN).gone
    assert client.post(way, data={"List-Unsubscribe": "One-Click"}).status_code == 200


def test_looking_changes_nothing(kept):
    client, subscribers, way = kept
    assert "Get no more digests" in client.get(way).text
    client.head(way)
    assert not subscribers.get(ANN).gone


def test_who_left_comes_back_by_the_same_page(kept):
    client, subscribers, way = kept
    client.post(way)
    assert "Get digests again" in client.get(way).text
    assert "gets digests" in client.post(way, data={"wish": "back"}).text
    assert not subscribers.get(ANN).gone


@pytest.mark.parametrize("token", ["x", "YW5u.AAAA", "a.b.c", "A" * 700, "..%2f..%2fnews.db"])
def test_a_made_up_token_does_nothing(kept, token):
    client, subscribers, _ = kept
    assert client.post(f"/unsubscribe/{token}").status_code in (404, 405, 422)
    assert not subscribers.get(ANN).gone


def test_where_nobody_watches_there_is_nothing_to_leave(served):
    client, place = served
    place.unlink(missing_ok=True)
    assert client.get("/unsubscribe/a.b").status_code == 404
    assert not place.exists()
