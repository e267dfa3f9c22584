"""Where verbs of saying and attributing phrases stand, found by looking each word up once."""

from __future__ import annotations

from collections.abc import Iterator

from newstemma.model import Span
from newstemma.reports.ground import Words
from newstemma.values.patterns import when_needed
from newstemma.values.speech import TONE_OF

_PHRASES = when_needed(
    r"(?<!\w)(?:[Aa]ccording to|[Ii]n the words of|[Aa]s (?:reported|quoted|cited|told) by|"
    r"[Cc]iting|"
    r"[Qq]uoting|(?:reported|quoted|cited|confirmed|announced) by|[Pp]er(?= [A-Z])|"
    r"[Ii]n the (?:view|opinion|eyes) of)(?= [\w“\"])"
)
_PHRASE_STARTS: dict[str, frozenset[str]] = {
    "according": frozenset({"to"}),
    "in": frozenset({"the"}),
    "as": frozenset("reported quoted cited told".split()),
    **dict.fromkeys("reported quoted cited confirmed announced".split(), frozenset({"by"})),
}
_PHRASE_WORDS = frozenset("citing quoting per".split())


def cues(words: Words) -> Iterator[tuple[Span, str]]:
    """Every place of a verb or phrase of attribution, with its word, in order."""
    for index, word in enumerate(words.small):
        if word in TONE_OF:
            yield words.span(index), word
        if word in _PHRASE_WORDS or (
            word in _PHRASE_STARTS and words.next(index) in _PHRASE_STARTS[word]
        ):
            phrase = _PHRASES.match(words.text, words.starts[index])
            if phrase is not None:
                yield Span(phrase.start(), phrase.end()), "according"
