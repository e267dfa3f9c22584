"""Patterns that wait to be compiled answer as compiled ones, and each compiles."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from newstemma import reports, values
from newstemma.values.patterns import when_needed

MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (reports, values)
    for module in iter_modules(package.__path__)
]


def test_answers_as_a_compiled_pattern():
    waiting = when_needed(r"(?P<word>b+)", re.IGNORECASE)
    match = waiting.search("abBa")
    assert match is not None
    assert match["word"] == "bB"
    assert waiting.groupindex == {"word": 1}
    assert waiting.sub("-", "abba") == "a-a"
    assert [m.start() for m in waiting.finditer("abab")] == [1, 3]


def test_a_faulty_pattern_raises_on_first_use():
    with pytest.raises(re.error):
        when_needed("(").search("a")


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_compiles(name):
    module = import_module(name)
    for value in vars(module).values():
        for one in value if isinstance(value, tuple) else (value,):
            one = getattr(one, "pattern", one)
            if type(one) is type(when_needed("")):
                assert isinstance(one.pattern, str)
