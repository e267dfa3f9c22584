import pytest

from newstemma.model import MarkKind
from newstemma.reports.marks import mark
from newstemma.reports.voice import quotes

STYLES = [
    ("He said “we go” today", ["we go"]),
    ('He said "we go" today', ["we go"]),
    ("He said ‘we go’ today, the boys’ choice", ["we go"]),
    ("Il a dit «nous allons» hier", ["nous allons"]),
    ("Il a dit « nous allons » hier", ["nous allons"]),
    ("Er sagte „wir gehen“ heute", ["wir gehen"]),
    ("Er sagte »wir gehen« heute", ["wir gehen"]),
    ("彼は「行く」と言った", ["行く"]),
    ("El a spus „mergem” azi", ["mergem"]),
    ("“They said ‘go’ and left”", ["They said ‘go’ and left", "go"]),
    ("It’s the boys’ turn and don't stop", []),
    ("“One.\n\n“Two,” she said.", ["One.", "Two,"]),
    ("A stray “ mark in a line.\nThe next line.", []),
]


@pytest.mark.parametrize(("text", "words"), STYLES)
def test_quotation_styles(text: str, words: list[str]) -> None:
    assert [quote.span.of(text) for quote in quotes(text)] == words


SPEAKERS = [
    ("“We will go,” said President Orla Tevin.", "tevin", "neutral"),
    ("“We will go,” Orla Tevin told a briefing.", "tevin", "neutral"),
    ('"We have reasons. We go," Mr. Orve said in talks with Danil Hask.', "orve", "neutral"),
    ("Orla Tevin boasted: “We will go.”", "tevin", "loaded"),
    ("Orla Tevin alleged that it was “a great shame”.", "tevin", "reserved"),
    (
        "“We will go,” said Orla Tevin, who leads the party. “And soon we will win.”",
        "tevin",
        "neutral",
    ),
    ("Minister Orla Tevin came late. “We will go,” she said.", "tevin", "neutral"),
    ("“We will go,” Sen. Orla Tevin (Coast), the chair, said.", "tevin", "neutral"),
    ("“We will go,” the minister said.", "minister", "neutral"),
    ("Prime Minister Orla Tevin spoke. “We will go,” the minister said.", "tevin", "neutral"),
    ("Orla Tevin thanked the farmers, saying, “We will go.”", "tevin", "neutral"),
    ("“We will go.” — Orla Tevin", "tevin", None),
    ("The so-called “free zone” was closed.", None, None),
]


@pytest.mark.parametrize(("text", "speaker", "tone"), SPEAKERS, ids=[row[0] for row in SPEAKERS])
def test_speaker(text: str, speaker: str | None, tone: str | None) -> None:
    found = [one for one in mark(text, "en", None) if one.kind is MarkKind.QUOTE]
    assert {one.speaker for one in found} == {speaker}
    assert {one.value for one in found} == {tone}


def test_a_quotation_across_paragraphs_has_one_speaker() -> None:
    text = "“We will go,” said Orla Tevin. “It is late.\n\n“It is cold,” she added."
    found = [one for one in mark(text, "en", None) if one.kind is MarkKind.QUOTE]
    assert [one.speaker for one in found] == ["tevin", "tevin", "tevin"]


def test_a_cue_of_a_quotation_is_no_attribution_mark() -> None:
    marks = mark("“We will go,” said Orla Tevin.", "en", None)
    assert not [one for one in marks if one.kind is MarkKind.ATTRIBUTION]


ATTRIBUTED = [
    ("The bridge fell, the Coast Wire reported.", "the Coast Wire reported", "coast wire"),
    ("The bridge fell, according to the Coast Wire.", "according to the Coast Wire", "coast wire"),
    ("Officials said the bridge fell.", "Officials said", "official"),
    ("Orla Tevin, 45, said the bridge fell.", "Orla Tevin, 45, said", "tevin"),
]


@pytest.mark.parametrize(("text", "words", "source"), ATTRIBUTED)
def test_attribution(text: str, words: str, source: str) -> None:
    (one,) = [m for m in mark(text, "en", None) if m.kind is MarkKind.ATTRIBUTION]
    assert one.span.of(text).casefold().removeprefix("the ") == words.casefold().removeprefix(
        "the "
    )
    assert one.speaker == source


def test_nouns_are_no_verbs_of_saying() -> None:
    marks = mark("Its claims and the other reports were read by the press.", "en", None)
    assert not [one for one in marks if one.kind is MarkKind.ATTRIBUTION]


def test_a_pronoun_means_who_spoke_last_not_the_ship_named_first() -> None:
    text = (
        "The Lady Maren hit the bank in fog, spokesman Per Orr told reporters.\n\n"
        '"The captain did everything by the book," he said.\n'
    )
    found = [one for one in mark(text, "en", None) if one.kind is MarkKind.QUOTE]
    assert [one.speaker for one in found] == ["orr"]


@pytest.mark.parametrize(
    "text",
    [
        "A buoy at the northern edge of the channel had been reported adrift on Sunday.",
        "The minister was told on Monday that the pier would close.",
    ],
)
def test_who_is_told_says_nothing(text: str) -> None:
    assert not [one for one in mark(text, "en", None) if one.kind is MarkKind.ATTRIBUTION]
