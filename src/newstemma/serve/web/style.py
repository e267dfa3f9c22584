"""The one style sheet of the workbench: the dossier's, and the frame's."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from newstemma.serve.html import style


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """The style sheet, as text."""
    own = files("newstemma.serve").joinpath("web/bench.css").read_text("utf-8")
    return f"{style()}\n{own}"
