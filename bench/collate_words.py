"""Words aligned by our collation and by CollateX, on witnesses whose alignment is known.

    python -m bench.collate_words [--pairs 6]

Each witness is a base text of the simulator with words dropped, put in, exchanged for words of
one meaning (`families/synonyms.tsv`), whole sentences dropped and one sentence moved. Words
that come from one word of the base answer each other. CollateX is given the words, one by
one; ours the text with a sentence a line.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import peer
from bench.measure import run
from newstemma.collations import collate, side_by_side
from newstemma.families import Setting, base_stories, simulate
from newstemma.model import (
    Copy,
    CopyKind,
    Origin,
    Range,
    Report,
    Stemma,
    Witness,
    WitnessKind,
)
from newstemma.reports.marks import mark
from newstemma.text import sentences, tokens

SYNONYMS = Path(__file__).resolve().parent.parent / "src/newstemma/families/synonyms.tsv"
SEED = 77
DROPPED, PUT, EXCHANGED, SENTENCE_DROPPED = 0.05, 0.05, 0.08, 0.1


class Word(NamedTuple):
    """A word and the place of the base word it comes from; none for one put in."""

    text: str
    base: int | None


Lines = list[list[Word]]


def base_lines(text: str) -> Lines:
    lines, place = [], 0
    for sentence in sentences(text):
        held = [text[token.start : token.end] for token in tokens(text, sentence)]
        lines.append([Word(word, place + i) for i, word in enumerate(held)])
        place += len(held)
    return [line for line in lines if line]


def single_words() -> dict[str, str]:
    rows = (line.split("\t") for line in SYNONYMS.read_text("utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1 and " " not in row[0] + row[1]}


def witness(lines: Lines, synonyms: dict[str, str], dice: Random) -> Lines:
    every = [word for line in lines for word in line]
    found = []
    for line in lines:
        if dice.random() < SENTENCE_DROPPED:
            continue
        edited: list[Word] = []
        for word in line:
            draw = dice.random()
            if draw < DROPPED:
                continue
            if draw < DROPPED + PUT:
                edited.append(Word(dice.choice(every).text.lower(), None))
            other = synonyms.get(word.text, word.text) if dice.random() < EXCHANGED * 4 else None
            edited.append(Word(other or word.text, word.base))
        found.append(edited)
    moved = found.pop(dice.randrange(len(found)))
    found.insert(dice.randrange(len(found) + 1), moved)
    return [line for line in found if line]


def flat(lines: Lines) -> list[Word]:
    return [word for line in lines for word in line]


def gold(left: Lines, right: Lines) -> set[tuple[int, int]]:
    places = {word.base: j for j, word in enumerate(flat(right)) if word.base is not None}
    return {
        (i, places[word.base])
        for i, word in enumerate(flat(left))
        if word.base is not None and word.base in places
    }


def report(id: str, lines: Lines) -> Report:
    text = "\n".join(" ".join(word.text for word in line) + "." for line in lines)
    return Report(id, text, language="en", marks=mark(text, "en", None))


def ours(left: Lines, right: Lines) -> tuple[set[tuple[int, int]], float]:
    reports = [report("a", left), report("b", right)]
    witnesses = tuple(Witness(f"w{r.id}", r.id, WitnessKind.REPORT, r.id, (r.id,)) for r in reports)
    copy = Copy("wa", "wb", CopyKind.EDITED, 1.0, 0.9)
    stemma = Stemma("s", witnesses, (copy,), (Origin("o", ("wa", "wb")),), Range(1, 1, 1))
    started = time.process_time()
    pairs = side_by_side(reports[0], reports[1], collate(reports, stemma).statements)
    cost = time.process_time() - started
    place = [{t.start: i for i, t in enumerate(tokens(r.text))} for r in reports]
    return {(place[0][a.start], place[1][b.start]) for a, b in pairs
            if a.start in place[0] and b.start in place[1]}, cost  # fmt: skip


def f1(found: set[tuple[int, int]], right: set[tuple[int, int]]) -> float:
    return 2 * len(found & right) / (len(found) + len(right))


def theirs(
    folder: Path, pairs: Sequence[tuple[Lines, Lines]]
) -> tuple[list[set[tuple[int, int]]], float]:
    asked, answer = folder / "pairs.json", folder / "aligned.json"
    words = [[[word.text for word in flat(side)] for side in pair] for pair in pairs]
    asked.write_text(json.dumps(words), "utf-8")
    script = Path(__file__).with_name("collatex_align.py")
    run([str(peer.PYTHON), str(script), str(asked), str(answer)])
    told = json.loads(answer.read_text("utf-8"))
    return [{(i, j) for i, j in one} for one in told["pairs"]], told["cpu"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=6, help="pairs of witnesses")
    options = parser.parse_args()
    dice, synonyms, pairs = Random(SEED), single_words(), []
    for story in base_stories()[: options.pairs]:
        text = simulate(SEED, setting=Setting(reports=3), stories=[story]).reports[0].text
        lines = base_lines(text)
        pairs.append((witness(lines, synonyms, dice), witness(lines, synonyms, dice)))
    answers = [gold(*pair) for pair in pairs]
    mine = [ours(*pair) for pair in pairs]
    share = sum(f1(found, right) for (found, _), right in zip(mine, answers, strict=True))
    cost = sum(cpu for _, cpu in mine)
    size = sum(len(flat(side)) for pair in pairs for side in pair) / 2 / len(pairs)
    print(f"{len(pairs)} pairs of witnesses of {size:.0f} words")
    print(f"  ours     F1 {share / len(pairs):.4f}  {cost:.2f} CPU s")
    if not peer.installed():
        return 0
    with tempfile.TemporaryDirectory(prefix="newstemma-bench-") as name:
        told, peer_cost = theirs(Path(name), pairs)
    other = sum(f1(found, right) for found, right in zip(told, answers, strict=True))
    print(f"  CollateX F1 {other / len(pairs):.4f}  {peer_cost:.2f} CPU s")
    return int(share < other)


if __name__ == "__main__":
    sys.exit(main())
