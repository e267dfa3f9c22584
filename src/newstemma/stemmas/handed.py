"""What everybody was handed: statements, court papers, laws, speeches printed in many reports.

The theory. A passage that two reports have word for word is copying only where their texts agree
outside it too. So passages are set aside like quotations where nothing else of the two texts is
the same, and either the text itself says that the passage is a document's or a speaker's
(`cues`), or three outlets or more print it whose texts have nothing else in common, two by two.
Words that stand between quotation marks in one report are a quotation in the others too, marks
or no marks. What is told of a document in each one's own words cannot be set aside word for
word; the sentences that name one are marked and a clue of kinship weighs them. What can go wrong: a
copy that kept one passage word for word and rewrote all the rest loses that passage as evidence;
its order outside still speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.model import Span
from newstemma.stemmas.literal import RunTable
from newstemma.stemmas.own import OwnWords, Run, own_words, without
from newstemma.text import tokens

# A sentence stands in another report when this share of its runs of five words does.
HELD = 0.6
# Two texts have nothing else in common when no more than this share of the runs of the one
# with fewer is in both outside the passages in question.
UNRELATED = 0.08
# A passage is a part of a text: it leaves at least this share of each text outside; of one that
# says nowhere whose it is a greater share, for a wire with a local end is a copy.
OUTSIDE = 0.4
OUTSIDE_UNNAMED = 0.6
# Fewer runs of five words than this are no passage.
FEWEST_RUNS = 4
# Words of a quotation found without its marks, in a row.
QUOTED_WORDS = 6


_SPOKEN = re.compile(r"\b(?:said|says|told|asked|according to|added|reported|announced)\b", re.I)


class Passage(NamedTuple):
    """Something many were handed: the texts that print it, by index, in order."""

    holders: tuple[int, ...]


class SetAside(NamedTuple):
    """The texts without what everybody was handed, the passages set aside, and how many runs
    of five own words each pair still has in common."""

    texts: tuple[OwnWords, ...]
    passages: tuple[Passage, ...]
    runs: Mapping[tuple[int, int], int]


def set_aside(texts: Sequence[OwnWords]) -> SetAside:
    """The texts of a story without passages everybody was handed; no passages, the same texts."""
    quoted = _unmarked(texts)
    plain = [own_words(t.report, q) if q else t for t, q in zip(texts, quoted, strict=True)]
    runs = RunTable(plain)
    handed = _Held(plain, runs).handed()
    if not handed:
        return SetAside(tuple(plain), (), runs.counts())
    found = [without(text, handed.get(at, {})) for at, text in enumerate(plain)]
    return SetAside(tuple(found), _passages(handed), RunTable(found).counts())


def _passages(handed: Mapping[int, Mapping[int, frozenset[int]]]) -> tuple[Passage, ...]:
    """Who holds what together, each set of holders once."""
    sets = {who for held in handed.values() for who in held.values()}
    most = [who for who in sets if not any(who < other for other in sets)]
    return tuple(Passage(holders) for holders in sorted(tuple(sorted(who)) for who in most))


# --- quotations without their marks -----------------------------------------------


def _unmarked(texts: Sequence[OwnWords]) -> list[tuple[Span, ...]]:
    """For each text the places where another report's quotation stands without its marks."""
    spoken = frozenset[Run]().union(*(text.quoted for text in texts))
    found = []
    for text in texts:
        here = spoken & text.runs.keys()
        found.append(tuple(_stretches(text, here)) if here else ())
    return found


def _stretches(text: OwnWords, spoken: Set[Run]) -> Iterator[Span]:
    """The longest stretches of words that runs of these cover."""
    words = tokens(text.report.text)
    forms = [w.form for w in words]
    masked = [q.span for q in text.quotations]
    start = end = -1
    for at in range(len(words) - 4):
        if tuple(forms[at : at + 5]) not in spoken:
            continue
        if start >= 0 and at > end:
            yield from _long(words[start].start, words[end].end, end - start + 1, masked)
            start = -1
        start = at if start < 0 else start
        end = at + 4
    if start >= 0:
        yield from _long(words[start].start, words[end].end, end - start + 1, masked)


def _long(start: int, end: int, count: int, masked: Sequence[Span]) -> Iterator[Span]:
    span = Span(start, end)
    if count >= QUOTED_WORDS and not any(m.start < end and start < m.end for m in masked):
        yield span


# --- passages word for word --------------------------------------------------------


class _Shared(NamedTuple):
    """What two texts share word for word where they have nothing else in common: the sentences
    of the first and of the second, and the least share of either text that lies outside."""

    ours: frozenset[int]
    theirs: frozenset[int]
    outside: float


class _Held:
    """Which sentences of each text stand word for word in which others."""

    def __init__(self, texts: Sequence[OwnWords], runs: RunTable) -> None:
        self.texts = texts
        self.apart = dict(_apart(texts, runs))
        part = [pair for pair, shared in self.apart.items() if shared.outside >= OUTSIDE_UNNAMED]
        self.part = frozenset((*part, *((j, i) for i, j in part)))
        self.holders: list[dict[int, list[int]]] = [{} for _ in texts]
        for here, there in part:
            shared = self.apart[here, there]
            for at, other, rows in ((here, there, shared.ours), (there, here, shared.theirs)):
                for sentence in rows:
                    self.holders[at].setdefault(sentence, []).append(other)

    def handed(self) -> dict[int, dict[int, frozenset[int]]]:
        """By text and sentence, who holds a passage that everybody was handed."""
        found: dict[int, dict[int, frozenset[int]]] = {}
        for (here, there), (ours, theirs, _) in self.apart.items():
            for at, other, rows in ((here, there, ours), (there, here, theirs)):
                said = self._said(at, rows)
                for sentence in sorted(rows):
                    fellows = self._fellows(at, sentence, other) if (at, other) in self.part else []
                    if sentence in said or fellows:
                        held = found.setdefault(at, {})
                        who = held.get(sentence, frozenset((at,)))
                        held[sentence] = who | {other, *fellows}
        return found

    def _fellows(self, at: int, sentence: int, other: int) -> list[int]:
        """The further texts that hold a sentence and have nothing else in common with either."""
        holding = self.holders[at].get(sentence, ())
        if len(holding) < 2:
            return []
        return [third for third in holding if (other, third) in self.part]

    def _said(self, at: int, rows: frozenset[int]) -> frozenset[int]:
        """Of some sentences those that are a document's by the text's own word: they name it, or
        follow one that does and nobody else speaks in between."""
        text = self.texts[at]
        found: set[int] = set()
        for sentence in sorted(rows):
            words = text.sentences[sentence].of(text.report.text)
            follows = sentence - 1 in found or (
                sentence - 1 not in rows and sentence and text.handed[sentence - 1]
            )
            if text.handed[sentence] or (follows and not _SPOKEN.search(words)):
                found.add(sentence)
        return frozenset(found)


class _Whole(NamedTuple):
    """Of one text and each other: the runs in common, in all and outside the sentences of the
    text that stand there whole; those sentences [sentence, text]; the runs of the text outside
    them."""

    shared: NDArray[np.int64]
    more: NDArray[np.int64]
    held: NDArray[np.bool_]
    outside: NDArray[np.int64]


def _whole(text: OwnWords, counts: NDArray[np.int64]) -> _Whole:
    """What stands whole in the others, from the runs of each sentence that they have."""
    begun = list(text.runs.values())
    sizes = np.bincount(begun, None, len(counts))[:, None]
    held = (counts > 0) & (counts >= HELD * sizes)
    return _Whole(
        counts.sum(axis=0), (counts * ~held).sum(axis=0), held, (sizes * ~held).sum(axis=0)
    )


def _apart(texts: Sequence[OwnWords], runs: RunTable) -> Iterator[tuple[tuple[int, int], _Shared]]:
    """The pairs (left < right) that share sentences whole and have nothing else in common, with
    what they share; no pair that shares most of a text."""
    found = [_whole(text, runs.with_others(at)) for at, text in enumerate(texts)]
    size = np.array([len(text.runs) for text in texts])
    outside = np.stack([w.outside for w in found]) if found else np.zeros((0, 0))
    any_held = np.stack([w.held.any(axis=0) for w in found]) if found else np.zeros((0, 0), bool)
    for here, whole in enumerate(found):
        shared = whole.shared
        fewer = np.minimum(size, size[here])
        likely = (shared >= FEWEST_RUNS) & (shared <= (1.0 - OUTSIDE + UNRELATED) * fewer)
        both = any_held[here] & any_held[:, here]
        enough = (outside[here] >= OUTSIDE * size[here]) & (outside[:, here] >= OUTSIDE * size)
        unlike = whole.more <= UNRELATED * np.minimum(outside[here], outside[:, here])
        for there in np.flatnonzero(likely & both & enough & unlike).tolist():
            if there > here:
                least = min(outside[here, there] / size[here], outside[there, here] / size[there])
                rows = [
                    frozenset(np.flatnonzero(h).tolist())
                    for h in (whole.held[:, there], found[there].held[:, here])
                ]
                yield (here, there), _Shared(rows[0], rows[1], min(1.0, float(least)))
