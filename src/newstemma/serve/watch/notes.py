"""What a watch remembers between rounds, in a small file of its own beside the archive."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from newstemma.fetchers import Validators
from newstemma.serve.watch.file import WatchFile
from newstemma.serve.watch.rules import Alert, Seen

SCHEMA = """
CREATE TABLE IF NOT EXISTS source (
    url TEXT PRIMARY KEY, etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '',
    due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS page (url TEXT PRIMARY KEY, seen REAL NOT NULL);
CREATE TABLE IF NOT EXISTS story (id TEXT PRIMARY KEY, seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS alert (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, body TEXT NOT NULL,
    delivered INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, number INTEGER NOT NULL);
"""
# A failing source is asked again after so many seconds, doubled each time, a day at most.
FIRST_BACK_OFF, LONGEST_BACK_OFF = 300.0, 86_400.0


class Notes(WatchFile):
    """The notes of one watch; what was written is kept when it is killed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SCHEMA)

    # --- sources ---

    def due(self, url: str, now: float | None = None) -> bool:
        """True where a source may be asked again."""
        row = self._row("SELECT due FROM source WHERE url = ?", url)
        return row is None or float(row[0]) <= (time.time() if now is None else now)

    def validators(self, url: str) -> Validators:
        """What the source gave last time to ask "has it changed?" with."""
        row = self._row("SELECT etag, modified FROM source WHERE url = ?", url)
        return Validators(*row) if row else Validators()

    def answered(self, url: str, validators: Validators, every: float) -> None:
        """The source answered: it is due again after `every` seconds."""
        due = time.time() + every
        self._base.execute(
            "INSERT OR REPLACE INTO source (url, etag, modified, due) VALUES (?, ?, ?, ?)",
            (url, validators.etag, validators.last_modified, due),
        )

    def failed(self, url: str) -> float:
        """The source did not answer; gives the seconds until it is asked again."""
        row = self._row("SELECT failures FROM source WHERE url = ?", url)
        failures = int(row[0]) if row else 0
        wait: float = min(FIRST_BACK_OFF * 2**failures, LONGEST_BACK_OFF)
        self._base.execute(
            "INSERT INTO source (url, due, failures) VALUES (?, ?, 1) ON CONFLICT (url) DO UPDATE "
            "SET due = excluded.due, failures = failures + 1",
            (url, time.time() + wait),
        )
        return wait

    # --- pages and stories ---

    def is_new(self, url: str) -> bool:
        """True where a page of that address was never taken."""
        return self._row("SELECT 1 FROM page WHERE url = ?", url) is None

    def took(self, urls: Iterable[str]) -> None:
        """Pages of these addresses are in the archive, or were rejected for good."""
        rows = [(url, time.time()) for url in urls if url]
        self._base.executemany("INSERT OR REPLACE INTO page VALUES (?, ?)", rows)

    def seen(self, story: str) -> Seen | None:
        """How a story stood when it was last looked at; none for a new one."""
        row = self._row("SELECT seen FROM story WHERE id = ?", story)
        return Seen.of_json(json.loads(row[0])) if row else None

    def told(self, story: str, seen: Seen, alerts: Iterable[Alert]) -> None:
        """A story as it stands now and the alerts it gave, kept together."""
        with closing(self._base.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            body = json.dumps(asdict(seen), ensure_ascii=False)
            cursor.execute("INSERT OR REPLACE INTO story VALUES (?, ?)", (story, body))
            rows = [(alert.id, json.dumps(alert.body(), ensure_ascii=False)) for alert in alerts]
            cursor.executemany("INSERT OR IGNORE INTO alert (id, body) VALUES (?, ?)", rows)
            cursor.execute("COMMIT")

    def mark(self, name: str) -> int | None:
        """A number kept under a name; none where none was."""
        row = self._row("SELECT number FROM mark WHERE name = ?", name)
        return int(row[0]) if row else None

    def set_mark(self, name: str, number: int) -> None:
        """Keeps a number under a name."""
        self._base.execute("INSERT OR REPLACE INTO mark VALUES (?, ?)", (name, number))

    # --- alerts ---

    def alerts(self, most: int = 200) -> list[dict[str, str]]:
        """The latest alerts, the latest first."""
        rows = self._base.execute("SELECT body FROM alert ORDER BY number DESC LIMIT ?", (most,))
        return [json.loads(body) for (body,) in rows]

    def alerts_after(self, number: int, most: int) -> list[tuple[int, dict[str, str]]]:
        """Alerts of a higher number, in order."""
        rows = self._base.execute(
            "SELECT number, body FROM alert WHERE number > ? ORDER BY number LIMIT ?",
            (number, most),
        )
        return [(at, json.loads(body)) for at, body in rows]

    def last_alert(self) -> int:
        """The number of the last alert, 0 before the first."""
        row = self._row("SELECT coalesce(max(number), 0) FROM alert")
        return int(row[0]) if row else 0

    def undelivered(self) -> list[tuple[int, dict[str, str]]]:
        """Alerts no webhook took yet, in order."""
        rows = self._base.execute(
            "SELECT number, body FROM alert WHERE NOT delivered ORDER BY number"
        )
        return [(number, json.loads(body)) for number, body in rows]

    def delivered(self, number: int) -> None:
        """A webhook took an alert."""
        self._base.execute("UPDATE alert SET delivered = 1 WHERE number = ?", (number,))

    def _row(self, question: str, *values: str) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._base.execute(question, values).fetchone()
        return row
