"""Every date form holds the part of it that is looked for first."""

from __future__ import annotations

import pytest

from newstemma.values.date_rules import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_the_part_stands_in_the_whole(rule):
    found = rule.pattern.search(rule.example)
    if rule.part is not None and found is not None:
        assert rule.part.search(found.group())
