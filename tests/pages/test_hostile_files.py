"""Files that mean harm or are broken: each a clear refusal, the rest still read."""

import gzip
import json
import os
from pathlib import Path

import pytest

from newstemma import pages
from newstemma.model import Page, Rejected
from newstemma.pages.files import MOST_REJECTED

BODY = "The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges."
LINE = json.dumps({"text": BODY})
GZIPPED = gzip.compress(BODY.encode())


def pipe(path):
    os.mkfifo(path)


def circle(path):
    path.symlink_to(path)


def holds(data):
    return lambda path: path.write_bytes(data)


REFUSED = {
    "a pipe nobody writes to": ("a.txt", pipe, "unreadable", "a device; save"),
    "a link to itself": ("a.txt", circle, "unreadable", "check the path"),
    "gzip cut short": ("a.txt.gz", holds(GZIPPED[:-12]), "binary", "cut short; fetch it again"),
    "a byte order mark alone": ("a.txt", holds(b"\xff\xfe"), "empty", "the file is empty"),
    "JSON without end": ("a.json", holds(b"[" * 100_000), "not_json", "is not JSON"),
    "JSON in JSON in JSON": (
        "a.json",
        holds(b'{"text":' + b"[" * 900 + b'"x"' + b"]" * 900 + b"}"),
        "no_text",
        "neither html nor text",
    ),
    "bytes of no language": ("a.txt", holds(b"One.\n\xc3\xa9 \xff\xfe rest"), "encoding", ":2: "),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path, name):
    file, make, reason, words = REFUSED[name]
    make(tmp_path / file)
    (tmp_path / "z.txt").write_text(BODY, "utf-8")
    refused, page = pages.read(tmp_path)
    assert isinstance(refused, Rejected)
    assert (refused.reason, refused.origin.split(":")[0]) == (reason, str(tmp_path / file))
    assert words in refused.detail
    assert isinstance(page, Page)


READ = {
    "UTF-16 without its mark": ("a.txt", BODY.encode("utf-16-le")),
    "UTF-16 the other way round": ("a.txt", BODY.encode("utf-16-be")),
    "JSON lines in UTF-16": ("a.jsonl", LINE.encode("utf-16")),
    "gzip of several members": ("a.txt.gz", gzip.compress(BODY[:9].encode())
                                + gzip.compress(BODY[9:].encode())),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_odd_but_honest_files_are_read_whole(tmp_path, name):
    file, data = READ[name]
    (tmp_path / file).write_bytes(data)
    (page,) = pages.read(tmp_path)
    assert isinstance(page, Page)
    assert page.content == BODY


def test_half_a_character_in_json_is_shown_as_unknown(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(r'{"text": "One \ud800 two.", "title": "\udfff", "url": "http://x/\ud83d"}')
    (page,) = pages.read(file)
    assert page.content == "One \ufffd two."
    assert page.url == "http://x/\ufffd"
    assert dict(page.given)["title"] == "\ufffd"


def test_a_million_bad_records_are_not_a_million_messages(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps([*range(5_000), {"text": BODY}]))
    *refused, page, more = pages.read(file)
    assert len(refused) == MOST_REJECTED
    assert isinstance(page, Page)
    assert f"{5_000 - MOST_REJECTED:,} more records were rejected" in more.detail
    assert "the last in line 5000" in more.detail


def test_an_empty_name_is_not_the_folder_we_are_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(BODY)
    (refused,) = pages.read("")
    assert refused.reason == "missing"


@pytest.mark.parametrize("path", ["x" * 5_000, "a\0b"])
def test_a_name_no_system_takes_is_refused(path):
    (refused,) = pages.read(path)
    assert refused.reason == "unreadable"


def test_a_folder_below_that_may_not_be_listed_is_named(tmp_path, monkeypatch):
    def walk(folder, onerror):
        onerror(PermissionError(13, "Permission denied", f"{folder}/secret"))
        yield str(folder), [], ["a.txt"]

    (tmp_path / "a.txt").write_text(BODY)
    monkeypatch.setattr(os, "walk", walk)
    refused, page = pages.read(tmp_path)
    assert (refused.reason, refused.origin) == ("unreadable", f"{tmp_path}/secret")
    assert isinstance(page, Page)


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "a.txt"
    file.write_text(BODY)
    monkeypatch.setattr(Path, "open", refuse)
    (refused,) = pages.read(file)
    assert refused.reason == "unreadable"
    assert "Permission denied" in refused.detail
