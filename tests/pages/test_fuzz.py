"""Mutated pages and files: no crash, no hang, no page lost.

In the thorough profile the first test reads 100,000 pages, the second 20,000 files.
"""

import contextlib
import signal
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma import pages
from newstemma.model import Page, Rejected, Report
from newstemma.reports.cleaning import clean
from tests.pages.mutants import FILES, HTML, TEXT, mutated_bytes, mutated_text

THOROUGH = settings.default.max_examples >= 1_000
PAGES, MUTANTS = (100, 20) if THOROUGH else (2, 4)
PATIENCE = 10  # CPU seconds for one small page: a hang, not a slow machine
seeds = st.integers(0, 2**32 - 1)


class Hangs(Exception):
    """One small page took `PATIENCE`."""


@contextlib.contextmanager
def no_hang():
    """Raises Hangs once what is inside has used `PATIENCE` of CPU, however busy the machine."""
    if sys.platform == "win32":
        yield
        return

    def stop(*_):
        raise Hangs

    kept = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, kept)


def reads_whole(page):
    with no_hang():
        found = clean(page)
    assert found.origin == page.origin
    if isinstance(found, Rejected):
        assert found.reason in pages.REASONS
        assert found.detail.startswith(f"{page.origin}: ")
        return
    assert isinstance(found, Report)
    assert any(sign.isalnum() for sign in found.text)
    for mark in found.marks:
        assert mark.span.of(found.text).strip()
    for credit in found.credits:
        assert credit.span is None or credit.span.of(found.text) == credit.name


@given(seeds)
@settings(max_examples=settings.default.max_examples)
def test_a_mutated_page_gives_a_report_or_a_reason(seed):
    random = Random(seed)
    for number in range(PAGES):
        original, kind = (HTML, "text/html") if number % 4 else (TEXT, "text/plain")
        reads_whole(Page(mutated_text(random, original), kind, f"{seed}-{number}"))


@given(seeds)
def test_a_mutated_file_gives_pages_or_a_reason(tmp_path_factory, seed):
    random = Random(seed)
    folder = tmp_path_factory.mktemp("fuzz")
    for number in range(MUTANTS):
        name = random.choice(list(FILES))
        file = folder / f"{number}-{name}"
        file.write_bytes(mutated_bytes(random, FILES[name]))
        with no_hang():
            found = list(pages.read(file))
        assert found, name
        for page in found:
            assert page.origin.startswith(str(file))
            if isinstance(page, Rejected):
                assert page.reason in pages.REASONS


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_before_it_is_harmed(tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    found = list(pages.read(tmp_path / name))
    assert found
    assert all(isinstance(page, Page) for page in found)
