"""The sample: original fiction, as a crawler would have saved it, and the truth about it.

Five stories of an invented country, told by invented agencies and outlets; no person,
outlet or agency in them is real. `path()` is the folder of pages to examine, `truth()`
what a perfect reader would find there. The truth is a dict with the key `stories`; each
story has

    id, title, event_date   the event's day, ISO 8601
    independent             number of origins of text (always the length of `origins`)
    origins                 name, pages: the pages that go back to it, directly or not
    unseen                  sources credited by pages, of which the pile holds no page
    pages                   one entry per page, see below
    statements              id, gist, readings: exact words of the body, by page
    changes                 planted changes: statement, source, target, kind, aspect,
                            accepted (aspects that count as right, `aspect` first), before,
                            after (exact words or null), direction, severity, innovator

and each page has

    file                    its name under `path()`; "name.jsonl:2" is line 2 of a JSONL file
    outlet, url, language, title
    parent                  the page it was copied from, "unseen:Name", or null
    kind                    verbatim, edited, condensed, rewritten, translated, or null
    second                  a second source (page or "unseen:Name"), or null
    published               the day of publication, or null when the page does not tell
    rendered                a day printed on the page that is only when it was rendered
    dateline                the words before the first sentence of the body, or null
    credits                 name, role (agency, outlet, photo)
    body                    its paragraphs, in order, as they stand on the page
    junk                    lines that are no part of the report
    credit_lines            lines that name its source: no body, but evidence
    aside                   title, deck, byline, date, caption and correction lines

Fields hold text as a reader sees it: entities decoded, markup gone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def path() -> Path:
    """The folder that holds the pages of the sample, and nothing else."""
    return Path(__file__).parent / "pages"


def truth() -> dict[str, Any]:
    """What a perfect reader would find in the sample, in the shape described above."""
    text = (Path(__file__).parent / "truth.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
