"""Logging in and out, sessions, and requests that come from elsewhere."""

import re

import pytest

from newstemma.newsroom import Role
from tests.newsroom.people import ADMIN, PASSWORDS
from tests.serve.web.people.team import OURS, log_in

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")


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
