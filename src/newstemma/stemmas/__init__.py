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

from collections.abc import Mapping, Sequence

from newstemma.model import Report, Ruling, Stemma
from newstemma.stemmas.assembly import Pile, assemble
from newstemma.stemmas.count import independent
from newstemma.stemmas.kin import judge
from newstemma.stemmas.likeness import likenesses
from newstemma.stemmas.sheets import Sheet, sheets
from newstemma.stemmas.sigla import letters
from newstemma.stemmas.tree import grow

__all__ = ["trace"]


def trace(reports: Sequence[Report], *, story: str = "", rulings: Sequence[Ruling] = ()) -> Stemma:
    """The stemma of one story's reports; `story` is its id.

    The order of the input changes nothing; a report given twice counts once; no reports,
    an empty stemma. A ruling outranks the clues: `same_origin` and `other_origin` on
    kinship, `copies` and `not_copies` (target first) on an edge.
    """
    texts = sheets(reports)
    sigla = letters(len(texts))
    alike = likenesses([sheet.own for sheet in texts])
    kin = judge(texts, alike, rulings)
    ruled = _ruled_edges(texts, rulings)
    trees = [grow(texts, group.members, alike, ruled) for group in kin.groups]
    count = independent(texts, alike, kin, sigla)
    return assemble(story, Pile(texts, sigla, alike, kin), trees, count)


def _ruled_edges(
    texts: Sequence[Sheet], rulings: Sequence[Ruling]
) -> Mapping[tuple[int, int], bool]:
    """What a person said of copies: (source, target) sheet indexes, the latest word."""
    home = {r.id: i for i, sheet in enumerate(texts) for r in sheet.reports}
    found: dict[tuple[int, int], bool] = {}
    for ruling in sorted(rulings, key=lambda r: (r.when, r.subject)):
        if ruling.verdict in ("copies", "not_copies") and all(s in home for s in ruling.subject):
            target, source = ruling.subject[:2]
            found[home[source], home[target]] = ruling.verdict == "copies"
    return found
