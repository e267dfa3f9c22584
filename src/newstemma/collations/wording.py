"""What is left when figures, dates, names and voices are compared: the wording.

In go two sides laid over each other and the places already spoken for; out come the
differences of the blocks that are left, each with the exact words on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma import lexicon
from newstemma import text as texts
from newstemma.collations.claims import Tie, tie
from newstemma.collations.cues import toned
from newstemma.collations.difference import Difference, graded
from newstemma.collations.names import unmarked_name
from newstemma.collations.quotations import paired_quotes
from newstemma.collations.scales import force, is_loaded
from newstemma.collations.sides import Side
from newstemma.collations.slots import ADDED, CHANGED, DROPPED
from newstemma.collations.words import EMPTY_WORDS, Block, Laid, denies, form_means
from newstemma.model import Direction, Span
from newstemma.values.speech import TONE_OF


def wording_differences(laid: Laid, spoken_for: Sequence[Difference]) -> Iterator[Difference]:
    """Differences of wording, block by block; quotations that answer each other apart."""
    quotes = paired_quotes(laid)[0]
    before = [*(d.before for d in spoken_for), *(ours.span for ours, _ in quotes)]
    after = [*(d.after for d in spoken_for), *(theirs.span for _, theirs in quotes)]
    ours = {i for span in before if span for i in laid.source.at(span)}
    theirs = {j for span in after if span for j in laid.target.at(span)}
    for block in laid.blocks:
        left, right = set(block.left) - ours, set(block.right) - theirs
        if not left and not right:
            continue
        trimmed = Block(block.left, block.right, block.near, block.rest, block.other)
        trimmed.rest = [i for i in block.rest if i in left]
        trimmed.other = [j for j in block.other if j in right]
        trimmed.near = [(i, j, n) for i, j, n in block.near if i in left and j in right]
        yield from _block_differences(laid, trimmed, left, right)
    yield from _other_forms(laid, ours, theirs)


def _other_forms(laid: Laid, ours: set[int], theirs: set[int]) -> Iterator[Difference]:
    """Words that answer each other in another spelling, or moved and in another word."""
    paired = {i for block in laid.blocks for i, _, _ in block.near}
    left, right = laid.source.forms, laid.target.forms
    unlike = [(i, j) for i, j in laid.answer.items() if left[i] != right[j]]
    for i, j in unlike:
        if i in paired or i in ours or j in theirs:
            continue
        if form_means(left[i]):
            before, after = laid.source.span(i, i + 1), laid.target.span(j, j + 1)
            yield graded("same meaning", CHANGED, before, after)


def _block_differences(
    laid: Laid, block: Block, left: set[int], right: set[int]
) -> Iterator[Difference]:
    changed = [(i, j, near) for i, j, near in block.near if _unlike(laid, i, j)]
    if not block.rest and not block.other and not changed:
        return
    ours = sorted({*block.rest, *(i for i, _, _ in changed)})
    theirs = sorted({*block.other, *(j for _, j, _ in changed)})
    if ours and theirs:
        before, after = _place(laid.source, ours, left), _place(laid.target, theirs, right)
    else:
        before = _one_sided(laid.source, ours, left)
        after = _one_sided(laid.target, theirs, right)
        if before and after:
            before, after = (
                _place(laid.source, sorted(left), left),
                _place(laid.target, sorted(right), right),
            )
    if before or after:
        yield _graded_block(laid, block, before, after)


def _one_sided(side: Side, tokens: list[int], allowed: set[int]) -> Span | None:
    """The place of the words; where there are none, that of the small words in their stead,
    if these say something ("over" for "after its invasion of")."""
    if not tokens:
        tokens = [i for i in sorted(allowed) if side.tokens[i].form not in EMPTY_WORDS]
    return _place(side, tokens, allowed)


def _unlike(laid: Laid, i: int, j: int) -> bool:
    return laid.source.forms[i] != laid.target.forms[j]


def _place(side: Side, tokens: list[int], allowed: set[int]) -> Span | None:
    """From the first to the last of the tokens, function words between them included."""
    inside = [i for i in tokens if i in allowed]
    return side.span(inside[0], inside[-1] + 1) if inside else None


def _graded_block(laid: Laid, block: Block, before: Span | None, after: Span | None) -> Difference:
    kind = CHANGED if before and after else DROPPED if before else ADDED
    opposite = next((n for n in block.near if denies(*_forms(laid, n))), None)
    if opposite:
        return graded("opposite word", CHANGED, before, after)
    if kind is CHANGED:
        return _changed_words(laid, block, before, after)
    loaded = _loaded(laid.source, before) or _loaded(laid.target, after)
    if kind is DROPPED:
        name = "loaded word" if loaded else "words dropped"
        return graded(name, kind, before, after, Direction.VAGUER)
    if loaded:
        return graded("loaded word", kind, before, after, Direction.JUDGED)
    return graded("words added", kind, before, after, Direction.SPECIFIC)


def _forms(laid: Laid, near: tuple[int, int, float]) -> tuple[str, str]:
    return laid.source.tokens[near[0]].form, laid.target.tokens[near[1]].form


def _changed_words(laid: Laid, block: Block, before: Span | None, after: Span | None) -> Difference:
    if _is_name(laid.source, before) and _is_name(laid.target, after):
        return graded("name exchanged", CHANGED, before, after)
    was, now = _loaded(laid.source, before), _loaded(laid.target, after)
    tones = _tone(laid.source, before), _tone(laid.target, after)
    if before and after and all(tones) and tones[0] != tones[1]:
        return toned(*tones, before, after)
    if was != now:
        direction = Direction.JUDGED if now else Direction.NONE
        return graded("loaded word", CHANGED, before, after, direction)
    direction = _force(laid, block)
    if direction is not Direction.NONE:
        return graded("force changed", CHANGED, before, after, direction)
    if not block.rest and not block.other and all(n >= lexicon.SAME_SENSE for *_, n in block.near):
        return graded("same meaning", CHANGED, before, after)
    if _only_function_words(laid.source, before) and _only_function_words(laid.target, after):
        return graded("same meaning", CHANGED, before, after)
    return graded("other words", CHANGED, before, after)


def _is_name(side: Side, span: Span | None) -> bool:
    return span is not None and unmarked_name(side, side.at(span)) is not None


def _tone(side: Side, span: Span | None) -> str:
    """The tone of a verb of saying that stands alone, "" for other words."""
    if span is None:
        return ""
    held = side.at(span)
    every = side.forms[held.start : held.stop]
    forms = [form for form in every if form_means(form)] or every
    return TONE_OF.get(forms[0], "") if len(forms) == 1 else ""


def _force(laid: Laid, block: Block) -> Direction:
    for i in [*block.rest, *(i for i, _, _ in block.near)]:
        for j in [*block.other, *(j for _, j, _ in block.near)]:
            found = force(laid.source.tokens[i].form, laid.target.tokens[j].form)
            if found is not Direction.NONE:
                return found
    return _tied(laid, block)


def _tied(laid: Laid, block: Block) -> Direction:
    """A link made a cause, or the reverse."""
    ours = [laid.source.tokens[i].form for i in [*block.rest, *(i for i, _, _ in block.near)]]
    theirs = [laid.target.tokens[j].form for j in [*block.other, *(j for _, j, _ in block.near)]]
    was, now = tie(ours), tie(theirs)
    if Tie.LINK not in (was, now) or Tie.NONE in (was, now) or was is now:
        return Direction.NONE
    return Direction.STRONGER if now > was else Direction.WEAKER


def _loaded(side: Side, span: Span | None) -> bool:
    return span is not None and any(is_loaded(side.tokens[i].form) for i in side.at(span))


def _only_function_words(side: Side, span: Span | None) -> bool:
    found = side.at(span) if span else range(0)
    return all(side.tokens[i].form in texts.FUNCTION_WORDS for i in found)
