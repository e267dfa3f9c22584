"""Common ground: what independent reporters of one event say alike.

Two people at one briefing write the same lead, the same toll and the same background in
nearly the same words, in nearly the same order, and have copied nothing. A simulator whose
independent reports share no sentence teaches that any shared sentence is a copy: trained on
such families, 31 of 100 pairs of different outlets in a set of real stories (BASIL) were
called copies. So an independent source tells some of the wire's facts again, each as
another hand would have put it.
"""

from __future__ import annotations

from random import Random

from newstemma.families.base import Telling
from newstemma.families.lines import SAID
from newstemma.families.model import Line, Sentence

MOST_SHARED = 0.6
"""At most this many lines per line of its own are told again from common ground. With it the
containment between origins (`containment`) has median .22 and 95th percentile .40; between
different outlets' reports of one event (BASIL, 240 pairs) it has .27 and .44."""
NEARLY_WORD_FOR_WORD = 0.15
"""How often a fact is told in nearly the wire's own words, as background is."""
KEEPS_ORDER = 0.7
"""How often a fact told again stands about where the wire has it: leads come first."""
LEAD = 0.7
"""How often the lead is among what is told again."""


def with_common_ground(
    random: Random, telling: Telling, lines: tuple[Line, ...]
) -> tuple[Line, ...]:
    """An independent source's lines with some of the wire's facts among them, in other words.

    Only sentences without quotation marks: the words of a speaker are common ground already.
    """
    wire = telling.sources[0].sentences
    plain = [at for at, sentence in enumerate(wire) if not _quotes(sentence)]
    size = random.randint(1, max(1, int(MOST_SHARED * len(lines))))
    chosen = set(random.sample(plain, min(size, len(plain))))
    if plain and plain[0] == 0 and random.random() < LEAD:
        chosen.add(0)
    placed = [(_place(random, at, len(wire)), at) for at in sorted(chosen)]
    own = [((at + 0.5) / len(lines), line) for at, line in enumerate(lines)]
    told = [(place, _told(random, wire[at])) for place, at in placed]
    merged = sorted([*own, *told], key=lambda pair: pair[0])
    return tuple(line for _, line in merged)


def _quotes(sentence: Sentence) -> bool:
    return any(mark in sentence.said for mark in '"“”')


def _place(random: Random, at: int, size: int) -> float:
    return at / size if random.random() < KEEPS_ORDER else random.random()


def _told(random: Random, sentence: Sentence) -> Line:
    forms = [form for form in (sentence.rewritten, *sentence.translated) if form]
    near = random.random() < NEARLY_WORD_FOR_WORD
    text = sentence.said if near else random.choice(forms)
    return Line(text, (sentence.id,), SAID, random.random() < 0.5)
