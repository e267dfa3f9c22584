"""How a sentence says that it is a document's or a speech's: statements, court papers, laws.

Everybody was handed the document or heard the speech, so a sentence that names one is no
sentence of the reporter's own. Patterns are English; elsewhere nothing is marked.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Cue(NamedTuple):
    """A way in which a sentence says that it is a document's or a speaker's: pattern, reason."""

    name: str
    pattern: str
    example: str


_PAPER = (
    r"(?:press release|release|statement|communiqu[eé]|indictment|complaint|lawsuit|filings?"
    r"|affidavit|charge sheet|charging documents?|court (?:papers|documents|records|filings?)"
    r"|petition|ruling|judg(?:e)?ment|verdict|decree|executive order|act|law|statute|bill"
    r"|charter|constitution|treaty|resolution|memo|memorandum|letter|transcript|speech|address"
    r"|remarks|testimony|tweet|post|e-?mail|article \d+|section \d+)"
)
_SAYS = (
    r"(?:said|says|say|reads?|states?|stated|alleges?|alleged|charges|charged|shows?|showed"
    r"|accuses?|accused|adds|added|provides|lays down|continues|continued|wrote|declares?)"
)
CUES: tuple[Cue, ...] = (
    Cue("according to a document", rf"\baccording to (?:[\w’'-]+ ){{0,4}}{_PAPER}\b",
        "according to the indictment"),
    Cue("a document says", rf"\b{_PAPER}(?: (?:of|by|from|against) [\w’'-]+)? {_SAYS}\b",
        "the statement said"),
    Cue("told in a document", rf"\b(?:in|with) (?:a|an|the|its|his|her|their|one) "
        rf"(?:[\w’'-]+ ){{0,3}}{_PAPER}\b", "he wrote in a letter"),
    Cue("what prosecutors allege", r"\bprosecutors (?:also )?(?:said|say|allege|alleged|accuse"
        r"|accused|charge|charged|wrote)\b", "prosecutors allege"),
    Cue("a passage follows", r"(?:said|reads?|states?|says|wrote|in full|follows): ",
        "the section reads: "),
    Cue("a passage follows below", r":$", "The full text of the statement:"),
)  # fmt: skip
_CUE = re.compile("|".join(cue.pattern for cue in CUES), re.IGNORECASE)


# No pattern is met without one of these; looked for first, for most sentences have none.
_NEEDED = tuple(
    """
    : release statement communiqu indictment complaint lawsuit filing affidavit sheet charging
    papers documents records petition ruling judgment judgement verdict decree order act law
    statute bill charter constitution treaty resolution memo letter transcript speech address
    remarks testimony tweet post mail article section prosecutors
    """.split()
)


def names_document(sentence: str) -> bool:
    """True where a sentence says that it is a document's, a statement's or a speech's."""
    plain = sentence.casefold()
    return any(word in plain for word in _NEEDED) and _CUE.search(sentence) is not None
