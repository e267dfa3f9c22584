"""The story made by hand, and families of any size, for every test of the rim."""

from __future__ import annotations

import pytest

from newstemma.model import Dossier, Examination
from tests.serve.big_family import make_family
from tests.serve.ferry import make_dossier, make_examination


@pytest.fixture
def dossier() -> Dossier:
    return make_dossier()


@pytest.fixture
def examination() -> Examination:
    return make_examination()


@pytest.fixture
def family():
    return make_family
