"""The tables of an archive in SQL, and the steps that bring older ones forward.

A released step is never changed: a new release adds one. Words in braces are
what the dialects spell differently.
"""

from __future__ import annotations

from newstemma.ports import NEVER, UNDATED

FORMAT = "newstemma archive"
# A report's day in a list from the latest: those without a date come last.
DATED = f"(CASE WHEN day = {UNDATED} THEN {NEVER} ELSE day END)"

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
    (  # outlets: how many reports each has, and what dossiers show of them
        "CREATE TABLE outlets (name TEXT{bytes} PRIMARY KEY, reports {big} NOT NULL)",
        "CREATE INDEX outlets_listed ON outlets (reports DESC, name) WHERE reports > 0",
        """INSERT INTO outlets (name, reports) SELECT outlet, count(*) FROM reports
            WHERE newer = '' AND outlet <> '' GROUP BY outlet""",
        f"""CREATE INDEX reports_outlet ON reports
            (outlet, {DATED} DESC, stamp{{bytes}} DESC, lot DESC) WHERE newer = ''""",
        """CREATE TABLE conducts (
            lot {big} PRIMARY KEY, story TEXT NOT NULL, outlet TEXT{bytes} NOT NULL,
            descent TEXT NOT NULL, source TEXT{bytes} NOT NULL, critical {big} NOT NULL,
            major {big} NOT NULL)""",
        "CREATE INDEX conducts_story ON conducts (story)",
        "CREATE INDEX conducts_outlet ON conducts (outlet, descent, source, critical, major)",
        "CREATE INDEX conducts_source ON conducts (source, outlet) WHERE descent = 'copy'",
        # Kept dossiers are made again when they are asked for: only then are conducts known.
        "UPDATE dossiers SET maker = ''",
        # The last day of a story is that of its dated reports.
        f"""UPDATE stories SET last = (SELECT coalesce(max(p.day), {NEVER}) FROM places p
            WHERE p.story = stories.id AND p.day < {UNDATED}) WHERE last = {UNDATED}""",
    ),
    (  # the history of a story is found without reading the whole log
        "CREATE INDEX log_other ON log (other) WHERE other <> ''",
    ),
)
VERSION = len(STEPS)
