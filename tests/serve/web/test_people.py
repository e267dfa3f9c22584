"""Accounts before every route: who is let in to what, sessions, tokens, and what is refused."""

import re
from html import unescape

import pytest

import newstemma as ns
from newstemma.newsroom import Role, Scope, passwords
from tests.newsroom.people import ADMIN, PASSWORDS, fill
from tests.serve.web.press import COPY, WIRE, page

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")

OURS = {"sec-fetch-site": "same-origin"}
WHO = {"nobody": None, "reader": "Rolf", "editor": "Edda", "admin": "Ada"}


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords():
    """The library's own parameters take a tenth of a second each; what is tested is the same."""
    cheap, usual = argon2.PasswordHasher(1, 8, 1), passwords.hasher
    passwords.hasher = lambda: cheap
    passwords.nobody.cache_clear()
    yield
    passwords.hasher = usual
    passwords.nobody.cache_clear()


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
    app.room.tries.__init__()
    app._buckets.clear()
    return testclient.TestClient(app, headers=OURS, follow_redirects=False)


def log_in(client, name, password=None, back="/"):
    said = {"name": name, "password": password or PASSWORDS[name], "back": back}
    return client.post("/login", data=said)


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


@pytest.fixture(scope="module")
def story(app, tokens):
    browser = testclient.TestClient(app, headers=tokens["reader"])
    return browser.get("/api/v1/stories").json()["stories"][0]["id"]


@pytest.fixture(scope="module")
def reports(app, tokens, story):
    browser = testclient.TestClient(app, headers=tokens["reader"])
    items = browser.get(f"/api/v1/stories/{story}/reports").json()["items"]
    return {item["outlet"]: item["id"] for item in items}


# --- the table of rights ------------------------------------------------------------------


def routes(app):
    """Every route of the application, with its methods."""

    def walk(routes, prefix=""):
        for route in routes:
            inner = getattr(route, "original_router", None) or getattr(route, "router", None)
            if getattr(route, "path", None) is not None and getattr(route, "methods", None):
                yield from ((m, prefix + route.path) for m in sorted(route.methods - {"HEAD"}))
            elif inner is not None:
                yield from walk(inner.routes, prefix)
            else:
                raise AssertionError(f"a route of a kind this test does not know: {route!r}")

    return sorted(set(walk(app._app._app.routes)))


def test_the_walk_finds_the_routes(app):
    found = routes(app)
    assert ("POST", "/api/v1/rulings") in found
    assert ("GET", "/health") in found
    assert len(found) > 60


def test_every_route_declares_what_it_asks_of_its_caller(app):
    """A new route needs a line in serve/web/people/rights.py, or it answers nobody."""
    from newstemma.serve.web.people.rights import right_of

    undeclared = [
        (method, path)
        for method, path in routes(app)
        if right_of(method, re.sub(r"\{[^}]+\}", "x", path)) is None
    ]
    assert undeclared == []


def test_every_declared_right_is_of_a_route_that_is_there(app):
    from newstemma.serve.web.people.rights import RIGHTS

    there = {(m, re.sub(r"\{[^}]+\}", "x", path)) for m, path in routes(app)}
    wild = {
        "/static/x",
        "/account/x",
        "/api/v1/stories/x/x",
        "/api/v1/reports/x/x",
    }
    declared = {
        (method, re.sub(r"\{[^}]+\}", "x", right.path))
        for right in RIGHTS
        for method in right.methods.split()
    }
    assert {one for one in declared - there if one[1] not in wild} == set()


def needed(method, path):
    from newstemma.serve.web.people.rights import right_of

    return right_of(method, re.sub(r"\{[^}]+\}", "x", path)).scope


@pytest.mark.parametrize("role", WHO)
def test_each_role_reaches_what_it_may_and_nothing_else(app, tokens, role):
    """The whole table: every route, asked by nobody, a reader, an editor and an admin."""
    browser = testclient.TestClient(app, headers=tokens[role], follow_redirects=False)
    scopes = Role(role).scopes if role != "nobody" else frozenset()
    for method, path in routes(app):
        if path == "/stories/{id}/events":  # a line that stays open; asked with its page below
            continue
        app._buckets.clear()
        answer = browser.request(method, re.sub(r"\{[^}]+\}", "987654", path), headers=OURS)
        scope = needed(method, path)
        may = scope is None or scope in scopes
        kept_out = answer.status_code in (401, 403) or (
            answer.headers.get("location", "").startswith("/login?")
        )
        assert kept_out != may, (role, method, path, answer.status_code)
        if not may and role == "nobody":
            wanted = 401 if path.startswith("/api/") or method != "GET" else 303
            assert answer.status_code == wanted, (method, path)
        elif not may:
            assert answer.status_code == 403, (method, path)


@pytest.mark.slow
@pytest.mark.parametrize("scope", Scope)
def test_a_token_reaches_what_its_scope_opens_and_nothing_else(app, scope):
    _, word = app.room.newsroom().tokens.add("Ada", "one scope", frozenset({scope}), 1, ADMIN)
    program = testclient.TestClient(app, headers={"authorization": f"Bearer {word}"})
    for method, path in routes(app):
        if not path.startswith("/api/"):
            continue
        app._buckets.clear()
        answer = program.request(method, re.sub(r"\{[^}]+\}", "987654", path))
        assert (answer.status_code == 403) == (needed(method, path) is not scope), (method, path)


def test_health_tells_a_stranger_that_all_is_well_and_no_more(client, tokens):
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/health", headers=tokens["reader"]).json()["archive"]["reports"] == 2


def test_what_no_route_answers_is_not_found_for_anybody(client, tokens):
    for path in ("/nothing", "/api/v1/nothing", "/docs", "/stories/../accounts/x", "/static/../x"):
        for role in WHO:
            assert client.get(path, headers=tokens[role]).status_code in (404, 303, 401), path


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fetc%2fpasswd",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/..\\..\\etc\\passwd",
        "/saved/..%2f..%2fnews.db",
        "/saved/1/export/..%2f..%2f..%2fetc%2fpasswd",
        "/stories/..%2f..%2fnews.db.newsroom/export/json",
        "/api/v1/reports/..%2f..%2fetc%2fpasswd/notes",
        "/api/v1/stories/%2e%2e%2f%2e%2e/dossier",
    ],
)
def test_no_path_leads_out_of_the_server(client, tokens, path):
    answer = client.get(path, headers=tokens["admin"])
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.text
    assert "SQLite" not in answer.text


# --- logging in ---------------------------------------------------------------------------


def test_a_person_logs_in_to_where_they_were_going_and_out(client):
    asked = client.get("/search?q=railway")
    assert asked.headers["location"] == "/login?back=%2Fsearch%3Fq%3Drailway"
    assert 'value="/search?q=railway"' in client.get(asked.headers["location"]).text
    answer = log_in(client, "Rolf", back="/search?q=railway")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=railway")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    found = client.get("/search?q=railway")
    assert found.status_code == 200
    assert found.headers["cache-control"] == "private, no-store"
    assert client.get("/api/v1/me").json()["name"] == "Rolf"
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/").status_code == 303


def test_over_tls_the_cookie_is_for_this_host_and_tls_alone(app):
    browser = testclient.TestClient(app, base_url="https://testserver", headers=OURS,
                                    follow_redirects=False)  # fmt: skip
    cookie = log_in(browser, "Rolf").headers["set-cookie"]
    assert cookie.startswith("__Host-newstemma=")
    assert "Secure" in cookie
    assert "Path=/;" in cookie
    assert "Domain" not in cookie
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nset-cookie: b=c"]
)
def test_logging_in_leads_nowhere_else(client, back):
    answer = log_in(client, "Rolf", back=back)
    assert answer.headers["location"] == "/"
    assert "b=c" not in str(answer.headers)


@pytest.mark.parametrize("name", ["Rolf", "Nobody", "Gone"])
def test_a_failed_login_says_the_same_of_every_name(client, name):
    answer = log_in(client, name, "a wrong password")
    assert answer.status_code == 403
    assert "No account of that name has that password." in answer.text
    assert "set-cookie" not in answer.headers
    assert re.sub(f'value="{name}"', "", answer.text) == re.sub(
        'value="X"', "", log_in(client, "X", "a wrong password").text
    )


def test_who_tries_too_often_waits_even_with_the_right_password(client):
    statuses = [log_in(client, "Rolf", "a wrong password").status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    answer = log_in(client, "Rolf")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 600
    assert log_in(client, "Edda").status_code == 303


def test_a_session_that_was_planted_is_worth_nothing_after_the_login(app, client):
    """Fixation: whoever put a cookie into the browser before the login is not let in by it."""
    attacker = app.room.newsroom().sessions.open("Rolf")
    for planted in (attacker, "made-up-by-an-attacker"):
        client.cookies.set("newstemma", planted, domain="testserver.local")
        log_in(client, "Edda")
        assert client.cookies["newstemma"] != planted
        assert client.get("/api/v1/me").json()["name"] == "Edda"
        other = testclient.TestClient(app, cookies={"newstemma": planted}, headers=OURS)
        assert other.get("/api/v1/me").status_code == 401
        client.cookies.clear()


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(app, client):
    app.room.newsroom().accounts.add("Nell", "an old password", Role.READER, ADMIN)
    other = testclient.TestClient(app, headers=OURS, follow_redirects=False)
    for browser in (client, other):
        log_in(browser, "Nell", "an old password")
    wrong = client.post("/account/password", data={"current": "not it", "new": "a new password"})
    assert wrong.status_code == 403
    data = {"current": "an old password", "new": "a new password"}
    assert client.post("/account/password", data=data).headers["location"] == "/account"
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert log_in(other, "Nell", "an old password").status_code == 403
    assert log_in(other, "Nell", "a new password").status_code == 303
    assert "(this one)" in client.get("/account").text
    client.post("/account/leave")
    assert client.get("/account").status_code == other.get("/account").status_code == 303


# --- requests from elsewhere --------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
        {"origin": "null", "sec-fetch-site": "none"},
        {"sec-fetch-site": ""},
    ],
)
def test_a_page_of_another_site_acts_in_nobody_s_name(app, client, story, headers):
    log_in(client, "Edda")
    before = client.get("/api/v1/saved").json()
    forged = {
        f"/stories/{story}/saved": {"title": "Eve"},
        "/account/tokens": {"name": "Eve", "days": "1", "scope": "read"},
        "/account/leave": {},
        "/logout": {},
    }
    for path, data in forged.items():
        assert client.post(path, data=data, headers=headers).status_code == 403, path
    assert client.get("/api/v1/saved").json() == before


def test_a_cookie_without_a_word_of_whence_changes_nothing(app, client, story):
    log_in(client, "Edda")
    bare = testclient.TestClient(app, cookies=dict(client.cookies))
    assert bare.get("/api/v1/me").status_code == 200
    assert bare.post(f"/api/v1/stories/{story}/saved", json={}).status_code == 403
    assert bare.post(f"/api/v1/stories/{story}/saved", json={}, headers=OURS).status_code == 200


def test_a_stranger_cannot_log_a_reader_in_as_another(client):
    said = {"name": "Rolf", "password": PASSWORDS["Rolf"]}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert client.post("/login", data=said, headers=headers).status_code == 403


# --- tokens -------------------------------------------------------------------------------


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
