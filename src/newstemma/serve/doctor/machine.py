"""The machine: Python, the database library, disk, clock, time zones, a browser for tests."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from newstemma.serve.doctor.findings import Finding, fault, note, ok, warning

OLDEST_PYTHON = (3, 11)
# No clock that is right can show an earlier day than that of this release's first line.
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
# Under the first an archive cannot grow for long, under the second uploads and backups fail.
LITTLE, TOO_LITTLE = 1024**3, 100 * 1024**2


def machine() -> Iterator[Finding]:
    """Everything that no archive is needed for."""
    yield python()
    yield database()
    yield clock(datetime.now(UTC))
    yield zones()
    yield room("temporary files", Path(tempfile.gettempdir()))
    yield browser()


def python() -> Finding:
    """The interpreter."""
    said = f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores"
    if sys.version_info < OLDEST_PYTHON:
        return fault("python", said, "install Python 3.11 or newer")
    return ok("python", said)


def database() -> Finding:
    """SQLite and its search by words, without which no archive opens."""
    said = f"SQLite {sqlite3.sqlite_version}"
    try:
        with sqlite3.connect(":memory:") as base:
            base.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except sqlite3.OperationalError:
        return fault("database", f"{said} without FTS5", "use a Python built with SQLite's FTS5")
    finally:
        base.close()
    return ok("database", f"{said} with FTS5")


def clock(now: datetime) -> Finding:
    """The clock, as far as one can tell without asking anybody."""
    said = f"it is {now.isoformat(timespec='seconds')}"
    if now < FIRST_DAY:
        return fault("clock", f"{said}, before Newstemma was written", "set the clock (NTP)")
    return ok("clock", said)


def zones() -> Finding:
    """Time zones, which quiet hours need."""
    from zoneinfo import available_timezones

    number = len(available_timezones())
    if not number:
        return note("time zones", "none is known; quiet hours go by UTC only", "pip install tzdata")
    return ok("time zones", f"{number} are known")


def room(what: str, folder: Path) -> Finding:
    """The room left on the disk of a folder, and whether it may be written to."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return fault(what, f"the folder cannot be looked at ({error.strerror})", "make it")
    said = f"{free / 1024**3:.1f} GiB are free"
    if not os.access(folder, os.W_OK):
        return warning(what, f"{said}, but the folder may not be written to", "check permissions")
    if free < TOO_LITTLE:
        return fault(what, said, "make room now")
    if free < LITTLE:
        return warning(what, said, "make room soon")
    return ok(what, said)


def browser() -> Finding:
    """A browser, which only our own tests need."""
    found = [name for name in ("chromium", "chromedriver") if shutil.which(name)]
    if len(found) < 2:
        return note("browser", "no chromium and chromedriver; only our own tests would use them")
    return ok("browser", "chromium and chromedriver are there, for our own tests")
