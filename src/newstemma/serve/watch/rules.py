"""Rules: what of a story that grew is worth an alert, with the change itself in it.

A rule compares how a story stood with how it stands. Each is a row of one table: its name, its
test, why somebody wants it. An alert's words are labels and words of the reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from newstemma.errors import Misuse
from newstemma.model import Aspect, Change, Dossier, Report, Severity, Standing
from newstemma.serve.outline import Outline, counts_of

# A line that says so is cut out of the text by this junk rule, and kept beside it.
_NOTE = "correction note"
_CORRECTION = re.compile(
    r"\b(?:correction|corrected|clarification|retract(?:ed|ion)|erratum)\b", re.I
)


class NoRule(Misuse):
    """A rule that is not in the table, or is spelt wrongly."""

    def __init__(self, given: str) -> None:
        known = ", ".join(
            f"{name}:{row.argument}" if row.argument else name for name, row in RULES.items()
        )
        super().__init__(f"no rule {given!r}; there are: {known}")
        self.given = given


@dataclass(frozen=True, slots=True)
class Seen:
    """How a story stood: what the rules compare."""

    likely: int = 0
    outlets: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()

    @classmethod
    def of_json(cls, raw: dict[str, Any]) -> Seen:
        """The value that `dataclasses.asdict` wrote."""
        lists = {name: tuple(raw[name]) for name in raw if name != "likely"}
        return cls(int(raw["likely"]), **lists)


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing a rule waited for; `id` is the same whenever the same thing is found."""

    id: str
    rule: str
    story: str
    title: str
    text: str
    counts: str

    def body(self) -> dict[str, str]:
        """The alert as plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule somebody asked for, with its argument or ""."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: the test gives (key, words) for each thing found."""

    test: Callable[[Seen, Seen, Dossier, str], Iterator[tuple[str, str]]]
    reason: str
    argument: str = ""


def wanted(given: Iterable[str]) -> tuple[Wanted, ...]:
    """The rules named as `name` or `name:argument`; raises `NoRule`."""
    return tuple(_wanted(one) for one in given)


def _wanted(given: str) -> Wanted:
    name, _, argument = given.partition(":")
    rule = RULES.get(name)
    numeric = rule is not None and rule.argument == "NUMBER"
    if (
        rule is None
        or bool(rule.argument) != bool(argument)
        or (numeric and not argument.isdigit())
    ):
        raise NoRule(given)
    return Wanted(name, argument)


def seen(dossier: Dossier) -> Seen:
    """How a story stands."""
    return Seen(
        likely=dossier.counts.independent.likely,
        outlets=tuple(sorted({r.outlet for r in dossier.reports if r.outlet})),
        hedges=tuple(sorted(_key(change) for change in _dropped(dossier))),
        disputes=tuple(sorted(_disputes(dossier))),
        corrections=tuple(sorted(r.id for r in dossier.reports if _correction(r))),
    )


def alerts(before: Seen | None, dossier: Dossier, rules: Iterable[Wanted]) -> tuple[Alert, ...]:
    """What the rules waited for between how a story stood (none: it is new) and now."""
    now, counts = seen(dossier), ", ".join(counts_of(dossier.counts))
    return tuple(
        Alert(
            _id(rule, dossier, key), rule.name, dossier.story.id, dossier.story.title, words, counts
        )
        for rule in rules
        for key, words in RULES[rule.name].test(before or Seen(), now, dossier, rule.argument)
    )


def _id(rule: Wanted, dossier: Dossier, key: str) -> str:
    said = f"{rule.name}:{rule.argument} {dossier.story.id} {key}"
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:24]


# --- the tests ------------------------------------------------------------------------


def _crossed(before: Seen, now: Seen, dossier: Dossier, argument: str) -> Iterator[tuple[str, str]]:
    least = int(argument)
    if before.likely < least <= now.likely:
        yield argument, f"{now.likely} independent sources, {before.likely} before"


def _second(before: Seen, now: Seen, dossier: Dossier, argument: str) -> Iterator[tuple[str, str]]:
    if before.likely < 2 <= now.likely:
        names = ", ".join(origin.name for origin in dossier.stemma.origins)
        yield "second", f"sources of text now: {names}"


def _hedge(before: Seen, now: Seen, dossier: Dossier, argument: str) -> Iterator[tuple[str, str]]:
    outline = Outline(dossier)
    for change in _dropped(dossier):
        if _key(change) not in before.hedges:
            sides = [f"“{words.text}”" for words in (change.before, change.after) if words]
            yield _key(change), f"{outline.label(change.target)}: {' became '.join(sides)}"


def _split(before: Seen, now: Seen, dossier: Dossier, argument: str) -> Iterator[tuple[str, str]]:
    for key, words in _disputes(dossier).items():
        if key not in before.disputes:
            yield key, words


def _joined(before: Seen, now: Seen, dossier: Dossier, argument: str) -> Iterator[tuple[str, str]]:
    for outlet in now.outlets:
        if outlet.casefold() == argument.casefold() and outlet not in before.outlets:
            titles = [r.title for r in dossier.reports if r.outlet == outlet]
            yield outlet, f"{outlet}: {titles[0]}"


def _corrected(
    before: Seen, now: Seen, dossier: Dossier, argument: str
) -> Iterator[tuple[str, str]]:
    for id in now.corrections:
        if id not in before.corrections:
            report = dossier.report(id)
            yield id, f"{report.outlet or 'a report'}: {_correction(report)}"


RULES: dict[str, Rule] = {
    "sources": Rule(_crossed, "A story is confirmed once enough sources stand apart.", "NUMBER"),
    "second-origin": Rule(_second, "The first report that is no copy of the first source."),
    "hedge-dropped": Rule(_hedge, "What was not known is printed as known."),
    "figures-split": Rule(_split, "Sources that stand apart give two figures, dates or places."),
    "outlet": Rule(_joined, "A named outlet takes the story up.", "NAME"),
    "correction": Rule(_corrected, "A report corrects itself or another."),
}


def _dropped(dossier: Dossier) -> list[Change]:
    grave = (Severity.CRITICAL, Severity.MAJOR)
    changes = dossier.collation.changes
    return [c for c in changes if c.aspect is Aspect.HEDGE and c.severity in grave]


def _key(change: Change) -> str:
    return f"{change.statement} {change.target}"


def _disputes(dossier: Dossier) -> dict[str, str]:
    found = {}
    for one in dossier.contradictions:
        if one.standing is not Standing.CONTRADICTION:
            continue
        sides = [side.words[0].text for side in one.sides if side.words]
        found[" | ".join(sorted(sides))] = f"{one.kind}: " + " / ".join(f"“{s}”" for s in sides)
    return found


def _correction(report: Report) -> str:
    """The words with which a report corrects, "" where it does not."""
    notes = [cut.text for cut in report.removed if cut.rule == _NOTE]
    if notes:
        return " ".join(notes[0].split())
    return report.title if _is_correction(report.title, report.text) else ""


def _is_correction(title: str, text: str) -> bool:
    return bool(_CORRECTION.search(title) or _CORRECTION.match(text.lstrip()[:40]))
