"""A story of as many reports as wanted, with a stemma and nothing else."""

from __future__ import annotations

from newstemma.model import (
    Collation,
    Copy,
    CopyKind,
    Counts,
    Dossier,
    Origin,
    Range,
    Report,
    Stemma,
    Story,
    Witness,
    WitnessKind,
)
from tests.serve.ferry_reports import at


def make_family(size: int) -> Dossier:
    """A story of `size` reports: four wires, each copied in generations of three."""
    ids = [f"r{number}" for number in range(size)]
    reports = tuple(
        Report(id=id, text="Nothing is known.", title=f"Report {n}", outlet=f"The Outlet No {n}",
               published=at(1 + n // 24 % 28, f"{n % 24}:15") if n % 7 else None)
        for n, id in enumerate(ids)
    )  # fmt: skip
    witnesses = [
        Witness(f"w{n}", f"A{n}", WitnessKind.REPORT, f"The Outlet No {n}", (id,))
        for n, id in enumerate(ids)
    ]
    wires = [Witness(f"u{n}", "αβγδ"[n], WitnessKind.UNSEEN, f"Wire {n}", ()) for n in range(4)]
    kinds = list(CopyKind)
    copies = [
        Copy(f"u{n % 4}" if n < 16 else f"w{(n - 4) // 3}", f"w{n}", kinds[n % 5],
             None, 0.5 + n % 50 / 100)
        for n in range(size) if n % 9 != 8
    ]  # fmt: skip
    root = {copy.target: copy.source for copy in copies}

    def origin(id: str) -> str:
        while id in root:
            id = root[id]
        return id

    copies += [Copy("w8", f"w{n}", CopyKind.REWRITTEN, 0.2, 0.55, second=True)
               for n in range(20, size, 25)]  # fmt: skip
    tops = dict.fromkeys(origin(w.id) for w in [*witnesses, *wires])
    named = {w.id: w.name for w in [*witnesses, *wires]}
    origins = tuple(
        Origin(named[top], tuple(w.id for w in [*witnesses, *wires] if origin(w.id) == top))
        for top in tops
    )
    count = Range(len(origins), len(origins), len(origins) + 1, ())
    stemma = Stemma("big", tuple(witnesses + wires), tuple(copies), origins, count)
    return Dossier(
        Story("big", tuple(ids), "A large family"), reports, stemma,
        Collation("big", (), ()), (), (), Counts(size, size, size, size, count),
    )  # fmt: skip
