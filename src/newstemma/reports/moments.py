"""When: every date a page gives, who says it, and which one is the publication.

The theory. A page says its date in many voices: structured data, meta tags, time tags, a
line under the headline, its URL, a dateline, the crawler. Each has a weight; dates within a
day of each other add up; the heaviest day wins and its most exact, strongest voice is the
publication. A bare day above the headline is what a site prints when it renders the page:
alone it is never believed, and it is judged rendered when nothing agrees with it. One page
in eleven is dated wrongly by the best library; so the losers stay, with a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from newstemma.model import Moment, Precision, Verdict, Voice
from newstemma.reports.clock import Dated, find_dates, parse_moment
from newstemma.reports.datebars import DateBar
from newstemma.values.patterns import when_needed

# Weights set by hand from how often each voice was right on 181 benchmark pages; only their
# order matters, and that one bare masthead day stays under `BELIEVED`.
WEIGHTS: dict[str, float] = {
    "structured data": 4.0,
    "given": 4.0,
    "feed": 4.0,
    "meta": 3.5,
    "date line": 3.0,
    "time tag": 2.5,
    "url": 2.0,
    "dateline": 2.0,
    "day under the headline": 1.5,
    "masthead day": 0.3,
    "crawl": 0.0,
}
BELIEVED = 1.0
_URL_DAY = when_needed(
    r"(?<!\d)((?:19|20)\d\d)[-/](\d\d?|[a-z]{3})[-/](\d\d?)(?!\d)", re.IGNORECASE
)
_URL_COMPACT = when_needed(r"(?<!\d)(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_RANK = {
    Precision.MINUTE: 0,
    Precision.HOUR: 1,
    Precision.DAY: 2,
    Precision.MONTH: 3,
    Precision.YEAR: 4,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date a page gives, its voice's weight, and the day as printed."""

    moment: Moment
    weight: float
    day: date
    bare: bool = False


def candidate(dated: Dated, how: str, voice: Voice, text: str, verdict: Verdict) -> Candidate:
    """A candidate said in way `how` (a key of `WEIGHTS`)."""
    weight = WEIGHTS[how] if verdict is not Verdict.UPDATED else 0.2 * WEIGHTS[how]
    return Candidate(dated.moment(voice, verdict, text), weight, dated.day, how == "masthead day")


_VOICES = {"crawl": Voice.CRAWL, "feed": Voice.FEED, "time tag": Voice.PAGE}


def from_field(value: str, how: str, verdict: Verdict = Verdict.UNKNOWN) -> list[Candidate]:
    """The date of a metadata field, or none when it cannot be read."""
    dated = parse_moment(value)
    voice = _VOICES.get(how, Voice.METADATA)
    return [candidate(dated, how, voice, value.strip()[:120], verdict)] if dated else []


def from_bars(bars: Iterable[DateBar]) -> list[Candidate]:
    """The dates of the page's date lines."""
    found = []
    for bar in bars:
        how = "date line"
        if bar.bare:
            how = (
                "masthead day" if bar.masthead or _is_barred(bar.text) else "day under the headline"
            )
        for dated, verdict in bar.dates:
            found.append(candidate(dated, how, Voice.PAGE, bar.text, verdict))
    return found


def _is_barred(text: str) -> bool:
    return text.strip()[:1] in "|[" and text.strip()[-1:] in "|]"


def from_url(url: str | None) -> list[Candidate]:
    """The day in a URL's path, or none."""
    for pattern in (_URL_DAY, _URL_COMPACT):
        match = pattern.search(url or "")
        if match:
            year, month, day = match.groups()
            dated = parse_moment(
                f"{day} {month} {year}" if month.isalpha() else "-".join(match.groups())
            )
            if dated is not None:
                return [candidate(dated, "url", Voice.METADATA, match.group(), Verdict.UNKNOWN)]
    return []


def from_dateline(dateline: str, year: int | None) -> list[Candidate]:
    """The day in a dateline ("PORT SARN, May 4 (NPA) -"), its year taken from other dates."""
    dates = find_dates(dateline, year)
    return [candidate(d, "dateline", Voice.PAGE, dateline, Verdict.UNKNOWN) for d in dates[:1]]


def judge(candidates: Sequence[Candidate]) -> tuple[tuple[Moment, ...], Moment | None]:
    """Every moment with its verdict, in the order given, and the publication, if believed."""
    best = _heaviest(candidates)
    chosen = _choose(best)
    moments = tuple(_with_verdict(c, chosen) for c in candidates)
    published = next((m for m, c in zip(moments, candidates, strict=True) if c is chosen), None)
    return _once(moments), published


def _heaviest(candidates: Sequence[Candidate]) -> list[Candidate]:
    groups = [_near(candidates, c) for c in candidates]
    return max(groups, key=_weight, default=[])


def _near(candidates: Sequence[Candidate], centre: Candidate) -> list[Candidate]:
    return [c for c in candidates if abs((c.day - centre.day).days) <= 1]


def _weight(group: Sequence[Candidate]) -> float:
    return sum(c.weight for c in group)


def _choose(group: Sequence[Candidate]) -> Candidate | None:
    """The most trusted of a believed group; among near equals the more exact."""
    if _weight(group) < BELIEVED:
        return None
    open_ones = [c for c in group if c.moment.verdict is not Verdict.UPDATED] or list(group)
    return max(open_ones, key=lambda c: (_exact(c), c.weight))


def _exact(c: Candidate) -> bool:
    return c.weight >= 1.5 and _RANK[c.moment.precision] < 2


def _with_verdict(c: Candidate, chosen: Candidate | None) -> Moment:
    if c is chosen:
        return replace(c.moment, verdict=Verdict.PUBLISHED)
    if c.moment.verdict is Verdict.UPDATED or c.moment.said_by is Voice.CRAWL:
        return c.moment
    agrees = chosen is not None and abs((c.day - chosen.day).days) <= 1
    if agrees:
        return replace(c.moment, verdict=Verdict.PUBLISHED)
    return rendered(c.moment) if c.bare else c.moment


def rendered(moment: Moment) -> Moment:
    """The same moment, judged to be the day the page was rendered."""
    return replace(moment, said_by=Voice.RENDER, verdict=Verdict.RENDERED)


def _once(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    return tuple(dict.fromkeys(moments))


def midnight(day: date, voice: Voice, verdict: Verdict, text: str = "") -> Moment:
    """A moment of day precision."""
    from datetime import UTC

    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Moment(when, Precision.DAY, voice, verdict, text)
