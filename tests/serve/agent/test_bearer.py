"""The tools over HTTP behind the tokens of a newsroom."""

import pytest

from newstemma.newsroom import Role, Scope, open_newsroom
from tests.newsroom.people import ADMIN, passwords_that_cost_little

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("mcp", reason="the extra newstemma[mcp] is not installed")

ASKED = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
    "protocolVersion": "2025-06-18", "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"}}}  # fmt: skip


@pytest.fixture
def newsroom():
    with passwords_that_cost_little(), open_newsroom(":memory:") as made:
        made.accounts.add("Ada", "Ada counts sources", Role.ADMIN, ADMIN)
        yield made


def served(newsroom):
    from newstemma.serve.agent.bearer import guarded
    from newstemma.serve.agent.desk import Desk
    from newstemma.serve.agent.server import server_for

    return guarded(server_for(Desk()).streamable_http_app(host="127.0.0.1"), newsroom)


@pytest.fixture
def client(newsroom):
    app = served(newsroom)
    with testclient.TestClient(app, base_url="http://127.0.0.1:8732") as made:
        yield made


def ask(client, **headers):
    accept = {"accept": "application/json, text/event-stream"}
    return client.post("/mcp", json=ASKED, headers=accept | headers)


def test_only_a_token_that_may_read_reaches_the_tools(client, newsroom):
    words = {}
    for scope in Scope:
        _, words[scope] = newsroom.tokens.add("Ada", "agent", frozenset({scope}), 1, ADMIN)
    for scope, word in words.items():
        wanted = 200 if scope is Scope.READ else 403
        assert ask(client, authorization=f"Bearer {word}").status_code == wanted, scope
    newsroom.accounts.disable("Ada", ADMIN)
    assert ask(client, authorization=f"Bearer {words[Scope.READ]}").status_code == 401


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer nst_1"}, {"authorization": "x"}])
def test_without_one_the_answer_says_how(client, header):
    answer = ask(client, **header)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_who_asks_too_often_too_much_or_from_another_site_is_refused():
    app = served(None)
    with testclient.TestClient(app, base_url="http://127.0.0.1:8732") as client:
        assert ask(client).status_code == 200
        assert ask(client, origin="https://evil.example").status_code == 403
        assert ask(client, host="evil.example").status_code == 421
        assert ask(client, **{"content-length": "99999999999"}).status_code == 413
        statuses = [ask(client).status_code for _ in range(80)]
    assert statuses[-1] == 429
    assert statuses.index(429) > 40
