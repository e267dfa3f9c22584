"""How alike two names sound when each was spelt by other rules.

The theory. A name crosses scripts by sound: "White" becomes Уайт, "Kikuchi" Кикути,
"Juan" Хуан. So letters are read as sounds ("sh", "kh" and "ts" are one each), and the
sounds of two names are aligned with a price for each exchange: nothing for the same,
little for sounds that languages confuse, all for strangers.
The prices were set by hand from romanisation systems (BGN/PCGN, Hepburn and Polivanov,
pinyin and Palladius) and looked at on `names/latin-cyrillic-1500`; none was trained.
"""

from __future__ import annotations

from functools import lru_cache

from newstemma.values.patterns import when_needed

_WHOLE: tuple[tuple[str, str, str], ...] = (
    (r"(?<=[ie])us$", "y", "Cassius, Кассий: Russian gives Latin names its own ending"),
    (r"^([^aeiouy]*)ay$", r"\1ey", "Ray, Рэй"),
    (r"^([^aeiouy]*)a([^aeiouyw])e$", r"\1ey\2", "Kane, Кейн: a mute e tells the vowel"),
    (r"^([^aeiouy]*)i([^aeiouyw])e$", r"\1ay\2", "Price, Прайс"),
    (r"^([^aeiouy]*)o([^aeiouyw])e$", r"\1ou\2", "Rose, Роуз"),
    (r"igh", "ay", "Wright, Райт"),
    (r"^kn", "n", "Knox, Нокс"),
    (r"^wr", "r", "Wright, Райт"),
    (r"^chzh(.*)n$", r"chzh\1ng", "Zhang, Чжан: n without a soft sign is Chinese ng"),
    (r"sy(?=[aou])", "sh", "Shoji, Сёдзи"),
    (r"gi(?=[aou])", "j", "Gianni, Джанни"),
    (r"cc(?=[ei])", "ch", "Ricci, Риччи"),
    (r"ee(?!v)", "i", "Lee, Ли"),
    (r"oo", "u", "Moore, Мур"),
)
"""What English, Italian, Latin and the ways of writing Chinese and Japanese spell by whole
syllables: pattern, letters, example."""
_SYLLABLES = tuple((when_needed(pattern), into) for pattern, into, _ in _WHOLE)

_SPELLINGS = (
    ("shch", "Š"),
    ("chzh", "J"),
    ("tsz", "J"),
    ("tsch", "Č"),
    ("sch", "Š"),
    ("tch", "Č"),
    ("dzh", "J"),
    ("sh", "Š"),
    ("ch", "Č"),
    ("zh", "J"),
    ("dz", "J"),
    ("dj", "J"),
    ("kh", "H"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "C"),
    ("tz", "C"),
    ("cz", "Č"),
    ("sz", "s"),
    ("ck", "k"),
    ("qu", "kv"),
    ("wh", "w"),
    ("mc", "mak"),
    ("x", "ks"),
    ("j", "J"),
    ("h", "H"),
    ("q", "k"),
)
_SPELT = dict(_SPELLINGS)
_UNITS = when_needed("|".join(spelling for spelling, _ in _SPELLINGS))
_FIRST_X = when_needed(r"^x(?=[aeiouy])")
_SOFT_C = when_needed(r"c(?=[eiy])")
_DOUBLE = when_needed(r"([a-zČŠ])\1")

_CLOSE = {
    "sŠ": 0.25, "ŠČ": 0.4, "Čt": 0.4, "ČC": 0.3, "Cs": 0.3, "Ct": 0.5, "Čk": 0.35, "ČH": 0.35,
    "Jz": 0.3, "Jy": 0.15, "Ji": 0.2, "Jg": 0.3, "JH": 0.35, "JČ": 0.5, "JŠ": 0.4, "zs": 0.25,
    "zC": 0.3, "Hg": 0.3, "Hk": 0.5, "kg": 0.4, "kC": 0.5, "ks": 0.8, "vb": 0.5, "vf": 0.25,
    "vu": 0.3, "wu": 0.1, "wv": 0.1, "wf": 0.4, "wo": 0.3, "yi": 0.05, "ye": 0.3, "dt": 0.4,
    "bp": 0.4, "mn": 0.4, "rl": 0.6, "ei": 0.3, "ae": 0.3, "ao": 0.3, "ou": 0.25, "au": 0.35,
    "ai": 0.5, "oi": 0.6, "ui": 0.5, "eu": 0.5, "eo": 0.4, "uy": 0.4, "ay": 0.4, "oy": 0.5,
}  # fmt: skip
_PRICE = {**_CLOSE, **{pair[::-1]: price for pair, price in _CLOSE.items()}}
_DROPPED = {
    "H": 0.35, "y": 0.2, "i": 0.4, "e": 0.3, "a": 0.45, "o": 0.4, "u": 0.4, "w": 0.3, "g": 0.6,
    "J": 0.7,
}  # fmt: skip
"""What a sound costs that one spelling has and the other has not; others cost 0.8."""


@lru_cache(maxsize=100_000)
def sounds(word: str) -> str:
    """A word in small Latin letters as its sounds, one sign each."""
    for pattern, into in _SYLLABLES:
        word = pattern.sub(into, word)
    heard = _SOFT_C.sub(
        "s", _UNITS.sub(lambda match: _SPELT[match.group()], _FIRST_X.sub("sh", word))
    )
    return _DOUBLE.sub(r"\1", heard.replace("c", "k"))


_CLASSES = str.maketrans({"z": "s", "Č": "Š", "f": "v", "w": "v", "J": "i", "y": "i"})
_GLIDES = (
    (when_needed(r"i+"), "i"),
    (when_needed(r"(?<=[^aeiou])io(?=[^aeiou])|(?<=Š)o(?=v)"), "e"),  # Gorbachyov, ё
    (when_needed(r"(?<=[aeou])i(?=[aeou])"), ""),
)


@lru_cache(maxsize=100_000)
def outline(word: str) -> str:
    """A word's sounds with those brought together that one spelling for another changes.

    Voiced and voiceless sibilants, f, v and w, j, i and y; no glide between vowels; "ou" is u.
    Two words of different outlines are two names, however alike they sound (Marino, Marina).
    """
    drawn = sounds(word).translate(_CLASSES)
    for pattern, into in _GLIDES:
        drawn = pattern.sub(into, drawn)
    return drawn.replace("ee", "e").replace("ou", "u")


_DOUBLED = (
    when_needed(r"([bcfghjklnpqrtvwxz])\1"),
    when_needed(r"(?<=[^aeiouy])([smd])\1|([smd])\2(?=[^aeiouy]|$)"),
)
_ROMANCE_START = when_needed(r"^(?:gi(?=[aou])|c(?=[aourl])|ll)")
_LAST_SIBILANT = when_needed(r"[sz]$")


@lru_cache(maxsize=100_000)
def spelling_of_its_own(word: str) -> tuple[str, ...]:
    """What a word shows of the language it is spelt in, which no romanisation changes.

    Doubled letters (Matteo is not Mateo; but Hasan and Hassan are both Arabic), a Romance or
    English beginning (Giulio, Julio; Catherine, Katherine), the last s or z (Mendes, Mendez), and
    the Polish sz (Simon, Szymon). Two words that differ here are two names.
    """
    doubled = tuple(sign for form in _DOUBLED for match in form.finditer(word) for sign in match[0])
    start = _ROMANCE_START.match(word)
    last = _LAST_SIBILANT.search(word)
    polish = "sz" if "sz" in word else ""
    return (*doubled, start[0] if start else "", last[0] if last else "", polish)


def likeness(first: str, second: str) -> float:
    """How alike two words sound, 0 to 1; symmetric, 1 for the same letters."""
    if first == second:
        return 1.0
    from rapidfuzz.distance import Indel  # 40 ms of import, only where names are compared

    left, right = sounds(first), sounds(second)
    longest = max(len(left), len(right), 1)
    heard = max(0.0, 1.0 - _distance(left, right) / longest) if left != right else 1.0
    return (1 - _LETTERS) * heard + _LETTERS * Indel.normalized_similarity(first, second)


_LETTERS = 0.04
"""The share of plain spelling in likeness: enough to part names that sound the same."""


def _distance(left: str, right: str) -> float:
    row = [0.0]
    for sign in right:
        row.append(row[-1] + _DROPPED.get(sign, 0.8))
    for place, sign in enumerate(left):
        drop = _dropped(left, place)
        following = [row[0] + drop]
        for column, other in enumerate(right):
            exchange = 0.0 if sign == other else _PRICE.get(sign + other, 1.0)
            following.append(
                min(
                    row[column] + exchange,
                    row[column + 1] + drop,
                    following[column] + _dropped(right, column),
                )
            )
        row = following
    return row[-1]


def _dropped(word: str, place: int) -> float:
    """A sound is dropped cheaply at the end of a name and after its own neighbour."""
    sign = word[place]
    if sign == "e" and place == len(word) - 1:
        return 0.1
    if sign == "g" and word[place - 1 : place] == "n":
        return 0.15
    return _DROPPED.get(sign, 0.8)
