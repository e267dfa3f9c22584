"""A digest: the alerts that wait for somebody, by story, as one e-mail (RFC 5322).

It holds the changes themselves, once as text and once as HTML, and the way out of it: one click
in the reader's mail program (RFC 8058), or a page. Words of reports are text in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from newstemma.serve.inert import inert, inert_line
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import many

Body = Mapping[str, str]
Numbered = tuple[int, Body]
LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, where the workbench stands, and the token of the one written to."""

    sender: str
    to: str
    site: str
    token: str

    @property
    def way_out(self) -> str:
        """The address that unsubscribes."""
        return f"{self.site}/unsubscribe/{self.token}"


def digest_of(alerts: Sequence[Numbered], envelope: Envelope, when: datetime) -> EmailMessage:
    """The message with these alerts (at least one); made again, it has the same Message-ID."""
    message = EmailMessage(policy=SMTP)
    message["From"] = envelope.sender
    message["To"] = envelope.to
    message["Subject"] = subject_of(alerts)
    message["Date"] = format_datetime(when)
    message["Message-ID"] = _id(alerts, envelope)
    message["List-Unsubscribe"] = f"<{envelope.way_out}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(alerts, envelope), cte="quoted-printable")
    message.add_alternative(_html(alerts, envelope), subtype="html", cte="quoted-printable")
    return message


def subject_of(alerts: Sequence[Numbered]) -> str:
    """How many alerts, and the title of the first story."""
    titles = list(dict.fromkeys(body["title"] for _, body in alerts))
    others = f" and {many(len(titles) - 1, 'story')}".replace("storys", "stories")
    said = f"{many(len(alerts), 'alert')}: {titles[0] or '(no title)'}"
    line = inert_line(said)
    cut = line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"
    return cut + (others if len(titles) > 1 else "")


def _id(alerts: Sequence[Numbered], envelope: Envelope) -> str:
    """The same for the same alerts to the same reader: sent twice, it is shown once."""
    said = " ".join([envelope.to, *(body["id"] for _, body in alerts)])
    host = envelope.sender.rpartition("@")[2].rstrip("> ") or "localhost"
    return f"<{sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}@{host}>"


def _by_story(alerts: Sequence[Numbered]) -> dict[str, list[Body]]:
    found: dict[str, list[Body]] = {}
    for _, body in alerts:
        found.setdefault(body["story"], []).append(body)
    return found


def _story_url(envelope: Envelope, story: str) -> str:
    return f"{envelope.site}/stories/{quote(story, safe='')}"


def _text(alerts: Sequence[Numbered], envelope: Envelope) -> str:
    lines: list[str] = []
    for story, bodies in _by_story(alerts).items():
        last = bodies[-1]
        lines += [inert_line(last["title"] or "(no title)"), inert_line(last["counts"])]
        lines += [f"* {body['rule']}: {inert_line(body['text'])}" for body in bodies]
        lines += [_story_url(envelope, story), ""]
    lines += ["-- ", f"newstemma. To get no more of these: {envelope.way_out}", ""]
    return "\n".join(lines)


def _html(alerts: Sequence[Numbered], envelope: Envelope) -> str:
    stories = (
        _story_part(bodies, _story_url(envelope, story))
        for story, bodies in _by_story(alerts).items()
    )
    out = element("a", {"href": envelope.way_out}, "Get no more of these")
    body = element("body", None, join(stories), element("hr"), element("p", None, out))
    head = element("head", None, element("meta", {"charset": "utf-8"}))
    return f"<!doctype html>\n{element('html', {'lang': 'en'}, head, body)}\n"


def _story_part(bodies: Sequence[Body], url: str) -> Markup:
    last = bodies[-1]
    title = element("a", {"href": url, "dir": "auto"}, last["title"] or "(no title)")
    items = (
        element("li", None, element("strong", None, body["rule"]), ": ", inert(body["text"]))
        for body in bodies
    )
    return join(
        [
            element("h2", None, title),
            element("p", None, last["counts"]),
            element("ul", None, join(items)),
        ]
    )
