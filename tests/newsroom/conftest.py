"""A newsroom of four, in memory, with passwords that cost little to check."""

import pytest

from newstemma.newsroom import open_newsroom
from tests.newsroom.people import TEXT, fill, passwords_that_cost_little, report_of


@pytest.fixture(autouse=True)
def cheap_passwords():
    with passwords_that_cost_little():
        yield


@pytest.fixture
def newsroom(cheap_passwords):
    with open_newsroom(":memory:") as made:
        fill(made)
        yield made


@pytest.fixture
def report():
    return report_of("r1", TEXT)
