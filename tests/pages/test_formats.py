"""Formats that hold many pages, and pages saved whole: what is read, and the evidence kept."""

import gzip
import json

import pytest

from newstemma import pages
from newstemma.model import Page, Rejected, Voice
from newstemma.pages.readers import READERS
from newstemma.pages.saved import SAVE_MARKS

BODY = "The harbour of Port Sarn was closed on Tuesday after a crane fell, the port said."

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Veldt Courier - Ports</title><link>https://www.veldtcourier.example/</link>
<language>en-gb</language>
<item><title>Crane falls&nbsp;at port</title><link>https://www.veldtcourier.example/crane</link>
<pubDate>Tue, 06 May 2031 09:12:33 +0200</pubDate><dc:creator>Ana Brel</dc:creator>
<source url="https://npa.example/">Norvik Press Agency</source>
<media:content url="x.jpg"><media:credit role="photographer">Jon Abel</media:credit>
</media:content><category>Ports</category><description>A teaser.</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>{BODY}</p>]]></content:encoded></item>
<item><title>Only a title</title><link>https://www.veldtcourier.example/b</link></item>
<item><title>Strike ends - Sarn Post</title><link>https://agg.example/1</link>
<source url="https://sarnpost.example">Sarn Post</source>
<dc:source>NPA</dc:source><description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item>
<item><title>Linked</title><link>https://sarnpost.example/2</link>
<source url="https://www.sarnpost.example">Sarn Post</source>
<author>ana@veldt.example (Ana Brel)</author><description>{BODY}</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Veldt Courier</title>
<link href="https://veldt.example/"/><entry><title type="html">Crane &amp;amp; barge</title>
<link rel="alternate" href="https://veldt.example/a"/>
<link rel="via" href="https://npa.example/a"/><id>urn:x</id>
<published>2031-05-06T09:00:00Z</published><updated>2031-05-06T10:00:00Z</updated>
<author><name>Ana Brel</name></author>
<source><title>Norvik Press Agency</title><link href="https://npa.example/"/></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div></content>
</entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Veldt Courier",
    "home_page_url": "https://veldt.example",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": "https://veldt.example/1",
            "external_url": "https://npa.example/1",
            "title": "Crane falls",
            "content_html": f"<p>{BODY}</p>",
            "date_published": "2031-05-06T09:00:00Z",
            "authors": [{"name": "Ana Brel"}, {"name": "Jon Abel"}],
        },
        "no item",
    ],
}

MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://veldt.example/a
Date: Tue, 6 May 2031 09:12:33 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----B"

------B
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
Content-Location: https://veldt.example/a

<html><body><p>{BODY} caf=C3=A9</p></body></html>
------B
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------B--
"""


def read(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(pages.read(file))


def test_an_rss_item_keeps_whose_text_it_is(tmp_path):
    first, bare, signed, linked = read(tmp_path, "news.rss", RSS)
    assert (first.media_type, first.given_by) == ("text/html", Voice.FEED)
    assert first.url == "https://www.veldtcourier.example/crane"
    assert first.content.count(BODY) == 2
    assert dict(first.given) == {
        "title": "Crane falls at port",
        "outlet": "Veldt Courier",
        "authors": "Ana Brel",
        "published": "Tue, 06 May 2031 09:12:33 +0200",
        "credit": "Norvik Press Agency",
        "photo_credit": "Jon Abel",
        "language": "en-gb",
        "section": "Ports",
    }
    assert (bare.reason, bare.url) == ("no_text", "https://www.veldtcourier.example/b")
    # An aggregator's source is who publishes, a site's own is whose text it prints.
    assert dict(signed.given)["outlet"] == "Sarn Post"
    assert dict(signed.given)["credit"] == "NPA"
    assert signed.content == f"<p>{BODY}</p>"
    assert dict(linked.given)["outlet"] == "Sarn Post"
    assert dict(linked.given)["authors"] == "Ana Brel"
    assert "credit" not in dict(linked.given)


def test_an_atom_entry_keeps_its_source_and_both_dates(tmp_path):
    (page,) = read(tmp_path, "atom.xml", ATOM)
    assert page.content == f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div>'
    assert page.url == "https://veldt.example/a"
    assert dict(page.given) == {
        "title": "Crane & barge",
        "outlet": "Veldt Courier",
        "authors": "Ana Brel",
        "published": "2031-05-06T09:00:00Z",
        "updated": "2031-05-06T10:00:00Z",
        "credit": "Norvik Press Agency",
        "language": "en",
        "based_on": "https://npa.example/a",
    }


def test_a_json_feed_is_read_item_by_item(tmp_path):
    page, refused = read(tmp_path, "feed.json", json.dumps(JSON_FEED))
    assert dict(page.given)["authors"] == "Ana Brel; Jon Abel"
    assert dict(page.given)["based_on"] == "https://npa.example/1"
    assert page.given_by is Voice.FEED
    assert refused.reason == "not_json"


BROKEN_FEEDS = {
    "cut short": RSS[: RSS.index("<category>")],
    "an entity of its own": RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1),
    "a bad letter": RSS.replace("Ana Brel", "Ana\x01 Brel"),
    "space first": "\n\n" + RSS,
    "a bare and": RSS.replace("A teaser.", "Salt & pepper < sugar."),
}


@pytest.mark.parametrize("name", BROKEN_FEEDS)
def test_a_broken_feed_is_read_as_far_as_it_goes(tmp_path, name):
    first = read(tmp_path, "news.xml", BROKEN_FEEDS[name])[0]
    seen = first.given if isinstance(first, Page) else ()
    assert name == "cut short" or dict(seen)["title"] == "Crane falls at port"


def test_entities_of_a_feed_are_not_expanded(tmp_path):
    swarm = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    bomb = (
        f'<!DOCTYPE rss [<!ENTITY a0 "boom">{swarm}<!ENTITY s SYSTEM "file://{secret}">]>'
        f"<rss><channel><item><title>T</title><description>{BODY} &a9; &s;</description>"
        "</item></channel></rss>"
    )
    (page,) = read(tmp_path, "bomb.rss", bomb)
    assert "boom" not in page.content
    assert "hidden words" not in page.content


def test_a_feed_without_items_says_so(tmp_path):
    (refused,) = read(tmp_path, "a.rss", "<rss><channel><title>Veldt</title></channel></rss>")
    assert refused.reason == "empty"


def test_mhtml_gives_its_page_with_address_and_day_of_saving(tmp_path):
    (page,) = read(tmp_path, "page.mhtml", MHTML)
    assert page.content == f"<html><body><p>{BODY} café</p></body></html>"
    assert page.url == "https://veldt.example/a"
    assert dict(page.given) == {"crawled": "Tue, 6 May 2031 09:12:33 -0000"}


def test_mhtml_without_a_page_is_refused(tmp_path):
    (refused,) = read(tmp_path, "page.mht", MHTML.replace("text/html; ", "text/css; "))
    assert refused.reason == "no_text"


@pytest.mark.parametrize("mark", SAVE_MARKS, ids=lambda mark: mark.name)
def test_a_saver_leaves_address_and_day(tmp_path, mark):
    (page,) = read(tmp_path, "a.html", f"<!DOCTYPE html>{mark.example}<p>{BODY}</p>")
    named = mark.pattern.groupindex
    assert (page.url is not None) == ("url" in named)
    assert ("crawled" in dict(page.given)) == ("when" in named)
    assert page.url is None or page.url.endswith("veldt.example/a")


TABLES = {
    "Media Cloud": ("a.csv", "media_name,publish_date,title,url,text,language\n", ","),
    "semicolons": ("a.csv", "media_name;publish_date;title;url;text;language\n", ";"),
    "tabs": ("a.tsv", "media_name\tpublish_date\ttitle\turl\ttext\tlanguage\n", "\t"),
    "capitals": ("a.csv", "Media_Name,Publish_Date,Title,URL,Text,Language\n", ","),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_a_page_a_row(tmp_path, name):
    file, head, sign = TABLES[name]
    row = ["Veldt", "2031-05-06", '"Crane, falls"', "https://veldt.example/a", f'"{BODY}\nMore."']
    rows = sign.join([*row, "en"]) + "\n" + sign.join([*row[:4], "", "en"]) + "\n"
    page, bare = read(tmp_path, file, head + rows)
    assert page.content == f"{BODY}\nMore."
    assert page.origin.endswith(f"{file}:3")
    assert dict(page.given)["title"] == "Crane, falls"
    assert dict(page.given)["outlet"] == "Veldt"
    assert (bare.reason, bare.url, bare.line) == ("no_text", "https://veldt.example/a", 4)


def test_a_quotation_never_closed_does_not_fill_the_memory(tmp_path):
    page, refused = read(
        tmp_path, "a.csv", f'title,text\nCrane,{BODY}\nEnd,"' + "open words\n" * 2_200_000
    )
    assert isinstance(page, Page)
    assert (refused.reason, refused.line) == ("too_large", refused.line)


def test_a_text_in_a_csv_file_is_a_text(tmp_path):
    (page,) = read(tmp_path, "a.csv", BODY)
    assert page == Page(BODY, "text/plain", page.origin)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "title,url,text\n"), ("a.json", "[]"), ("b.json", '{"articles": []}')],
)
def test_a_file_of_no_record_says_so(tmp_path, name, content):
    (refused,) = read(tmp_path, name, content)
    assert refused.reason == "empty"


def test_a_list_is_read_before_its_end_is_seen(tmp_path):
    *found, refused = read(tmp_path, "a.json", f'[{{"text": "{BODY}"}},\n {{"text": "b"}}, oops')
    assert [page.content for page in found] == [BODY, "b"]
    assert (refused.reason, refused.line) == ("not_json", 2)


def test_a_list_longer_than_a_page_may_be_is_read(tmp_path):
    item = json.dumps({"text": BODY, "title": "Harbour " * 130_000})
    data = "[" + ",".join([item] * 21) + "]"
    assert len(data) > 20 * 1024 * 1024
    assert len(read(tmp_path, "a.json", data)) == 21


RECORDS = {
    "Fundus": (
        {
            "title": "Crane", "lang": "en", "authors": ["Ana Brel"],
            "publishing_date": "2031-05-06 09:00:00+00:00",
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [BODY]}]},
            "html": {
                "requested_url": "https://veldt.example/a", "content": "",
                "crawl_date": "2031-05-07", "source_info": {"publisher": "Veldt Courier"},
            },
        },
        {"outlet": "Veldt Courier", "crawled": "2031-05-07", "published": "2031-05-06 09"},
    ),
    "Media Cloud": (
        {
            "stories_id": 7, "media_name": "Veldt Courier", "publish_date": "2031-05-06",
            "url": "https://veldt.example/a", "story_text": BODY, "ap_syndicated": True,
        },
        {"outlet": "Veldt Courier", "credit": "AP"},
    ),
    "NewsAPI": (
        {
            "source": {"id": None, "name": "Veldt Courier"}, "author": "Ana Brel",
            "url": "https://veldt.example/a", "publishedAt": "2031-05-06", "content": BODY,
        },
        {"outlet": "Veldt Courier", "published": "2031-05-06"},
    ),
    "a plain source": (
        {"source": "Veldt Courier", "link": "https://veldt.example/a", "content": BODY},
        {"outlet": "Veldt Courier"},
    ),
    "only an address of the outlet": (
        {"media_url": "https://www.veldt.example/", "url": "https://veldt.example/a", "text": BODY},
        {"outlet": "veldt.example"},
    ),
    "a language by name": (
        {"url": "https://veldt.example/a", "language": "German", "text": BODY},
        {"language": "de"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_records_of_many_shapes(tmp_path, name):
    record, wanted = RECORDS[name]
    (page,) = read(tmp_path, "a.jsonl", json.dumps(record))
    given = dict(page.given)
    assert (page.content, page.url) == (BODY, "https://veldt.example/a")
    assert {key: given[key][: len(value)] for key, value in wanted.items()} == wanted


def test_html_in_a_field_for_text_is_html(tmp_path):
    (page,) = read(tmp_path, "a.jsonl", json.dumps({"content": f"<div><p>{BODY}</p></div>"}))
    assert page.media_type == "text/html"


def test_json_lines_are_known_without_their_name(tmp_path):
    line = json.dumps({"text": BODY, "title": "x" * 9_000})
    assert len(read(tmp_path, "crawl.txt", f"{line}\n{line}\n")) == 2
    assert len(read(tmp_path, "crawl.gz", gzip.compress(f"{line}\n{line}\n".encode()))) == 2


def test_a_text_that_begins_with_a_bracket_is_a_text(tmp_path):
    for start in ("[Photo] ", "{sic} "):
        (page,) = read(tmp_path, "a.txt", start + BODY)
        assert page.content == start + BODY


def test_every_reader_has_its_words_and_the_last_takes_all():
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert all(reader.what and reader.example for reader in READERS)
    assert READERS[-1].claims("anything", b"")


def test_a_gzip_stream_cut_short_gives_what_it_held(tmp_path):
    lines = "".join(json.dumps({"text": f"{BODY} {i * 7919}"}) + "\n" for i in range(4_000))
    *found, refused = read(tmp_path, "a.jsonl.gz", gzip.compress(lines.encode())[:-2_000])
    assert len([page for page in found if isinstance(page, Page)]) > 2_000
    assert isinstance(refused, Rejected)
    assert refused.reason == "binary"
