"""Tokens of programs: made, shown once, scoped, revoked; and how the description names them."""

import re

import pytest

from newstemma.newsroom import Scope
from tests.serve.web.people.team import OURS, log_in

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")


@pytest.mark.parametrize(
    "header", ["Bearer ", "Bearer nst_00000000_x", "Basic QWRhOng=", "nst_1", "Bearer a b"]
)
def test_a_token_that_is_none_is_refused_and_told_how(client, header):
    answer = client.get("/api/v1/stories", headers={"authorization": header})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_token_is_made_on_the_page_shown_once_and_revoked(client):
    log_in(client, "Edda")
    data = {"name": "night desk", "days": "30", "scope": ["read", "rule"]}
    shown = client.post("/account/tokens", data=data).text
    word = re.search(r"nst_[0-9a-f]{8}_[\w-]{43}", shown)[0]
    assert word not in client.get("/account").text
    program = {"authorization": f"Bearer {word}"}
    me = client.get("/api/v1/me", headers=program).json()
    assert (me["name"], me["scopes"]) == ("Edda", ["read", "rule"])
    more = {"name": "more", "days": "30", "scope": ["admin"]}
    assert client.post("/account/tokens", data=more).status_code == 400
    revoke = re.findall(r"/account/tokens/\d+/revoke", client.get("/account").text)[0]
    other = testclient.TestClient(client.app, headers=OURS)
    log_in(other, "Rolf")
    assert other.post(revoke).status_code == 400
    assert client.get("/api/v1/me", headers=program).status_code == 200
    client.post(revoke)
    assert client.get("/api/v1/me", headers=program).status_code == 401


def test_a_refusal_names_the_scope_that_is_lacking(client, tokens, reports):
    ruled = {"subject": list(reports.values()), "verdict": "copies"}
    answer = client.post("/api/v1/rulings", json=ruled, headers=tokens["reader"])
    assert answer.status_code == 403
    assert "scope rule" in answer.json()["detail"]


def test_the_description_says_how_to_log_in(client, tokens):
    schema = client.get("/api/v1/openapi.json", headers=tokens["reader"]).json()
    assert schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert "401" in schema["paths"]["/api/v1/stories"]["get"]["responses"]
    assert schema["paths"]["/api/v1/rulings"]["post"]["x-scope"] == "rule"
    scopes = {op["x-scope"] for ops in schema["paths"].values() for op in ops.values()}
    assert scopes == set(Scope)
