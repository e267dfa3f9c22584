"""What a desk does to one sentence: a table of edits, each marking a lineage.

In goes a sentence, out comes a swap of some of its words, never inside quotation marks.
Each rule has an aspect, so that every edit made is a change that collation must find or,
for spelling and number forms, must not report as a change of substance. What can go wrong
is bad grammar, so patterns are narrow: a rule that finds no place does nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from random import Random

from newstemma.families.rules import Rule, Swap, by_pattern, by_table, unquoted
from newstemma.model import Aspect


@lru_cache(maxsize=1)
def synonyms() -> dict[str, tuple[str, ...]]:
    """Words and phrases and what may stand for them; our own list, one word per line."""
    text = (files("newstemma.families") / "synonyms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip())
    return {row[0]: tuple(row[1:]) for row in rows}


SPELLING = {
    **dict(
        pair.split("/")
        for pair in """
        centre/center centres/centers harbour/harbor harbours/harbors labour/labor
        neighbour/neighbor neighbours/neighbors neighbouring/neighboring defence/defense
        colour/color organisation/organization organisations/organizations
        organised/organized recognise/recognize recognised/recognized authorised/authorized
        criticised/criticized apologised/apologized programme/program programmes/programs
        travelled/traveled travelling/traveling cancelled/canceled licence/license
        favour/favor honour/honor behaviour/behavior analyse/analyze analysed/analyzed
        metres/meters kilometres/kilometers litres/liters tonnes/tons theatre/theater
        grey/gray judgement/judgment emphasised/emphasized finalised/finalized
        """.split()
    )
}
_BOTH_SPELLINGS = {
    **{one: (other,) for one, other in SPELLING.items()},
    **{other: (one,) for one, other in SPELLING.items()},
}

_HEDGES_DROPPED = {
    "may have": ("has", "have"),
    "might have": ("has",),
    "could have": ("has",),
    "is believed to have": ("has",),
    "are believed to have": ("have",),
    "is thought to have": ("has",),
    "are thought to have": ("have",),
    "is believed to be": ("is",),
    "are believed to be": ("are",),
    "is thought to be": ("is",),
    "are thought to be": ("are",),
    "appears to have": ("has",),
    "appeared to have": ("had",),
    "appear to have": ("have",),
    "appears to be": ("is",),
    "appeared to be": ("was",),
    "is expected to": ("will",),
    "are expected to": ("will",),
    "is likely to": ("will",),
    "are likely to": ("will",),
    "was not immediately clear": ("was not clear",),
    "is not known to have": ("has not",),
    "probably": ("certainly",),
    "may": ("will",),
    "might": ("will",),
    "could": ("will",),
}

_CUES_LOADED = {
    "said": ("insisted", "boasted", "claimed", "conceded", "complained"),
    "told": ("assured", "lectured"),
    "denied": ("brushed aside",),
    "acknowledged": ("confessed",),
}

_NUMBER_WORDS = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve".split(),
        "2 3 4 5 6 7 8 9 10 11 12".split(),
        strict=True,
    )
)
_NUMBERS = {
    **{word: (digit,) for word, digit in _NUMBER_WORDS.items()},
    **{digit: (word,) for word, digit in _NUMBER_WORDS.items()},
    "percent": ("per cent",),
    "per cent": ("percent",),
}

_NUMBER = re.compile(r"(?<![\w.,$€£])(\d{1,3}(?:,\d{3})+|\d{3,6}|\d+\.\d+)(?![\w,]|\.\d)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_BOUND = re.compile(
    r"(?:than|about|around|nearly|almost|over|some|under|least|most|roughly|from|to) $"
)


def _round(text: str, random: Random) -> Swap | None:
    places = [
        m
        for m in _NUMBER.finditer(text)
        if not _YEAR.fullmatch(m.group())
        and unquoted(text, m.start(), m.end())
        and not _BOUND.search(text[: m.start()])
    ]
    if not places:
        return None
    match = random.choice(places)
    after = _rounded(match.group())
    return Swap(match.start(), match.end(), after) if after else None


def _rounded(figure: str) -> str | None:
    """A vaguer form of a figure: "2,347" is "more than 2,300"; none where it is round."""
    if "." in figure:
        whole, tenths = figure.split(".")
        up = int(whole) + 1
        return f"nearly {up}" if tenths[0] in "6789" else f"more than {int(whole)}"
    number = int(figure.replace(",", ""))
    step = 10 ** (len(str(number)) - 2)
    low = number // step * step
    if low == number:
        return None
    near = low + step
    shown = near if near - number < step / 4 else low
    return f"{'nearly' if shown == near else 'more than'} {shown:,}"


_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile("|".join(_WEEK))


def _other_day(text: str, random: Random) -> Swap | None:
    places = [m for m in _WEEKDAY.finditer(text) if unquoted(text, m.start(), m.end())]
    if not places:
        return None
    match = random.choice(places)
    after = _WEEK[(_WEEK.index(match.group()) + random.choice((1, 6))) % 7]
    return Swap(match.start(), match.end(), after)


_DIGITS = re.compile(
    r"(?<![\d,.])\d{2,3}(?![\d,.]*\d)(?! (?:January|February|March|April|May|June))"
)


def _digits_turned(text: str, random: Random) -> Swap | None:
    places = [m for m in _DIGITS.finditer(text) if unquoted(text, m.start(), m.end())]
    if not places:
        return None
    match = random.choice(places)
    found = match.group()
    turned = found[:-2] + found[-1] + found[-2]
    if turned == found or turned.startswith("0"):
        return None
    return Swap(match.start(), match.end(), turned)


def _typo(text: str, random: Random) -> Swap | None:
    words = [m for m in re.finditer(r"\b[a-z]{6,}\b", text) if unquoted(text, m.start(), m.end())]
    if not words:
        return None
    match = random.choice(words)
    at = match.start() + random.randrange(1, len(match.group()) - 2)
    swapped = text[at + 1] + text[at]
    if swapped[0] == swapped[1]:
        return None
    return Swap(
        match.start(), match.end(), text[match.start() : at] + swapped + text[at + 2 : match.end()]
    )


_DAYS = r"(?:on )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_VERBS = r"(?:said|told reporters|announced|added|confirmed)"
_NAMED = r"[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2}"

EDITS: tuple[Rule, ...] = (
    Rule(
        "synonym",
        Aspect.WORDING,
        by_table(synonyms()),
        "A desk puts one of its own words.",
        ("the inquiry began", "the probe began"),
    ),
    Rule(
        "spelling",
        Aspect.WORDING,
        by_table(_BOTH_SPELLINGS),
        "An outlet has a house spelling.",
        ("the harbour", "the harbor"),
    ),
    Rule(
        "number form",
        Aspect.WORDING,
        by_table(_NUMBERS),
        "Style books differ on words and digits.",
        ("four boats", "4 boats"),
    ),
    Rule(
        "hedge dropped",
        Aspect.HEDGE,
        by_table(_HEDGES_DROPPED),
        "A desk makes a claim firmer than it was.",
        ("may have sunk", "has sunk"),
    ),
    Rule(
        "hedge added",
        Aspect.HEDGE,
        by_pattern(
            r"\b(was|were|had|has) (?!been\b|not\b|to\b|a\b|an\b|the\b)(\w+ed)\b",
            r"\1 reportedly \2",
            r"\1 apparently \2",
        ),
        "A desk keeps a claim at a distance.",
        ("was damaged", "was reportedly damaged"),
    ),
    Rule(
        "figure rounded",
        Aspect.FIGURE,
        _round,
        "A desk rounds a figure to be read aloud.",
        ("2,347", "more than 2,300"),
    ),
    Rule(
        "cue loaded",
        Aspect.ATTRIBUTION,
        by_table(_CUES_LOADED),
        "A desk judges a speaker by the verb.",
        ("he said", "he boasted"),
    ),
    Rule(
        "attribution dropped",
        Aspect.ATTRIBUTION,
        by_pattern(
            rf"(?<=\w), (?:the )?(?:{_NAMED}|police|officials|prosecutors|investigators) "
            r"said\.$",
            ".",
        ),
        "A desk makes a speaker's claim its own.",
        ("It sank, police said.", "It sank."),
    ),
    Rule(
        "negation lost",
        Aspect.POLARITY,
        by_pattern(
            r"\b(had|has|have|was|were|is|are) not (?!yet\b|immediately\b|known\b|only\b)", r"\1 "
        ),
        "A slip turns a claim round.",
        ("had not left", "had left"),
    ),
    Rule(
        "speaker first",
        Aspect.ORDER,
        by_pattern(rf"(?<=[”,]) said ({_NAMED})(?=\.)", r" \1 said"),
        "House style puts the speaker before the verb.",
        ("said Orlo", "Orlo said"),
    ),
    Rule(
        "verb first",
        Aspect.ORDER,
        by_pattern(rf"(?<=[”,]) ({_NAMED}) said(?=[.,])", r" said \1"),
        "House style puts the verb before the speaker.",
        ("Orlo said", "said Orlo"),
    ),
    Rule(
        "day moved",
        Aspect.ORDER,
        by_pattern(
            r"^([^“”,]{20,140}?) (on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
            r"(?=[ .,])(.*)$",
            r"\2, \1\3",
        ),
        "A desk opens with the day.",
        ("It sank on Monday.", "On Monday, it sank."),
    ),
    Rule(
        "day dropped",
        Aspect.DATE,
        by_pattern(rf" {_DAYS}(?=[.,])", ""),
        "A day that readers know goes out.",
        ("sank on Monday.", "sank."),
    ),
    Rule(
        "that dropped",
        Aspect.WORDING,
        by_pattern(rf"\b({_VERBS}) that ", r"\1 "),
        "Tighter reading.",
        ("said that it sank", "said it sank"),
    ),
    Rule(
        "that added",
        Aspect.WORDING,
        by_pattern(
            r"\b(said|announced|confirmed) (?=(?:the|it|he|she|they|a|an|no|there)\b)", r"\1 that "
        ),
        "Slower reading.",
        ("said it sank", "said that it sank"),
    ),
    Rule(
        "day slipped",
        Aspect.DATE,
        _other_day,
        "A slip puts the event on another day.",
        ("sank on Monday", "sank on Tuesday"),
    ),
    Rule(
        "digits turned",
        Aspect.FIGURE,
        _digits_turned,
        "A slip turns two digits round.",
        ("47 homes", "74 homes"),
    ),
    Rule(
        "speaker made vague",
        Aspect.SPEAKER,
        by_pattern(
            rf"(?<=” )said {_NAMED}(?=\.)",
            "said a person who was there",
            "said an official",
            "said one of those present",
        ),
        "A name readers do not know goes out.",
        ("“It sank,” said Orlo.", "“It sank,” said an official."),
    ),
    Rule(
        "quote cut",
        Aspect.QUOTE,
        by_pattern(
            r"“([^”,]{15,}(?:,[^”,]{5,})?), (?:and|but|because) [^”]{8,}?([.,]?)”",
            r"“\1\2”",
            quotes=True,
        ),
        "A quote loses its second half.",
        ("“It sank at once, and nobody came,”", "“It sank at once,”"),
    ),
    Rule(
        "typo",
        Aspect.WORDING,
        _typo,
        "Fingers slip, and slips are inherited.",
        ("harbour", "habrour"),
    ),
)
"""Edits of one sentence, in no order of weight; `WEIGHTS` has how often desks make them."""

WEIGHTS: dict[str, float] = {
    "synonym": 6.0,
    "spelling": 1.5,
    "number form": 1.5,
    "hedge dropped": 0.8,
    "hedge added": 0.5,
    "figure rounded": 0.8,
    "cue loaded": 0.6,
    "attribution dropped": 0.8,
    "negation lost": 0.1,
    "speaker first": 1.0,
    "verb first": 1.0,
    "day moved": 1.0,
    "day dropped": 0.5,
    "that dropped": 0.7,
    "that added": 0.7,
    "day slipped": 0.15,
    "digits turned": 0.15,
    "speaker made vague": 0.4,
    "quote cut": 0.6,
    "typo": 0.5,
}


def one_edit(
    text: str, random: Random, allowed: frozenset[str] | None = None
) -> tuple[Rule, Swap] | None:
    """An edit this sentence has a place for, drawn by weight; none when it has none.

    `allowed` names the rules to draw from (none: all).
    """
    rules = [rule for rule in EDITS if allowed is None or rule.name in allowed]
    while rules:
        rule = random.choices(rules, [WEIGHTS[one.name] for one in rules])[0]
        swap = rule.find(text, random)
        if swap is not None and text[swap.start : swap.end] != swap.after:
            return rule, swap
        rules.remove(rule)
    return None
