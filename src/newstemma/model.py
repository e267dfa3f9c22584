"""The central types: what each stage hands to the next.

All are frozen and slotted, hold tuples, and are valid when made or not made at
all. Times are aware and in UTC. Offsets are code points, half open, into the
`text` of the report they belong to. Nothing here knows JSON, files or networks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


def _require(claim: bool, message: str) -> None:
    if not claim:
        raise ValueError(message)


# --- places -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        _require(0 <= self.start <= self.end, f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


# --- pages ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """A page as received, never changed.

    `origin` names the file (and line, WARC offset or feed) it came from.
    `given` holds header fields that came beside the text, as a crawler's JSONL
    has them, under our names: title, outlet, authors, published, updated, language, url,
    credit, section, crawled.
    """

    content: bytes | str
    media_type: str
    origin: str
    url: str | None = None
    fetched: datetime | None = None
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that gave no report, with the reason; nothing is lost in silence.

    `reason` is a short stable word, `detail` a sentence that names what to do.
    """

    origin: str
    reason: str
    detail: str
    url: str | None = None
    line: int | None = None


# --- reports ----------------------------------------------------------------


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
        _require(self.when.tzinfo is not None, "a moment needs an aware time")

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
    """

    kind: MarkKind
    span: Span
    value: str | Figure | None = None
    speaker: str | None = None
    cue: Span | None = None


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
            _require(mark.span.end <= size, f"mark beyond the text of {self.id}")

    def marks_of(self, kind: MarkKind) -> tuple[Mark, ...]:
        """The marks of one kind, in order of place."""
        return tuple(mark for mark in self.marks if mark.kind is kind)

    @property
    def sources(self) -> tuple[Credit, ...]:
        """Credits that name a source of the text: agencies and outlets, never a photo."""
        return tuple(c for c in self.credits if c.role in (Role.AGENCY, Role.OUTLET))


# --- stories ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for a verdict: a name an editor understands and its weight.

    `weight` is log-odds in bits: positive speaks for, negative against. `here` is
    the place in the text of the target, `there` in that of the source.
    """

    name: str
    weight: float
    detail: str = ""
    here: Span | None = None
    there: Span | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one development (one event, a day or two).

    `reports` holds ids, in order of publication, then id.
    """

    id: str
    reports: tuple[str, ...]
    title: str = ""
    opened: datetime | None = None
    last_seen: datetime | None = None
    merged_into: str | None = None
    storyline: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report goes: what `stories.place` decides and the archive carries out.

    `action` is opened, joined, merged or split; `stories` those it changes, the one that
    shares most reports with the newcomer's first; `groups` the reports of the changed
    stories as they now stand, the newcomer's first.
    """

    report: str
    action: str
    stories: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


# --- stemmas ----------------------------------------------------------------


class WitnessKind(StrEnum):
    """A report, several reports of the same text, or a source nobody handed us."""

    REPORT = "report"
    BUNDLE = "bundle"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Witness:
    """A node of the stemma. `reports` is empty for an unseen witness, one id for a
    report, two or more for a bundle; `siglum` is its letter in drawings and tables."""

    id: str
    siglum: str
    kind: WitnessKind
    name: str
    reports: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.reports)
        fits = {
            WitnessKind.UNSEEN: count == 0,
            WitnessKind.REPORT: count == 1,
            WitnessKind.BUNDLE: count > 1,
        }[self.kind]
        _require(fits, f"a {self.kind} with {count} reports")


class CopyKind(StrEnum):
    """What was done to the text on its way."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    CONDENSED = "condensed"
    REWRITTEN = "rewritten"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Copy:
    """Target took its text from source (both witness ids).

    `share` is the share of the target's words outside quotes that the source accounts
    for, none where the source is unseen; `second` is true for a source beside the main one.
    """

    source: str
    target: str
    kind: CopyKind
    share: float | None
    probability: float
    second: bool = False
    clues: tuple[Clue, ...] = ()

    def __post_init__(self) -> None:
        _require(0.0 <= self.probability <= 1.0, "a probability lies in 0..1")
        _require(self.source != self.target, "no witness copies itself")


@dataclass(frozen=True, slots=True)
class Origin:
    """Witnesses that share a source of text; a witness of two sources is in two origins."""

    name: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """Whether two reports share a source of text, decided before any tree is drawn.

    `probability` that they do. Pairs not listed were found to share nothing.
    """

    first: str
    second: str
    probability: float
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """A count with its uncertainty: low <= likely <= high, reasons in words."""

    low: int
    likely: int
    high: int
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(0 <= self.low <= self.likely <= self.high, "low <= likely <= high")


@dataclass(frozen=True, slots=True)
class Stemma:
    """Who took the text from whom. Never a cycle; at most one main source per witness.

    `independent` counts origins of text, low - likely - high. `main` edges form a
    forest over witnesses; `kinships` is the evidence behind the origins.
    """

    story: str
    witnesses: tuple[Witness, ...]
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    independent: Range
    kinships: tuple[Kinship, ...] = ()

    def witness_of(self, report: str) -> Witness:
        """The witness that holds a report; KeyError when none does."""
        for witness in self.witnesses:
            if report in witness.reports:
                return witness
        raise KeyError(report)

    def origins_of(self, report: str) -> tuple[int, ...]:
        """Indexes into `origins` of the origins a report draws on."""
        witness = self.witness_of(report).id
        return tuple(i for i, o in enumerate(self.origins) if witness in o.witnesses)


# --- collations -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """How one report makes a statement: a place in its text and the words there.

    `sentence` is the place of the sentence it stands in. A report that says the same
    thing twice has one reading; `again` holds the other places.
    """

    report: str
    span: Span
    text: str
    sentence: Span | None = None
    again: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, with every report's reading of it; at most one per report.

    `gist` is one of the readings, verbatim. Readings are in order of report id as
    the collation was given them.
    """

    id: str
    gist: str
    readings: tuple[Reading, ...]


class ChangeKind(StrEnum):
    """What happened to a reading between source and target."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


class Aspect(StrEnum):
    """Which side of a statement a change touches."""

    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"
    SPEAKER = "speaker"
    POLARITY = "polarity"
    WORDING = "wording"
    ORDER = "order"


class Direction(StrEnum):
    """Which way a change moves the claim."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    VAGUER = "vaguer"
    SPECIFIC = "more specific"
    JUDGED = "judged"
    NONE = "none"


class Severity(StrEnum):
    """How much a change matters to someone who must defend the line."""

    CRITICAL = "critical"
    MAJOR = "major"
    MODERATE = "moderate"
    MINOR = "minor"
    COSMETIC = "cosmetic"


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words at a place of a report."""

    report: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Innovator:
    """The report that brought a reading in, with the probability that it did."""

    report: str
    probability: float


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two readings of one statement.

    `source` and `target` are report ids: where the stemma has the target copying the
    source, the change lies along that copy; where both go back to an unseen source, the
    source is the report nearer to it. `innovator` none means it cannot be said.
    """

    statement: str
    source: str
    target: str
    kind: ChangeKind
    aspect: Aspect
    before: Words | None
    after: Words | None
    direction: Direction
    severity: Severity
    innovator: Innovator | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Collation:
    """A story's statements and the changes between their readings."""

    story: str
    statements: tuple[Statement, ...]
    changes: tuple[Change, ...]


# --- dossiers ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Support:
    """How many independent sources stand behind one statement, and which origins."""

    statement: str
    count: Range
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated: an event by a date in a report's text, or a report by its own."""

    when: Moment
    text: str
    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts that are always printed together."""

    reports: int
    distinct_texts: int
    outlets: int
    owners: int
    independent: Range


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known about one story."""

    story: Story
    reports: tuple[Report, ...]
    stemma: Stemma
    collation: Collation
    supports: tuple[Support, ...]
    timeline: tuple[TimelineEntry, ...]
    counts: Counts

    def report(self, id: str) -> Report:
        """The report of that id; KeyError when it is not in the story."""
        for report in self.reports:
            if report.id == id:
                return report
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Examination:
    """What `examine` gives: a dossier per story, largest first, and the pages rejected."""

    dossiers: tuple[Dossier, ...]
    rejected: tuple[Rejected, ...] = field(default=())

    def __iter__(self) -> Iterator[Dossier]:
        return iter(self.dossiers)

    def __len__(self) -> int:
        return len(self.dossiers)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on a stemma or a story; outranks the machine, can be taken back.

    `verdict` is one of copies, not_copies, same_origin, other_origin; `subject` two
    report ids (target first for copies).
    """

    who: str
    when: datetime
    subject: tuple[str, ...]
    verdict: str
    note: str = ""
