"""The whole line on the shipped sample, against its truth; `-m quality.stages.sample` lists misses.

Each measure is a list of checks, one for each thing the truth says: right, or wrong with
the reason in words. A score is the share that is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newstemma import pages, sample
from newstemma.dossiers import examine
from newstemma.model import (
    Change,
    Credit,
    Dossier,
    Examination,
    Report,
    Role,
    Severity,
    Span,
    Stemma,
    WitnessKind,
    Words,
)
from newstemma.text import normal

Json = dict[str, Any]
GRAVE = ("critical", "major")


class Check(NamedTuple):
    """One thing the truth says, whether we say it too, and what we said instead."""

    right: bool
    about: str


class Told(NamedTuple):
    """A story of the truth and the dossier that holds most of its pages."""

    story: Json
    dossier: Dossier
    reports: dict[str, Report]


def told(examination: Examination) -> list[Told]:
    holder = {file_of(r): (d, r) for d in examination for r in d.reports}
    found = []
    for story in sample.truth()["stories"]:
        files = [page["file"] for page in story["pages"] if page["file"] in holder]
        if not files:
            continue
        dossiers = [holder[file][0] for file in files]
        best = max(dossiers, key=lambda d: (dossiers.count(d), d.story.id))
        found.append(Told(story, best, {f: holder[f][1] for f in files}))
    return found


def file_of(report: Report) -> str:
    return Path(report.origin).name


def even(text: str) -> str:
    return " ".join(normal(text).split())


def folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def same_name(one: str, other: str) -> bool:
    short, long = sorted((folded(one), folded(other)), key=len)
    return bool(short) and short in long


# --- stories and stemmas ----------------------------------------------------


def check_stories(t: Told) -> Iterator[Check]:
    wanted = {page["file"] for page in t.story["pages"]}
    found = {file_of(report) for report in t.dossier.reports}
    about = f"missing {sorted(wanted - found)}, too many {sorted(found - wanted)}"
    yield Check(wanted == found, about)


def check_independent(t: Told) -> Iterator[Check]:
    found = t.dossier.stemma.independent
    about = f"{t.story['independent']} origins, told {found.low}-{found.likely}-{found.high}"
    yield Check(found.likely == t.story["independent"], about)


def check_parents(t: Told) -> Iterator[Check]:
    for page in t.story["pages"]:
        report = t.reports.get(page["file"])
        if report is None or report not in t.dossier.reports:
            yield Check(False, f"{page['file']}: not in the story")
            continue
        right, said = _parent(t, page, report)
        yield Check(right, f"{page['file']}: from {page['parent']} ({page['kind']}), told {said}")


def _parent(t: Told, page: Json, report: Report) -> tuple[bool, str]:
    stemma = t.dossier.stemma
    witness = stemma.witness_of(report.id)
    mine = _files(t, witness.reports)
    source = _source(stemma, witness.id)
    said = f"in a bundle {mine}; " if len(mine) > 1 else ""
    said += "an origin" if source is None else f"{source.name or _files(t, source.reports)}"
    parent = page["parent"]
    if parent is not None and parent in mine:
        return True, said
    if source is None:
        return parent is None, said
    if source.kind is WitnessKind.UNSEEN:
        own = [page["outlet"], *(c["name"] for c in page["credits"] if c["role"] != Role.PHOTO)]
        names = own if parent is None else [parent] if parent.startswith("unseen:") else []
        right = any(same_name(source.name, name.removeprefix("unseen:")) for name in names)
        return right, f"unseen {said}"
    said = f"{said} {_files(t, source.reports)}"
    return parent in _files(t, source.reports), said


def _source(stemma: Stemma, target: str) -> Any:
    main = [copy.source for copy in stemma.copies if copy.target == target and not copy.second]
    return next((w for w in stemma.witnesses if w.id in main), None)


def _files(t: Told, ids: tuple[str, ...]) -> list[str]:
    return sorted(file_of(report) for report in t.dossier.reports if report.id in ids)


# --- pages ------------------------------------------------------------------


def check_junk(t: Told) -> Iterator[Check]:
    for page in t.story["pages"]:
        text = t.reports[page["file"]].text if page["file"] in t.reports else ""
        lines = {even(line) for line in text.split("\n")}
        for junk in map(even, [*page["junk"], *page["credit_lines"]]):
            kept = junk in lines or (len(junk) > 30 and junk in even(text))
            yield Check(bool(text) and not kept, f"{page['file']}: still there: {junk}")


def check_body(t: Told) -> Iterator[Check]:
    for page in t.story["pages"]:
        text = even(t.reports[page["file"]].text) if page["file"] in t.reports else ""
        for line in page["body"]:
            words = even(line.removeprefix(page["dateline"] or ""))
            yield Check(words in text, f"{page['file']}: lost or cut: {words[:90]}")


def check_published(t: Told) -> Iterator[Check]:
    for page in t.story["pages"]:
        if page["file"] not in t.reports:
            yield Check(False, f"{page['file']}: no report")
            continue
        moment = t.reports[page["file"]].published
        day = moment.iso[:10] if moment else None
        right = (
            day == page["published"] if page["published"] else day != page["rendered"] or not day
        )
        yield Check(right, f"{page['file']}: published {page['published']}, told {day}")


def check_credits(t: Told) -> Iterator[Check]:
    for page in t.story["pages"]:
        report = t.reports.get(page["file"])
        found = _credited(page, report.credits) if report else set()
        left = set(found)
        for credit in page["credits"]:
            photo = credit["role"] == Role.PHOTO
            hits = {hit for hit in found if hit[1] == photo and same_name(hit[0], credit["name"])}
            left -= hits
            about = f"{page['file']}: {credit['name']} ({credit['role']}) not found"
            yield Check(bool(hits), f"{about}; found {sorted(found)}")
        for name in sorted(name for name, photo in left if not photo):
            yield Check(False, f"{page['file']}: stray credit {name}")


def _credited(page: Json, found: tuple[Credit, ...]) -> set[tuple[str, bool]]:
    """Names credited with text (False) or a photo (True); a page may name itself freely."""
    roles = (Role.AGENCY, Role.OUTLET, Role.PHOTO)
    listed = {(c.source, c.role is Role.PHOTO) for c in found if c.role in roles}
    return {hit for hit in listed if not same_name(hit[0], page["outlet"])}


# --- collations -------------------------------------------------------------


def place(report: Report | None, words: str | None) -> Span | None:
    at = report.text.find(normal(words)) if report and words else -1
    return Span(at, at + len(normal(words or ""))) if at >= 0 else None


def check_planted(t: Told) -> Iterator[Check]:
    for planted in t.story["changes"]:
        if planted["severity"] in GRAVE:
            near = _near(t, planted)
            right = [change for change in near if change.aspect in planted["accepted"]]
            said = "; ".join(sorted({f"{c.aspect} {c.severity}" for c in near})) or "nothing"
            yield Check(bool(right), f"{_shown(planted)}: told {said}")


def check_innovators(t: Told) -> Iterator[Check]:
    for planted in t.story["changes"]:
        right = [c for c in _near(t, planted) if c.aspect in planted["accepted"]]
        if right and planted["innovator"] and planted["severity"] in GRAVE:
            wanted = t.reports[planted["innovator"]].id
            named = {c.innovator.report for c in right if c.innovator}
            said = _files(t, tuple(named)) or "cannot say"
            yield Check(wanted in named, f"{_shown(planted)}: innovator told {said}")


def _shown(planted: Json) -> str:
    return (
        f"{planted['source']} -> {planted['target']} {planted['severity']} {planted['aspect']}: "
        f"{planted['before']!r} -> {planted['after']!r}"
    )


def _near(t: Told, planted: Json) -> list[Change]:
    """The changes told at the place of a planted one, whatever their aspect."""
    target, source = t.reports.get(planted["target"]), t.reports.get(planted["source"])
    there, here = place(target, planted["after"]), place(source, planted["before"])
    found = []
    for change in t.dossier.collation.changes:
        if target is None or target.id not in (change.source, change.target):
            continue
        sides = [words for words in (change.before, change.after) if words is not None]
        if _at(sides, target, there) and _at(sides, source, here):
            found.append(change)
    return found


def _at(sides: list[Words], report: Report | None, span: Span | None) -> bool:
    """True where words told of that report, if any, lie at the place."""
    mine = [words for words in sides if report and words.report == report.id]
    return not mine or (span is not None and any(words.span.overlaps(span) for words in mine))


def check_invented(t: Told) -> Iterator[Check]:
    """Of the critical changes told, those that touch a planted place on either page."""
    marked = [
        (t.reports[change[page]].id, span)
        for change in t.story["changes"]
        for page, words in (("source", "before"), ("target", "after"))
        if change[page] in t.reports and (span := place(t.reports[change[page]], change[words]))
    ]
    for change in t.dossier.collation.changes:
        if change.severity is Severity.CRITICAL:
            sides = [words for words in (change.before, change.after) if words]
            right = any(w.report == id and w.span.overlaps(s) for w in sides for id, s in marked)
            shown = " -> ".join(words.text for words in sides)
            pair = _files(t, (change.source, change.target))
            yield Check(right, f"not planted: {change.aspect} {pair}: {shown}")


def check_statements(t: Told) -> Iterator[Check]:
    """Readings of one statement stand in one column: each page against the first."""
    for statement in t.story["statements"]:
        spans = {f: (t.reports.get(f), w) for f, w in statement["readings"].items()}
        columns = {f: _columns(t, r, place(r, w)) for f, (r, w) in spans.items()}
        first, *others = columns
        for file in others:
            about = f"{statement['id']} {first} | {file}: apart, {statement['readings'][file]!r}"
            yield Check(bool(columns[first] & columns[file]), about)


def _columns(t: Told, report: Report | None, span: Span | None) -> set[str]:
    return {
        statement.id
        for statement in t.dossier.collation.statements
        for reading in statement.readings
        if report and span and reading.report == report.id
        if any(s.overlaps(span) for s in (reading.span, *reading.again))
    }


MEASURES: dict[str, Callable[[Told], Iterator[Check]]] = {
    "sample stories exact": check_stories,
    "sample independent exact": check_independent,
    "sample parent accuracy": check_parents,
    "sample planted found": check_planted,
    "sample innovator right": check_innovators,
    "sample critical planted": check_invented,
    "sample statements joined": check_statements,
    "sample junk removed": check_junk,
    "sample body kept": check_body,
    "sample published": check_published,
    "sample credits": check_credits,
}


def checks() -> dict[str, list[Check]]:
    """Every check of every measure, story by story."""
    stories = told(examine(pages.read_all([sample.path()])))
    return {
        name: [c._replace(about=f"{t.story['id']}: {c.about}") for t in stories for c in check(t)]
        for name, check in MEASURES.items()
    }


def share(found: list[Check]) -> float:
    """The share of checks that are right; nothing checked, nothing right."""
    return sum(check.right for check in found) / len(found) if found else 0.0


def scores() -> dict[str, float]:
    """The share right of each measure on the sample."""
    return {name: share(found) for name, found in checks().items()}


def main() -> None:
    for name, found in checks().items():
        print(f"\n{name}: {share(found):.3f} of {len(found)}")
        for check in found:
            if not check.right:
                print(f"  {check.about}")


if __name__ == "__main__":
    main()
