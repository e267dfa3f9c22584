"""The one place above the stages: from pages to dossiers.

`examine` runs the whole line: clean each page, group the reports into stories, date
each story by its own witnesses, trace its stemma, collate it, weigh it, find where
independent reports contradict each other. It reads no files and
writes none. One page that cannot be read is a `Rejected`, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newstemma import collations, stemmas, stories
from newstemma import reports as reading
from newstemma.dossiers.contradictions import find_contradictions
from newstemma.dossiers.supports import weigh
from newstemma.dossiers.timeline import timeline
from newstemma.model import (
    Counts,
    Dossier,
    Examination,
    Page,
    Rejected,
    Report,
    Ruling,
    Stemma,
    Story,
)

__all__ = ["dossier", "examine", "find_contradictions", "timeline", "weigh"]


def examine(
    pages: Iterable[Page | Rejected],
    *,
    rulings: Sequence[Ruling] = (),
    owners: reading.Owners | None = None,
    one_story: bool = False,
) -> Examination:
    """A dossier per story of the pages, the story of most reports first.

    `owners` adds a user's table of outlets and owners (`reports.read_owners`) to the shipped one.
    With `one_story` the pages are not grouped: whoever hands them in knows that they tell of one
    event, as few short reports do not always show.

    A page handed in twice is one report. The order of pages changes nothing but the order
    of what was rejected. Empty input gives no dossiers.
    """
    reports: dict[str, Report] = {}
    rejected: list[Rejected] = []
    for found in reading.clean_all(pages, owners=owners):
        if isinstance(found, Rejected):
            rejected.append(found)
        else:
            reports[found.id] = found
    dossiers = tuple(
        dossier(story, [reports[id] for id in story.reports], rulings=rulings)
        for story in _stories(tuple(reports.values()), one_story)
    )
    return Examination(dossiers, tuple(rejected))


def _stories(reports: tuple[Report, ...], one_story: bool) -> tuple[Story, ...]:
    if one_story and reports:
        return (stories.together(reports),)
    return stories.group(reports)


def dossier(story: Story, reports: Sequence[Report], *, rulings: Sequence[Ruling] = ()) -> Dossier:
    """Everything about one story from its reports."""
    dated = reading.date_reports(reports)
    stemma = stemmas.trace(dated, story=story.id, rulings=rulings)
    collation = collations.collate(dated, stemma)
    return Dossier(
        story=replace(story, title=headline(dated, stemma) or story.title),
        reports=dated,
        stemma=stemma,
        collation=collation,
        supports=weigh(dated, stemma, collation),
        timeline=timeline(dated, collation),
        counts=counts(dated, stemma),
        contradictions=find_contradictions(dated, stemma, collation),
    )


def headline(reports: Sequence[Report], stemma: Stemma) -> str:
    """The headline nearest the top of the largest origin: sources before copies.

    A copy's headline is the desk's; the wire's is the plainest. "" when none has one.
    """
    largest = max(stemma.origins, key=lambda origin: len(origin.witnesses), default=None)
    members = set(largest.witnesses) if largest else set()
    titles = {report.id: report.title for report in reports}
    ordered = collations.order(stemma)
    inside = [id for id in ordered if stemma.witness_of(id).id in members]
    return next((titles[id] for id in [*inside, *ordered] if titles.get(id)), "")


def counts(reports: Sequence[Report], stemma: Stemma) -> Counts:
    """The counts that are always printed together.

    Outlets are the ones known by name; an outlet whose owner is not known is its own owner.
    """
    outlets = {report.outlet for report in reports if report.outlet}
    owners = {report.owner or report.outlet for report in reports if report.outlet}
    texts = sum(1 for witness in stemma.witnesses if witness.reports)
    return Counts(len(reports), texts, len(outlets), len(owners), stemma.independent)
