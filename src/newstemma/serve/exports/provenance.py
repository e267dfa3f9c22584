"""The stemmas as W3C PROV, in the JSON serialisation of the W3C member submission.

A report is an entity, attributed to its outlet, which acts for its owner. A copy is a
derivation with its kind and certainty. A source nobody handed us is an entity too, attributed
to the agent its copies credit, and said to be unseen. Reports of the same text are members of
a collection, which is what derivations speak of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from newstemma.model import Copy, Examination, Precision, Report, Witness, WitnessKind
from newstemma.serve.exports.names import SPACE, Told, address_of, stories
from newstemma.serve.inert import inert_line

Document = dict[str, dict[str, Any]]
NAMESPACES = {
    "nst": SPACE,
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# PROV knows three kinds of derivation: revision, quotation, primary source. What was made from
# a text as a whole is a revision of it; our own kind stands beside.
REVISION = "prov:Revision"


def provenance_of(examination: Examination) -> str:
    """All stemmas as one PROV-JSON document; sections without records are left out."""
    document: Document = {"prefix": dict(NAMESPACES)}
    for told in stories(examination):
        _story(document, told)
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _put(document: Document, section: str, record: dict[str, Any]) -> None:
    """A relation under a blank name of its own."""
    records = document.setdefault(section, {})
    records[f"_:{section}{len(records) + 1}"] = record


def _story(document: Document, told: Told) -> None:
    for report in told.outline.reports.values():
        _report(document, told, report)
    for witness in told.outline.witnesses.values():
        if witness.kind is not WitnessKind.REPORT:
            _witness(document, told, witness)
    for copy in told.outline.dossier.stemma.copies:
        _put(document, "wasDerivedFrom", _derivation(told, copy))


def _entity(told: Told, witness: str) -> str:
    found = told.outline.witnesses[witness]
    if found.kind is WitnessKind.REPORT:
        return f"nst:{told.report_id(found.reports[0])}"
    return f"nst:{told.witness_id(witness)}"


def _report(document: Document, told: Told, report: Report) -> None:
    id = f"nst:{told.report_id(report.id)}"
    made: dict[str, Any] = {
        "prov:label": inert_line(report.title or told.outline.name(report.id)),
        "prov:location": inert_line(address_of(report)),
        "nst:siglum": told.outline.sigla[report.id],
        "nst:report": report.id,
    }
    published = report.published
    if published is not None:
        made["dcterms:issued"] = published.iso
    document.setdefault("entity", {})[id] = made
    if published is not None and published.precision is Precision.MINUTE:
        when = published.when.isoformat().replace("+00:00", "Z")
        _put(document, "wasGeneratedBy", {"prov:entity": id, "prov:time": when})
    if report.outlet:
        agent = _agent(document, report.outlet)
        _put(document, "wasAttributedTo", {"prov:entity": id, "prov:agent": agent})
        if report.owner and report.owner != report.outlet:
            _acts_for(document, agent, _agent(document, report.owner))


def _acts_for(document: Document, agent: str, owner: str) -> None:
    record = {"prov:delegate": agent, "prov:responsible": owner}
    if record not in document.get("actedOnBehalfOf", {}).values():
        _put(document, "actedOnBehalfOf", record)


def _agent(document: Document, name: str) -> str:
    """The agent of a name, made when it is first asked for."""
    agents = document.setdefault("agent", {})
    label = inert_line(name)
    for id, record in agents.items():
        if record["prov:label"] == label:
            return str(id)
    id = f"nst:agent{len(agents) + 1}"
    agents[id] = {"prov:type": _name("prov:Organization"), "prov:label": label}
    return id


def _witness(document: Document, told: Told, witness: Witness) -> None:
    id = _entity(told, witness.id)
    made: dict[str, Any] = {
        "prov:label": inert_line(told.outline.witness_name(witness)),
        "nst:siglum": witness.siglum,
    }
    document.setdefault("entity", {})[id] = made
    if witness.kind is WitnessKind.UNSEEN:
        made["nst:unseen"] = True
        agent = _agent(document, witness.name)
        _put(document, "wasAttributedTo", {"prov:entity": id, "prov:agent": agent})
        return
    made["prov:type"] = _name("prov:Collection")
    for report in witness.reports:
        member = f"nst:{told.report_id(report)}"
        _put(document, "hadMember", {"prov:collection": id, "prov:entity": member})


def _derivation(told: Told, copy: Copy) -> dict[str, Any]:
    def parts() -> Iterator[tuple[str, Any]]:
        yield "prov:generatedEntity", _entity(told, copy.target)
        yield "prov:usedEntity", _entity(told, copy.source)
        yield "prov:type", _name(REVISION)
        yield "nst:kind", str(copy.kind)
        yield "nst:certainty", _number(copy.probability)
        yield "nst:second", copy.second
        if copy.share is not None:
            yield "nst:share", _number(copy.share)

    return dict(parts())


def _name(name: str) -> dict[str, str]:
    return {"$": name, "type": "xsd:QName"}


def _number(value: float) -> dict[str, str]:
    return {"$": f"{value:.4f}", "type": "xsd:double"}
