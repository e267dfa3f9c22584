"""How a number is bounded: "nearly", "at least", "or so" as classes.

The theory. Newsrooms swap the words of one bound freely ("nearly", "almost"), and a swap
of bounds is a change of what is claimed: so the words are a table of classes.
"""

from __future__ import annotations

import re

from newstemma.model import Approximator
from newstemma.values.patterns import when_needed

_BOUNDS: tuple[tuple[Approximator, str], ...] = (
    (
        Approximator.AT_LEAST,
        "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum",
    ),
    (
        Approximator.AT_MOST,
        "at most|no more than|not more than|up to|as many as|as much as|a maximum of|maximum|"
        "not exceeding",
    ),
    (
        Approximator.ABOVE,
        "more than|well over|just over|slightly over|over|above|exceeding|in excess of|upwards "
        "of|greater than|higher than|just above|slightly more than|a little over|well above|"
        "surpassing|exceeded|topping|beyond",
    ),
    (
        Approximator.BELOW,
        "less than|fewer than|lower than|just under|slightly under|well under|under|below|just "
        "below|nearly|almost|just shy of|close to|approaching|shy of|short of|not quite",
    ),
    (
        Approximator.ABOUT,
        "about|around|some|roughly|approximately|circa|an estimated|estimated|approx\\.?|more "
        "or less|in the region of|somewhere around|~|or so|nearer|an average of|averaging|on "
        "average",
    ),
)
_BOUND_OF = {words: bound for bound, phrases in _BOUNDS for words in phrases.split("|")}
_BOUND = when_needed(
    r"(?<![\w-])(?P<bound>"
    + "|".join(
        sorted((p for _, phrases in _BOUNDS for p in phrases.split("|")), key=len, reverse=True)
    )
    + r")(?: (?:a|an|the))?(?: (?:record|total of|whopping|staggering))? ?$",
    re.IGNORECASE,
)
_LAST_WORDS = frozenset(
    "approx a an the record of whopping staggering".split()
    + [words.split()[-1].removesuffix("\\.?") for words in _BOUND_OF]
)
_LAST = when_needed(r"([A-Za-z]+|~)\.? ?$")
_BOUND_AFTER = when_needed(
    r" (?:or (?P<word>so|more|less|fewer|above|over|under|higher))\b|(?P<plus>\+)"
)
_AFTER_BOUNDS = {
    "so": Approximator.ABOUT,
    "more": Approximator.AT_LEAST,
    "above": Approximator.AT_LEAST,
    "over": Approximator.AT_LEAST,
    "higher": Approximator.AT_LEAST,
    "less": Approximator.AT_MOST,
    "fewer": Approximator.AT_MOST,
    "under": Approximator.AT_MOST,
}


def bounded(text: str, start: int, stop: int, *, vague: bool) -> tuple[int, Approximator, int]:
    """Where a figure starts and stops with the words of its bound, and the bound's class.

    `vague` is true for a number that is about right by itself, as "hundreds".
    """
    after = _BOUND_AFTER.match(text, stop)
    if after:
        bound = _AFTER_BOUNDS[after["word"]] if after["word"] else Approximator.AT_LEAST
        return start, bound, after.end()
    left = text[max(0, start - 40) : start]
    last = _LAST.search(left, len(left) - 16 if len(left) > 16 else 0)
    before = _BOUND.search(left) if last and last[1].casefold() in _LAST_WORDS else None
    if before is None:
        if vague:
            return start, Approximator.ABOUT, stop
        return start, Approximator.EXACT, stop
    words = before["bound"].casefold()
    words = "approx." if words == "approx" else words
    bound = _BOUND_OF.get(words, Approximator.ABOUT)
    return max(0, start - 40) + before.start(), bound, stop
