"""Names by their capitals: words written large where no sentence begins.

One sweep finds every word with a capital; what stands before it tells whether the capital is
its own or the sentence's. A name at the head of a sentence is missed there and found again
further on. Scripts without capitals have no names by this.
"""

from __future__ import annotations

import re

# A word as a text shows it: letters with apostrophes inside, or a number with its points.
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LARGE = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]['’])[^\W\d_a-z][^\W\d_]*(?:['’][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;\n“\"«„])\s*[“\"'‘«„(]*\s*$")


def names_in(text: str) -> list[tuple[str, int]]:
    """The names of a text with the places where they begin, in order."""
    found = []
    for match in _LARGE.finditer(text):
        start, word = match.start(), match.group()
        if start == 0 or not word[0].isupper():
            continue
        # Within a sentence, after a word and a space: most of them, and no need to look closer.
        inside = text[start - 1] == " " and start > 1 and text[start - 2].isalnum()
        if inside or not _OPENS.search(text, max(0, start - 6), start):
            found.append((word, start))
    return found
