"""Logging in at an identity provider: OpenID Connect by authlib and joserfc (extra `oidc`).

The theory. The browser is sent to the provider with a state, a nonce and a challenge (PKCE); it
comes back with a code, which we change for an ID token at the provider itself. The token must be
signed by a key the provider publishes, be issued by it, for us, now, and hold our nonce. It says
who somebody is there; who they are here, and whether at all, an account says (`outside`): by
issuer and subject, or by an e-mail address that the provider says it has verified. Nobody gets an
account by logging in. What can go wrong: the provider is away (then passwords still open), or an
address is given to another person there; subjects are not.
"""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from newstemma.errors import Misuse
from newstemma.newsroom.types import Denied

# Signatures by a key of the provider's; never "none", never by our own secret.
ALGORITHMS = ("RS256", "ES256", "PS256", "EdDSA", "RS384", "RS512", "ES384", "ES512")
PATIENCE = 10.0  # seconds for each question to the provider
LEEWAY = 60  # seconds by which two clocks may differ
_LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the provider is and who we are there; `label` is what the button says."""

    issuer: str
    client_id: str
    client_secret: str
    label: str = "Log in elsewhere"


@dataclass(frozen=True, slots=True)
class Begun:
    """A login that has begun: where to send the browser, and what must come back."""

    url: str
    state: str
    nonce: str
    verifier: str
    redirect: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at the provider: issuer and subject, and a verified address or ""."""

    name: str
    email: str = ""


def read_settings(path: str) -> Settings:
    """The settings of a TOML file. Raises `Misuse` where they are not all there."""
    try:
        with open(path, "rb") as file:
            raw = tomllib.load(file)
        settings = Settings(**raw)
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        said = "give issuer, client_id, client_secret and perhaps label"
        raise Misuse(f"{path}: the identity provider cannot be read; {said} ({error})") from error
    if not all(isinstance(value, str) for value in raw.values()) or not _safe(settings.issuer):
        raise Misuse(f"{path}: the issuer is an https address, and every setting a text")
    return settings


def _safe(address: Any) -> bool:
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)


class Provider:
    """An identity provider, asked when somebody logs in."""

    def __init__(self, settings: Settings) -> None:
        try:
            from authlib.integrations.requests_client import OAuth2Session
            from joserfc import jwt
        except ImportError as error:
            raise Misuse("this needs an extra: pip install 'newstemma[oidc]'") from error
        self.settings = settings
        self._session: Any = OAuth2Session
        self._jwt: Any = jwt

    def begin(self, redirect: str) -> Begun:
        """A new login that comes back to `redirect`. Raises `Denied` where the provider is away."""
        known = self._described()
        nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        with self._client(redirect) as client:
            url, state = client.create_authorization_url(
                known["authorization_endpoint"], nonce=nonce, code_verifier=verifier
            )
        return Begun(url, state, nonce, verifier, redirect)

    def finish(self, begun: Begun, code: str) -> Identity:
        """Who the code says has logged in. Raises `Denied`."""
        known = self._described()
        with self._client(begun.redirect) as client:
            try:
                answer = client.fetch_token(
                    known["token_endpoint"], grant_type="authorization_code", code=code,
                    code_verifier=begun.verifier, timeout=PATIENCE,
                )  # fmt: skip
            except _failures() as error:
                raise Denied("the identity provider does not know this login") from error
        return self._identity(answer.get("id_token"), begun, self._get(known["jwks_uri"]))

    def _identity(self, token: Any, begun: Begun, keys: dict[str, Any]) -> Identity:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        published: Any = keys
        try:
            found = self._jwt.decode(token, KeySet.import_key_set(published), algorithms=ALGORITHMS)
            rules: dict[str, Any] = {
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
                "nonce": {"essential": True, "value": begun.nonce},
                "sub": {"essential": True},
                "exp": {"essential": True},
            }
            self._jwt.JWTClaimsRegistry(leeway=LEEWAY, **rules).validate(found.claims)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise Denied("the identity provider's answer cannot be trusted") from error
        claims = found.claims
        email = claims.get("email") if claims.get("email_verified") is True else ""
        return Identity(f"{self.settings.issuer}|{claims['sub']}", str(email or "").casefold())

    def _client(self, redirect: str) -> Any:
        return self._session(
            self.settings.client_id,
            self.settings.client_secret,
            scope="openid email",
            redirect_uri=redirect,
            code_challenge_method="S256",
        )

    def _described(self) -> dict[str, Any]:
        """What the provider says of itself; it must be the issuer it says it is."""
        place = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = self._get(place)
        ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self.settings.issuer or not all(
            _safe(found.get(e)) for e in ends
        ):
            raise Denied("the identity provider describes itself otherwise than it is named here")
        return found

    def _get(self, address: str) -> dict[str, Any]:
        import requests

        try:
            answer = requests.get(address, timeout=PATIENCE, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise Denied("the identity provider does not answer; try a password") from error
        return found if isinstance(found, dict) else {}


def _failures() -> tuple[type[Exception], ...]:
    """What a question to the provider may end in."""
    import requests
    from authlib.common.errors import AuthlibBaseError

    return AuthlibBaseError, requests.RequestException, ValueError
