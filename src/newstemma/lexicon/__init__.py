"""Which English words can say the same thing.

Built in are a table made from WordNet 3.0 by `tools/make_lexicon.py` (its licence stands
beside it), for each word the senses it has and the senses one step above, and a list of
our own of what newsrooms exchange (`alternations.txt`). It answers
one question, how near two words are, with no model and no download. What can go wrong:
words meet in a sense neither text meant, so a nearness under 1 only ever helps two
readings that already meet elsewhere; it never makes a claim by itself.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

SAME_WORD = 1.0
SAME_SENSE = 0.8
"""Share a sense: rarely and seldom; or name one action: deport and deportation."""
NEAR = 0.5
"""One sense above the other, or both under one: soldier and troops, urge and ask."""

_INFLECTIONS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)
_DEGREES = (
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
    ("iest", "y"),
    ("ier", "y"),
    ("ly", ""),
)


@lru_cache(maxsize=1)
def _lines() -> tuple[str, str]:
    """The lines of words and the lines of opposites; the latter come last in the table."""
    packed = Path(__file__).with_name("senses.tsv.gz").read_bytes()
    words, _, opposites = gzip.decompress(packed).decode().partition("\n!\t")
    return words, opposites


class _Table:
    """The entries of sorted words, looked up in the text itself.

    A dictionary of the 69,000 words costs a tenth of a second to make, more than most runs
    look up. So the text is cut into blocks at whole lines, and a word is looked for in the
    one block that can hold it.
    """

    def __init__(self, text: str) -> None:
        self._text = f"\n{text}\n"
        self._known: dict[str, str | None] = {}
        self._starts = [0]
        cut = self._text.find("\n", _BLOCK)
        while 0 <= cut <= len(text):
            self._starts.append(cut)
            cut = self._text.find("\n", cut + _BLOCK)
        self._first = [self._line(start).partition("\t")[0] for start in self._starts]
        self._starts.append(len(text) + 1)

    def _line(self, start: int) -> str:
        return self._text[start + 1 : self._text.index("\n", start + 1)]

    def get(self, word: str) -> str | None:
        """What stands behind a word, or none for a word the text does not hold."""
        if word not in self._known:
            self._known[word] = self._found(word)
        return self._known[word]

    def _found(self, word: str) -> str | None:
        block = bisect_right(self._first, word) - 1
        if block < 0:
            return None
        found = self._text.find(f"\n{word}\t", self._starts[block], self._starts[block + 1])
        return None if found < 0 else self._line(found)[len(word) + 1 :]

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None


_BLOCK = 1 << 11
"""Letters of a block of the table; half or twice as many changes little."""


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table(_lines()[0])


@lru_cache(maxsize=1)
def _alternations() -> dict[str, frozenset[str]]:
    """Per word, the lines of `alternations.txt` it stands on."""
    written = Path(__file__).with_name("alternations.txt").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for number, line in enumerate(written.splitlines()):
        if not line.startswith("#"):
            for word in line.split():
                found.setdefault(word, set()).add(f"news{number}")
    return {word: frozenset(lines) for word, lines in found.items()}


@lru_cache(maxsize=1)
def _opposed() -> dict[str, list[str]]:
    """Per dictionary word its opposites."""
    pairs = [line.split("\t")[-2:] for line in _lines()[1].splitlines()]
    written = Path(__file__).with_name("opposites.txt").read_text("utf-8")
    for line in written.splitlines():
        if not line.startswith("#"):
            some, others = (side.split() for side in line.split("/"))
            pairs += [[one, other] for one in some for other in others]
    found: dict[str, list[str]] = defaultdict(list)
    for left, right in pairs:
        found[left].append(right)
        found[right].append(left)
    return found


_AMERICAN = {
    "isation": "ization", "isations": "izations", "ise": "ize", "ises": "izes",
    "ised": "ized", "ising": "izing", "our": "or", "ours": "ors", "oured": "ored",
    "ouring": "oring", "tre": "ter", "tres": "ters", "yse": "yze", "ysed": "yzed",
    "ence": "ense", "ences": "enses", "elled": "eled", "elling": "eling",
    "ogue": "og", "ogues": "ogs", "amme": "am", "ammes": "ams", "eller": "eler",
    "ellers": "elers",
}  # fmt: skip
"""British endings to American ones; the table and the texts meet in these."""
_BRITISH = tuple(_AMERICAN)


_VARIANTS = {
    variant: word
    for word, variants in {
        "while": "whilst", "among": "amongst", "amid": "amidst", "toward": "towards",
        "forward": "forwards", "backward": "backwards", "afterward": "afterwards",
        "upward": "upwards", "downward": "downwards", "onward": "onwards", "gray": "grey",
        "skeptic": "sceptic", "skeptical": "sceptical", "skepticism": "scepticism",
        "favorite": "favourite", "favorites": "favourites", "neighborhood": "neighbourhood",
        "neighborhoods": "neighbourhoods", "tire": "tyre", "tires": "tyres", "curb": "kerb",
        "jewelry": "jewellery", "aging": "ageing", "inquiry": "enquiry",
        "inquiries": "enquiries", "judgment": "judgement", "judgments": "judgements",
        "acknowledgment": "acknowledgement", "fulfill": "fulfil", "enroll": "enrol",
        "enrollment": "enrolment", "installment": "instalment", "skillful": "skilful",
        "willful": "wilful", "focused": "focussed", "focusing": "focussing",
        "adviser": "advisor", "advisers": "advisors", "protester": "protestor",
        "protesters": "protestors", "plow": "plough", "plows": "ploughs", "jail": "gaol",
        "jailed": "gaoled", "maneuver": "manoeuvre", "maneuvers": "manoeuvres",
        "pajamas": "pyjamas", "mold": "mould", "smolder": "smoulder", "artifact": "artefact",
        "artifacts": "artefacts", "airplane": "aeroplane", "airplanes": "aeroplanes",
        "aluminum": "aluminium", "pediatric": "paediatric", "anesthetic": "anaesthetic",
        "estrogen": "oestrogen", "diarrhea": "diarrhoea", "fetus": "foetus",
        "specialty": "speciality", "mom": "mum", "spelled": "spelt", "learned": "learnt",
        "burned": "burnt", "dreamed": "dreamt", "spilled": "spilt", "leaped": "leapt",
        "counselor": "counsellor", "counselors": "counsellors", "marvelous": "marvellous",
        "woolen": "woollen", "percent": "pct", "okay": "ok", "story": "storey",
        "disk": "disc", "check": "cheque", "checks": "cheques", "sulfur": "sulphur",
        "draftsman": "draughtsman", "draft": "draught",
    }.items()
    for variant in variants.split()
}  # fmt: skip
"""Variants that no ending tells: British, older or looser ones to American ones."""


@lru_cache(maxsize=50_000)
def spelling(form: str) -> str:
    """The American spelling of an English word, where the table knows that word.

    "recognise" gives "recognize", "defence" gives "defense"; "advise" stays, for
    "advize" is no word. A word without a British ending stays itself.
    """
    variant = _VARIANTS.get(form)
    if variant:
        return variant
    if not form.endswith(_BRITISH):
        return form
    for british, american in _AMERICAN.items():
        if form.endswith(british) and len(form) > len(british) + 1:
            other = form[: -len(british)] + american
            if any(word in _table() for word in _base_forms(other)):
                return other
    return form


def _base_forms(form: str) -> list[str]:
    """The form and what it may be an inflection of; a known word is no comparative."""
    found = [form]
    endings = _INFLECTIONS if form in _table() else (*_INFLECTIONS, *_DEGREES)
    for ending, instead in endings:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            base = form[: -len(ending)] + instead
            found.append(base)
            if instead == "" and len(base) > 2 and base[-1] == base[-2]:
                found.append(base[:-1])
    return found


@lru_cache(maxsize=100_000)
def lemmas(form: str) -> tuple[str, ...]:
    """The dictionary words a folded form can be of, the form itself first if it is one."""
    table = _table()
    found: list[str] = []
    for word in _base_forms(spelling(form)):
        entry = table.get(word)
        if entry is None:
            continue
        lemma = entry[1:].rstrip("\t") if entry.startswith("=") else word
        if lemma not in found:
            found.append(lemma)
    return tuple(found)


@lru_cache(maxsize=100_000)
def _senses(form: str) -> tuple[frozenset[str], frozenset[str]]:
    own: set[str] = set()
    above: set[str] = set()
    for lemma in lemmas(form):
        entry = _table().get(lemma) or "\t"
        if not entry.startswith("="):
            mine, _, top = entry.partition("\t")
            own.update(mine.split())
            above.update(top.split())
    for word in (form, *lemmas(form)):
        own.update(_alternations().get(word, ()))
    return frozenset(own), frozenset(above - own)


@lru_cache(maxsize=100_000)
def meeting(form: str) -> frozenset[str]:
    """All under which a form can be near another: spelling, dictionary words, senses.

    Two forms that have nothing of this in common are of nearness 0.
    """
    own, above = _senses(form)
    return own | above | {f"={word}" for word in (spelling(form), *lemmas(form))}


def nearness(left: str, right: str) -> float:
    """How near two folded forms are: 1 one word, 0.8 one sense, 0.5 one step, else 0.

    Symmetric. Words the table does not hold are near only themselves.
    """
    if meeting(left).isdisjoint(meeting(right)):
        return 0.0
    if left == right or spelling(left) == spelling(right):
        return SAME_WORD
    words, others = lemmas(left), lemmas(right)
    if any(word in others for word in words):
        return SAME_WORD
    return NEAR if _senses(left)[0].isdisjoint(_senses(right)[0]) else SAME_SENSE


def near_words(words: Sequence[str]) -> dict[str, list[tuple[str, float]]]:
    """For each word the others of the list that can mean the same, with their nearness.

    Only those of a common sense, or a sense one step above: nearness by spelling alone is left out.
    """
    found: dict[str, list[tuple[str, float]]] = {word: [] for word in words}
    by_sense: dict[str, list[str]] = defaultdict(list)
    for word in words:
        own, above = _senses(word)
        senses = own | above
        lines = [by_sense[sense] for sense in senses]
        for other in set().union(*lines):
            near = NEAR if own.isdisjoint(_senses(other)[0]) else nearness(word, other)
            found[word].append((other, near))
            found[other].append((word, near))
        for line in lines:
            line.append(word)
    return found


@lru_cache(maxsize=100_000)
def opposites(form: str) -> frozenset[str]:
    """The dictionary words that are opposites of a form in some sense."""
    known = _opposed()
    return frozenset(other for word in lemmas(form) for other in known.get(word, ()))


def opposite(left: str, right: str) -> bool:
    """True where one form can be the opposite of the other: rose and fell, win and lose."""
    against = opposites(left)
    return bool(against) and not against.isdisjoint(lemmas(right))
