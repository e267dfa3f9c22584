"""Lines that say again what the text says: printed twice, pulled out in large letters, captions.

The theory. A pull quote is a piece of a paragraph set between two paragraphs: a short line
whose words stand, in the same order, inside a longer line. Under it the speaker's name may
stand alone. A whole line printed twice is an error of the page or of the crawler.
"""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.reports.agencies import looks_like_name
from newstemma.reports.blocks import Kind, Line, is_paragraph
from newstemma.reports.sifted import REASONS, squeezed

# Shorter lines repeat in lists and recipes; a sentence of this length is printed twice by mistake.
REPEATED = 60
# A pull quote has this many words at least (a sub-head may take fewer from the text) ...
_PULLED_WORDS = 6
# ... and this many letters at most.
_PULLED = 240


def twice(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """The lines that repeat an earlier one."""
    seen: set[str] = set()
    gone: dict[int, tuple[str, str]] = {}
    for index, line in enumerate(lines):
        if len(line.text) < REPEATED or not line.ends_sentence:
            continue
        key = squeezed(line.text)
        if key in seen:
            gone[index] = ("duplicate", REASONS["duplicate"])
        seen.add(key)
    return gone


def pulled(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """The pull quotes among the lines, with the name printed under each."""
    shaped = [i for i, line in enumerate(lines) if i > 0 and _can_be_pulled(line)]
    if not shaped:
        return {}
    bodies = [squeezed(line.text) for line in lines if is_paragraph(line)] if shaped else []
    reason = REASONS["pull quote"]
    gone: dict[int, tuple[str, str]] = {}
    for index in shaped:
        key = squeezed(lines[index].text)
        if any(len(body) > len(key) + 20 and key in body for body in bodies):
            gone[index] = ("pull quote", reason)
            below = index + 1
            if below < len(lines) and _is_name_under(lines[below]):
                gone[below] = ("pull quote", reason)
    return gone


def _can_be_pulled(line: Line) -> bool:
    return len(line.text) <= _PULLED and len(line.text.split()) >= _PULLED_WORDS


def _is_name_under(line: Line) -> bool:
    name = line.text.strip(" -–—").split(",")[0]
    return (
        len(line.text) <= 80
        and not any(c.isdigit() for c in line.text)
        and not line.ends_sentence
        and line.kind is not Kind.HEADING
        and len(name.split()) > 1
        and looks_like_name(name)
    )


def same_captions(
    lines: Sequence[Line], gone: dict[int, tuple[str, str]], captions: Sequence[str]
) -> dict[int, tuple[str, str]]:
    """Lines that a caption taken out says in full: the caption printed without its credit."""
    keys = [squeezed(lines[i].text) for i, (rule, _) in gone.items() if rule == "caption"]
    keys += [squeezed(text) for text in captions]
    found: dict[int, tuple[str, str]] = {}
    for index, line in enumerate(lines if keys else ()):
        key = squeezed(line.text) if len(line.text) < 700 else ""
        if len(key) > 25 and any(caption.startswith(key) for caption in keys):
            found[index] = ("caption", REASONS["caption"])
    return found
