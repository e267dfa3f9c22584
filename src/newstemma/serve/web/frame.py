"""The frame of every page: heading, search, the ways through, one style sheet, no script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlencode

from newstemma.archive import StoryEntry
from newstemma.model import Counts, Report
from newstemma.newsroom import Scope
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import counts_of, many, name_of, published_of
from newstemma.serve.web.people.caller import caller, is_open

WAYS = (
    ("/", "Stories"),
    ("/outlets", "Outlets"),
    ("/search", "Search"),
    ("/examine", "Examine"),
    ("/rulings", "Rulings"),
    ("/notes", "Notes"),
    ("/saved", "Saved"),
)


def page_of(title: str, *parts: str | None, here: str = "") -> str:
    """A whole page: our head and ways, then the parts."""
    body = element(
        "body",
        {"class": "bench"},
        element("a", {"class": "skip", "href": "#main"}, "Skip to the content"),
        element("header", {"class": "top"}, _brand(), _ways(here)),
        element("main", {"id": "main"}, *parts),
        element("footer", None, element("p", None, "newstemma. Words of the reports are theirs.")),
    )
    return f"<!doctype html>\n{element('html', {'lang': 'en'}, _head(title), body)}\n"


def _head(title: str) -> Markup:
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("title", None, f"{title} - newstemma"),
        element("link", {"rel": "stylesheet", "href": "/static/style.css"}),
    )


def _brand() -> Markup:
    return element("p", {"class": "brand"}, element("a", {"href": "/"}, "newstemma"))


def _ways(here: str) -> Markup:
    links = (
        element("a", {"href": href, "aria-current": "page" if href == here else None}, name)
        for href, name in (*(WAYS if caller().scopes else ()), *_own_ways())
    )
    return element("nav", {"aria-label": "Ways"}, *links)


def _own_ways() -> tuple[tuple[str, str], ...]:
    """What only some see: admins the accounts, and everybody who is logged in their own."""
    if is_open():
        return ()
    if not caller().name:
        return (("/login", "Log in"),)
    admin = (("/accounts", "Accounts"),) if caller().may(Scope.ADMIN) else ()
    return (*admin, ("/account", caller().name))


# --- links and lists -----------------------------------------------------------------


def link(kind: str, id: str, words: str, **query: str) -> Markup:
    """A link to one of our own pages."""
    address = f"/{kind}/{quote(id, safe='')}" + (f"?{urlencode(query)}" if query else "")
    return element("a", {"href": address, "dir": "auto"}, words)


def way(path: str, words: str, **query: str) -> Markup:
    """A link to a list of ours, asked in some way; what is empty is not asked."""
    asked = urlencode({key: value for key, value in query.items() if value})
    return element("a", {"href": f"{path}?{asked}"}, words)


def story_item(entry: StoryEntry) -> Markup:
    """A story in a list: its title, days and counts."""
    days = days_of(entry.first, entry.last)
    counts = element("p", {"class": "tally"}, *_counts(entry.counts, entry.size))
    when = element("p", {"class": "note"}, days) if days else None
    return element("li", None, link("stories", entry.id, entry.title or "(no title)"), counts, when)


def _counts(counts: Counts | None, size: int) -> list[Markup | str]:
    if counts is None:
        return [many(size, "report"), ", not weighed yet"]
    *others, independent = counts_of(counts)
    return [", ".join(others), ", ", element("strong", None, independent)]


def days_of(first: date | None, last: date | None) -> str:
    """The days of a story: one, or from the first to the last."""
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def time_of(stamp: str | None) -> str:
    """A time as the archive gives it (ISO 8601), for reading; "no date" for none."""
    if not stamp:
        return "no date"
    bare = re.sub(r"(?:\+00:00|Z)$", " UTC", stamp)
    return re.sub(r"^(\S+?)T(\d\d:\d\d)(?::00)?", r"\1 \2", bare)


def report_line(report: Report) -> Markup:
    """A report in a list: outlet, title, time."""
    return element(
        "li",
        None,
        element("span", {"class": "outlet"}, name_of(report)),
        " ",
        link("reports", report.id, report.title or "(no title)"),
        " ",
        element("span", {"class": "note"}, published_of(report)),
    )


Attribute = str | int | bool | None


def field(name: str, label: str, number: int = 0, **attributes: Attribute) -> Markup:
    """A labelled field of a form; `number` tells fields of one name on a page apart."""
    id = f"field-{name}-{number}"
    box = element("input", {"id": id, "name": name, **attributes})
    return element("p", {"class": "field"}, element("label", {"for": id}, label), box)


def area(
    name: str, label: str, rows: int, number: int = 0, value: str = "", **attributes: Attribute
) -> Markup:
    """A labelled box for longer text; `number` as in `field`."""
    id = f"field-{name}" + (f"-{number}" if number else "")
    # A browser takes one line end after the tag away; ours keeps one that was typed.
    box = element("textarea", {"id": id, "name": name, "rows": rows, **attributes}, f"\n{value}")
    return element("p", {"class": "field"}, element("label", {"for": id}, label), box)


def choice(name: str, label: str, options: Sequence[tuple[str, str]], number: int = 0) -> Markup:
    """A labelled choice of one among options (value, words); `number` as in `field`."""
    id = f"field-{name}" + (f"-{number}" if number else "")
    made = (element("option", {"value": value}, words) for value, words in options)
    box = element("select", {"id": id, "name": name}, *made)
    return element("p", {"class": "field"}, element("label", {"for": id}, label), box)


def tick(name: str, value: str, label: str) -> Markup:
    """A box to tick, one of several of a name."""
    id = f"field-{name}-{value}"
    box = element("input", {"id": id, "name": name, "type": "checkbox", "value": value})
    return element("p", {"class": "tick"}, box, " ", element("label", {"for": id}, label))


def signature(label: str, number: int = 0) -> Markup | None:
    """The field for one's name, where there are no accounts; else the account signs."""
    if not is_open():
        return None
    return field("who", label, number, required=True, maxlength=200, autocomplete="name")


def button(words: str) -> Markup:
    """What sends a form."""
    return element("p", None, element("button", {"type": "submit"}, words))


def form(action: str, *parts: str | None, method: str = "post", **attributes: str | None) -> Markup:
    """A form of ours."""
    return element("form", {"action": action, "method": method, **attributes}, *parts)


def listed(items: list[Markup], nothing: str, kind: str = "ul") -> Markup:
    """A list, or the sentence that says there is nothing in it."""
    if not items:
        return element("p", {"class": "note"}, nothing)
    return element(kind, {"class": "listed"}, join(items))
