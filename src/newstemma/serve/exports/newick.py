"""The stemmas as Newick trees, for the programs of phylogenetics.

One line for each tree of main copies; a witness that others copied is an inner node with
its name. Where a witness draws on a second source what is drawn is no tree: a comment says so
and no tree is written for it. Kind and certainty stand in comments as FigTree reads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from newstemma.model import Copy, Examination, Witness
from newstemma.serve.exports.names import Told, stories
from newstemma.serve.inert import inert_line


def newick_of(examination: Examination) -> str:
    """Every tree, the largest of each story first; nothing examined, nothing written."""
    return "".join(f"{line}\n" for told in stories(examination) for line in _story(told))


def _story(told: Told) -> Iterator[str]:
    outline = told.outline
    for top in outline.tops:
        seconds = [c for id in _below(told, top.id) for c in outline.seconds(id)]
        if seconds:
            two = ", ".join(sorted({outline.witnesses[c.target].siglum for c in seconds}))
            yield f"[story {told.number}, {_plain(top.siglum)}: no tree, {two} of two sources]"
        else:
            yield f"{_node(told, top, None)};"


def _below(told: Told, witness: str) -> Iterator[str]:
    yield witness
    for copy in told.outline.copies_from(witness):
        yield from _below(told, copy.target)


def _node(told: Told, witness: Witness, copy: Copy | None) -> str:
    outline = told.outline
    copies = outline.copies_from(witness.id)
    inner = ",".join(_node(told, outline.witnesses[c.target], c) for c in copies)
    name = inert_line(f"{witness.siglum} {outline.witness_name(witness)}").replace("'", "''")
    how = f'[&kind="{copy.kind}",certainty={copy.probability:.4f}]' if copy else ""
    return f"{f'({inner})' if inner else ''}'{name}'{how}"


def _plain(words: str) -> str:
    return words.replace("[", "(").replace("]", ")")
