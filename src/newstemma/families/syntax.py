"""Rewording by rule: what a second desk or a second translator does to a whole sentence.

The forms written by hand are used once in a family, or two copies of one text would look
like copies of each other. Whoever comes later works from the sentence itself: a change of
syntax first (fronting, passives, genitives, relative clauses, the place of the speaker),
then other words. A translator's hand also alters words inside quotation marks and spells
names its own way. What can go wrong is stiff prose, which is what such copies look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from newstemma.families.edits import synonyms
from newstemma.families.rules import QUOTED, Rule, Swap, by_pattern, like, table_pattern
from newstemma.model import Aspect

_NAMED = r"[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2}"
_AGENTS = r"(?:[Tt]he |[A-Z])[\w’-]+(?: [\w’-]+){0,3}?"
_OBJECT = r"(?:the|a|an|two|three|four|five|its|their) [\w’-]+(?: [\w’-]+){0,4}"
_DONE = (
    "rejected|approved|ordered|closed|opened|signed|published|announced|criticised|accused"
    "|raised|detained|arrested|damaged|suspended|cancelled|delayed|extended|postponed"
)

PASSIVE = Rule(
    "passive",
    Aspect.WORDING,
    by_pattern(
        rf"^({_AGENTS}) ({_DONE}) ((?:the|a|an) [\w’-]+(?: [\w’-]+){{0,3}})\.$", r"\3 was \2 by \1."
    ),
    "Another syntax keeps the facts.",
    ("The court rejected the plea.", "The plea was rejected by the court."),
)

SYNTAX: tuple[Rule, ...] = (
    PASSIVE,
    Rule(
        "ending fronted",
        Aspect.ORDER,
        by_pattern(
            r"^([A-Z][^“”,;:]{25,}?) ((?:after|before|because|despite|while|when|if|since|"
            r"following|during|in|at|on|by|under) (?:[\w’-]+ ){1,9}[\w’-]+)\.$",
            r"\2, \1.",
        ),
        "A clause goes to the front.",
        ("It sank after the storm.", "After the storm, it sank."),
    ),
    Rule(
        "opening moved back",
        Aspect.ORDER,
        by_pattern(
            r"^((?:In|On|At|After|Before|During|Despite|Under|Since|By|For|With|When|If|"
            r"Because|While) [^“”,]{3,60}), ([a-zA-Z][^“”;]{15,})\.$",
            r"\2 \1.",
        ),
        "A clause goes to the end.",
        ("In April, it sank.", "It sank in April."),
    ),
    Rule(
        "speaker to the front",
        Aspect.ORDER,
        by_pattern(rf"^([A-Z][^“”]{{15,}}), ({_AGENTS}|{_NAMED}) said\.$", r"\2 said that \1."),
        "The speaker opens.",
        ("It sank, Orlo said.", "Orlo said that it sank."),
    ),
    Rule(
        "speaker to the back",
        Aspect.ORDER,
        by_pattern(
            rf"^({_AGENTS}|{_NAMED}) said (?:that )?((?:the|it|he|she|they|a|an|no|there)\b"
            r"[^“”]{12,})\.$",
            r"\2, according to \1.",
        ),
        "The speaker closes.",
        ("Orlo said it sank.", "It sank, according to Orlo."),
    ),
    Rule(
        "genitive with of",
        Aspect.WORDING,
        by_pattern(
            r"\b(?<![”’] )([A-Z][a-z]+)[’']s ([a-z]+(?: [a-z]{4,})?)(?= (?:and|in|on|at|of|to|"
            r"was|is|has|had|said)\b|[,.])",
            r"the \2 of \1",
        ),
        "Romance and Slavic genitives have no 's.",
        ("Tolvik’s mayor", "the mayor of Tolvik"),
    ),
    Rule(
        "genitive with s",
        Aspect.WORDING,
        by_pattern(r"\bthe ([a-z]+) of ([A-Z][a-z]+)(?=[ ,.])(?! [A-Z])", r"\2’s \1"),
        "English shortens an of.",
        ("the mayor of Tolvik", "Tolvik’s mayor"),
    ),
    Rule(
        "relative shortened",
        Aspect.WORDING,
        by_pattern(r", (?:which|who) (?:is|are|was|were) ", ", "),
        "A relative clause loses its verb.",
        ("Orlo, who is mayor,", "Orlo, mayor,"),
    ),
    Rule(
        "clause made relative",
        Aspect.WORDING,
        by_pattern(r", (\w+)ing (the|a|an|its|their|more|at) ", r", which meant \1ing \2 "),
        "A participle becomes a clause.",
        (", closing the road", ", which meant closing the road"),
    ),
    Rule(
        "there was",
        Aspect.WORDING,
        by_pattern(
            r"^(No|Two|Three|Four|Five|Several|Many|Dozens of) ([\w’-]+) (?:was|were) "
            r"([\w’-]+ed\b)",
            r"there were \1 \2 \3",
        ),
        "A calque of an opening.",
        ("Two boats were damaged", "There were two boats damaged"),
    ),
    Rule(
        "noun for verb",
        Aspect.WORDING,
        by_pattern(
            r"\b(?:decided) to (\w+)\b",
            r"took the decision to \1",
            r"came to the conclusion that it should \1",
        ),
        "A noun where there was a verb.",
        ("decided to leave", "took the decision to leave"),
    ),
    Rule(
        "noun for verb: begin",
        Aspect.WORDING,
        by_pattern(r"\bbegan to (\w+)\b|\bbegan (\w+)ing\b", r"made a start on \1\2ing"),
        "A noun where there was a verb.",
        ("began to search", "made a start on searching"),
    ),
    Rule(
        "it is said",
        Aspect.WORDING,
        by_pattern(
            r"\b(is|are|was|were) (expected|believed|thought|due) to (\w+)",
            r"\1, as is \2, to \3",
            r"\1 \2 shortly to \3",
        ),
        "A passive of opinion moves.",
        ("is expected to sail", "is, as is expected, to sail"),
    ),
    Rule(
        "who clause",
        Aspect.WORDING,
        by_pattern(
            r"\b(people|residents|workers|passengers|witnesses|officials) (\w+ing) ",
            r"\1 who had been \2 ",
        ),
        "A participle becomes a clause.",
        ("people waiting for", "people who had been waiting for"),
    ),
    Rule(
        "and split",
        Aspect.WORDING,
        by_pattern(
            r"^([^“”]{30,}), and ((?:the|he|she|it|they|no|there|police|some)\b[^“”]{20,})\.$",
            r"\1. At the same time, \2.",
        ),
        "One sentence becomes two.",
        ("It sank, and the crew left.", "It sank. At the same time, the crew left."),
    ),
    Rule(
        "while split",
        Aspect.WORDING,
        by_pattern(r"^([^“”]{30,}),? (?:while|whereas) ([^“”]{20,})\.$", r"\1. For its part, \2."),
        "One sentence becomes two.",
        ("It sank while the tug waited.", "It sank. For its part, the tug waited."),
    ),
    Rule(
        "but joined",
        Aspect.WORDING,
        by_pattern(r"^But (.*)\.$", r"however, \1."),
        "Another connective.",
        ("But it sank.", "However, it sank."),
    ),
)


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a hand works: chances of a syntax rule, of a word, of a quoted word."""

    syntax: float
    words: float
    quoted: float


# Set so that the containment of `measure` between parent and child is near the medians of
# real copies (rewritten 0.61, translated 0.54); higher chances lower it.
REWRITER = Strength(syntax=0.55, words=0.5, quoted=0.0)
TRANSLATOR = Strength(syntax=0.65, words=0.6, quoted=0.4)


def reword(text: str, random: Random, strength: Strength) -> str:
    """The sentence in other words; it may come back as two sentences."""
    for rule in random.sample(SYNTAX, len(SYNTAX)):
        if random.random() < strength.syntax:
            swap = rule.find(text, random)
            text = _tidy(swap.on(text)) if swap else text
    return _other_words(text, random, strength)


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return table_pattern(synonyms())


def _other_words(text: str, random: Random, strength: Strength) -> str:
    table = synonyms()
    quoted = [m.span() for m in QUOTED.finditer(text)]

    def other(match: re.Match[str]) -> str:
        inside = any(start < match.end() and match.start() < end for start, end in quoted)
        if random.random() >= (strength.quoted if inside else strength.words):
            return match.group()
        found = match.group()
        key = found if found in table else found[:1].lower() + found[1:]
        return like(found, random.choice(table[key]))

    return _words().sub(other, text)


_STARTS = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
_ARTICLE = re.compile(
    r"(?<=[,\w] )(The|A|An|It|He|She|They|No|There|In|On|At|After|During|Police|Officials|Two|Three|Four|Several|Some|Many|Residents|Witnesses|Investigators|Prosecutors|Its|Their|This|That|Each|All|Both)(?= )"
)


def _tidy(text: str) -> str:
    """Capitals where sentences start, and none left over from a moved opening."""
    text = _ARTICLE.sub(lambda m: m.group().lower(), text)
    return _STARTS.sub(lambda m: m.group().upper(), text)


# Letters by which hands of other languages spell a name: (here, there).
_SPELLINGS = (
    ("dzh", "j"), ("j", "dz"), ("sh", "s"), ("ch", "c"), ("ck", "k"), ("sk", "sc"), ("v", "w"),
    ("w", "v"), ("y", "i"), ("ia", "ja"), ("k", "c"), ("ph", "f"), ("oo", "u"), ("ee", "i"), ("th", "t"),
)  # fmt: skip


def respell(name: str, random: Random) -> str:
    """A name as another language's desk would write it by ear; the first letter stays."""
    places = [(at, old, new) for old, new in _SPELLINGS for at in (name.find(old, 1),) if at > 0]
    if not places:
        return name
    at, old, new = random.choice(places)
    return name[:at] + new + name[at + len(old) :]


def swap_of(before: str, after: str) -> Swap:
    """The whole of a sentence put in place of another."""
    return Swap(0, len(before), after)
