"""Files of every format and pages of HTML, and what can be done to them to break a reader."""

from __future__ import annotations

import gzip
import json
from random import Random

BODY = (
    "The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges, police said."
)
TEXT = f"""Crane falls on two barges in Port Sarn

By Ana Brel, Norvik Press Agency | May 6, 2031 09:12 am

PORT SARN, May 6 (NPA) - {BODY}

“We were lucky that it was lunch time,” Ilka Brandt told reporters. Nearly 40 people work there.

Source: Veldt Courier"""
HTML = f"""<!DOCTYPE html><html lang="en"><head><title>Crane falls | Veldt Courier</title>
<meta property="og:title" content="Crane falls"><meta name="author" content="Ana Brel">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Crane falls",
"datePublished": "2031-05-06T09:12:00+02:00", "author": [{{"name": "Ana Brel"}}]}}</script>
<style>p {{ color: black }}</style></head><body><!-- top --><nav><ul><li><a href="/">Home</a>
<li><a href="/ports">Ports</a></ul></nav><article class="story-body"><h1>Crane falls</h1>
<span class="byline">By Ana Brel</span><time datetime="2031-05-06">May 6, 2031</time>
<figure><img src="data:image/gif;base64,R0lGOD"><figcaption>The crane. Photo: NPA</figcaption>
</figure><p>{BODY}</p><p>“We were lucky,” Ilka Brandt said.</p><table><tr><td>3<td>barges</table>
<blockquote>Nearly <b>40</b> people work there&#8230;</blockquote><br><div>Source: NPA</div>
</article><aside class="related"><a href="/x">Strike ends</a></aside><footer>&copy; 2031</footer>"""
RECORD = json.dumps({"title": "Crane falls", "text": TEXT, "url": "https://veldt.example/a"})
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Veldt Courier</title><link>https://veldt.example/</link><item><title>Crane</title>
<link>https://veldt.example/a</link><source url="https://npa.example/">NPA</source>
<dc:creator>Ana Brel</dc:creator><description><![CDATA[<p>{BODY}</p>]]></description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Veldt Courier</title><entry>
<title>Crane</title><link href="https://veldt.example/a"/><content type="html">&lt;p&gt;{BODY}
</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1",
        "title": "Veldt",
        "items": [{"id": "1", "content_text": BODY}, {"id": "2", "content_html": f"<p>{BODY}"}],
    }
)
TABLE = f'title,url,text,language\nCrane,https://veldt.example/a,"{BODY}",en\n'
MHTML = f"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html

<html><p>{BODY}</p>
--b--
"""
_HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{BODY}</p>"
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://veldt.example/a\r\n"
    "WARC-Date: 2031-05-06T09:12:33Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    "Content-Type: application/http; msgtype=response\r\n"
    f"Content-Length: {len(_HTTP)}\r\n\r\n{_HTTP}\r\n\r\n"
) * 3

# A file of each format, by the name it is saved under.
FILES: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "a.html": HTML.encode(),
    "wide.html": HTML.encode("utf-16"),
    "a.jsonl": f"{RECORD}\n{RECORD}\n".encode(),
    "a.json": f"[{RECORD},\n {RECORD}]".encode(),
    "one.json": json.dumps({"articles": [json.loads(RECORD)]}, indent=1).encode(),
    "a.rss": FEED.encode(),
    "a.atom": ATOM.encode(),
    "feed.json": JSON_FEED.encode(),
    "a.csv": TABLE.encode(),
    "a.mhtml": MHTML.encode(),
    "a.warc": WARC.encode(),
    "a.jsonl.gz": gzip.compress(f"{RECORD}\n".encode() * 3),
    "a.warc.gz": b"".join([gzip.compress(WARC.encode())] * 2),
}

# What is put into a page: ends of things that never began, beginnings without end, odd signs.
TOKENS = (
    "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "&", "&#", "&#xFE01;", "&nbsp;", '"',
    "'", "<p>", "</p>", "<div", "</div>", "<br>", "<table>", "<td>", "<script>", "</script>",
    "<style>", "<svg>", "<template>", "<noscript>", "<form>", "<select>", "<article>", "<figure>",
    "<figcaption>", "<a href=x>", "<h1>", "<li>", "<b><i>", "<title>", "<base href=//x>",
    '<div style="display:none">', '<p class="caption related">', "\x00", "\x1b", "\ufe01", "\u202e",
    "\ufeff", "\ud83d", "\u2028", "\u0301", "“", "”", "„", "«", "(", ")", "[", "]", "{", "}", ",",
    "|", "•", "—", "Source: ", "(Reuters) - ", "By ", "May 4, 2031 ", "99999999999999999999",
    "1e309", "-0", "%", "$", "\r", "\n\n", "\t", " " * 300, "A" * 800, "said " * 60, ". " * 60,
    "<div>" * 300, "<p>" * 200, "&amp;" * 100, "<!-- " * 50, '{"@type":' * 30, "\\u0000", "\\ud800",
)  # fmt: skip


def _token(random: Random) -> str:
    return random.choice(TOKENS)


# Each harm to the part of a text from `at` to `end`.
HARMS = (
    lambda random, text, at, end: text[:at] + _token(random) + text[at:],
    lambda random, text, at, end: text[:at] + text[end:],
    lambda random, text, at, end: text[:at] + text[at:end] * random.randint(2, 6) + text[end:],
    lambda random, text, at, end: text[:at] + text[end:] + text[at:end],
    lambda random, text, at, end: text[:end],
    lambda random, text, at, end: text[:at] + text[at:end].swapcase() + text[end:],
    lambda random, text, at, end: text[:at] + random.choice("\0\xad\u3000\uffff") + text[at:],
)
HARMS_TO_BYTES = (
    lambda random, data, at, end: data[:at] + random.randbytes(end - at) + data[end:],
    lambda random, data, at, end: data[:at] + random.randbytes(3) + data[at:],
    lambda random, data, at, end: data[:at] + data[end:],
    lambda random, data, at, end: data[:at] + data[at:end] * 3 + data[end:],
    lambda random, data, at, end: data[:end],
    lambda random, data, at, end: data[:at] + _token(random).encode("utf-8", "replace") + data[at:],
)


def mutated_text(random: Random, text: str) -> str:
    """The text with one to eight harms done: put in, cut out, doubled, moved, cut short."""
    for _ in range(random.randint(1, 8)):
        at = random.randint(0, len(text))
        end = min(len(text), at + random.choice((1, 5, 50, 400)))
        text = random.choice(HARMS)(random, text, at, end)
    return text


def mutated_bytes(random: Random, data: bytes) -> bytes:
    """The bytes with one to six harms done: flipped, put in, cut out, doubled, cut short."""
    for _ in range(random.randint(1, 6)):
        at = random.randint(0, len(data))
        end = min(len(data), at + random.choice((1, 4, 64)))
        data = random.choice(HARMS_TO_BYTES)(random, data, at, end)
    return data
