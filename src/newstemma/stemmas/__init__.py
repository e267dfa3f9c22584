"""Reports of one story into a stemma: who took the text from whom, seen and unseen.

The theory. In go reports; reports of the same text become one witness (`bundles`); each pair
is compared outside quotation marks (`own`, `likeness`); kinship is judged first and gives the
count (`clues`, `kin`, `count`); inside each origin the tree is drawn by the changes copies
inherit, by time and by credits (`filiation`, `tree`, `arborescence`); credits that name
nobody here stand for sources nobody handed us (`unseen`). The order of the reports changes
nothing and there is never a cycle. A wrong "independent" is the worst error, so thin evidence
widens the range.
"""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.model import Report, Ruling, Stemma
from newstemma.stemmas.assembly import assemble
from newstemma.stemmas.comparison import compare
from newstemma.stemmas.count import independent
from newstemma.stemmas.kin import Pile, judge
from newstemma.stemmas.ruled import obeyed
from newstemma.stemmas.sigla import letters
from newstemma.stemmas.tree import grow

__all__ = ["trace"]


def trace(reports: Sequence[Report], *, story: str = "", rulings: Sequence[Ruling] = ()) -> Stemma:
    """The stemma of one story's reports; `story` is its id.

    The order of the input changes nothing; a report given twice counts once; no reports,
    an empty stemma. A ruling outranks the clues: `same_origin` and `other_origin` on
    kinship, `copies` and `not_copies` (target first) on an edge; `unseen_source` names in its
    note the source of one report that nobody handed us.
    """
    texts, alike, passages = compare(reports)
    texts, ruled = obeyed(texts, rulings)
    sigla = letters(len(texts))
    kin = judge(texts, alike, rulings)
    trees = [grow(texts, group.members, alike, ruled.copies) for group in kin.groups]
    pile = Pile(texts, sigla, alike, kin)
    count = independent(pile, passages)
    return assemble(story, pile, trees, count, ruled.named)
