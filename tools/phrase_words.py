"""Write beside each junk phrase the words one of which any line it knows must hold.

    python tools/phrase_words.py

The last column of `reports/phrases.tsv` is read off the patterns by this tool and by nothing
else; a phrase without it is tried on every line, which is right but slow. A test checks that
the column is what this tool would write.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

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


def with_words(row: str) -> str:
    """A row of the table with its last column as it should be."""
    rule, language, pattern = row.split("\t")[:3]
    return "\t".join((rule, language, pattern, "|".join(needed(pattern))))


def main() -> None:
    head, *rows = PHRASES.read_text("utf-8").splitlines()
    names = "\t".join((*head.split("\t")[:3], "words"))
    PHRASES.write_text("\n".join((names, *map(with_words, rows))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
