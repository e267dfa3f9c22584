"""Manners: what a host allows, how long it wants to be left alone, and its licence terms.

One client, one request a host at a time. robots.txt (RFC 9309) is asked for once a day and
kept: what it forbids is not fetched, and a host whose robots.txt answers with a server's error
is left alone. A host that names a licence in it (RSL 1.0, `License:`) is fetched from only
once a person has accepted the terms and named the host.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from newstemma.fetchers import Fetched, Fetcher, FetchFailed, Refused
from newstemma.fetchers.guarded import AGENT

ROBOT = AGENT.split("/", 1)[0]
# Seconds between two requests to a host that names no delay, and the longest one kept.
PAUSE, LONGEST_PAUSE = 2.0, 60.0
KEPT_SECONDS = 86_400.0
_LICENCE = re.compile(r"^\s*license\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Unwelcome(FetchFailed):
    """The host asks robots, or us, not to fetch this."""


@dataclass(slots=True)
class _Host:
    rules: Any
    licence: str
    pause: float
    asked: float
    free: float = 0.0


@dataclass
class Manners:
    """A fetcher that keeps a host's rules; raises `Unwelcome` where it must not fetch.

    `licensed` are hosts whose licence a person has accepted. `clock` and `sleep` are given by
    tests.
    """

    fetcher: Fetcher
    licensed: Collection[str] = ()
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def fetch(self, url: str, validators: Any = None) -> Fetched:
        """The answer, once the host's rules allow it and its pause is over."""
        host = self._host(url)
        if host.licence and urlsplit(url).hostname not in self.licensed:
            raise Unwelcome(url, f"the host asks for its licence {host.licence}; accept it and "
                                 "name the host with --licensed")  # fmt: skip
        if host.rules is None or not host.rules.can_fetch(url, ROBOT):
            raise Unwelcome(url, "robots.txt asks not to fetch it")
        self._wait(host, url)
        answer = self.fetcher.fetch(url, validators)
        if answer.status in (429, 503):
            host.free = self.clock() + min(answer.retry_after or LONGEST_PAUSE, 3600.0)
        return answer

    def _wait(self, host: _Host, url: str) -> None:
        left = host.free - self.clock()
        if left > LONGEST_PAUSE:
            raise Unwelcome(url, f"the host asked for {left:.0f} seconds of patience")
        if left > 0:
            self.sleep(left)
        host.free = self.clock() + host.pause

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        name = f"{parts.scheme}://{parts.netloc}"
        known = self._hosts.get(name)
        if known is None or self.clock() - known.asked > KEPT_SECONDS:
            known = self._hosts[name] = self._ask(name)
        return known

    def _ask(self, name: str) -> _Host:
        from protego import Protego

        now = self.clock()
        try:
            answer = self.fetcher.fetch(f"{name}/robots.txt")
        except (FetchFailed, Refused):
            return _Host(None, "", PAUSE, now)
        if answer.status >= 500:
            return _Host(None, "", PAUSE, now)
        text = answer.content[:512_000].decode("utf-8", "replace") if answer.status == 200 else ""
        rules = Protego.parse(text)
        pause = min(float(rules.crawl_delay(ROBOT) or PAUSE), LONGEST_PAUSE)
        licence = _LICENCE.search(text)
        return _Host(rules, licence[1] if licence else "", pause, now)
