"""An archive as a batch: its reports and stories as they stand, near copies found among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newstemma.batch.folders import Folder, open_folder
from newstemma.batch.inputs import Input
from newstemma.batch.job import Answer, Job, Told
from newstemma.batch.numbering import number
from newstemma.batch.parquet import lay_rows, require_pyarrow
from newstemma.batch.reading import PAGES, keep_reports
from newstemma.batch.running import begin, end, find_near_copies, merge
from newstemma.batch.settings import Settings
from newstemma.batch.telling import no_rows, tell_dossier
from newstemma.engines import Engine
from newstemma.model import Dossier, Report

Stories = Iterable[tuple[Sequence[Report], Dossier]]


def export(
    stories: Stories,
    name: str,
    out: str,
    engine: Engine,
    *,
    settings: Settings | None = None,
    told: Told = lambda progress: None,
) -> Answer:
    """Writes stories, each with its reports and dossier, as a batch; gives its manifest.

    `name` is what the manifest calls the input. Reports and stories are read in one pass, so
    an export that was cut off is begun again, in a new folder.
    """
    require_pyarrow()
    folder = open_folder(out)
    settings = settings or Settings()
    manifest = begin(folder, [Input(name, name, 0)], settings, engine, resume=False)
    counts, parts = _write(folder, stories)
    job = Job(folder, settings, engine, told)
    counts |= job.once("number", lambda: number(folder, parts))
    counts |= find_near_copies(job, parts, counts["characters"])
    merge(job)
    return end(job, manifest, counts)


def _write(folder: Folder, stories: Stories) -> tuple[Answer, list[str]]:
    """The tables of reports and stories, in parts of some `PAGES` reports."""
    counts: Answer = {"reports": 0, "characters": 0, "stories": 0, "rejected": 0}
    parts: list[str] = []
    reports: list[Report] = []
    tables = no_rows()

    def write() -> None:
        part = f"{len(parts):06d}"
        kept = keep_reports(folder, part, reports)
        for table, rows in tables.items():
            lay_rows(folder, table, part, rows)
            rows.clear()
        for what in ("reports", "characters"):
            counts[what] += kept[what]
        parts.append(part)
        reports.clear()

    for members, made in stories:
        reports += members
        tell_dossier(made, members, {report.id: report.id for report in members}, tables)
        counts["stories"] += 1
        if len(reports) >= PAGES:
            write()
    write()
    return counts, parts
