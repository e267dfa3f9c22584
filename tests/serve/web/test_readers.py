"""Open archives handed from request to request: each to one at a time, and never a stale one."""

import os
import shutil

import pytest

import newstemma as ns
from newstemma.archive import Unknown
from newstemma.errors import Misuse
from newstemma.serve.web.readers import MOST_IDLE, Readers
from tests.serve.web.press import COPY, OTHER, WIRE, archive_of, page


@pytest.fixture
def address(tmp_path):
    archive_of(tmp_path / "news.db", page(WIRE, "Norwire", 12))
    return str(tmp_path / "news.db")


def count(readers):
    with readers.reading() as archive:
        return archive.counts()["reports"]


def test_one_request_after_another_uses_the_same_and_two_at_once_do_not(address):
    readers = Readers(address)
    with readers.reading() as first, readers.reading() as second:
        assert first is not second
    with readers.reading() as again:
        assert again in (first, second)
        assert again.read_only
    readers.close()


def test_what_was_added_meanwhile_is_seen(address):
    readers = Readers(address)
    assert count(readers) == 1
    with ns.open_archive(address) as archive:
        list(archive.add([page(COPY, "Eastbank Post", 15)]))
    assert count(readers) == 2
    readers.close()


def test_another_file_in_its_place_is_read_and_a_missing_one_is_told(address, tmp_path):
    archive_of(tmp_path / "other.db", page(WIRE, "Norwire", 12), page(OTHER, "Brenn", 17))
    readers = Readers(address)
    assert count(readers) == 1
    os.replace(tmp_path / "other.db", address)
    assert count(readers) == 2
    shutil.move(address, tmp_path / "gone.db")
    with pytest.raises(Misuse), readers.reading():
        pass
    readers.close()


def test_after_an_error_nobody_gets_the_same_again(address):
    readers = Readers(address)
    with pytest.raises(Unknown), readers.reading() as failed:
        failed.entry("nothing")
    with readers.reading() as other:
        assert other is not failed
    readers.close()


def test_few_wait_after_a_burst_and_none_once_it_is_closed(address):
    readers, opened = Readers(address), []
    held = [readers.reading() for _ in range(MOST_IDLE + 3)]
    opened = [one.__enter__() for one in held]
    for one in held:
        one.__exit__(None, None, None)
    assert len(set(map(id, opened))) == MOST_IDLE + 3
    assert len(readers._idle) == MOST_IDLE
    with readers.reading():
        readers.close()
    assert readers._idle == []
