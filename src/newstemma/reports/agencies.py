"""The news agencies, press-release wires and photo services of the world, by every spelling.

The theory. A credit names its source in many ways: "AP", "The Associated Press",
"apnews.com". `source_of` gives the one name under which spellings meet: the table's own for
a known service, and for an unknown outlet its name without article, suffix of a domain or
fused words ("HotNews.ro" and "Hot News" are one). An outlet nobody listed is still found by
its shape (`looks_like_outlet`). What can go wrong: two services share an acronym (CNA, ANA);
then the capital letters alone name the first in the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newstemma.model import Role
from newstemma.text import fold
from newstemma.values.patterns import when_needed

_DOMAIN = when_needed(
    r"^(?:https?://)?(?:www\.)?([\w-]+)((?:\.[a-z]{2,12}){1,3})/?$", re.IGNORECASE
)
_TAIL_DOMAIN = when_needed(
    r"\.(?:com|org|net|info|news|media|live|online|tv|eu|example|(?:co|com)\.[a-z]{2}|[a-z]{2})$",
    re.I,
)
_FUSED = when_needed(r"(?<=[a-zа-я])(?=[A-ZА-Я][a-zа-я])")
_ARTICLE = when_needed(
    r"^(?:the|agen(?:ț|t)ia|agencia|agenzia|agência|агентств[оа])\s+", re.IGNORECASE
)
# A word in a name that shows it is one of the press; from the mastheads of many countries.
PRESS_WORDS = frozenset(
    """
    agency agencies news newswire wire press post times herald courier journal tribune gazette
    courrier daily telegraph media tv radio broadcasting broadcaster chronicle observer guardian
    mail mirror sun star globe record bulletin dispatch examiner inquirer ledger monitor register
    reporter review sentinel standard weekly express echo independent today network channel
    newspaper magazine digest advocate messenger argus enterprise argosy mercury banner beacon
    clarion argus reel online agenție agenția agentie agenția agenţia agenția știri stiri presa
    ziar ziarul jurnal jurnalul adevărul monitorul radio televiziune agencia prensa noticias
    diario periódico tiempo heraldo correo mundo país nación razón vanguardia agence presse
    journal dépêche figaro monde parisien quotidien agentur nachrichten zeitung tagblatt
    tageblatt anzeiger kurier rundschau bote presseagentur nachrichtenagentur agenzia stampa
    notizie giornale corriere gazzetta messaggero agência agencia notícias jornal correio folha
    persbureau nieuws krant dagblad volkskrant агентство новости газета вести известия правда
    пресс-служба телеканал радио інформагентство новини вісник
    """.split()
)
_ACRONYM = when_needed(r"^[A-ZА-ЯЁČŠŽ]{2,6}$")
# Bodies that report but are no press: "the WHO reported".
NOT_PRESS = frozenset(
    """
    UN UNO EU WHO NATO IMF FBI CIA NASA FDA CDC USGS NOAA EPA UNICEF UNESCO UNHCR IAEA OPEC OECD
    ICC OSCE FIFA UEFA IOC NBA NFL NHL MLB GDP US USA UK UAE DOJ SEC FED ECB NGO PM CEO CIS BRICS
    WTO ILO FAO WFP MSF ICRC HRW COVID AI OK TV DNA HIV IS ISIS DC LA NY NSA DHS ICE IRS ATF
    """.split()
)
_SMALL = frozenset("of and the de la le du di da del y & for in des et und der di".split())


@dataclass(frozen=True, slots=True)
class Agency:
    """A service: its normal name, what it sells (agency, release, photo), its country."""

    name: str
    kind: str
    country: str


def _rows() -> list[list[str]]:
    text = Path(__file__).with_name("agencies.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """The squeezed form two spellings of a name share: letters and figures, folded."""
    bare = _ARTICLE.sub("", name.strip())
    match = _DOMAIN.match(bare)
    if match:
        bare = match.group(1)
    return re.sub(r"[^\w]|_", "", fold(bare))


@lru_cache(maxsize=1)
def table() -> dict[str, Agency]:
    """Every spelling's squeezed form, with its service; the first listed keeps a shared one."""
    found: dict[str, Agency] = {}
    for name, kind, country, aliases in _rows():
        agency = Agency(name, kind, country)
        for spelling in (name, *aliases.split("|")):
            found.setdefault(_exact_key(spelling), agency)
    return found


def _exact_key(name: str) -> str:
    return re.sub(r"[^\w]|_", "", fold(_ARTICLE.sub("", name.strip())))


@lru_cache(maxsize=4096)
def find_agency(name: str) -> Agency | None:
    """The service a name is a spelling of; an acronym of 2-4 letters must be in capitals."""
    bare = name.strip(" .,;:()[]/|•*–—-")
    agency = table().get(_exact_key(bare)) if bare else None
    if agency is None:
        return None
    letters = [c for c in bare if c.isalpha()]
    short = len(letters) <= 4 and " " not in bare
    if short and not bare.isupper() and bare not in _lower_names():
        return None
    ordinary = len(letters) <= 8 and bare.islower() and bare not in _lower_names()
    return None if ordinary else agency


@lru_cache(maxsize=1)
def _lower_names() -> frozenset[str]:
    names = (s for name, _, _, aliases in _rows() for s in (name, *aliases.split("|")))
    return frozenset(s for s in names if not s.isupper())


def source_of(name: str) -> str:
    """The normal name under which spellings of a source meet.

    A known service has the table's name. An unknown one loses its article and the ending
    of its domain, and fused words come apart: "HotNews.ro" gives "Hot News".
    """
    agency = find_agency(name)
    if agency is not None:
        return agency.name
    bare = _ARTICLE.sub("", name.strip(" .,;:()[]|•*–—-\"'“”"))
    match = _DOMAIN.match(bare)
    bare = match.group(1) if match else _TAIL_DOMAIN.sub("", bare)
    split = " ".join(_FUSED.sub(" ", bare).split())
    return split or name.strip()


def looks_like_outlet(name: str) -> bool:
    """True for a name of the press: a listed service, a press word in it, or a domain."""
    if find_agency(name) is not None or _DOMAIN.match(name.strip()):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", name)
    return any(word.casefold() in PRESS_WORDS for word in words) and looks_like_name(name)


def is_short_for(name: str, full: str) -> bool:
    """True where a full name is the short one and words of the press: "Halcyon News Agency"."""
    words, more = name.casefold().split(), full.casefold().split()
    rest = more[len(words) :]
    return (
        bool(words) and bool(rest) and more[: len(words)] == words and PRESS_WORDS.issuperset(rest)
    )


def looks_like_name(name: str) -> bool:
    """True for one to seven words that each start with a capital, a figure or are small words."""
    words = name.strip().split()
    if not 1 <= len(words) <= 7 or len(name) > 60:
        return False
    return all(w[0].isupper() or w[0].isdigit() or w.casefold() in _SMALL for w in words) and (
        words[0][0].isupper() or words[0][0].isdigit()
    )


def looks_like_acronym(name: str) -> bool:
    """True for two to six capitals that are not a body known to be no press."""
    return bool(_ACRONYM.match(name)) and name not in NOT_PRESS


def is_agency_name(name: str) -> bool:
    """True where a name says agency: listed, or with agency, wire or press service in it."""
    agency = find_agency(name)
    if agency is not None:
        return agency.kind != "photo"
    return bool(_AGENCY_WORD.search(name))


_AGENCY_WORD = when_needed(
    r"\b(?:news ?wire|wire|press agency|news agency|agency|press association|news service|"
    r"press service|agenți[ea]|agenţi[ea]|agentura|agencia|agence|agentur|presseagentur|"
    r"nachrichtenagentur|agenzia|agência|persbureau|агентство|информагентство|інформагентство)\b",
    re.IGNORECASE,
)


def role_of(name: str) -> Role:
    """What a name on a credit line did: agency, photo, person, or else an outlet."""
    agency = find_agency(name)
    if agency is not None:
        return Role.PHOTO if agency.kind == "photo" else Role.AGENCY
    if is_agency_name(name) or looks_like_acronym(name):
        return Role.AGENCY
    if looks_like_outlet(name):
        return Role.OUTLET
    return Role.PERSON if _PERSON.match(name) else Role.OUTLET


_PERSON = when_needed(r"^[A-ZÀ-ÞА-Я][\w'’-]+ (?:[A-ZÀ-ÞА-Я]\.? )?[A-ZÀ-ÞА-Я][\w'’-]+$")
