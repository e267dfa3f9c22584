"""Hedges: the words by which a report keeps its distance from what it says.

The theory. A hedge is a short closed list of words and patterns, each with what it
does: it doubts, makes a thing only possible, passes on hearsay, or says what is not
known. Dropping one turns "is not known to have left" into "has not left": the words
are few and the change is critical, so they are found as places with a class.
What can go wrong: "may" is also a month and "could" an ability; the patterns look at
what follows. A hedge inside a quotation is the speaker's and is found all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.model import Mark, MarkKind, Span
from newstemma.reports.scopes import scope_of_hedge
from newstemma.text import sentences
from newstemma.values.patterns import when_needed


@dataclass(frozen=True, slots=True)
class Hedge:
    """A row: the class, a pattern, the words one of which it holds, an example of its use."""

    kind: str
    pattern: str
    words: str
    example: str


_BE = r"(?:is|are|was|were|be|been|being|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|['’]s|['’]re)"
_VERB = r"(?= [a-z])"

HEDGES: tuple[Hedge, ...] = (
    Hedge(
        "negated_knowledge",
        rf"(?:{_BE} not|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|never) (?:yet |immediately |"
        rf"currently |publicly )?known(?: to| whether| if| how| why| what| who| when| where)?",
        "known never",
        "is not known to have left",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:(?:is|are|was|were|remains?|remained|it['’]s) )?(?:not|n['’]t|un)(?: (?:yet|"
        r"immediately|entirely|fully|immediately))?"
        r"[ -]?(?:clear|certain|sure)(?= (?:whether|if|how|why|what|who|when|where|that|which)\b)",
        "clear certain sure unclear uncertain unsure",
        "it was not clear whether",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:is|are|was|were|remains?|remained) (?:still |as yet )?(?:unknown|unclear|uncertain|"
        r"unconfirmed|undetermined|disputed)|unclear (?:if|whether|how|why)",
        "unknown unclear uncertain unconfirmed undetermined disputed",
        "the cause remains unknown",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:could|can|did|has|have|was|were|is|are|be)(?: not|n['’]t) (?:be |been |immediately "
        r"|yet |independently |immediately be |yet be |yet been |independently be "
        r")*(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|established|ascertained|determined?)",
        "verify verified confirm confirmed corroborate corroborated establish established "
        "ascertained determine determined",
        "could not be independently verified",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:no|little|not enough|without) (?:immediate |clear |firm |direct |public |"
        r"independent |hard )?(?:evidence|confirmation|indication|proof|word)(?= (?:that|of|on|"
        r"from|to|whether)\b)?",
        "evidence confirmation indication proof word",
        "there was no immediate confirmation",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:does|do|did)(?: not|n['’]t) know|(?:doesn|don|didn)['’]t know|too (?:early|soon) "
        r"to (?:say|tell|know)",
        "know early soon",
        "investigators do not know",
    ),
    Hedge(
        "hearsay",
        r"allegedly|reportedly|purportedly|supposedly|ostensibly|rumou?red(?: to)?|alleged(?! "
        r"(?:that|he|she|they|in|the|to)\b)|purported|supposed(?! to\b)|so-called|suspected(?= "
        r"[a-z]+)(?! (?:that|he|she|they|of)\b)",
        "allegedly reportedly purportedly supposedly ostensibly rumoured rumored alleged "
        "purported supposed so suspected",
        "the alleged attacker",
    ),
    Hedge(
        "hearsay",
        rf"{_BE} (?:also |now |widely |generally |reportedly )?(?:said|reported|alleged|"
        rf"rumou?red|claimed|understood|believed|thought|considered|suspected|presumed|assumed|"
        rf"estimated|supposed)(?: to| that)(?= (?:have|be|[a-z]+)\b)",
        "said reported alleged rumoured rumored claimed understood believed thought considered "
        "suspected presumed assumed estimated supposed",
        "is believed to have fled",
    ),
    Hedge(
        "hearsay",
        r"(?:according to|citing|say) (?:unconfirmed|unverified) (?:reports?|accounts?)|"
        r"unconfirmed(?: reports?)?|unverified(?: reports?| claims?)?|rumou?rs?\b|hearsay|"
        r"unproven|unsubstantiated",
        "unconfirmed unverified rumour rumor rumours rumors hearsay unproven unsubstantiated",
        "unconfirmed reports",
    ),
    Hedge(
        "doubt",
        r"(?:suspects?|suspected|doubts?|doubted|fears?|feared|questions?|questioned)(?= "
        r"(?:that|whether|if|is|are|was|were|it|he|she|they|the|may|to)\b)",
        "suspect suspects suspected doubt doubts doubted fear fears feared question questions "
        "questioned",
        "which some suspect is due to",
    ),
    Hedge(
        "doubt",
        r"doubtful|dubious(?:ly)?|questionabl[ey]|debatabl[ey]|it is doubtful",
        "doubtful dubious dubiously questionable questionably debatable debatably",
        "a dubious claim",
    ),
    Hedge(
        "doubt",
        r"(?:some|many|critics|observers|analysts|experts)(?: [A-Za-z]+){0,4} (?:believes?|thinks?|"
        r"suspects?)",
        "believe believes think thinks suspect suspects",
        "which some in the West believe",
    ),
    Hedge(
        "possibility",
        rf"(?:may|might)(?: not)?{_VERB}(?! \d)",
        "may might",
        "sanctions may follow",
    ),
    Hedge(
        "possibility",
        rf"could(?! not\b)(?: (?:have|be|also|soon|still|now|potentially|lead|face|become|mean|"
        rf"take|see|result|affect|cause|help|make|come|go|end|cost|get|lose|bring|reach|happen|"
        rf"begin|start|hit|rise|fall|give|well))(?=\b)|could(?! not\b|n['’]t\b){_VERB}",
        "could",
        "it could lead to",
    ),
    Hedge(
        "possibility",
        r"(?:appears?|appeared|appearing|seems?|seemed|seemingly)(?: to\b| that\b| as\b| "
        r"likely\b)|apparent(?:ly)?|seemingly",
        "appear appears appeared appearing seem seems seemed seemingly apparent apparently",
        "appears to be",
    ),
    Hedge(
        "possibility",
        r"(?:(?:very|highly|most|more|less|quite) )?(?:un)?likely(?: to)?|probabl[ey]|"
        r"possibl[ey]|potential(?:ly)?|conceivabl[ey]|presumabl[ey]|perhaps|maybe|arguabl[ey]|"
        r"plausibl[ey]",
        "likely unlikely probable probably possible possibly potential potentially conceivable "
        "conceivably presumable presumably perhaps maybe arguable arguably plausible plausibly",
        "is likely to",
    ),
    Hedge(
        "possibility",
        r"(?:tends?|tended) to|in (?:all likelihood|theory|principle)|(?:there is|there['’]s) "
        r"(?:a|some|the) (?:chance|possibility|risk)|(?:a|the) possibility (?:that|of)|it is "
        r"possible",
        "tend tends tended likelihood theory principle chance possibility risk possible",
        "there is a chance that",
    ),
    Hedge(
        "possibility",
        r"(?:is|are|was|were) (?:due(?= to (?:be|go|travel|meet|visit|hold|take|start|begin|"
        r"arrive|leave|"
        r"return|appear|speak|end|open|attend|sign|make|give|host|expire|face)\b)|expected|"
        r"scheduled|set|poised|slated|planned|meant|"
        r"intended) to",
        "due expected scheduled set poised slated planned meant intended",
        "is expected to travel",
    ),
    Hedge(
        "possibility",
        r"(?:suggests?|suggested|suggesting|indicates?|indicated|indicating|implies|implied|"
        r"hints?|hinted)(?= (?:that|it|he|she|they|the|there|at|a|an|[A-Z])\b)",
        "suggest suggests suggested suggesting indicate indicates indicated indicating implies "
        "implied hint hints hinted",
        "the data suggest that",
    ),
    Hedge(
        "possibility",
        r"partly|partially|to some extent|to a degree|in part|largely|mainly|in some ways|more "
        r"or less|sort of|kind of",
        "partly partially extent degree part largely mainly ways less sort kind",
        "partly due to",
    ),
)
"""Every hedge, most telling first; where two overlap the earlier row wins."""

_ORDERED = tuple(
    (row.kind, frozenset(row.words.split()), when_needed(rf"(?<![\w-])(?:{row.pattern})(?!\w)"))
    for row in HEDGES
)
_WORD = when_needed(r"[a-z]+")


def hedges(text: str, places: Sequence[Span] | None = None) -> tuple[Mark, ...]:
    """The hedges of a text as marks, in order of place, none overlapping.

    `places` are the text's sentences, found here when not given.
    """
    found: list[Mark] = []
    for place in sentences(text) if places is None else places:
        sentence = place.of(text)
        words = set(_WORD.findall(sentence.lower()))
        rows = [row for row in _ORDERED if not words.isdisjoint(row[1])]
        if rows:
            found.extend(_in_sentence(sentence, place.start, rows))
    return tuple(found)


_Row = tuple[str, frozenset[str], re.Pattern[str]]


def _in_sentence(sentence: str, offset: int, rows: Sequence[_Row]) -> list[Mark]:
    start = next((i for i, letter in enumerate(sentence) if letter.isalpha()), 0)
    words = sentence
    if words[start : start + 3] != "May":
        words = words[:start] + words[start : start + 1].lower()[:1] + words[start + 1 :]
    found: list[Mark] = []
    for kind, _, pattern in rows:
        for match in pattern.finditer(words):
            span = Span(offset + match.start(), offset + match.end())
            if not any(span.overlaps(mark.span) for mark in found):
                found.append(_mark(kind, span, sentence, offset))
    return sorted(found, key=lambda mark: mark.span)


def _mark(kind: str, span: Span, sentence: str, offset: int) -> Mark:
    scope = scope_of_hedge(sentence, span.end - offset)
    place = Span(scope.start + offset, scope.end + offset) if scope else None
    denied = sentence[: span.start - offset].endswith(("not ", "n't ", "n’t ", "never "))
    return Mark(MarkKind.HEDGE, span, kind, scope=place, negated=denied)
