from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from newstemma.model import Examination
from newstemma.serve.graphs import dot_of, graphml_of
from newstemma.serve.markdown import markdown_of, plain

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def test_the_brief_says_the_counts_first(examination):
    lines = markdown_of(examination).split("\n")
    assert lines[0] == "# Ferry hits pier at Osk, 14 hurt"
    assert lines[2] == (
        "5 reports · 4 texts · 5 outlets · 4 owners · **independent sources 2 (2–3)**"
    )


def test_the_brief_has_every_part(examination):
    text = markdown_of(examination)
    assert "    - **B** Lomara Today, 2031-10-17 05:12 UTC, translated (92 %)" in text
    assert "  - A1: The Maren Vool **is not known to have** carried more than" in text
    assert "| § 8 | This reporter counted eleven ambulances on the quay. | C | 1 (1–1) |" in text
    assert "- pages/feed.jsonl:7: the line is not JSON; mend or drop it" in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# a\n- b", "\\# a - b"),
        ("- b", "\\- b"),
        ("1. b", "1\\. b"),
        ("[x](javascript:1) <b>|", "\\[x\\](javascript:1) \\<b\\>\\|"),
        ("*a*_b_`c`", "\\*a\\*\\_b\\_\\`c\\`"),
        ("a\x1b[31m", "a\ufffd\\[31m"),
    ],
)
def test_words_of_reports_never_become_markup(text, safe):
    assert plain(text) == safe


def test_nothing_read_is_a_brief_too():
    assert markdown_of(Examination(())) == "No report could be read.\n"


def test_graphml_holds_every_witness_and_copy(examination):
    root = etree.fromstring(graphml_of(examination).encode())
    nodes = root.findall(f".//{GRAPHML}node")
    edges = root.findall(f".//{GRAPHML}edge")
    assert len(nodes) == 5
    assert len(edges) == 4
    ids = {node.get("id") for node in nodes}
    assert {edge.get("source") for edge in edges} <= ids
    kinds = [edge.find(f"{GRAPHML}data[@key='edge-type']").text for edge in edges]
    assert kinds == ["filiation", "filiation", "filiation", "contamination"]
    declared = {key.get("id") for key in root.findall(f"{GRAPHML}key")}
    assert {data.get("key") for data in root.iter(f"{GRAPHML}data")} <= declared


def test_dot_quotes_what_comes_from_outside(dossier):
    witnesses = tuple(
        replace(w, siglum='"]; evil \\') if w.siglum == "C" else w for w in dossier.stemma.witnesses
    )
    stemma = replace(dossier.stemma, witnesses=witnesses)
    text = dot_of(Examination((replace(dossier, stemma=stemma),)))
    assert 's1w3 [label="\\"]; evil \\\\ Osk Ledger", type="witness"];' in text
    assert 's1w5 [label="α Tidewire", type="unseen", style=filled' in text
    assert text.count("style=dashed") == 1


def test_stories_in_one_file_do_not_share_nodes(dossier):
    text = dot_of(Examination((dossier, dossier)))
    assert "s1w1 [" in text
    assert "s2w1 [" in text
