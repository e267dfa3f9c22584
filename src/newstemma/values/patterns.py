"""Regular expressions that cost nothing until a text needs them.

The theory. Compiling the patterns of every form in every language takes longer than reading
three reports, and most texts meet few of the forms. So a pattern is compiled when its first
method is asked for; from then on it answers as fast as any other.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Waiting:
    """Stands for a pattern until one of its methods or facts is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def when_needed(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern `re.compile` gives, compiled on first use; a faulty one raises only then."""
    return cast("re.Pattern[str]", _Waiting(source, flags))
