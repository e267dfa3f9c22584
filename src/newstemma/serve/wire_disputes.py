"""The wire form of contradictions: what independent reports do not agree on."""

from __future__ import annotations

from typing import Any

from newstemma.model import Contradiction, Dispute, Range, Side, Standing
from newstemma.serve.codec import TEXT, WHOLE, Field, Record, choice, many
from newstemma.serve.wire_stemmas import WORDS


def _make_side(statement: str, words: Any, origins: Any, **count: Any) -> Side:
    return Side(statement, words, Range(**count), origins)


SIDE = Record(
    "Side",
    "One account: the words of each report that gives it, and its independent sources.",
    _make_side,
    Field("statement", TEXT),
    Field("words", many(WORDS)),
    Field("low", WHOLE, lambda side: side.count.low),
    Field("likely", WHOLE, lambda side: side.count.likely),
    Field("high", WHOLE, lambda side: side.count.high),
    Field("origins", many(TEXT)),
    Field("reasons", many(TEXT), lambda side: side.count.reasons),
)
CONTRADICTION = Record(
    "Contradiction",
    "Accounts of one thing by reports that share no source of text; standing says whether both "
    "cannot be true, the later brings the earlier up to date, or it cannot be said.",
    Contradiction,
    Field("kind", choice(Dispute)),
    Field("standing", choice(Standing)),
    Field("sides", many(SIDE)),
    Field("reason", TEXT),
)
