"""The words of a report and of the sentences of it that take part in a comparison.

In go a report's text and marks; out come tokens, the terms they are compared by, and the marks
that lie among them. Short forms are the words they stand for: "don't" is "do" and "not", "Sen."
is "senator", "p.m." one word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newstemma import lexicon
from newstemma import text as texts
from newstemma.collations.clocks import clock_marks
from newstemma.collations.phrases import joined
from newstemma.collations.unread import one_unit, unread_marks
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
        self.tokens = _all_parted(joined(texts.tokens(report.text), report.text), report.text)
        self.forms = [token.form for token in self.tokens]
        self.starts = [token.start for token in self.tokens]
        named = {
            mark.span.start: (len(mark.span), one_name.get(str(mark.value), str(mark.value)))
            for mark in report.marks_of(MarkKind.NAME)
            if mark.value
        }
        spelled = {form: lexicon.spelling(_EQUALS.get(form, form)) for form in set(self.forms)}
        self.terms = [spelled[form] for form in self.forms]
        self._name(named)
        self.marks: dict[MarkKind, list[Mark]] = {kind: [] for kind in MarkKind}
        kept = [one_unit(mark) for mark in report.marks if mark.modality in _TOLD]
        kept = unread_marks(report.text, kept)
        kept += clock_marks(report.text, [m.span for m in kept if m.kind is MarkKind.DATE])
        for mark in kept:
            self.marks[mark.kind].append(mark)
        self.names = {str(mark.value) for mark in self.marks[MarkKind.NAME] if mark.value}
        self._sides: dict[tuple[Span, ...], Side] = {}
        self._ordered = sorted(kept, key=lambda mark: mark.span.start)
        self._begins = [mark.span.start for mark in self._ordered]
        self._longest = max((len(mark.span) for mark in kept), default=0)

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


def _all_parted(tokens: list[texts.Token], text: str) -> list[texts.Token]:
    """The tokens with short forms parted; where there are none, as they are."""
    forms = {token.form for token in tokens}
    halves = ".m" in text or ".M" in text
    if halves or "cannot" in forms or any("'" in form or ":" in form for form in forms):
        return list(_parted_one_by_one(tokens, text))
    return tokens


def _parted_one_by_one(tokens: Iterable[texts.Token], text: str) -> Iterator[texts.Token]:
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
    "dec": "december", "numerous": "many", "maybe": "perhaps",
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth",
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
