"""How two reports of one story are alike outside quotation marks: the measures under the clues.

The theory. Sentences are laid side by side by their weighted stems; cells of the table that
are like enough are matches; the heaviest chain of matches that only moves on is what a copy
keeps. Shares say how much of one text's own words its matched sentences in the other account
for, so a condensed text lies wholly in its source and not the other way. All pairs of a story
are done in one sweep over an inverted index: the cost grows with what is shared, not with
the number of sentence pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newstemma.stemmas.cells import Cell
from newstemma.stemmas.literal import Quotes, RunTable, shared_quotes
from newstemma.stemmas.measures import Measures
from newstemma.stemmas.own import OwnWords
from newstemma.stemmas.sentence_table import SentenceTable


@dataclass(frozen=True, slots=True)
class Likeness:
    """The measures of a pair; `left` and `right` are the reports in the order asked for.

    `matches` counts all sentence matches, `chain` has those in one order. Shares and runs are of
    own words, 0..1: `share_left` is how much of the left text the right accounts for. `chained`
    is the share of the lesser text on the chain, `loose` that on a chain of looser cells,
    `block` how plainly the pair shares a part word by word and nothing of the rest. What the
    first sentences share counts in `chained`, `loose`, `bodies` (shares of the texts after their
    leads) and `answers` (links of the chain) only in a brief: by trade two leads tell one event
    alike.
    `weight` is the weight of the words shared on the chain, after leads like `answers`;
    `beyond_names` that of those that are no names and no numbers; `handed` the share of the
    chain's weight in sentences that both name a document.
    """

    matches: int
    chain: tuple[Cell, ...]
    share_left: float
    share_right: float
    in_order: float
    chained: float
    loose: float
    block: float
    bodies: tuple[float, float]
    answers: int
    weight: float
    beyond_names: float
    handed: float
    runs_left: float
    runs_right: float
    quotes: Quotes
    sentences: tuple[int, int]

    def turned(self) -> Likeness:
        """The same pair seen from the other side."""
        quotes = self.quotes
        return replace(
            self,
            chain=tuple(Cell(c.right, c.left, c.score, c.shared) for c in self.chain),
            share_left=self.share_right,
            share_right=self.share_left,
            bodies=(self.bodies[1], self.bodies[0]),
            runs_left=self.runs_right,
            runs_right=self.runs_left,
            quotes=Quotes(
                tuple((b, a) for a, b in quotes.same),
                tuple((b, a) for a, b in quotes.altered),
                quotes.right,
                quotes.left,
            ),
            sentences=(self.sentences[1], self.sentences[0]),
        )


def likenesses(
    texts: Sequence[OwnWords], runs: Mapping[tuple[int, int], int] | None = None
) -> dict[tuple[int, int], Likeness]:
    """The likeness of every pair (left < right) that shares a sentence, a run or a quotation.

    A pair left out shares none of them. `runs` are the runs in common, where known already.
    """
    quotes = shared_quotes(texts)
    runs = RunTable(texts).counts() if runs is None else runs
    measured = _measured(texts)
    found: dict[tuple[int, int], Likeness] = {}
    for left, right in sorted({*measured, *quotes, *runs}):
        one, other = texts[left], texts[right]
        common = runs.get((left, right), 0)
        met = quotes.get((left, right))
        found[left, right] = Likeness(
            *measured.get((left, right), NOTHING),
            runs_left=common / max(1, len(one.runs)),
            runs_right=common / max(1, len(other.runs)),
            quotes=met or Quotes((), (), len(one.quotations), len(other.quotations)),
            sentences=(len(one.sentences), len(other.sentences)),
        )
    return found


def _measured(texts: Sequence[OwnWords]) -> dict[tuple[int, int], _Measured]:
    """What the pairs that share a sentence measure."""
    table = SentenceTable(texts)
    cells = table.cells()
    if not cells.pairs:
        return {}
    measures = Measures(table, cells)
    (left, left_body), (right, right_body) = measures.shares(0), measures.shares(1)
    return dict(
        zip(
            cells.pairs,
            zip(
                measures.total(measures.match).astype(int).tolist(),
                measures.chains(),
                left.tolist(),
                right.tolist(),
                measures.in_order().tolist(),
                measures.chained().tolist(),
                measures.loosely().tolist(),
                measures.block().tolist(),
                zip(left_body.tolist(), right_body.tolist(), strict=True),
                measures.total(measures.late).astype(int).tolist(),
                measures.total(measures.late, cells.shared).tolist(),
                measures.beyond_names().tolist(),
                measures.handed().tolist(),
                strict=True,
            ),
            strict=True,
        )
    )


# The measures of a pair in the order in which `Likeness` has them.
_Measured = tuple[
    int, tuple[Cell, ...], float, float, float, float, float, float,
    tuple[float, float], int, float, float, float,
]  # fmt: skip
NOTHING: _Measured = (0, (), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, (0.0, 0.0), 0, 0.0, 0.0, 0.0)
