"""TEI graph, Newick and PROV-JSON, each read back by the rules of its own format."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from lxml import etree

from newstemma.model import Examination
from newstemma.serve.exports import export

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def trees(examination):
    """The examination without second sources: every stemma a forest."""
    return Examination(
        tuple(
            replace(d, stemma=replace(d.stemma, copies=tuple(c for c in d.stemma.copies
                                                             if not c.second)))
            for d in examination
        )
    )  # fmt: skip


# --- TEI --------------------------------------------------------------------


def test_the_graph_has_every_node_and_arc(examination):
    root = etree.fromstring(export(examination, "tei-graph").encode())
    (graph,) = root.iter(f"{TEI}graph")
    assert dict(graph.attrib) == {"type": "directed", "order": "5", "size": "4"}
    tags = [child.tag.removeprefix(TEI) for child in graph]
    assert tags == ["label", *["node"] * 5, *["arc"] * 4]
    assert graph.getparent().tag == f"{TEI}div"


def test_arcs_lead_from_node_to_node(examination):
    root = etree.fromstring(export(examination, "tei-graph").encode())
    label = {n.get(XML_ID): n.get("n") for n in root.iter(f"{TEI}node")}
    arcs = [
        (label[a.get("from")[1:]], label[a.get("to")[1:]], a.get("type"), a.get("subtype"),
         a.get("cert"))
        for a in root.iter(f"{TEI}arc")
    ]  # fmt: skip
    assert arcs == [
        ("α", "A", "filiation", "edited", "0.9700"),
        ("A", "B", "filiation", "translated", "0.9200"),
        ("α", "D", "filiation", "condensed", "0.6600"),
        ("C", "D", "contamination", "verbatim", "0.5800"),
    ]


def test_degrees_are_those_of_the_arcs(examination):
    root = etree.fromstring(export(examination, "tei-graph").encode())
    for node in root.iter(f"{TEI}node"):
        id = f"#{node.get(XML_ID)}"
        arcs = list(root.iter(f"{TEI}arc"))
        assert int(node.get("inDegree")) == sum(a.get("to") == id for a in arcs)
        assert int(node.get("outDegree")) == sum(a.get("from") == id for a in arcs)


def test_ids_of_two_stories_never_meet(dossier):
    root = etree.fromstring(export(Examination((dossier, dossier)), "tei-graph").encode())
    ids = [node.get(XML_ID) for node in root.iter() if node.get(XML_ID)]
    assert len(ids) == len(set(ids)) == 12


# --- Newick -----------------------------------------------------------------


def parsed(text: str):
    """A tree of the grammar: subtree = [ "(" subtree {"," subtree} ")" ] label [ comment ]."""

    def subtree(at):
        below = []
        if text[at] == "(":
            while text[at] in "(,":
                child, at = subtree(at + 1)
                below.append(child)
            assert text[at] == ")"
            at += 1
        label = re.compile(r"'((?:[^']|'')*)'(\[[^\]]*\])?").match(text, at)
        assert label, text[at:]
        return (label[1].replace("''", "'"), below), label.end()

    tree, end = subtree(0)
    assert text[end:] == ";"
    return tree


def test_a_tree_is_read_back_as_it_was(examination):
    first, second = export(trees(examination), "newick").splitlines()
    assert parsed(first) == (
        "α Tidewire",
        [("A Harn Courier, Harn Evening", [("B Lomara Today", [])]), ("D Velmark Daily", [])],
    )
    assert parsed(second) == ("C Osk Ledger", [])


def test_what_is_no_tree_is_not_written_as_one(examination):
    lines = export(examination, "newick").splitlines()
    assert lines == ["[story 1, α: no tree, D of two sources]", "'C Osk Ledger';"]


def test_signs_of_the_grammar_stay_in_a_name(dossier):
    name = "O'Hara (North); [x], 'y':1"
    reports = tuple(replace(r, outlet=name) for r in dossier.reports)
    lines = export(trees([replace(dossier, reports=reports)]), "newick").splitlines()
    assert parsed(lines[1]) == (f"C {name}", [])


# --- PROV-JSON --------------------------------------------------------------

# The keys of the member submission, and what each relation must have.
RELATIONS = {
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "actedOnBehalfOf": ("prov:delegate", "prov:responsible"),
    "hadMember": ("prov:collection", "prov:entity"),
    "wasGeneratedBy": ("prov:entity",),
}
PROV_NAMES = {
    "prov:label", "prov:type", "prov:location", "prov:time", "prov:generatedEntity",
    "prov:usedEntity", "prov:entity", "prov:agent", "prov:delegate", "prov:responsible",
    "prov:collection",
}  # fmt: skip


def test_only_keys_of_the_standard_and_every_name_declared(examination):
    raw = json.loads(export(examination, "prov-json"))
    assert set(raw) <= {"prefix", "entity", "agent", *RELATIONS}
    declared = set(raw["prefix"]) | {"prov", "_"}
    for section in set(raw) - {"prefix"}:
        for id, record in raw[section].items():
            assert id.split(":")[0] in declared
            for key in record:
                assert key.split(":")[0] in declared
                assert not key.startswith("prov:") or key in PROV_NAMES


def test_relations_speak_of_what_is_there(examination):
    raw = json.loads(export(examination, "prov-json"))
    known = set(raw["entity"]) | set(raw["agent"])
    for section, needed in RELATIONS.items():
        for record in raw[section].values():
            assert all(record[key] in known for key in needed)


def test_a_copy_is_a_derivation_with_its_certainty(examination):
    raw = json.loads(export(examination, "prov-json"))
    made = list(raw["wasDerivedFrom"].values())
    assert len(made) == 4
    assert made[1]["nst:kind"] == "translated"
    assert made[1]["nst:certainty"] == {"$": "0.9200", "type": "xsd:double"}
    assert [record["nst:second"] for record in made] == [False, False, False, True]


def test_an_owner_stands_behind_its_outlets_once(examination):
    raw = json.loads(export(examination, "prov-json"))
    assert len(raw["actedOnBehalfOf"]) == 2
    assert [e["prov:label"] for e in raw["entity"].values() if e.get("nst:unseen")] == ["Tidewire"]
    members = [r["prov:entity"] for r in raw["hadMember"].values()]
    assert [raw["entity"][m]["nst:siglum"] for m in members] == ["A1", "A2"]
