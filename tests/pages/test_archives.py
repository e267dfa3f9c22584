"""Web archives: what is a page in them, where it stood, and what breaks costs only itself."""

import builtins
import gzip
import zlib
from datetime import UTC, datetime

import pytest

from newstemma import pages
from newstemma.model import Page, Rejected

pytest.importorskip("fastwarc")

BODY = "The harbour of Port Sarn was closed on Tuesday after a crane fell, the port said."
HTML = f"<html><body><p>{BODY}</p></body></html>".encode()


def record(body, *, kind="response", head="", url="https://veldt.example/a", status="200 OK"):
    """One record as a crawler writes it: its own header, the server's, the answer."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{head}\r\n".encode()
    block = http + body if kind == "response" else body
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    lines = (
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}",
        "WARC-Record-ID: <urn:uuid:0f2ba3a5-7c0c-4d8f-9c2c-000000000001>",
        "WARC-Date: 2031-05-06T09:12:33Z", f"Content-Type: {media}",
        f"Content-Length: {len(block)}",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def read(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    return list(pages.read(file))


def zstandard(data):
    from io import BytesIO

    from fastwarc.stream_io import ZstdWriter

    out = BytesIO()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard])
def test_an_archive_is_read_record_by_record(tmp_path, pack):
    parts = [pack(record(HTML)), pack(record(HTML, url="https://veldt.example/b"))]
    first, second = read(tmp_path, "crawl.warc", b"".join(parts))
    assert first == Page(
        HTML.decode(),
        "text/html",
        f"{tmp_path}/crawl.warc@0",
        "https://veldt.example/a",
        datetime(2031, 5, 6, 9, 12, 33, tzinfo=UTC),
    )
    assert second.origin == f"{tmp_path}/crawl.warc@{len(parts[0])}"
    assert second.url == "https://veldt.example/b"


def deflated(data):
    return zlib.compress(data)


CYRILLIC = "<html><p>порт</p></html>"
ANSWERS = {
    "charset of the server": (
        CYRILLIC.encode("cp1251"), "Content-Type: text/html; charset=windows-1251\r\n", CYRILLIC
    ),
    "gzip": (gzip.compress(HTML), "Content-Encoding: gzip\r\n", HTML.decode()),
    "deflate": (deflated(HTML), "Content-Encoding: deflate\r\n", HTML.decode()),
    "said to be gzip and is not": (HTML, "Content-Encoding: gzip\r\n", HTML.decode()),
    "said to be brotli and is not": (HTML, "Content-Encoding: br\r\n", HTML.decode()),
    "chunked": (
        b"5\r\n<html\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(HTML) - 5, HTML[5:]),
        "Transfer-Encoding: chunked\r\n",
        HTML.decode(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_unpacked_as_its_header_says(tmp_path, name):
    body, head, wanted = ANSWERS[name]
    data = record(body, head=head)
    if "Content-Type" in head:
        data = data.replace(b"Content-Type: text/html\r\n", b"X-Length: sixteen chars\r\n", 1)
    (page,) = read(tmp_path, "crawl.warc", data)
    assert page.content == wanted


def test_redirects_errors_and_pictures_are_no_pages(tmp_path):
    data = (
        record(b"Moved", status="301 Moved Permanently")
        + record(HTML, status="404 Not Found")
        + record(HTML).replace(b"Type: text/html", b"Type: image/png")
        + record(b"GET / HTTP/1.1", kind="request")
    )
    (refused,) = read(tmp_path, "crawl.warc", data)
    assert refused.reason == "nothing_readable"


def test_extracted_text_of_an_archive_is_text(tmp_path):
    (page,) = read(tmp_path, "crawl.warc.wet", record(BODY.encode(), kind="conversion"))
    assert (page.content, page.media_type) == (BODY, "text/plain")


def test_a_broken_record_costs_only_itself(tmp_path):
    parts = [gzip.compress(record(HTML, url=f"https://veldt.example/{i}")) for i in range(4)]
    parts[1] = parts[1][:60] + b"\x00\x01\x02\x03" + parts[1][64:]
    found = read(tmp_path, "crawl.warc.gz", b"".join(parts))
    kinds = [f.reason if isinstance(f, Rejected) else f.url[-1] for f in found]
    assert [kind for kind in kinds if kind != "broken"] == ["0", "2", "3"]
    assert "broken" in kinds


def test_junk_between_records_is_passed_over(tmp_path):
    data = record(HTML) + b"neither head nor tail\r\n\r\n" + record(HTML)
    found = read(tmp_path, "crawl.warc", data)
    assert [isinstance(f, Page) for f in found] == [True, False, True]


def test_a_bomb_in_a_record_is_refused_and_the_next_is_read(tmp_path):
    bomb = gzip.compress(b"<p>" + b"a" * 25_000_000)
    data = b"".join(
        gzip.compress(part)
        for part in (
            record(bomb, head="Content-Encoding: gzip\r\n"),
            record(b"b" * 25_000_000),
            record(HTML),
        )
    )
    first, second, page = read(tmp_path, "crawl.warc.gz", data)
    assert (first.reason, second.reason) == ("too_large", "too_large")
    assert page.content == HTML.decode()


def test_without_the_extra_it_says_how_to_get_it(tmp_path, monkeypatch):
    known = builtins.__import__

    def refuse(name, *rest):
        if name.startswith("fastwarc"):
            raise ImportError(name)
        return known(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    (refused,) = read(tmp_path, "crawl.warc", record(HTML))
    assert refused.reason == "needs_extra"
    assert "pip install 'newstemma[warc]'" in refused.detail
