"""Files and folders as pages: what is read, and how what cannot be read is told."""

import gzip
import json

import pytest

from newstemma import pages
from newstemma.model import Page, Rejected
from newstemma.pages.files import LIMIT

BODY = "The harbour of Port Sarn was closed on Tuesday after a crane fell, the port said."


def one(path):
    (found,) = pages.read(path)
    return found


def test_a_text_file_is_one_page(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(BODY, encoding="utf-8")
    assert one(file) == Page(BODY, "text/plain", str(file))


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.html", f"<html><body><p>{BODY}</p></body></html>", "text/html"),
        ("a.txt", f"<!DOCTYPE html><html><body><p>{BODY}</p></body></html>", "text/html"),
        ("a", BODY, "text/plain"),
        ("a.html", BODY, "text/plain"),
        ("a.md", "# A head\n\n" + BODY, "text/plain"),
        ("a.txt", "a < b and <p is no tag " + BODY, "text/plain"),
    ],
)
def test_content_decides_what_a_file_is(tmp_path, name, content, media_type):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert one(file).media_type == media_type


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        (b"%PDF-1.7 text", "binary"),
        (bytes(range(256)) * 20, "binary"),
        ("Caf\u00e9 opens. ".encode() + b"and then \xff\xfe\xfa broke", "encoding"),
        (b"a" * (LIMIT + 1), "too_large"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_reason(tmp_path, content, reason):
    file = tmp_path / "page.txt"
    file.write_bytes(content)
    found = one(file)
    assert isinstance(found, Rejected)
    assert found.reason == reason
    assert reason in pages.REASONS
    assert str(file) in found.detail


def test_broken_utf8_names_line_and_byte(tmp_path):
    file = tmp_path / "page.txt"
    file.write_bytes("První řádek\nдруга".encode() + b"\xff\xfa rest of it")
    found = one(file)
    assert (found.reason, found.line) == ("encoding", 2)
    assert "byte 25" in found.detail


def test_old_code_pages_are_read_where_they_are_evident(tmp_path):
    text = tmp_path / "old.txt"
    text.write_bytes("The caf\u00e9 \u201creopened\u201d on Monday.".encode("cp1252"))
    html = tmp_path / "old.html"
    html.write_bytes(
        '<html><meta charset="windows-1251"><body>\u043f\u043e\u0440\u0442</body></html>'.encode(
            "cp1251"
        )
    )
    assert one(text).content == "The caf\u00e9 \u201creopened\u201d on Monday."
    assert "\u043f\u043e\u0440\u0442" in one(html).content


def test_a_character_cut_off_at_the_end_is_dropped(tmp_path):
    file = tmp_path / "cut.txt"
    file.write_bytes((BODY + "\u201d").encode()[:-1])
    assert one(file).content == BODY


def test_utf16_with_its_mark_is_read(tmp_path):
    file = tmp_path / "wide.txt"
    file.write_bytes(BODY.encode("utf-16"))
    assert one(file).content == BODY


def test_a_missing_path_does_not_stop_the_rest(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(BODY, encoding="utf-8")
    first, second = pages.read_all([tmp_path / "nowhere", file])
    assert (first.reason, first.origin) == ("missing", str(tmp_path / "nowhere"))
    assert isinstance(second, Page)


def test_a_folder_is_walked_in_order_without_hidden_files_and_pictures(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/a.txt", "a.txt", ".hidden.txt", ".git/x.txt", "photo.jpg", "s.css"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    found = [page.origin.removeprefix(f"{tmp_path}/") for page in pages.read(tmp_path)]
    assert found == ["a.txt", "c.txt", "b/a.txt"]


def test_a_folder_with_nothing_readable_says_so(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert one(tmp_path).reason == "nothing_readable"


def test_a_bad_json_line_costs_only_itself(tmp_path):
    file = tmp_path / "crawl.jsonl"
    lines = [json.dumps({"text": BODY}), "{not json", "", json.dumps({"title": "no text"}), "[1]"]
    file.write_text("\n".join([*lines, json.dumps({"text": "Last. " + BODY})]), encoding="utf-8")
    found = list(pages.read(file))
    kinds = [f.reason if isinstance(f, Rejected) else "page" for f in found]
    assert kinds == ["page", "not_json", "no_text", "not_json", "page"]
    assert [f.line for f in found if isinstance(f, Rejected)] == [2, 4, 5]
    assert found[-1].origin == f"{file}:6"


RECORDS = {
    "trafilatura": {
        "title": "Crane falls", "author": "Ana Brel; Jon Abel", "hostname": "veldt.example",
        "sitename": "Veldt Courier", "date": "2031-05-04", "text": BODY, "language": "en",
        "source": "https://veldt.example/crane", "filedate": "2031-05-06",
    },
    "news-please": {
        "title": "Crane falls", "authors": ["Ana Brel", "Jon Abel"], "maintext": BODY,
        "date_publish": "2031-05-04 10:00:00", "date_download": "2031-05-06 01:00:00",
        "url": "https://veldt.example/crane", "source_domain": "veldt.example", "language": "en",
    },
    "newspaper4k": {
        "url": "https://veldt.example/crane", "title": "Crane falls", "text": BODY,
        "authors": ["Ana Brel", "Jon Abel"], "publish_date": "2031-05-04T10:00:00",
        "source_url": "https://veldt.example", "meta_lang": "en",
    },
    "Fundus": {
        "title": "Crane falls", "authors": ["Ana Brel", "Jon Abel"], "plaintext": BODY,
        "publishing_date": "2031-05-04T10:00:00+00:00", "requested_url": "https://veldt.example/crane",
        "lang": "en",
    },
    "schema.org": {
        "headline": "Crane falls", "articleBody": BODY, "datePublished": "2031-05-04",
        "author": [{"name": "Ana Brel"}, {"name": "Jon Abel"}], "url": "https://veldt.example/crane",
        "inLanguage": "en", "publisher": {"name": "Veldt Courier"},
    },
}  # fmt: skip


@pytest.mark.parametrize("shape", RECORDS)
def test_crawlers_records_are_understood(tmp_path, shape):
    file = tmp_path / "crawl.jsonl"
    file.write_text(json.dumps(RECORDS[shape]) + "\n", encoding="utf-8")
    page = one(file)
    given = dict(page.given)
    assert page.content == BODY
    assert page.url == "https://veldt.example/crane"
    assert given["title"] == "Crane falls"
    assert given["authors"] == "Ana Brel; Jon Abel"
    assert given["published"].startswith("2031-05-04")
    assert given["language"] == "en"


def test_records_with_html_keep_the_markup(tmp_path):
    file = tmp_path / "crawl.ndjson"
    record = {"html": f"<html><body><p>{BODY}</p></body></html>", "text": BODY, "title": "Crane"}
    file.write_text(json.dumps(record), encoding="utf-8")
    assert one(file).media_type == "text/html"


def test_one_json_file_may_hold_a_list_or_lines(tmp_path):
    listed, lines = tmp_path / "a.json", tmp_path / "b.json"
    listed.write_text(json.dumps([{"text": BODY}, {"text": BODY}], indent=1), encoding="utf-8")
    lines.write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    assert [p.content for p in pages.read(listed)] == [BODY, BODY]
    assert [p.content for p in pages.read(lines)] == ["One.", "Two."]


def test_a_json_file_that_is_none_is_rejected_with_the_line(tmp_path):
    file = tmp_path / "a.json"
    file.write_text('{"text":\n oops}', encoding="utf-8")
    found = one(file)
    assert (found.reason, found.line) == ("not_json", 2)


def test_gzip_is_unpacked_but_a_bomb_is_refused(tmp_path):
    good, bomb = tmp_path / "a.txt.gz", tmp_path / "b.txt.gz"
    good.write_bytes(gzip.compress(BODY.encode()))
    bomb.write_bytes(gzip.compress(b"a" * 5_000_000))
    assert one(good).content == BODY
    assert one(bomb).reason == "too_large"


def test_every_reason_is_a_sentence():
    assert all(text.endswith(".") and text[0].isupper() for text in pages.REASONS.values())
