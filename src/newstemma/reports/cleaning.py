"""One page into one report: the steps, in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newstemma.model import Credit, Moment, Page, Place, Rejected, Removed, Report, Role, Verdict
from newstemma.reports import header, moments
from newstemma.reports.agencies import find_agency, is_short_for, key_of, source_of
from newstemma.reports.around import read_around
from newstemma.reports.blocks import line_of
from newstemma.reports.bylines import author_credits, byline_names
from newstemma.reports.captions import photo_credits
from newstemma.reports.clock import find_dates
from newstemma.reports.credit_lines import metadata_credit
from newstemma.reports.datebars import date_bar
from newstemma.reports.datelines import dateline_match
from newstemma.reports.language import language_of
from newstemma.reports.marks import mark
from newstemma.reports.moments import Candidate
from newstemma.reports.owners import host_of, known_owners, names_another
from newstemma.reports.sheet import Sheet, lay_out
from newstemma.reports.sift import sift
from newstemma.reports.sifted import REASONS, Sifted
from newstemma.reports.text_credits import full_name, text_credits
from newstemma.text import paragraphs

# The longest magazine reports have about 150,000 characters; what is longer is a book, an archive
# in one file or an attack, and every later stage would pay for it (20 s of collation at 200,000).
LONGEST_REPORT = 200_000
# The longest live blogs have some 2,000 lines; each is asked a hundred questions (0.5 ms).
MOST_LINES = 5_000
# So many lines around a text are a list of a site's pages, not a page of it.
MOST_AROUND = 20_000


def clean(page: Page, *, fast: bool = False) -> Report | Rejected:
    """The report of a page, or `Rejected`: "no_body" where no line of it is a report's text,

    "too_large" where its text is longer than `LONGEST_REPORT` characters or `MOST_LINES`.

    When `fast`, the body of an HTML page is chosen without a second opinion.
    Everything cut is in `removed`, in page order, with its rule and reason. Credits are
    strongest place first; `dates` holds every candidate with its verdict. Cleaning a
    report's own text again gives that text.
    """
    sheet = lay_out(page, fast=fast)
    size = sum(len(line.text) for line in sheet.lines)
    if size > LONGEST_REPORT:
        return _too_long(page, f"{size:,} characters of text", f"{LONGEST_REPORT:,}")
    if len(sheet.lines) > MOST_LINES:
        return _too_long(page, f"{len(sheet.lines):,} lines of text", f"{MOST_LINES:,}")
    around = len(sheet.before) + len(sheet.after) + len(sheet.outside)
    if around > MOST_AROUND:
        return _too_long(page, f"{around:,} lines around its text", f"{MOST_AROUND:,}")
    sifted = sift(sheet.lines, header.title_on_page(sheet))
    text = "\n\n".join(line.text for line in sifted.body)
    if not any(c.isalnum() for c in text):
        detail = f"{page.origin}: no line of this page is a report's text"
        return Rejected(page.origin, "no_body", detail, page.url)
    above, below = read_around(sheet, sifted)
    hidden = (Removed(sheet.hidden, "hidden signs", REASONS["hidden signs"]),)
    removed = (*above, *(entry for _, entry in sifted.removed), *below)
    removed += hidden if sheet.hidden else ()
    return _report(page, sheet, sifted, text, removed)


def _too_long(page: Page, what: str, most: str) -> Rejected:
    detail = f"{page.origin}: {what}, where a report has at most {most}; give one report a page"
    return Rejected(page.origin, "too_large", detail, page.url)


def _report(
    page: Page, sheet: Sheet, sifted: Sifted, text: str, removed: tuple[Removed, ...]
) -> Report:
    url = page.url or sheet.first("canonical") or sheet.first("url") or None
    found = _credits(sheet, sifted, text)
    outlet = header.outlet_of(sheet, url, removed, found, sifted.outlets)
    found = _drop_repeats([*found, *_taken_from(sheet, page.url, outlet)])
    found = tuple(c for c in found if not _is_own(c, outlet))
    language = language_of(text) or _language(sheet)
    dates, published = _dates(page, sheet, sifted, text, url)
    return Report(
        id=digest(page),
        text=text,
        title=header.title_of(sheet, sifted.title, outlet),
        url=url,
        origin=page.origin,
        outlet=outlet,
        owner=header.owner_of(outlet),
        language=language,
        authors=header.authors_of(sheet, sifted.byline),
        dateline=_dateline(sifted, text),
        credits=found,
        dates=dates,
        published=published,
        fetched=page.fetched,
        marks=mark(text, language, published),
        removed=removed,
    )


def digest(page: Page) -> str:
    """Sixteen hex signs for what a page said: the same page twice is one report.

    URL, given fields and the whole content count, so that two outlets which print one text
    with other junk, title or address around it stay two reports.
    """
    raw = (
        page.content if isinstance(page.content, bytes) else page.content.encode("utf-8", "replace")
    )
    parts = [
        raw,
        (page.url or "").encode("utf-8", "replace"),
        repr(sorted(page.given)).encode("utf-8", "replace"),
    ]
    return hashlib.sha256(b"\x00".join(parts)).hexdigest()[:16]


def _language(sheet: Sheet) -> str | None:
    said = sheet.first("language")[:2].lower()
    return said if len(said) == 2 and said.isalpha() else None


# --- credits ----------------------------------------------------------------

_PLACES = list(Place)


def _credits(sheet: Sheet, sifted: Sifted, text: str) -> tuple[Credit, ...]:
    """Every credit once for each source and role, the strongest place first."""
    found = [*sifted.credits, *text_credits(text)]
    bylines = (*sheet.all("byline"), *sheet.all("author"))
    for byline in bylines:
        names = byline_names(byline) or (byline,)
        found.extend(author_credits(names, Place.BYLINE, byline))
    for value in (*sheet.all("credit"), *sheet.all("based_on")):
        found.extend(metadata_credit(value))
    for value in sheet.all("photo_credit"):
        named = photo_credits(line_of(f"Photo: {value}"))
        found.extend(replace(c, place=Place.METADATA, text=value) for c in named)
    ordered = sorted(found, key=lambda c: _PLACES.index(c.place))
    return _drop_repeats(_resolved(ordered, text))


def _taken_from(sheet: Sheet, own: str | None, outlet: str | None) -> Iterator[Credit]:
    """Credits for the sites that canonical and "based on" links name, where not the page's own.

    Without its own URL a page's canonical link says where it is, not where it was taken from.
    """
    links = sheet.all("based_on") + (sheet.all("canonical") + sheet.all("url") if own else ())
    for link in links:
        if "://" in link and names_another(link, own, outlet):
            host = host_of(link)
            listed = known_owners().get(key_of(host))
            source = listed[0] if listed else source_of(host)
            role = Role.AGENCY if find_agency(source) else Role.OUTLET
            yield Credit(host, source, role, Place.METADATA, link)


def _resolved(found: Iterable[Credit], text: str) -> list[Credit]:
    return [replace(c, source=full_name(c.name, text)) for c in found]


def _drop_repeats(found: list[Credit]) -> tuple[Credit, ...]:
    kept: dict[tuple[str, Role, Place], Credit] = {}
    for credit in found:
        kept.setdefault((credit.source, credit.role, credit.place), credit)
    strong = {c.source for c in kept.values() if c.role is not Role.UNKNOWN}
    return tuple(c for c in kept.values() if c.role is not Role.UNKNOWN or c.source not in strong)


def _is_own(credit: Credit, outlet: str | None) -> bool:
    """Whether a credit names the outlet itself: no source beside the report."""
    if outlet is None or credit.role not in (Role.OUTLET, Role.AGENCY):
        return False
    return key_of(credit.source) == key_of(outlet) or is_short_for(credit.source, outlet)


# --- dates ------------------------------------------------------------------


def _dates(
    page: Page, sheet: Sheet, sifted: Sifted, text: str, url: str | None
) -> tuple[tuple[Moment, ...], Moment | None]:
    found: list[Candidate] = []
    for field in sheet.fields:
        if field.name in ("published", "updated", "crawled"):
            verdict = Verdict.UPDATED if field.name == "updated" else Verdict.UNKNOWN
            found.extend(moments.from_field(field.value, field.how, verdict))
    bars = [bar for value in sheet.all("date line") if (bar := date_bar(value))]
    found.extend(moments.from_bars([*bars, *sifted.dates]))
    found.extend(moments.from_url(url))
    found.extend(_dateline_dates(text, found))
    return moments.judge(found)


def _dateline_dates(text: str, found: list[Candidate]) -> list[Candidate]:
    lines = paragraphs(text)
    match = dateline_match(text, lines[0]) if lines else None
    if match is None:
        return []
    year = next((c.day.year for c in found if c.weight >= 1), None)
    return moments.from_dateline(match.group(), year)


def _dateline(sifted: Sifted, text: str) -> str | None:
    lines = paragraphs(text)
    match = dateline_match(text, lines[0]) if lines else None
    if match is not None and match["place"]:
        place = match["place"].strip(" ,.–—-")
        dates = find_dates(place, 2000)
        return (place[: dates[0].span.start] if dates else place).strip(" ,.–—-") or None
    return next((bar.place for bar in sifted.dates if bar.place), None)
