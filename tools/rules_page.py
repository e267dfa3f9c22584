"""Write the page of the rule tables from the tables themselves.

Called by docs/conf.py whenever the documentation is built; a test holds every rule to a name
of its own and a reason in one sentence.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from newstemma.collations.difference import GRADES
from newstemma.newsroom import house as house_rules
from newstemma.reports.hedges import HEDGES
from newstemma.reports.junk import RULES
from newstemma.stemmas.clues import KIN_CLUES
from newstemma.stemmas.filiation import EDGE_CLUES
from newstemma.stories.near import CLUES

INTRODUCTION = """\
# The rules

Every verdict goes back to one of these. The page is made from the tables the program runs on, so
it cannot differ from them; the names are those that stand beside a removed line, a copy or a
change in the output.
"""


SIDES = {1: "+", -1: "-", 0: "either"}


class Table(NamedTuple):
    """A table of rules: what it decides and its rows, the name of the rule first."""

    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables() -> tuple[Table, ...]:
    return (
        not_the_report(),
        hedges(),
        one_story(),
        kinship(),
        filiation(),
        changes(),
        house(),
    )


def not_the_report() -> Table:
    return Table(
        "Lines that are not the report",
        "A line taken out of a page stays beside the report, under the name of the rule.",
        ("rule", "reason", "example", "where on the page"),
        tuple((rule.name, rule.reason, rule.example, rule.zone.value) for rule in RULES),
    )


def hedges() -> Table:
    return Table(
        "Hedges",
        "Words by which a report keeps its distance, and what they do.",
        ("example", "what it does"),
        tuple((hedge.example, hedge.kind.replace("_", " ")) for hedge in HEDGES),
    )


def one_story() -> Table:
    return Table(
        "One story or two",
        "What speaks for two reports telling of one event.",
        ("clue", "reason"),
        tuple((name, reason) for name, _, reason in CLUES),
    )


def kinship() -> Table:
    return Table(
        "Kin or not",
        "What speaks for (+) and against (-) two reports sharing a source of text, or either "
        "way in company. What it is worth together is trained on simulated families.",
        ("clue", "reason", "side"),
        tuple((clue.name, clue.reason, SIDES[clue.sign]) for clue in KIN_CLUES),
    )


def filiation() -> Table:
    return Table(
        "Who took it from whom",
        "What speaks for one report being the source of another, inside one origin.",
        ("clue", "reason"),
        tuple((clue.name, clue.reason) for clue in EDGE_CLUES),
    )


def changes() -> Table:
    return Table(
        "Changes",
        "What a difference between two readings is called, and how much it matters.",
        ("change", "aspect", "severity", "reason", "example"),
        tuple(
            (name, grade.aspect.value, grade.severity.value, grade.reason, grade.example)
            for name, grade in GRADES.items()
        ),
    )


def house() -> Table:
    return Table(
        "Notes",
        "What a note breaks that the house does not print; its settings say which hold.",
        ("rule", "what its writer is told", "example"),
        tuple((rule.name, rule.reason, rule.example[:60]) for rule in house_rules.RULES),
    )


def page() -> str:
    return "\n".join([INTRODUCTION, *map(table_text, tables())])


def table_text(table: Table) -> str:
    rows = (table.head, ("---",) * len(table.head), *table.rows)
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return f"## {table.title}\n\n{table.about}\n\n" + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    for sign in "\\|*_<[`":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(page())
