"""What a desk makes of a text it copies: one function per kind of copy.

In goes the draft it copied from, out comes its own draft; every reading it brings in is
logged as an innovation. Forms written by hand are used once in a family (`taken`), for two
desks never find the same words; later desks reword by rule. Swaps made earlier along the
copy are carried into a new form wherever their words stand in it, so that the figure one
desk rounded stays rounded in the translation of its text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from newstemma.families.base import Telling
from newstemma.families.edits import one_edit
from newstemma.families.model import Draft, Innovation, Line, Sentence
from newstemma.families.rules import QUOTED, Rule
from newstemma.families.syntax import REWRITER, TRANSLATOR, Strength, respell, reword
from newstemma.model import Aspect, ChangeKind, CopyKind

SAID = "said"


@dataclass(slots=True)
class Desk:
    """One witness at work: its chance, the event it writes about, what it changed."""

    name: str
    random: Random
    telling: Telling
    taken: set[tuple[str, str]]
    own_lines: float = 0.3
    new_headlines: float = 0.5
    log: list[Innovation] = field(default_factory=list)

    def note(
        self, rule: str, aspect: Aspect, bases: tuple[str, ...], before: str, after: str
    ) -> None:
        """Log one reading this desk brought in; an empty side is a line added or dropped."""
        kind = ChangeKind.CHANGED
        if not before:
            kind = ChangeKind.ADDED
        elif not after:
            kind = ChangeKind.DROPPED
        self.log.append(Innovation(self.name, rule, kind, aspect, bases, before, after))


def copy(desk: Desk, draft: Draft, kind: CopyKind) -> Draft:
    """The draft this desk makes of `draft`."""
    made = _KINDS[kind](desk, draft)
    return Draft(_headline(desk, draft.title, kind), _opened(made))


def _opened(lines: list[Line]) -> tuple[Line, ...]:
    return (replace(lines[0], opens=True), *lines[1:])


# --- the five kinds ---------------------------------------------------------


def _verbatim(desk: Desk, draft: Draft) -> list[Line]:
    lines = list(draft.lines)
    if desk.random.random() < 0.25 and len(lines) > 6:
        lines = _truncate(desk, lines, desk.random.randint(1, 2))
    return _edit_some(desk, lines, desk.random.choice((0, 0, 0, 1, 1, 2)), _LIGHT)


def _edited(desk: Desk, draft: Draft) -> list[Line]:
    lines = _drop_some(desk, list(draft.lines), desk.random.uniform(0.0, 0.16))
    lines = _edit_some(desk, lines, max(3, round(len(lines) * desk.random.uniform(0.4, 0.75))))
    for change, chance in ((_merge, 0.5), (_split, 0.4), (_move, 0.4)):
        if desk.random.random() < chance:
            lines = change(desk, lines)
    lines = _reword_some(desk, lines, desk.random.uniform(0.0, 0.2))
    return _add_own(desk, lines)


def _condensed(desk: Desk, draft: Draft) -> list[Line]:
    lines = list(draft.lines)
    keep = max(3, round(len(lines) * desk.random.uniform(0.32, 0.6)))
    lines = _keep(desk, lines, keep)
    lines = _shorten(desk, lines)
    return _edit_some(desk, lines, desk.random.randint(0, 2))


def _rewritten(desk: Desk, draft: Draft) -> list[Line]:
    lines = _drop_some(desk, list(draft.lines), desk.random.uniform(0.0, 0.3))
    lines = _by_hand(desk, lines, "rewritten", REWRITER)
    for _ in range(desk.random.randint(0, 2)):
        lines = _move(desk, lines)
    lines = _edit_some(desk, lines, desk.random.randint(0, 3), _LIGHT)
    return _add_own(desk, lines)


def _translated(desk: Desk, draft: Draft) -> list[Line]:
    lines = _drop_some(desk, list(draft.lines), desk.random.uniform(0.0, 0.2))
    hands = min((len(s.translated) for s in _hand_written(desk, lines)), default=0)
    order = desk.random.sample(range(hands), hands)
    source = _source_of(lines)
    hand = next((h for h in order if (source, f"translated{h}") not in desk.taken), 0)
    lines = _by_hand(desk, lines, f"translated{hand}", TRANSLATOR)
    lines = _foreign_names(desk, lines)
    return _add_own(desk, lines)


_KINDS: dict[CopyKind, Callable[[Desk, Draft], list[Line]]] = {
    CopyKind.VERBATIM: _verbatim,
    CopyKind.EDITED: _edited,
    CopyKind.CONDENSED: _condensed,
    CopyKind.REWRITTEN: _rewritten,
    CopyKind.TRANSLATED: _translated,
}

# --- lines in and out -------------------------------------------------------


def _drop(desk: Desk, lines: list[Line], at: int, rule: str = "line dropped") -> list[Line]:
    gone = lines[at]
    desk.note(rule, Aspect.WORDING, gone.bases, gone.text, "")
    rest = lines[:at] + lines[at + 1 :]
    if gone.opens and at < len(rest):
        rest[at] = replace(rest[at], opens=True)
    return rest


def _truncate(desk: Desk, lines: list[Line], count: int) -> list[Line]:
    for _ in range(count):
        lines = _drop(desk, lines, len(lines) - 1, "tail cut")
    return lines


def _drop_some(desk: Desk, lines: list[Line], share: float) -> list[Line]:
    for _ in range(round(len(lines) * share)):
        if len(lines) > 4:
            lines = _drop(desk, lines, desk.random.randrange(1, len(lines)))
    return lines


def _keep(desk: Desk, lines: list[Line], count: int) -> list[Line]:
    """The lead and `count` lines in all, the upper ones likelier, as briefs are made."""
    while len(lines) > count:
        weights = [0.0] + [1.0 + 2.0 * at / len(lines) for at in range(1, len(lines))]
        lines = _drop(desk, lines, desk.random.choices(range(len(lines)), weights)[0])
    return lines


def _merge(desk: Desk, lines: list[Line]) -> list[Line]:
    places = [
        at
        for at in range(len(lines) - 1)
        if not lines[at + 1].opens
        and lines[at].text.endswith(".")
        and not QUOTED.search(lines[at].text + lines[at + 1].text)
        and lines[at + 1].text.startswith(("The ", "It ", "He ", "She ", "They ", "A ", "No "))
    ]
    if not places:
        return lines
    at = desk.random.choice(places)
    here, after = lines[at], lines[at + 1]
    word = desk.random.choice((", and ", "; ", ", while "))
    text = here.text[:-1] + word + after.text[0].lower() + after.text[1:]
    bases = here.bases + after.bases
    desk.note("sentences merged", Aspect.WORDING, bases, f"{here.text} {after.text}", text)
    merged = Line(text, bases, "merged", here.opens, here.edits + after.edits)
    return [*lines[:at], merged, *lines[at + 2 :]]


_SPLITS = ((", and ", ". "), ("; ", ". "), (", while ", ". "), (", but ", ". But "))
_SUBJECTS = ("the ", "it ", "he ", "she ", "they ", "a ", "no ", "police ", "some ", "two ")


def _split(desk: Desk, lines: list[Line]) -> list[Line]:
    for at in desk.random.sample(range(len(lines)), len(lines)):
        line = lines[at]
        for joint, stop in _SPLITS:
            place = line.text.find(joint)
            tail = line.text[place + len(joint) :]
            if place < 25 or len(tail) < 25 or not tail.startswith(_SUBJECTS):
                continue
            if QUOTED.search(line.text):
                continue
            tail = tail if stop == ". But " else tail[0].upper() + tail[1:]
            text = line.text[:place] + stop + tail
            desk.note("sentence split", Aspect.WORDING, line.bases, line.text, text)
            return [*lines[:at], replace(line, text=text, form="split"), *lines[at + 1 :]]
    return lines


def _move(desk: Desk, lines: list[Line]) -> list[Line]:
    """One paragraph, not the lead, moved elsewhere below the lead."""
    starts = [at for at, line in enumerate(lines) if line.opens or at == 0]
    if len(starts) < 4:
        return lines
    blocks = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    old = desk.random.randrange(1, len(blocks))
    block = blocks.pop(old)
    new = desk.random.choice([at for at in range(1, len(blocks) + 1) if at != old])
    blocks.insert(new, block)
    bases = tuple(base for line in block for base in line.bases)
    desk.note("paragraph moved", Aspect.ORDER, bases, block[0].text, block[0].text)
    return [line for one in blocks for line in one]


_OWN = (
    "The outlet was not able to verify all the details on its own.",
    "Requests for further comment went unanswered by the time of publication.",
    "This newspaper will follow the matter as it develops.",
    "A fuller account is due later in the week, a person familiar with the matter said.",
    "It was not the first time this year that the subject had made the front pages.",
    "Readers wrote to this newsroom within the hour to describe what they had seen.",
    "The matter has been the talk of the markets and cafes here since the morning.",
    "Two earlier attempts to settle the question had come to nothing.",
    "Local radio interrupted its programmes to carry the news.",
    "Opinion in the capital is divided over what should follow.",
    "Neighbouring municipalities said they were watching closely.",
    "An archive search by this newsroom turned up three similar cases since the turn of the decade.",
)


def _add_own(desk: Desk, lines: list[Line]) -> list[Line]:
    if desk.random.random() >= desk.own_lines:
        return lines
    present = {line.text for line in lines}
    text = desk.random.choice([one for one in _OWN if one not in present])
    base = f"own.{_OWN.index(text)}"
    desk.note("line added", Aspect.WORDING, (base,), "", text)
    at = desk.random.randint(2, len(lines))
    return [*lines[:at], Line(text, (base,), SAID, True), *lines[at:]]


# --- words ------------------------------------------------------------------

_LIGHT = frozenset({"typo", "spelling", "number form", "day dropped", "synonym", "that dropped"})


def _edit_some(
    desk: Desk, lines: list[Line], count: int, allowed: frozenset[str] | None = None
) -> list[Line]:
    lines = list(lines)
    for _ in range(count):
        at = desk.random.randrange(len(lines))
        found = one_edit(lines[at].text, desk.random)
        if found is not None and (allowed is None or found[0].name in allowed):
            rule, swap = found
            lines[at] = _swapped(desk, lines[at], rule, swap.start, swap.end, swap.after)
    return lines


def _swapped(desk: Desk, line: Line, rule: Rule, start: int, end: int, after: str) -> Line:
    text = line.text
    new = text[:start] + after + text[end:]
    start, end, stop = _to_words(text, start, end, len(new))
    before, shown = text[start:end], new[start:stop]
    desk.note(rule.name, rule.aspect, line.bases, before, shown)
    return replace(line, text=new, edits=(*line.edits, (before, shown)))


def _to_words(text: str, start: int, end: int, length: int) -> tuple[int, int, int]:
    """The swap widened to a whole word on either side, so that its words name a place."""
    if start:
        start = text.rfind(" ", 0, start - 1) + 1
    if end < len(text):
        after = text.find(" ", end + 1)
        wide = len(text) if after < 0 else after
    else:
        wide = end
    return start, wide, length - (len(text) - wide)


def _reword_some(desk: Desk, lines: list[Line], share: float) -> list[Line]:
    chosen = set(desk.random.sample(range(len(lines)), round(len(lines) * share)))
    return [
        _reworded(desk, line, REWRITER, "reworded") if at in chosen else line
        for at, line in enumerate(lines)
    ]


def _reworded(desk: Desk, line: Line, strength: Strength, form: str) -> Line:
    text = reword(line.text, desk.random, strength)
    return _retold(desk, line, text, line.bases, f"{form} by rule")


def _retold(desk: Desk, line: Line, text: str, bases: tuple[str, ...], form: str) -> Line:
    """`line` told in another form, the edits made before carried into it."""
    for before, after in line.edits:
        if form in _FORMS_BY_HAND and text.count(before) == 1:
            text = text.replace(before, after)
    if text != line.text:
        desk.note(form, Aspect.WORDING, bases, line.text, text)
        _note_quotes(desk, bases, line.text, text)
    return Line(text, bases, form, line.opens, line.edits)


def _note_quotes(desk: Desk, bases: tuple[str, ...], before: str, after: str) -> None:
    olds = [m.group() for m in QUOTED.finditer(before)]
    news = [m.group() for m in QUOTED.finditer(after)]
    if len(olds) == len(news):
        for old, new in zip(olds, news, strict=True):
            if old != new:
                desk.note("quote altered", Aspect.QUOTE, bases, old, new)


_FORMS_BY_HAND = frozenset({"rewritten", "translated0", "translated1", "brief"})

# --- forms written by hand --------------------------------------------------


def _hand_written(desk: Desk, lines: list[Line]) -> list[Sentence]:
    known = desk.telling.sentences
    return [known[base] for line in lines for base in line.bases if base in known]


def _source_of(lines: list[Line]) -> str:
    return lines[0].bases[0].split(".")[0]


def _by_hand(desk: Desk, lines: list[Line], form: str, strength: Strength) -> list[Line]:
    """Every line in the given form where it is free, else reworded by rule."""
    first = (_source_of(lines), form)
    free = {first[0]} if first not in desk.taken else set()
    desk.taken.add(first)
    plain = {line.bases[0] for line in lines if line.form == SAID and len(line.bases) == 1}
    told: list[Line] = []
    spoken: set[str] = set()
    for line in lines:
        known = line.bases[0].split(".")[0] in free and line.bases[0] in plain
        if line.form != SAID or len(line.bases) > 1 or not known:
            told.append(_reworded(desk, line, strength, form))
        elif line.bases[0] not in spoken:
            made = _hand_form(desk, line, form, plain, strength)
            spoken.update(made.bases)
            told.append(made)
    return told


def _hand_form(desk: Desk, line: Line, form: str, plain: set[str], strength: Strength) -> Line:
    sentence = desk.telling.sentences.get(line.bases[0])
    if sentence is None:
        return _reworded(desk, line, strength, form)
    if form == "rewritten":
        return _retold(desk, line, sentence.rewritten, line.bases, form)
    return _translation(desk, line, sentence, form, plain)


def _translation(desk: Desk, line: Line, sentence: Sentence, form: str, plain: set[str]) -> Line:
    """One hand's translation; a fused one only where both its sentences are there."""
    hand = int(form[-1])
    text = sentence.translated[hand] if hand < len(sentence.translated) else ""
    after = desk.telling.sentences.get(desk.telling.following.get(sentence.id, ""))
    fused = after is not None and after.translated[hand : hand + 1] == ("",)
    if fused and after is not None and after.id in plain and text:
        return _retold(desk, line, text, (sentence.id, after.id), form)
    if not text or fused:
        return _reworded(desk, line, TRANSLATOR, form)
    return _retold(desk, line, text, line.bases, form)


def _foreign_names(desk: Desk, lines: list[Line]) -> list[Line]:
    """Names as this translator spells them, the same way all through."""
    swaps: list[tuple[str, str]] = []
    for slot in sorted(desk.telling.foreign):
        if desk.random.random() < 0.65:
            pairs = desk.telling.foreign[slot]
            swaps.extend(pairs if desk.random.random() < 0.6 else _by_ear(desk, pairs))
    for at, line in enumerate(lines):
        for here, there in swaps:
            if here in line.text and here != there:
                text = line.text.replace(here, there)
                desk.note("name respelled", Aspect.NAME, line.bases, here, there)
                line = replace(line, text=text, edits=(*line.edits, (here, there)))
        lines[at] = line
    return lines


def _by_ear(desk: Desk, pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    surname = pairs[-1][0].split()[-1]
    heard = respell(surname, desk.random)
    return [(here, here.replace(surname, heard)) for here, _ in pairs]


def _shorten(desk: Desk, lines: list[Line]) -> list[Line]:
    """Brief forms for most lines that have one, a cut tail for some others."""
    source = _source_of(lines)
    free = (source, "brief") not in desk.taken
    desk.taken.add((source, "brief"))
    return [_shortened(desk, line, free and line.bases[0].startswith(source)) for line in lines]


def _shortened(desk: Desk, line: Line, free: bool) -> Line:
    sentence = desk.telling.sentences.get(line.bases[0])
    plain = line.form == SAID and len(line.bases) == 1
    if free and plain and sentence is not None and sentence.brief and desk.random.random() < 0.65:
        return _retold(desk, line, sentence.brief, line.bases, "brief")
    cut = line.text.rfind(", ")
    long_tail = 20 < len(line.text) - cut < 110 and cut > 50
    if long_tail and not QUOTED.search(line.text) and desk.random.random() < 0.5:
        desk.note("clause cut", Aspect.WORDING, line.bases, line.text, line.text[:cut] + ".")
        return replace(line, text=line.text[:cut] + ".", form="cut")
    return line


# --- headlines --------------------------------------------------------------


def _headline(desk: Desk, title: str, kind: CopyKind) -> str:
    if desk.random.random() >= desk.new_headlines:
        return title
    source = desk.random.choice(desk.telling.sources[:1] + desk.telling.sources)
    if kind in (CopyKind.VERBATIM, CopyKind.EDITED) and desk.random.random() < 0.4:
        found = one_edit(title, desk.random)
        return found[1].on(title) if found else title
    return desk.random.choice(source.headlines)
