"""The stemmas for other programs: Graphviz DOT and GraphML.

Nodes are witness, bundle or unseen; arcs filiation, or contamination for a second source,
with their certainty, as OpenStemmata has them. All stories of an examination are in one
graph; a node's id is unlike any other in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newstemma.model import Copy, Examination, Witness, WitnessKind
from newstemma.serve.inert import inert_line
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import Outline, percent

KINDS = {
    WitnessKind.REPORT: "witness",
    WitnessKind.BUNDLE: "bundle",
    WitnessKind.UNSEEN: "unseen",
}
NODE_KEYS = ("siglum", "name", "type", "published", "story")
ARC_KEYS = ("type", "kind", "certainty", "share")


class Node(NamedTuple):
    """A witness in the file."""

    id: str
    values: dict[str, str]


class Arc(NamedTuple):
    """A copy in the file."""

    source: str
    target: str
    values: dict[str, str]


def _graph(examination: Examination) -> tuple[list[Node], list[Arc]]:
    nodes: list[Node] = []
    arcs: list[Arc] = []
    for number, dossier in enumerate(examination, 1):
        outline = Outline(dossier)
        ids = {id: f"s{number}w{place}" for place, id in enumerate(outline.witnesses, 1)}
        nodes += (Node(ids[w.id], _node(outline, w)) for w in outline.witnesses.values())
        arcs += (Arc(ids[c.source], ids[c.target], _arc(c)) for c in dossier.stemma.copies)
    return nodes, arcs


def _node(outline: Outline, witness: Witness) -> dict[str, str]:
    seen = witness.kind is not WitnessKind.UNSEEN
    return {
        "siglum": witness.siglum,
        "name": outline.witness_name(witness),
        "type": KINDS[witness.kind],
        "published": outline.published(witness) if seen else "",
        "story": outline.dossier.story.id,
    }


def _arc(copy: Copy) -> dict[str, str]:
    return {
        "type": "contamination" if copy.second else "filiation",
        "kind": str(copy.kind),
        "certainty": f"{copy.probability:.4f}",
        "share": "" if copy.share is None else f"{copy.share:.4f}",
    }


# --- DOT --------------------------------------------------------------------


def dot_of(examination: Examination) -> str:
    """All stemmas as one Graphviz digraph."""
    nodes, arcs = _graph(examination)
    return "\n".join(["digraph stemma {", "  node [shape=box];", *_dot_lines(nodes, arcs), "}", ""])


def _dot_lines(nodes: list[Node], arcs: list[Arc]) -> Iterator[str]:
    for id, values in nodes:
        grey = ", style=filled, fillcolor=lightgrey" if values["type"] == "unseen" else ""
        label = _quoted(f"{values['siglum']} {values['name']}")
        yield f"  {id} [label={label}, type={_quoted(values['type'])}{grey}];"
    for source, target, values in arcs:
        sure = float(values["certainty"])
        label = _quoted(f"{values['kind']} {percent(sure)}")
        dashed = ", style=dashed" if values["type"] == "contamination" else ""
        yield (
            f"  {source} -> {target} [label={label}, type={_quoted(values['type'])}, "
            f"certainty={values['certainty']}, penwidth={0.5 + 2 * sure:.2f}{dashed}];"
        )


def _quoted(text: str) -> str:
    escaped = inert_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# --- GraphML ----------------------------------------------------------------


def graphml_of(examination: Examination) -> str:
    """All stemmas as one GraphML graph, every value a string."""
    nodes, arcs = _graph(examination)
    keys = [_key("node", name) for name in NODE_KEYS] + [_key("edge", name) for name in ARC_KEYS]
    made = [element("node", {"id": id}, _values("node", values)) for id, values in nodes]
    made += [
        element("edge", {"source": source, "target": target}, _values("edge", values))
        for source, target, values in arcs
    ]
    graph = element("graph", {"id": "stemmas", "edgedefault": "directed"}, join(made, "\n"))
    space = {"xmlns": "http://graphml.graphdrawing.org/xmlns"}
    body = element("graphml", space, join(keys, "\n"), graph)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _key(kind: str, name: str) -> Markup:
    attributes = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": "string"}
    return element("key", attributes)


def _values(kind: str, values: dict[str, str]) -> Markup:
    return join(
        element("data", {"key": f"{kind}-{name}"}, value) for name, value in values.items() if value
    )
