"""The words of two passages laid side by side: which answer which, and what is left.

In go the sentences of a source and of a target that say the same; out come blocks of
words that differ. Equal words in the same order answer each other first; then, inside a
block that was replaced, words that can mean the same; then equal words that moved. What
is left in a block is what changed there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from newstemma import lexicon
from newstemma import text as texts
from newstemma.align import differences
from newstemma.collations.sides import Side


@dataclass(slots=True)
class Block:
    """Tokens `left` of the source stand where tokens `right` of the target stand.

    `near` pairs those that can mean the same; `rest` and `other` are the meaningful
    tokens on each side that nothing answers.
    """

    left: range
    right: range
    near: list[tuple[int, int, float]] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)


@dataclass
class Laid:
    """Two sides with the answers found: `answer` maps source tokens to target tokens."""

    source: Side
    target: Side
    answer: dict[int, int]
    blocks: list[Block]
    moved: list[tuple[int, int]] = field(default_factory=list)

    @cached_property
    def back(self) -> dict[int, int]:
        """Target tokens to the source tokens they answer; asked once all answers are found."""
        return {j: i for i, j in self.answer.items()}

    def opposite(self, tokens: Sequence[int]) -> range:
        """The target tokens that stand where these source tokens stand."""
        ours, theirs = len(self.source.tokens), len(self.target.tokens)
        return _opposite(tokens, self.answer, theirs, ours)

    def facing(self, tokens: Sequence[int]) -> range:
        """The source tokens that stand where these target tokens stand."""
        ours, theirs = len(self.source.tokens), len(self.target.tokens)
        return _opposite(tokens, self.back, ours, theirs)


def _opposite(tokens: Sequence[int], answer: dict[int, int], size: int, own: int) -> range:
    if not tokens:
        return range(0)
    inside = [answer[i] for i in tokens if i in answer]
    if inside:
        return range(min(inside), max(inside) + 1)
    before = next((answer[i] for i in range(tokens[0] - 1, -1, -1) if i in answer), -1)
    after = next((answer[i] for i in range(tokens[-1] + 1, own) if i in answer), size)
    return range(before + 1, after) if before < after else range(0)


def lay(source: Side, target: Side) -> Laid:
    """Lays two sides over each other; the same sides give the same blocks."""
    answer: dict[int, int] = {}
    blocks: list[Block] = []
    for tag, left_start, left_end, right_start, right_end in differences(
        source.terms, target.terms
    ):
        left, right = range(left_start, left_end), range(right_start, right_end)
        if tag == "equal":
            answer.update(zip(left, right, strict=True))
        else:
            blocks.append(Block(left, right))
    laid = Laid(source, target, answer, _joined(blocks))
    for block in laid.blocks:
        if block.left and block.right:
            _pair_near(laid, block)
    _pair_moved(laid)
    taken = set(answer.values())
    for block in laid.blocks:
        if block.left:
            block.rest = [i for i in block.left if i not in answer and counts(source, i)]
        if block.right:
            block.other = [j for j in block.right if j not in taken and counts(target, j)]
    return laid


def _joined(blocks: list[Block]) -> list[Block]:
    """Blocks one after the other, with words gone from the first and new in the second
    (or the reverse) and one equal word between, are one exchange: "the Kyrgyz economy"
    for "the economy of the republic"."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and _faces(last, block) and block.left.start - last.left.stop <= 1:
            found[-1] = Block(
                range(last.left.start, block.left.stop), range(last.right.start, block.right.stop)
            )
        else:
            found.append(block)
    return found


def _faces(first: Block, second: Block) -> bool:
    gone, new = bool(first.left) and not first.right, bool(first.right) and not first.left
    return bool(
        (gone and second.right and not second.left) or (new and second.left and not second.right)
    )


EMPTY_WORDS = frozenset(
    """
    a an the its his her their this that these those of to in and or for s it he she they is are
    was were be been being has have had do does did will would by as at on with who which
    """.split()
)
"""Small words whose coming and going says nothing by itself."""


def counts(side: Side, i: int) -> bool:
    """True for a token whose coming or going is told: one that means something, and inside
    quotation marks every word but the emptiest ("very", "never", "more")."""
    form = side.forms[i]
    return form_means(form) or (i in side.quoted and form not in EMPTY_WORDS)


def means(token: texts.Token) -> bool:
    """True for a token that carries meaning by itself: no function word."""
    return form_means(token.form)


@lru_cache(maxsize=100_000)
def form_means(form: str) -> bool:
    """What `means` tells, of the folded form of a word."""
    if form in texts.FUNCTION_WORDS:
        return form in SAY_MUCH
    return form not in SAY_NOTHING


SAY_NOTHING = frozenset("aged usd gbp eur am o'clock".split())
"""Words that only frame a figure beside them: "aged 46", "USD 3 million"."""
SAY_MUCH = frozenset(["only"])
"""Small words without which a sentence claims more."""
OPPOSITE_REACH = 2
"""Opposites stand for each other only at nearly the same place of what was replaced."""


def _pair_near(laid: Laid, block: Block) -> None:
    """Inside a block, the nearest words first, then the nearest places."""
    _pair_same_letters(laid, block)
    terms = laid.target.terms
    theirs = [(b, j, terms[j], _kin(terms[j])) for b, j in enumerate(block.right)]
    theirs = [answering for answering in theirs if answering[-1]]
    found = []
    for a, i in enumerate(block.left):
        term = laid.source.terms[i]
        own = _kin(term)
        if not own:
            found += _small_opposites(laid, block, a)
            continue
        against = lexicon.opposites(term)
        for b, j, other, held in theirs:
            if not own.isdisjoint(held) and (near := nearness(term, other)):
                found.append((-near, abs(a - b), i, j))
            elif against and abs(a - b) <= OPPOSITE_REACH and lexicon.opposite(term, other):
                found.append((0.0, abs(a - b), i, j))
    if not found:
        return
    taken = {j for _, j, _ in block.near}
    for minus, _, i, j in sorted(found):
        if i not in laid.answer and j not in taken:
            laid.answer[i] = j
            taken.add(j)
            block.near.append((i, j, -minus))


SMALL_OPPOSITES = {
    word: frozenset(others.split()) for words, others in (
        ("after", "before"), ("before", "after"), ("more most", "fewer less fewest least"),
        ("fewer less fewest least", "more most"), ("above over", "below under"),
        ("below under", "above over"), ("inside", "outside"), ("outside", "inside"),
        ("up", "down"), ("down", "up"), ("first", "last"), ("last", "first"),
        ("all every everyone everything", "none nobody nothing no"), ("always", "never"),
        ("none nobody nothing no", "all every everyone everything"), ("never", "always"),
    ) for word in words.split()
}  # fmt: skip
"""Function words that deny each other, at the same place of what was replaced."""


def _small_opposites(laid: Laid, block: Block, a: int) -> list[tuple[float, int, int, int]]:
    """Pairs of a small word of the source, by its place in the block, with its opposite."""
    against = SMALL_OPPOSITES.get(laid.source.forms[block.left[a]])
    if not against:
        return []
    near = range(max(a - 1, 0), min(a + 2, len(block.right)))
    return [
        (0.0, abs(a - b), block.left[a], block.right[b])
        for b in near
        if laid.target.forms[block.right[b]] in against
    ]


def denies(left: str, right: str) -> bool:
    """True where two forms can be opposites, small words included."""
    return right in SMALL_OPPOSITES.get(left, ()) or lexicon.opposite(left, right)


def _pair_same_letters(laid: Laid, block: Block) -> None:
    """A word marked as a name on one side only ("the Senate", "the senate") is still that word."""
    ours, theirs = laid.source, laid.target
    left, right = block.left, block.right
    terms = ours.terms[left.start : left.stop] + theirs.terms[right.start : right.stop]
    if "@" not in "".join(terms):
        return
    free = {theirs.forms[j]: j for j in reversed(block.right)}
    for i in block.left:
        j = free.get(ours.forms[i])
        if j is not None and (ours.terms[i][0] == "@" or theirs.terms[j][0] == "@"):
            laid.answer[i] = free.pop(ours.forms[i])
            block.near.append((i, j, 1.0))


@lru_cache(maxsize=100_000)
def _kin(term: str) -> frozenset[str]:
    """What a term must have in common with another for them to be near; empty for one that
    answers only itself."""
    if _alone(term):
        return frozenset()
    if len(term) > STEMMED:
        return lexicon.meeting(term) | {f"~{texts.stem(term)}"}
    return lexicon.meeting(term)


STEMMED = 5
"""Words of more letters are also of one sense where they have one stem."""


@lru_cache(maxsize=400_000)
def nearness(left: str, right: str) -> float:
    """How near two terms are, 0..1; names and function words only to themselves."""
    if left == right:
        return 1.0
    if _alone(left) or _alone(right):
        return 0.0
    near = lexicon.nearness(left, right)
    if near < lexicon.SAME_SENSE and min(len(left), len(right)) > STEMMED:
        return lexicon.SAME_SENSE if texts.stem(left) == texts.stem(right) else near
    return near


@lru_cache(maxsize=100_000)
def _alone(term: str) -> bool:
    """True for a term that answers only itself: a name, a number, a function word."""
    return not term[0].isalpha() or term in texts.FUNCTION_WORDS


def _pair_moved(laid: Laid) -> None:
    """Words left over on both sides that are the same word at another place."""
    answer = laid.answer
    rest = [i for block in laid.blocks for i in block.left if i not in answer]
    if not rest:
        return
    taken = set(answer.values())
    free: dict[str, list[int]] = {}
    for block in laid.blocks:
        for j in block.right:
            if j not in taken:
                free.setdefault(laid.target.terms[j], []).append(j)
    if not free:
        return
    others = [(term, held) for term in free if (held := _kin(term))]
    letters = {laid.target.forms[free[term][0]]: term for term in free}
    reach = frozenset().union(*(held for _, held in others))
    for i in rest:
        term = laid.source.terms[i]
        match = term if free.get(term) else None
        if match is None and (named := letters.get(laid.source.forms[i])) and free[named]:
            match = named if "@" in (term[0], named[0]) else None
        if match is None and not reach.isdisjoint(own := _kin(term)):
            match = _same_word(term, own, others, free)
        if match is not None:
            laid.answer[i] = free[match].pop(0)
            laid.moved.append((i, laid.answer[i]))


def _same_word(
    term: str,
    own: frozenset[str],
    others: list[tuple[str, frozenset[str]]],
    free: dict[str, list[int]],
) -> str | None:
    for other, held in others:
        near = not own.isdisjoint(held) and free[other]
        if near and nearness(term, other) >= lexicon.SAME_SENSE:
            return other
    return None
