"""What the page's script needs: the readings as data, and the policy that lets it run.

The page is whole without it. With it the reader chooses the base text of the apparatus and
the two reports to lay side by side. The script is our own file, asks for nothing, and builds
what it shows from text nodes, so that no word of a report is ever read as markup.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from newstemma.serve.html.frame import Frame
from newstemma.serve.inert import inert
from newstemma.serve.markup import Markup, raw_text


@lru_cache(maxsize=1)
def code() -> str:
    """The script, as it stands in the page."""
    return files("newstemma.serve").joinpath("html/page.js").read_text("utf-8")


def policy() -> str:
    """The page's Content-Security-Policy: no request to anywhere, no script but ours."""
    digest = b64encode(sha256(code().encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def script() -> Markup:
    """The script element."""
    return raw_text("script", code())


def data(frame: Frame) -> Markup:
    """The readings of a dossier as a block of data, which no browser runs."""
    raw = json.dumps(_data(frame), ensure_ascii=True, separators=(",", ":"))
    safe = raw.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(f'<script type="application/json" data-for="{frame.id}">{safe}</script>')


def _data(frame: Frame) -> dict[str, object]:
    """Reports by name, statements by their readings; words that many have stand once.

    A reading is [report, words, place in the report]; reports and words by number.
    """
    outline = frame.outline
    number = {id: place for place, id in enumerate(outline.reports)}
    words: dict[str, int] = {}
    statements = []
    for statement in outline.statements.values():
        readings = [
            [number[r.report], words.setdefault(inert(r.text), len(words)), r.span.start]
            for r in statement.readings
        ]
        statements.append([outline.numbers[statement.id], readings])
    return {
        "reports": [
            [inert(outline.label(id)), outline.sigla[id], frame.report_id(id)] for id in number
        ],
        "words": list(words),
        "statements": statements,
    }
