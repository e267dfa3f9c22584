"""The dossier as a brief in Markdown, for a note, an issue or a mail.

Words of the reports are escaped, so that none of them turns into a heading, a link or
markup; CommonMark with pipe tables.
"""

from __future__ import annotations

import re

from newstemma.model import (
    ChangeKind,
    Dossier,
    Examination,
    Report,
    WitnessKind,
)
from newstemma.serve.disputes import accounts
from newstemma.serve.grouping import Block, what_happened, whole, worded
from newstemma.serve.inert import inert, inert_line
from newstemma.serve.outline import (
    Branch,
    Outline,
    counts_of,
    interval,
    percent,
    published_of,
)
from newstemma.serve.output import detail_of, place_of
from newstemma.serve.readings import Note, Row, rows

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def plain(text: str, *, keep: bool = False) -> str:
    """Text from outside on one line, with nothing left that Markdown would read.

    `keep` keeps the spaces at its edges, for a piece of a line.
    """
    line = inert(text).replace("\n", " ") if keep else inert_line(text)
    escaped = _SPECIAL.sub(r"\\\1", line)
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def markdown_of(examination: Examination) -> str:
    """All dossiers, and what was rejected."""
    parts = [_dossier(dossier) for dossier in examination]
    if not parts:
        parts.append("No report could be read.\n")
    if examination.rejected:
        lines = [
            f"- {plain(place_of(page))}: {plain(detail_of(page))}" for page in examination.rejected
        ]
        parts.append("\n".join(["## Rejected", "", *lines, ""]))
    return "\n".join(parts)


def _dossier(dossier: Dossier) -> str:
    outline = Outline(dossier)
    lines = [*_opening(outline), *_stemma(outline), *_contradictions(outline)]
    lines += [*_changes(outline), *_statements(outline), *_timeline(outline), *_reports(outline)]
    return "\n".join(lines)


def _opening(outline: Outline) -> list[str]:
    counts = outline.dossier.counts
    titles = (report.title for report in outline.dossier.reports if report.title)
    title = outline.dossier.story.title or next(titles, "(no title)")
    *others, independent = counts_of(counts)
    reasons = [f"- {plain(reason)}" for reason in counts.independent.reasons]
    return [f"# {plain(title)}", "", f"{' · '.join(others)} · **{independent}**", "", *reasons, ""]


# --- the stemma -------------------------------------------------------------


def _stemma(outline: Outline) -> list[str]:
    lines = ["## Stemma", ""]
    for branch in outline.tree():
        depth = 0 if branch.copy is None else len(branch.rails) + 1
        lines.append(f"{'  ' * depth}- {_witness(outline, branch)}")
    return [*lines, ""]


def _witness(outline: Outline, branch: Branch) -> str:
    witness = branch.witness
    name = f"**{plain(witness.siglum)}** {plain(outline.witness_name(witness))}"
    unseen = witness.kind is WitnessKind.UNSEEN
    words = [name, "unseen" if unseen else outline.published(witness)]
    if branch.copy is not None:
        words.append(f"{branch.copy.kind} ({percent(branch.copy.probability)})")
    for second in branch.seconds:
        siglum = plain(outline.witnesses[second.source].siglum)
        words.append(f"second source {siglum}: {second.kind} ({percent(second.probability)})")
    return ", ".join(words)


# --- contradictions -----------------------------------------------------------


def _contradictions(outline: Outline) -> list[str]:
    if not outline.contradictions:
        return []
    lines = ["## Contradictions between independent reports", ""]
    for made in outline.contradictions:
        lines.append(f"- **{made.standing}**: {plain(made.reason)}")
        for one in accounts(outline, made):
            sigla = " ".join(outline.sigla.get(id, "?") for id in one.reports)
            words = f"{plain(one.before, keep=True)}**{plain(one.words)}**"
            said = f"{words}{plain(one.after, keep=True)}"
            number = outline.number(one.side.statement)
            lines.append(f"  - {number} {plain(sigla)}: {said} ({interval(one.side.count)})")
    return [*lines, ""]


# --- changes and statements -------------------------------------------------


def _changes(outline: Outline) -> list[str]:
    if not outline.changes:
        return []
    lines = ["## Changes", ""]
    for block in worded(outline):
        lines += _block(outline, block)
    for kind, title in ((ChangeKind.ADDED, "Added whole"), (ChangeKind.DROPPED, "Left out whole")):
        blocks = whole(outline, kind)
        if blocks:
            lines += ["", f"### {title}", "", *(_whole(outline, block) for block in blocks)]
    return [*lines, ""]


def _block(outline: Outline, block: Block) -> list[str]:
    lines = [f"- **{block.severity}** {outline.number(block.statement)}"]
    for row in rows(outline, block):
        sigla = " ".join(outline.sigla.get(id, "?") for id in row.reports)
        lines.append(f"  - {plain(sigla)}: {_words(row)}")
        lines += [f"    - {_note(note)}" for note in row.notes(outline)]
    return lines


def _words(row: Row) -> str:
    if not row.stretches:
        return "(not there)"
    pieces = ((plain(text, keep=True), change) for text, change in row.stretches)
    return "".join(text if change is None else f"**{text}**" for text, change in pieces)


def _note(note: Note) -> str:
    change = note.change
    parts = (f"{change.severity}: {what_happened(change)}", note.who, change.reason)
    return plain("; ".join(part for part in parts if part))


def _whole(outline: Outline, block: Block) -> str:
    words = block.changes[0].after or block.changes[0].before
    sigla = " ".join(outline.sigla.get(id, "?") for id in block.targets)
    return f"- {outline.number(block.statement)} {sigla}: {plain(words.text if words else '')}"


def _statements(outline: Outline) -> list[str]:
    lines = []
    for backing, statements in outline.backed.items():
        lines += [f"## {backing}", "", "| | statement | in | independent |", "|-|-|-|-|"]
        for statement in statements:
            sigla = " ".join(outline.sigla.get(r.report, "?") for r in statement.readings)
            support = outline.support(statement.id)
            count = "" if support is None else interval(support.count)
            number = outline.number(statement.id)
            lines.append(f"| {number} | {plain(statement.gist)} | {plain(sigla)} | {count} |")
        lines.append("")
    return lines


# --- the rest ---------------------------------------------------------------


def _timeline(outline: Outline) -> list[str]:
    entries = outline.dossier.timeline
    if not entries:
        return []
    lines = [
        f"- {e.when.iso} {plain(outline.sigla.get(e.report, '?'))}: {plain(outline.entry(e))}"
        for e in entries
    ]
    return ["## Timeline", "", *lines, ""]


def _reports(outline: Outline) -> list[str]:
    lines = ["## Reports", "", "| | outlet | title | published | credits | file |", "|-|-|-|-|-|-|"]
    return [*lines, *(_report(outline, report) for report in outline.dossier.reports), ""]


def _report(outline: Outline, report: Report) -> str:
    credited = ", ".join(f"{credit.name} ({credit.role})" for credit in report.credits)
    cells = (outline.sigla[report.id], report.outlet or "", report.title, published_of(report),
             credited, report.origin)  # fmt: skip
    return "| " + " | ".join(plain(cell) for cell in cells) + " |"
