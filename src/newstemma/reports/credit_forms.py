"""The forms of a credit line: one table, a form for each way outlets name whose text it is.

Collected from the tails of real pages; each with an invented example, which a test reads.
`any_name` says whether the form alone makes any name a source, or only a name of the press;
`people` whether a bare first and last name in it is a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.languages import alternatives
from newstemma.values.patterns import when_needed

_LABELS = alternatives("credits", "labels")
_NAME = r"(?:the\s)?(?P<names>[^\n]{2,120}?)"
_END = r"\s*[.)\]]*$"
_THIS = r"^\W*this (?:[\w-]+ )?(?:article|story|report|post|piece|content|dispatch)\b.{0,30}?"


@dataclass(frozen=True, slots=True)
class CreditForm:
    """A way to print a credit: its name, its pattern with a group `names`, and an example.

    `words` are strings one of which stands, in small letters, in any line of this form.
    """

    name: str
    pattern: re.Pattern[str]
    example: str
    any_name: bool = True
    people: bool = False
    words: tuple[str, ...] = ()


def _form(
    name: str,
    words: str,
    pattern: str,
    example: str,
    *,
    any_name: bool = True,
    people: bool = False,
) -> CreditForm:
    waiting = when_needed(pattern, re.IGNORECASE)
    return CreditForm(name, waiting, example, any_name, people, tuple(words.split("|")))


FORMS: tuple[CreditForm, ...] = (
    _form(
        "number of dpa",
        "dpa",
        r"^(?:©\s*)?(?P<names>dpa(?:-infocom|-afx)?)\b.{0,40}\d{4,}",
        "dpa-infocom, dpa:310504-99-12345/2",
    ),
    _form(
        "initials",
        "(",
        r"^(?-i:[a-z]{2,4})(?:[/,]\s?(?-i:[a-z]{2,4}))*\s*\((?P<names>[^()\n]{2,60})\)$",
        "ab/kl (dpa, NPA)",
        any_name=False,
    ),
    _form(
        "initials with a stroke",
        "/",
        r"^(?-i:[a-z]{2,4})/(?P<names>[\w./-]{2,40})$",
        "abk/dpa/NPA",
        any_name=False,
    ),
    _form(
        "label",
        ":|：",
        rf"^\W*(?:{_LABELS})\s*[:：]\s*{_NAME}{_END}",
        "Source: Veldt Courier",
    ),
    _form(
        "source dash",
        "-|–",
        rf"^\W*(?:source|quelle|sursa|fuente|fonte)\s[–-]\s{_NAME}{_END}",
        "Source - Veldt Courier",
    ),
    _form(
        "release source",
        "source",
        rf"^\W*(?-i:SOURCE)\s(?-i:(?P<names>[A-Z][^\n]{{2,80}}?)){_END}",
        "SOURCE Sarn Harbour Holding",
    ),
    _form(
        "hat tip",
        "h/t|ht|hat tip|via",
        rf"^\W*(?:h/?t|hat tip|via)\s*/?[:\s]\s*{_NAME}{_END}",
        "h/t: Veldt Courier",
    ),
    _form(
        "inputs",
        "",
        rf"^\W*(?:{alternatives('credits', 'inputs')})\s"
        rf"(?:de|da|do|of|von|van|di|della|del|la|des|der)?\s?{_NAME}{_END}",
        "(With inputs from Norvik Press Agency)",
    ),
    _form(
        "taken from",
        "",
        rf"^\W*(?:{alternatives('credits', 'taken')})\s{_NAME}(?:\sunder\b.*|\swith "
        rf"permission.*)?{_END}",
        "Republished from Veldt Courier under a licence",
    ),
    _form(
        "reported by",
        "by|from",
        r"^\W*(?:reported|compiled|translated|story|text|additional reporting)\s(?:from|by)\s?:?\s"
        rf"{_NAME}{_END}",
        "Compiled by Ana Brel",
        people=True,
    ),
    _form(
        "first published",
        "originally|first",
        rf"{_THIS}(?:originally|first) (?:published|appeared|posted|ran|reported)\s"
        rf"(?:on|in|by|at)\s{_NAME}(?:\s(?:under|and is|on \w+ \d|with permission)\b.*|:\s.*)?"
        rf"{_END}",
        "This article was originally published in Veldt Courier",
    ),
    _form(
        "published by",
        "this ",
        rf"{_THIS}(?:(?:re)?published|reprinted|syndicated|provided|produced|distributed|supplied|"
        rf"comes)\s(?:(?:on|in|by|at|from|via|courtesy of|with permission from)\s)+{_NAME}{_END}",
        "This story was provided by Norvik Press Agency",
        any_name=False,
    ),
    _form(
        "first published, short",
        "originally|first",
        rf"^\W*(?:originally|first) (?:published|appeared|reported|posted)\s(?:on|in|"
        rf"by|at)\s{_NAME}{_END}",
        "First published by Veldt Courier",
    ),
    _form(
        "contributed",
        "contributed",
        rf"^\W*{_NAME}\s(?:also )?contributed (?:(?:reporting )?to (?:this|the) "
        rf"(?:report|story|article|"
        rf"dispatch|piece)|reporting|to this)\b.{{0,40}}{_END}",
        "The Norvik Press Agency contributed to this report.",
        people=True,
    ),
    _form(
        "contributing",
        "contributing",
        rf"^\W*contributing\s?(?:writers?|reporters?)?:\s{_NAME}{_END}",
        "Contributing: Ana Brel, Norvik Press Agency",
        people=True,
    ),
    _form(
        "was used",
        " used",
        rf"^\W*(?:information|material|a report) (?:from|by) {_NAME}\s(?:was|were) (?:also )?used\b"
        rf".{{0,40}}{_END}",
        "Information from Norvik Press Agency was used in this report.",
    ),
    _form(
        "copyright",
        "©|(c)|copyright",
        r"^(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:by\s)?(?:(?:19|20)\d\d\s*)?(?:by\s)?"
        rf"{_NAME}(?:[.,]?\s*all rights reserved.*)?{_END}",
        "© dpa",
        any_name=False,
    ),
    _form(
        "with",
        "",
        rf"^\W*(?:{alternatives('credits', 'with')})\s"
        rf"(?-i:(?P<names>[A-ZÀ-Þ][^\n.!?]{{1,50}}?)){_END}",
        "With Norvik",
    ),
    _form(
        "provided by",
        "by",
        rf"^\W*(?:news|content|story|text)\s(?:provided|supplied|distributed)\sby\s{_NAME}{_END}",
        "News provided by Sarn Harbour Holding",
    ),
)
