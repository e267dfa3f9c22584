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
from dataclasses import dataclass

from newstemma.model import Mark, MarkKind, Span


@dataclass(frozen=True, slots=True)
class Hedge:
    """A row: the class, a pattern of the words, and an example of its use."""

    kind: str
    pattern: str
    example: str


_BE = r"(?:is|are|was|were|be|been|being|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|['’]s|['’]re)"
_NOT = r"(?:not|n['’]t|never|no longer)"
_VERB = r"(?= (?:not |also |yet |well |still |soon |even |now |one day |only |already |have |be |[a-z]+ly )*[a-z])"

HEDGES: tuple[Hedge, ...] = (
    Hedge(
        "negated_knowledge",
        rf"(?:{_BE} not|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|never) (?:yet |immediately |currently |publicly )?known(?: to| whether| if| how| why| what| who| when| where)?",
        "is not known to have left",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:(?:is|are|was|were|remains?|remained|it['’]s) )?(?:not|n['’]t|un)(?: (?:yet|immediately|entirely|fully|immediately))?"
        r"[ -]?(?:clear|certain|sure)(?= (?:whether|if|how|why|what|who|when|where|that|which)\b)",
        "it was not clear whether",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:is|are|was|were|remains?|remained) (?:still |as yet )?(?:unknown|unclear|uncertain|unconfirmed|undetermined|disputed)|unclear (?:if|whether|how|why)",
        "the cause remains unknown",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:could|can|did|has|have|was|were|is|are|be)(?: not|n['’]t) (?:be |been |immediately |yet |independently |immediately be |yet be |yet been |independently be )*(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|established|ascertained|determined?)",
        "could not be independently verified",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:no|little|not enough|without) (?:immediate |clear |firm |direct |public |independent |hard )?(?:evidence|confirmation|indication|proof|word)(?= (?:that|of|on|from|to|whether)\b)?",
        "there was no immediate confirmation",
    ),
    Hedge(
        "negated_knowledge",
        r"(?:does|do|did)(?: not|n['’]t) know|(?:doesn|don|didn)['’]t know|too (?:early|soon) to (?:say|tell|know)",
        "investigators do not know",
    ),
    Hedge(
        "hearsay",
        r"allegedly|reportedly|purportedly|supposedly|ostensibly|rumou?red(?: to)?|alleged(?! (?:that|he|she|they|in|the|to)\b)|purported|supposed(?! to\b)|so-called|suspected(?= [a-z]+)(?! (?:that|he|she|they|of)\b)",
        "the alleged attacker",
    ),
    Hedge(
        "hearsay",
        rf"{_BE} (?:also |now |widely |generally |reportedly )?(?:said|reported|alleged|rumou?red|claimed|understood|believed|thought|considered|suspected|presumed|assumed|estimated|supposed)(?: to| that)(?= (?:have|be|[a-z]+)\b)",
        "is believed to have fled",
    ),
    Hedge(
        "hearsay",
        r"(?:according to|citing|say) (?:unconfirmed|unverified) (?:reports?|accounts?)|unconfirmed(?: reports?)?|unverified(?: reports?| claims?)?|rumou?rs?\b|hearsay|unproven|unsubstantiated",
        "unconfirmed reports",
    ),
    Hedge(
        "doubt",
        r"(?:suspects?|suspected|doubts?|doubted|fears?|feared|questions?|questioned)(?= (?:that|whether|if|is|are|was|were|it|he|she|they|the|may|to)\b)",
        "which some suspect is due to",
    ),
    Hedge(
        "doubt",
        r"doubtful|dubious(?:ly)?|questionabl[ey]|debatabl[ey]|it is doubtful",
        "a dubious claim",
    ),
    Hedge(
        "doubt",
        r"(?:some|many|critics|observers|analysts|experts)(?: [a-z]+){0,4} (?:believes?|thinks?|suspects?)",
        "which some in the West believe",
    ),
    Hedge(
        "possibility",
        rf"(?:may|might)(?: not)?{_VERB}(?! \d)",
        "sanctions may follow",
    ),
    Hedge(
        "possibility",
        rf"could(?! not\b)(?: (?:have|be|also|soon|still|now|potentially|lead|face|become|mean|take|see|result|affect|cause|help|make|come|go|end|cost|get|lose|bring|reach|happen|begin|start|hit|rise|fall|give|well))(?=\b)|could(?! not\b|n['’]t\b){_VERB}",
        "it could lead to",
    ),
    Hedge(
        "possibility",
        r"(?:appears?|appeared|appearing|seems?|seemed|seemingly)(?: to\b| that\b| as\b| likely\b)|apparent(?:ly)?|seemingly",
        "appears to be",
    ),
    Hedge(
        "possibility",
        r"(?:(?:very|highly|most|more|less|quite) )?(?:un)?likely(?: to)?|probabl[ey]|possibl[ey]|potential(?:ly)?|conceivabl[ey]|presumabl[ey]|perhaps|maybe|arguabl[ey]|plausibl[ey]",
        "is likely to",
    ),
    Hedge(
        "possibility",
        r"(?:tends?|tended) to|in (?:all likelihood|theory|principle)|(?:there is|there['’]s) (?:a|some|the) (?:chance|possibility|risk)|(?:a|the) possibility (?:that|of)|it is possible",
        "there is a chance that",
    ),
    Hedge(
        "possibility",
        r"(?:is|are|was|were) (?:due|expected|scheduled|set|poised|slated|planned|meant|intended) to",
        "is expected to travel",
    ),
    Hedge(
        "possibility",
        r"(?:suggests?|suggested|suggesting|indicates?|indicated|indicating|implies|implied|hints?|hinted)(?= (?:that|it|he|she|they|the|there|at|a|an|[A-Z])\b)",
        "the data suggest that",
    ),
    Hedge(
        "possibility",
        r"partly|partially|to some extent|to a degree|in part|largely|mainly|in some ways|more or less|sort of|kind of",
        "partly due to",
    ),
)
"""Every hedge, most telling first; where two overlap the earlier row wins."""

_ORDERED = tuple((row.kind, re.compile(rf"(?<![\w-])(?:{row.pattern})(?!\w)")) for row in HEDGES)
_FIRST_LETTER = re.compile(r"(?<=[.!?“\"‘] )[A-Z]|^[\"“‘]?[A-Z]", re.MULTILINE)


def hedges(text: str) -> tuple[Mark, ...]:
    """The hedges of a text as marks, in order of place, none overlapping."""
    lowered = _FIRST_LETTER.sub(_lower_unless_month, text)
    found: list[Mark] = []
    for kind, pattern in _ORDERED:
        for match in pattern.finditer(lowered):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(mark.span) for mark in found):
                found.append(Mark(MarkKind.HEDGE, span, kind))
    return tuple(sorted(found, key=lambda mark: mark.span))


def _lower_unless_month(match: re.Match[str]) -> str:
    """A sentence's first capital made small; "May" stays, for it may be the month."""
    after = match.string[match.end() - 1 : match.end() + 2]
    lowered = match.group().lower()
    return match.group() if after == "May" or len(lowered) != len(match.group()) else lowered
