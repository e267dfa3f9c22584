"""Who gets the digest, what each was sent, and the key that signs the way out of it.

Kept in the watch's own file. Whoever unsubscribed stays unsubscribed though a watch is started
again with the same address; only they themselves take it back. The token of an address is
an HMAC of it under a key of this file, so the server can tell ours from a made-up one and needs
no login (RFC 8058).
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from newstemma.serve.watch.file import WatchFile
from newstemma.serve.watch.notes import FIRST_BACK_OFF, LONGEST_BACK_OFF

SCHEMA = """
CREATE TABLE IF NOT EXISTS subscriber (
    address TEXT PRIMARY KEY, sent INTEGER NOT NULL, due REAL NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, gone REAL);
CREATE TABLE IF NOT EXISTS key (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""
_KEY = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who gets the digest: the number of the last alert sent, when it is due again."""

    address: str
    sent: int
    due: float
    gone: bool


class Subscribers(WatchFile):
    """The subscribers of one watch, in its file; a context manager."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SCHEMA)

    def add(self, address: str, sent: int) -> None:
        """Subscribes an address to alerts of a higher number, unless it is known already."""
        self._base.execute(
            "INSERT OR IGNORE INTO subscriber (address, sent) VALUES (?, ?)", (address, sent)
        )

    def get(self, address: str) -> Subscriber | None:
        """What is known of an address."""
        row = self._base.execute(
            "SELECT address, sent, due, gone IS NOT NULL FROM subscriber WHERE address = ?",
            (address,),
        ).fetchone()
        return Subscriber(row[0], row[1], row[2], bool(row[3])) if row else None

    def sent(self, address: str, number: int, due: float) -> None:
        """A digest up to that alert was taken by the mail server; the next is due then."""
        self._base.execute(
            "UPDATE subscriber SET sent = ?, due = ?, failures = 0 WHERE address = ?",
            (number, due, address),
        )

    def failed(self, address: str, now: float) -> float:
        """The mail server did not take it; gives the seconds until it is tried again."""
        row = self._base.execute("SELECT failures FROM subscriber WHERE address = ?", (address,))
        (failures,) = row.fetchone()
        wait: float = min(FIRST_BACK_OFF * 2**failures, LONGEST_BACK_OFF)
        self._base.execute(
            "UPDATE subscriber SET due = ?, failures = failures + 1 WHERE address = ?",
            (now + wait, address),
        )
        return wait

    def leave(self, address: str, now: float | None) -> None:
        """Unsubscribes an address from a moment on; none takes that back."""
        self._base.execute("UPDATE subscriber SET gone = ? WHERE address = ?", (now, address))

    # --- tokens ---

    def token(self, address: str) -> str:
        """The token that lets whoever holds it unsubscribe the address."""
        return f"{_text(address.encode())}.{_text(self._signature(address))}"

    def address_of(self, token: str) -> str | None:
        """The address a token of ours was made for; none for any other."""
        name, _, signature = token.partition(".")
        try:
            address, given = _bytes(name).decode(), _bytes(signature)
        except (binascii.Error, UnicodeError, ValueError):
            return None
        return address if hmac.compare_digest(self._signature(address), given) else None

    def _signature(self, address: str) -> bytes:
        return hmac.new(self._key(), b"unsubscribe\0" + address.encode(), "sha256").digest()[:16]

    def _key(self) -> bytes:
        made = secrets.token_bytes(32)
        self._base.execute("INSERT OR IGNORE INTO key VALUES (?, ?)", (_KEY, made))
        (value,) = self._base.execute("SELECT value FROM key WHERE name = ?", (_KEY,)).fetchone()
        return bytes(value)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
