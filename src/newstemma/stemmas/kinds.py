"""What was done to a text on its way: the kind of a copy, by a few plain rules in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from newstemma.model import CopyKind
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.own import OwnWords


class CopyView(NamedTuple):
    """A copy and its likeness, with the source on the left and the target on the right.

    Texts in two languages share too little to be judged: `translated_directly` is for them.
    """

    source: OwnWords
    target: OwnWords
    likeness: Likeness


class KindRule(NamedTuple):
    """A kind, the test for it, and why; the first that holds decides."""

    kind: CopyKind
    holds: Callable[[CopyView], bool]
    reason: str


def _verbatim(copy: CopyView) -> bool:
    return copy.likeness.runs_right >= 0.93 and copy.likeness.runs_left >= 0.85


def _translated(copy: CopyView) -> bool:
    altered = len(copy.likeness.quotes.altered)
    return copy.likeness.runs_right < 0.35 and altered > len(copy.likeness.quotes.same)


def _condensed(copy: CopyView) -> bool:
    return copy.target.size < 0.7 * copy.source.size and copy.likeness.runs_right >= 0.2


def _edited(copy: CopyView) -> bool:
    return copy.likeness.runs_right >= 0.42


def _rewritten(copy: CopyView) -> bool:
    return True


KIND_RULES: tuple[KindRule, ...] = (
    KindRule(CopyKind.VERBATIM, _verbatim, "Nearly every run of words is there, both ways."),
    KindRule(
        CopyKind.TRANSLATED, _translated, "Its order is kept, its words and its quotations are not."
    ),
    KindRule(CopyKind.CONDENSED, _condensed, "Much shorter, in the source's words."),
    KindRule(CopyKind.EDITED, _edited, "Most of its words are the source's."),
    KindRule(CopyKind.REWRITTEN, _rewritten, "The source's statements in other words."),
)


def translated_directly(source: OwnWords, target: OwnWords) -> bool:
    """True where the two reports are written in two languages."""
    languages = source.report.language, target.report.language
    return None not in languages and languages[0] != languages[1]


def kind_of(copy: CopyView) -> CopyKind:
    """The kind of a copy."""
    return next(rule.kind for rule in KIND_RULES if rule.holds(copy))
