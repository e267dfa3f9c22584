"""The one style sheet of the workbench: the dossier's, the frame's, and that of notes."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from newstemma.serve.html import style


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """The style sheet, as text."""
    folder = files("newstemma.serve").joinpath("web")
    own = (folder.joinpath(f"{name}.css").read_text("utf-8") for name in ("bench", "people"))
    return "\n".join([style(), *own])
