"""Reading measured on real reports: credits beside a person's notes.

`-m quality.stages.reading` lists every miss. Nothing here when ../shared is not at hand.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newstemma.model import Page, Report, Role
from newstemma.reports import clean
from newstemma.reports.agencies import key_of, source_of

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def scores() -> dict[str, float]:
    """Shares in 0..1; empty when the real data is not at hand."""
    if not SHARED.is_dir():
        return {}
    return credit_scores()


def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- credits ----------------------------------------------------------------


def credit_page(row: dict[str, Any]) -> Page:
    """Head and tail as one text, with the author as a crawler gives it."""
    text = f"{row['head']}\n\n{row['tail']}"
    given = (("authors", row["author"]),) if row["author"] != "None" else ()
    return Page(text, "text/plain", row["id"], given=given)


def wanted(row: dict[str, Any]) -> set[str]:
    """What a person wrote down, as far as head, tail or author line show it as a credit."""
    text = f"{row['head']} {row['tail']}"
    names = []
    wire, credit = row["wire"], row["credit"].removeprefix("h/t:").strip()
    if wire not in ("None", "NA") and (
        f"({wire})".lower() in text.lower() or wire == row["author"]
    ):
        names.append(wire)
    if credit != "None" and re.search(rf"h/?t\W+{re.escape(credit)}", text):
        names.append(credit)
    return {key_of(source_of(name)) for name in names}


# A tip as the annotation's own `credit` column has it: where the person left it in the text,
# it is printed and yet counts as not written down.
_TIP = re.compile(r"^\W*h/?t\W+(?P<name>[^\n.]+)", re.IGNORECASE | re.MULTILINE)


def printed(row: dict[str, Any]) -> set[str]:
    """The tips a page prints in a line of their own, whoever wrote them down."""
    return {key_of(source_of(m["name"].strip(" ()"))) for m in _TIP.finditer(row["tail"])}


def wire_of(row: dict[str, Any]) -> set[str]:
    """The agency a person wrote down, where head or author line show it."""
    return wanted({**row, "credit": "None"})


def found(report: Report, role: Role | None = None) -> set[str]:
    """The sources told, or those of one role."""
    return {key_of(c.source) for c in report.sources if role in (None, c.role)}


def credit_misses() -> Iterator[tuple[str, set[str], set[str]]]:
    for row in rows("quotes/credits-third"):
        report = clean(credit_page(row))
        told = found(report) if isinstance(report, Report) else set()
        yield row["id"], wanted(row), told


class _Tally:
    """Hits, things told and things right, for precision and recall."""

    def __init__(self) -> None:
        self.hit = self.told = self.right = 0

    def add(self, right: set[str], told: set[str]) -> None:
        self.hit += len(right & told)
        self.told += len(told)
        self.right += len(right)

    def shares(self, name: str) -> dict[str, float]:
        return {
            f"{name} precision": self.hit / max(1, self.told),
            f"{name} recall": self.hit / max(1, self.right),
        }


def credit_scores() -> dict[str, float]:
    """Precision and recall of agencies in their role, and of all sources, twice.

    As annotated, and with the tips a page prints although nobody wrote them down.
    """
    agency, annotated, page = _Tally(), _Tally(), _Tally()
    for row in rows("quotes/credits-third"):
        report = clean(credit_page(row))
        if isinstance(report, Report):
            agency.add(wire_of(row), found(report, Role.AGENCY))
        told = found(report) if isinstance(report, Report) else set()
        annotated.add(wanted(row), told)
        page.add(wanted(row) | printed(row), told)
    return {
        **agency.shares("agency and role"),
        **annotated.shares("credits, as annotated,"),
        **page.shares("credits, printed tips counted,"),
    }


def _list_misses() -> None:
    for name, right, told in credit_misses():
        if right != told:
            print(f"{name}: wanted {sorted(right)}, told {sorted(told)}")


if __name__ == "__main__":
    _list_misses()
    for measure, value in scores().items():
        print(f"{measure}: {value:.3f}")
