"""HTML pages: header from structured data, body without what surrounds it, captions apart."""

from newstemma.model import Page, Report, Role
from newstemma.reports import clean

LEAD = "The harbour of Port Sarn was closed on Tuesday after a crane fell on barges, the port said."
NEXT = (
    "Nobody was hurt, and the port hopes to reopen the eastern basin by Friday evening at latest."
)
LAST = "“We were lucky that it was lunch time,” harbour master Ilka Brandt told reporters nearby."
MARKUP = f"""<!DOCTYPE html><html lang="en"><head>
<title>Crane falls on two barges | Veldt Courier</title>
<meta property="og:site_name" content="Veldt Courier">
<link rel="canonical" href="https://veldtcourier.example/2031/05/04/crane">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
 "headline": "Crane falls on two barges", "datePublished": "2031-05-04T10:00:00+02:00",
 "dateModified": "2031-05-05T08:00:00+02:00", "author": [{{"@type": "Person", "name": "Ana Brel"}}],
 "publisher": {{"name": "Veldt Courier"}}}}]}}</script></head><body>
<nav><a href="/">Home</a> <a href="/coast">Coast</a></nav>
<article><h1>Crane falls on two barges</h1><p class="byline">By Ana Brel, Reuters</p>
<figure><img src="a.jpg"><figcaption>The crane on Tuesday. Photo: Jon Abel/Prismapress</figcaption>
</figure><p>{LEAD}</p><p>{NEXT}</p><div class="promo"><p>Sign up for our newsletter</p></div>
<p>{LAST}</p><p><em>With inputs from Norvik Press Agency</em></p></article>
<aside><h4>Most read</h4><ul><li><a href="/1">Herring season opens early</a></li></ul></aside>
<footer><p>© 2031 Veldt Courier. All rights reserved.</p></footer></body></html>"""


def report():
    found = clean(Page(MARKUP, "text/html", "crane.html"))
    assert isinstance(found, Report)
    return found


def test_the_body_is_the_body():
    assert report().text.split("\n\n") == [LEAD, NEXT, LAST]


def test_the_header_is_read():
    found = report()
    assert (found.title, found.outlet) == ("Crane falls on two barges", "Veldt Courier")
    assert (found.language, found.authors) == ("en", ("Ana Brel",))
    assert found.url == "https://veldtcourier.example/2031/05/04/crane"


def test_publication_and_update_are_told_apart():
    found = report()
    assert found.published.iso == "2031-05-04T08:00Z"
    assert [d.iso for d in found.dates if d.verdict == "updated"] == ["2031-05-05T06:00Z"]


def test_credits_come_from_byline_foot_and_caption():
    found = {(c.source, c.role) for c in report().credits}
    assert ("Reuters", Role.AGENCY) in found
    assert ("Norvik Press Agency", Role.AGENCY) in found
    assert ("Prismapress", Role.PHOTO) in found
    assert not any(role is Role.OUTLET for _, role in found)


def test_what_stands_outside_is_in_removed():
    gone = {removed.text for removed in report().removed}
    assert "The crane on Tuesday. Photo: Jon Abel/Prismapress" in gone
    assert "© 2031 Veldt Courier. All rights reserved." in gone
    assert any("Herring season" in text for text in gone)


def test_cleaning_the_text_again_changes_nothing():
    found = report()
    again = clean(Page(found.text, "text/plain", "again"))
    assert again.text == found.text


def test_two_outlets_with_one_text_are_two_reports_and_one_page_is_one():
    other = MARKUP.replace("Veldt Courier", "Sarn Bugle")
    assert clean(Page(other, "text/html", "a")).id != report().id
    assert clean(Page(MARKUP, "text/html", "elsewhere.html")).id == report().id
