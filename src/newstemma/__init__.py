"""Newstemma: how many independent sources really stand behind a pile of reports.

The whole public face on one screen. `examine` does the main job; the other verbs are its
steps, each a pure function from one type to the next::

    import newstemma as ns

    for dossier in ns.examine(ns.read_all(["a.html", "b.txt", "more.jsonl"])):
        print(dossier.counts.independent)

Importing costs next to nothing: each name is fetched from its home on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newstemma.archive import Archive, open_archive
    from newstemma.collations import collate
    from newstemma.dossiers import examine, weigh
    from newstemma.errors import BadPage, Broken, Misuse, NewstemmaError
    from newstemma.model import (
        Change,
        Collation,
        Copy,
        Counts,
        Dossier,
        Examination,
        Page,
        Rejected,
        Report,
        Ruling,
        Span,
        Statement,
        Stemma,
        Story,
        Support,
        Witness,
    )
    from newstemma.pages import read_all
    from newstemma.reports import clean
    from newstemma.serve.wire import from_json, to_json
    from newstemma.stemmas import trace
    from newstemma.stories import group

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "BadPage",
    "Broken",
    "Change",
    "Collation",
    "Copy",
    "Counts",
    "Dossier",
    "Examination",
    "Misuse",
    "NewstemmaError",
    "Page",
    "Rejected",
    "Report",
    "Ruling",
    "Span",
    "Statement",
    "Stemma",
    "Story",
    "Support",
    "Witness",
    "clean",
    "collate",
    "examine",
    "from_json",
    "group",
    "open_archive",
    "read_all",
    "to_json",
    "trace",
    "weigh",
]

_HOMES = {
    "Archive": "archive",
    "open_archive": "archive",
    "clean": "reports",
    "collate": "collations",
    "examine": "dossiers",
    "from_json": "serve.wire",
    "group": "stories",
    "read_all": "pages",
    "to_json": "serve.wire",
    "trace": "stemmas",
    "weigh": "dossiers",
    **dict.fromkeys(("BadPage", "Broken", "Misuse", "NewstemmaError"), "errors"),
}


def __getattr__(name: str) -> Any:
    """The public name, fetched from its home on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'newstemma' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"newstemma.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
