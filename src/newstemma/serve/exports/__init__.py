"""Every format an examination can be handed on in: one table, one small module each.

Each function takes an examination and gives the whole file as text; none reads or writes
anything. A format's module is imported only when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from newstemma.errors import Misuse

if TYPE_CHECKING:  # `--help` names the formats and must stay cheap
    from newstemma.model import Examination


class NotFitting(Misuse):
    """What was examined cannot be told in that format; the message says what to do."""


class Format(NamedTuple):
    """A format: the name it is asked for by, the ending of its files, what it is for."""

    name: str
    ending: str
    says: str
    module: str
    function: str


FORMATS = tuple(
    Format(*row)
    for row in (
        ("json", "json", "everything, as examine --json prints it", "whole", "json_of"),
        ("markdown", "md", "a brief for a note, an issue, a mail", "whole", "markdown"),
        ("html", "html", "the dossier page, one file", "whole", "html"),
        ("svg", "svg", "the drawing of one story's stemma", "whole", "svg"),
        ("dot", "dot", "the stemmas for Graphviz", "whole", "dot"),
        ("graphml", "graphml", "the stemmas for Gephi, yEd, networkx", "whole", "graphml"),
        ("tei-graph", "xml", "the stemmas as TEI <graph>", "tei_graph", "tei_graph_of"),
        ("newick", "nwk", "each tree of the stemmas that is a tree", "newick", "newick_of"),
        ("prov-json", "json", "the stemmas as W3C PROV", "provenance", "provenance_of"),
        ("tei", "xml", "the collation as TEI, parallel segmentation", "tei", "tei_of"),
        ("collatex", "jsonl", "the word table as CollateX prints it, a story a line",
         "collatex", "collatex_of"),
        ("statements-csv", "csv", "a row for each statement", "tables", "statements_csv"),
        ("readings-csv", "csv", "a row for each report's reading", "tables", "readings_csv"),
        ("changes-csv", "csv", "a row for each change", "tables", "changes_csv"),
        ("contradictions-csv", "csv", "a row for each side of a contradiction", "tables",
         "contradictions_csv"),
        ("statements-jsonl", "jsonl", "an object for each statement", "tables",
         "statements_jsonl"),
        ("readings-jsonl", "jsonl", "an object for each reading", "tables", "readings_jsonl"),
        ("changes-jsonl", "jsonl", "an object for each change", "tables", "changes_jsonl"),
        ("contradictions-jsonl", "jsonl", "an object for each side of a contradiction", "tables",
         "contradictions_jsonl"),
        ("claimreview", "jsonld", "a schema.org ClaimReview draft for each statement",
         "claims", "claims_of"),
        ("annotations", "jsonld", "W3C Web Annotation drafts of changes and support",
         "annotations", "annotations_of"),
    )
)  # fmt: skip
BY_NAME = {form.name: form for form in FORMATS}


def export(examination: Examination, name: str) -> str:
    """The examination in the format of that name; `Misuse` for a name there is not."""
    if name not in BY_NAME:
        raise Misuse(f"no format {name!r}; one of {', '.join(BY_NAME)}")
    form = BY_NAME[name]
    module = import_module(f"newstemma.serve.exports.{form.module}")
    text: str = getattr(module, form.function)(examination)
    return text
