"""What an attribution or a hedge bears on, and whether it is denied.

The theory. A verb of saying bears on the clause after it where one follows, and on what its
sentence said before it where it stands at the end or in an aside. A hedge bears on what follows
it up to the end of its clause: a comma before "and" or "but", a semicolon, a dash, the end.
"""

from __future__ import annotations

from newstemma.model import Span
from newstemma.reports.ground import Ground
from newstemma.reports.stance_subjects import left_of
from newstemma.values.patterns import when_needed

_CLOSES = when_needed(r"; | [—–] |,? (?:but|although|though|while|whereas) |, (?:and|or|so) ")
_NOTHING_MORE = when_needed(r"\s*(?:[.,;:!?…—–]|$)")
_EDGE = " ,;:.!?…—–"


def scope_of_attribution(ground: Ground, span: Span, cue: Span) -> Span | None:
    """The words an attribution gives to its source; none where its sentence holds no others."""
    sentence = ground.sentence(cue.start)
    end = max(span.end, cue.end)
    if _NOTHING_MORE.match(ground.text, end, max(sentence.end, end)):
        before = _trimmed(ground.text, sentence.start, span.start)
        if before is not None:
            return before
    return _trimmed(ground.text, end, sentence.end)


def scope_of_hedge(sentence: str, end: int) -> Span | None:
    """The words a hedge that ends there makes less than certain; none where nothing follows."""
    stop = _CLOSES.search(sentence, end)
    return _trimmed(sentence, end, stop.start() if stop else len(sentence))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end) if start < end else None


def is_denied(ground: Ground, cue: Span) -> bool:
    """True where the verb of a cue is negated: "did not say", "never told"."""
    left = left_of(ground, ground.words.at(cue.start))
    return left is not None and left.negated
