"""How a desk finds other words: forms written by hand first, rules after.

A form written by hand is used once in a family, for two desks never find the same words.
Swaps made earlier along the copy are carried into a new form wherever their words stand in
it, so that the figure one desk rounded stays rounded in the translation of its text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from os.path import commonpath

from newstemma.families.desk import Desk
from newstemma.families.edits import one_edit
from newstemma.families.lines import SAID
from newstemma.families.model import Line, Sentence
from newstemma.families.rewording import Strength, respell, reword
from newstemma.families.rules import QUOTED, with_articles
from newstemma.model import Aspect

# Of names that a translation spells otherwise, the share that one translator does.
_RESPELLED = 0.65
# Of those, the share spelled as the story's own table has it; the rest are spelled by ear.
_BY_TABLE = 0.6

# --- single edits -----------------------------------------------------------


def edit_some(
    desk: Desk, lines: list[Line], count: int, allowed: frozenset[str] | None = None
) -> list[Line]:
    """Up to `count` single edits at random lines, of the `allowed` rules (none: of all)."""
    lines = list(lines)
    for _ in range(count):
        at = desk.random.randrange(len(lines))
        found = one_edit(lines[at].text, desk.random, allowed)
        if found is not None:
            rule, swap = found
            new = with_articles(swap.on(lines[at].text))
            before, after = _to_words(lines[at].text, new)
            desk.note(rule.name, rule.aspect, lines[at].bases, before, after)
            edits = (*lines[at].edits, (before, after))
            lines[at] = replace(lines[at], text=new, edits=edits)
    return lines


def _to_words(old: str, new: str) -> tuple[str, str]:
    """What differs between two texts, with a word left and right, so that it names a place."""
    same = commonpath((old, new))
    rest = commonpath((old[len(same) :][::-1], new[len(same) :][::-1]))
    left = old.rfind(" ", 0, max(len(same) - 1, 0)) + 1
    tail = len(rest) - len(rest[::-1].partition(" ")[2].partition(" ")[2])
    keep = len(rest) - tail if " " in rest else 0
    return old[left : len(old) - keep].rstrip(), new[left : len(new) - keep].rstrip()


# --- rewording by rule ------------------------------------------------------


def reword_some(desk: Desk, lines: list[Line], share: float, strength: Strength) -> list[Line]:
    """About `share` of the lines reworded by rule."""
    chosen = set(desk.random.sample(range(len(lines)), round(len(lines) * share)))
    return [
        _reworded(desk, line, strength, "reworded") if at in chosen else line
        for at, line in enumerate(lines)
    ]


def _reworded(desk: Desk, line: Line, strength: Strength, form: str) -> Line:
    text = reword(line.text, desk.random, strength)
    return _retold(desk, line, text, line.bases, f"{form} by rule")


def _retold(desk: Desk, line: Line, text: str, bases: tuple[str, ...], form: str) -> Line:
    """`line` told in another form, the change of any quote noted by itself."""
    if text != line.text:
        desk.note(form, Aspect.WORDING, bases, line.text, text)
        _note_quotes(desk, bases, line.text, text)
    return Line(text, bases, form, line.opens, line.edits)


def _note_quotes(desk: Desk, bases: tuple[str, ...], before: str, after: str) -> None:
    olds = [m.group() for m in QUOTED.finditer(before)]
    news = [m.group() for m in QUOTED.finditer(after)]
    if len(olds) == len(news):
        for old, new in zip(olds, news, strict=True):
            if old.strip("“”,. ") != new.strip("“”,. "):
                desk.note("quote altered", Aspect.QUOTE, bases, old, new)


# --- forms written by hand --------------------------------------------------


def translator_of(desk: Desk, lines: list[Line]) -> str:
    """The form of a translator who is free, or of the first one where none is."""
    known = desk.telling.sentences
    told = [known[base] for line in lines for base in line.bases if base in known]
    hands = min((len(one.translated) for one in told), default=0)
    order = desk.random.sample(range(hands), hands)
    free = (h for h in order if (_source_of(lines), f"translated{h}") not in desk.taken)
    return f"translated{next(free, 0)}"


def tell_by_hand(
    desk: Desk, lines: list[Line], form: str, strength: Strength, freedom: float
) -> list[Line]:
    """The lines in the given hand-written form, where it is free, or reworded by rule.

    `freedom` is the share of lines this hand tells in its own way; the others stay nearer
    to the original, as they do in most real rewrites and translations.
    """
    source = _source_of(lines)
    free = (source, form) not in desk.taken
    desk.taken.add((source, form))
    plain = {
        line.bases[0]
        for line in lines
        if line.form == SAID and len(line.bases) == 1 and _source(line) == source
    }
    told: list[Line] = []
    spoken: set[str] = set()
    for line in lines:
        if line.bases[0] in spoken:
            continue
        own_way = free and line.bases[0] in plain and desk.random.random() < freedom
        made = _hand_form(desk, line, form, plain - spoken) if own_way else None
        if made is not None:
            spoken.update(made.bases)
        told.append(made or _reworded(desk, line, strength, form))
    return told


def _source_of(lines: list[Line]) -> str:
    """The source most lines go back to: the one whose hands are at work."""
    counts = Counter(_source(line) for line in lines)
    return max(sorted(counts), key=counts.__getitem__)


def _source(line: Line) -> str:
    return line.bases[0].split(".")[0]


def _hand_form(desk: Desk, line: Line, form: str, plain: set[str]) -> Line | None:
    """The hand's telling of a line; none where there is none, or it says more than we have.

    A fused translation is used only where both its sentences are there to be said.
    """
    sentence = desk.telling.sentences.get(line.bases[0])
    if sentence is None:
        return None
    if form == "rewritten":
        return _retold(desk, line, _carried(line, sentence.rewritten), line.bases, form)
    hand = int(form[-1])
    text = sentence.translated[hand] if hand < len(sentence.translated) else ""
    after = _fused_with(desk, sentence, hand)
    if not text or (after is not None and after not in plain):
        return None
    bases = line.bases if after is None else (*line.bases, after)
    return _retold(desk, line, _carried(line, text), bases, form)


def _fused_with(desk: Desk, sentence: Sentence, hand: int) -> str | None:
    """The id of the sentence that this one's translation says too."""
    after = desk.telling.sentences.get(desk.telling.following.get(sentence.id, ""))
    fused = after is not None and after.translated[hand : hand + 1] == ("",)
    return after.id if fused and after is not None else None


def _carried(line: Line, text: str) -> str:
    """`text` with the edits made earlier along the copy, where their words stand in it."""
    for before, after in line.edits:
        if text.count(before) == 1:
            text = text.replace(before, after)
    return text


def shorten(desk: Desk, lines: list[Line]) -> list[Line]:
    """Brief forms for most lines that have one, a cut tail for some others."""
    source = _source_of(lines)
    free = (source, "brief") not in desk.taken
    desk.taken.add((source, "brief"))
    return [_shortened(desk, line, free and _source(line) == source) for line in lines]


def _shortened(desk: Desk, line: Line, free: bool) -> Line:
    sentence = desk.telling.sentences.get(line.bases[0])
    plain = line.form == SAID and len(line.bases) == 1
    if free and plain and sentence is not None and sentence.brief and desk.random.random() < 0.75:
        return _retold(desk, line, _carried(line, sentence.brief), line.bases, "brief")
    cut = line.text.rfind(", ")
    long_tail = 20 < len(line.text) - cut < 110 and cut > 50
    if long_tail and not QUOTED.search(line.text) and desk.random.random() < 0.5:
        text = line.text[:cut] + "."
        desk.note("clause cut", Aspect.WORDING, line.bases, line.text, text)
        return replace(line, text=text, form="cut")
    return line


# --- names ------------------------------------------------------------------


def foreign_names(desk: Desk, lines: list[Line]) -> list[Line]:
    """The lines with some names as this translator spells them, the same way all through."""
    swaps: list[tuple[str, str]] = []
    for slot in sorted(desk.telling.foreign):
        if desk.random.random() < _RESPELLED:
            pairs = desk.telling.foreign[slot]
            by_table = desk.random.random() < _BY_TABLE
            swaps.extend(pairs if by_table else _by_ear(desk, pairs))
    return [_spelled(desk, line, swaps) for line in lines]


def _by_ear(desk: Desk, pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    surname = pairs[-1][0].split()[-1]
    heard = respell(surname, desk.random)
    return [(here, here.replace(surname, heard)) for here, _ in pairs]


def _spelled(desk: Desk, line: Line, swaps: list[tuple[str, str]]) -> Line:
    for here, there in swaps:
        if here in line.text and here != there:
            desk.note("name respelled", Aspect.NAME, line.bases, here, there)
            edits = (*line.edits, (here, there))
            line = replace(line, text=line.text.replace(here, there), edits=edits)
    return line
