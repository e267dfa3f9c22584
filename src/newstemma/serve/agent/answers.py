"""What an agent can ask of a dossier, as plain JSON objects."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.dossiers.inquiries import Match, statements_for
from newstemma.errors import Misuse
from newstemma.model import (
    Change,
    Dossier,
    Examination,
    MarkKind,
    Report,
    Severity,
    WitnessKind,
    Words,
)
from newstemma.serve.agent.brief import Answer, cut, fitted, place
from newstemma.serve.outline import Outline, published_of


class NoReport(Misuse):
    """No report of a story goes by that name, or more than one does."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        there = ", ".join(known[:40])
        super().__init__(f"no single report {name!r} in this story; there are: {there}")
        self.name = name


GRAVE = (Severity.CRITICAL, Severity.MAJOR)


def story_answer(dossier: Dossier) -> Answer:
    """Counts and their reasons, origins, copies, grave changes, gaps."""
    outline = Outline(dossier)
    answer = {
        "story": dossier.story.id,
        "title": dossier.story.title,
        "counts": counts_answer(dossier),
        "origins": [_origin(outline, i) for i in range(len(dossier.stemma.origins))],
        "reports": [report_answer(outline, report) for report in dossier.reports],
        "copies": _copies(outline),
        "changes": [change_answer(outline, c) for c in outline.changes if c.severity in GRAVE],
        "gaps": gaps(dossier),
    }
    # The gravest few of the changes stay; what_changed gives the rest.
    short = fitted(answer, ("changes",), least=4)
    return fitted(short, ("reports", "copies", "changes", "gaps"))


def examination_answer(found: Examination) -> Answer:
    """The answer for each story of an examination, the budget shared out; and the rejected."""
    rejected = [
        {"page": r.origin, "reason": r.reason, "detail": cut(r.detail)} for r in found.rejected
    ]
    if len(found) == 1:
        return {"stories": [story_answer(found.dossiers[0])], "rejected": rejected[:10]}
    stories = [
        {"story": d.story.id, "title": d.story.title, "counts": counts_answer(d)} for d in found
    ]
    return fitted({"stories": stories, "rejected": rejected}, ("stories", "rejected"))


def counts_answer(dossier: Dossier) -> Answer:
    """The counts that are always given together."""
    counts = dossier.counts
    independent = counts.independent
    return {
        "reports": counts.reports,
        "distinct_texts": counts.distinct_texts,
        "outlets": counts.outlets,
        "owners": counts.owners,
        "independent": {
            "low": independent.low,
            "likely": independent.likely,
            "high": independent.high,
            "reasons": [cut(reason) for reason in independent.reasons[:8]],
        },
    }


def report_answer(outline: Outline, report: Report) -> Answer:
    """A report by its siglum, outlet, title, time and what it credits."""
    credits = sorted({credit.source for credit in report.sources})
    return {
        "report": report.id,
        "siglum": outline.sigla[report.id],
        "name": outline.name(report.id),
        "title": cut(report.title, 60),
        "published": published_of(report),
        **({"credits": credits} if credits else {}),
    }


def change_answer(outline: Outline, change: Change) -> Answer:
    """A change with the words on both sides and their places."""
    innovator = change.innovator
    return {
        "aspect": change.aspect,
        "severity": change.severity,
        "direction": change.direction,
        "kind": change.kind,
        "from": outline.label(change.source),
        "to": outline.label(change.target),
        "before": _words(change.before),
        "after": _words(change.after),
        "brought_in_by": outline.label(innovator.report) if innovator else "cannot be said",
        "reason": cut(change.reason),
    }


def claim_answer(claim: str, dossier: Dossier) -> Answer:
    """The statements that say a claim, with the independent sources behind each."""
    outline = Outline(dossier)
    matches = statements_for(claim, dossier)
    answer = {
        "claim": cut(claim),
        "story": dossier.story.id,
        "title": dossier.story.title,
        "statements": [_supported(outline, match) for match in matches],
        "gaps": gaps(dossier),
    }
    if not matches:
        answer["gaps"] = [
            "no statement of this story shares half of the claim's words; a report may say it "
            "in other words",
            *gaps(dossier),
        ]
    return fitted(answer, ("statements", "gaps"))


def first_answer(dossier: Dossier, claim: str = "") -> Answer:
    """Who reported first: the dated reports in order, or those that make a claim."""
    outline = Outline(dossier)
    making = _making(claim, dossier) if claim else None
    told = [r for r in dossier.reports if making is None or r.id in making]
    dated = sorted((r for r in told if r.published), key=lambda r: (published_of(r), r.id))
    answer = {
        "story": dossier.story.id,
        "title": dossier.story.title,
        "in_order": [
            {
                **report_answer(outline, report),
                "took_its_text_from": _sources(outline, report.id),
                **({"says": making[report.id]} if making else {}),
            }
            for report in dated
        ],
        "undated": [outline.label(report.id) for report in told if report.published is None],
        "gaps": gaps(dossier),
    }
    return fitted(answer, ("in_order", "undated", "gaps"))


def comparison_answer(dossier: Dossier, first: str, second: str) -> Answer:
    """What two reports share and what sets them apart."""
    outline = Outline(dossier)
    pair = {first, second}
    both: list[str] = []
    only: dict[str, list[str]] = {first: [], second: []}
    for made in dossier.collation.statements:
        there = {reading.report for reading in made.readings} & pair
        if there == pair:
            both.append(made.id)
        elif there:
            report = next(iter(there))
            only[report].append(cut(outline.reading(made.id, report) or "", 140))
    changes = [c for c in outline.changes if {c.source, c.target} == pair]
    answer = {
        "story": dossier.story.id,
        "first": report_answer(outline, outline.reports[first]),
        "second": report_answer(outline, outline.reports[second]),
        "same_origin": _kin(dossier, first, second),
        "first_took_its_text_from": _sources(outline, first),
        "second_took_its_text_from": _sources(outline, second),
        "statements_in_both": len(both),
        "changes": [change_answer(outline, change) for change in changes],
        "only_first": only[first],
        "only_second": only[second],
        "gaps": gaps(dossier),
    }
    return fitted(answer, ("changes", "only_first", "only_second", "gaps"))


def changes_answer(dossier: Dossier, severities: Sequence[Severity] = GRAVE) -> Answer:
    """What changed along the copies of a story, the gravest first."""
    outline = Outline(dossier)
    chosen = [c for c in outline.changes if c.severity in severities]
    answer = {
        "story": dossier.story.id,
        "title": dossier.story.title,
        "changes": [change_answer(outline, change) for change in chosen],
        "others": len(dossier.collation.changes) - len(chosen),
        "gaps": gaps(dossier),
    }
    return fitted(answer, ("changes", "gaps"))


def gaps(dossier: Dossier) -> list[str]:
    """What is not known about a story, each in a line."""
    found = [cut(r) for r in dossier.counts.independent.reasons if r.startswith("undetermined")]
    unseen = [w.name for w in dossier.stemma.witnesses if w.kind is WitnessKind.UNSEEN]
    if unseen:
        found.append("not handed in, known from credits or shared wording: " + ", ".join(unseen))
    undated = sum(report.published is None for report in dossier.reports)
    if undated:
        found.append(f"without a known date of publication: {undated} of {len(dossier.reports)}")
    nameless = sum(report.outlet is None for report in dossier.reports)
    if nameless:
        found.append(f"without a known outlet: {nameless} of {len(dossier.reports)}")
    return found


def report_named(dossier: Dossier, name: str) -> str:
    """The id of the report of that id, siglum or outlet; raises `NoReport` for none or several."""
    outline = Outline(dossier)
    sigla = {siglum: id for id, siglum in outline.sigla.items()}
    if name in outline.reports or name in sigla:
        return name if name in outline.reports else sigla[name]
    named = [id for id in outline.reports if outline.name(id).casefold() == name.casefold()]
    if len(named) == 1:
        return named[0]
    raise NoReport(name, [outline.label(id) for id in outline.reports])


# --- parts -------------------------------------------------------------------------


def _origin(outline: Outline, index: int) -> Answer:
    origin = outline.dossier.stemma.origins[index]
    names = [outline.witnesses[id].siglum for id in origin.witnesses]
    return {"origin": origin.name, "witnesses": " ".join(names)}


def _copies(outline: Outline) -> list[Answer]:
    taken: dict[str, list[str]] = {}
    for copy in outline.dossier.stemma.copies:
        clues = ", ".join(clue.name for clue in copy.clues[:2])
        second = "second source, " if copy.second else ""
        told = f"{second}{copy.kind} {copy.probability:.2f}: {clues}"
        to = outline.witnesses[copy.target].siglum
        taken.setdefault(_source_called(outline, copy.source), []).append(f"{to} {told}")
    return [{"from": source, "to": copies} for source, copies in taken.items()]


def _source_called(outline: Outline, witness: str) -> str:
    """A siglum, which the reports explain; the whole name of a source nobody handed in."""
    found = outline.witnesses[witness]
    return _called(outline, witness) if found.kind is WitnessKind.UNSEEN else found.siglum


def _called(outline: Outline, witness: str) -> str:
    found = outline.witnesses[witness]
    unseen = " (not handed in)" if found.kind is WitnessKind.UNSEEN else ""
    return f"{found.siglum} {cut(outline.witness_name(found), 60)}{unseen}"


def _words(words: Words | None) -> Answer | None:
    if words is None:
        return None
    return {"text": cut(words.text), "at": place(words.report, words.span)}


def _supported(outline: Outline, match: Match) -> Answer:
    support = outline.support(match.statement)
    made = outline.statements[match.statement]
    reading = match.reading
    answer: Answer = {
        "statement": match.statement,
        "reading": cut(reading.text),
        "at": place(reading.report, reading.span),
        "share_of_claim": match.share,
        "missing_from_it": list(match.missing),
        "made_by": " ".join(outline.sigla[r.report] for r in made.readings),
        "hedges": _hedges(outline.reports[reading.report], match),
    }
    if match.negation:
        answer["look"] = "only one of claim and reading holds a denial"
    if support is not None:
        count = support.count
        answer["independent"] = {"low": count.low, "likely": count.likely, "high": count.high}
        answer["origins"] = list(support.origins)
        answer["reasons"] = [cut(reason, 120) for reason in count.reasons[:4]]
    return answer


def _hedges(report: Report, match: Match) -> list[str]:
    hedges = report.marks_of(MarkKind.HEDGE)
    return [h.span.of(report.text) for h in hedges if match.reading.span.covers(h.span)]


def _making(claim: str, dossier: Dossier) -> dict[str, str]:
    """The reports that make the statement nearest to a claim, and in which words."""
    matches = statements_for(claim, dossier, most=1)
    made = {s.id: s for s in dossier.collation.statements}
    readings = made[matches[0].statement].readings if matches else ()
    return {reading.report: cut(reading.text) for reading in readings}


def _sources(outline: Outline, report: str) -> list[str]:
    witness = outline.witness_of[report]
    main = outline.main.get(witness.id)
    found = [main] if main else []
    return [_called(outline, copy.source) for copy in [*found, *outline.seconds(witness.id)]]


def _kin(dossier: Dossier, first: str, second: str) -> Answer:
    shared = set(dossier.stemma.origins_of(first)) & set(dossier.stemma.origins_of(second))
    pair = {first, second}
    for kinship in dossier.stemma.kinships:
        if {kinship.first, kinship.second} == pair:
            clues = [cut(f"{clue.name}: {clue.detail}", 120) for clue in kinship.clues[:5]]
            return {
                "in_one_origin": bool(shared),
                "probability": round(kinship.probability, 3),
                "clues": clues,
            }
    return {"in_one_origin": bool(shared), "probability": None, "clues": []}
