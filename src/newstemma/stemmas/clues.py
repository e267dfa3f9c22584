"""The clues of kinship, one function each, and how they add up.

Each clue looks at two sheets and their likeness and gives a value, mostly 0..1; the trained
table says how many nats of log-odds a unit of it is worth. A clue has the name an editor
would give it; its detail says in words what was seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from newstemma.model import Clue, Span
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet
from newstemma.stemmas.weights import weight

BITS = 1.0 / math.log(2.0)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two sheets and what they share."""

    left: Sheet
    right: Sheet
    likeness: Likeness


class KinClue(NamedTuple):
    """A clue of kinship: name, the least and greatest weight training may give it, value,
    detail in words, reason. A bound keeps a clue on its side, and keeps what simulated
    families make too easy (everybody has an agency of its own) from counting for more than
    an editor would let it."""

    name: str
    least: float
    most: float
    value: Callable[[Pairing], float]
    detail: Callable[[Pairing], str]
    reason: str


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


# --- values -------------------------------------------------------------------


def _chained(pair: Pairing) -> float:
    return pair.likeness.chained


def _chained_root(pair: Pairing) -> float:
    return math.sqrt(pair.likeness.chained)


def _chain_length(pair: Pairing) -> float:
    return min(1.0, pair.likeness.answers / 8.0)


def _in_order(pair: Pairing) -> float:
    return pair.likeness.in_order


def _greater_share(pair: Pairing) -> float:
    return max(pair.likeness.bodies)


def _lesser_share(pair: Pairing) -> float:
    return min(pair.likeness.bodies)


def _runs(pair: Pairing) -> float:
    return math.sqrt(max(pair.likeness.runs_left, pair.likeness.runs_right))


def _same_quotes(pair: Pairing) -> float:
    quotes = pair.likeness.quotes
    fewer = min(quotes.left, quotes.right)
    return len(quotes.same) / fewer if fewer >= 2 else 0.0


def _altered_quotes(pair: Pairing) -> float:
    quotes = pair.likeness.quotes
    altered = len(quotes.altered)
    return min(1.0, altered / 2.0) * altered / (altered + len(quotes.same)) if altered else 0.0


def _unmet_quotes(pair: Pairing) -> float:
    quotes = pair.likeness.quotes
    fewer = min(quotes.left, quotes.right)
    if fewer < 2:
        return 0.0
    return max(0.0, 1.0 - (len(quotes.same) + len(quotes.altered)) / fewer)


def _credits_other(pair: Pairing) -> float:
    left, right = pair.left, pair.right
    return float(bool(left.credited & right.outlets or right.credited & left.outlets))


def _same_credit(pair: Pairing) -> float:
    return float(bool(pair.left.credited & pair.right.credited))


def _other_credits(pair: Pairing) -> float:
    left, right = pair.left, pair.right
    both = bool(left.credited) and bool(right.credited)
    met = left.credited & (right.credited | right.outlets) or right.credited & left.outlets
    return float(both and not met)


def _same_figures(pair: Pairing) -> float:
    ones, others = pair.left.own.figures, pair.right.own.figures
    if min(len(ones), len(others)) < 3:
        return 0.0
    return len(set(ones) & set(others)) / min(len(ones), len(others))


def _loose(pair: Pairing) -> float:
    return pair.likeness.loose


def _block(pair: Pairing) -> float:
    return pair.likeness.block


def _apart(pair: Pairing) -> float:
    return pair.likeness.apart


# --- details ------------------------------------------------------------------


def _say_chain(pair: Pairing) -> str:
    fewer = min(len(pair.left.own.sentences), len(pair.right.own.sentences))
    return f"{len(pair.likeness.chain)} of {fewer} sentences answer each other in the same order"


def _say_shares(pair: Pairing) -> str:
    one, other = _percent(pair.likeness.share_left), _percent(pair.likeness.share_right)
    return f"{one} and {other} of their own words stand in each other's matched sentences"


def _say_runs(pair: Pairing) -> str:
    share = max(pair.likeness.runs_left, pair.likeness.runs_right)
    return f"{_percent(share)} of one text's runs of five words stand in the other"


def _say_quotes(pair: Pairing) -> str:
    quotes = pair.likeness.quotes
    return f"{len(quotes.same)} quotations word for word, {len(quotes.altered)} in other words"


def _say_credits(pair: Pairing) -> str:
    common = pair.left.credited & pair.right.credited
    names = [c.name for c in pair.left.credits if _key(c.source or c.name) in common]
    return "both credit " + ", ".join(names) if names else "their credits differ"


def _say_credit_of_other(pair: Pairing) -> str:
    if pair.left.credited & pair.right.outlets:
        return f"{pair.left.name} credits {pair.right.name}"
    return f"{pair.right.name} credits {pair.left.name}"


def _say_figures(pair: Pairing) -> str:
    common = [f for f in pair.left.own.figures if f in set(pair.right.own.figures)]
    return f"{len(common)} figures in both"


def _say_loose(pair: Pairing) -> str:
    return f"{_percent(pair.likeness.loose)} of the shorter text agrees loosely, in order"


def _say_block(pair: Pairing) -> str:
    return f"a block of {len(pair.likeness.chain)} sentences is shared and the rest is not"


def _say_apart(pair: Pairing) -> str:
    return f"{_percent(pair.likeness.apart)} or more of each stands in other reports, not here"


def _key(name: str) -> str:
    from newstemma.stemmas.sheets import name_key

    return name_key(name)


KIN_CLUES: tuple[KinClue, ...] = (
    KinClue(
        "sentences in the same order",
        0.0,
        9.0, _chained, _say_chain,
        "Two hands tell one event in two orders; a copy keeps its source's.",
    ),
    KinClue(
        "some sentences in the same order",
        0.0,
        3.0, _chained_root, _say_chain,
        "A little order shared says more than nothing.",
    ),
    KinClue(
        "number of answering sentences",
        0.0,
        9.0, _chain_length, _say_chain,
        "One sentence alike is chance or background; eight are not.",
    ),
    KinClue(
        "order kept",
        0.0,
        9.0, _in_order, _say_chain,
        "The order beyond what a shuffle would give by chance.",
    ),
    KinClue(
        "one text lies in the other",
        0.0,
        9.0, _greater_share, _say_shares,
        "A condensed copy lies wholly in its source.",
    ),
    KinClue(
        "each text lies in the other",
        0.0,
        9.0, _lesser_share, _say_shares,
        "Two full copies account for each other.",
    ),
    KinClue(
        "runs of the same words",
        0.0,
        1.2, _runs, _say_runs,
        "Five own words in a row are seldom chosen twice.",
    ),
    KinClue(
        "same quotations chosen",
        0.0,
        9.0, _same_quotes, _say_quotes,
        "Everybody hears a speech; one hand chooses its sentences.",
    ),
    KinClue(
        "quotations in other words",
        0.0,
        1.5, _altered_quotes, _say_quotes,
        "A quotation changes its words when it goes through another language.",
    ),
    KinClue(
        "quotations of its own",
        -3.0,
        0.0, _unmet_quotes, _say_quotes,
        "Who quotes what nobody else has was there.",
    ),
    KinClue(
        "one credits the other",
        1.2,
        2.5, _credits_other, _say_credit_of_other,
        "A credit names the source.",
    ),
    KinClue(
        "same source credited",
        0.0,
        0.8, _same_credit, _say_credits,
        "Two reports of one agency may be two copies of one dispatch.",
    ),
    KinClue(
        "other sources credited",
        -3.0,
        0.0, _other_credits, _say_credits,
        "Each names a source of its own.",
    ),
    KinClue(
        "same figures",
        0.0,
        1.0, _same_figures, _say_figures,
        "The choice of figures is a hand's.",
    ),
    KinClue(
        "sentences loosely in the same order",
        0.0,
        9.0,
        _loose, _say_loose,
        "Translation changes the words and leaves the order.",
    ),
    KinClue(
        "a block shared, the rest its own",
        -9.0,
        0.0,
        _block,
        _say_block,
        "A paragraph taken over, a release or background: not the text as a whole.",
    ),
    KinClue(
        "each told by others",
        -9.0,
        0.0,
        _apart, _say_apart,
        "Two texts that share a block and are each continued elsewhere have two sources.",
    ),
)  # fmt: skip


def kin_values(pair: Pairing) -> list[float]:
    """The value of every kinship clue, in table order."""
    return [clue.value(pair) for clue in KIN_CLUES]


def kin_odds(pair: Pairing) -> tuple[float, tuple[Clue, ...]]:
    """The natural log-odds that a pair is kin, and its clues in bits, heaviest first."""
    odds = weight("kin", "bias")
    found: list[Clue] = []
    here, there = _places(pair)
    for clue in KIN_CLUES:
        value = clue.value(pair)
        nats = value * weight("kin", clue.name)
        odds += nats
        if abs(nats) >= 0.05:
            bits = round(nats * BITS, 2)
            found.append(Clue(clue.name, bits, clue.detail(pair), here, there))
    return odds, tuple(sorted(found, key=lambda c: (-abs(c.weight), c.name)))


def _places(pair: Pairing) -> tuple[Span | None, Span | None]:
    """The best answering sentences: where to look first."""
    if not pair.likeness.chain:
        return None, None
    best = max(pair.likeness.chain, key=lambda p: (p.score, -p.left))
    return pair.left.own.sentences[best.left], pair.right.own.sentences[best.right]
