"""Known single edits of real sentences: found, of the right aspect, moved the right way.

A passage of some sentences and the same passage with one edit are collated as a report and
its copy. An edit of substance is found when a change above cosmetic stands at its place;
aspect and direction are those of the gravest change there, over all edits, found or not. An
edit of form is flagged when any change above cosmetic stands at its place. Edits come from
`quality.edits`; the misses of one half of the passages may be looked at (`python -m
quality.stages.changes`), the other half is only scored.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from newstemma.collations import collate
from newstemma.model import (
    Change,
    Copy,
    CopyKind,
    Origin,
    Range,
    Report,
    Severity,
    Span,
    Stemma,
    Witness,
    WitnessKind,
    Words,
)
from newstemma.reports.marks import mark
from quality.edits.forms import FORMS
from quality.edits.passages import Passage, passages
from quality.edits.pencil import Edit, Rule, edits
from quality.edits.substance import SUBSTANCE

MOST = {"substance": 40, "form": 60}
"""Edits a rule makes in each half: the common ones would drown the others."""
SEED = 1909
GRAVITY = list(Severity)


class Tried(NamedTuple):
    """An edit of one sentence of a passage, and the changes that were told."""

    rule: Rule
    tuned: bool
    before: str
    edit: Edit
    at: tuple[Change, ...]
    elsewhere: tuple[Change, ...]

    @property
    def gravest(self) -> list[Change]:
        """The gravest changes at the place of the edit."""
        least = min((GRAVITY.index(change.severity) for change in self.at), default=0)
        return [change for change in self.at if GRAVITY.index(change.severity) == least]

    @property
    def found(self) -> bool:
        return bool(self.at)

    @property
    def aspect_right(self) -> bool:
        return any(change.aspect in self.rule.aspects for change in self.gravest)

    @property
    def direction_right(self) -> bool:
        return any(change.direction in self.rule.directions for change in self.gravest)


def tries(rules: Sequence[Rule], most: int) -> Iterator[Tried]:
    """One edit a rule and passage at the most, until each rule has had its share."""
    dice = Random(SEED)
    made: Counter[tuple[str, bool]] = Counter()
    for passage in passages():
        original = _report("a", passage, *passage.with_sentence(0, passage.sentences[0]))
        for rule in rules:
            if made[rule.name, passage.tuned] >= most:
                continue
            drawn = _drawn(passage, rule, dice)
            if drawn is not None:
                made[rule.name, passage.tuned] += 1
                yield _tried(passage, original, rule, *drawn)


def _drawn(passage: Passage, rule: Rule, dice: Random) -> tuple[int, Edit] | None:
    order = list(range(len(passage.sentences)))
    dice.shuffle(order)
    for at in order:
        possible = list(edits(passage.sentences[at], rule, dice))
        if possible:
            return at, dice.choice(possible)
    return None


def _report(id: str, passage: Passage, text: str, _: int = 0) -> Report:
    marks = mark(text, "en", passage.published)
    return Report(id, text, language="en", published=passage.published, marks=marks)


def _tried(passage: Passage, original: Report, rule: Rule, at: int, edit: Edit) -> Tried:
    text, start = passage.with_sentence(at, edit.text)
    copy = _report("b", passage, text)
    grave = [c for c in collate([original, copy], COPIED).changes if c.severity != "cosmetic"]
    here = tuple(c for c in grave if _touches(c, edit, start))
    rest = tuple(c for c in grave if c not in here)
    return Tried(rule, passage.tuned, passage.sentences[at], edit, here, rest)


def _touches(change: Change, edit: Edit, start: int) -> bool:
    """The change stands at the words gone or the words put; next to them counts."""
    return _near(change.before, edit.before, start) or _near(change.after, edit.after, start)


def _near(words: Words | None, place: Span, start: int) -> bool:
    return words is not None and (
        words.span.start <= start + place.end + 1 and start + place.start - 1 <= words.span.end
    )


def _stemma() -> Stemma:
    witnesses = tuple(Witness(f"w{i}", i.upper(), WitnessKind.REPORT, i, (i,)) for i in "ab")
    copy = Copy("wa", "wb", CopyKind.EDITED, 1.0, 0.9)
    return Stemma("s", witnesses, (copy,), (Origin("o", ("wa", "wb")),), Range(1, 1, 1))


COPIED = _stemma()


def scores() -> dict[str, float]:
    """Shares by name for both halves, and how many edits there were."""
    substance, form = (
        list(tries(SUBSTANCE, MOST["substance"])),
        list(tries(FORMS, MOST["form"])),
    )
    found: dict[str, float] = {}
    for half, tuned in (("looked at", True), ("only scored", False)):
        some = [one for one in substance if one.tuned == tuned]
        same = [one for one in form if one.tuned == tuned]
        found |= {f"{name}, {half}": value for name, value in _shares(some, same).items()}
    found["edits of substance"] = len(substance)
    found["edits of form"] = len(form)
    return found


def _shares(substance: Sequence[Tried], form: Sequence[Tried]) -> dict[str, float]:
    moved = [one for one in substance if one.rule.directions]
    return {
        "edits found": sum(one.found for one in substance) / len(substance),
        "aspect right": sum(one.aspect_right for one in substance) / len(substance),
        "direction right": sum(one.direction_right for one in moved) / len(moved),
        "told elsewhere": sum(bool(one.elsewhere) for one in substance) / len(substance),
        "form flagged": sum(one.found for one in form) / len(form),
    }


def _line(one: Tried) -> str:
    told = "; ".join(
        f"{c.aspect}/{c.severity}/{c.direction} {_said(c.before)!r} -> {_said(c.after)!r}"
        for c in one.at or one.elsewhere
    )
    return f"  - {one.before}\n  + {one.edit.text}\n    {'at' if one.at else 'ELSEWHERE'}: {told}"


def _said(words: Words | None) -> str:
    return words.text if words else ""


def main() -> None:
    """Prints each rule's shares, and the misses of the half that may be looked at."""
    wanted = sys.argv[1:]
    for rules, most in ((SUBSTANCE, MOST["substance"]), (FORMS, MOST["form"])):
        chosen = [rule for rule in rules if not wanted or rule.name in wanted]
        tried = list(tries(chosen, most))
        for rule in chosen:
            mine = [one for one in tried if one.rule is rule]
            if rule.aspects:
                _print_substance(rule, mine)
            else:
                flagged = [one for one in mine if one.found]
                print(f"\n{rule.name}: flagged {len(flagged)} of {len(mine)}")
                print("\n".join(_line(one) for one in flagged if one.tuned))


def _print_substance(rule: Rule, mine: Sequence[Tried]) -> None:
    found, aspect = sum(o.found for o in mine), sum(o.aspect_right for o in mine)
    moved = sum(o.direction_right for o in mine) if rule.directions else "-"
    print(f"\n{rule.name}: {len(mine)}, found {found}, aspect {aspect}, direction {moved}")
    for one in mine:
        right = one.aspect_right and (not rule.directions or one.direction_right)
        if one.tuned and not right:
            print(_line(one))


if __name__ == "__main__":
    main()
