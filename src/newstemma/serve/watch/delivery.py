"""Alerts on their way: an Atom feed as a file, a signed webhook."""

from __future__ import annotations

import hmac
import json
import os
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from newstemma.serve.markup import element, join

Body = Mapping[str, str]
SIGNATURE = "Newstemma-Signature"


def atom_of(alerts: Sequence[Body], updated: datetime | None = None) -> str:
    """The alerts as an Atom feed (RFC 4287), the latest first."""
    when = (updated or datetime.now(UTC)).isoformat(timespec="seconds").replace("+00:00", "Z")
    entries = (
        element(
            "entry",
            None,
            element("id", None, f"urn:newstemma:alert:{alert['id']}"),
            element("title", None, f"{alert['title']}: {alert['rule']}"),
            element("updated", None, alert.get("when") or when),
            element("summary", None, f"{alert['text']}\n{alert['counts']}"),
        )
        for alert in alerts
    )
    feed = element(
        "feed",
        {"xmlns": "http://www.w3.org/2005/Atom"},
        element("id", None, "urn:newstemma:watch"),
        element("title", None, "newstemma alerts"),
        element("updated", None, when),
        element("author", None, element("name", None, "newstemma")),
        join(entries),
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{feed}\n'


def write_whole(path: Path, text: str) -> None:
    """Writes a file that readers see whole or not at all."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)


def signed(body: bytes, secret: bytes, now: float | None = None) -> str:
    """The signature of a webhook's body: its time, and HMAC-SHA-256 over time and body.

    Whoever receives it computes the same over `t`, a dot and the bytes received, compares in
    constant time, and refuses what is older than a few minutes.
    """
    stamp = str(int(time.time() if now is None else now))
    digest = hmac.new(secret, stamp.encode() + b"." + body, "sha256").hexdigest()
    return f"t={stamp},v1={digest}"


class Poster(Protocol):
    """Who sends a webhook."""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Sends a body and gives the status."""


def post_alert(poster: Poster, url: str, alert: Body, secret: bytes) -> bool:
    """Sends one alert; true where the receiver took it."""
    body = json.dumps(dict(alert), ensure_ascii=False, sort_keys=True).encode()
    headers = {"Content-Type": "application/json", SIGNATURE: signed(body, secret)}
    return 200 <= poster.post(url, body, headers) < 300
