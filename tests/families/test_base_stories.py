"""Base stories: whole, in every form, and with the right days of the week."""

import re
from datetime import date
from random import Random

import pytest

from newstemma.errors import Broken
from newstemma.families import base_stories, stories_for
from newstemma.families.base import move_days, parse, tell
from newstemma.families.model import BaseStory, Source
from newstemma.families.rules import QUOTED

STORIES = base_stories()
_LEFT = re.compile(r"[{}]|\s\s|\ba an\b|\ban a\b|\bthe the\b")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_is_whole(story: BaseStory) -> None:
    assert 3 <= len(story.sources) <= 4
    wire, *others = story.sources
    assert 14 <= len(wire.sentences) <= 18
    assert all(7 <= len(source.sentences) <= 13 for source in others)
    for source in story.sources:
        assert source.headlines
        for sentence in source.sentences:
            assert sentence.said
            assert sentence.rewritten
            assert sentence.translated
            assert sentence.said != sentence.rewritten


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_wire_has_two_translators(story: BaseStory) -> None:
    assert all(len(sentence.translated) == 2 for sentence in story.sources[0].sentences)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_fused_sentences_say_the_next_one(story: BaseStory) -> None:
    for source in story.sources:
        for here, after in zip(source.sentences, source.sentences[1:], strict=False):
            if "" in after.translated:
                assert here.fuses
                assert here.translated[after.translated.index("")]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_filled_story_reads_clean(story: BaseStory) -> None:
    for seed in range(4):
        for source in tell(story, Random(seed)).sources:
            for sentence in source.sentences:
                for text in (sentence.said, sentence.rewritten, sentence.brief):
                    assert not _LEFT.search(text), text
                    assert text.count("“") == text.count("”"), text


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_named_days_fall_on_their_weekday(story: BaseStory) -> None:
    named = re.compile(r"\b(\w+day),? (\w+ \d+|\d+ \w+)\b")
    for source in tell(story, Random(0)).sources:
        for sentence in source.sentences:
            for weekday, day in named.findall(sentence.said):
                found = read_day(day, story.event.year)
                assert found is None or found.strftime("%A") == weekday, sentence.said


def read_day(text: str, year: int) -> date | None:
    months = "January February March April May June July August September October November December"
    words = text.split()
    month = next((w for w in words if w in months.split()), None)
    number = next((w for w in words if w.isdigit()), None)
    if month is None or number is None:
        return None
    return date(year, months.split().index(month) + 1, int(number))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_some_quotes_are_heard_by_more_than_one(story: BaseStory) -> None:
    runs = [runs_of_words(source) for source in tell(story, Random(0)).sources]
    assert any(one & other for i, one in enumerate(runs) for other in runs[:i])


def runs_of_words(source: Source) -> set[tuple[str, ...]]:
    """Five words in a row inside quotation marks."""
    quotes = [m.group() for s in source.sentences for m in QUOTED.finditer(s.said)]
    words = [re.findall(r"[\w’]+", quote.lower()) for quote in quotes]
    return {tuple(one[i : i + 5]) for one in words for i in range(len(one) - 4)}


def test_training_and_test_stories_are_apart() -> None:
    train = {story.id for story in stories_for("train")}
    test = {story.id for story in stories_for("test")}
    assert len(train) >= 2
    assert len(test) >= 2
    assert not train & test
    assert train | test == {story.id for story in STORIES}


@pytest.mark.parametrize(
    ("text", "weeks_later"),
    [
        ("on April 17", "on May 1"),
        ("on 17 April", "on 1 May"),
        ("in April", "in April"),
        ("on April 17, 2029", "on April 17, 2029"),
        ("on 17 April 2029", "on 17 April 2029"),
    ],
)
def test_days_move_with_the_event(text: str, weeks_later: str) -> None:
    event = date(2031, 4, 17)
    assert move_days(text, date(2031, 5, 1) - event, event) == weeks_later


@pytest.mark.parametrize("text", ["id = 'x'", "id = ", "id = 'x'\nevent = '2031-01-01'\n[slots]"])
def test_a_broken_story_names_its_file(text: str) -> None:
    with pytest.raises(Broken, match=r"x\.toml"):
        parse(text, "x.toml")
