"""Captions of pictures and the credits in them: kept apart from the body, never its source.

The forms come from agencies' own caption style ("NAME, right, gestures while ..."), from
the labels outlets print ("Photo Credit: AP") and from slashes ("REUTERS/Name").
"""

from __future__ import annotations

import re

from newstemma.languages import alternatives
from newstemma.model import Credit, Place, Role
from newstemma.reports.agencies import find_agency, looks_like_name, looks_like_outlet, source_of
from newstemma.reports.blocks import Kind, Line
from newstemma.values.patterns import when_needed

_LABEL = rf"(?:{alternatives('captions', 'labels')})"
_CREDIT_FORMS = tuple(
    when_needed(pattern, re.IGNORECASE)
    for pattern in (
        r"\((?P<name>[^()\n]{2,50}\s(?:photo|file photo|image|images|"
        r"handout)(?:/[^()\n]{2,40})?)\)",
        rf"\b{_LABEL}\s*(?:credits?|source|courtesy(?: of)?|copyright|provided|supplied)?(?: by)?"
        r"\s*[:/©|]\s*(?P<name>[^|\n]{2,120}?)\s*[).\]]*$",
        rf"\b{_LABEL}\s(?:credits?|courtesy(?: of)?|by|"
        rf"via)\s*:?\s*(?P<name>[^|\n.]{{2,60}}?)[).\]]*$",
        r"^image source[,:]\s*(?P<name>[^|\n]{2,60})$",
        r"\S{3,}\s(?:[/|]\s)?(?:©|\(c\))\s?(?P<name>[^|\n©]{2,60}?)\s*$",
        r"(?:\(|\||^)\s*(?:credits?|courtesy(?: of)?|handout(?: via)?|via)\s*[:/]?\s*"
        r"(?P<name>[^|()\n]{2,60}?)\s*[).\]]*$",
    )
)
# One of these stands, in small letters, in any line the forms above or `_FILE` below know.
_CREDIT_WORDS = tuple(
    "© (c) photo imag imág pic fot bild beeld immag créd légende divulg captur фото зображ "
    "изображ снимок світлин видео відео video graphic illustration credit courtesy handout "
    "via".split()
)
_FILE_WORDS = tuple(
    "file handout undated representat satellite screen courtroom illustrative archive combination "
    "photo image pictur foto bild archiv arquivo caption figure grab seen shown".split()
)
_SLASHED = when_needed(r"(?P<name>[^\W\d_][\w .'’-]{0,40}(?:/[^\W\d_][\w .,'’-]{1,40}){1,3})\W*$")
_SERVICE_PHOTO = when_needed(
    r"\b(?P<name>[A-Z][\w.]{1,20}(?: [A-Z]\w+)?) (?:Photo|PHOTO|Images?)\b"
)
_HAT_TIP = when_needed(r"\W*h/?t\b", re.IGNORECASE)
_IN_BRACKETS = when_needed(r"[(\[|]\s*(?P<name>[^()\[\]|\n]{2,60}?)\s*[)\]]?\.?$")
_POSED = when_needed(
    r"^[^\W\d_a-zа-я][^.\"“”]{2,110}?[,(] ?(?:(?:far|second|third|front|back|"
    r"top|bottom|upper|lower)"
    r"(?: row)?(?: from)?(?: the)? )?(?:left|right|cent(?:er|re)|l|r|c)(?:\)|,| and | in | with )"
    r"[^\"“”]*$"
)
_PICTURED = when_needed(r"\((?:pictured|above|below|left|right|centre|center)\b[^()]{0,40}\)")
_FILE = when_needed(
    r"^(?:an? |the |this )?(?:file|handout|undated|representational|representative|satellite|"
    r"screen ?grab|courtroom|illustrative|archive|combination)\b.{0,12}"
    r"(?:photo|image|picture|pic|sketch|shows?|from|grab|of)\b|"
    r"\b(?:in|from) this (?:[\w-]+,? ){0,4}(?:photo|image|picture|photograph|"
    r"frame grab|screengrab)\b|"
    r"^image (?:source|caption|credit)\b|"
    r"^(?:pictured|in pictures?|photo|image|caption|figure)\s?(?:\d+)?\s*[:|]|"
    r"\b(?:pictured|seen|shown) (?:here|above|below)\b|\((?:file|archive|"
    r"representative)(?: photo| image| pic)?\)|"
    r"\bfile (?:photo|image|picture)\b|"
    r"\bin an? (?:undated|file|handout|archive|family|police) (?:photo|image|picture|photograph)\b|"
    r"\((?:archivbild|symbolbild|symbolfoto|archivfoto|foto de archivo|foto d'archivio|"
    r"foto d[ae] arquivo|imagen de archivo|photo d'archives|arhiv[ăa]|архив|архівне фото)\)",
    re.IGNORECASE,
)
_PERSON = when_needed(r"^[A-ZÀ-Þ][\w'’-]+ (?:[A-ZÀ-Þ]\.? )?[A-ZÀ-Þ][\w'’-]+$")
_NAMED = when_needed(r"[A-ZÀ-Þ][\w'’-]+ (?:[A-ZÀ-Þ]\.? )?[A-ZÀ-Þ][\w'’-]+$")
_SAID = when_needed(r"\b(?:said|says|told|added|according to)\b", re.IGNORECASE)
# No caption of an agency is longer; body lines that look posed mostly are.
LONGEST_CAPTION = 600


def photo_names(line: Line) -> tuple[str, ...]:
    """The names a line credits its picture to, in order; empty for a line that credits none."""
    if len(line.text) > LONGEST_CAPTION:
        return ()
    for form in _CREDIT_FORMS if _holds(line.plain, _CREDIT_WORDS) else ():
        match = form.search(line.text)
        if match and _can_be_credit(match["name"]):
            return _split(match["name"])
    if signed := _signed_names(line):
        return signed
    return (line.text.strip("()[] ."),) if _is_photo_service(line) else _agency_names(line)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, words))


def _can_be_credit(name: str) -> bool:
    first = re.split(r"[/,]", name)[0].strip()
    first = re.sub(r"\s(?:photo|file photo|image|images|handout)$", "", first, flags=re.IGNORECASE)
    return looks_like_name(first) or find_agency(first) is not None


def _agency_names(line: Line) -> tuple[str, ...]:
    text = line.text
    if _HAT_TIP.match(text):
        return ()
    named = "Photo" in text or "PHOTO" in text or "Image" in text
    service = _SERVICE_PHOTO.search(text) if named else None
    if service and find_agency(service["name"]):
        return (service["name"],)
    slashed = _SLASHED.search(text[-140:]) if "/" in text[-140:] else None
    if slashed and _is_slashed_credit(slashed["name"], line):
        return _split(_after_stop(slashed["name"]))
    bracket = _IN_BRACKETS.search(text[-80:]) if line.kind is Kind.CAPTION else None
    if bracket and find_agency(bracket["name"]):
        return (bracket["name"],)
    return ()


_SIGNED = when_needed(r"\((?P<name>[^()/\n]{5,40}/[^()/\n]{2,40})\)\.?$")


def _signed_names(line: Line) -> tuple[str, ...]:
    """The photographer and service in brackets that end a caption: "(Ana Brel/Veldt Courier)"."""
    match = _SIGNED.search(line.text[-90:]) if len(line.text) <= 300 else None
    if match is None or _SAID.search(line.text):
        return ()
    parts = [part.strip() for part in match["name"].split("/")]
    person = len(parts[0].split()) > 1 and all(map(looks_like_name, parts))
    return tuple(parts) if person else ()


def _is_slashed_credit(names: str, line: Line) -> bool:
    parts = _after_stop(names).split("/")
    shouted = any(map(str.isupper, parts)) and any(map(_NAMED.search, parts))
    known = shouted or any(map(find_agency, parts))
    return known or (line.kind is Kind.CAPTION and all(looks_like_name(part) for part in parts))


def _after_stop(names: str) -> str:
    return re.split(r"[.!?]\s", names)[-1]


def _split(names: str) -> tuple[str, ...]:
    parts = re.split(r"\s*[/|]\s*|\s+via\s+", names)
    bare = (re.sub(r"\s(?:file )?(?:photo|images?|handout)$", "", p, flags=re.I) for p in parts)
    return tuple(part.strip(" .)]") for part in bare if len(part.strip(" .)]")) > 1)


def is_caption(line: Line) -> bool:
    """True for a line that describes a picture or credits one."""
    if line.kind is Kind.CAPTION or _is_photo_service(line):
        return True
    if len(line.text) > LONGEST_CAPTION:
        return False
    filed = _holds(line.plain, _FILE_WORDS) and _FILE.search(line.text)
    if filed and not _SAID.search(line.text):
        return True
    if _PICTURED.search(line.text) and not line.ends_sentence:
        return True
    if _POSED.match(line.text) and not _SAID.search(line.text):
        return True
    return bool(photo_names(line)) and not _is_text_source(line)


def _is_photo_service(line: Line) -> bool:
    agency = find_agency(line.text) if len(line.text) < 50 else None
    return agency is not None and agency.kind == "photo"


def _is_text_source(line: Line) -> bool:
    """Whether a short line joins services of text, as in "AFP/Reuters"."""
    if len(line.text) >= 40 or re.search(_LABEL, line.plain) or "/" not in line.text:
        return False
    parts = line.text.strip("()[]. ").split("/")
    known = [find_agency(part) for part in parts]
    if re.fullmatch(r"[a-z]{2,4}", parts[0]) and any(known[1:]):
        return True
    return all(agency is not None and agency.kind != "photo" for agency in known)


def photo_credits(line: Line) -> tuple[Credit, ...]:
    """The photo credits of a caption line; a photographer is one too, beside the service."""
    return tuple(
        Credit(name, source_of(name), _role(name), Place.CREDIT_LINE, line.text)
        for name in photo_names(line)
    )


def _role(name: str) -> Role:
    """A photographer is a person, whatever else is credited with a picture a photo source."""
    person = _PERSON.match(name) and not looks_like_outlet(name)
    return Role.PERSON if person else Role.PHOTO
