"""What the clues of kinship see in a pair of reports: plain numbers, one function each.

Most are shares, 0..1; counts of sentences are counts. What they are worth together is trained
(`clues`, `boosted`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet

# Sentences this alike are the same but for a word or two.
WORD_FOR_WORD = 0.85


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two sheets and what they share."""

    left: Sheet
    right: Sheet
    likeness: Likeness


def chained(pair: Pairing) -> float:
    """The share of the lesser text that stands in the chain of answers."""
    return pair.likeness.chained


def chain_length(pair: Pairing) -> float:
    """How many sentences answer each other in order."""
    return float(pair.likeness.answers)


def in_order(pair: Pairing) -> float:
    """The order beyond what a shuffle would give, 0..1."""
    return pair.likeness.in_order


def greater_share(pair: Pairing) -> float:
    """The share of one text that the other accounts for, the greater one."""
    return max(pair.likeness.bodies)


def lesser_share(pair: Pairing) -> float:
    """The share of one text that the other accounts for, the lesser one."""
    return min(pair.likeness.bodies)


def runs(pair: Pairing) -> float:
    """The root of the greater share of runs of five own words that both have."""
    return math.sqrt(max(pair.likeness.runs_left, pair.likeness.runs_right))


def same_quotes(pair: Pairing) -> float:
    """The share of the fewer quotations that are word for word the same; 0 under two."""
    quotes = pair.likeness.quotes
    fewer = min(quotes.left, quotes.right)
    return len(quotes.same) / fewer if fewer >= 2 else 0.0


def altered_quotes(pair: Pairing) -> float:
    """How plainly common quotations differ in words, 0..1."""
    quotes = pair.likeness.quotes
    altered = len(quotes.altered)
    return min(1.0, altered / 2.0) * altered / (altered + len(quotes.same)) if altered else 0.0


def unmet_quotes(pair: Pairing) -> float:
    """The share of the fewer quotations that the other lacks; 0 under two."""
    quotes = pair.likeness.quotes
    fewer = min(quotes.left, quotes.right)
    if fewer < 2:
        return 0.0
    return max(0.0, 1.0 - (len(quotes.same) + len(quotes.altered)) / fewer)


def credits_other(pair: Pairing) -> float:
    """1 where one credits the other."""
    left, right = pair.left, pair.right
    return float(bool(left.credited & right.outlets or right.credited & left.outlets))


def same_credit(pair: Pairing) -> float:
    """1 where both credit one source."""
    return float(bool(pair.left.credited & pair.right.credited))


def other_credits(pair: Pairing) -> float:
    """1 where each credits a source and none is common."""
    left, right = pair.left, pair.right
    both = bool(left.credited) and bool(right.credited)
    met = left.credited & (right.credited | right.outlets) or right.credited & left.outlets
    return float(both and not met)


def same_figures(pair: Pairing) -> float:
    """The share of the fewer figures that both have; 0 under three."""
    ones, others = pair.left.own.figures, pair.right.own.figures
    if min(len(ones), len(others)) < 3:
        return 0.0
    return len(set(ones) & set(others)) / min(len(ones), len(others))


def loose(pair: Pairing) -> float:
    """The share of the lesser text that agrees loosely and in order."""
    return pair.likeness.loose


def block(pair: Pairing) -> float:
    """How plainly a part is shared word by word and nothing of the rest."""
    return pair.likeness.block


def mean_like(pair: Pairing) -> float:
    """The mean likeness of the answers in the chain."""
    chain = pair.likeness.chain
    return sum(p.score for p in chain) / len(chain) if chain else 0.0


def best_like(pair: Pairing) -> float:
    """The likeness of the best answer in the chain."""
    return max((p.score for p in pair.likeness.chain), default=0.0)


def word_for_word(pair: Pairing) -> float:
    """How many answers are the same but for a word or two."""
    return float(sum(p.score > WORD_FOR_WORD for p in pair.likeness.chain))


def many_runs(pair: Pairing) -> float:
    """The logarithm of how many runs of five own words both have."""
    return math.log1p(pair.likeness.runs_left * max(1, len(pair.left.own.runs)))


def runs_both(pair: Pairing) -> float:
    """The lesser share of runs of five own words that both have."""
    return min(pair.likeness.runs_left, pair.likeness.runs_right)


def in_a_row(pair: Pairing) -> float:
    """The longest part of the chain that skips no sentence on either side."""
    longest = run = 0
    before = None
    for link in pair.likeness.chain:
        near = before and link.left - before.left <= 1 and link.right - before.right <= 1
        run = run + 1 if near else 1
        longest, before = max(longest, run), link
    return float(longest)


def row_share(pair: Pairing) -> float:
    """The longest row of answers as a share of the shorter text."""
    return in_a_row(pair) / max(1, min(pair.likeness.sentences))


def matches(pair: Pairing) -> float:
    """How many sentences have an answer, in order or not."""
    return float(pair.likeness.matches)


def lesser_size(pair: Pairing) -> float:
    """The logarithm of the sentences of the shorter text."""
    return math.log1p(max(1, min(pair.likeness.sentences)))


def weight(pair: Pairing) -> float:
    """The logarithm of the weight of the words that the answers share."""
    return math.log1p(pair.likeness.weight)


def beyond_names(pair: Pairing) -> float:
    """The logarithm of that weight without names and numbers."""
    return math.log1p(pair.likeness.beyond_names)


def share_beyond_names(pair: Pairing) -> float:
    """The share of that weight without names and numbers."""
    whole = pair.likeness.weight
    return pair.likeness.beyond_names / whole if whole else 0.0


def handed(pair: Pairing) -> float:
    """The share of the answers in which both name a document or a speech."""
    return pair.likeness.handed
