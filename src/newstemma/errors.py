"""What can go wrong, as one tree.

::

    NewstemmaError
    |- Misuse          your mistake: a path that is not there, an option that cannot be
    |- BadPage         their page: becomes a `Rejected` value, never stops a run
    `- Broken          our bug: an invariant of ours does not hold

Every error carries what a program needs to act on it (file, line, url) as
attributes, and says in its message what a person can do.
"""

from __future__ import annotations


class NewstemmaError(Exception):
    """Everything this package raises on purpose."""


class Misuse(NewstemmaError):
    """The caller asked for something that cannot be done as asked."""


class PathMissing(Misuse):
    """A path named by the caller does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no such file or folder; check the spelling")
        self.path = path


class BadPage(NewstemmaError):
    """One page cannot be read; the run goes on without it.

    `reason` is a short stable word (a key of `newstemma.pages.REASONS`),
    `detail` the sentence for a person, `file` and `line` the place.
    """

    def __init__(
        self,
        reason: str,
        detail: str,
        *,
        file: str | None = None,
        line: int | None = None,
        url: str | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (file or url, line) if part is not None)
        super().__init__(f"{place}: {detail}" if place else detail)
        self.reason = reason
        self.detail = detail
        self.file = file
        self.line = line
        self.url = url


class Broken(NewstemmaError):
    """An invariant of ours does not hold: please report it with the input."""
