"""The clues of kinship, one function each, and how they add up.

Each clue looks at two sheets and their likeness and gives a value; small trained trees ask
for the values one after another and say how many nats of log-odds they are worth together
(`boosted`). A clue has the name an editor would give it; its detail says in words what was seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.model import Clue, Span
from newstemma.stemmas import pair_values as values
from newstemma.stemmas.boosted import forest, parts, scores
from newstemma.stemmas.pair_values import Pairing
from newstemma.stemmas.sheets import name_key

BITS = 1.0 / math.log(2.0)
# What a credit of the one to the other is worth beside all trees, in nats: simulated families
# have other clues enough and teach no credit; an editor needs no other.
CREDITS = "one credits the other"
CREDITED = 1.2


class KinClue(NamedTuple):
    """A clue of kinship: name, sign, value, detail in words, reason.

    The sign is the side the clue must stay on: 1 speaks for kinship, -1 against it, 0 either
    way in company with others. It keeps training from taking a habit of simulated families
    for a law.
    """

    name: str
    sign: int
    value: Callable[[Pairing], float]
    detail: Callable[[Pairing], str]
    reason: str


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


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
    names = [c.name for c in pair.left.credits if name_key(c.source or c.name) in common]
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


def _say_like(pair: Pairing) -> str:
    count = int(values.word_for_word(pair))
    return (
        f"answering sentences are {_percent(values.mean_like(pair))} alike, {count} word for word"
    )


def _say_row(pair: Pairing) -> str:
    return f"{int(values.in_a_row(pair))} answering sentences stand in a row"


def _say_size(pair: Pairing) -> str:
    return f"the shorter text has {min(pair.likeness.sentences)} sentences"


def _say_weight(pair: Pairing) -> str:
    whole, beyond = pair.likeness.weight, pair.likeness.beyond_names
    return f"answering sentences share about {round(whole)} rare words, {round(beyond)} no names"


def _say_handed(pair: Pairing) -> str:
    return f"{_percent(pair.likeness.handed)} of what they share is told of one document"


KIN_CLUES: tuple[KinClue, ...] = (
    KinClue(
        "sentences in the same order", 1, values.chained, _say_chain,
        "Two hands tell one event in two orders; a copy keeps its source's.",
    ),
    KinClue(
        "number of answering sentences", 1, values.chain_length, _say_chain,
        "One sentence alike is chance or background; eight are not.",
    ),
    KinClue(
        "order kept", 1, values.in_order, _say_chain,
        "More answers in one order than a shuffle would give by chance.",
    ),
    KinClue(
        "one text lies in the other", 1, values.greater_share, _say_shares,
        "A condensed copy lies wholly in its source.",
    ),
    KinClue(
        "each text lies in the other", 1, values.lesser_share, _say_shares,
        "Two full copies account for each other.",
    ),
    KinClue(
        "runs of the same words", 1, values.runs, _say_runs,
        "Five own words in a row are seldom chosen twice.",
    ),
    KinClue(
        "many runs of the same words", 0, values.many_runs, _say_runs,
        "Many runs are a copy or a block taken over; the other clues say which.",
    ),
    KinClue(
        "runs of the same words in both", 0, values.runs_both, _say_runs,
        "A share of both texts, not of a short one alone.",
    ),
    KinClue(
        "same quotations chosen", 1, values.same_quotes, _say_quotes,
        "Everybody hears a speech; one hand chooses its sentences.",
    ),
    KinClue(
        "quotations in other words", 1, values.altered_quotes, _say_quotes,
        "A quotation changes its words when it goes through another language.",
    ),
    KinClue(
        "quotations of its own", -1, values.unmet_quotes, _say_quotes,
        "Who quotes what nobody else has was there.",
    ),
    KinClue(
        CREDITS, 1, values.credits_other, _say_credit_of_other,
        "A credit names the source.",
    ),
    KinClue(
        "same source credited", 1, values.same_credit, _say_credits,
        "Two reports of one agency may be two copies of one dispatch.",
    ),
    KinClue(
        "other sources credited", -1, values.other_credits, _say_credits,
        "Each names a source of its own.",
    ),
    KinClue(
        "same figures", 1, values.same_figures, _say_figures,
        "The choice of figures is a hand's.",
    ),
    KinClue(
        "sentences loosely in the same order", 1, values.loose, _say_loose,
        "Translation changes the words and leaves the order.",
    ),
    KinClue(
        "likeness of the answers", 0, values.mean_like, _say_like,
        "A copy's sentences are alike throughout.",
    ),
    KinClue(
        "likeness of the best answer", 0, values.best_like, _say_like,
        "One sentence word for word among others unlike is background.",
    ),
    KinClue(
        "sentences word for word", 0, values.word_for_word, _say_like,
        "A few in a row are a block, many are a copy.",
    ),
    KinClue(
        "answers in a row", 0, values.in_a_row, _say_row,
        "A block taken over stands together.",
    ),
    KinClue(
        "share in a row", 0, values.row_share, _say_row,
        "What stands together is the whole text or a part of it.",
    ),
    KinClue(
        "sentences with an answer", 0, values.matches, _say_chain,
        "All that answers, in order or not.",
    ),
    KinClue(
        "length of the shorter", 0, values.lesser_size, _say_size,
        "In a brief a few sentences are much.",
    ),
    KinClue(
        "weight of what answers", 1, values.weight, _say_weight,
        "Many rare words in answering sentences are no chance; a name and a day are.",
    ),
    KinClue(
        "words beyond names and figures", 1, values.beyond_names, _say_weight,
        "Everybody has the names and the figures; the words between them are a hand's.",
    ),
    KinClue(
        "share beyond names and figures", 1, values.share_beyond_names, _say_weight,
        "Two who tell one event have its names and figures in common and little else.",
    ),
    KinClue(
        "told of one document", -1, values.handed, _say_handed,
        "Court papers, a statement, a speech: both had it before them.",
    ),
    KinClue(
        "a block shared, the rest its own", -1, values.block, _say_block,
        "A paragraph taken over, a release or background: not the text as a whole.",
    ),
)  # fmt: skip
SIGNS = {clue.name: clue.sign for clue in KIN_CLUES}
CREDITS_AT = [clue.name for clue in KIN_CLUES].index(CREDITS)


def kin_values(pair: Pairing) -> list[float]:
    """The value of every kinship clue, in table order."""
    return [clue.value(pair) for clue in KIN_CLUES]


class Judged(NamedTuple):
    """The natural log-odds that a pair is kin, how many of its nats each clue gave, and the
    clues by that, the heaviest first."""

    odds: float
    parts: NDArray[np.float64]
    heavy: Sequence[int]


def kin_odds(pairs: Sequence[Pairing]) -> list[Judged]:
    """The verdict on each pair, all at once; credits count beside the trees."""
    if not pairs:
        return []
    rows = np.array([kin_values(pair) for pair in pairs])
    trees = forest("kin", [clue.name for clue in KIN_CLUES])
    given = parts(trees, rows)
    given[:, CREDITS_AT] += CREDITED * rows[:, CREDITS_AT]
    odds = scores(trees, rows) + CREDITED * rows[:, CREDITS_AT]
    heavy = np.argsort(-np.abs(given), axis=1, kind="stable").tolist()
    return [Judged(float(n), by, most) for n, by, most in zip(odds, given, heavy, strict=True)]


def told(pair: Pairing, judged: Judged, most: int) -> tuple[Clue, ...]:
    """The heaviest clues of a pair in bits, `most` of them, each with its places."""
    here, there = _places(pair)
    return tuple(
        Clue(
            KIN_CLUES[at].name,
            round(float(judged.parts[at]) * BITS, 2),
            KIN_CLUES[at].detail(pair),
            here,
            there,
        )
        for at in judged.heavy[:most]
        if abs(judged.parts[at]) >= 0.05
    )


def _places(pair: Pairing) -> tuple[Span | None, Span | None]:
    """The best answering sentences: where to look first."""
    if not pair.likeness.chain:
        return None, None
    best = max(pair.likeness.chain, key=lambda p: (p.score, -p.left))
    return pair.left.own.sentences[best.left], pair.right.own.sentences[best.right]
