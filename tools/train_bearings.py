"""Trains the weights by which a line's bearing is judged and writes `reports/bearings.tsv`.

    python -m tools.train_bearings              # all batches of `quality/pages` the rules know
    python -m tools.train_bearings --leave-out  # each batch judged by the others; writes nothing

Only our own labelled pages are read. Two sums are fitted one after the other, each a logistic
regression with a small ridge by Newton's method: there is no chance in it, the same pages give
the same table to the byte.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.reports import bearing
from newstemma.reports.blocks import line_of
from quality.stages.lines import BATCHES, BODY, JUNK, Example, examples

TABLE = Path(bearing.__file__).with_name("bearings.tsv")
RIDGE, STEPS = 1.0, 25
Floats = NDArray[np.float64]


class Labelled(NamedTuple):
    """A page's lines as [lines, signs], and of those that are body or junk the place and which."""

    signs: Floats
    places: list[int]
    is_junk: Floats


class Weights(NamedTuple):
    """The weights of the first and of the second sum, what each starts from last."""

    alone: Floats
    joined: Floats


def labelled(example: Example) -> Labelled:
    rows = [(label, line_of(text)) for label, text in example.lines]
    places = [i for i, (label, _) in enumerate(rows) if label in (BODY, JUNK)]
    signs = np.array(bearing.signs_of([line for _, line in rows]))
    return Labelled(signs, places, np.array([float(rows[i][0] == JUNK) for i in places]))


def fitted(pages: Sequence[Labelled]) -> Weights:
    """The weights that tell the junk of some pages from their body best."""
    truth = np.concatenate([page.is_junk for page in pages])
    alone = _logistic(np.vstack([page.signs[page.places] for page in pages]), truth)
    joined = _logistic(np.vstack([_in_company(page, alone)[page.places] for page in pages]), truth)
    return Weights(alone, joined)


def _in_company(page: Labelled, alone: Floats) -> Floats:
    likely = [bearing.likelihood(row, alone.tolist()) for row in page.signs.tolist()]
    known = dict(enumerate(likely))
    beside = [
        bearing.company(lambda i: known.get(i, bearing.UNKNOWN), i) for i in range(len(likely))
    ]
    return np.hstack([page.signs, np.array(beside)])


def _logistic(signs: Floats, truth: Floats) -> Floats:
    table = np.hstack([signs, np.ones((len(signs), 1))])
    ridge = np.full(table.shape[1], RIDGE)
    ridge[-1] = 1e-9
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (truth - chance) - ridge * weights
        bend = (table.T * (chance * (1 - chance))) @ table + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return np.asarray(weights)


def written(weights: Weights) -> str:
    """The table: a sign, its weight in the first sum where it has one, and in the second."""
    names = (*bearing.SIGNS, *bearing.COMPANY, "to begin with")
    first = dict(zip((*bearing.SIGNS, "to begin with"), weights.alone, strict=True))
    rows = [
        f"{name}\t{first[name]:.3f}\t{second:.3f}" if name in first else f"{name}\t\t{second:.3f}"
        for name, second in zip(names, weights.joined, strict=True)
    ]
    return "\n".join(["sign\talone\tin company", *rows]) + "\n"


def leave_out() -> None:
    """Print what each batch would lose and keep if the others alone had set the weights."""
    known = {batch: [labelled(e) for e in examples(batch)] for batch in BATCHES}
    for batch in BATCHES:
        weights = fitted([page for other in BATCHES if other != batch for page in known[other]])
        told = [
            (bearing.likelihood(row, weights.joined.tolist()) > bearing.LEAST, truth)
            for page in known[batch]
            for row, truth in zip(
                _in_company(page, weights.alone)[page.places], page.is_junk, strict=True
            )
        ]
        junk = [found for found, truth in told if truth]
        body = [found for found, truth in told if not truth]
        print(
            f"{batch}: {sum(junk) / len(junk):.3f} of {len(junk)} junk lines, "
            f"{sum(body)} of {len(body)} body lines before the safe ones are left out"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the weights of a line's bearing.")
    parser.add_argument("--leave-out", action="store_true", help="judge each batch by the others")
    if parser.parse_args().leave_out:
        leave_out()
        return
    pages = [labelled(example) for batch in BATCHES for example in examples(batch)]
    TABLE.write_text(written(fitted(pages)), "utf-8")


if __name__ == "__main__":
    main()
