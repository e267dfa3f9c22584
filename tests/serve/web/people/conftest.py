"""A workbench of four people with accounts, and what each role shows to be let in."""

import pytest

import newstemma as ns
from newstemma.newsroom import Role
from tests.newsroom.people import ADMIN, fill, passwords_that_cost_little
from tests.serve.web.people.team import OURS, WHO
from tests.serve.web.press import COPY, WIRE, page


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords():
    pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
    with passwords_that_cost_little():
        yield


@pytest.fixture(scope="module")
def app(tmp_path_factory, cheap_passwords):
    from newstemma.serve.web.app import create_app
    from newstemma.serve.web.people.room import Room

    address = tmp_path_factory.mktemp("archive") / "news.db"
    with ns.open_archive(address) as archive:
        pages = [page(WIRE, "Norwire", 12), page(COPY, "Eastbank Post", 15)]
        assert [added.what for added in archive.add(pages)] == ["added"] * 2
    room = Room(f"{address}.newsroom", closed=True)
    fill(room.newsroom())
    app = create_app(str(address), room=room)
    app.room = room
    yield app
    app.end()


@pytest.fixture
def client(app):
    """A browser that is not logged in."""
    from starlette.testclient import TestClient

    app.room.tries.__init__()
    app._buckets.clear()
    return TestClient(app, headers=OURS, follow_redirects=False)


@pytest.fixture(scope="module")
def tokens(app):
    """A program's headers for each role, with all its scopes."""
    made = {}
    for role, name in WHO.items():
        if name is not None:
            scopes = Role(role).scopes
            _, word = app.room.newsroom().tokens.add(name, role, scopes, 1, ADMIN)
            made[role] = {"authorization": f"Bearer {word}"}
    return made | {"nobody": {}}


def reader(app, tokens):
    """A program that may read."""
    from starlette.testclient import TestClient

    return TestClient(app, headers=tokens["reader"])


@pytest.fixture(scope="module")
def story(app, tokens):
    return reader(app, tokens).get("/api/v1/stories").json()["stories"][0]["id"]


@pytest.fixture(scope="module")
def reports(app, tokens, story):
    items = reader(app, tokens).get(f"/api/v1/stories/{story}/reports").json()["items"]
    return {item["outlet"]: item["id"] for item in items}
