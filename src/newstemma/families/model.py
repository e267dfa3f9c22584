"""What a simulated family is made of: settings, sentences, lines, and the truth.

A family is a pile of reports of one event whose stemma is known, because it was
drawn first and the texts were written along it. Everything a stage must find
(parents, kinds, second sources, origins, unseen sources, changes, statements) stands
in `Truth`, under the ids of the reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from newstemma.model import Aspect, ChangeKind, CopyKind, Page, Report, Span


@dataclass(frozen=True, slots=True)
class Setting:
    """How a family is drawn; every rate lies in 0..1, and a run of one seed is one family.

    `origins` none draws 1 to 4. The five kinds are weights of a copy's kind. `chains` is
    the share of copies made from a copy, `lost_roots` that of origins of two reports or
    more whose first text nobody hands us, `lost_copies` that of lost intermediates,
    `releases` that of lost roots that are a press release. `second_sources` is the share
    of reports that take a block from another origin. Credits: `right_credits` of copies
    name their source, `wrong_credits` of all reports name one that has no part in it,
    `stray_credits` carry a photo credit, and a third as many mention an agency in the text.
    `common_ground` is the chance that an independent source tells facts of the wire in
    its own words, `background` that a paragraph common to all is used in the family,
    `own_lines` that a copy adds a sentence of its own, `new_headlines` that it changes the
    headline. `briefs` is the chance that the sources tell only the two to six first sentences
    of the event, `documents` that the family has a document many quote, `unmarked` that a page
    lost its quotation marks, `one_agency` that a report of another origin credits the agency
    of the first one, `local_ends` that a copy ends with sentences of a reporter of its own.
    `junk` puts an outlet's furniture on the pages (never into the reports).
    """

    reports: int = 11
    origins: int | None = None
    verbatim: float = 0.28
    edited: float = 0.26
    condensed: float = 0.16
    rewritten: float = 0.15
    translated: float = 0.15
    chains: float = 0.4
    lost_roots: float = 0.35
    lost_copies: float = 0.1
    releases: float = 0.1
    second_sources: float = 0.1
    right_credits: float = 0.72
    wrong_credits: float = 0.06
    stray_credits: float = 0.2
    missing_dates: float = 0.15
    wrong_dates: float = 0.06
    background: float = 0.35
    common_ground: float = 0.9
    own_lines: float = 0.3
    new_headlines: float = 0.5
    briefs: float = 0.0
    documents: float = 0.0
    unmarked: float = 0.0
    one_agency: float = 0.0
    local_ends: float = 0.0
    junk: bool = True

    def __post_init__(self) -> None:
        if not 3 <= self.reports <= 500:
            raise ValueError(f"a family has 3 to 500 reports, not {self.reports}")
        if self.origins is not None and not 1 <= self.origins <= 4:
            raise ValueError(f"a family has 1 to 4 origins, not {self.origins}")
        if not any(self.weights):
            raise ValueError("at least one kind of copy needs a weight")
        for name in _RATES:
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} lies in 0..1, not {getattr(self, name)}")

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights of the kinds, in the order of `CopyKind`."""
        return (self.verbatim, self.edited, self.condensed, self.rewritten, self.translated)


_RATES = (
    *("verbatim", "edited", "condensed", "rewritten", "translated"),
    *("chains", "lost_roots", "lost_copies", "releases", "second_sources"),
    *("right_credits", "wrong_credits", "stray_credits", "missing_dates", "wrong_dates"),
    *("background", "common_ground", "own_lines", "new_headlines"),
    *("briefs", "documents", "unmarked", "one_agency", "local_ends"),
)

PLAIN = Setting()
"""The common case: about 11 reports, noisy credits."""

SHIFTED = Setting(lost_roots=0.7, translated=0.35, second_sources=0.25)
"""The harder case: origins lost, more translation, a quarter with two sources."""

BRIEFS = Setting(
    reports=5, briefs=1.0, documents=0.2, unmarked=0.1, second_sources=0.0, one_agency=0.35,
    local_ends=0.35,
)  # fmt: skip
"""Short texts: a few sentences each, in which chance and names weigh most."""

HANDED = Setting(reports=8, documents=1.0, unmarked=0.25, one_agency=0.3, local_ends=0.2)
"""Everybody was handed or heard one document: a statement, court papers, a law, a speech."""


# --- base stories -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a source in all the forms a hand wrote; texts hold {slots}.

    `translated` has one text per hand; "" where the sentence before says it too.
    """

    id: str
    said: str
    rewritten: str
    translated: tuple[str, ...]
    brief: str = ""
    paragraph: bool = False
    fuses: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One telling of the event by somebody who was there; the wire comes first."""

    name: str
    headlines: tuple[str, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class BaseStory:
    """An event told by several sources, from which many families are drawn.

    `slots` maps a slot to its alternatives, each a tuple of forms; `respelled` maps a
    slot to what a translation makes of each alternative (none: it leaves it alone).
    """

    id: str
    event: date
    purpose: str
    slots: Mapping[str, tuple[tuple[str, ...], ...]]
    respelled: Mapping[str, tuple[tuple[str, ...] | None, ...]]
    sources: tuple[Source, ...]


# --- texts in the making ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as one witness prints it.

    `bases` are the ids of the base sentences it says, `form` the hand-written form it
    goes back to, `edits` the (before, after) swaps made since, so that the next hand can
    carry them into its own form.
    """

    text: str
    bases: tuple[str, ...]
    form: str
    opens: bool = False
    edits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole text in the making: headline and lines in order."""

    title: str
    lines: tuple[Line, ...]


# --- truth ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Innovation:
    """A reading one witness brought in; its copies inherit it.

    `innovator` is a report id or the name of an unseen witness, `rule` the edit that did
    it, `bases` the sentences touched. `before` and `after` are the words; `place` is where
    `after` stands in the innovator's text and `source_place` where `before` stands in its
    parent's (none when there is no such text, or a later edit of the same hand hid it).
    """

    innovator: str
    rule: str
    kind: ChangeKind
    aspect: Aspect
    bases: tuple[str, ...]
    before: str
    after: str
    place: Span | None = None
    source_place: Span | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a report's text and the base sentences it says."""

    span: Span
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The stemma and everything else a stage must find.

    Witnesses are report ids, or "unseen:NAME". `parents` has every witness (none: it is
    an origin, or an unseen one is), `kinds` every witness with a parent, `seconds` the
    second source of those that have one. `origins` are sets of report ids, one per origin
    of text in the order of `roots`; a report of two sources is in two. `junk` holds the
    lines of each page that are no part of the report.
    """

    parents: Mapping[str, str | None]
    kinds: Mapping[str, CopyKind]
    seconds: Mapping[str, str]
    origins: tuple[frozenset[str], ...]
    roots: tuple[str, ...]
    unseen: tuple[str, ...]
    innovations: tuple[Innovation, ...]
    statements: Mapping[str, tuple[Said, ...]]
    junk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def independent(self) -> int:
        """The number of independent sources: origins of text."""
        return len(self.origins)


@dataclass(frozen=True, slots=True)
class Family:
    """Reports of one event, the pages they were printed on, and the truth about them.

    `pages[i]` is the page of `reports[i]`; the order says nothing about who was first.
    """

    seed: int
    story: str
    event: date
    reports: tuple[Report, ...]
    pages: tuple[Page, ...]
    truth: Truth
