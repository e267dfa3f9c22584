"""The tables of an archive in SQL, and the steps that bring older ones forward.

A released step is never changed: a new release adds one. `{big}`, `{blob}` and `{serial}` are
what the dialects spell differently.
"""

from __future__ import annotations

FORMAT = "newstemma archive"

# Where each step leads: STEPS[0] makes version 1 from nothing.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE reports (
            lot {big} PRIMARY KEY, id TEXT NOT NULL UNIQUE, day INTEGER NOT NULL,
            stamp TEXT NOT NULL, title TEXT NOT NULL, outlet TEXT NOT NULL,
            page TEXT NOT NULL, newer TEXT NOT NULL, added TEXT NOT NULL)""",
        "CREATE INDEX reports_page ON reports (page) WHERE page <> ''",
        "CREATE TABLE bodies (number {serial}, lot {big} NOT NULL UNIQUE, body {blob} NOT NULL)",
        "CREATE TABLE marks (name TEXT PRIMARY KEY, number {big} NOT NULL)",
        """CREATE TABLE keys (
            day INTEGER NOT NULL, key {big} NOT NULL, lot {big} NOT NULL,
            PRIMARY KEY (day, key, lot)) {rowless}""",
        """CREATE TABLE places (
            lot {big} PRIMARY KEY, day INTEGER NOT NULL, machine {big} NOT NULL,
            story TEXT NOT NULL)""",
        "CREATE INDEX places_machine ON places (machine)",
        "CREATE INDEX places_story ON places (story)",
        "CREATE INDEX places_day ON places (day, story)",
        """CREATE TABLE ties (
            day INTEGER NOT NULL, one {big} NOT NULL, other {big} NOT NULL, made_by {big} NOT NULL,
            PRIMARY KEY (made_by, day, one, other)) {rowless}""",
        "CREATE INDEX ties_one ON ties (one)",
        "CREATE INDEX ties_other ON ties (other)",
        """CREATE TABLE stories (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, size INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, opened TEXT, last_seen TEXT,
            before TEXT NOT NULL, merged_into TEXT NOT NULL, changed {big} NOT NULL)""",
        "CREATE UNIQUE INDEX stories_changed ON stories (changed)",
        "CREATE INDEX stories_listed ON stories (last DESC, size DESC, id) WHERE merged_into = ''",
        "CREATE INDEX stories_before ON stories (before) WHERE before <> ''",
        """CREATE TABLE dossiers (
            story TEXT PRIMARY KEY, changed {big} NOT NULL, maker TEXT NOT NULL,
            counts {blob} NOT NULL, body {blob} NOT NULL)""",
        """CREATE TABLE rulings (
            number {serial}, body {blob} NOT NULL, withdrawn TEXT, withdrawn_by TEXT NOT NULL)""",
        """CREATE TABLE log (
            number {serial}, at TEXT NOT NULL, kind TEXT NOT NULL, story TEXT NOT NULL,
            other TEXT NOT NULL, report TEXT NOT NULL, note TEXT NOT NULL)""",
        "CREATE INDEX log_story ON log (story)",
        "CREATE INDEX log_report ON log (report) WHERE report <> ''",
    ),
)
VERSION = len(STEPS)
