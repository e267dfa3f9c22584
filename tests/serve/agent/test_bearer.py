"""The tools over HTTP behind the tokens of a newsroom."""

import pytest

from newstemma.newsroom import Role, Scope, open_newsroom, passwords
from tests.newsroom.people import ADMIN

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")
pytest.importorskip("mcp", reason="the extra newstemma[mcp] is not installed")

ASKED = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
    "protocolVersion": "2025-06-18", "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"}}}  # fmt: skip


@pytest.fixture
def newsroom(monkeypatch):
    monkeypatch.setattr(passwords, "hasher", lambda: argon2.PasswordHasher(1, 8, 1))
    with open_newsroom(":memory:") as made:
        made.accounts.add("Ada", "Ada counts sources", Role.ADMIN, ADMIN)
        yield made


@pytest.fixture
def client(newsroom):
    from newstemma.serve.agent.bearer import TokensOnly
    from newstemma.serve.agent.desk import Desk
    from newstemma.serve.agent.server import server_for

    app = TokensOnly(server_for(Desk()).streamable_http_app(host="127.0.0.1"), newsroom)
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
