"""The words of two passages laid side by side: which answer which, and what is left.

In go the sentences of a source and of a target that say the same; out come blocks of
words that differ. Equal words in the same order answer each other first; then, inside a
block that was replaced, words that can mean the same; then equal words that moved. What
is left in a block is what changed there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from newstemma import lexicon
from newstemma import text as texts
from newstemma.align import differences
from newstemma.collations.clocks import clock_marks
from newstemma.model import Mark, MarkKind, Report, Span

_TOLD = (None, "said", "thought")


class ReportWords:
    """A report's tokens and terms, made once for all its comparisons.

    `terms` [tokens] are what tokens are compared by: equal terms are the same word; a name
    is compared by the key it meets others under (`one_name`). Of attributions only those of what
    is said or thought are kept: "opposes the plan" told as "is against the plan" is a wording.
    """

    def __init__(self, report: Report, one_name: Mapping[str, str]) -> None:
        self.report = report
        self.tokens = list(_all_parted(texts.tokens(report.text), report.text))
        self.forms = [token.form for token in self.tokens]
        self.starts = [token.start for token in self.tokens]
        named = {
            mark.span.start: (len(mark.span), one_name.get(str(mark.value), str(mark.value)))
            for mark in report.marks_of(MarkKind.NAME)
            if mark.value
        }
        self.terms = [lexicon.spelling(_EQUALS.get(form, form)) for form in self.forms]
        self._name(named)
        self.marks: dict[MarkKind, list[Mark]] = {kind: [] for kind in MarkKind}
        kept = [mark for mark in report.marks if mark.modality in _TOLD]
        kept += clock_marks(report.text, [m.span for m in kept if m.kind is MarkKind.DATE])
        for mark in kept:
            self.marks[mark.kind].append(mark)
        self.names = {str(mark.value) for mark in self.marks[MarkKind.NAME] if mark.value}
        self._sides: dict[tuple[Span, ...], Side] = {}
        self._ordered = sorted(kept, key=lambda mark: mark.span.start)
        self._begins = [mark.span.start for mark in self._ordered]
        self._longest = max((len(mark.span) for mark in report.marks), default=0)

    def _name(self, named: Mapping[int, tuple[int, str]]) -> None:
        """Names of one word are compared by the key they meet others under."""
        for start, (length, key) in named.items():
            at = bisect_left(self.starts, start)
            here = at < len(self.starts) and self.starts[at] == start
            if here and length == len(self.forms[at]):
                self.terms[at] = "@" + key

    def inside(self, place: Span) -> slice:
        """The tokens that begin in a place."""
        return slice(bisect_left(self.starts, place.start), bisect_left(self.starts, place.end))

    def side(self, places: tuple[Span, ...]) -> Side:
        """The side of these places; a report copied by many is asked for one over and over."""
        found = self._sides.get(places)
        if found is None:
            found = self._sides[places] = Side(self, places)
        return found

    def marks_at(self, place: Span) -> Iterator[Mark]:
        """The marks that overlap a place, in order."""
        first = bisect_left(self._begins, place.start - self._longest)
        for mark in self._ordered[first : bisect_left(self._begins, place.end)]:
            if mark.span.end > place.start:
                yield mark


_ENDINGS = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


def _all_parted(tokens: Iterable[texts.Token], text: str) -> Iterator[texts.Token]:
    held: texts.Token | None = None  # the "p" of "p.m.", until its "m" is seen
    for token in tokens:
        if held is not None:
            whole = token.form == "m" and text[held.end : token.start] == "."
            yield texts.Token(held.start, token.end, f"{held.form}m") if whole else held
            held = None
            if whole:
                continue
        if token.form in ("a", "p") and text[token.end : token.end + 2] in (".m", ".M"):
            held = token
        elif token.form == "cannot" or "'" in token.form:
            yield from _parted(token)
        elif ":" in token.form:
            yield texts.Token(token.start, token.end, token.form.removesuffix(":00"))
        else:
            yield token
    if held is not None:
        yield held


def _parted(token: texts.Token) -> Iterator[texts.Token]:
    """A short form as the two words it stands for: "don't" is "do" and "not"."""
    start, end, form = token
    if form == "cannot":
        yield texts.Token(start, start + 3, "can")
        yield texts.Token(start + 3, end, "not")
    elif end - start == len(form) and (ending := _short_ending(form)):
        base = form[: -len(ending)]
        yield texts.Token(start, end - len(ending), _STEMS.get(base, base))
        yield texts.Token(end - len(ending), end, _ENDINGS[ending])
    else:
        yield token


def _short_ending(form: str) -> str:
    """The word that a short form ends in: "n't", "'ll"; "" for none."""
    return next((e for e in (form[-3:], form[-2:]) if e in _ENDINGS and len(form) > len(e)), "")


_EQUALS = {
    "rep": "representative", "sen": "senator", "gov": "governor", "gen": "general",
    "prof": "professor", "lt": "lieutenant", "col": "colonel", "capt": "captain",
    "sgt": "sergeant", "maj": "major", "cmdr": "commander", "pres": "president",
    "dept": "department", "govt": "government", "hrs": "hours", "mins": "minutes",
    "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday",
    "thu": "thursday", "thur": "thursday", "thurs": "thursday", "fri": "friday",
    "sat": "saturday", "sun": "sunday", "jan": "january", "feb": "february",
    "aug": "august", "sept": "september", "oct": "october", "nov": "november",
    "dec": "december", "numerous": "many",
    "dr": "doctor", "mt": "mount", "st": "street", "vs": "versus", "okay": "ok",
}  # fmt: skip
"""Short and long forms of one word, as newsrooms print titles, weekdays, months."""


class Side:
    """One side of a comparison: the sentences of a report that take part, as tokens.

    `places` are one or more, in order; `tokens`, their `forms` and `terms` are those of
    `ReportWords` inside them, in order. `attributing` and `negations` keep what `voices` and
    `polarity` have read there.
    """

    def __init__(self, words: ReportWords, places: tuple[Span, ...]) -> None:
        self.report = words.report
        self.places = places
        self.tokens: list[texts.Token] = []
        self.forms: list[str] = []
        self.terms: list[str] = []
        for place in places:
            held = words.inside(place)
            self.tokens += words.tokens[held]
            self.forms += words.forms[held]
            self.terms += words.terms[held]
        self._starts = [token.start for token in self.tokens]
        self.whole = words
        self.attributing: tuple[Mark, ...] | None = None
        self.negations: tuple[tuple[int, range | None], ...] | None = None
        self._marks: dict[MarkKind, list[Mark]] = {}
        for place in places:
            for mark in words.marks_at(place):
                known = self._marks.setdefault(mark.kind, [])
                if mark not in known:
                    known.append(mark)
        self.quoted = {i for m in self.marks(MarkKind.QUOTE) for i in self.at(m.span)}

    def marks(self, kind: MarkKind) -> Sequence[Mark]:
        """The marks of a kind inside the sentences of this side, in order."""
        return self._marks.get(kind, ())

    def span(self, first: int, stop: int) -> Span | None:
        """The place of tokens `first`..`stop`, none for no token."""
        if first >= stop:
            return None
        return Span(self.tokens[first].start, self.tokens[stop - 1].end)

    def words(self, span: Span | None) -> str:
        """The words at a place, "" for none."""
        return span.of(self.report.text) if span else ""

    def at(self, span: Span) -> range:
        """The tokens that begin in a place."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))


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
        _pair_near(laid, block)
    _pair_moved(laid)
    taken = set(answer.values())
    for block in laid.blocks:
        block.rest = [i for i in block.left if i not in answer and counts(source, i)]
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
    return form[0].isdigit() or (form not in texts.FUNCTION_WORDS and form not in SAY_NOTHING)


SAY_NOTHING = frozenset("aged usd gbp eur am".split())
"""Words that only frame a figure beside them: "aged 46", "USD 3 million"."""
OPPOSITE_REACH = 2
"""Opposites stand for each other only at nearly the same place of what was replaced."""


def _pair_near(laid: Laid, block: Block) -> None:
    """Inside a block, the nearest words first, then the nearest places."""
    if not block.left or not block.right:
        return
    _pair_same_letters(laid, block)
    terms = laid.target.terms
    theirs = [(b, j, terms[j]) for b, j in enumerate(block.right) if not _alone(terms[j])]
    meets = [_meets(term) for _, _, term in theirs]
    found = []
    for a, i in enumerate(block.left):
        term = laid.source.terms[i]
        if _alone(term):
            found += _small_opposites(laid, block, a)
            continue
        own, against = _meets(term), lexicon.opposites(term)
        for (b, j, other), held in zip(theirs, meets, strict=True):
            if not own.isdisjoint(held) and (near := nearness(term, other)):
                found.append((-near, abs(a - b), i, j))
            elif against and abs(a - b) <= OPPOSITE_REACH and lexicon.opposite(term, other):
                found.append((0.0, abs(a - b), i, j))
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
    named = [i for i in block.left if ours.terms[i][0] == "@"]
    others = [j for j in block.right if theirs.terms[j][0] == "@"]
    if not named and not others:
        return
    free = {theirs.forms[j]: j for j in reversed(block.right)}
    for i in block.left:
        j = free.get(ours.forms[i])
        if j is not None and (ours.terms[i][0] == "@" or theirs.terms[j][0] == "@"):
            laid.answer[i] = free.pop(ours.forms[i])
            block.near.append((i, j, 1.0))


@lru_cache(maxsize=100_000)
def _meets(term: str) -> frozenset[str]:
    """What a term must have in common with another for them to be near."""
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
    rest = [i for block in laid.blocks for i in block.left if i not in laid.answer]
    taken = set(laid.answer.values())
    free: dict[str, list[int]] = {}
    for block in laid.blocks:
        for j in block.right:
            if j not in taken:
                free.setdefault(laid.target.terms[j], []).append(j)
    others = [(term, _meets(term)) for term in free if not _alone(term)] if rest else []
    for i in rest:
        term = laid.source.terms[i]
        match = term if free.get(term) else _same_word(term, others, free)
        if match is not None:
            laid.answer[i] = free[match].pop(0)
            laid.moved.append((i, laid.answer[i]))


def _same_word(
    term: str, others: list[tuple[str, frozenset[str]]], free: dict[str, list[int]]
) -> str | None:
    if not others or _alone(term):
        return None
    own = _meets(term)
    for other, held in others:
        near = not own.isdisjoint(held) and free[other]
        if near and nearness(term, other) >= lexicon.SAME_SENSE:
            return other
    return None
