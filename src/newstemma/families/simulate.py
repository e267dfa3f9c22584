"""`simulate`: a family of reports with a known stemma, the same to the byte for one seed.

First the stemma is drawn (`plan`), then each witness's text is written from its parent's in
order of time (`desks`), then credits, dates and pages are added (`credits`, `press`), at
last the truth is put together from the log every desk kept. Lost witnesses are written like
the others and then not handed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from newstemma.errors import Misuse
from newstemma.families import press
from newstemma.families.base import Telling, base_stories, tell
from newstemma.families.credits import IN_TEXT, Named, Publishers, credit, publishers
from newstemma.families.desk import Desk
from newstemma.families.desks import copy
from newstemma.families.documents import PRINTED, Document, document_for, with_document
from newstemma.families.ground import with_common_ground
from newstemma.families.lines import SAID
from newstemma.families.model import (
    PLAIN,
    BaseStory,
    Draft,
    Family,
    Innovation,
    Line,
    Said,
    Setting,
    Truth,
)
from newstemma.families.plan import Node, draw
from newstemma.families.props import backgrounds
from newstemma.model import Aspect, ChangeKind, CopyKind, Report, Span

Marker = Callable[[Report], Report]


def simulate(
    seed: int,
    *,
    setting: Setting = PLAIN,
    stories: Sequence[BaseStory] | None = None,
    weeks: int = 0,
    mark: Marker | None = None,
) -> Family:
    """A family of `setting.reports` reports drawn from one of `stories` (all by default).

    The same arguments give the same family to the byte. `weeks` moves the event; `mark`
    fills the marks of each report. `Misuse` when there is no story to draw from.
    """
    told = tuple(stories) if stories is not None else base_stories()
    if not told:
        raise Misuse("no base story to draw a family from; give at least one")
    random = Random(f"newstemma family {seed}")
    telling = tell(random.choice(told), random, weeks)
    work = _Work(seed, setting, telling, draw(random, setting, len(telling.sources)), random)
    work.write()
    return work.family(mark)


@dataclass(slots=True)
class _Work:
    """A family while it is being written."""

    seed: int
    setting: Setting
    telling: Telling
    nodes: tuple[Node, ...]
    random: Random
    who: Publishers = field(init=False)
    drafts: dict[int, Draft] = field(default_factory=dict)
    document: Document | None = None
    brief: bool = False
    named: dict[int, Named] = field(default_factory=dict)
    logs: dict[int, list[Innovation]] = field(default_factory=dict)

    def write(self) -> None:
        """Every text, in order of time."""
        self.who = publishers(self.random, self.nodes, self.setting)
        taken: set[tuple[str, str]] = set()
        background = self._background()
        self.document = self._document()
        self.brief = self._happens(self.setting.briefs)
        for node in sorted(self.nodes, key=lambda node: (node.hours, node.index)):
            desk = Desk(
                name_of(self, node), self.random, self.telling, taken,
                self.setting.own_lines, self.setting.new_headlines,
            )  # fmt: skip
            draft = self._draft(desk, node, background)
            draft = self._with_second(desk, node, draft)
            draft = self._with_local_end(desk, node, draft)
            if self._happens(self.setting.unmarked):
                draft = without_marks(draft)
            self.named[node.index] = credit(self.random, node, self.nodes, self.who, self.setting)
            self.drafts[node.index] = self._with_mention(desk, node, draft)
            self.logs[node.index] = desk.log

    def _background(self) -> tuple[str, ...]:
        wanted = self.random.random() < self.setting.background
        return self.random.choice(backgrounds()) if wanted else ()

    def _happens(self, chance: float) -> bool:
        """True by chance; a chance of none draws nothing, so that other families stay."""
        return chance > 0.0 and self.random.random() < chance

    def _document(self) -> Document | None:
        if not self._happens(self.setting.documents):
            return None
        return document_for(self.random, self.telling.story.purpose)

    def _draft(self, desk: Desk, node: Node, background: tuple[str, ...]) -> Draft:
        if node.parent is not None and node.kind is not None:
            return copy(desk, self.drafts[node.parent], node.kind)
        source = self.telling.sources[node.origin]
        lines = tuple(
            Line(s.said, (s.id,), SAID, s.paragraph or at == 0)
            for at, s in enumerate(source.sentences)
        )
        if self.brief:
            lines = lines[: self.random.randint(2, 6)]
        if node.origin and self.random.random() < self.setting.common_ground:
            lines = with_common_ground(self.random, self.telling, lines)
        if self.document and self.random.random() < PRINTED:
            lines = with_document(self.random, self.document, lines)
        if background and self.random.random() < 0.75:
            extra = tuple(
                Line(text, (f"background.{at}",), SAID, at == 0)
                for at, text in enumerate(background)
            )
            lines = lines + extra
        return Draft(self.random.choice(source.headlines), lines)

    def _with_second(self, desk: Desk, node: Node, draft: Draft) -> Draft:
        """A block of the second source's lines put into the draft, lightly reworded."""
        if node.second is None:
            return draft
        here = {base for line in draft.lines for base in line.bases}
        above = self.drafts[node.second].lines
        pool = [line for line in above if "." in line.bases[0] and not here & set(line.bases)]
        size = min(len(pool), self.random.randint(3, 6))
        start = self.random.randrange(len(pool) - size + 1)
        block = [replace(line, opens=at == 0) for at, line in enumerate(pool[start : start + size])]
        for line in block:
            desk.note("line from a second source", Aspect.WORDING, line.bases, "", line.text)
        at = self.random.randint(min(2, len(draft.lines)), len(draft.lines))
        tail = draft.lines[at:]
        if tail:
            tail = (replace(tail[0], opens=True), *tail[1:])
        return Draft(draft.title, (*draft.lines[:at], *block, *tail))

    def _with_local_end(self, desk: Desk, node: Node, draft: Draft) -> Draft:
        """Two to four sentences by a reporter of the outlet's own, told by nobody else, behind
        the text or around it."""
        told = {n.origin for n in self.nodes}
        free = [
            s
            for at, source in enumerate(self.telling.sources)
            if at not in told
            for s in source.sentences
            if ("local", s.id) not in desk.taken
        ]
        if node.parent is None or not free or not self._happens(self.setting.local_ends):
            return draft
        chosen = free[: self.random.randint(2, 4)]
        desk.taken.update(("local", s.id) for s in chosen)
        lines = tuple(Line(s.said, (s.id,), SAID, at == 0) for at, s in enumerate(chosen))
        for line in lines:
            desk.note("line added", Aspect.WORDING, line.bases, "", line.text)
        before = self.random.choice((0, 0, 1, 2))
        first = replace(draft.lines[0], opens=True)
        return Draft(draft.title, (*lines[:before], first, *draft.lines[1:], *lines[before:]))

    def _with_mention(self, desk: Desk, node: Node, draft: Draft) -> Draft:
        """The credit a desk puts into its lead ("..., NAME reported.")."""
        name = self.named[node.index].in_text
        lead = draft.lines[0]
        if name is None or not lead.text.endswith(".") or " reported." in lead.text:
            return draft
        text = f"{lead.text[:-1]}, {IN_TEXT.format(name)}."
        after = text[len(lead.text) - 1 :]
        desk.note("credit in the lead", Aspect.ATTRIBUTION, lead.bases, ".", after)
        return Draft(draft.title, (replace(lead, text=text), *draft.lines[1:]))

    def family(self, mark: Marker | None) -> Family:
        """Reports, pages and truth, in an order that tells nothing."""
        seen = [node for node in self.nodes if node.seen]
        self.random.shuffle(seen)
        reports, printed = [], []
        for node in seen:
            moment = press.moment(self.random, node, self.telling, self.setting)
            made = press.report(
                self.id(node),
                node,
                self.drafts[node.index],
                self.named[node.index],
                self.who,
                moment,
            )
            printed.append(press.print_page(self.random, made, self.setting))
            reports.append(mark(made) if mark else made)
        junk = {r.id: p.junk for r, p in zip(reports, printed, strict=True)}
        return Family(
            seed=self.seed,
            story=self.telling.story.id,
            event=self.telling.event,
            reports=tuple(reports),
            pages=tuple(p.page for p in printed),
            truth=truth_of(self, junk),
        )

    def id(self, node: Node) -> str:
        """The report id of a node."""
        return press.report_id(self.telling.story.id, self.seed, node.index)


def name_of(work: _Work, node: Node) -> str:
    """The report id of a seen node, "unseen:NAME" of a lost one."""
    return work.id(node) if node.seen else f"unseen:{work.who.names[node.index]}"


def without_marks(draft: Draft) -> Draft:
    """A draft whose quotation marks got lost on the way, as pages lose them."""
    lines = [replace(line, text=re.sub('[“”"]', "", line.text)) for line in draft.lines]
    return Draft(draft.title, tuple(lines))


# --- truth ------------------------------------------------------------------


def truth_of(work: _Work, junk: Mapping[str, tuple[str, ...]]) -> Truth:
    """The truth about a finished family."""
    names = {node.index: name_of(work, node) for node in work.nodes}
    copies = [node for node in work.nodes if node.parent is not None]
    return Truth(
        parents={names[n.index]: None if n.parent is None else names[n.parent] for n in work.nodes},
        kinds={names[n.index]: n.kind for n in copies if n.kind is not None},
        seconds={names[n.index]: names[n.second] for n in work.nodes if n.second is not None},
        origins=_origins(work, names),
        roots=tuple(names[n.index] for n in work.nodes if n.parent is None),
        unseen=tuple(names[n.index] for n in work.nodes if not n.seen),
        innovations=_placed(work, names),
        statements={
            names[n.index]: press.set_type(work.drafts[n.index])[1] for n in work.nodes if n.seen
        },
        junk=junk,
    )


def _origins(work: _Work, names: Mapping[int, str]) -> tuple[frozenset[str], ...]:
    """Who draws on each origin, through main and second sources, all the way down."""
    drawn: dict[int, set[int]] = {}
    for node in sorted(work.nodes, key=lambda node: (node.hours, node.index)):
        found = set() if node.parent is not None else {node.origin}
        for above in (node.parent, node.second):
            if above is not None:
                found |= drawn[above]
        drawn[node.index] = found
    roots = [node.origin for node in work.nodes if node.parent is None]
    return tuple(
        frozenset(names[n.index] for n in work.nodes if n.seen and origin in drawn[n.index])
        for origin in roots
    )


def _placed(work: _Work, names: Mapping[int, str]) -> tuple[Innovation, ...]:
    """The innovations still to be seen, with their places."""
    texts = {node.index: press.set_type(work.drafts[node.index]) for node in work.nodes}
    found = []
    for node in work.nodes:
        for one in work.logs[node.index]:
            place = _find(texts[node.index], one.bases, one.after) if one.after else None
            if one.after and place is None:
                continue  # a later edit of the same desk hid it
            above = texts[node.parent] if node.parent is not None else None
            before = _find(above, one.bases, one.before) if above and one.before else None
            if one.kind is ChangeKind.DROPPED and before is None:
                continue  # the desk changed the line and then dropped it
            found.append(
                replace(
                    one,
                    place=place if node.seen else None,
                    source_place=before if _seen_parent(work, node) else None,
                )
            )
    return tuple(found)


def _seen_parent(work: _Work, node: Node) -> bool:
    return node.parent is not None and work.nodes[node.parent].seen


def _find(typed: tuple[str, tuple[Said, ...]], bases: tuple[str, ...], words: str) -> Span | None:
    """Where `words` stand in a line that says one of `bases`."""
    text, said = typed
    for line in said:
        if set(line.bases) & set(bases):
            at = text.find(words, line.span.start, line.span.end)
            if at >= 0:
                return Span(at, at + len(words))
    return None


__all__ = ["CopyKind", "Marker", "simulate"]
