"""The parts of the terminal dossier: stemma, statements, timeline, what was removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.text import Text

from newstemma.model import Copy, Report, Statement, WitnessKind
from newstemma.serve.outline import Branch, Outline, interval, many, percent
from newstemma.serve.sheet import Sheet, assemble

ROOMY = 90  # columns from which times stand beside the tree
WIDE = 130  # columns from which the share of words stands beside the kind
CROWD, SHOWN_LEAVES = 40, 3  # witnesses from which leaf copies are folded, and those kept
MOST = 14  # statements under one heading, and timeline entries; the files hold all
DOUBTFUL = 0.7  # under it an edge is drawn as uncertain (findings: calibration error 0.04)


def stemma_section(sheet: Sheet, outline: Outline) -> None:
    """The stemma as a tree: each witness, when it was published, how it took its text."""
    sheet.heading("Stemma", many(len(outline.dossier.stemma.origins), "origin"))
    rows = []
    for branch, folded in _folded(outline):
        if folded:
            rows.append(_fold(sheet, branch, folded))
            continue
        rows.append(_branch(sheet, outline, branch))
        rows += [_second(sheet, outline, branch, copy) for copy in branch.seconds]
    if sheet.width < ROOMY:
        rows = [[name, how] for name, _, how in rows]
    sheet.rows(rows, flexible=0)


def _folded(outline: Outline) -> list[tuple[Branch, list[Branch]]]:
    """The branches; in a crowd, the leaf copies of one source beyond a few are put together.

    Those put together stand where the last of them stood.
    """
    branches = list(outline.tree())
    if len(branches) <= CROWD:
        return [(branch, []) for branch in branches]
    sources = {copy.source for copy in outline.dossier.stemma.copies}
    leaves: dict[str, list[Branch]] = {}
    for branch in branches:
        if branch.copy and not branch.seconds and branch.witness.id not in sources:
            leaves.setdefault(branch.copy.source, []).append(branch)
    tails = [found[SHOWN_LEAVES:] for found in leaves.values() if len(found) > SHOWN_LEAVES + 1]
    hidden = {branch.witness.id for tail in tails for branch in tail}
    last = {tail[-1].witness.id: tail for tail in tails}
    return [
        (branch, last.get(branch.witness.id, []))
        for branch in branches
        if branch.witness.id not in hidden or branch.witness.id in last
    ]


def _fold(sheet: Sheet, branch: Branch, folded: list[Branch]) -> list[Text]:
    prefix = _rails(sheet, branch) + (sheet.signs.last if branch.last else sheet.signs.branch)
    count = sum(len(one.witness.reports) for one in folded)
    kinds = Counter(one.copy.kind for one in folded if one.copy)
    each = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common())
    words = f"{sheet.signs.more} {count} more that nobody copied"
    return [assemble(prefix, (words, "dim")), assemble(), assemble(each)]


def _branch(sheet: Sheet, outline: Outline, branch: Branch) -> list[Text]:
    witness, copy = branch.witness, branch.copy
    prefix = ""
    if copy is not None:
        prefix = _rails(sheet, branch) + (sheet.signs.last if branch.last else sheet.signs.branch)
    name = assemble(prefix, (f"{witness.siglum} ", "bold"), outline.witness_name(witness))
    if witness.kind is WitnessKind.UNSEEN:
        name.append(" (unseen)", "dim italic")
        return [name, assemble(), _kind(sheet, copy)]
    return [name, assemble((outline.published(witness), "dim")), _kind(sheet, copy)]


def _rails(sheet: Sheet, branch: Branch) -> str:
    return "".join(sheet.signs.rail if more else "   " for more in branch.rails)


def _kind(sheet: Sheet, copy: Copy | None) -> Text:
    if copy is None:
        return assemble("")
    doubt = "?" if copy.probability < DOUBTFUL else ""
    share = ""
    if copy.share is not None and sheet.width >= WIDE:
        share = f", {percent(copy.share)} of its words"
    return assemble(f"{copy.kind}, {percent(copy.probability)} sure{doubt}{share}")


def _second(sheet: Sheet, outline: Outline, branch: Branch, copy: Copy) -> list[Text]:
    source = outline.witnesses[copy.source]
    rails = _rails(sheet, branch) + ("   " if branch.last else sheet.signs.rail)
    mine = (f"{source.siglum} ", "bold"), outline.witness_name(source)
    name = assemble(rails, ("and ", "dim"), *mine, (" (second source)", "dim italic"))
    return [name, assemble(), _kind(sheet, copy)]


def statement_sections(sheet: Sheet, outline: Outline) -> None:
    """The statements by how many origins make them."""
    for backing, statements in outline.backed.items():
        sheet.heading(backing, str(len(statements)))
        sheet.rows([_statement(sheet, outline, made) for made in statements[:MOST]])
        _rest(sheet, len(statements) - MOST)


def _statement(sheet: Sheet, outline: Outline, statement: Statement) -> list[Text]:
    sigla = " ".join(outline.sigla.get(r.report, "?") for r in statement.readings)
    support = outline.support(statement.id)
    count = "" if support is None else interval(support.count, sheet.signs.dash)
    number = assemble((outline.number(statement.id), "dim"))
    return [number, assemble(statement.gist), assemble((sigla, "bold")), assemble(count)]


def _rest(sheet: Sheet, count: int) -> None:
    if count > 0:
        sheet.line((f"{sheet.signs.more} {count} more: --markdown or --html FILE", "dim"), indent=2)


def timeline_section(sheet: Sheet, outline: Outline) -> None:
    """What is dated, in order."""
    entries = outline.dossier.timeline
    if not entries:
        return
    sheet.heading("Timeline")
    sheet.rows(
        [
            [assemble(e.when.iso), assemble((outline.sigla.get(e.report, "?"), "bold")),
             assemble(outline.entry(e))]
            for e in entries[:MOST]
        ]
    )  # fmt: skip
    _rest(sheet, len(entries) - MOST)


def removed_section(sheet: Sheet, reports: Iterable[Report]) -> None:
    """How much was taken out of the pages, by rule."""
    rules = Counter(removed.rule for report in reports for removed in report.removed)
    if rules:
        sheet.heading("Removed", many(sum(rules.values()), "piece"))
        found = sheet.signs.dot.join(f"{rule} {count}" for rule, count in rules.most_common())
        sheet.line(found, indent=2)
