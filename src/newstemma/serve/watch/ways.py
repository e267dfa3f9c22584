"""The ways alerts go out of a watch: a feed, and two that keep quiet hours: webhook, digest."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newstemma.errors import Misuse
from newstemma.fetchers import FetchFailed, GuardedFetcher, Refused
from newstemma.serve import output
from newstemma.serve.watch.delivery import Poster, atom_of, post_alert, write_whole
from newstemma.serve.watch.mail import Digests, NoMail, address_of, mail_server, site_of
from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.quiet import Quiet, quiet_hours, zone_of
from newstemma.serve.watch.subscribers import Subscribers

SECRET = "NEWSTEMMA_SECRET"


class NoSecret(Misuse):
    """A webhook is to be signed, and there is nothing to sign with."""

    def __init__(self) -> None:
        super().__init__(f"--webhook signs each alert: set {SECRET} to 16 characters or more")


@dataclass(frozen=True)
class Webhook:
    """Where alerts are posted, one each, until they are taken."""

    poster: Poster
    url: str
    secret: bytes

    def deliver(self, notes: Notes) -> None:
        """Posts what was not taken yet; what fails is tried again after the next round."""
        for number, alert in notes.undelivered():
            try:
                taken = post_alert(self.poster, self.url, alert, self.secret)
            except (Refused, FetchFailed) as error:
                output.note(f"webhook: {error}")
                return
            if not taken:
                output.note(f"webhook: {self.url} did not take alert {alert['id']}")
                return
            notes.delivered(number)


@dataclass(frozen=True)
class Ways:
    """The ways one watch was asked to take."""

    notes: Notes
    atom: Path | None = None
    webhook: Webhook | None = None
    digests: Digests | None = None
    readers: Sequence[str] = ()
    quiet: Quiet | None = None

    def deliver(self, now: datetime | None = None) -> None:
        """Writes the feed; outside quiet hours posts and mails what waits."""
        moment = now or datetime.now(UTC)
        if self.atom is not None:
            write_whole(self.atom, atom_of(self.notes.alerts()))
        if self.quiet is not None and self.quiet.holds(moment):
            return
        if self.webhook is not None:
            self.webhook.deliver(self.notes)
        if self.digests is not None:
            self.digests.deliver(self.readers, moment)


def ways_out(
    how: Mapping[str, Any], notes: Notes, readers: Subscribers, client: GuardedFetcher
) -> Ways:
    """The ways a command was asked for; raises `Misuse` for what cannot work."""
    zone_of(how["zone"])
    addresses = [address_of(one) for one in how["mail"]]
    digests = _digests(how, notes, readers) if addresses else None
    if digests is not None:
        digests.subscribe(addresses)
    return Ways(
        notes,
        Path(how["atom"]) if how["atom"] else None,
        Webhook(client, how["webhook"], _secret()) if how["webhook"] else None,
        digests,
        addresses,
        quiet_hours(how["quiet"], how["zone"]) if how["quiet"] else None,
    )


def _digests(how: Mapping[str, Any], notes: Notes, readers: Subscribers) -> Digests:
    if not how["mail_from"]:
        raise NoMail("--mail needs --mail-from ADDRESS: who the digest is from")
    server = mail_server(how["smtp"])
    site, sender = site_of(how["site"]), address_of(how["mail_from"])
    return Digests(notes, readers, sender, site, how["mail_every"] * 60, server.send, output.note)


def _secret() -> bytes:
    secret = os.environ.get(SECRET, "")
    if len(secret) < 16:
        raise NoSecret
    return secret.encode()
