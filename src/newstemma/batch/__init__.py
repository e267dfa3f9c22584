"""A batch: a whole crawl into tables of reports, copies, stories, stemmas, statements, supports.

The theory. A job is stages over parts: every stage is a pure function from files to files, a
part is written by one rename and marked as done, and what must meet (equal fingerprints,
reports of near days, reports of one story) is brought together by an exchange through files.
So the same job runs in one process, on all cores, or on a cluster, with the same answer byte
for byte, and goes on where it was killed. What can go wrong: what is known only of the whole,
the order of reports and the linked sets, is worked out by one process; `docs/clusters.md`
says at which size that ends.
"""

from newstemma.batch.exporting import export
from newstemma.batch.folders import open_folder
from newstemma.batch.importing import dossiers_of, reports_of
from newstemma.batch.job import Progress
from newstemma.batch.parquet import read_rows
from newstemma.batch.running import Plan, manifest_of, plan, run
from newstemma.batch.settings import Settings, parse_size
from newstemma.batch.tables import SCHEMA, TABLES, Column, Table

__all__ = [
    "SCHEMA",
    "TABLES",
    "Column",
    "Plan",
    "Progress",
    "Settings",
    "Table",
    "dossiers_of",
    "export",
    "manifest_of",
    "open_folder",
    "parse_size",
    "plan",
    "read_rows",
    "reports_of",
    "run",
]
