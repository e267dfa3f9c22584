"""Pages that mean harm or are broken: no crash, no hang, and what holds for every page."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.model import Page, Rejected, Report
from newstemma.reports import clean

BODY = (
    "The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges in the basin."
)
PIECES = (
    BODY,
    "Crane falls on two barges in Port Sarn",
    "Who Really Won In Port Sarn?",
    "What happens next",
    "| 25 June 2031, Tuesday |",
    "May 4, 2031 03:33 am | Updated 03:50 am IST - Port Sarn, Veldt",
    "By Ana Brel, Reuters",
    "“We were lucky that it was lunch time,” Ilka Brandt told reporters at the quay.",
    "• Reuters",
    "Source: Veldt Courier",
    "(AP)",
    "____",
    "Comments",
    "Sign in to unlock member-only benefits!",
    "  • Save stories to read later",
    "Top News Today",
    "READ MORE: Harbour strike goes on",
    "The crane on May 4, 2031. | Photo Credit: AP",
    "Share Tweet Print",
    "PORT SARN, May 4 (NPA) - The port is closed, it said on Tuesday in a statement to the press.",
    "Ana Brel is a reporter covering ports for Veldt Courier.",
    "Nobody was hurt.",
    "and then",
    "-",
)
lines = st.one_of(st.sampled_from(PIECES), st.text(max_size=80))
pages = st.lists(lines, max_size=14).map("\n\n".join)


def cleaned(text, media_type="text/plain"):
    return clean(Page(text, media_type, "case"))


@settings(max_examples=60, deadline=None)
@given(pages)
def test_every_text_gives_a_report_or_a_reason(text):
    found = cleaned(text)
    if isinstance(found, Rejected):
        assert found.reason == "no_body"
        return
    size = len(found.text)
    assert all(mark.span.end <= size for mark in found.marks)
    for credit in found.credits:
        assert credit.span is None or credit.span.of(found.text) == credit.name


@settings(max_examples=60, deadline=None)
@given(pages)
def test_cleaning_a_cleaned_text_changes_nothing(text):
    found = cleaned(text)
    if isinstance(found, Report):
        again = cleaned(found.text)
        assert isinstance(again, Report)
        assert again.text == found.text


@settings(max_examples=60, deadline=None)
@given(pages)
def test_no_line_is_lost_in_silence(text):
    found = cleaned(text)
    if isinstance(found, Report):
        kept = " ".join([found.text, found.title, *(r.text for r in found.removed)])
        for word in text.split():
            if word.isalnum() and word.isascii():
                assert word in kept


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/pdivabh1 =\"'&;!-[]x\x00\n")), max_size=200))
def test_broken_markup_never_crashes(markup):
    cleaned(f"<html><body>{markup}<p>{BODY}</p>{markup}", "text/html")


HOSTILE = {
    "nested boxes": "<html><body>" + "<div>" * 20_000 + f"<p>{BODY}</p>" + "</div>" * 20_000,
    "unclosed tags": "<html><body>" + "<p><b><i>" * 5_000 + BODY,
    "open comment": f"<html><body><p>{BODY}</p>" + "<!-- " * 50_000,
    "open script": f"<html><body><p>{BODY}</p>" + "<script>" * 50_000,
    "entities": f"<html><body><p>{BODY}</p>" + "&amp;" * 100_000,
    "one attribute": f'<html><body><p class="{"a " * 300_000}">{BODY}</p>',
    "open data": f"<p>{BODY}</p>" + '<script type="application/ld+json">' * 20_000,
    "comments that open again": f"<html><body><p>{BODY}</p>" + "<!---->" + "<!--x" * 100_000,
    "many attributes": f"<p>{BODY}</p><div {' '.join(f'a{i}=x' for i in range(50_000))}>",
    "null bytes": f"<html><body><p>{BODY}</p>\x00\x00",
    "many cells": "<html><body><table>" + f"<tr><td>{BODY}</td></tr>" * 500,
    "json without end": f'<script type="application/ld+json">{"[" * 100_000}</script><p>{BODY}</p>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read_in_time(name):
    start = process_time()
    found = cleaned(HOSTILE[name], "text/html")
    assert isinstance(found, Report)
    assert BODY in found.text
    assert process_time() - start < 8


TEXTS = {
    "one long line": "word " * 200_000,
    "long line without spaces": "x" * 500_000,
    "capitals": "A" * 100_000 + " reported.",
    "names": "Ana Brel " * 10_000,
    "commas": ", Reuters " * 10_000,
    "brackets": "(" * 50_000 + BODY,
    "quotation marks": "“" * 20_000 + BODY,
    "dashes": "PORT SARN " + "- " * 50_000,
    "digits": "1" * 100_000,
    "dates": "May 4, 2031 " * 10_000,
    "short lines": "\n".join(["A short line that ends nothing"] * 1_500) + "\n\n" + BODY,
    "headlines": "\n".join(f"Crane Number {i} Falls" for i in range(1_500)) + "\n\n" + BODY,
    "spaces": " " * 500_000 + BODY,
    "line ends": "\n" * 500_000 + BODY,
    "selectors": "\ufe01" * 100_000 + BODY,
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read_in_time(name):
    start = process_time()
    cleaned(TEXTS[name])
    assert process_time() - start < 8


def test_a_page_without_body_says_so():
    for text, kind in (("", "text/plain"), ("____\n\n***", "text/plain"), ("<html>", "text/html")):
        found = cleaned(text, kind)
        assert isinstance(found, Rejected)
        assert found.reason == "no_body"


def test_a_text_longer_than_any_report_is_refused_at_once():
    start = process_time()
    for text, kind in ((f"{BODY}\n" * 4_400, "text/plain"), (f"<p>{BODY} " * 4_400, "text/html")):
        found = cleaned(text, kind)
        assert isinstance(found, Rejected)
        assert found.reason == "too_large"
        assert found.detail.endswith("give one report a page")
    assert process_time() - start < 8


def test_half_a_character_and_endless_fields_do_no_harm():
    data = '{"@type": "NewsArticle", "headline": ' + "[" * 900 + '"x"' + "]" * 900 + "}"
    head = f'<title>{"Crane falls " * 50_000}</title><script type="ld+json">{data}</script>'
    found = cleaned(f"<html><head>{head}</head><body><p>{BODY} \ud800</p>", "text/html")
    assert isinstance(found, Report)
    assert "\ud800" not in found.text
    assert len(found.title) <= 1_000
    given = (("title", "Crane " * 100_000),)
    named = clean(Page(f"{BODY} \udfff", "text/plain", "case", url="http://\ud800", given=given))
    assert isinstance(named, Report)
    assert len(named.title) <= 1_000
