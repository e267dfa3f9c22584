"""Reports of an invented press, for tests of the archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from newstemma.families import Setting, base_stories, simulate
from newstemma.model import Moment, Page, Precision, Report, Voice

START = datetime(2031, 5, 12, 6, tzinfo=UTC)


def moment(when):
    return Moment(when, Precision.MINUTE, Voice.METADATA)


def page(
    text, *, url=None, title="", outlet="Quay Courier", published="2031-05-12T06:00Z", **given
):
    fields = {"title": title, "outlet": outlet, "published": published, **given}
    return Page(text, "text/plain", "a test", url=url, given=tuple(sorted(fields.items())))


def event(number, *, size=5, day=0):
    """Reports of one event, moved to a day of May 2031, in order of publication."""
    return list(_event(number, size, day))


@lru_cache(maxsize=200)
def _event(number, size, day):
    bases = base_stories()
    base = bases[number % len(bases)]
    family = simulate(900 + number, setting=Setting(reports=size, wrong_dates=0.0), stories=[base])
    first = min(r.published.when for r in family.reports if r.published)
    shift = START + timedelta(days=day) - first
    return tuple(moved(report, shift) for report in family.reports)


def moved(report: Report, shift: timedelta) -> Report:
    if report.published is None:
        return report
    return replace(report, published=replace(report.published, when=report.published.when + shift))


def export(archive):
    """All that an archive says of its stories, whatever order it came in."""
    found, cursor = [], None
    while True:
        listed = archive.stories(limit=20, cursor=cursor)
        for entry in listed:
            story = archive.story(entry.id)
            found.append((entry.first, entry.last, entry.size, entry.storyline, story))
        cursor = listed.cursor
        if cursor is None:
            return found


def add(archive, items, **options):
    return [one.what for one in archive.add(items, **options)]
