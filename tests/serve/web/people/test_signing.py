"""Who did what: accounts sign; nothing they type is markup; without accounts all sign."""

import re
from html import unescape

import pytest

import newstemma as ns
from newstemma.newsroom import Scope
from tests.serve.web.people.team import log_in
from tests.serve.web.press import WIRE, page

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")


def test_nothing_a_person_types_becomes_markup(client, story, reports):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    log_in(client, "Ada")
    client.headers["user-agent"] = evil
    log_in(client, "Ada", back=f"/{evil}")
    client.post("/account/tokens", data={"name": evil, "days": "1", "scope": "read"})
    report = reports["Norwire"]
    said = {"quote": "214 kilometres", "text": f"So it is {evil}."}
    number = client.post(f"/api/v1/reports/{report}/notes", json=said).json()["number"]
    kept = client.post(f"/api/v1/stories/{story}/saved", json={"title": evil, "note": evil}).json()
    words = {"first": reports["Eastbank Post"], "second": report, "verdict": "copies", "note": evil}
    client.post("/rulings", data=words)
    pages = ["/account", f"/reports/{report}", "/notes", f"/notes/{number}", "/saved", "/rulings",
             f"/saved/{kept['number']}", "/audit", f"/login?back=/{evil}", "/accounts"]  # fmt: skip
    for path in pages:
        text = client.get(path).text
        assert "<script>" not in text, path
        assert "<img" not in text, path
    client.post(f"/notes/{number}/hide", data={"reason": evil})
    assert "<script>" not in client.get(f"/notes/{number}").text
    assert "&lt;script&gt;" in client.get(f"/notes/{number}").text


# --- who did what -------------------------------------------------------------------------


def test_an_account_signs_its_rulings_whatever_name_is_sent(client, tokens, reports):
    log_in(client, "Edda")
    client.post("/rulings", data={"first": reports["Norwire"], "verdict": "copies",
                "second": reports["Eastbank Post"], "who": "Ada", "note": "Seen."})  # fmt: skip
    made = client.get("/api/v1/rulings").json()[-1]
    assert made["ruling"]["who"] == "Edda"
    client.delete(f"/api/v1/rulings/{made['number']}", headers=tokens["admin"])
    assert client.get("/api/v1/rulings").json()[-1]["withdrawn_by"] == "Ada"
    log = client.get("/api/v1/audit", headers=tokens["admin"]).json()["items"]
    assert [(e["who"], e["did"]) for e in log[:2]] == [
        ("Ada", "ruling withdrawn"), ("Edda", "ruled")]  # fmt: skip
    assert "Seen." in unescape(client.get("/audit", headers=tokens["admin"]).text)


def test_a_reader_sees_no_form_that_is_not_for_readers(client, story, reports):
    log_in(client, "Rolf")
    text = client.get(f"/stories/{story}").text
    assert 'action="/rulings"' not in text
    assert f'action="/stories/{story}/saved"' in text
    assert 'href="/accounts"' not in text
    log_in(client, "Ada")
    text = client.get(f"/stories/{story}").text
    assert 'action="/rulings"' in text
    assert 'name="who"' not in text
    assert 'href="/accounts"' in text


def test_an_admin_keeps_accounts_but_not_their_own(client):
    log_in(client, "Ada")
    data = {"name": "Vera", "role": "reader", "password": "twelve signs or more"}
    assert client.post("/accounts", data=data).status_code == 303
    assert client.post("/accounts", data=data).status_code == 400
    for change, said in (("editor", "editor"), ("disable", "disabled"), ("enable", "editor")):
        client.post("/accounts/change", data={"name": "Vera", "change": change})
        text = re.sub("<[^>]+>", "", client.get("/accounts").text)
        assert re.search(f"Vera, .*{said}", text)
    for change in ("disable", "reader"):
        answer = client.post("/accounts/change", data={"name": "Ada", "change": change})
        assert answer.status_code == 403
    assert client.post("/accounts/change", data={"name": "No", "change": "disable"}
                       ).status_code == 404  # fmt: skip


# --- a server without accounts ------------------------------------------------------------


def test_without_accounts_nobody_logs_in_and_everybody_signs(tmp_path):
    from newstemma.serve.web.app import create_app

    address = tmp_path / "news.db"
    with ns.open_archive(address) as archive:
        list(archive.add([page(WIRE, "Norwire", 12)]))
    app = create_app(str(address))
    open_one = testclient.TestClient(app)
    assert open_one.get("/api/v1/me").json() == {
        "name": "", "scopes": list(Scope), "through": "open", "accounts": False}  # fmt: skip
    for path in ("/login", "/account", "/accounts"):
        assert open_one.get(path).status_code == 400
    for path in ("/notes", "/saved", "/api/v1/notes", "/api/v1/saved"):
        assert open_one.get(path).status_code == 200
    assert open_one.get("/notes/1").status_code == 404
    assert not (tmp_path / "news.db.newsroom").exists()
    story = open_one.get("/api/v1/stories").json()["stories"][0]["id"]
    assert "say who you are" in open_one.post(f"/stories/{story}/saved").text
    saved = open_one.post(f"/api/v1/stories/{story}/saved", json={"who": " Ann  B "}).json()
    assert saved["who"] == "Ann B"
    app.end()
