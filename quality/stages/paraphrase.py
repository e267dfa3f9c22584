"""Is it the same sentence in other words? `rewrites/msr-paraphrase-train` of `../shared`.

The score is the share of the longer sentence's words that the alignment of a collation
answers; beside it stands the cosine of TF-IDF vectors of the same words, with the frequencies
of the whole set. Each is cut where F1 is best on the other half of the pairs, so neither
sees its own answers.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from newstemma.collations.likeness import meeting_names
from newstemma.collations.sides import ReportWords, Side
from newstemma.collations.words import lay
from newstemma.model import MarkKind, Report, Span
from newstemma.reports.marks import mark
from newstemma.text import normal, tokens

SET = Path(__file__).resolve().parents[3] / "shared/data/rewrites/msr-paraphrase-train.jsonl.gz"


def alignment(first: str, second: str) -> float:
    """The share of the longer side's words that are answered."""
    reports = [Report(id, text, marks=mark(text, "en", None)) for id, text in
               (("a", first), ("b", second))]  # fmt: skip
    names = meeting_names(
        str(one.value) for r in reports for one in r.marks_of(MarkKind.NAME) if one.value
    )
    sides = [Side(ReportWords(r, names), (Span(0, len(r.text)),)) for r in reports]
    longer = max(len(side.tokens) for side in sides)
    return len(lay(*sides).answer) / longer if longer else 0.0


def cosines(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """TF-IDF cosine of each pair."""
    counted = [[Counter(t.form for t in tokens(text)) for text in pair] for pair in pairs]
    holders = Counter(word for pair in counted for bag in pair for word in bag)
    size = 2 * len(pairs)

    def vector(bag: Counter[str]) -> dict[str, float]:
        raw = {w: n * (math.log((1 + size) / (1 + holders[w])) + 1) for w, n in bag.items()}
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {word: value / length for word, value in raw.items()}

    vectors = [[vector(bag) for bag in pair] for pair in counted]
    return [sum(v * b.get(w, 0.0) for w, v in a.items()) for a, b in vectors]


def f1_at(scores: Sequence[float], gold: Sequence[int], least: float) -> tuple[int, int]:
    """Right and all that F1 is made of: 2 * right / all."""
    told = [score >= least for score in scores]
    right = sum(t and g for t, g in zip(told, gold, strict=True))
    return 2 * right, sum(told) + sum(gold)


def halved_f1(scores: Sequence[float], gold: Sequence[int]) -> float:
    """F1 with each half cut where the other half's F1 is best."""
    right = every = 0
    for half in (0, 1):
        tried, answers = scores[1 - half :: 2], gold[1 - half :: 2]
        shares = {
            least: r / n for least in sorted(set(tried)) for r, n in [f1_at(tried, answers, least)]
        }
        best = max(shares, key=lambda least: (shares[least], least))
        one, other = f1_at(scores[half::2], gold[half::2], best)
        right, every = right + one, every + other
    return right / every


def auc(scores: Sequence[float], gold: Sequence[int]) -> float:
    """The chance that a paraphrase scores above a pair that is none, ties a half."""
    values, places, counts = np.unique(np.array(scores), return_inverse=True, return_counts=True)
    del values
    ends = np.cumsum(counts)
    ranks = ((ends - counts + 1 + ends) / 2)[places]
    yes = np.array(gold) == 1
    some, none = int(yes.sum()), int((~yes).sum())
    return float((ranks[yes].sum() - some * (some + 1) / 2) / (some * none))


def scores() -> dict[str, float]:
    """F1 and AUC of the alignment and of TF-IDF; empty where the set is absent."""
    if not SET.exists():
        return {}
    with gzip.open(SET, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    gold = [int(row["paraphrase"]) for row in rows]
    pairs = [(" ".join(normal(r["a"]).split()), " ".join(normal(r["b"]).split())) for r in rows]
    ours, theirs = [alignment(*pair) for pair in pairs], cosines(pairs)
    return {
        "pairs F1": halved_f1(ours, gold),
        "pairs AUC": auc(ours, gold),
        "pairs F1 of TF-IDF": halved_f1(theirs, gold),
        "pairs AUC of TF-IDF": auc(theirs, gold),
    }
