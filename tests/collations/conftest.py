"""Two texts as reports of one story, the second a copy of the first."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from newstemma.collations import collate
from newstemma.model import (
    Change,
    Collation,
    Copy,
    CopyKind,
    Origin,
    Range,
    Report,
    Stemma,
    Witness,
    WitnessKind,
)
from newstemma.reports.marks import mark


def report(id: str, text: str) -> Report:
    return Report(id, text, language="en", marks=mark(text, "en", None))


def chain(reports: Sequence[Report], kind: CopyKind = CopyKind.EDITED) -> Stemma:
    """Each report copies the one before it."""
    witnesses = tuple(
        Witness(f"w{r.id}", chr(65 + i), WitnessKind.REPORT, r.id, (r.id,))
        for i, r in enumerate(reports)
    )
    copies = tuple(Copy(a.id, b.id, kind, 1.0, 0.9) for a, b in pairwise(witnesses))
    origin = Origin("first", tuple(w.id for w in witnesses))
    return Stemma("s", witnesses, copies, (origin,), Range(1, 1, 1))


def apart(reports: Sequence[Report]) -> Stemma:
    """Every report an origin of its own."""
    witnesses = tuple(
        Witness(f"w{r.id}", chr(65 + i), WitnessKind.REPORT, r.id, (r.id,))
        for i, r in enumerate(reports)
    )
    origins = tuple(Origin(w.name, (w.id,)) for w in witnesses)
    count = len(origins)
    return Stemma("s", witnesses, (), origins, Range(count, count, count))


@pytest.fixture(scope="session")
def copied() -> Callable[..., Collation]:
    def make(*texts: str) -> Collation:
        reports = [report(f"r{i}", text) for i, text in enumerate(texts)]
        return collate(reports, chain(reports))

    return make


@pytest.fixture(scope="session")
def independent() -> Callable[..., Collation]:
    def make(*texts: str) -> Collation:
        reports = [report(f"r{i}", text) for i, text in enumerate(texts)]
        return collate(reports, apart(reports))

    return make


@pytest.fixture(scope="session")
def changes(copied: Callable[..., Collation]) -> Callable[..., tuple[Change, ...]]:
    return lambda *texts: copied(*texts).changes
