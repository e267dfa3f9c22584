"""Kinship and direction on real texts: translations, rewrites, and what rivals wrote the same day.

Positives are versions of one text (human and machine translations, a text and its simpler
rewrites, an original and its translation); negatives are reports of one event by different
outlets on one date, the true copies among them taken out by hand, or versions of other texts.
The score of a pair is the log-odds of a pile that holds these two alone. Texts are read where
they lie and never enter the repository; where they are not at hand there is nothing to measure.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from newstemma.model import Moment, Precision, Report, Voice
from newstemma.stemmas import trace
from newstemma.stemmas.comparison import compare
from newstemma.stemmas.kin import judge
from newstemma.text import sentences
from quality.kin_cases import share_right

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
# The share of negatives that may be called kin where recall is read off.
FALSE = 0.01
# Pairs of AllSides that are copies, found by eye: ids as the set has them.
TRUE_COPIES = frozenset(
    frozenset(pair)
    for pair in (
        ("bUAXad8ZPxAhwljb", "lsZSERbh3eJJI7e4"),
        ("YokqOeNRqyOZs7D0", "qXtoqPbWA9TOHoxa"),
        ("Muoy9GRnHArN7RRm", "NsjdtvkDQ2PmE8h1"),
    )
)
# The odds of a pair that shares nothing.
NOTHING = -99.0
BLOCKS = (10, 20)

Pair = tuple[Report, Report]


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a set under the data folder; none where it is not at hand."""
    path = DATA / f"{name}.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def odds(pair: Pair) -> float:
    """The log-odds that two reports, alone in a pile, share a source of text."""
    texts, alike, _ = compare(pair)
    if len(texts) < 2:
        return -NOTHING
    return judge(texts, alike).odds.get((0, 1), NOTHING)


def recall(positives: Iterable[float], negatives: Sequence[float]) -> tuple[float, float]:
    """The share of positives above all but one in a hundred negatives, and that threshold."""
    held = sorted(negatives, reverse=True)
    least = held[int(FALSE * len(held))]
    scores = list(positives)
    return sum(score > least for score in scores) / len(scores), least


# --- rivals: one event, several outlets ---------------------------------------------


def report_of(row: Mapping[str, Any]) -> Report:
    """A row of a set of stories as a report."""
    stamp = row.get("published")
    when = datetime.fromisoformat(stamp).replace(tzinfo=UTC) if stamp else None
    published = Moment(when, Precision.DAY, Voice.METADATA) if when else None
    return Report(
        id=row["id"],
        text=row["text"],
        title=row["title"] or "",
        outlet=row.get("outlet"),
        language="en",
        published=published,
    )


def stories(name: str) -> list[list[Report]]:
    """The stories of a set that have two reports or more."""
    found: dict[str, list[Report]] = {}
    for row in rows_of(f"stories/{name}"):
        found.setdefault(str(row["story"]), []).append(report_of(row))
    return [told for told in found.values() if len(told) > 1]


def rivals(name: str) -> list[Pair]:
    """Pairs of one story, of different outlets, of one date, that are no copies."""
    return [
        (one, other)
        for told in stories(name)
        for one, other in combinations(told, 2)
        if one.outlet != other.outlet
        and (one.published and one.published.when) == (other.published and other.published.when)
        and frozenset((one.id, other.id)) not in TRUE_COPIES
    ]


# Sentences that short texts are cut to.
SHORT = (3, 6)


def cut(report: Report, most: int) -> Report:
    """A report's first sentences, `most` of them."""
    spans = sentences(report.text)
    if len(spans) <= most:
        return report
    return replace(report, id=f"{report.id}/{most}", text=report.text[: spans[most - 1].end])


def short_called_kin(pairs: Sequence[Pair], most: int) -> float:
    """The share of pairs called kin when only their first sentences are at hand."""
    called = [odds((cut(a, most), cut(b, most))) > 0.0 for a, b in pairs]
    return sum(called) / len(called)


def called_kin(name: str) -> float:
    """The share of pairs of different outlets that are drawn into one origin, story by story."""
    called = pairs = 0
    for told in stories(name):
        stemma = trace(told)
        home = {r: w.id for w in stemma.witnesses for r in w.reports}
        for one, other in combinations(told, 2):
            if one.outlet == other.outlet or frozenset((one.id, other.id)) in TRUE_COPIES:
                continue
            pairs += 1
            both = {home[one.id], home[other.id]}
            called += any(both <= set(origin.witnesses) for origin in stemma.origins)
    return called / pairs


# --- versions: one text, several hands ------------------------------------------------


def versions() -> list[tuple[str, str, str, Report]]:
    """(set and document, kind, language, report) of every version of the news test of 2021."""
    found = []
    for row in rows_of("translations/wmt2021-is-ja-versions"):
        language = row["name"] if row["kind"] == "src" else "en"
        id = f"{row['set']}/{row['doc']}/{row['kind']}/{row['name']}"
        text = "\n".join(row["sentences"])
        report = Report(id=id, text=text, language=language)
        found.append((f"{row['set']}/{row['doc']}", row["kind"], language, report))
    return found


def translated_pairs() -> Iterator[Pair]:
    """Two translations into English of one text."""
    by_text: dict[str, list[Report]] = {}
    for text, kind, _, report in versions():
        if kind != "src":
            by_text.setdefault(text, []).append(report)
    for told in by_text.values():
        yield from combinations(told, 2)


def across(language: str) -> tuple[list[Pair], list[Pair]]:
    """Originals with translations of their own, and with those of other texts of the set."""
    originals = {t: r for t, kind, spoken, r in versions() if kind == "src" and spoken == language}
    own, other = [], []
    random = Random(language)
    english = [(t, r) for t, kind, _, r in versions() if kind != "src" and t in originals]
    for text, translation in english:
        own.append((originals[text], translation))
        strange = random.sample(sorted(originals.keys() - {text}), 3)
        other += [(originals[s], translation) for s in strange]
    return own, other


def blocks(random: Random) -> tuple[list[Pair], list[Pair]]:
    """Blocks of Romanian sentences with their English, and with another block's."""
    rows = rows_of("translations/newsdev2016-en-ro-first-1000")
    cut: list[Pair] = []
    at = 0
    while at < len(rows):
        held = rows[at : at + random.randint(*BLOCKS)]
        texts = ("\n".join(r["ro"] for r in held), "\n".join(r["en"] for r in held))
        cut.append(
            (Report(f"ro{at}", texts[0], language="ro"), Report(f"en{at}", texts[1], language="en"))
        )
        at += len(held)
    other = [(a, b) for i, (a, _) in enumerate(cut) for j, (_, b) in enumerate(cut) if i != j]
    return cut, other


# --- rewrites with no dates ---------------------------------------------------------


LEVELS = ("advanced", "intermediate", "elementary")


def rewritten() -> list[dict[str, Report]]:
    """The three levels of each article, under ids that say nothing of the level."""
    return [
        {level: _level(row, level) for level in LEVELS} for row in rows_of("rewrites/onestop-half")
    ]


def _level(row: Mapping[str, Any], level: str) -> Report:
    id = sha256(f"{row['id']}/{level}".encode()).hexdigest()[:16]
    return Report(id, row[level].removeprefix("Intermediate\n"), language="en")


def directions_right(articles: Sequence[Mapping[str, Report]]) -> float:
    """How often the elementary text is drawn as taken from the advanced one, none dated."""
    right = 0
    for levels in articles:
        copies = trace([levels["advanced"], levels["elementary"]]).copies
        right += any(
            (c.source, c.target) == (levels["advanced"].id, levels["elementary"].id) for c in copies
        )
    return right / len(articles)


def scores() -> dict[str, float]:
    """Recall at one false positive in a hundred, and rivals called kin; none without the data."""
    table = {"hand-made stories with the right origins": share_right()}
    if not DATA.exists():
        return table
    versions_of_one = list(translated_pairs())
    positives = [odds(p) for p in versions_of_one]
    for most in SHORT:
        found = short_called_kin(versions_of_one, most)
        table[f"translations of one text, cut to {most} sentences, called kin"] = found
    for name in ("allsides-to-2018-06", "basil"):
        table |= rival_scores(name, positives)
    for name, (own, other) in (
        ("Icelandic and English", across("is")),
        ("Japanese and English", across("ja")),
        ("Romanian and English, blocks", blocks(Random("blocks"))),
    ):
        table[f"{name}: original found"] = recall(map(odds, own), [odds(p) for p in other])[0]
    return table | rewrite_scores()


def rival_scores(name: str, positives: Sequence[float]) -> dict[str, float]:
    """The measures against the rivals of one set; `positives` are the odds of translations."""
    pairs = rivals(name)
    negatives = [odds(p) for p in pairs]
    table = {
        f"translations of one text, 1 % false of {name}": recall(positives, negatives)[0],
        f"rivals called kin, {name}": called_kin(name),
    }
    for most in SHORT:
        short = short_called_kin(pairs, most)
        table[f"rivals cut to {most} sentences called kin, {name}"] = short
    return table


def rewrite_scores() -> dict[str, float]:
    """The measures on articles in three levels, against levels of different articles."""
    articles = rewritten()
    derived = [odds(p) for a in articles for p in combinations(a.values(), 2)]
    strangers = [
        odds((one["advanced"], other["elementary"])) for one, other in combinations(articles, 2)
    ]
    return {
        "rewrites: derived pairs found": recall(derived, strangers)[0],
        "rewrites: direction right, no dates": directions_right(articles),
    }


if __name__ == "__main__":
    for name, value in scores().items():
        print(f"{name:60s} {value:.3f}", flush=True)
