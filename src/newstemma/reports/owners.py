"""Who owns which outlet: a table of owners and editions, to which a user's own table adds.

The theory. Two outlets of one owner share a desk, a feed or an editor more often than two
others do, so a count of owners stands beside the count of outlets. The table holds what is
widely known; a newsroom knows its own region better, so its rows come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from newstemma.errors import Misuse
from newstemma.model import Report
from newstemma.reports.agencies import key_of

_TABLE = Path(__file__).with_name("owners.tsv")
# Labels of a host that say what kind of site it is, before the country's.
_KINDS = frozenset("co com org net gov ac edu or ne go".split())
# Hosts that pass other sites' pages on and publish nothing themselves.
_CARRIERS = frozenset(
    "ampproject google googleusercontent feedburner facebook youtube twitter x t bit archive "
    "web pocket flipboard msn yahoo newsbreak smartnews apple".split()
)

Owners = Mapping[str, tuple[str, str]]


@lru_cache(maxsize=1)
def known_owners() -> Owners:
    """The shipped table: each spelling's squeezed form, with the outlet's name and its owner."""
    return _table_of(_TABLE.read_text("utf-8").splitlines()[1:])


def read_owners(path: Path) -> Owners:
    """A user's table: tab-separated outlet, owner and, if any, spellings joined by a bar.

    A first line "outlet<tab>owner..." is a head; empty lines and lines that begin with # are
    passed over. `Misuse` for a line of another shape, with its number, and for no UTF-8.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (UnicodeDecodeError, OSError) as error:
        raise Misuse(f"{path}: no table of owners: {error}") from error
    rows = [(n, row) for n, row in enumerate(lines, 1) if row.strip() and row[0] != "#"]
    if rows and rows[0][1].lower().startswith("outlet\t"):
        rows = rows[1:]
    wrong = next(((n, row) for n, row in rows if not _is_row(row)), None)
    if wrong is not None:
        raise Misuse(f"{path}, line {wrong[0]}: not outlet, tab, owner: {wrong[1][:80]!r}")
    return _table_of(row for _, row in rows)


def _is_row(row: str) -> bool:
    """Whether a row has two or three fields, with an outlet and an owner in them."""
    fields = row.split("\t")
    return 2 <= len(fields) <= 3 and all(key_of(field) for field in fields[:2])


def _table_of(rows: Iterable[str]) -> Owners:
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        outlet, owner, *spellings = (*row.split("\t"), "")[:3]
        for spelling in (outlet, *"".join(spellings).split("|")):
            if spelling.strip():
                found[key_of(spelling)] = (outlet.strip(), owner.strip())
    return found


def owned(report: Report, owners: Owners) -> Report:
    """The report with the outlet's name and owner as a table has them; else unchanged."""
    row = owners.get(key_of(report.outlet)) if report.outlet else None
    return replace(report, outlet=row[0], owner=row[1]) if row else report


def host_of(url: str | None) -> str:
    """The host of a URL without "www." and its like; "" where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def site_of(host: str) -> str:
    """The one label of a host that names the site: "edition.cnn.example" gives "cnn"."""
    labels = host.split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _KINDS:
        labels.pop()
    return labels[-1] if labels else ""


def names_another(url: str, own: str | None, outlet: str | None) -> bool:
    """Whether a URL leads to a site that is not the page's own and publishes news itself.

    `own` is the page's URL. Without it or an outlet nothing can be said, and the answer is no.
    """
    site = site_of(host_of(url))
    if not site or site in _CARRIERS or site.isdigit():
        return False
    mine = site_of(host_of(own))
    if not mine and not outlet:
        return False
    if site == mine or mine in _CARRIERS:
        return False
    return outlet is None or not _is_of(site, outlet, known_owners().get(key_of(host_of(url))))


def _is_of(site: str, outlet: str, listed: tuple[str, str] | None) -> bool:
    """Whether a site is an outlet's own: by the table, or one name within the other."""
    if listed is not None and key_of(listed[0]) == key_of(outlet):
        return True
    name, label = key_of(outlet), key_of(site)
    return bool(name) and (label in name or name in label)
