"""A report: clean text, its header, its marks, and what was removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newstemma.model.places import Span, require


class Role(StrEnum):
    """What a credited name did for a report; only a photo is never a text source."""

    AGENCY = "agency"
    OUTLET = "outlet"
    PERSON = "person"
    PHOTO = "photo"
    UNKNOWN = "unknown"


class Place(StrEnum):
    """Where a credit stood on the page, strongest evidence first."""

    CREDIT_LINE = "credit line"
    IN_TEXT = "in text"
    BYLINE = "byline"
    DATELINE = "dateline"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Credit:
    """A name the report gives as its source.

    `name` is as written, `source` the normal name under which spellings meet
    ("Hot News" and "HotNews.ro" have one), `text` the line or phrase it stood in,
    `span` its place in `Report.text`, or none when the line was taken out of the body.
    """

    name: str
    source: str
    role: Role
    place: Place
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Something taken out of a page's text, with the rule that took it."""

    text: str
    rule: str
    reason: str


class Precision(StrEnum):
    """How exactly a moment is known."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Voice(StrEnum):
    """Who says a moment."""

    METADATA = "metadata"
    PAGE = "page"
    FEED = "feed"
    CRAWL = "crawl"
    RENDER = "render"
    INFERRED = "inferred"


class Verdict(StrEnum):
    """What a moment was judged to be."""

    PUBLISHED = "published"
    UPDATED = "updated"
    RENDERED = "rendered"
    EVENT = "event"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time with its precision, who says it, and what it was judged to be.

    `when` is aware, UTC. At precision `day` its clock is midnight and its date is
    the day as printed, whatever the zone of the page; likewise month and year.
    `text` is the words it was read from ("" when there are none).
    """

    when: datetime
    precision: Precision
    said_by: Voice
    verdict: Verdict = Verdict.UNKNOWN
    text: str = ""

    def __post_init__(self) -> None:
        require(self.when.tzinfo is not None, "a moment needs an aware time")

    @property
    def iso(self) -> str:
        """ISO 8601, cut to the precision: a day is a day."""
        if self.precision is Precision.YEAR:
            return self.when.strftime("%Y")
        if self.precision is Precision.MONTH:
            return self.when.strftime("%Y-%m")
        if self.precision is Precision.DAY:
            return self.when.strftime("%Y-%m-%d")
        return self.when.strftime("%Y-%m-%dT%H:%MZ")


class Approximator(StrEnum):
    """How a number is bounded: nearly 3.5 is `below`, more than 3.5 `above`."""

    EXACT = "exact"
    ABOUT = "about"
    BELOW = "below"
    ABOVE = "above"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and its bound.

    `number` is the value after words and multipliers ("3.5 billion" is 3500000000),
    `upper` the upper end of a range, `unit` a normal name ("USD", "%", "km",
    a singular noun such as "company") or "" for none.
    """

    number: float
    unit: str = ""
    approximator: Approximator = Approximator.EXACT
    upper: float | None = None


class MarkKind(StrEnum):
    """What a mark marks."""

    QUOTE = "quote"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found in a report's text.

    By kind, `value` is
      quote        the cue's class ("neutral", "loaded", "reserved") or none when there is no cue
      figure       a `Figure`
      date         ISO 8601 value or interval ("2023-10-12", "2023-07", "2023-10-16/2023-10-22");
                   none while it cannot be resolved
      name         the key under which its variants meet
      hedge        what it does: "doubt", "possibility", "hearsay", "negated_knowledge"
      attribution  the key of the source, or none
    `speaker` is the key of the speaker of a quote or attribution, where known, and
    `cue` the place of the verb or phrase that attributes it ("boasted", "according to").
    The span of a quote covers the words inside its quotation marks, not the marks.
    `modality` is what an attribution gives to its source: "said" or "thought" where what is said
    or thought is told, else "mentioned", "believed", "wanted", "judged" or "learned", and then
    there is no `speaker`. `scope` is the stretch a hedge or an attribution bears on, where it is
    found; `negated` is true where it is denied ("did not say").
    """

    kind: MarkKind
    span: Span
    value: str | Figure | None = None
    speaker: str | None = None
    cue: Span | None = None
    modality: str | None = None
    scope: Span | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A page read as an editor would: clean text, header, credits, dates and marks.

    `id` is a digest of what the page said (same page, same id). `text` starts with
    the body, never the title. Marks are in order of place.
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    origin: str = ""
    outlet: str | None = None
    owner: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    credits: tuple[Credit, ...] = ()
    dates: tuple[Moment, ...] = ()
    published: Moment | None = None
    event_date: Moment | None = None
    fetched: datetime | None = None
    marks: tuple[Mark, ...] = ()
    removed: tuple[Removed, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.text)
        for mark in self.marks:
            require(mark.span.end <= size, f"mark beyond the text of {self.id}")

    def marks_of(self, kind: MarkKind) -> tuple[Mark, ...]:
        """The marks of one kind, in order of place."""
        return tuple(mark for mark in self.marks if mark.kind is kind)

    @property
    def sources(self) -> tuple[Credit, ...]:
        """Credits that name a source of the text: agencies and outlets, never a photo."""
        return tuple(c for c in self.credits if c.role in (Role.AGENCY, Role.OUTLET))
