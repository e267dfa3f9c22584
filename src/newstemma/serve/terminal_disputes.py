"""Contradictions in a terminal: what both cannot be true, each side with its support."""

from __future__ import annotations

from rich.text import Text

from newstemma.model import Contradiction, Standing
from newstemma.serve.disputes import Account, accounts
from newstemma.serve.outline import Outline, interval
from newstemma.serve.sheet import Sheet, assemble

STYLES = {
    Standing.CONTRADICTION: "bold red",
    Standing.UPDATE: "cyan",
    Standing.UNDETERMINED: "bold yellow",
}


def contradictions_section(sheet: Sheet, outline: Outline) -> None:
    """Every contradiction, what cannot both be true first."""
    found = outline.contradictions
    if not found:
        return
    sheet.heading("Contradictions between independent reports", str(len(found)))
    for made in found:
        _contradiction(sheet, outline, made)


def _contradiction(sheet: Sheet, outline: Outline, made: Contradiction) -> None:
    standing = (made.standing.upper(), STYLES[made.standing])
    sheet.line(standing, " ", (made.reason, "dim"), indent=2)
    rows = [_account(sheet, outline, account) for account in accounts(outline, made)]
    sheet.rows(rows, flexible=2, indent=4)


def _account(sheet: Sheet, outline: Outline, one: Account) -> list[Text]:
    sigla = " ".join(outline.sigla.get(id, "?") for id in one.reports)
    return [
        assemble((outline.number(one.side.statement), "dim")),
        assemble((sigla, "bold")),
        assemble(one.before, (f"[{one.words}]", "bold"), one.after),
        assemble(interval(one.side.count, sheet.signs.dash)),
    ]
