"""Logging in at an identity provider: a small one of our own, which can lie in every way."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from newstemma.errors import Misuse
from newstemma.newsroom import Role
from tests.newsroom.people import ADMIN

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("authlib", reason="the extra newstemma[oidc] is not installed")
jwk = pytest.importorskip("joserfc.jwk", reason="the extra newstemma[oidc] is not installed")
OURS = {"sec-fetch-site": "same-origin"}


class FakeProvider:
    """Answers as a provider does; `lie` changes the claims, the key or the description."""

    def __init__(self):
        self.key = jwk.RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.stranger = jwk.RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.codes, self.lie, self.describes = {}, {}, {}
        owner = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(owner.get(self.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                said = {key: values[0] for key, values in parse_qs(body).items()}
                self.answer(owner.token(said, self.headers.get("authorization", "")))

            def answer(self, found):
                self.send_response(200 if found is not None else 400)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(found or {"error": "invalid_grant"}).encode())

            def log_message(self, *said):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def get(self, path):
        if path.startswith("/.well-known/"):
            ends = {
                "authorization_endpoint": "/go",
                "token_endpoint": "/token",
                "jwks_uri": "/keys",
            }
            return {"issuer": self.issuer, **{k: self.issuer + v for k, v in ends.items()},
                    **self.describes}  # fmt: skip
        return {"keys": [self.key.as_dict(private=False)]} if path == "/keys" else None

    def consents(self, address, subject, **more):
        """A person logs in there; gives the address their browser is sent back to."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = f"code {len(self.codes)}"
        self.codes[code] = asked | {"sub": subject, **more}
        return f"{urlsplit(asked['redirect_uri']).path}?code={code}&state={asked['state']}"

    def token(self, said, authorization):
        from joserfc import jwt

        asked = self.codes.pop(said.get("code"), None)
        digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge or not authorization:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": asked["client_id"], "nonce": asked["nonce"],
                  "sub": asked["sub"], "iat": now, "exp": now + 300}  # fmt: skip
        claims |= {k: asked[k] for k in ("email", "email_verified") if k in asked}
        claims |= {k: v for k, v in self.lie.items() if k not in ("key", "header")}
        claims = {key: value for key, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": "one"} | self.lie.get("header", {})
        signed = jwt.encode(header, claims, self.lie.get("key", self.key),
                            algorithms=["RS256", "HS256", "none"])  # fmt: skip
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@pytest.fixture(scope="module")
def provider():
    made = FakeProvider()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def app(provider, tmp_path_factory):
    from newstemma.newsroom.outside import Provider, Settings
    from newstemma.serve.web.app import create_app
    from newstemma.serve.web.people.room import Room

    place = tmp_path_factory.mktemp("newsroom") / "room"
    settings = Settings(provider.issuer, "newstemma", "a secret", "Log in at the paper")
    room = Room(str(place), closed=True, provider=Provider(settings))
    accounts = room.newsroom().accounts
    accounts.add("Olin", None, Role.EDITOR, ADMIN, outside=f"{provider.issuer}|olin-7")
    accounts.add("Mira", None, Role.READER, ADMIN, outside="Mira@Paper.example")
    accounts.add("Gone", None, Role.ADMIN, ADMIN, outside=f"{provider.issuer}|gone")
    accounts.disable("Gone", ADMIN)
    app = create_app(None, room=room)
    yield app
    app.end()


@pytest.fixture
def client(app, provider):
    provider.lie, provider.describes = {}, {}
    app._buckets.clear()
    return testclient.TestClient(app, headers=OURS, follow_redirects=False)


def go(client, provider, subject, **more):
    away = client.get("/login/outside?back=/saved")
    assert away.headers["location"].startswith(f"{provider.issuer}/go?"), away.text
    return provider.consents(away.headers["location"], subject, **more)


def name_of(client):
    return client.get("/api/v1/me").json().get("name")


def test_a_person_logs_in_there_and_comes_back_to_where_they_were_going(client, provider):
    assert "Log in at the paper" in client.get("/login").text
    answer = client.get(go(client, provider, "olin-7"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/saved")
    assert name_of(client) == "Olin"


def test_an_address_counts_where_the_provider_has_verified_it(client, provider):
    back = go(client, provider, "m", email="mira@paper.example", email_verified=True)
    assert client.get(back).status_code == 303
    assert name_of(client) == "Mira"


@pytest.mark.parametrize(
    ("subject", "more"),
    [
        ("nobody", {}),
        ("OLIN-7", {}),
        ("gone", {}),
        ("m", {"email": "mira@paper.example"}),
        ("m", {"email": "mira@paper.example", "email_verified": False}),
        ("m", {"email": "mira@paper.example", "email_verified": "true"}),
    ],
)
def test_who_has_no_account_gets_none(client, provider, subject, more):
    answer = client.get(go(client, provider, subject, **more))
    assert answer.status_code == 403
    assert "ask an admin" in answer.text
    assert name_of(client) is None


LIES = {
    "another issuer": lambda p: {"iss": "https://evil.example"},
    "for another": lambda p: {"aud": "another client"},
    "another nonce": lambda p: {"nonce": "planted"},
    "no nonce": lambda p: {"nonce": None},
    "expired": lambda p: {"exp": int(time.time()) - 3600},
    "never expires": lambda p: {"exp": None},
    "nobody": lambda p: {"sub": None},
    "another key": lambda p: {"key": p.stranger},
    "signed with our secret": lambda p: {
        "key": jwk.OctKey.import_key("a secret that is long enough for HMAC"),
        "header": {"alg": "HS256"}},
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_cannot_be_trusted_lets_nobody_in(client, provider, lie):
    provider.lie = LIES[lie](provider)
    answer = client.get(go(client, provider, "olin-7"))
    assert answer.status_code == 403
    assert "cannot be trusted" in answer.text
    assert name_of(client) is None


def test_a_login_that_began_in_another_browser_or_came_before_is_refused(app, client, provider):
    back = go(client, provider, "olin-7")
    victim = testclient.TestClient(app, headers=OURS, follow_redirects=False)
    assert "did not begin in this browser" in victim.get(back).text
    assert client.get(back).status_code == 403  # it was used up by the try
    back = go(client, provider, "olin-7")
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 403
    assert client.get("/login/outside/back?state=made-up&code=x").status_code == 403


def test_a_provider_that_is_away_or_another_is_said(client, provider):
    for said in ({"issuer": "https://evil.example"}, {"token_endpoint": "http://evil.example/t"},
                 {"jwks_uri": None}):  # fmt: skip
        provider.describes = said
        answer = client.get("/login/outside")
        assert answer.status_code == 403
        assert "describes itself otherwise" in answer.text


def test_settings_are_read_and_what_is_wrong_is_said(tmp_path):
    from newstemma.newsroom.outside import read_settings

    file = tmp_path / "oidc.toml"
    whole = 'client_id = "n"\nclient_secret = "s"\n'
    file.write_text(f'issuer = "https://id.paper.example"\n{whole}')
    assert read_settings(str(file)).label == "Log in elsewhere"
    for wrong in ("", f'issuer = "http://id.paper.example"\n{whole}', "client_id = 1",
                  f'issuer = "https://id.paper.example"\nodd = "x"\n{whole}'):  # fmt: skip
        file.write_text(wrong)
        with pytest.raises(Misuse):
            read_settings(str(file))
