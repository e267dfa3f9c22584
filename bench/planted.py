"""A corpus with planted copies: who copied whom, and how, is known of every item.

Passages of our own stories and, in place, of the real reports beside the repository are the
originals. From each comes one item of each class below. What an item needs around it is cut
from passages used nowhere else, so two items that do not belong together share text only
where the real reports do; such pairs (15 words in a row) count for nobody.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from newstemma.families import base_stories, simulate
from newstemma.text import FUNCTION_WORDS, sentences

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
PLACES = (
    "stories/allsides-to-2018-06",
    "stories/distractors-2018-h1",
    "stories/basil",
    "quotes/polnear-dev",
    "stories/meantime-en-es",
)
VERSIONS = "translations/wmt2021-is-ja-versions"
LEAST_WORDS = 150
HOST_WORDS = 60


class Item(NamedTuple):
    """A text, the family it belongs to (-1: nobody's), and its class."""

    text: str
    family: int
    kind: str


def _rows(place: str) -> Iterator[dict[str, Any]]:
    path = SHARED / f"{place}.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _articles() -> Iterator[str]:
    for number, story in enumerate(base_stories()):
        yield simulate(number, stories=[story]).reports[0].text
    for place in PLACES:
        yield from (row["text"] for row in _rows(place) if row.get("lang", "en") == "en")


def _passages(words: int) -> Iterator[list[str]]:
    """Sentences in a row of at least so many words, from one article each; no text twice."""
    seen: set[str] = set()
    for article in _articles():
        passage: list[str] = []
        for span in sentences(article):
            sentence = " ".join(article[span.start : span.end].split())
            if len(sentence.split()) < 4 or sentence in seen:
                continue
            seen.add(sentence)
            passage.append(sentence)
            if sum(len(one.split()) for one in passage) >= words:
                yield passage
                passage = []


# --- what is done to a passage ------------------------------------------------


def _copy(passage: list[str], random: Random, host: list[str]) -> str:
    return " ".join(passage)


def _shuffled(passage: list[str], random: Random, host: list[str]) -> str:
    return " ".join(random.sample(passage, len(passage)))


def _edited(passage: list[str], random: Random, host: list[str]) -> str:
    """One word in ten another, gone or added; the first sentence is the editor's own."""
    words: list[str] = []
    for word in " ".join(passage).split():
        luck = random.random()
        if luck < 0.05:
            words.append(_other(word))
        elif luck < 0.08:
            words += [word, random.choice(("also", "now", "still", "reportedly"))]
        elif luck >= 0.10:
            words.append(word)
    return f"{host[0]} {' '.join(words)}"


def _condensed(passage: list[str], random: Random, host: list[str]) -> str:
    """Two sentences in five, each without what stands after its last comma."""
    count = max(2, round(0.4 * len(passage)))
    kept = sorted(random.sample(range(len(passage)), min(count, len(passage))))
    return " ".join(_cut(passage[place]) for place in kept)


def _cut(sentence: str) -> str:
    head, comma, _ = sentence.rpartition(", ")
    return head + "." if comma and len(head.split()) > 8 else sentence


def _excerpt(passage: list[str], random: Random, host: list[str]) -> str:
    """50 to 80 words in a row, within as much that is somebody else's."""
    words = " ".join(passage).split()
    length = random.randint(50, 80)
    start = random.randint(0, max(0, len(words) - length))
    return f"{' '.join(host)} {' '.join(words[start : start + length])}"


def _sentence(passage: list[str], random: Random, host: list[str]) -> str:
    """One sentence of ten words or more, amid a text that is somebody else's."""
    long = [one for one in passage if 10 <= len(one.split()) <= 40] or [max(passage, key=len)]
    place = random.randint(0, len(host))
    return " ".join([*host[:place], random.choice(long), *host[place:]])


def _paraphrase(passage: list[str], random: Random, host: list[str]) -> str:
    """Heavily: half of the words are others, clauses change places, function words come and go."""
    return " ".join(_reworded(sentence, random) for sentence in passage if random.random() < 0.95)


def _reworded(sentence: str, random: Random) -> str:
    clauses = sentence.rstrip(".").split(", ")
    if len(clauses) > 1 and random.random() < 0.6:
        clauses = clauses[1:] + clauses[:1]
    words: list[str] = []
    for word in ", ".join(clauses).split():
        plain = word.strip(",.;:!?\"'“”").casefold()
        if plain in FUNCTION_WORDS:
            words += [] if random.random() < 0.35 else [word]
        elif word[0].islower() and random.random() < 0.55:
            words.append(_other(word))
        else:
            words.append(word)
        if random.random() < 0.18:
            words.append(random.choice(("the", "of", "which", "then", "had", "its", "in")))
    for place in range(len(words) - 1):
        if random.random() < 0.15:
            words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words) + "."


def _other(word: str) -> str:
    """A word that stands for a synonym: always the same one for a word, and a word of its own."""
    plain = word.strip(",.;:!?\"'“”")
    vowels = str.maketrans("aeiouAEIOU", "eioauEIOAU")
    return word.replace(plain, plain[::-1].translate(vowels).lower()) if plain else word


CLASSES: dict[str, Callable[[list[str], Random, list[str]], str]] = {
    "copy": _copy,
    "shuffled": _shuffled,
    "edited": _edited,
    "condensed": _condensed,
    "excerpt": _excerpt,
    "sentence": _sentence,
    "paraphrase": _paraphrase,
}


def corpus(families: int, seed: int = 6) -> list[Item]:
    """So many originals with an item of each class, and the translated versions, shuffled.

    Fewer where the texts at hand do not suffice.
    """
    random = Random(seed)
    passages = list(islice(_passages(LEAST_WORDS), 2 * families))
    random.shuffle(passages)
    # A third of the text is kept back as what surrounds the planted parts.
    originals = passages[: min(families, 2 * len(passages) // 3)]
    hosts = _hosts(passages[len(originals) :], random)
    items: list[Item] = []
    for family, passage in enumerate(originals):
        items.append(Item(" ".join(passage), family, "original"))
        for kind, make in CLASSES.items():
            items.append(Item(make(passage, random, next(hosts)), family, kind))
    items += _versions(len(originals))
    random.shuffle(items)
    return items


def _hosts(passages: list[list[str]], random: Random) -> Iterator[list[str]]:
    """Stretches of text used nowhere else; when these are used up, words in no order."""
    words = [word for passage in passages for sentence in passage for word in sentence.split()]
    waiting: list[str] = []
    for passage in passages:
        for sentence in passage:
            waiting.append(sentence)
            if sum(len(one.split()) for one in waiting) >= HOST_WORDS:
                yield waiting
                waiting = []
    while True:
        drawn = random.choices(words, k=HOST_WORDS)
        yield [" ".join(drawn[: HOST_WORDS // 2]) + ".", " ".join(drawn[HOST_WORDS // 2 :]) + "."]


def _versions(first: int) -> Iterator[Item]:
    """English translations of one article each: one family for each article."""
    families: dict[tuple[str, str], int] = {}
    for row in _rows(VERSIONS):
        if row["kind"] != "src":
            family = families.setdefault((row["set"], row["doc"]), first + len(families))
            yield Item("\n".join(row["sentences"]), family, "version")


# --- what was found ---------------------------------------------------------------

REALLY_SHARED = 15


class Score(NamedTuple):
    """Recall by class, and the share of the pairs found that belong together.

    `precision` leaves out pairs of strangers that share 15 words in a row, for they are
    copies that nobody planted; `strict` counts them as wrong.
    """

    recall: dict[str, float]
    precision: float
    strict: float


def score(items: Sequence[Item], pairs: Iterable[tuple[int, int]]) -> Score:
    """How well these pairs of items tell who copied whom."""
    found = {(min(pair), max(pair)) for pair in pairs}
    wanted, met = Counter[str](), Counter[str]()
    for kind, pair in _planted(items):
        wanted[kind] += 1
        met[kind] += pair in found
    strange = [pair for pair in found if items[pair[0]].family != items[pair[1]].family]
    real = sum(_share_words(items[one].text, items[other].text) for one, other in strange)
    count = max(len(found), 1)
    return Score(
        {kind: met[kind] / wanted[kind] for kind in sorted(wanted)},
        1 - (len(strange) - real) / max(count - real, 1),
        1 - len(strange) / count,
    )


def _planted(items: Sequence[Item]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The class and the numbers of each pair that must be found, the lower first."""
    families: dict[int, list[int]] = {}
    for number, item in enumerate(items):
        families.setdefault(item.family, []).append(number)
    for numbers in families.values():
        for one, other in combinations(numbers, 2):
            kinds = {items[one].kind, items[other].kind}
            if kinds == {"version"}:
                yield "version", (one, other)
            elif "original" in kinds:
                yield (kinds - {"original"}).pop(), (one, other)


def _share_words(one: str, other: str) -> bool:
    return not _runs(one).isdisjoint(_runs(other))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.strip(".,;:!?\"'“”’‘()").casefold() for word in text.split()]
    words = [word for word in words if word]
    return {
        tuple(words[place : place + REALLY_SHARED])
        for place in range(len(words) - REALLY_SHARED + 1)
    }
