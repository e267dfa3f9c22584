"""The formats that have modules of their own beside this folder, under one roof."""

from __future__ import annotations

import json

from newstemma.model import Examination
from newstemma.serve.drawing import svg_of
from newstemma.serve.exports import NotFitting
from newstemma.serve.graphs import dot_of, graphml_of
from newstemma.serve.html import html_of
from newstemma.serve.markdown import markdown_of
from newstemma.serve.wire import to_json

markdown, html, dot, graphml = markdown_of, html_of, dot_of, graphml_of


def json_of(examination: Examination) -> str:
    """The JSON of `examine --json`, on one line."""
    return compact(to_json(examination)) + "\n"


def compact(raw: object) -> str:
    """JSON on one line, in its own letters."""
    return json.dumps(raw, ensure_ascii=False, allow_nan=False)


def svg(examination: Examination) -> str:
    """The drawing of the one story; `NotFitting` when there is another number of them."""
    if len(examination) != 1:
        raise NotFitting(f"svg draws one story and there are {len(examination)}; give --story N")
    return svg_of(examination.dossiers[0])
