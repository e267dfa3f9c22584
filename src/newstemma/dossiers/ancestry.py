"""Who took from whom, as plain sets of report ids."""

from __future__ import annotations

from collections import defaultdict

from newstemma.model import Stemma


def ancestors(stemma: Stemma) -> dict[str, frozenset[str]]:
    """For each report, the reports it took its text from, straight or through others."""
    above: dict[str, set[str]] = defaultdict(set)
    for copy in stemma.copies:
        above[copy.target].add(copy.source)
    held = {witness.id: witness.reports for witness in stemma.witnesses}

    def climb(witness: str) -> frozenset[str]:
        waiting: list[str] = [witness]
        seen: set[str] = set()
        while waiting:
            for source in above[waiting.pop()] - seen:
                seen.add(source)
                waiting.append(source)
        return frozenset(report for source in seen for report in held[source])

    return {report: climb(w.id) for w in stemma.witnesses for report in w.reports}


def copies(stemma: Stemma) -> frozenset[str]:
    """The reports whose main source is a report we were handed."""
    seen = {witness.id for witness in stemma.witnesses if witness.reports}
    taken = {c.target for c in stemma.copies if not c.second and c.source in seen}
    return frozenset(id for w in stemma.witnesses if w.id in taken for id in w.reports)
