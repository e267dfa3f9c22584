"""Who publishes a report, under which title, by whom, in which language.

The theory. Metadata says it best; where a text has none, its junk does: the outlet names
itself in member boxes, in its copyright line, in the author's bio. The agency a report
credits is never its outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newstemma.languages import alternatives
from newstemma.model import Credit, Place, Removed, Role
from newstemma.reports.agencies import (
    find_agency,
    key_of,
    looks_like_name,
    looks_like_outlet,
    source_of,
)
from newstemma.reports.blocks import is_title_case
from newstemma.reports.owners import host_of, known_owners
from newstemma.reports.sheet import Sheet
from newstemma.reports.sifted import squeezed
from newstemma.values.patterns import when_needed

_NAME = (
    r"(?P<name>(?:[Tt]he )?[A-ZÀ-ÞĂÂÎȘȚА-ЯІЇЄ0-9][\w&'’.-]*(?: (?:of|de|del|din|"
    r"la|[A-Z0-9À-ÞĂÂÎȘȚА-ЯІЇЄ][\w&'’-]*)){0,5})"
)
_LOOSE_NAME = r"(?P<name>(?:the )?[\w&'’.-]+(?: [\w&'’.-]+){0,4}?)"
# How outlets name themselves in what they print around a text; the surest first. Before each
# the words one of which it holds: most texts need no more than these looked for.
_SELF = tuple(
    (words.split("|"), when_needed(pattern))
    for words, pattern in (
        (
            "egistered user",
            rf"[Rr]egistered user of {_NAME}(?= and\b|,|\.|$)",
        ),
        (
            "urrently working",
            rf"[Cc]urrently working (?:at|for|with) {_LOOSE_NAME}(?=[,.;]| and\b| as\b| where\b|$)",
        ),
        (
            "©|(c)|(C)|opyright",
            rf"(?:©|\([Cc]\)|[Cc]opyright)(?:\s*(?:©|\([Cc]\)|[Bb]y))?\s*(?:19|"
            rf"20)?\d*[\s,–-]*{_NAME}(?=[.,|]|\s[Aa]ll\b|\s\d|$)",
        ),
        (
            "dited by|reated by|erified by",
            rf"(?:[Ee]dited|[Cc]reated|[Vv]erified) by (?:the )?{_NAME} (?:staff|team|"
            rf"newsroom|[Dd]esk)",
        ),
        (
            "ollow |ike |oin ",
            rf"(?:[Ff]ollow|[Ll]ike|[Jj]oin) {_NAME}(?:'s|’s)? on (?:Facebook|Twitter|X|"
            rf"Instagram|Telegram|WhatsApp|Google News|YouTube)",
        ),
        (
            "newsletter|app|App|mail|alerts|daily|journalism|briefing|channel",
            rf"(?:[Ss]ubscribe to|[Ss]ign up (?:for|to)|[Dd]ownload|[Gg]et|[Ss]upport|"
            rf"[Bb]ecome a member of) (?:the )?{_NAME}(?:'s|’s)? (?:newsletters?|app|App|"
            rf"e-?mail|alerts|daily|journalism|briefing|channel)",
        ),
        (
            "reporter|editor|correspondent|writer|journalist|columnist|producer",
            rf"(?:reporter|editor|correspondent|writer|journalist|columnist|producer) "
            rf"(?:at|for|with) {_NAME}(?=[,.;]| and\b| where\b| who\b| based\b| "
            rf"covering\b|$)",
        ),
        (
            "covers|writes about|reports on",
            rf"(?:covers|writes about|reports on) [^.]{{3,60}}? for {_NAME}(?=[,.;]|$)",
        ),
        (
            "ead more|ead the full story|ead all",
            rf"[Rr]ead (?:more|the full story|all) (?:on|at|in|from) {_NAME}(?=[,.;:!]|$)",
        ),
        (
            "appeared first on",
            rf"appeared first on {_NAME}(?=[,.;]|$)",
        ),
    )
)
_NOT_OUTLETS = frozenset(
    "twitter x facebook instagram telegram whatsapp google youtube us our we "
    "apple the this all vuukle disqus reserved linkedin".split()
)
_SUFFIX = when_needed(r"\s+(?:[|–—•·»]|-{1,2}|::?)\s+(?P<tail>[^|–—•·»]{2,50})$")
_KICKER = when_needed(
    rf"^(?:{alternatives('header', 'kickers')}|update \d|wrapup \d)\s*[|:•·–—-]\s+(?=\S)",
    re.IGNORECASE,
)


def owner_of(outlet: str | None) -> str | None:
    """Who owns an outlet, from the table of owners; none when it is not listed."""
    row = known_owners().get(key_of(outlet)) if outlet else None
    return row[1] if row else None


def outlet_of(
    sheet: Sheet,
    url: str | None,
    removed: Iterable[Removed],
    found: Iterable[Credit],
    beside_date: Iterable[str] = (),
) -> str | None:
    """The outlet of a page: its metadata, what its junk calls it, its URL; none if unknown."""
    said = [v for v in sheet.all("outlet") if len(v) <= 80]
    if said:
        best = next((v for v in said if not _is_domain(v)), said[0])
        return _tidy(best)
    credits = [c for c in found if c.role is not Role.PHOTO]
    credited = {key_of(c.source) for c in credits}
    # a paper's own text says "told the Post" and "seen by the Post" too
    outside = {key_of(c.source) for c in credits if c.place is not Place.IN_TEXT}
    junk = [
        r.text
        for r in removed
        if r.rule not in ("credit line", "caption", "link", "live-text line")
    ]
    beside = [name for name in beside_date if _can_be_outlet(name, outside)]
    named = _named_in(junk, credited) or (_tidy(beside[0]) if beside else None)
    return named or _from_title(sheet) or _from_url(url or sheet.first("url"))


def _named_in(texts: list[str], credited: set[str]) -> str | None:
    for words, pattern in _SELF:
        for text in texts:
            match = pattern.search(text[:700]) if any(w in text for w in words) else None
            if match and _can_be_outlet(match["name"], credited):
                return _tidy(match["name"])
    return None


def _can_be_outlet(name: str, credited: set[str]) -> bool:
    key = key_of(name)
    words = name.split()
    known = find_agency(name)
    if not key or key in credited or key in _NOT_OUTLETS or key.isdigit():
        return False
    if words[0].casefold() in _NOT_OUTLETS and len(words) == 1:
        return False
    return known is None or key_of(known.name) not in credited


def _tidy(name: str) -> str:
    bare = name.strip(" .,;|-–—")
    listed = known_owners().get(key_of(bare))
    if listed is not None:
        return listed[0]
    return source_of(bare) if _is_domain(bare) else bare


def _is_domain(name: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", name))


def _from_title(sheet: Sheet) -> str | None:
    _, suffix = split_title(sheet.first("page title") or sheet.first("title"))
    return _tidy(suffix) if suffix else None


def _from_url(url: str | None) -> str | None:
    host = host_of(url)
    if not host or host.replace(".", "").isdigit():
        return None
    listed = known_owners().get(key_of(host)) or known_owners().get(key_of(source_of(host)))
    return listed[0] if listed else host


def split_title(title: str, outlet: str | None = None) -> tuple[str, str]:
    """A title and the outlet's name printed behind it: "Strike ends | Veldt Courier".

    A suffix after a bar is one where it is short and shaped like a name; after a dash it
    must be the known outlet or look like the press.
    """
    match = _SUFFIX.search(title)
    if match is None or len(title[: match.start()].split()) < 3:
        return title, ""
    tail = match["tail"].strip()
    sign = match.group().strip()[:1]
    if outlet and key_of(tail) == key_of(outlet):
        return title[: match.start()].strip(), tail

    shaped = looks_like_name(tail) and len(tail.split()) <= 5
    if (sign == "|" and shaped) or (looks_like_outlet(tail) and not is_title_case(title)):
        return title[: match.start()].strip(), tail
    return title, ""


def title_on_page(sheet: Sheet) -> str:
    """The headline as header fields give it, less a suffix where a line shows it without."""
    named = sheet.first("heading") or sheet.first("title") or sheet.first("page title")
    for value in (*sheet.all("title"), *sheet.all("page title")):
        match = _SUFFIX.search(value)
        head = squeezed(value[: match.start()]) if match else ""
        if head and any(squeezed(line.text) == head for line in sheet.lines[:12] + sheet.before):
            return value[: match.start()].strip() if match else value
    return split_title(named)[0]


def title_of(sheet: Sheet, sifted: str, outlet: str | None) -> str:
    """The headline without the outlet's name: metadata's, the heading's, or the text's own."""
    named = sheet.first("title") or sheet.first("heading") or title_on_page(sheet)
    title, _ = split_title(named or sifted, outlet)
    return _KICKER.sub("", title).strip()


def authors_of(sheet: Sheet, byline: Iterable[str]) -> tuple[str, ...]:
    """The people named as authors, each once; agencies and the outlet are credits instead."""
    names = [_author(n) for n in (*sheet.all("author"), *byline)]
    kept = [n for n in names if _is_person(n)]
    return tuple(dict.fromkeys(kept))


def _author(name: str) -> str:
    return re.sub(r"^(?:by|von|par|por|di|de)\s+", "", name.strip(" ,.;|"), flags=re.IGNORECASE)


def _is_person(name: str) -> bool:
    if not name or len(name) > 60 or "/" in name or "@" in name or any(c.isdigit() for c in name):
        return False
    return find_agency(name) is None and looks_like_name(name) and len(name.split()) <= 5
