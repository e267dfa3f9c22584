"""The measures on the sample give full marks to the truth and take them off for a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newstemma import sample
from newstemma.model import (
    Aspect,
    Change,
    ChangeKind,
    Collation,
    Copy,
    CopyKind,
    Counts,
    Credit,
    Direction,
    Dossier,
    Innovator,
    Moment,
    Origin,
    Place,
    Precision,
    Range,
    Reading,
    Report,
    Role,
    Severity,
    Span,
    Statement,
    Stemma,
    Story,
    Voice,
    Witness,
    WitnessKind,
    Words,
)
from quality.stages.sample import MEASURES, Check, Told

STORIES: list[dict[str, Any]] = sample.truth()["stories"]


def report_of(page: dict[str, Any]) -> Report:
    day = page["published"]
    when = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Report(
        id=page["file"],
        origin=page["file"],
        text="\n".join(line.removeprefix(page["dateline"] or "") for line in page["body"]),
        outlet=page["outlet"],
        published=Moment(when, Precision.DAY, Voice.METADATA) if when else None,
        credits=tuple(
            Credit(c["name"], c["name"], Role(c["role"]), Place.CREDIT_LINE, c["name"])
            for c in page["credits"]
        ),
    )


def stemma_of(story: dict[str, Any]) -> Stemma:
    files = [page["file"] for page in story["pages"]]
    seen = [Witness(f, f, WitnessKind.REPORT, f, (f,)) for f in files]
    names = [f"unseen:{name}" for name in story["unseen"]]
    unseen = [Witness(n, n, WitnessKind.UNSEEN, n.removeprefix("unseen:")) for n in names]
    copies = [
        Copy(page[source], page["file"], CopyKind(page["kind"]), None, 1.0, source == "second")
        for page in story["pages"]
        for source in ("parent", "second")
        if page[source]
    ]
    origins = tuple(Origin(o["name"], tuple(o["pages"])) for o in story["origins"])
    count = Range(len(origins), len(origins), len(origins))
    return Stemma(story["id"], (*seen, *unseen), tuple(copies), origins, count)


def words_of(reports: dict[str, Report], file: str, text: str) -> Words:
    start = reports[file].text.index(text)
    return Words(file, Span(start, start + len(text)), text)


def collation_of(story: dict[str, Any], reports: dict[str, Report]) -> Collation:
    statements = []
    for told in story["statements"]:
        places = [words_of(reports, file, text) for file, text in told["readings"].items()]
        readings = tuple(Reading(w.report, w.span, w.text) for w in places)
        statements.append(Statement(told["id"], readings[0].text, readings))
    changes = tuple(change_of(told, reports) for told in story["changes"])
    return Collation(story["id"], tuple(statements), changes)


def change_of(told: dict[str, Any], reports: dict[str, Report]) -> Change:
    return Change(
        statement=told["statement"],
        source=told["source"],
        target=told["target"],
        kind=ChangeKind(told["kind"]),
        aspect=Aspect(told["aspect"]),
        before=words_of(reports, told["source"], told["before"]),
        after=words_of(reports, told["target"], told["after"]),
        direction=Direction(told["direction"]),
        severity=Severity(told["severity"]),
        innovator=Innovator(told["innovator"], 1.0) if told["innovator"] else None,
    )


def perfect(story: dict[str, Any]) -> Told:
    reports = {page["file"]: report_of(page) for page in story["pages"]}
    stemma = stemma_of(story)
    dossier = Dossier(
        story=Story(story["id"], tuple(reports)),
        reports=tuple(reports.values()),
        stemma=stemma,
        collation=collation_of(story, reports),
        supports=(),
        timeline=(),
        counts=Counts(len(reports), 0, 0, 0, stemma.independent),
    )
    return Told(story, dossier, reports)


def wrong(name: str, told: Told) -> list[Check]:
    return [check for check in MEASURES[name](told) if not check.right]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_the_truth_itself_is_right(name: str, story: dict[str, Any]) -> None:
    assert wrong(name, perfect(story)) == []


def test_a_lost_copy_is_a_wrong_parent() -> None:
    told = perfect(STORIES[0])
    stemma = told.dossier.stemma
    short = replace(told.dossier, stemma=replace(stemma, copies=stemma.copies[1:]))
    assert len(wrong("sample parent accuracy", told._replace(dossier=short))) == 1


def test_no_changes_told_is_nothing_found() -> None:
    told = perfect(STORIES[1])
    bare = replace(told.dossier, collation=replace(told.dossier.collation, changes=()))
    grave = [c for c in STORIES[1]["changes"] if c["severity"] in ("critical", "major")]
    assert len(wrong("sample planted found", told._replace(dossier=bare))) == len(grave)


def test_a_photo_agency_is_no_source_of_text() -> None:
    told = perfect(STORIES[0])
    file = "inlandreview-waiting-room.html"
    photo = told.reports[file].credits[0]
    agency = replace(told.reports[file], credits=(replace(photo, role=Role.AGENCY),))
    faults = wrong("sample credits", told._replace(reports={**told.reports, file: agency}))
    assert len(faults) == 2


def test_junk_left_in_and_body_cut_are_seen() -> None:
    told = perfect(STORIES[0])
    file = "eastbankpost-rail-deal.txt"
    left = replace(told.reports[file], text="Share this article\n" + told.reports[file].text[20:])
    faulty = told._replace(reports={**told.reports, file: left})
    assert len(wrong("sample junk removed", faulty)) == 1
    assert len(wrong("sample body kept", faulty)) == 1
