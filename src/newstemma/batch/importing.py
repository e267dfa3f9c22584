"""A batch into an archive: whole reports and dossiers out of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from newstemma.batch.folders import open_folder
from newstemma.batch.parquet import read_rows, require_pyarrow
from newstemma.batch.running import MANIFEST, manifest_of
from newstemma.errors import Misuse
from newstemma.model import Dossier, Report
from newstemma.stores.packing import unpack


def reports_of(batch: str) -> Iterator[Report]:
    """The reports of a batch that is done, in the order of its files.

    Raises `Misuse` where there is no batch, or one that is not done.
    """
    require_pyarrow()
    folder = open_folder(batch)
    manifest = manifest_of(folder)
    if manifest is None:
        raise Misuse(f"{batch}: holds no batch ({MANIFEST} is not there)")
    if manifest["state"] != "done":
        raise Misuse(f"{batch}: this batch was cut off; go on with it first (--resume)")
    for row in read_rows(folder, "reports", ["packed"]):
        yield unpack(Report, row["packed"])


def dossiers_of(batch: str) -> Iterator[Dossier]:
    """The dossiers of a batch, in the order of its files."""
    for row in read_rows(open_folder(batch), "stories", ["packed"]):
        yield unpack(Dossier, row["packed"])
