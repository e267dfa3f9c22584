"""The audit log: who did what. Accounts, tokens, notes and saved stories write a line with the
change itself; rulings are kept with their authors in the archive and are laid beside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from newstemma.newsroom.file import NewsroomFile, now
from newstemma.newsroom.types import Caller, Entry
from newstemma.ports import KeptRuling


def write(file: NewsroomFile, by: Caller, did: str, subject: str, detail: str = "") -> None:
    """A line of the log, in the transaction of what it tells of."""
    file.run(
        "INSERT INTO audit (at, who, did, subject, detail, through) VALUES (?, ?, ?, ?, ?, ?)",
        now().isoformat(), by.name, did, subject, detail, by.through,
    )  # fmt: skip


def entries(file: NewsroomFile, rulings: Iterable[KeptRuling] = ()) -> tuple[Entry, ...]:
    """The whole log with the rulings of the archive in it, the latest first."""
    rows = file.rows("SELECT at, who, did, subject, detail, through FROM audit")
    told = [Entry(datetime.fromisoformat(row[0]), *row[1:]) for row in rows]
    told += [entry for kept in rulings for entry in _of_ruling(kept)]
    return tuple(sorted(told, key=lambda entry: entry.at, reverse=True))


def _of_ruling(kept: KeptRuling) -> list[Entry]:
    ruling = kept.ruling
    subject = f"ruling {kept.number}"
    said = f"{ruling.verdict} {' '.join(ruling.subject)}"
    made = Entry(ruling.when, ruling.who, "ruled", subject, f"{said}: {ruling.note}".rstrip(": "))
    if kept.withdrawn is None:
        return [made]
    return [made, Entry(kept.withdrawn, kept.withdrawn_by, "ruling withdrawn", subject, said)]
