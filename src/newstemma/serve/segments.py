"""A text cut where anything begins or ends, so that overlapping places can all be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from newstemma.model import Span

Thing = TypeVar("Thing")


class Segment(NamedTuple, Generic[Thing]):
    """A stretch of text and the things that cover it, in the order they were given."""

    span: Span
    things: tuple[Thing, ...]


def segments(span: Span, things: Iterable[tuple[Span, Thing]]) -> Iterator[Segment[Thing]]:
    """The stretches of `span`, in order, together covering all of it."""
    kept = [(place, thing) for place, thing in things if place.overlaps(span)]
    edges = {span.start, span.end}
    for place, _ in kept:
        edges |= {max(place.start, span.start), min(place.end, span.end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        here = Span(start, end)
        yield Segment(here, tuple(thing for place, thing in kept if place.covers(here)))
