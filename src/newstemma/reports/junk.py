"""What is not the report: a table of rules for the lines a page puts around its text.

The theory. Each rule knows a kind of line by its phrases (`phrases.tsv`, per language), how
long such a line can be, and where on the page it can stand: anywhere, near an edge, or only
at the very edge. Edges are peeled: from the top and from the end, line by line, until a line
is neither junk nor loose. Some lines are the head of a box and take the list below them along.
A sub-head between paragraphs is body. What can go wrong: a body line that speaks of comments
or newsletters; so no rule looks at a long line, and one with a quotation or
with words of saying is passed over by all but the rules for pointers to other pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from newstemma.reports.blocks import LONGEST, Kind, Line
from newstemma.reports.site_talk import is_label, is_talk
from newstemma.values.patterns import when_needed


class Zone(Enum):
    """Where on the page a rule's lines can stand."""

    ANYWHERE = "anywhere"
    OUTER = "outer"  # outside the middle of the text: the first lines or the last third
    EDGE = "edge"  # only with nothing but junk between it and the top or the end


class Takes(Enum):
    """What a box's head takes along."""

    NOTHING = "nothing"
    BULLETS = "bullets"
    LINKS = "links"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Rule:
    """A junk rule: its name, the reason the reader is given, an example, and where it holds."""

    name: str
    reason: str
    example: str
    zone: Zone = Zone.ANYWHERE
    most: int = 250
    takes: Takes = Takes.NOTHING
    quoting: bool = False


RULES: tuple[Rule, ...] = (
    Rule(
        "separator",
        "A line of signs only separates parts of the page.",
        "____",
        most=120,
    ),
    Rule(
        "member box",
        "The outlet asks its reader to register or to pay.",
        "Sign in to unlock member-only benefits!",
        takes=Takes.BULLETS,
    ),
    Rule("sign-in line", "A sign-in link.", "Sign in", Zone.ANYWHERE, 60),
    Rule(
        "newsletter offer",
        "The outlet offers letters or notifications.",
        "Get the morning's stories in your inbox",
        takes=Takes.BULLETS,
    ),
    Rule(
        "comment rules",
        "Rules and notices of the outlet's comment section.",
        "Please abide by our community guidelines for posting your comments.",
        most=LONGEST,
    ),
    Rule(
        "comments head",
        "The head of the readers' comments, and all that follows it.",
        "Comments",
        Zone.OUTER,
        60,
        Takes.REST,
    ),
    Rule(
        "live-text line",
        "A pointer to the outlet's running coverage.",
        "- Follow the latest events LIVETEXT on veldtcourier.example",
        most=200,
    ),
    Rule(
        "follow line",
        "The outlet or author asks to be followed.",
        "Follow us on Telegram",
    ),
    Rule(
        "read-more line",
        "A pointer to another page.",
        "READ MORE: Harbour strike enters third week",
    ),
    Rule(
        "related head",
        "The head of a list of other stories, with the list.",
        "Top News Today",
        most=80,
        takes=Takes.LINKS,
    ),
    Rule(
        "link address",
        "The address of a page and nothing else.",
        "https://veldtcourier.example/p/4XyZq",
        most=200,
    ),
    Rule("share row", "Buttons for passing the page on.", "Share Tweet Print", most=120),
    Rule(
        "copyright line",
        "Who owns the page.",
        "© 2031 Veldt Courier. All rights reserved.",
        most=LONGEST,
    ),
    Rule("cookie line", "A notice of the site.", "We use cookies to improve our site", most=400),
    Rule("advertisement", "A mark around an advertisement.", "Advertisement", most=100),
    Rule(
        "media player line", "The face of a player or gallery.", "Listen to this article", most=120
    ),
    Rule("reading time", "How long reading takes.", "4 min read", most=50),
    Rule(
        "tag line",
        "The topics the page is filed under.",
        "Tags: harbour, strike",
        Zone.OUTER,
        300,
    ),
    Rule(
        "contact line",
        "How to reach the outlet or the author.",
        "Have a story? Email news@veldtcourier.example",
        Zone.OUTER,
        300,
    ),
    Rule(
        "disclaimer",
        "The outlet on its own part in the text.",
        "This story has not been edited by our staff and is published from a syndicated feed.",
        most=LONGEST,
    ),
    Rule(
        "site talk",
        "The site speaks to its reader: an offer, a request or a notice.",
        "Choose which of our alerts you want to receive.",
        most=500,
    ),
    Rule("button", "A button or label of the page, or a row of them.", "Show comments", most=160),
    Rule(
        "author bio",
        "Who the author is, not what happened.",
        "Ana Brel is a reporter covering ports and passionate about ships.",
        Zone.EDGE,
        LONGEST,
    ),
    Rule(
        "reader address",
        "The outlet speaks to its reader, not of the event.",
        "Have your say: write to the newsdesk",
        Zone.EDGE,
        170,
    ),
    Rule(
        "correction note",
        "What the outlet corrected; evidence, but not the report's text.",
        "Correction, 5 May: An earlier version of this report misstated the toll.",
        Zone.EDGE,
        LONGEST,
    ),
    Rule(
        "update note",
        "When the page was published or changed.",
        "Last updated: 4 May 2031",
        Zone.EDGE,
        140,
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}
_ORDINARY_QUOTE = when_needed(r"[\"“„«].{12,}[\"”“»]")
_NO_WORD = when_needed(r"[\W_]+")
_ADDRESS = when_needed(r"(?:https?://|www\.)\S+|[\w.-]+\.[a-z]{2,8}/[\w/.?=&%-]+")
_SHARES = frozenset(
    """
    share tweet facebook twitter x whatsapp email e-mail mail print copy link linkedin reddit
    telegram pinterest save bookmark viber vk messenger flipboard pocket sms skype tumblr threads
    bluesky mastodon instagram youtube tiktok google news + more via on this url send post pin
    compartir partager teilen condividi compartilhar delen distribuie поделиться поділитися
    imprimer drucken imprimir stampa print afdrukken article story shares icon comment comments
    """.split()
)
_SHARE_CORE = frozenset(
    "share tweet facebook twitter whatsapp email e-mail print linkedin reddit telegram".split()
)
_PARTED = when_needed(r"\s*[|•·∙]\s*")
_LABEL = 5  # words of a label in a row of labels at most
_SHARE_SPLIT = when_needed(r"[\s|/•·,:+]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern for lines of a rule; `words` are strings one of which any such line holds."""

    rule: str
    pattern: re.Pattern[str]
    words: tuple[str, ...]


# Letters by which phrases are called up; `tools/phrase_words.py` gives no shorter word.
_START = 3
_Called = dict[str, list[tuple[str, Phrase]]]


# Lines that are longer are tried by the phrases of few rules.
_ORDINARY = 250


@lru_cache(maxsize=2)
def _phrases(is_long: bool) -> tuple[tuple[Phrase, ...], _Called]:
    """The phrases that are tried on every line, and the others by how their words start.

    Most lines hold the words of no phrase: so few phrases are tried, and few ever compiled.
    For a line that `is_long` only the phrases of rules that know such lines.
    """
    text = Path(__file__).with_name("phrases.tsv").read_text("utf-8")
    always: list[Phrase] = []
    called: _Called = {}
    for row in text.splitlines()[1:]:
        rule, _, pattern, *words = row.split("\t")
        if is_long and BY_NAME[rule].most <= _ORDINARY:
            continue
        known = tuple("".join(words).split("|")) if any(words) else ()
        phrase = Phrase(rule, when_needed(pattern), known)
        for word in known:
            called.setdefault(word.strip()[:_START], []).append((word, phrase))
        if not known:
            always.append(phrase)
    return tuple(always), called


def _tried(plain: str) -> dict[str, list[Phrase]]:
    """The phrases whose words a line holds, by rule."""
    always, called = _phrases(len(plain) > _ORDINARY)
    starts = {plain[i : i + _START] for i in range(len(plain) - _START + 1)}
    held = (p for start in starts & called.keys() for word, p in called[start] if word in plain)
    tried: dict[str, list[Phrase]] = {}
    for phrase in (*always, *held):
        tried.setdefault(phrase.rule, []).append(phrase)
    return tried


def _is_separator(line: Line) -> bool:
    return bool(_NO_WORD.fullmatch(line.text))


def _is_share_row(line: Line) -> bool:
    words = [w for w in _SHARE_SPLIT.split(line.plain) if w and not w.isdigit()]
    if not words or len(words) > 16 or not all(word in _SHARES for word in words):
        return False
    return len(words) > 1 or words[0] in _SHARE_CORE


def _is_link_address(line: Line) -> bool:
    return bool(_ADDRESS.fullmatch(line.plain))


def _is_site_talk(line: Line) -> bool:
    return is_talk(line.plain)


def _is_button(line: Line) -> bool:
    parts = _PARTED.split(line.text)
    if len(parts) > 2 and all(part and len(part.split()) <= _LABEL for part in parts):
        return not line.ends_sentence and not any(map(str.isdigit, line.text))
    return (not line.ends_sentence or line.text[-1] == ":") and is_label(line.plain)


_OWN_TESTS: dict[str, Callable[[Line], bool]] = {
    "separator": _is_separator,
    "link address": _is_link_address,
    "share row": _is_share_row,
}
# Tests that a line with a quotation or a word of saying never meets.
_TALK_TESTS: dict[str, Callable[[Line], bool]] = {
    "site talk": _is_site_talk,
    "button": _is_button,
}
# Rules that may know a line without a phrase.
_TESTED = _OWN_TESTS.keys() | _TALK_TESTS.keys()
# What a pointer to another page may hold and an offer to the reader never does.
_MAY_QUOTE = frozenset(
    ("read-more line", "live-text line", "follow line", "correction note", "copyright line")
)
_REPORTED = when_needed(r"\b(?:said|told|announced|ruled|according to(?! our))\b")


def rule_for(line: Line, zones: tuple[Zone, ...]) -> Rule | None:
    """The first rule of `zones` that knows a line as junk, or none."""
    return next((rule for rule in rules_for(line) if rule.zone in zones), None)


@lru_cache(maxsize=4096)
def rules_for(line: Line) -> tuple[Rule, ...]:
    """The rules that know a line as junk, in the order of the table."""
    size = len(line.text)
    if size > LONGEST:
        return ()
    quotes = is_quoting(line)
    tried = _tried(line.plain)
    return tuple(
        rule
        for rule in RULES
        if size <= rule.most
        and (rule.name in tried or rule.name in _TESTED)
        and _fits(rule, line, quotes, tried)
    )


def is_quoting(line: Line) -> bool:
    """Whether a line quotes somebody or says what somebody said."""
    return bool(_ORDINARY_QUOTE.search(line.text)) or _is_reported(line)


def _is_reported(line: Line) -> bool:
    """Whether a sentence says what somebody said: a body line, whatever it speaks of."""
    return line.ends_sentence and bool(_REPORTED.search(line.plain))


def _fits(rule: Rule, line: Line, quotes: bool, tried: dict[str, list[Phrase]]) -> bool:
    own = _OWN_TESTS.get(rule.name)
    if own is not None and own(line):
        return True
    if quotes and (rule.name not in _MAY_QUOTE or len(line.text) > 200):
        return False
    if rule.name == "copyright line" and _is_reported(line):
        return False
    talk = _TALK_TESTS.get(rule.name)
    if talk is not None and talk(line):
        return True
    return any(phrase.pattern.search(line.plain) for phrase in tried.get(rule.name, ()))


def is_link(line: Line) -> bool:
    """True for a line that can be the title of another story in a list."""
    return line.kind is not Kind.CAPTION and not line.ends_sentence and len(line.text) <= 160
