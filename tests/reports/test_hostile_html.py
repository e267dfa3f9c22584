"""HTML that means harm: storms of elements, hidden messages, pictures in the page."""

import pytest

from newstemma import reports
from newstemma.model import Page, Rejected, Report
from newstemma.reports.worker import Limits, Worker

BODY = (
    "The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges in the basin."
)
STORMS = {
    "line ends": f"<p>{BODY}</p>" + "<br>" * 60_000,
    "empty paragraphs": "<p>" * 60_000 + BODY,
    "short paragraphs": "<p>x</p>" * 60_000 + f"<p>{BODY}</p>",
    "words on lines": "word<br>" * 60_000 + f"<p>{BODY}</p>",
    "cells": "<table>" + "<tr><td>x<td>y" * 30_000 + f"</table><p>{BODY}</p>",
    "captions": "<span class=caption>x</span>" * 50_000 + f"<p>{BODY}</p>",
    "bold in bold": "<b><i>" * 50_000 + BODY,
    "bylines": "<span class=byline>By Ana Brel</span>" * 50_000 + f"<p>{BODY}</p>",
}


@pytest.mark.slow
def test_a_storm_of_elements_is_read_or_refused_within_the_limits():
    """Each took up to 24 s of CPU once, at three times the size."""
    worker = Worker(Limits(cpu_seconds=6))
    try:
        for name, storm in STORMS.items():
            found = worker.read(Page(f"<html><body>{storm}", "text/html", name))
            if isinstance(found, Rejected):
                assert (name, found.reason) == (name, "too_large")
            else:
                assert BODY in found.text
    finally:
        worker.close()


MANIFEST = "\ufe01\ufe02\U000e0101"
HIDDEN = {
    "signs in a text": (BODY.replace("crane", f"cr{MANIFEST}ane"), "text/plain"),
    "signs in a page": (f"<p>{BODY.replace('crane', f'cr{MANIFEST}ane')}</p>", "text/html"),
    "references in a page": (
        f"<p>{BODY.replace('crane', 'cr&#xFE01;&#65026;&#xe0101;ane')}</p>",
        "text/html",
    ),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_message_leaves_the_text_and_stays_as_evidence(name):
    content, kind = HIDDEN[name]
    found = reports.clean(Page(content, kind, name))
    assert isinstance(found, Report)
    assert BODY in found.text
    assert [r.text for r in found.removed if r.rule == "hidden signs"] == [MANIFEST]


def test_words_turned_around_are_read_as_they_stand():
    found = reports.clean(Page(BODY.replace("two", "\u202etwo\u202c"), "text/plain", "turned"))
    assert found.text == BODY
    assert found.removed[-1].text == "\u202e\u202c"


def test_a_text_without_hidden_signs_has_no_such_evidence():
    found = reports.clean(Page(f"<p>{BODY} Caf&#233; \u2764\ufe0f</p>", "text/html", "plain"))
    assert "hidden signs" not in [r.rule for r in found.removed]


@pytest.mark.slow
def test_pictures_written_into_a_page_are_no_weight():
    picture = f'<img src="data:image/png;base64,{"A" * 3_000_000}">'
    found = reports.clean(Page(f"<p>{BODY}</p>{picture}<p>{BODY}</p>", "text/html", "saved"))
    assert isinstance(found, Report)
    assert BODY in found.text


@pytest.mark.parametrize(
    "sign", ["\x00", "\x01", "\x0c", "\x1b", "\ufffe", "\uffff", "&#x1b;", "&#7", "&#xFFFF;"]
)
def test_signs_that_no_tree_may_hold_do_no_harm(sign):
    """Found by mutation: the parser takes them in, moving a text that holds one then fails."""
    markup = (
        f"<p>{BODY}</p><span class=caption>Photo{sign}</span>{sign}more{sign}<p>{BODY} Two.</p>"
    )
    found = reports.clean(Page(markup, "text/html", "signs"))
    assert isinstance(found, Report)
    assert BODY in found.text
