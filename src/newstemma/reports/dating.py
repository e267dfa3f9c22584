"""The day of the event, from what a story's reports say together.

The theory. A report published on Friday at half past three that says "on Thursday" puts the
event on the day before; a caption prints the day in full; a third report prints no date, or
only the day its page was rendered. Each report votes with what it has, the story takes the
day most agree on, a report without a date of its own joins it, and a page date that stands
days away from it with nothing but a bare line behind it is judged rendered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from newstemma.model import Moment, Report, Verdict, Voice
from newstemma.reports.clock import WEEKDAYS, find_dates, parse_moment
from newstemma.reports.datebars import date_bar
from newstemma.reports.marks import redate
from newstemma.reports.moments import midnight, rendered
from newstemma.reports.spellings import settle_credits
from newstemma.text import fold, paragraphs
from newstemma.values.patterns import when_needed

# How many days a report may follow its event; findings: a development lasts one or two days.
_NEAR = 3
# A bare page date further than this from the day the others agree on was never the day it
# was published: a story's reports come within days of each other.
_FAR = 3
_WEEKDAY = when_needed(
    r"(?<!next )(?<!this coming )\b(?P<day>"
    + "|".join(sorted((re.escape(w) for w in WEEKDAYS if len(w) > 4), key=len, reverse=True))
    + r")\b(?!['’]s)",
    re.IGNORECASE,
)
_COMING = when_needed(
    r"\b(?:will|next|due|to be held|scheduled|plans?|expected|until|by|before|"
    r"through|later)\b[^.]{0,60}$",
    re.I,
)
_TODAY = when_needed(
    r"\b(?:today|this morning|this afternoon|this evening|tonight|earlier in the day)\b", re.I
)
_YESTERDAY = when_needed(r"\byesterday\b", re.IGNORECASE)
_READ = 1500


def date_reports(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports of one story with their event's day, in the order given.

    Each gets `event_date` (said by inference) where the story shows one; a page date that
    cannot be is judged rendered and is no publication; dates in the text are resolved
    against the event's day. Spellings of credited names meet across the reports. The order
    of reports changes nothing but the order of the answer. Empty input gives an empty tuple.
    """
    days = _event_days(reports)
    judged = tuple(_dated(r, d) for r, d in zip(reports, days, strict=True))
    return settle_credits(judged)


def _event_days(reports: Sequence[Report]) -> list[date | None]:
    own = [_own_votes(report) for report in reports]
    story = _story_day(own)
    return [_day_of(r, votes, story) for r, votes in zip(reports, own, strict=True)]


# --- votes ------------------------------------------------------------------


def _own_votes(report: Report) -> Counter[date]:
    """The days a report's own words and dates point at, with their weights."""
    votes: Counter[date] = Counter()
    anchor = published_day(report)
    for day in _captioned(report):
        if anchor is None or 0 <= (anchor - day).days <= _NEAR + 4:
            votes[day] += 3
    for day in _printed(report.text):
        if anchor is None or 0 <= (anchor - day).days <= _NEAR:
            votes[day] += 2
    if anchor is not None and not _is_bare(report):
        votes[_by_words(report.text, anchor) or anchor] += (
            3 if _by_words(report.text, anchor) else 1
        )
    return votes


def published_day(report: Report) -> date | None:
    """The day of publication as the page prints it, in the page's own zone."""
    if report.published is None:
        return None
    dated = parse_moment(report.published.text) if report.published.text else None
    return dated.day if dated else report.published.when.date()


def _captioned(report: Report) -> set[date]:
    texts = [r.text for r in report.removed if r.rule in ("caption", "duplicate")]
    return {dated.day for text in texts for dated in find_dates(text[:700])}


def _printed(text: str) -> set[date]:
    return {dated.day for dated in find_dates(text[:_READ])}


def _by_words(text: str, anchor: date) -> date | None:
    """The day the first weekday, "yesterday" or "today" of a text means, told on `anchor`."""
    lead = _lead(text)
    weekday = weekday_in(lead)
    if weekday is not None:
        return anchor - timedelta((anchor.weekday() - weekday) % 7)
    if _YESTERDAY.search(lead):
        return anchor - timedelta(1)
    return anchor if _TODAY.search(lead) else None


def _lead(text: str) -> str:
    lines = paragraphs(text)[:3]
    return text[: min(lines[-1].end, _READ)] if lines else ""


def weekday_in(text: str) -> int | None:
    """The first weekday of a text that is not still to come (0 is Monday), or none."""
    for match in _WEEKDAY.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        if not _COMING.search(before):
            return WEEKDAYS[fold(match["day"])]
    return None


def _is_bare(report: Report) -> bool:
    """Whether nothing but a day printed alone on the page gives the publication."""
    published = report.published
    if published is None or published.said_by is not Voice.PAGE:
        return False
    # By value: a report read back from a store holds two equal moments where one object was.
    same = [d for d in report.dates if d.verdict is Verdict.PUBLISHED]
    if published in same:
        same.remove(published)
    bar = date_bar(published.text)
    return bar is not None and bar.bare and not same


def _story_day(own: Sequence[Counter[date]]) -> date | None:
    total: Counter[date] = Counter()
    for votes in own:
        total.update(votes)
    return max(total, key=lambda day: (total[day], -day.toordinal()), default=None)


# --- what each report gets --------------------------------------------------


def _day_of(report: Report, votes: Counter[date], story: date | None) -> date | None:
    """A report's event day: its own where it has one, else the story's, nudged by weekday."""
    if votes:
        best = max(votes, key=lambda day: (votes[day], story == day, -day.toordinal()))
        near = story is not None and 0 <= (best - story).days <= 1
        return story if near and votes[best] <= 1 else best
    anchor = published_day(report)
    if story is None:
        return anchor
    weekday = weekday_in(_lead(report.text))
    return story if weekday is None else _nearest(story, weekday)


def _nearest(story: date, weekday: int) -> date:
    """The day nearest to the story's that falls on a weekday."""
    return min(
        (story + timedelta(n) for n in range(-3, 4)),
        key=lambda d: (d.weekday() != weekday, abs((d - story).days)),
    )


def _dated(report: Report, day: date | None) -> Report:
    if day is None:
        return report
    event = midnight(day, Voice.INFERRED, Verdict.EVENT)
    dates, published = report.dates, report.published
    if (
        published is not None
        and _is_bare(report)
        and abs((published.when.date() - day).days) > _FAR
    ):
        dates = tuple(rendered(d) if d == published else d for d in dates)
        published = None
    marks = redate(report.text, report.marks, event, report.language)
    return replace(
        report, event_date=event, dates=_with_event(dates, event), published=published, marks=marks
    )


def _with_event(dates: tuple[Moment, ...], event: Moment) -> tuple[Moment, ...]:
    kept = tuple(d for d in dates if d.verdict is not Verdict.EVENT)
    return (*kept, event)
