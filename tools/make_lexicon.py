"""Make `src/newstemma/lexicon/senses.tsv.gz` from WordNet 3.0, to the byte.

WordNet (Princeton University, permissive licence, kept beside the table) gives which
words can mean the same, which noun names a verb's action, and which sense lies one step
above another. Debian's package `wordnet-base` holds its files:

    apt-get install wordnet-base
    python tools/make_lexicon.py /usr/share/wordnet

One line a word: the word, its senses, the senses one step above; `=` gives the word an
irregular form is of; `!` opens a pair of opposites. Kept are single
lower-case words, each with its four commonest senses and any other that the SemCor
counts in WordNet saw at least once: rare senses make any two words meet.
"""

from __future__ import annotations

import gzip
import io
import sys
from collections import defaultdict
from pathlib import Path

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
COMMON_SENSES = 4
WIDEST_SENSE = 60
"""A sense above more words than these ("to change", "person") makes none of them near."""
Sense = tuple[str, str]  # part of speech, offset


def counted_senses(folder: Path) -> set[tuple[str, str, int]]:
    """The (word, part, sense number) that occur in SemCor."""
    parts = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    seen = set()
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, number, _count = line.split()
        word, rest = key.split("%")
        seen.add((word, parts[rest[0]], int(number)))
    return seen


def kept(word: str) -> bool:
    return len(word) > 2 and word.isascii() and word.isalpha() and word.islower()


def read_words(folder: Path) -> dict[str, set[Sense]]:
    counted = counted_senses(folder)
    words: dict[str, set[Sense]] = defaultdict(set)
    for part, name in PARTS.items():
        for line in (folder / f"index.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            word, senses = fields[0], fields[-int(fields[2]) :]
            if not kept(word):
                continue
            for number, offset in enumerate(senses, 1):
                if number <= COMMON_SENSES or (word, part, number) in counted:
                    words[word].add((part, offset))
    return words


def read_links(folder: Path) -> tuple[dict[Sense, set[Sense]], dict[Sense, set[Sense]]]:
    """Per sense: the verb senses its nouns name, and the senses one step above it."""
    derived: dict[Sense, set[Sense]] = defaultdict(set)
    above: dict[Sense, set[Sense]] = defaultdict(set)
    for part, name in PARTS.items():
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            own = (part, fields[0])
            start = 4 + 2 * int(fields[3], 16)
            for at in range(start + 1, start + 1 + 4 * int(fields[start]), 4):
                symbol, offset, other = fields[at : at + 3]
                target = ("a" if other == "s" else other, offset)
                if symbol == "+" and part == "n" and other == "v":
                    derived[own].add(target)
                elif symbol == "@" or (symbol in ("&", "*") and part != "n"):
                    above[own].add(target)
    return derived, above


def read_opposites(folder: Path) -> set[tuple[str, str]]:
    """Pairs of kept words that WordNet has as opposites, each once, in order."""
    words_of: dict[Sense, list[str]] = {}
    links: list[tuple[Sense, str, Sense]] = []
    for part, name in PARTS.items():
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            own = (part, fields[0])
            count = int(fields[3], 16)
            words_of[own] = [word.split("(")[0] for word in fields[4 : 4 + 2 * count : 2]]
            start = 4 + 2 * count
            for at in range(start + 1, start + 1 + 4 * int(fields[start]), 4):
                symbol, offset, other, places = fields[at : at + 4]
                if symbol == "!":
                    links.append((own, places, ("a" if other == "s" else other, offset)))
    found = set()
    for own, places, target in links:
        left = words_of[own][int(places[:2], 16) - 1]
        right = words_of[target][int(places[2:], 16) - 1]
        if kept(left) and kept(right):
            found.add((min(left, right), max(left, right)))
    return found


def irregular(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("verb", "noun", "adj"):
        for line in (folder / f"{name}.exc").read_text().splitlines():
            form, *lemmas = line.split()
            if kept(form) and kept(lemmas[0]):
                found.setdefault(form, lemmas[0])
    return found


def base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def main(folder: Path, target: Path) -> None:
    words = read_words(folder)
    entries = sense_entries(words, *read_links(folder))
    forms = irregular(folder).items()
    entries |= {form: f"={lemma}\t" for form, lemma in forms if lemma in words}
    out = io.StringIO()
    for word in sorted(entries):
        out.write(f"{word}\t{entries[word]}\n")
    for left, right in sorted(read_opposites(folder)):
        out.write(f"!\t{left}\t{right}\n")
    target.write_bytes(gzip.compress(out.getvalue().encode(), mtime=0))


def sense_entries(
    words: dict[str, set[Sense]],
    derived: dict[Sense, set[Sense]],
    above: dict[Sense, set[Sense]],
) -> dict[str, str]:
    """By word its senses and those one step above, numbered; only senses two words share."""
    bearers: dict[Sense, int] = defaultdict(int)
    holders: dict[Sense, int] = defaultdict(int)
    own_of, above_of = {}, {}
    for word, senses in words.items():
        own_of[word] = senses | {verb for sense in senses for verb in derived[sense]}
        above_of[word] = {top for sense in own_of[word] for top in above[sense]} - own_of[word]
        for sense in own_of[word]:
            bearers[sense] += 1
        for sense in own_of[word] | above_of[word]:
            holders[sense] += 1
    narrow = {sense for sense, count in holders.items() if count <= WIDEST_SENSE}
    above_of = {word: tops & narrow for word, tops in above_of.items()}
    useful = sorted(s for s, n in holders.items() if n > 1 and (s in narrow or bearers[s] > 1))
    number = {sense: base36(i) for i, sense in enumerate(useful)}
    entries: dict[str, str] = {}
    for word in words:
        own = " ".join(number[s] for s in sorted(own_of[word]) if s in number)
        top = " ".join(number[s] for s in sorted(above_of[word]) if s in number)
        if own or top:
            entries[word] = f"{own}\t{top}"
    return entries


if __name__ == "__main__":
    table = Path(__file__).parent.parent / "src/newstemma/lexicon/senses.tsv.gz"
    main(Path(sys.argv[1]), table)
    print(f"{table.name}: {table.stat().st_size} bytes")
