"""The client: one request at a time through the door that `addresses` keeps."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import urljoin

from newstemma.errors import BadPage, NewstemmaError
from newstemma.fetchers.addresses import PORTS, Door, Refused, Target, target_of
from newstemma.model import Page, Rejected

AGENT = "newstemma/0.1"
_PIECE = 64 * 1024


class FetchFailed(NewstemmaError):
    """An address that may be fetched did not answer with a page; `reason` says why."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes on the wire and unpacked, seconds for all of a fetch, redirects followed.

    20 MiB and 200-fold growth are those of a page on disk (findings, hazards).
    """

    wire: int = 20 * 2**20
    unpacked: int = 20 * 2**20
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer gave to ask "has it changed?" with (RFC 9110, 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address it came from at last, and its bytes, unpacked.

    `status` 304 with no content: it has not changed since the validators.
    `retry_after`, in seconds, where the server asks for patience.
    """

    url: str
    status: int
    content: bytes
    media_type: str
    fetched: datetime
    validators: Validators = field(default_factory=Validators)
    retry_after: float | None = None

    def page(self) -> Page:
        """The answer as a page to read."""
        return Page(
            self.content, self.media_type, origin=self.url, url=self.url, fetched=self.fetched
        )


class Fetcher(Protocol):
    """Whoever fetches pages."""

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """The answer; raises `Refused` for an address it must not, `FetchFailed` when it cannot."""


def page_at(url: str, fetcher: Fetcher) -> Page | Rejected:
    """The page at an address, or why there is none; never raises for a bad address."""
    try:
        answer = fetcher.fetch(url)
    except (Refused, FetchFailed) as error:
        return Rejected(origin=url, reason="not_fetched", detail=str(error), url=url)
    if answer.status != 200:
        detail = f"the server answered {answer.status}; check the address"
        return Rejected(origin=url, reason="not_fetched", detail=detail, url=url)
    return answer.page()


class GuardedFetcher:
    """Fetches over HTTP from public addresses only; no cookies, no proxies, no credentials."""

    def __init__(self, limits: Limits | None = None, door: Door | None = None) -> None:
        self.limits = limits or Limits()
        self.door = door or Door()

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """The answer to a request for `url`, redirects followed through the same door."""
        deadline = time.monotonic() + self.limits.seconds
        target = target_of(url, self.door)
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(target, validators or Validators(), deadline)
            if isinstance(answer, Fetched):
                return answer
            following = target_of(urljoin(target.url, answer), self.door)
            if target.scheme == "https" and following.scheme == "http":
                raise Refused(url, "downgrade")
            target = following
        raise Refused(url, "redirects")

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Sends a body to an address, through the same door, and gives the status.

        No redirect is followed: what was signed for one address is not sent to another.
        """
        from urllib3.exceptions import HTTPError

        target = target_of(url, self.door)
        said = {**headers, "Host": _authority(target), "User-Agent": AGENT}
        try:
            with connection(target, self.limits.seconds) as pool:
                answer = pool.urlopen(
                    "POST", target.path, body=body, headers=said, redirect=False, retries=False
                )
                return int(answer.status)
        except (HTTPError, OSError) as error:
            raise FetchFailed(target.url, _said(error)) from error

    def _ask(self, target: Target, validators: Validators, deadline: float) -> Fetched | str:
        """The answer, or the address it leads to."""
        from urllib3.exceptions import HTTPError

        left = max(0.1, deadline - time.monotonic())
        try:
            with connection(target, left) as pool:
                response = pool.urlopen(
                    "GET",
                    target.path,
                    headers=_headers(target, validators),
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    decode_content=False,
                )
                try:
                    return self._read(target, response, deadline)
                finally:
                    response.close()
        except (HTTPError, OSError) as error:
            raise FetchFailed(target.url, _said(error)) from error

    def _read(self, target: Target, response: Any, deadline: float) -> Fetched | str:
        moved = response.headers.get("Location")
        if response.status in (301, 302, 303, 307, 308) and moved:
            return str(moved)
        content = self._body(target, response, deadline) if response.status == 200 else b""
        return Fetched(
            url=target.url,
            status=response.status,
            content=content,
            media_type=response.headers.get("Content-Type", ""),
            fetched=datetime.now(UTC),
            validators=Validators(
                response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
            ),
            retry_after=_patience(response.headers.get("Retry-After", "")),
        )

    def _body(self, target: Target, response: Any, deadline: float) -> bytes:
        from newstemma.packing import unpack

        pieces, size = [], 0
        for piece in response.stream(_PIECE, decode_content=False):
            size += len(piece)
            pieces.append(piece)
            if size > self.limits.wire:
                raise FetchFailed(target.url, f"over the limit of {self.limits.wire} bytes")
            if time.monotonic() > deadline:
                raise FetchFailed(target.url, f"took over {self.limits.seconds:g} seconds")
        try:
            return unpack(b"".join(pieces), self.limits.unpacked, target.url)
        except BadPage as error:
            raise FetchFailed(target.url, error.detail) from error


def connection(target: Target, seconds: float) -> Any:
    """A connection to the address that was checked, which asks for the name it stands for."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

    timeout = Timeout(connect=min(10.0, seconds), read=seconds)
    if target.scheme == "http":
        return HTTPConnectionPool(target.address, target.port, timeout=timeout)
    import certifi

    return HTTPSConnectionPool(
        target.address,
        target.port,
        timeout=timeout,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


def _headers(target: Target, validators: Validators) -> dict[str, str]:
    headers = {
        "Host": _authority(target),
        "User-Agent": AGENT,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


def _authority(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == PORTS[target.scheme] else f"{host}:{target.port}"


def _patience(asked: str) -> float | None:
    """Seconds of a Retry-After; none for a date, which few servers send."""
    return float(asked) if asked.isdigit() and len(asked) < 7 else None


def _said(error: Exception) -> str:
    return (
        f"no answer ({type(error).__name__}); try again later, or save the page and name the file"
    )


class CannedFetcher:
    """Answers from a table, as a server would: for tests, and to try a watch without a network."""

    def __init__(self, pages: Mapping[str, Fetched | bytes]) -> None:
        self.pages = dict(pages)
        self.asked: list[tuple[str, Validators]] = []

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """The canned answer; 304 where the validators match, 404 for what is not in the table."""
        asked = validators or Validators()
        self.asked.append((url, asked))
        found = self.pages.get(url)
        now = datetime.now(UTC)
        if found is None:
            return Fetched(url, 404, b"", "", now)
        if isinstance(found, bytes):
            return Fetched(url, 200, found, "text/html; charset=utf-8", now)
        if found.validators.etag and found.validators.etag == asked.etag:
            return Fetched(url, 304, b"", found.media_type, now, found.validators)
        return found
