"""Every format of the table is there, says what it is for, and survives hostile words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from newstemma.errors import Misuse
from newstemma.model import Examination
from newstemma.serve.exports import BY_NAME, FORMATS, export

HOSTILE = "<b>\"'&amp;]]>\u202egnp\x00\ud800[x](y);,"
JSON = ("json", "prov-json", "claimreview", "annotations")
LINES = ("collatex", "statements-jsonl", "readings-jsonl", "changes-jsonl")
XML = ("graphml", "tei-graph", "tei", "svg")


def hostile(dossier):
    reports = tuple(
        replace(r, title=HOSTILE, outlet=HOSTILE, owner=HOSTILE + "2", origin=HOSTILE,
                url="javascript:alert(1)", text=HOSTILE + r.text[len(HOSTILE):])
        for r in dossier.reports
    )  # fmt: skip
    story = replace(dossier.story, title=HOSTILE)
    return Examination((replace(dossier, reports=reports, story=story),))


def test_names_and_purposes_are_unlike():
    assert len(BY_NAME) == len(FORMATS)
    assert len({form.says for form in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("name", list(BY_NAME))
def test_each_gives_a_file_that_utf_8_carries(examination, name):
    assert export(examination, name).encode()


@pytest.mark.parametrize("name", [n for n in BY_NAME if n != "svg"])
def test_nothing_examined_is_a_file_too(name):
    assert isinstance(export(Examination(()), name), str)


@pytest.mark.parametrize("name", XML)
def test_xml_is_well_formed_whatever_the_words(dossier, name):
    etree.fromstring(export(hostile(dossier), name).encode())


@pytest.mark.parametrize("name", JSON)
def test_json_is_json_whatever_the_words(dossier, name):
    assert json.loads(export(hostile(dossier), name))


@pytest.mark.parametrize("name", LINES)
def test_each_line_is_json_whatever_the_words(dossier, name):
    lines = export(hostile(dossier), name).splitlines()
    assert lines
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_no_such_format_is_said_with_those_there_are():
    with pytest.raises(Misuse, match="no format 'pdf'; one of json, markdown"):
        export(Examination(()), "pdf")


def test_a_drawing_holds_one_story(dossier):
    with pytest.raises(Misuse, match="give --story N"):
        export(Examination((dossier, dossier)), "svg")


def test_the_docs_name_every_format():
    page = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")
    assert [name for name in BY_NAME if f"`{name}`" not in page] == []
