"""Digests on their way: to whom, when, and through which mail server."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from newstemma.errors import Misuse
from newstemma.serve.watch.digest import Envelope, digest_of
from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.subscribers import Subscriber, Subscribers

PASSWORD = "NEWSTEMMA_SMTP_PASSWORD"
PORTS = {"smtp": 25, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SECONDS = 30.0
# Alerts of one message; what is left comes with the next.
MOST_ALERTS = 100
Send = Callable[[EmailMessage], None]


class NoMail(Misuse):
    """Mail is asked for, and something it needs is missing or misspelt."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over: smtp (STARTTLS where another machine offers it, and
    always before a password) or smtps (TLS from the start)."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    def send(self, message: EmailMessage) -> None:
        """Hands a message over; raises `smtplib.SMTPException` or `OSError`."""
        safe = ssl.create_default_context()
        if self.scheme == "smtps":
            with smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=safe) as line:
                self._hand_over(line, message)
            return
        with smtplib.SMTP(self.host, self.port, timeout=SECONDS) as line:
            line.ehlo()
            near = self.host in LOOPBACK  # its certificate is seldom one that can be checked
            if self.user or (line.has_extn("starttls") and not near):
                line.starttls(context=safe)
            self._hand_over(line, message)

    def _hand_over(self, line: smtplib.SMTP, message: EmailMessage) -> None:
        if self.user:
            line.login(self.user, self.password)
        line.send_message(message)


def mail_server(given: str) -> MailServer:
    """A mail server as smtp://user@host:587 or smtps://user@host; the password is in the
    environment. Raises `NoMail`."""
    parts = urlsplit(given if "://" in given else f"smtp://{given}")
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError) as error:
        raise NoMail(f"--smtp {given}: write smtp://host:port or smtps://host") from error
    if not parts.hostname or parts.password:
        raise NoMail(f"--smtp: name a host, and put the password into {PASSWORD}")
    user = unquote(parts.username or "")
    password = os.environ.get(PASSWORD, "") if user else ""
    if user and not password:
        raise NoMail(f"--smtp names a user: put the password into {PASSWORD}")
    return MailServer(parts.scheme, parts.hostname, port, user, password)


def address_of(given: str) -> str:
    """One plain address; raises `NoMail` for anything that could name two or break a header."""
    name, address = parseaddr(given)
    local, _, host = address.rpartition("@")
    if name or address != given or not local or not host or any(c <= " " for c in given):
        raise NoMail(f"{given!r} is no e-mail address of the form name@host")
    return address


def site_of(given: str | None) -> str:
    """The workbench's own address; raises `NoMail` where one-click unsubscribing cannot work."""
    parts = urlsplit(given or "")
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise NoMail("--mail needs --site https://...: where readers reach this workbench, to "
                     "open stories and to unsubscribe with one click (RFC 8058)")  # fmt: skip
    return (given or "").rstrip("/")


@dataclass(frozen=True)
class Digests:
    """Digests of a watch's alerts to some addresses, one each and at most every `every` seconds."""

    notes: Notes
    subscribers: Subscribers
    sender: str
    site: str
    every: float
    send: Send
    say: Callable[[str], None] = print

    def subscribe(self, addresses: Sequence[str]) -> None:
        """Takes addresses in for alerts from now on; those that left stay away."""
        for address in addresses:
            self.subscribers.add(address, self.notes.last_alert())
            known = self.subscribers.get(address)
            if known is not None and known.gone:
                self.say(f"{address} has unsubscribed and gets nothing")

    def deliver(self, addresses: Sequence[str], now: datetime | None = None) -> int:
        """Sends what waits for each address and is due; gives how many messages were taken."""
        moment = now or datetime.now(UTC)
        return sum(self._deliver_to(address, moment) for address in addresses)

    def _deliver_to(self, address: str, now: datetime) -> bool:
        known = self.subscribers.get(address)
        if known is None or known.gone or known.due > now.timestamp():
            return False
        waiting = self.notes.alerts_after(known.sent, MOST_ALERTS)
        if not waiting:
            return False
        token = self.subscribers.token(address)
        message = digest_of(waiting, Envelope(self.sender, address, self.site, token), now)
        return self._sent(known, message, waiting[-1][0], now)

    def _sent(self, to: Subscriber, message: EmailMessage, last: int, now: datetime) -> bool:
        try:
            self.send(message)
        except (smtplib.SMTPException, OSError) as error:
            wait = self.subscribers.failed(to.address, now.timestamp())
            self.say(f"mail to {to.address}: {_said(error)}; tried again in {wait / 60:.0f} min")
            return False
        self.subscribers.sent(to.address, last, now.timestamp() + self.every)
        return True


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the mail server refused the password ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server refused it ({error.smtp_code})"
    return f"the mail server did not take it ({type(error).__name__})"
