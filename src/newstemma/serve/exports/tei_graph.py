"""The stemmas as TEI `<graph>`: a node a witness, an arc a copy.

Types and certainty as OpenStemmata has them: nodes witness, bundle or unseen; arcs filiation,
or contamination for a second source. `cert` is the probability of the copy.
"""

from __future__ import annotations

from collections import Counter

from newstemma.model import Copy, Examination, Witness
from newstemma.serve.exports.names import Told, stories
from newstemma.serve.exports.tei_parts import division, document
from newstemma.serve.graphs import KINDS
from newstemma.serve.markup import Markup, element, join


def tei_graph_of(examination: Examination) -> str:
    """All stemmas, a division with one graph for each story."""
    body = [division(told, "stemma", _graph(told)) for told in stories(examination)]
    return document(examination, "stemma", body, element("p", None, "Pages of the press"))


def _graph(told: Told) -> Markup:
    outline = told.outline
    copies = outline.dossier.stemma.copies
    into = Counter(copy.target for copy in copies)
    out = Counter(copy.source for copy in copies)
    size: dict[str, str | int] = {
        "type": "directed",
        "order": len(outline.witnesses),
        "size": len(copies),
    }
    nodes = (_node(told, w, into[w.id], out[w.id]) for w in outline.witnesses.values())
    label = element("label", None, "Who took the text from whom")
    arcs = (_arc(told, copy) for copy in copies)
    return element("graph", size, join((label, *nodes, *arcs), "\n"))


def _node(told: Told, witness: Witness, into: int, out: int) -> Markup:
    attributes: dict[str, str | int] = {
        "xml:id": told.witness_id(witness.id),
        "n": witness.siglum,
        "type": KINDS[witness.kind],
        "inDegree": into,
        "outDegree": out,
    }
    words = f"{witness.siglum} {told.outline.witness_name(witness)}"
    return element("node", attributes, element("label", None, words))


def _arc(told: Told, copy: Copy) -> Markup:
    attributes: dict[str, str | int] = {
        "from": f"#{told.witness_id(copy.source)}",
        "to": f"#{told.witness_id(copy.target)}",
        "type": "contamination" if copy.second else "filiation",
        "subtype": str(copy.kind),
        "cert": f"{copy.probability:.4f}",
    }
    return element("arc", attributes, element("label", None, str(copy.kind)))
