"""Who says so: the cues of speech and the sources they belong to.

The theory. News attributes in few ways: a source and a verb of saying in either order
("Putin said", "said Putin"), a noun with its preposition ("according to Reuters"). So
verbs are found first, by a table with their tone (neutral, loaded, reserved); then the
nearest words that can be a subject are read as the source: a name, a pronoun that
stands for the last person named, or a role ("officials", "the minister").
What can go wrong: a verb of the table used otherwise ("the act states"), and a pronoun
whose person was named a paragraph ago among others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.model import Span
from newstemma.text import FUNCTION_WORDS
from newstemma.values.names import Name
from newstemma.values.units import singular

CUES: dict[str, str] = {
    "neutral": """
        said says say saying told tells tell added adds add adding stated states replied replies
        reply answered explained explains explain explaining noted notes noting wrote writes write
        writing announced announces announce announcing reported reports report reporting declared
        declares commented responded responds recalled recalls asked asks continued continues
        concluded concludes remarked observed described describes stressed stresses stressing
        emphasized emphasised emphasizes emphasises emphasizing emphasising underscored underlined
        reiterated reaffirmed confirmed confirms confirming testified tweeted tweets posted read
        reads informed reveals revealed disclosed mentioned pointed argued argues predicted predicts
        warned warns warning expressed cited quoted recounted thanked urged urges called calls
        believes believe thinks think according estimates estimated forecast vowed pledged promised
        agreed agrees insisted joked quipped learned
    """,
    "loaded": """
        boasted boasts boasting boast admitted admits admitting conceded concedes conceding
        confessed claimed claims claim claiming insisted insists insisting lashed ranted raged
        blasted slammed slams fumed gloated bragged brags scoffed sneered mocked complained
        complains railed thundered snapped shouted screamed exclaimed whined lamented gushed
        acknowledged denied denies denying refuted rejected dismissed accused accuses charged
        threatened blamed decried denounced demanded bemoaned crowed trumpeted touted hailed
        maintained contended contends asserted asserts asserting protested retorted deplored
    """,
    "reserved": """
        alleged alleges alleging suggested suggests suggesting implied implies hinted hints
        speculated speculates indicated indicates suspected suspects suspect guessed surmised
        proposed wondered mused appeared whispered murmured intimated
    """,
}
"""Verbs of saying by tone; a verb in two rows has the later, stronger tone."""

TONE_OF = {verb: tone for tone, verbs in CUES.items() for verb in verbs.split()}
_SPEECH_ONLY = frozenset(
    "said says say told tells added adds replied answered explained explains noted notes wrote writes "
    "announced announces reported reports declared declares stated commented responded recalled asked "
    "continued concluded remarked observed stressed stresses emphasized emphasised underscored "
    "reiterated confirmed confirms testified tweeted argued argues predicted warned warns claimed "
    "claims insisted insists admitted admits conceded boasted bragged joked quipped alleged alleges "
    "suggested suggests hinted complained lamented acknowledged believes believe think thinks "
    "estimates indicated indicates contends contended asserted asserts maintained saying adding "
    "noting explaining insisting claiming alleging denied denies revealed learned pledged vowed promised "
    "agreed suspect suspects accused threatened retorted exclaimed shouted".split()
)
"""Verbs that attribute without a quotation beside them."""

_VERBS = re.compile(
    r"(?<![\w’'-])(?P<verb>" + "|".join(sorted(TONE_OF, key=len, reverse=True)) + r")(?![\w’'-])"
)
_ACCORDING = re.compile(
    r"(?<!\w)(?P<cue>[Aa]ccording to|[Ii]n the words of|[Aa]s (?:reported|quoted|cited|told) by|[Cc]iting|"
    r"[Qq]uoting|(?:reported|quoted|cited|confirmed|announced) by|[Pp]er|[Ii]n the (?:view|opinion) of)"
    r"(?= [\w“\"])"
)
_PRONOUN = re.compile(r"(?:he|she|they|who|it|I|we)$", re.IGNORECASE)
_SOURCE_NOUNS = """
    official officials source sources spokesman spokeswoman spokesperson minister ministry police
    officer officers authorities authority president government court judge prosecutor prosecutors lawyer
    lawyers attorney attorneys witness witnesses resident residents analyst analysts expert experts
    report reports statement study researchers researcher scientist scientists doctor doctors
    agency leader leaders chief director chairman chairwoman secretary senator senators lawmaker
    lawmakers governor mayor ambassador diplomat diplomats commander army military navy company
    companies firm bank group organization organisation union party opposition campaign
    committee commission council department office newspaper paper channel website outlet media
    critic critics activist activists supporter supporters observer observers economist economists
    investigator investigators manager coach captain author professor teacher mother father brother
    sister son daughter wife husband family relatives friend neighbour neighbor man woman
    student students survivor survivors passenger victim victims aide aides adviser advisers advisor
    advisors insider insiders people person user poll survey document documents letter email memo
    executive executives ceo founder owner farmer farmers worker workers employee employees soldier soldiers
    general colonel briefing kremlin representative representatives deputy some many others team
""".split()
_SOURCE_NOUN = frozenset(_SOURCE_NOUNS)
_NOUN_PHRASE = re.compile(
    r"(?:(?P<det>[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Mm]any|[Ss]everal|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ther) )?"
    r"(?:[\w’'-]+ ){0,5}[\w’'-]+"
)
_GAP_VERBS = re.compile(
    r"(?:(?:also|later|then|previously|earlier|reportedly|repeatedly|publicly|once|recently|further|"
    r"already|never|simply|has|have|had|is|was|are|were|would|will|not|again|often|[a-z]+ly|"
    r"on [A-Z][a-z]+|this week|last week),? )*$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A source and its cue: `span` covers both, `source` the source's words."""

    span: Span
    source: Span
    cue: Span
    verb: str
    speaker: str | None

    @property
    def tone(self) -> str:
        """neutral, loaded or reserved."""
        return TONE_OF.get(self.verb, "neutral")


class Cast:
    """The persons, organisations and roles of one report, asked for by place."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self._starts = [name.span.start for name in names]
        self._ends = [name.span.end for name in names]
        self._titles = {
            title: name.key for name in names for title in name.title.split() if name.title
        }

    def within(self, start: int, end: int) -> list[Name]:
        """The names wholly inside a stretch of text."""
        index = bisect_left(self._starts, start)
        found = []
        while index < len(self.names) and self.names[index].span.end <= end:
            found.append(self.names[index])
            index += 1
        return found

    def last_person(self, place: int) -> str | None:
        """The key of the person named last before a place, the subject of the sentence first."""
        index = bisect_left(self._starts, place) - 1
        for i in range(index, max(-1, index - 25), -1):
            if self.names[i].kind == "person":
                return self.names[i].key
        return None

    def role(self, noun: str) -> str:
        """The person who was introduced with a role, or the role itself."""
        return self._titles.get(noun) or singular(noun)


def said(text: str, names: Sequence[Name]) -> tuple[Said, ...]:
    """Every source with its cue, in order of place; a verb without a source is left out."""
    cast = Cast(text, names)
    found: list[Said] = []
    for match in _ACCORDING.finditer(text):
        one = _after_cue(cast, Span(match.start(), match.end()), "according")
        if one is not None:
            found.append(one)
    for match in _VERBS.finditer(text):
        span = Span(match.start(), match.end())
        if any(span.overlaps(one.span) for one in found[-3:]):
            continue
        one = _before_cue(cast, span, match["verb"]) or _inverted(cast, span, match["verb"])
        if one is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.span))


def attributes_alone(one: Said) -> bool:
    """True where a cue attributes without a quotation beside it."""
    return one.verb == "according" or one.verb in _SPEECH_ONLY


_CLAUSE_START = re.compile(
    r"[.;:!?\n“”\"«»„]|, (?:and|but|while|as|when|because|after)\b|\b(?:that|which|because|although|while)\b"
)


def _before_cue(cast: Cast, cue: Span, verb: str) -> Said | None:
    """The source before its verb: "Putin said", "officials in the ministry said"."""
    text = cast.text
    low = max(0, cue.start - 160)
    before = text[low : cue.start]
    gap = _GAP_VERBS.search(before)
    end = low + (gap.start() if gap else len(before))
    start = low
    for match in _CLAUSE_START.finditer(text, low, end):
        start = match.end()
    words = text[start:end].rstrip()
    if not words or not words.strip():
        return None
    return _source(cast, start, start + len(words), cue, verb)


def _source(cast: Cast, start: int, end: int, cue: Span, verb: str) -> Said | None:
    text = cast.text
    tail = text[start:end].rstrip(", ")
    end = start + len(tail)
    last = re.search(r"[\w’'.-]+$", tail)
    if last is None:
        return None
    word = last.group()
    if _PRONOUN.match(word):
        speaker = _pronoun(cast, word, start + last.start())
        if speaker is None and word.casefold() not in ("he", "she", "they", "it"):
            return None
        return _made(Span(start + last.start(), end), cue, verb, speaker)
    inside = cast.within(start, end)
    if inside and inside[-1].span.end >= end - 2:
        return _made(_stretched(cast, inside[-1], start), cue, verb, inside[-1].key)
    return _role_source(cast, start, end, cue, verb)


def _stretched(cast: Cast, name: Name, start: int) -> Span:
    """A name with the title words before it."""
    if not name.title:
        return name.span
    before = cast.text[start : name.span.start]
    match = re.search(r"(?:(?:[\w’'.-]+) ){1,%d}$" % len(name.title.split()), before)
    return Span(start + match.start(), name.span.end) if match else name.span


def _role_source(cast: Cast, start: int, end: int, cue: Span, verb: str) -> Said | None:
    words = list(re.finditer(r"[\w’'-]+", cast.text[start:end]))
    for index in range(len(words) - 1, max(-1, len(words) - 10), -1):
        noun = re.sub(r"['’]s$", "", words[index].group().casefold())
        if noun in _SOURCE_NOUN:
            first = _phrase_start(words, index)
            source = Span(start + words[first].start(), end)
            named = cast.within(start + words[index].end(), end)
            person = next((n for n in named if n.kind == "person"), None)
            return _made(source, cue, verb, person.key if person else cast.role(noun))
    return None


def _phrase_start(words: list[re.Match[str]], index: int) -> int:
    first = index
    while first > 0 and index - first < 5:
        word = words[first - 1].group()
        if words[first].start() - words[first - 1].end() != 1:
            break
        small = word.casefold()
        if small in FUNCTION_WORDS and small not in (
            "a",
            "an",
            "the",
            "his",
            "her",
            "its",
            "their",
            "one",
            "two",
            "some",
            "many",
            "several",
            "another",
            "other",
            "new",
        ):
            break
        first -= 1
        if small in ("a", "an", "the", "his", "her", "its", "their"):
            break
    return first


def _pronoun(cast: Cast, word: str, place: int) -> str | None:
    if word.casefold() in ("he", "she", "who"):
        return cast.last_person(place)
    return None


def _made(source: Span, cue: Span, verb: str, speaker: str | None) -> Said:
    return Said(
        Span(min(source.start, cue.start), max(source.end, cue.end)), source, cue, verb, speaker
    )


def _inverted(cast: Cast, cue: Span, verb: str) -> Said | None:
    """The source after its verb, as beside a quotation: "said Putin", "said the minister"."""
    if not re.search(
        r"[,.!?…—–-]?[”\"’'»“]\s?$|, $|^$|\n$", cast.text[max(0, cue.start - 3) : cue.start]
    ):
        return None
    return _after_cue(cast, cue, verb)


def _after_cue(cast: Cast, cue: Span, verb: str) -> Said | None:
    text = cast.text
    start = cue.end + (text[cue.end : cue.end + 1] == " ")
    stop = re.compile(r"[.;:!?\n“”\"«»(]|, ").search(text, start)
    end = min(stop.start() if stop else len(text), start + 120)
    phrase = text[start:end]
    words = phrase.split()
    if not words:
        return None
    if _PRONOUN.match(words[0]):
        speaker = _pronoun(cast, words[0], cue.start)
        return _made(Span(start, start + len(words[0])), cue, verb, speaker)
    inside = [n for n in cast.within(start, end)]
    person = next((n for n in inside if n.kind == "person"), None)
    role = next(
        (i for i, w in enumerate(words[:8]) if re.sub(r"['’]s$", "", w.casefold()) in _SOURCE_NOUN),
        None,
    )
    if person is not None:
        return _made(Span(start, person.span.end), cue, verb, person.key)
    if role is not None:
        source_end = start + len(" ".join(words[: role + 1]))
        return _made(
            Span(start, source_end),
            cue,
            verb,
            cast.role(re.sub(r"['’]s$", "", words[role].casefold())),
        )
    if inside and inside[0].span.start - start <= 25:
        return _made(Span(start, inside[0].span.end), cue, verb, inside[0].key)
    return None
