"""The last stage: stories of each linked set, their dossiers, and the tables made of them.

The theory. What `examine` does with a pile is done with each linked set: `stories.group`, then
`dossiers.dossier` for each story. A story keeps every report. Of a bundle of many prints the
first few are traced; the others repeat them, so they change no origin, and are listed as
followers. A story of more than `MOST_TRACED` texts is traced over its first ones, and the
upper end of its count takes every text that was left out for a source of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from newstemma.batch.exchange import load_arrays, receive_bytes
from newstemma.batch.folders import Folder
from newstemma.batch.job import WORK, Answer
from newstemma.batch.parquet import lay_rows
from newstemma.batch.reading import sound
from newstemma.batch.settings import Settings
from newstemma.dossiers import dossier
from newstemma.model import Change, Dossier, Range, Report, Story, Words
from newstemma.stores.packing import pack, unpack
from newstemma.stories import group
from newstemma.stories.placing import publication

MOST_TRACED = 200
"""Reports of a story that are traced: 200 take about a minute, and it grows with the square."""
Row = dict[str, Any]
Tables = dict[str, list[Row]]


def tell(folder: Folder, settings: Settings, name: str, item: tuple[int, int]) -> Answer:
    """The stories and dossiers of the sets of one share, as rows of all tables of stories."""
    share, shares = item
    names = load_arrays(folder, f"{WORK}/sets.npz")["names"]
    sets: dict[int, list[tuple[int, Report]]] = {}
    ids: dict[int, str] = {}
    for raw in receive_bytes(folder, f"{WORK}/dealt", share, shares):
        number, follows = np.frombuffer(raw[:16], np.int64).tolist()
        report = unpack(Report, raw[16:])
        ids[number] = report.id
        sets.setdefault(int(names[number]), []).append((follows, report))
    tables = no_rows()
    for _, members in sorted(sets.items()):
        leaders = {report.id: ids[follows] for follows, report in members}
        for story, everyone in _stories([report for _, report in members], leaders):
            _tell_story(story, everyone, leaders, tables)
    for table, rows in tables.items():
        lay_rows(folder, table, name, rows)
    return {"stories": len(tables["stories"]), "reports": len(tables["story_reports"])}


def _stories(
    reports: Sequence[Report], leaders: dict[str, str]
) -> Iterator[tuple[Story, list[Report]]]:
    """The stories of a set, each with all its reports, followers too, in order."""
    by_id = {report.id: report for report in reports}
    looked_at = [report for report in reports if leaders[report.id] == report.id]
    following: dict[str, list[Report]] = {}
    for report in reports:
        if leaders[report.id] != report.id:
            following.setdefault(leaders[report.id], []).append(report)
    for story in group(looked_at):
        members = [by_id[id] for id in story.reports]
        late = [one for id in story.reports for one in following.get(id, ())]
        if late:
            everyone = sorted([*members, *late], key=publication)
            story = _with(story, everyone)
            yield story, everyone
        else:
            yield story, members


def _with(story: Story, everyone: Sequence[Report]) -> Story:
    """The story with all its reports; its id stays that of the reports looked at."""
    times = sorted(report.published.when for report in everyone if report.published)
    return replace(
        story,
        reports=tuple(report.id for report in everyone),
        opened=times[0] if times else None,
        last_seen=times[-1] if times else None,
    )


def tell_dossier(
    made: Dossier, everyone: Sequence[Report], leaders: dict[str, str], tables: Tables
) -> None:
    """Adds the rows of a dossier to the tables; `everyone` are all reports of its story."""
    untraced = sum(leaders[report.id] == report.id for report in everyone) - made.counts.reports
    tables["stories"].append(_story_row(made, untraced))
    for place, report in enumerate(everyone):
        follows = leaders[report.id] if leaders[report.id] != report.id else None
        tables["story_reports"].append(
            {"story": made.story.id, "report": report.id, "place": place, "follows": follows}
        )
    for table, rows_of in ROWS.items():
        tables[table] += rows_of(made)


def _tell_story(
    story: Story, everyone: Sequence[Report], leaders: dict[str, str], tables: Tables
) -> None:
    looked_at = [report for report in everyone if leaders[report.id] == report.id]
    traced = looked_at[:MOST_TRACED]
    made = dossier(replace(story, reports=tuple(r.id for r in traced)), traced)
    made = replace(made, story=replace(made.story, reports=story.reports))
    tell_dossier(made, everyone, leaders, tables)


def _story_row(made: Dossier, untraced: int) -> Row:
    counts, story = made.counts, made.story
    count = counts.independent
    reasons = list(count.reasons)
    if untraced:
        reasons.append(f"{untraced} more texts were not traced; each may be a source of its own")
    return {
        "story": story.id,
        "title": sound(story.title),
        "opened": _moment(story.opened),
        "last_seen": _moment(story.last_seen),
        "reports": len(story.reports),
        "traced": counts.reports,
        "distinct_texts": counts.distinct_texts,
        "outlets": counts.outlets,
        "owners": counts.owners,
        "independent_low": count.low,
        "independent_likely": count.likely,
        "independent_high": count.high + untraced,
        "reasons": [sound(reason) for reason in reasons],
        "packed": pack(made),
    }


def _moment(when: datetime | None) -> datetime | None:
    return when.astimezone(UTC) if when else None


# --- rows of a dossier ----------------------------------------------------------


def witness_rows(made: Dossier) -> Iterator[Row]:
    """The witnesses of a stemma."""
    for one in made.stemma.witnesses:
        origins = [o.name for o in made.stemma.origins if one.id in o.witnesses]
        yield {
            "story": made.story.id,
            "witness": one.id,
            "siglum": one.siglum,
            "kind": str(one.kind),
            "name": sound(one.name),
            "reports": list(one.reports),
            "origins": [sound(origin) for origin in origins],
        }


def copy_rows(made: Dossier) -> Iterator[Row]:
    """The arcs of a stemma."""
    for one in made.stemma.copies:
        yield {
            "story": made.story.id,
            "source": one.source,
            "target": one.target,
            "kind": str(one.kind),
            "share": one.share,
            "probability": float(one.probability),
            "second": one.second,
        }


def statement_rows(made: Dossier) -> Iterator[Row]:
    """The statements of a story, each with its support."""
    supports = {support.statement: support for support in made.supports}
    for one in made.collation.statements:
        support = supports.get(one.id)
        yield {
            "story": made.story.id,
            "statement": one.id,
            "gist": sound(one.gist),
            "readings": len({reading.report for reading in one.readings}),
            **_range(support.count if support else None),
            "origins": [sound(name) for name in support.origins] if support else [],
            "backing": str(support.backing) if support and support.backing else None,
        }


def reading_rows(made: Dossier) -> Iterator[Row]:
    """The readings of a story's statements."""
    for statement in made.collation.statements:
        for one in statement.readings:
            yield {
                "story": made.story.id,
                "statement": statement.id,
                "report": one.report,
                "start": one.span.start,
                "end": one.span.end,
                "text": sound(one.text),
            }


def change_rows(made: Dossier) -> Iterator[Row]:
    """The changes between readings."""
    for one in made.collation.changes:
        yield {
            "story": made.story.id,
            "statement": one.statement,
            "source": one.source,
            "target": one.target,
            "kind": str(one.kind),
            "aspect": str(one.aspect),
            "direction": str(one.direction),
            "severity": str(one.severity),
            **_words("before", one.before),
            **_words("after", one.after),
            "innovator": _innovator(one),
        }


def contradiction_rows(made: Dossier) -> Iterator[Row]:
    """What each report says on each side of each contradiction."""
    for number, one in enumerate(made.contradictions):
        for place, side in enumerate(one.sides):
            for words in side.words:
                yield {
                    "story": made.story.id,
                    "contradiction": number,
                    "kind": str(one.kind),
                    "standing": str(one.standing),
                    "reason": sound(one.reason),
                    "side": place,
                    "statement": side.statement,
                    "report": words.report,
                    "start": words.span.start,
                    "end": words.span.end,
                    "text": sound(words.text),
                    **_range(side.count),
                    "origins": [sound(name) for name in side.origins],
                }


def _range(count: Range | None) -> Row:
    if count is None:
        return {"low": None, "likely": None, "high": None}
    return {"low": count.low, "likely": count.likely, "high": count.high}


def _words(name: str, words: Words | None) -> Row:
    text = sound(words.text) if words else None
    return {name: text, f"{name}_start": words.span.start if words else None}


def _innovator(change: Change) -> str | None:
    return change.innovator.report if change.innovator else None


ROWS: dict[str, Callable[[Dossier], Iterator[Row]]] = {
    "witnesses": witness_rows,
    "copies": copy_rows,
    "statements": statement_rows,
    "readings": reading_rows,
    "changes": change_rows,
    "contradictions": contradiction_rows,
}
"""The tables of a dossier's parts, with what makes their rows."""


def no_rows() -> Tables:
    """The tables of stories, without rows."""
    return {table: [] for table in ("stories", "story_reports", *ROWS)}
