"""Archives to try things on, in memory and in a file."""

import pytest

from newstemma.archive import open_archive


@pytest.fixture(params=["memory", "sqlite"])
def archive(request, tmp_path):
    place = ":memory:" if request.param == "memory" else tmp_path / "news.db"
    with open_archive(place) as opened:
        yield opened


@pytest.fixture
def file_archive(tmp_path):
    with open_archive(tmp_path / "news.db") as opened:
        yield opened
