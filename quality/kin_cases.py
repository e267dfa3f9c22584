"""Hand-made stories with their true origins: read from `kin_cases.toml` for tests and measures."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from newstemma.model import Credit, Place, Report, Role, Stemma
from newstemma.stemmas import trace

FILE = Path(__file__).with_name("kin_cases.toml")


class Case(NamedTuple):
    """A story: its name, its reports, and the ids of the reports of each origin, sorted; what we
    get wrong, where we do."""

    name: str
    reports: tuple[Report, ...]
    origins: list[list[str]]
    known_wrong: str


def cases() -> list[Case]:
    """All hand-made stories, in the order of the file."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))["cases"]
    return [
        Case(
            one["name"],
            tuple(_report(id, told) for id, told in one["reports"].items()),
            sorted(sorted(origin) for origin in one["origins"]),
            one.get("known_wrong", ""),
        )
        for one in given
    ]


def _report(id: str, told: dict[str, Any]) -> Report:
    names = told.get("credits", ())
    credits = tuple(Credit(n, n, Role.AGENCY, Place.CREDIT_LINE, f"Source: {n}") for n in names)
    language = told.get("language", "en")
    return Report(id, told["text"], outlet=told["outlet"], language=language, credits=credits)


def drawn_origins(stemma: Stemma) -> list[list[str]]:
    """The ids of the reports of each origin of a stemma, sorted."""
    held = {witness.id: witness.reports for witness in stemma.witnesses}
    return sorted(
        sorted(report for witness in origin.witnesses for report in held[witness])
        for origin in stemma.origins
    )


def share_right() -> float:
    """The share of the hand-made stories whose origins are drawn as they are."""
    right = [drawn_origins(trace(case.reports)) == case.origins for case in cases()]
    return sum(right) / len(right)
