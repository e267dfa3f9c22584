"""Lines kept and lines removed, on pages written by hand after the habits of many outlets.

The pages are in `quality/pages` (its README says how they are written), in batches, each written
before the rules had seen it and used afterwards; those of `HELD_OUT` were not, and nobody looks at
what is missed there, so their figures are those of outlets nobody has looked at. A line counts
as kept where the report's text holds it, as removed where no line of the text does.
`python -m quality.stages.lines` lists every miss.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newstemma.model import Page, Report
from newstemma.reports import clean

PAGES = Path(__file__).resolve().parents[1] / "pages"
BATCHES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
# Scores of batches whose misses nobody looks at say so.
HELD_OUT = {"held_out": "held out, never tuned on", "ninth": "ninth batch, never tuned on"}
BODY, JUNK = "b", "j"
# What a line beside the body must be listed under; a rule's own name is right as well.
APART = {
    "t": ("title", "title again"),
    "d": ("deck",),
    "c": ("caption",),
    "h": ("byline", "date line", "update note"),
    "s": ("credit line",),
    "x": ("post time",),
    "q": ("pull quote",),
}
# The initials or agency that sign a last paragraph are a credit, not the paragraph.
_SIGN_OFF = re.compile(r"(?<=[.!?”\"»])\s*\([^()]{2,40}\)$")
_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(
    r"</?(?:p|div|h\d|li|ul|article|figcaption|figure|br|main|nav|header|footer|aside|section|"
    r"form|button|time|blockquote|body|html|head|title|meta|img)\b[^>]*>"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A page of labelled lines: its outlet's habit, the page itself, and each line's label."""

    name: str
    page: Page
    lines: tuple[tuple[str, str], ...]


def examples(batch: str) -> list[Example]:
    """The pages of one batch, in the order of their names."""
    return [read_example(path) for path in sorted((PAGES / batch).glob("*.txt"))]


def read_example(path: Path) -> Example:
    """A page read from its file: a header, a blank line, then a label and a line each."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    fields = dict(row.split(": ", 1) for row in head.split("\n"))
    rows = [tuple(row.split("|", 1)) for row in body.split("\n") if row]
    html = fields["form"] == "html"
    content = "\n".join(text for _, text in rows)
    page = Page(content, "text/html" if html else "text/plain", path.stem)
    return Example(path.stem, page, tuple(_labelled(rows, html)))


def _labelled(rows: list[tuple[str, ...]], html: bool) -> Iterator[tuple[str, str]]:
    for label, text in rows:
        pieces = _BLOCK.split(text) if html else [text]
        for piece in pieces if label != "-" else ():
            words = " ".join(_TAG.sub(" ", piece).split())
            if any(c.isalnum() for c in words) or (words and not html):
                yield label, words


def key(text: str) -> str:
    """A line as it is compared: small letters and figures, signs and spaces as one space."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip() or text.strip()


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a line: whether the text holds it, and the rule that took it, if any."""

    label: str
    text: str
    in_text: bool
    rule: str


def fates(example: Example) -> list[Fate]:
    """The fate of each labelled line of a page."""
    result = clean(example.page)
    text = result.text if isinstance(result, Report) else ""
    rules = {key(r.text): r.rule for r in result.removed} if isinstance(result, Report) else {}
    rows = {key(row) for row in text.split("\n") if row}
    whole = "\n".join(rows)
    found = []
    for label, line in example.lines:
        own = key(_SIGN_OFF.sub("", line) if label == BODY else line)
        inside = own in rows or (len(own) > 25 and own in whole)
        rule = rules.get(own) or next((r for k, r in rules.items() if own in k), "")
        found.append(Fate(label, line, inside, rule))
    return found


@lru_cache(maxsize=2)
def all_fates(batch: str) -> tuple[tuple[str, Fate], ...]:
    """The fates of all lines of one batch, each with its page's name."""
    return tuple((e.name, fate) for e in examples(batch) for fate in fates(e))


def batch_scores(batch: str) -> dict[str, float]:
    """Shares in 0..1: junk removed, body kept, the rest out of the body, and rightly named."""
    counts: Counter[str] = Counter()
    for _, fate in all_fates(batch):
        kind = fate.label if fate.label in (BODY, JUNK) else "apart"
        counts[kind] += 1
        counts[kind + " in text"] += fate.in_text
        if kind == "apart":
            counts["named"] += fate.rule in APART[fate.label] and not fate.in_text
    name = HELD_OUT.get(batch, f"{batch} batch")
    return {
        f"{name}, junk removed": 1 - counts["j in text"] / counts["j"],
        f"{name}, body kept": counts["b in text"] / counts["b"],
        f"{name}, header lines out": 1 - counts["apart in text"] / counts["apart"],
        f"{name}, header lines named": counts["named"] / counts["apart"],
    }


def scores() -> dict[str, float]:
    """The shares of every batch."""
    return {
        name: value
        for batch in (*BATCHES, *HELD_OUT)
        for name, value in batch_scores(batch).items()
    }


def _list_misses() -> None:
    for batch in BATCHES:
        for name, fate in all_fates(batch):
            wrong = fate.in_text != (fate.label == BODY)
            if wrong:
                print(f"{batch} {name}: {fate.label} {fate.text!r} [{fate.rule or 'kept'}]")


if __name__ == "__main__":
    _list_misses()
    for measure, value in scores().items():
        print(f"{measure}: {value:.4f}")
