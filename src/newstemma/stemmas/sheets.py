"""One distinct text of a story, with who printed it, when, and whom it credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newstemma.model import Credit, Report, Role
from newstemma.stemmas.bundles import bundle
from newstemma.stemmas.own import OwnWords, own_words
from newstemma.text import fold

_SUFFIX = re.compile(r"\.(?:com|org|net|info|news|co\.[a-z]{2}|[a-z]{2})$")


@lru_cache(maxsize=10_000)
def name_key(name: str) -> str:
    """The key under which spellings of an outlet's name meet: "Hot News" and "HotNews.ro"."""
    bare = _SUFFIX.sub("", fold(name).strip().removeprefix("www."))
    letters = re.sub(r"[^\w]+", "", bare.removeprefix("the "))
    return letters or fold(name)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text and its printers. `reports` in order of publication, the first stands for all.

    `outlets` and `credited` are name keys; `credits` the source credits of all printers,
    one per key; `hours` since 1970 of the first dated printing, `day_only` where its clock
    is not known; `corrected` that the page says it was changed after it was out.
    """

    own: OwnWords
    reports: tuple[Report, ...]
    outlets: frozenset[str]
    credits: tuple[Credit, ...]
    credited: frozenset[str]
    hours: float | None
    day_only: bool
    corrected: bool = False

    @property
    def id(self) -> str:
        """The id of the report that stands for the text."""
        return self.reports[0].id

    @property
    def name(self) -> str:
        """How a person would call it: outlet, else title, else id."""
        first = self.reports[0]
        return first.outlet or first.title or first.id


def sheets(reports: Sequence[Report]) -> tuple[Sheet, ...]:
    """The distinct texts of a story, by publication, then id."""
    here = frozenset(name_key(r.outlet) for r in reports if r.outlet)
    return tuple(_sheet(same, here) for same in bundle(reports))


def is_corrected(report: Report) -> bool:
    """True where the page carries a note that it was corrected."""
    return any(removed.rule == "correction note" for removed in report.removed)


def _names_source(credit: Credit, here: frozenset[str]) -> bool:
    """True for the credit of an agency or an outlet, and for the mention of anybody whose report
    is in the story: "the Orrin Post reported" names a source where the Orrin Post is at hand."""
    if credit.role in (Role.AGENCY, Role.OUTLET):
        return True
    return credit.role is not Role.PHOTO and name_key(credit.source or credit.name) in here


def _sheet(same: tuple[Report, ...], here: frozenset[str]) -> Sheet:
    dated = [r.published for r in same if r.published]
    credits: dict[str, Credit] = {}
    for report in same:
        for credit in report.credits:
            if _names_source(credit, here):
                credits.setdefault(name_key(credit.source or credit.name), credit)
    outlets = frozenset(name_key(r.outlet) for r in same if r.outlet)
    return Sheet(
        own=own_words(same[0]),
        reports=same,
        outlets=outlets,
        credits=tuple(c for key, c in credits.items() if key not in outlets),
        credited=frozenset(credits.keys() - outlets),
        hours=dated[0].when.timestamp() / 3600.0 if dated else None,
        corrected=any(is_corrected(report) for report in same),
        day_only=bool(dated) and dated[0].precision not in ("minute", "hour"),
    )
