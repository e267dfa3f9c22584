"""Marks beside gold labels: dates, figures, names, quotations.

In go the sets under `../shared/data`, which are for measuring only and no part of the
project; out come shares between 0 and 1. What is left out of a set is said beside the
rule that leaves it out, so that a figure can be argued with.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from heapq import nlargest
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from newstemma.model import Approximator, MarkKind, Span
from newstemma.reports.marks import mark
from newstemma.values.dates import dates, resolve
from newstemma.values.figures import Found, figures
from newstemma.values.keys import folded, key, latin, same_name
from newstemma.values.sounds import likeness, sounds
from quality.left_out import NOT_NEWS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
Row = dict[str, Any]


def scores() -> dict[str, float]:
    """Every measure by name; empty where the shared sets are absent."""
    if not SHARED.is_dir():
        return {}
    return {**date_scores(), **figure_scores(), **name_scores(), **quote_scores()}


def rows(name: str) -> Iterator[Row]:
    """The rows of one shared set."""
    with gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# --- dates ------------------------------------------------------------------------

_KINDS = ("date", "daterange", "datetime")


def date_scores() -> dict[str, float]:
    """The share of date expressions with the right value, and of texts without any left bare."""
    right = asked = quiet = silent = all_right = all_asked = 0
    for row in rows("dates/english-date-cases"):
        if row["reference"] is None:
            continue
        found = [(one.span, one) for one in dates(row["input"])]
        reference = date.fromisoformat(row["reference"][:10])
        if not row["results"]:
            silent += 1
            quiet += not found
        for gold in filter(_is_date, row["results"]):
            span = Span(gold["Start"], gold["End"] + 1)
            values = [resolve(one, reference) for place, one in found if place.overlaps(span)]
            good = any(_same_value(value, gold) for value in values)
            all_asked, all_right = all_asked + 1, all_right + good
            if _is_news(gold):
                asked, right = asked + 1, right + good
    return {
        "dates.value": right / asked,
        "dates.value, nothing left out": all_right / all_asked,
        "dates.quiet": quiet / silent,
        "dates.asked": float(asked),
    }


def _is_date(gold: Row) -> bool:
    return gold["TypeName"].split(".")[-1] in _KINDS and bool(gold.get("Resolution"))


def _is_news(gold: Row) -> bool:
    left_out = (pattern for _, _, patterns in NOT_NEWS for pattern in patterns)
    return not any(re.search(pattern, gold["Text"], re.IGNORECASE) for pattern in left_out)


def _same_value(value: str | None, gold: Row) -> bool:
    """True for the gold value, day for day; a stretch may count its last day in or out.

    An end the gold leaves open ("since August") is not asked, and a part of a month or
    year ("mid May") must lie within it.
    """
    wanted_values = gold["Resolution"].get("values", ())
    if value is None:
        return bool(wanted_values) and any(
            wanted.get("value") == "not resolved" for wanted in wanted_values
        )
    first, last, after = _bounds(value)
    for wanted in wanted_values:
        if value[:10] in (wanted.get("value", "")[:10], wanted.get("timex")):
            return True
        start, end = (wanted.get("start") or "")[:10], (wanted.get("end") or "")[:10]
        if (start or end) and start in (first, "") and end in (last, after, ""):
            return True
        if (start or end) and re.search(_PART, gold["Text"]) and _month_fits(wanted, first, last):
            return True
    return False


_PART = r"\b(?:mid|early|late|later|earlier|beginning|end)\b"


def _month_fits(wanted: Row, first: str, last: str) -> bool:
    timex = str(wanted.get("timex", ""))
    if re.fullmatch(r"\d{4}", timex):
        return first[:4] == last[:4] == timex
    if re.fullmatch(r"\d{4}-W\d\d", timex):
        week = date.fromisoformat(first).isocalendar(), date.fromisoformat(last).isocalendar()
        return all(f"{day.year}-W{day.week:02}" == timex for day in week)
    return first[5:7] == last[5:7] == timex[5:7]


def _bounds(value: str) -> tuple[str, str, str]:
    """The first day of a value, its last, and the day after."""
    first, _, last = value.partition("/")
    start, end = _days(first)[0], _days(last or first)[1]
    return start.isoformat(), (end - timedelta(1)).isoformat(), end.isoformat()


def _days(value: str) -> tuple[date, date]:
    """The first day of a value and the day after its last."""
    if len(value) == 4:
        return date(int(value), 1, 1), date(int(value) + 1, 1, 1)
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    day = date.fromisoformat(value[:10])
    return day, day + timedelta(1)


# --- figures ----------------------------------------------------------------------

_CLASSES = {"=": "=", "up": "=", "down": "=", "~": "~", "<": "<", ">": ">"}
_BOUNDS_AS = {
    Approximator.EXACT: "=",
    Approximator.ABOUT: "~",
    Approximator.BELOW: "<",
    Approximator.AT_MOST: "<",
    Approximator.ABOVE: ">",
    Approximator.AT_LEAST: ">",
}


def figure_scores() -> dict[str, float]:
    """F1 of values; the share of found values with the right bound class.

    Ordinals are no quantities of this set. Its "up" and "down" are verbs of change, which
    a figure does not carry: in `bound` they count as exact, in `change class` as wrong.
    """
    hits = found_all = gold_all = bound = change = 0
    for row in rows("figures/newsquant-half"):
        found = [one for one in figures(row["text"]) if one.value.unit != "ordinal"]
        gold = list(row["quantities"])
        found_all, gold_all = found_all + len(found), gold_all + len(gold)
        for one in found:
            match = next((g for g in gold if _value_is(one, str(g["value"]))), None)
            if match is not None:
                gold.remove(match)
                hits += 1
                said = _BOUNDS_AS[one.value.approximator]
                bound += _CLASSES[match["change"]] == said
                change += match["change"] == said
    precision, recall = hits / found_all, hits / gold_all
    return {
        "figures.precision": precision,
        "figures.recall": recall,
        "figures.f1": 2 * precision * recall / (precision + recall),
        "figures.bound": bound / hits,
        "figures.change class": change / hits,
        **_peer_figures(),
    }


def _peer_figures() -> dict[str, float]:
    """F1 of quantulum3's values on the same rows, where it is installed; a crash finds nothing."""
    if find_spec("quantulum3") is None:
        return {}
    parser = import_module("quantulum3.parser")
    hits = found_all = gold_all = 0
    for row in rows("figures/newsquant-half"):
        gold = [str(one["value"]) for one in row["quantities"]]
        gold_all += len(gold)
        try:
            found = [float(one.value) for one in parser.parse(row["text"])]
        except (ArithmeticError, LookupError, TypeError, ValueError):
            continue
        found_all += len(found)
        for number in found:
            match = next((one for one in gold if _number_is(number, one)), None)
            if match is not None:
                gold.remove(match)
                hits += 1
    return {"figures.f1 of quantulum3": 2 * hits / max(1, found_all + gold_all)}


def _number_is(number: float, wanted: str) -> bool:
    ends = [float(part) for part in re.findall(_PLAIN_NUMBER, wanted)]
    return len(ends) == 1 and abs(abs(number) - abs(ends[0])) <= 1e-6 * max(1.0, abs(ends[0]))


_PLAIN_NUMBER = r"(?<!\d)-?\d+(?:\.\d+)?(?:e\+?\d+)?"


def _value_is(one: Found, wanted: str) -> bool:
    ends = [float(part) for part in re.findall(_PLAIN_NUMBER, wanted)]
    if len(ends) > 1:
        first, last = abs(ends[0]), abs(ends[1])
        near = one.value.upper is not None and abs(one.value.upper - last) < 0.01 * last + 1e-9
        return near and abs(one.value.number - first) <= 1e-6 * max(1.0, first)
    if not ends or one.value.upper is not None:
        return False
    return abs(abs(one.value.number) - abs(ends[0])) <= 1e-6 * max(1.0, abs(ends[0]))


# --- names ------------------------------------------------------------------------


def name_scores() -> dict[str, float]:
    """The share of Cyrillic names whose nearest Latin name is their own, of 1,500; mergers."""
    pairs = [(row["latin"], row["cyrillic"]) for row in rows("names/latin-cyrillic-1500")]
    names = [latin(name) for name, _ in pairs]
    right = sum(_nearest(cyrillic, names) == place for place, (_, cyrillic) in enumerate(pairs))
    met = _meeting(pairs)
    return {
        "names.top1": right / len(pairs),
        "names.merged": _merged(names),
        "names.spellings that meet": float(len(met)),
        "names.two names that meet": float(sum(met.values())),
    }


def _meeting(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], bool]:
    """Pairs of Latin spellings, accents aside, that are one name at the deciding threshold.

    True for two names by the set's own gold: they have no Cyrillic form in common. One pair is
    left, Maja and Maya: Russian writes Майя and Мая.
    """
    written: dict[str, set[str]] = {}
    for name, cyrillic in pairs:
        written.setdefault(latin(name), set()).add(cyrillic)
    return {
        (a, b): written[a].isdisjoint(written[b])
        for a, b in combinations(sorted(written), 2)
        if same_name(key(a), key(b))
    }


def _nearest(cyrillic: str, names: list[str]) -> int:
    """The place of the most alike of all names; letters narrow the field to forty first."""
    own = latin(cyrillic)
    heard = sounds(own)
    near = nlargest(
        40,
        range(len(names)),
        key=lambda place: Indel.normalized_similarity(sounds(names[place]), heard),
    )
    return max(sorted(near), key=lambda place: likeness(names[place], own))


def _merged(names: list[str]) -> float:
    """The share of different plain names that have another's key."""
    different = set(names)
    return 1 - len({key(name) for name in different}) / len(different)


# --- quotations -------------------------------------------------------------------

_QUOTED = re.compile('[“"‘«„].*?[”"’»“]', re.DOTALL)


def quote_scores() -> dict[str, float]:
    """Quotations and attributions of PolNeAR found, and speakers of direct ones right.

    Direct: the content lies in quotation marks to nine tenths; mixed: it holds a
    quotation; indirect: none. Found direct and mixed: a quote mark overlaps a quotation
    in it. Found indirect: an attribution mark or a cue overlaps the gold cue or source.
    Precision: the share of attribution marks whose cue is a gold cue of any kind.
    A speaker is right when a word of the gold source is its key; a bare pronoun is not
    asked, for the gold does not say whom it means.
    """
    asked = ("direct", "mixed", "indirect", "speaker", "attributions precision")
    counts = {name: [0, 0] for name in asked}
    for row in rows("quotes/polnear-dev"):
        text = row["text"]
        marks = mark(text, "en", None)
        golds = list(attributions("\n".join(row["brat"]).splitlines()))
        for gold in golds:
            _score_attribution(text, marks, gold, counts)
        cues = [span for gold in golds for span in gold.get("Cue", [])]
        for one in marks:
            if one.kind is MarkKind.ATTRIBUTION and one.cue is not None:
                right = any(one.cue.overlaps(cue) for cue in cues)
                _count(counts["attributions precision"], right)
    return {f"quotes.{name}": good / max(1, asked) for name, (good, asked) in counts.items()}


def attributions(lines: list[str]) -> Iterator[dict[str, list[Span]]]:
    """The gold attributions: spans by role (Source, Cue, Content)."""
    spans: dict[str, list[Span]] = {}
    for line in lines:
        if line.startswith("T"):
            id, place, _ = line.split("\t", 2)
            spans[id] = [
                Span(int(a), int(b))
                for a, b in (part.split() for part in place.split(" ", 1)[1].split(";"))
            ]
    for line in lines:
        if line.startswith("E"):
            parts = [part.split(":") for part in line.split("\t")[1].split()]
            roles: dict[str, list[Span]] = {}
            for role, id in parts:
                roles.setdefault(re.sub(r"\d+$", "", role), []).extend(spans.get(id, []))
            yield roles


def _score_attribution(
    text: str, marks: Any, gold: dict[str, list[Span]], counts: dict[str, list[int]]
) -> None:
    content = gold.get("Content", [])
    kind, quoted = _kind_of(text, content)
    quotes = [m for m in marks if m.kind is MarkKind.QUOTE]
    if kind == "indirect":
        places = gold.get("Cue", []) + gold.get("Source", [])
        cues = [m.span for m in marks if m.kind is MarkKind.ATTRIBUTION] + [
            m.cue for m in quotes if m.cue
        ]
        found = any(place.overlaps(cue) for place in places for cue in cues)
        _count(counts["indirect"], found)
        return
    hits = [m for m in quotes if any(m.span.overlaps(place) for place in quoted)]
    _count(counts[kind], bool(hits))
    source = " ".join(span.of(text) for span in gold.get("Source", []))
    if kind == "direct" and source and source.casefold() not in _PRONOUNS:
        _count(counts["speaker"], any(_speaks(m.speaker, source) for m in hits))


def _count(pair: list[int], good: bool) -> None:
    pair[0] += good
    pair[1] += 1


def _kind_of(text: str, content: list[Span]) -> tuple[str, list[Span]]:
    quoted = []
    for span in content:
        words = span.of(text)
        if _QUOTED.fullmatch(words.strip(" ,.")) or (words[:1] in '“"‘' and words[-1:] in '”"’'):
            quoted.append(span)
            continue
        quoted += [
            Span(span.start + m.start(), span.start + m.end()) for m in _QUOTED.finditer(words)
        ]
    if not quoted:
        return "indirect", []
    share = sum(map(len, quoted)) / max(1, sum(map(len, content)))
    return ("direct" if share >= 0.9 else "mixed"), quoted


_PRONOUNS = frozenset("he she they i we who it him her".split())


def _speaks(speaker: str | None, source: str) -> bool:
    """True where a word of the key is in the gold source."""
    if speaker is None:
        return False
    words = latin(source).split()
    keys = {folded(word) for word in words} | set(words) | {word.rstrip("s") for word in words}
    return any(part in keys for part in speaker.split())
