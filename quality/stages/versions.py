"""Versions of one article that share few words: is sentence i of two of them in one column?

`translations/wmt2021-is-ja-versions` of `../shared`, in place: a human and three machine
translations of each article, line by line. They are collated as four copies of an unseen
source. Two lines are told to be the same where a column holds words of both; gold is that
line i is line i. Where one version tells a line in more sentences than the other, all of them
should stand in columns with that line.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from pathlib import Path

from newstemma.collations import collate
from newstemma.model import (
    Copy,
    CopyKind,
    Origin,
    Range,
    Report,
    Span,
    Statement,
    Stemma,
    Witness,
    WitnessKind,
)
from newstemma.reports.marks import mark
from newstemma.text import normal, sentences

SET = (
    Path(__file__).resolve().parents[3] / "shared/data/translations/wmt2021-is-ja-versions.jsonl.gz"
)
Version = tuple[str, ...]
Join = tuple[int, int, int, int]
"""Two versions and a line of each."""


def documents() -> Iterator[list[Version]]:
    """The English versions of each article, as lines; nothing where the set is absent."""
    if not SET.exists():
        return
    held: dict[str, list[Version]] = defaultdict(list)
    with gzip.open(SET, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["kind"] != "src":
                lines = tuple(" ".join(normal(line).split()) or "-" for line in row["sentences"])
                held[row["set"] + row["doc"]].append(lines)
    yield from held.values()


def report(id: str, lines: Version) -> Report:
    text = "\n".join(lines)
    return Report(id, text, language="en", marks=mark(text, "en", None))


def sisters(ids: Sequence[str]) -> Stemma:
    """Translations of one source that nobody handed in."""
    seen = tuple(Witness(f"w{id}", id.upper(), WitnessKind.REPORT, id, (id,)) for id in ids)
    source = Witness("source", "x", WitnessKind.UNSEEN, "source")
    copies = tuple(Copy("source", w.id, CopyKind.TRANSLATED, None, 0.9) for w in seen)
    origin = Origin("source", ("source", *(w.id for w in seen)))
    return Stemma("s", (source, *seen), copies, (origin,), Range(1, 1, 1))


def places(lines: Version) -> list[Span]:
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    return [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]


def joined(statements: Sequence[Statement], versions: Sequence[Version]) -> set[Join]:
    """A join for every column that holds words of both."""
    held = [places(lines) for lines in versions]
    found: set[Join] = set()
    for statement in statements:
        at = {
            int(r.report[1:]): [
                i
                for place in (r.span, *r.again)
                for i, line in enumerate(held[int(r.report[1:])])
                if line.overlaps(place)
            ]
            for r in statement.readings
        }
        for left, right in combinations(sorted(at), 2):
            found |= {(left, right, i, j) for i in at[left] for j in at[right]}
    return found


def scores() -> dict[str, float]:
    """Precision, recall and F1 of lines joined; splits and fusions and the share held whole."""
    right = told = gold = split = whole = 0
    for versions in documents():
        ids = [f"v{i}" for i in range(len(versions))]
        reports = [report(id, lines) for id, lines in zip(ids, versions, strict=True)]
        statements = collate(reports, sisters(ids)).statements
        found = joined(statements, versions)
        told += len(found)
        right += sum(i == j for _, _, i, j in found)
        gold += sum(len(lines) for lines in versions) * (len(versions) - 1) // 2
        for some, all_held in _splits(versions, statements):
            split += some
            whole += all_held
    if not gold:
        return {}
    precision, recall = right / told, right / gold
    return {
        "lines joined precision": precision,
        "lines joined recall": recall,
        "lines joined F1": 2 * precision * recall / (precision + recall),
        "lines split or fused": split,
        "split lines held whole": whole / split,
    }


def _splits(
    versions: Sequence[Version], statements: Sequence[Statement]
) -> Iterator[tuple[int, int]]:
    """For every line told in one sentence here and in several there: 1, and 1 if every one of
    these stands in a column with the line."""
    parts = [[len(sentences(line)) for line in lines] for lines in versions]
    for left, right in combinations(range(len(versions)), 2):
        for i, (a, b) in enumerate(zip(parts[left], parts[right], strict=True)):
            if min(a, b) == 1 < max(a, b):
                one, more = (left, right) if a == 1 else (right, left)
                yield 1, int(_all_held(versions, statements, one, more, i))


def _all_held(
    versions: Sequence[Version], statements: Sequence[Statement], one: int, more: int, i: int
) -> bool:
    line, other = places(versions[one])[i], places(versions[more])[i]
    inside = [
        Span(other.start + part.start, other.start + part.end)
        for part in sentences(versions[more][i])
    ]
    for part in inside:
        shared = any(
            any(r.report == f"v{one}" and r.span.overlaps(line) for r in s.readings)
            and any(r.report == f"v{more}" and r.span.overlaps(part) for r in s.readings)
            for s in statements
        )
        if not shared:
            return False
    return True
