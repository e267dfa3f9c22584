"""Which reports are versions of one page, and which of them is the current one.

Two reports of one address are versions where their words are alike; an address that bears
another text every day (a front page, a live page) has as many reports as texts. The current
version is the latest by what the pages themselves say: fetched, updated, published; then by
id. It does not depend on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from newstemma.archive.desk import Desk
from newstemma.model import Report, Verdict
from newstemma.ports import lot_of
from newstemma.stories.near import closeness

# Cosine of all words from which two texts of one address are one text worked over. Two stories
# of one day's news seldom reach .3 (AllSides); a page and its correction never fall below .5.
ALIKE = 0.4
# Parts of an address that say where a reader came from, not what is read.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ocid", "ito", "smid")


def page_of(report: Report) -> str:
    """The address under which versions of a page meet; "" where there is none.

    Without scheme, "www.", tracking and fragment; a site's front page is no page.
    """
    if not report.url:
        return ""
    try:
        parts = urlsplit(report.url.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = [p for p in parse_qsl(parts.query) if not p[0].lower().startswith(_TRACKING)]
    if not parts.netloc or not (path or query):
        return ""
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return host + path + ("?" + urlencode(sorted(query)) if query else "")


def texts(reports: Sequence[Report], desk: Desk) -> list[list[Report]]:
    """The reports of one address as versions of one text each, from the first to the current."""
    return [in_order(one) for one in _texts(sorted(reports, key=lambda r: r.id), desk)]


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Versions from the first to the current."""
    return sorted(reports, key=_when)


def _when(report: Report) -> tuple[str, str]:
    said = [m.when for m in report.dates if m.verdict is Verdict.UPDATED]
    said += [report.published.when] if report.published else []
    stamp = report.fetched or max(said, default=None)
    return stamp.isoformat() if stamp else "", report.id


def _texts(reports: Sequence[Report], desk: Desk) -> list[list[Report]]:
    """The reports put together by likeness of their words, at any remove."""
    texts: list[list[Report]] = []
    for report in reports:
        alike = [text for text in texts if any(_alike(report, other, desk) for other in text)]
        joint = [report, *(other for text in alike for other in text)]
        texts = [text for text in texts if text not in alike] + [joint]
    return texts


def _alike(one: Report, other: Report, desk: Desk) -> bool:
    if one.text == other.text:
        return True
    close = closeness(desk.sketch(lot_of(one.id)), desk.sketch(lot_of(other.id)))
    return close.words >= ALIKE
