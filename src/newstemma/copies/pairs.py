"""What the search for copies takes and gives: documents, passages, pairs, bundles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from newstemma.model import Moment, Precision, Report, Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text to look for copies of, with what is known of it.

    `when` it was published: a `datetime` (one without a zone is taken for UTC), or a `date`
    where only the day is known; two documents of one day are then in no order.
    """

    id: str
    text: str
    outlet: str | None = None
    when: datetime | date | None = None


class Kind(StrEnum):
    """What was done to the words that two texts share."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    CONDENSED = "condensed"
    EXCERPT = "excerpt"
    PARAPHRASE = "paraphrase"


class Direction(StrEnum):
    """Who copied, where it can be told."""

    FIRST_TO_SECOND = "first to second"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of one text that stands in another.

    `here` and `there` are code points, half open, in the two texts; `words` is how many
    words are the same, in a paraphrase how many pairs of content words.
    """

    here: Span
    there: Span
    words: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that share text, and where.

    Where the direction is told, `first` is the source. `first_share` is the share of the
    words of `first` that stand in `second`, `second_share` the reverse, 0..1; words of an
    outlet's furniture count on neither side, and of a paraphrase the shares are those of
    its pairs of content words. Passages are in order of place in `second`, `here` in `first`.
    """

    first: str
    second: str
    kind: Kind
    direction: Direction
    first_share: float
    second_share: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Documents that hold nearly the same text: a wire and all who printed it.

    `first` is the earliest, or the first given; `members` are all of them, `first` too, in
    the order of the search.
    """

    first: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All pairs, in order of time of first, then second, and the bundles.

    Of text that more than `groups.FEW` documents hold only the pairs with its earliest
    holders are listed: 20,000 copies of a wire are some 40,000 pairs, not 200 million, and one
    bundle names them all.
    """

    documents: int
    pairs: Sequence[Pair]
    bundles: tuple[Bundle, ...]


def documents_of(items: Iterable[Document | Report | str]) -> Iterator[Document]:
    """The items as documents; a bare text is known by its number from 0."""
    for number, item in enumerate(items):
        if isinstance(item, Document):
            yield item
        elif isinstance(item, Report):
            yield Document(item.id, item.text, item.outlet, _stamp(item.published))
        else:
            yield Document(str(number), item)


def _stamp(moment: Moment | None) -> datetime | date | None:
    if moment is None or moment.precision in (Precision.MONTH, Precision.YEAR):
        return None
    return moment.when.date() if moment.precision is Precision.DAY else moment.when


UNDATED = -(1 << 62)


def interval(when: datetime | date | None) -> tuple[int, int]:
    """The first and last second a document can be from; `UNDATED` twice when it has no date."""
    if when is None:
        return UNDATED, UNDATED
    if isinstance(when, datetime):
        second = int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
        return second, second
    begin = int(datetime(when.year, when.month, when.day, tzinfo=UTC).timestamp())
    return begin, begin + 86_399
