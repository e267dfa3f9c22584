"""Boxes inside a page: what the head of a box takes along, and what stands between two boxes.

The theory. A box is known by one of its lines: its head ("More on this story") or any line
whose phrase we know. What follows a head goes along as long as it has the form of the box's
lines: bullets, or titles of other stories. In the middle of a text a sub-head looks like such
a title; so there a title needs four words and no quotation mark, and few go along. Short lines
that stand between two lines of boxes belong to the same box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from newstemma.reports import junk
from newstemma.reports.blocks import Kind, Line, is_paragraph
from newstemma.reports.bylines import is_byline
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.datebars import date_bar
from newstemma.reports.end import telling_words
from newstemma.reports.junk import Rule, Takes, Zone
from newstemma.reports.sifted import REASONS
from newstemma.reports.site_talk import talk_of, weight_of
from newstemma.values.patterns import when_needed

# Titles that go along with a head in the middle of a text; longer lists stand at the end.
_MIDDLE_LINKS = 4
_TITLE_WORDS = 4
_ASKED = 16  # words of a headline that asks, at most
# A pointer of so few letters points to the line below it: "Read also:".
_BARE_HEAD = 45
# Among the first so many lines a page may have its own headline below a box's head.
_TOP = 12
# Lines that can stand between two lines of one box.
_BETWEEN = 4
# A title in capitals has so many words at least; a longer run of labels is a list of the text.
_SHOUTED = 6
_LONGEST_RUN = 6
_SCORE = when_needed(r"\d\s?[-–:]\s?\d|\d$|^\W*\d|:\s")
_LABEL = ("link", REASONS["link"])
# A sentence between two boxes is theirs when it uses words of sites of this weight.
_SITE_WORDS = 2.0
_POINTERS = frozenset(("read-more line", "related head"))
_BOXES = frozenset(
    (
        *_POINTERS,
        "link",
        "member box",
        "newsletter offer",
        "follow line",
        "site talk",
        "comment rules",
        "contact line",
        "cookie line",
        "copyright line",
        "disclaimer",
    )
)
_QUOTED = when_needed(r"^\W*[\"'“”„«»‘’‚‹]")
_OPEN = ("skip past ", "list of ")
_CLOSED = ("after newsletter", "end of list", "after ")


def below_head(
    lines: Sequence[Line], index: int, rule: Rule, last_body: int
) -> dict[int, tuple[str, str]]:
    """The lines below a box's head that go along with it, each with its rule and reason."""
    gone: dict[int, tuple[str, str]] = {}
    test = _follows(lines[index], rule)
    opens = index < _TOP and not any(map(is_paragraph, lines[:index]))
    for below in range(index + 1, len(lines)):
        if not test(lines[below], below > last_body, below - index):
            break
        if opens and _is_above_header(lines, below):
            break
        gone[below] = _named_below(lines[below], rule)
    if rule.takes is Takes.REST and not _is_second_half(lines, index):
        return {}
    last = max(gone, default=index)
    if index + 1 < last < last_body and len(lines[last].text.split()) <= _TITLE_WORDS:
        del gone[last]  # as short as a sub-head, right above its paragraph
    return gone


def _is_above_header(lines: Sequence[Line], index: int) -> bool:
    """Whether the page's date or byline stands right below a line: its own headline."""
    below = (line.text for line in lines[index + 1 : index + 4])
    return any(date_bar(text) or is_byline(text) for text in below)


_Test = Callable[[Line, bool, int], bool]


def _follows(head: Line, rule: Rule) -> _Test:
    """Whether a line, after the last body line or not, the n-th below the head, goes along."""
    if rule.takes is Takes.REST:
        return lambda line, tail, place: True
    if rule.takes is Takes.LINKS or is_bare_pointer(head, rule):
        return lambda line, tail, place: _is_foreign_title(line, tail=tail, place=place)
    bullets = rule.takes is Takes.BULLETS
    return lambda line, tail, place: bullets and line.bullet and len(line.text) <= 200


def is_bare_pointer(line: Line, rule: Rule) -> bool:
    """True for a pointer without the title it points to: that one stands below."""
    return rule.name in _POINTERS and len(line.text) <= _BARE_HEAD and len(line.text.split()) <= 6


def _is_foreign_title(line: Line, *, tail: bool, place: int) -> bool:
    if line.bullet and len(line.text) <= 200:
        return True
    if tail and _is_asked(line.text):
        return True
    if not junk.is_link(line) or line_credits(line, last=False):
        return False
    words = line.text.split()
    return tail or (
        place <= _MIDDLE_LINKS and len(words) >= _TITLE_WORDS and not _QUOTED.match(line.text)
    )


def _is_asked(text: str) -> bool:
    """Whether a line can be a headline that asks."""
    words = len(text.split())
    return text.endswith("?") and _TITLE_WORDS <= words <= _ASKED and not _QUOTED.match(text)


def _named_below(line: Line, head: Rule) -> tuple[str, str]:
    """The rule a line of a box is listed under: its own where it has one, else the head's."""
    own = junk.rule_for(line, tuple(Zone)) if head.takes is Takes.REST else None
    if own is not None:
        return own.name, own.reason
    links = head.takes is Takes.LINKS or head.name in _POINTERS
    return ("link", REASONS["link"]) if links else (head.name, head.reason)


def _is_second_half(lines: Sequence[Line], index: int) -> bool:
    before = sum(len(line.text) for line in lines[:index])
    return before >= sum(len(line.text) for line in lines[index:])


def between_boxes(
    lines: Sequence[Line], gone: dict[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Short lines with a line of a box right above and another right below them."""
    found: dict[int, tuple[str, str]] = {}
    boxed = [index for index, (rule, _) in sorted(gone.items()) if rule in _BOXES]
    told: Counter[str] | None = None
    for above, below in pairwise(boxed):
        inside = range(above + 1, below)
        loose = [i for i in inside if i not in gone]
        limit = 2 * _BETWEEN if _is_bracketed(lines[above], lines[below]) else _BETWEEN
        if not loose or len(inside) > limit:
            continue
        if told is None:
            told = _told_by(lines, gone)
        is_header = any(date_bar(lines[i].text) for i in loose)
        if not is_header and not any(_is_body(lines[i], told) for i in loose):
            found |= dict.fromkeys(loose, gone[above])
    return found


def _told_by(lines: Sequence[Line], gone: Collection[int]) -> Counter[str]:
    """In how many of the sentences left each of their names and long words stands."""
    return Counter(w for i, line in enumerate(lines) if i not in gone for w in _told(line))


def _is_bracketed(above: Line, below: Line) -> bool:
    return above.plain.startswith(_OPEN) and below.plain.startswith(_CLOSED)


def _told(line: Line) -> frozenset[str]:
    return telling_words(line.text) if line.ends_sentence else frozenset()


def _is_body(line: Line, told: Counter[str]) -> bool:
    """Whether a line quotes, is on what others are on (`told`), or speaks in no site's words."""
    if junk.is_quoting(line) or _QUOTED.match(line.text):
        return True
    if weight_of(line.plain) < _SITE_WORDS and any(told[word] > 1 for word in _told(line)):
        return True
    if is_paragraph(line):
        return weight_of(line.plain) < _SITE_WORDS
    return line.ends_sentence and not talk_of(line.plain)


def label_runs(
    lines: Sequence[Line], gone: dict[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Labels and titles of other stories between two paragraphs, where two or more stand together.

    A sub-head stands alone above its paragraph; a head with its titles makes a run. The last
    line of a run is left as a sub-head when it is as short as one, and a lone line when no
    line of a box stands below it.
    """
    found: dict[int, tuple[str, str]] = {}
    edges = [i for i, line in enumerate(lines) if i not in gone and _is_sentence(line)]
    for above, below in pairwise(edges):
        if lines[above].text.endswith(":"):
            continue
        inside = range(above + 1, below)
        loose = [i for i in inside if i not in gone]
        if not loose or not all(_is_label(lines[i]) for i in loose):
            continue
        if sum(lines[i].text[0].islower() for i in loose) > 1:
            continue
        boxed = [i for i in inside if i in gone and gone[i][0] in _BOXES]
        found |= dict.fromkeys(_run(lines, loose, boxed, below), _LABEL)
    return found


def _is_sentence(line: Line) -> bool:
    return line.ends_sentence or line.is_long


def _run(lines: Sequence[Line], loose: list[int], boxed: list[int], below: int) -> list[int]:
    """Those of the loose lines between two paragraphs that are no sub-head."""
    if len(loose) == 1 or len(loose) > _LONGEST_RUN:
        offers = any(i > loose[0] for i in boxed)
        return loose if offers and len(loose) == 1 else []
    last = loose[-1]
    stands = last == below - 1 and len(lines[last].text.split()) < _TITLE_WORDS
    return loose[:-1] if stands else loose


def _is_label(line: Line) -> bool:
    """Short, no sentence, no line of a list."""
    text = line.text
    if line.ends_sentence or line.bullet or line.kind is Kind.ITEM or len(text) > 120:
        return False
    if text[0].islower() and len(text) > _BARE_HEAD:
        return False
    return not _SCORE.search(text) and not _QUOTED.match(text)


def shouted_titles(
    lines: Sequence[Line], gone: dict[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Titles of other stories in capitals between paragraphs that are not."""
    reason = junk.BY_NAME["read-more line"].reason
    first = next((i for i, line in enumerate(lines) if is_paragraph(line)), len(lines))
    return {
        i: ("read-more line", reason)
        for i, line in enumerate(lines)
        if i > first and i not in gone and _is_shouted(line)
    }


def _is_shouted(line: Line) -> bool:
    return line.text.isupper() and not line.ends_sentence and len(line.text.split()) >= _SHOUTED
