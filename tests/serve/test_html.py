from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from newstemma.model import Collation, Examination, Reading, Span, Statement
from newstemma.serve.html import html_of
from newstemma.serve.html.script import code, policy
from newstemma.serve.markup import Markup, element, escape, join, raw_text
from newstemma.serve.segments import segments


def parsed(examination):
    return lxml_html.document_fromstring(html_of(examination))


@pytest.fixture
def page(examination):
    return parsed(examination)


def words(node):
    return " ".join(node.text_content().split())


def test_counts_come_first_and_together(page):
    (counts,) = page.xpath("//ul[@class='counts']")
    assert words(counts) == (
        "5 reports4 texts5 outlets4 owners2 independent sources, likelylow 2, high 3"
    )
    reasons = page.xpath("//ul[@class='reasons']/li")
    assert words(reasons[0]) == "Harn Courier and Harn Evening print the same text"


def test_every_anchor_is_there_and_alone(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = {href[1:] for href in page.xpath("//@href") if href.startswith("#")}
    assert wanted <= set(ids)


def test_every_reading_is_a_place_in_its_report(page, dossier):
    for number, report in enumerate(dossier.reports, 1):
        for place, statement in enumerate(dossier.collation.statements, 1):
            for reading in statement.readings:
                if reading.report == report.id:
                    (mark,) = page.xpath(f"//mark[@id='story-1-r{number}-s{place}']")
                    said = words(mark).removeprefix(f"§ {place}")
                    assert said == reading.text


def test_the_text_of_each_report_is_whole(page, dossier):
    for number, report in enumerate(dossier.reports, 1):
        paragraphs = page.xpath(f"//*[@id='story-1-r{number}']//div[@class='text']/p")
        shown = "\n".join("".join(p.xpath(".//text()[not(ancestor::sup)]")) for p in paragraphs)
        assert shown == report.text


def test_a_change_is_named_in_words_not_by_colour_alone(page, dossier):
    listed = page.xpath("//ol[@class='change-list']")[0]
    assert words(listed.xpath("./li")[0]) == (
        "◆ critical § 3A1The Maren Vool is not known to have carried more than 200 passengers, "
        "the port office said.BThe Maren Vool has carried more than 200 passengers."
        "◆ critical hedge changed ↑ stronger · by B 93 % · the hedge is gone: a doubt became a fact"
        " α › A › B● moderate attribution dropped ↑ stronger · by B 90 % α › A › B"
    )
    assert len(listed.xpath(".//li[starts-with(@class, 'chip')]")) == len(dossier.collation.changes)
    assert [node.text for node in listed.xpath("./li[1]//ins | ./li[1]//del")] == [
        "is not known to have",
        "the port office said",
        "has",
    ]


def test_every_change_is_listed_in_the_collation_too(page, dossier):
    chips = page.xpath("//table[@class='collated']//li[starts-with(@class, 'chip')]")
    assert len(chips) == len(dossier.collation.changes)


def test_a_change_tells_its_way_along_the_stemma(page):
    (way, *_) = page.xpath("//ol[@class='change-list']//span[@class='way']")
    assert words(way) == "α › A › B"
    assert words(way.xpath("./b")[0]) == "B"


def test_statements_are_rows_and_origins_group_the_columns(page):
    table = page.xpath("//table[@class='collated']")[0]
    groups = table.xpath("./thead/tr[1]/th[@scope='colgroup']")
    assert [(words(g), g.get("colspan")) for g in groups] == [
        ("Tidewire", "3"),
        ("Osk Ledger", "1"),
    ]
    assert len(table.xpath("./tbody/tr")) == 10
    row = table.xpath("./tbody/tr")[8]
    assert [words(cell) for cell in row.xpath("./td")][2:] == [
        "D The hospital at Osk said it had treated 16 people by midnight.",
        "C = D",
    ]


def test_the_filter_works_without_script(page):
    boxes = page.xpath("//fieldset//input/@id")
    assert boxes == [
        *("show-critical", "show-major", "show-moderate", "show-minor", "show-cosmetic"),
        *("of-hedges", "of-figures", "of-quotes", "of-names", "of-wording"),
        *("only-grave", "only-changed"),
    ]
    style = page.xpath("//style")[0].text
    for box in boxes:
        assert f"#{box}:" in style


def test_every_change_can_be_asked_for(page):
    """Each class a change is filtered by has a rule that shows it."""
    style = page.xpath("//style")[0].text
    classes = {one for node in page.xpath("//@class") for one in node.split() if "has-" in one}
    assert classes
    for one in classes:
        severity, group = one.removeprefix("has-").split("-")
        assert f"body:has(#show-{severity}:checked):has(#of-{group}:checked) .{one}" in style


def test_the_page_asks_for_nothing(examination):
    text = html_of(examination)
    page = parsed(examination)
    given = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert given == [policy()]
    assert "default-src 'none'" in policy()
    assert not page.xpath("//@src | //link | //iframe | //object | //img | //@srcset")
    style = " ".join(node.text for node in page.xpath("//style"))
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(r"\son\w+=", text)
    assert not re.search(r"fetch|XMLHttp|WebSocket|innerHTML|import\(|eval|https?:", code())


def test_only_our_script_may_run(page):
    scripts = page.xpath("//script[not(@type='application/json')]")
    assert [node.text for node in scripts] == [code()]
    digest = base64.b64encode(hashlib.sha256(code().encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy()


def test_the_script_has_the_readings_as_they_are(page, dossier):
    (block,) = page.xpath("//script[@data-for='story-1']")
    data = json.loads(block.text)
    assert next(name for name, _, _ in data["reports"]) == "A1 Harn Courier"
    for statement, (number, readings) in zip(
        dossier.collation.statements, data["statements"], strict=True
    ):
        assert dossier.collation.statements[number - 1] is statement
        told = [(dossier.reports[r].id, data["words"][w], start) for r, w, start in readings]
        assert told == [(r.report, r.text, r.span.start) for r in statement.readings]


# --- views ------------------------------------------------------------------


def test_a_small_story_opens_with_its_columns_and_a_large_one_with_a_base_text(page, family):
    assert page.xpath("//input[@type='radio'][@checked]/@class") == ["v-table"]
    assert page.xpath("//div[@class='views']/label/text()") == [
        "Apparatus",
        "Table",
        "Two reports",
    ]
    large = parsed(Examination((with_statement(family(12)),)))
    assert large.xpath("//input[@type='radio'][@checked]/@class") == ["v-apparatus"]


def with_statement(dossier):
    """A family whose reports all say one thing, the second in other words."""
    readings = tuple(
        Reading(report.id, Span(0, len(report.text)), report.text) for report in dossier.reports
    )
    made = Statement("s1", readings[0].text, readings[:-1])
    return replace(dossier, collation=Collation("x", (made,), ()))


def test_the_base_text_has_its_variants_under_it(page):
    entries = page.xpath("//div[@class='apparatus']//div[starts-with(@class, 'entry')]")
    assert len(entries) == 10
    assert words(entries[2].xpath("./p[@class='base']")[0]) == (
        "The Maren Vool is not known to have carried more than 200 passengers, "
        "the port office said. A1 A2"
    )
    (variant,) = entries[2].xpath("./ul/li")
    assert words(variant).startswith(
        "B is not known to have] has · the port office said.] left out"
    )
    assert "critical hedge changed ↑ stronger · by B 93 %" in words(variant)


def test_what_the_base_text_does_not_have_stands_at_the_end(page):
    (title,) = page.xpath("//div[@class='apparatus']/h4")
    assert words(title) == "Not in the base text"
    rest = title.xpath("./following-sibling::div//p[@class='base']")
    assert [words(p) for p in rest] == [
        "This reporter counted eleven ambulances on the quay. C",
        "The hospital at Osk said it had treated 16 people by midnight. C D",
        "Divers will look at the hull on Saturday. C",
    ]


def test_two_reports_stand_side_by_side_with_their_words_aligned(page):
    (table,) = page.xpath("//table[@class='beside']")
    assert [words(h) for h in table.xpath(".//th[@scope='col']")] == [
        "§",
        "A1 Harn Courier",
        "C Osk Ledger",
    ]
    quote = next(r for r in table.xpath("./tbody/tr") if words(r.xpath("./th")[0]) == "§ 4")
    assert [words(c) for c in quote.xpath("./td")] == [
        "“We heard a long scrape and then silence,” said deckhand Ilse Tarn.",
        "“We heard a long scrape and then silence,” said Ilse Tarn, who works on deck.",
    ]
    assert [words(d) for d in quote.xpath(".//del")] == ["deckhand"]
    assert [words(i) for i in quote.xpath(".//ins")] == ["who works on deck."]


def test_a_large_story_has_a_sign_for_each_report_that_says_it(family):
    dossier = with_statement(family(12))
    (grid,) = parsed(Examination((dossier,))).xpath("//table[@class='grid']")
    seen = sum(1 for w in dossier.stemma.witnesses if w.reports)
    (row,) = grid.xpath("./tbody/tr")
    signs = [words(cell) for cell in row.xpath("./td")]
    assert len(signs) == seen
    assert signs.count("–") == 11
    assert signs.count("") == 1


def test_each_side_of_a_contradiction_has_its_words_and_its_support(page):
    items = page.xpath("//ol[@class='disputes']/li")
    assert [words(i.xpath(".//span[starts-with(@class, 'standing')]")[0]) for i in items] == [
        "≠ contradiction",
        "→ update",
    ]
    sides = items[1].xpath(".//div[@class='side']")
    assert [words(side.xpath(".//b")[0]) for side in sides] == ["14 people", "16 people"]
    assert words(sides[0]).startswith("A1 A2 § 2injuring 14 people, harbour officials said.")
    assert words(sides[0]).endswith("1 (1–2) independent: Tidewire")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a browser: chromium")
def test_in_a_browser_the_reader_chooses_base_and_pair(examination, tmp_path):
    file = tmp_path / "dossier.html"
    file.write_text(html_of(examination), "utf-8")
    shown = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", file.as_uri()],
        capture_output=True, timeout=60, check=True, text=True,
    )  # fmt: skip
    page = lxml_html.document_fromstring(shown.stdout)
    lists = page.xpath("//select")
    assert [one.get("aria-label") for one in lists] == [
        "Base text",
        "First report",
        "Second report",
    ]
    assert all(len(one.xpath("./option")) == 5 for one in lists)


def test_what_was_removed_and_rejected_is_listed(page):
    assert "Read more: ten quiet harbours" in words(page)
    assert "pages/feed.jsonl:7" in words(page.xpath("//section[@class='rejected']")[0])


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>&amp;\u202egnp.exe\x00\ud800"


def test_hostile_text_is_inert(dossier):
    reports = tuple(
        replace(r, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", origin=HOSTILE,
                text=HOSTILE + r.text[len(HOSTILE):], language='en"><script>',
                authors=(HOSTILE,), dateline=HOSTILE)
        for r in dossier.reports
    )  # fmt: skip
    statements = tuple(replace(s, gist=HOSTILE) for s in dossier.collation.statements)
    changes = tuple(replace(c, reason=HOSTILE) for c in dossier.collation.changes)
    collation = replace(dossier.collation, statements=statements, changes=changes)
    story = replace(dossier.story, title=HOSTILE)
    text = html_of(
        Examination((replace(dossier, reports=reports, story=story, collation=collation),))
    )
    page = lxml_html.document_fromstring(text)
    assert not page.xpath("//img | //b[.='&']")
    assert len(page.xpath("//script")) == 2
    assert page.xpath("//script")[-1].text == code()
    assert not [href for href in page.xpath("//@href") if not href.startswith("#")]
    assert not page.xpath("//@onerror")
    assert "\x00" not in text
    assert "\u202e" not in text
    text.encode("utf-8")
    assert "<script>alert(1)</script>" in words(page)


def test_no_report_and_many_stories_make_a_page(dossier, family):
    assert "No report could be read" in html_of(Examination(()))
    page = parsed(Examination((dossier, family(12), family(100))))
    assert len(page.xpath("//main/article")) == 3
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [words(h) for h in page.xpath("//h1")] == ["3 stories"]


def test_headings_never_skip_a_level(page):
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("setting", ["light", "dark"])
def test_every_ink_can_be_read_on_the_paper(page, setting):
    style = page.xpath("//style")[0].text
    light, dark = (dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in
                   re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2])  # fmt: skip
    colours = light if setting == "light" else {**light, **dark}
    papers = [luminance(colours[name]) for name in ("paper", "said")]
    inks = ("ink", "soft", "link", "origin", "critical", "major", "moderate", "minor", "cosmetic")
    for name in inks:
        for paper in papers:
            dim, bright = sorted((paper, luminance(colours[name])))
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, name


# --- markup and segments ----------------------------------------------------


def test_only_markup_is_markup():
    assert element("p", {"class": 'a"b', "hidden": True, "id": None}, "<i>") == (
        '<p class="a&quot;b" hidden>&lt;i&gt;</p>'
    )
    assert element("p", None, element("br"), None, "x") == "<p><br>x</p>"
    assert join(["<", Markup("<b>")], "&") == "&lt;&<b>"
    assert escape("a\x00\u2066b") == "a\ufffd\ufffdb"
    mixed = Markup("<b>") + "<i>"
    assert element("p", None, mixed) == "<p>&lt;b&gt;&lt;i&gt;</p>"


def test_raw_text_cannot_end_itself():
    with pytest.raises(ValueError, match="not raw text"):
        raw_text("style", "</style><script>")
    with pytest.raises(ValueError, match="not raw text"):
        raw_text("p", "x")


def test_segments_cover_all_and_cut_at_every_edge():
    things = [(Span(2, 6), "a"), (Span(4, 9), "b"), (Span(20, 30), "c")]
    found = [(s.span.start, s.span.end, s.things) for s in segments(Span(1, 8), things)]
    assert found == [(1, 2, ()), (2, 4, ("a",)), (4, 6, ("a", "b")), (6, 8, ("b",))]
