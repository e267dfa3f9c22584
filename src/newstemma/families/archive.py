"""Many families in one pile, for grouping; and families written to disk.

The pile mixes the reports of many events over some weeks. Base stories are drawn without
repeating while there are any left; after that a story comes again with other slots and
other weeks, which makes the look-alike events that grouping must keep apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from newstemma.families.base import base_stories
from newstemma.families.model import PLAIN, BaseStory, Family, Innovation, Setting
from newstemma.families.simulate import simulate
from newstemma.model import Page, Report, Span


@dataclass(frozen=True, slots=True)
class Pile:
    """Reports of many events, mixed; `pages[i]` is the page of `reports[i]`.

    `story_of` maps a report id to the index of its family.
    """

    families: tuple[Family, ...]
    reports: tuple[Report, ...]
    pages: tuple[Page, ...]
    story_of: Mapping[str, int]


def simulate_archive(
    seed: int,
    stories: int,
    *,
    setting: Setting = PLAIN,
    bases: Sequence[BaseStory] | None = None,
) -> Pile:
    """`stories` families mixed in one pile, the same to the byte for one seed."""
    random = Random(f"newstemma pile {seed}")
    known = tuple(bases) if bases is not None else base_stories()
    families = []
    for number in range(stories):
        turn = number // len(known)
        order = Random(f"newstemma pile {seed} turn {turn}").sample(known, len(known))
        base = order[number % len(known)]
        one = simulate(seed * 10_000 + number, setting=setting, stories=(base,), weeks=turn)
        families.append(one)
    every = [
        (i, r, p) for i, f in enumerate(families) for r, p in zip(f.reports, f.pages, strict=True)
    ]
    random.shuffle(every)
    return Pile(
        families=tuple(families),
        reports=tuple(r for _, r, _ in every),
        pages=tuple(p for _, _, p in every),
        story_of={r.id: i for i, r, _ in every},
    )


def write(family: Family, folder: Path) -> None:
    """The pages of a family as files, and truth.json beside them; makes the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in family.pages:
        content = page.content.encode() if isinstance(page.content, str) else page.content
        (folder / page.origin).write_bytes(content)
    text = json.dumps(as_json(family), ensure_ascii=False, indent=1) + "\n"
    (folder / "truth.json").write_text(text, encoding="utf-8")


def as_json(family: Family) -> dict[str, Any]:
    """The truth of a family as plain values, offsets into each report's `text`."""
    truth = family.truth
    return {
        "seed": family.seed,
        "story": family.story,
        "event": family.event.isoformat(),
        "files": {r.id: r.origin for r in family.reports},
        "texts": {r.id: r.text for r in family.reports},
        "parents": dict(truth.parents),
        "kinds": {id: kind.value for id, kind in truth.kinds.items()},
        "seconds": dict(truth.seconds),
        "origins": [sorted(origin) for origin in truth.origins],
        "roots": list(truth.roots),
        "unseen": list(truth.unseen),
        "independent": truth.independent,
        "junk": {id: list(lines) for id, lines in truth.junk.items()},
        "statements": {
            id: [{"start": s.span.start, "end": s.span.end, "bases": list(s.bases)} for s in said]
            for id, said in truth.statements.items()
        },
        "innovations": [_innovation(one) for one in truth.innovations],
    }


def _innovation(one: Innovation) -> dict[str, Any]:
    return {
        "innovator": one.innovator,
        "rule": one.rule,
        "kind": one.kind.value,
        "aspect": one.aspect.value,
        "bases": list(one.bases),
        "before": one.before,
        "after": one.after,
        "place": _pair(one.place),
        "source_place": _pair(one.source_place),
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
