"""Gather the junk phrases of all language packs into the table that cleaning reads.

    python tools/phrase_words.py

`reports/phrases.tsv` is written by this tool and by nothing else: each phrase of a pack's
`junk` table with its rule and language, and the words one of which any line it knows must
hold; a phrase without them is tried on every line, which is right but slow. A test checks
that the table is what this tool would write.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from newstemma.languages import packs

PHRASES = Path(__file__).parent.parent / "src/newstemma/reports/phrases.tsv"
SHORTEST = 3
_parser: Any = import_module("re._parser")  # the standard library's own, without types


def needed(pattern: str) -> tuple[str, ...]:
    """Strings one of which stands in any text a pattern matches; empty where none is sure."""
    return tuple(sorted(_of_sequence(_parser.parse(pattern))))


def _of_sequence(items: Any) -> frozenset[str]:
    """The surest choice among the parts that stand one after another."""
    run, choices = "", []
    for operation, argument in items:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        choices += [frozenset({run}), _of_part(str(operation), argument)]
        run = ""
    usable = [choice for choice in (*choices, frozenset({run})) if _letters(choice) >= SHORTEST]
    return max(usable, key=lambda words: (_letters(words), -len(words)), default=frozenset())


def _of_part(operation: str, argument: Any) -> frozenset[str]:
    if operation == "SUBPATTERN":
        return frozenset() if argument[1] else _of_sequence(argument[3])
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if operation.endswith("_REPEAT"):
        return _of_sequence(argument[2]) if argument[0] else frozenset()
    if operation == "BRANCH":
        parts = [_of_sequence(part) for part in argument[1]]
        return frozenset().union(*parts) if all(parts) else frozenset()
    return frozenset()


def _letters(words: frozenset[str]) -> int:
    """How many letters in a row the least telling of some words has."""
    return min((max(map(len, _split(word)), default=0) for word in words), default=0)


def _split(word: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in word).split()


def rows() -> list[str]:
    """The table as it should be: rules in the order of the first pack that has them."""
    found = ["\t".join(("rule", "language", "pattern", "words"))]
    for rule in _rules():
        for pack in packs().values():
            for pattern in pack.entries("junk", rule):
                found.append("\t".join((rule, pack.code, pattern, "|".join(needed(pattern)))))
    return found


def _rules() -> list[str]:
    return list(dict.fromkeys(rule for pack in packs().values() for rule in pack.tables["junk"]))


def main() -> None:
    PHRASES.write_text("\n".join(rows()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
