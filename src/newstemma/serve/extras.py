"""Parts that need an extra: said in words before they are imported."""

from __future__ import annotations

from importlib.util import find_spec

from newstemma.errors import Misuse


class ExtraMissing(Misuse):
    """A part of Newstemma needs an extra that is not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"this needs an extra: pip install 'newstemma[{extra}]'")
        self.extra = extra


def require_extra(extra: str, *modules: str) -> None:
    """Raises `ExtraMissing` unless every module the extra brings is installed."""
    if not all(find_spec(module) for module in modules):
        raise ExtraMissing(extra)
