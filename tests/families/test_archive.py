"""Piles of many families, and families on disk."""

import json
from pathlib import Path

from newstemma.families import Setting, simulate, simulate_archive, write


def test_a_pile_is_the_same_for_one_seed() -> None:
    assert simulate_archive(3, 2) == simulate_archive(3, 2)


def test_a_pile_mixes_and_remembers() -> None:
    pile = simulate_archive(1, 14, setting=Setting(reports=4))
    assert len(pile.reports) == len(pile.pages) == len(pile.story_of) == 14 * 4
    for index, family in enumerate(pile.families):
        assert {pile.story_of[r.id] for r in family.reports} == {index}
    stories = [pile.story_of[r.id] for r in pile.reports]
    assert stories != sorted(stories)


def test_a_story_told_again_has_another_date() -> None:
    pile = simulate_archive(2, 26, setting=Setting(reports=3))
    assert len({(f.story, f.event) for f in pile.families}) == 26


def test_a_family_is_written_with_its_truth(tmp_path: Path) -> None:
    family = simulate(8)
    write(family, tmp_path / "family")
    truth = json.loads((tmp_path / "family" / "truth.json").read_text(encoding="utf-8"))
    assert truth["independent"] == family.truth.independent
    for id, name in truth["files"].items():
        page = (tmp_path / "family" / name).read_text(encoding="utf-8")
        first = truth["statements"][id][0]
        assert truth["texts"][id][first["start"] : first["end"]] in page
