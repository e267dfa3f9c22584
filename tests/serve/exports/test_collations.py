"""TEI segmentation and the CollateX table give every reading back, letter for letter."""

from __future__ import annotations

import json

from lxml import etree

from newstemma.serve.exports import export

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def followed(node, witness: str) -> str:
    """The words of a node as one witness has them."""
    text = node.text or ""
    for child in node:
        if child.tag == f"{TEI}app":
            told = [r for r in child if r.tag in (f"{TEI}lem", f"{TEI}rdg")]
            chosen = [r for r in told if f"#{witness}" in r.get("wit").split()]
            assert len(chosen) <= 1
            text += followed(chosen[0], witness) if chosen else ""
        text += child.tail or ""
    return text


def test_each_witness_reads_back_verbatim(examination, dossier):
    root = etree.fromstring(export(examination, "tei").encode())
    witness = {w.get(XML_ID): r for w, r in zip(root.iter(f"{TEI}witness"), dossier.reports,
                                                strict=True)}  # fmt: skip
    places = list(root.iter(f"{TEI}ab"))
    for place, statement in zip(places, dossier.collation.statements, strict=True):
        said = {reading.report: reading.text for reading in statement.readings}
        for id, report in witness.items():
            assert followed(place, id) == said.get(report.id, "")


def test_an_app_bears_the_aspect_of_its_gravest_change(examination):
    root = etree.fromstring(export(examination, "tei").encode())
    hedge = next(app for app in root.iter(f"{TEI}app") if app.get("type") == "hedge")
    assert hedge.get("subtype") == "critical"
    assert "is not known to have" in hedge.find(f"{TEI}lem").text
    assert hedge.find(f"{TEI}rdg").text.strip().startswith("has")
    assert "critical: hedge changed, stronger; by B 93 %" in hedge.find(f"{TEI}note").text


def test_lemma_readings_and_notes_come_in_the_order_tei_asks(examination):
    root = etree.fromstring(export(examination, "tei").encode())
    order = {f"{TEI}lem": 0, f"{TEI}rdg": 1, f"{TEI}note": 2}
    for app in root.iter(f"{TEI}app"):
        tags = [order[child.tag] for child in app]
        assert tags == sorted(tags)
        assert tags.count(0) == 1


def test_every_pointer_has_its_witness(examination):
    root = etree.fromstring(export(examination, "tei").encode())
    ids = {w.get(XML_ID) for w in root.iter(f"{TEI}witness")}
    for node in root.iter():
        assert {w[1:] for w in (node.get("wit") or "").split()} <= ids


def test_the_table_has_a_row_a_witness_and_all_rows_are_of_one_length(examination, dossier):
    (line,) = export(examination, "collatex").splitlines()
    raw = json.loads(line)
    assert raw["witnesses"] == ["A1", "A2", "B", "C", "D"]
    assert len({len(row) for row in raw["table"]}) == 1
    assert len(raw["table"]) == 5
    for row, siglum, report in zip(raw["table"], raw["witnesses"], dossier.reports, strict=True):
        for cell in row:
            for token in cell or ():
                assert token["_sigil"] == siglum
                assert report.text[token["start"] : token["end"]] == token["t"]
                assert token["n"] == token["n"].casefold()


def test_the_columns_of_a_statement_give_its_readings(examination, dossier):
    raw = json.loads(export(examination, "collatex"))
    row_of = {report.id: row for report, row in zip(dossier.reports, raw["table"], strict=True)}
    for place, statement in zip(raw["statements"], dossier.collation.statements, strict=True):
        for reading in statement.readings:
            cells = row_of[reading.report][place["start"] : place["end"]]
            assert "".join(t["t"] for cell in cells for t in cell or ()) == reading.text
