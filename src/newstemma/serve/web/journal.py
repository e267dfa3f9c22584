"""A line of JSON for each request, and for what goes wrong: for whoever keeps the server running.

No secret and no reader's question stands in it: of an address the path alone, without what was
asked; a token that is part of a path is left out; no header, no cookie, no body.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO

from newstemma.serve.web.guard import App, Receive, Scope, Send

# Paths that hold a right in themselves.
_SECRET = re.compile(r"^(/unsubscribe/).+")
LONGEST_PATH = 300


class Journal:
    """An ASGI application around another that writes a line a request to a stream."""

    def __init__(self, app: App, stream: TextIO | None = None) -> None:
        self._app = app
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the other answer, and writes what came of it once that is done."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = {"status": 0, "bytes": 0}

        async def sending(message: MutableMapping[str, Any]) -> None:
            seen["status"] = message.get("status", seen["status"])
            seen["bytes"] += len(message.get("body", b""))
            await send(message)

        begun = time.perf_counter()
        try:
            await self._app(scope, receive, sending)
        finally:
            spent = round(1000 * (time.perf_counter() - begun), 1)
            client = (scope.get("client") or ("",))[0]
            self._write(
                {
                    "event": "request",
                    "client": client,
                    "method": scope["method"],
                    "path": shown_path(scope["path"]),
                    **seen,
                    "milliseconds": spent,
                }
            )

    def _write(self, fields: dict[str, Any]) -> None:
        print(line_of(fields), file=self._stream or sys.stderr, flush=True)


def shown_path(path: str) -> str:
    """A path as it may be written down."""
    return _SECRET.sub(r"\1...", path)[:LONGEST_PATH]


def line_of(fields: dict[str, Any]) -> str:
    """A line of the journal: the time, then the fields, in ASCII, so that none breaks it."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"time": now, **fields})


class JsonLines(logging.Formatter):
    """What Python's logging says, as lines of the journal."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as one line; a traceback is a field of it."""
        fields = {"event": "log", "level": record.levelname.lower(), "said": record.getMessage()}
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        return line_of(fields)


# What uvicorn is told: warnings and errors, in our form, and no access log of its own.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "newstemma.serve.web.journal.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
