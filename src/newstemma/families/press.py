"""From a finished draft to a report, and to the page an outlet prints it on.

The report is what a perfect reader would make of the page; the page carries the headline,
dates, credit lines and the outlet's furniture around the same body. Which lines are
furniture is part of the truth, so families test the reader as well.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from newstemma.families.base import Telling
from newstemma.families.credits import IN_TEXT, Named, Publishers, role_of
from newstemma.families.model import Draft, Said, Setting
from newstemma.families.plan import Node
from newstemma.families.props import props
from newstemma.model import (
    Credit,
    Moment,
    Page,
    Place,
    Precision,
    Report,
    Role,
    Span,
    Verdict,
    Voice,
)


def set_type(draft: Draft) -> tuple[str, tuple[Said, ...]]:
    """The text of a draft, a paragraph a line, and the place of every line in it."""
    text = ""
    said = []
    for line in draft.lines:
        if text:
            text += "\n" if line.opens else " "
        said.append(Said(Span(len(text), len(text) + len(line.text)), line.bases))
        text += line.text
    return text, tuple(said)


def report(
    id: str, node: Node, draft: Draft, named: Named, who: Publishers, moment: Moment | None
) -> Report:
    """The report of one node as a perfect reader would have read it, without marks."""
    text, _ = set_type(draft)
    name = who.names[node.index]
    return Report(
        id=id,
        text=text,
        title=draft.title,
        url=f"https://{_slug(name)}.example/{id[:8]}",
        origin=f"{id}.txt",
        outlet=name,
        language="en",
        credits=named.credits + _in_text(text, (*who.names, *who.strangers)),
        dates=(moment,) if moment else (),
        published=moment,
    )


def _in_text(text: str, names: tuple[str, ...]) -> tuple[Credit, ...]:
    found = []
    for name in names:
        phrase = IN_TEXT.format(name)
        at = text.find(phrase)
        if at >= 0:
            span = Span(at, at + len(phrase))
            role = role_of(name)
            found.append(Credit(name, name, role, Place.IN_TEXT, phrase, span))
    return tuple(found)


def _slug(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def report_id(story: str, seed: int, index: int) -> str:
    """A digest, so that ids say nothing about who came first."""
    return hashlib.sha256(f"{story}/{seed}/{index}".encode()).hexdigest()[:16]


# --- dates ------------------------------------------------------------------


def moment(random: Random, node: Node, telling: Telling, setting: Setting) -> Moment | None:
    """The publication as the page gives it: exact, to the day, missing, or the render day."""
    event = datetime.combine(telling.event, time(8), UTC)
    when = event + timedelta(minutes=round(node.hours * 60))
    drawn = random.random()
    if drawn < setting.missing_dates:
        return None
    if drawn < setting.missing_dates + setting.wrong_dates:
        late = datetime.combine(
            (when + timedelta(days=random.randint(20, 400))).date(), time(), UTC
        )
        return _printed(late, Precision.DAY)
    if random.random() < 0.3:
        return _printed(datetime.combine(when.date(), time(), UTC), Precision.DAY)
    return _printed(when, Precision.MINUTE)


def _printed(when: datetime, precision: Precision) -> Moment:
    form = "%A, %-d %B %Y" if precision is Precision.DAY else "%-d %B %Y, %H:%M UTC"
    return Moment(when, precision, Voice.PAGE, Verdict.PUBLISHED, when.strftime(form))


# --- pages ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Printed:
    """A page and the lines on it that are no part of the report's text or title."""

    page: Page
    junk: tuple[str, ...]


def print_page(random: Random, made: Report, setting: Setting) -> Printed:
    """The page of a report as a crawler saved it: extracted text, header and junk."""
    above = [made.published.text] if made.published else []
    below = []
    for one in made.credits:
        if one.place in (Place.BYLINE, Place.DATELINE):
            above.append(one.text)
        elif one.place is Place.CREDIT_LINE and one.role is not Role.PHOTO:
            below.append(one.text)
        elif one.role is Role.PHOTO:
            above.append(one.text)
    if setting.junk:
        above = random.sample(props("above"), random.randint(0, 3)) + above
        below = below + random.sample(props("below"), random.randint(0, 6))
    body = made.text.replace("\n", "\n\n")
    content = "\n\n".join([*above[:1], made.title, *above[1:], body, *below]) + "\n"
    given = tuple(
        [("outlet", made.outlet or ""), ("url", made.url or "")]
        + [("credit", c.name) for c in made.credits if c.place is Place.METADATA]
    )
    page = Page(content, "text/plain", made.origin, made.url, None, given)
    return Printed(page, tuple(above + below))
