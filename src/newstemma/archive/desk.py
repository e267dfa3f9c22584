"""What is at hand while reports are placed: their sketches and keys, a bounded number of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from newstemma.model import Moment, Precision, Report, Verdict
from newstemma.ports import UNDATED, Store, lot_of
from newstemma.stories.cores import Between
from newstemma.stories.days import bits_between
from newstemma.stories.keys import heavy_keys, sketch_keys
from newstemma.stories.near import news_shared, wording_shared
from newstemma.stories.opening import opening_day
from newstemma.stories.sketches import Sketch, sketch

# 20 to 40 kB each: the open days of a stream of a thousand reports a day, at most 160 MB. A
# larger stream makes some of them twice.
KEPT_SKETCHES = 4000
# About 110 bytes each. A day of thousands is settled again with every batch: with fewer kept, its
# pairs are scored anew each time.
KEPT_BITS = 1_000_000


class Desk:
    """Sketches and keys of reports by lot, read from the store where they are not at hand."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sketches: OrderedDict[int, tuple[Sketch, tuple[int, ...]]] = OrderedDict()
        self._bits: dict[tuple[int, int], float] = {}

    def lay(self, report: Report) -> tuple[int, ...]:
        """Lays a report on the desk before it is filed; gives its keys."""
        lot = lot_of(report.id)
        return (self._sketches.get(lot) or self._lay(lot, report))[1]

    def fetch(self, lots: Iterable[int]) -> None:
        """Gets what is missing of these from the store, all at once."""
        missing = [lot for lot in lots if lot not in self._sketches]
        for lot, report in sorted(self._store.reports(missing).items()):
            self._lay(lot, report)

    def sharing(self, days: Sequence[int], lots: Iterable[int], limit: int) -> dict[int, set[int]]:
        """For each report those of some days that share a key with it; each key is looked up
        once for all."""
        lots = list(lots)
        self.fetch(lots)
        keys = {key for lot in lots for key in self.keys(lot)}
        filed = self._store.sharing(days, keys, limit)
        found = {
            lot: {other for key in self.keys(lot) for other in filed.get(key, ())} for lot in lots
        }
        self.fetch({other for others in found.values() for other in others})
        return found

    def sketch(self, lot: int) -> Sketch:
        """The sketch of a filed report."""
        return self._get(lot)[0]

    def keys(self, lot: int) -> tuple[int, ...]:
        """The keys of a filed report."""
        return self._get(lot)[1]

    def heavy_keys(self, lot: int) -> tuple[int, ...]:
        """The keys of its few heaviest words."""
        return heavy_keys(self.sketch(lot))

    def bits(self, one: int, other: int) -> float:
        """The nearness of two reports."""
        pair = (one, other) if one < other else (other, one)
        found = self._bits.get(pair)
        if found is None:
            if len(self._bits) >= KEPT_BITS:
                self._bits.clear()
            found = self._bits[pair] = bits_between(self.sketch(one), self.sketch(other))
        return found

    def between(self) -> Between[int]:
        """What is asked of two filed reports."""
        return Between(self.bits, self._asking(news_shared), self._asking(wording_shared))

    def _asking(self, ask: Callable[[Sketch, Sketch], float]) -> Callable[[int, int], float]:
        return lambda one, other: ask(self.sketch(one), self.sketch(other))

    def _get(self, lot: int) -> tuple[Sketch, tuple[int, ...]]:
        found = self._sketches.get(lot)
        if found is None:
            return self._lay(lot, self._store.reports([lot])[lot])
        self._sketches.move_to_end(lot)
        return found

    def _lay(self, lot: int, report: Report) -> tuple[Sketch, tuple[int, ...]]:
        made = sketch(report)
        self._sketches[lot] = made, sketch_keys(made)
        while len(self._sketches) > KEPT_SKETCHES:
            self._sketches.popitem(last=False)
        return self._sketches[lot]


def day_of(report: Report) -> int:
    """The day a report stands in: of its publication, else the latest date its page bears, else
    the day its text opens with, else when it was fetched; `UNDATED` where nothing names a day."""
    if report.published is not None:
        return _day(report.published)
    others = [m for m in report.dates if m.verdict not in (Verdict.RENDERED, Verdict.EVENT)]
    days = [day for m in others if (day := _day(m)) != UNDATED]
    if days:
        return max(days)
    opening = opening_day(report.text)
    if opening is not None:
        return opening.toordinal()
    return report.fetched.date().toordinal() if report.fetched else UNDATED


def _day(moment: Moment) -> int:
    if moment.precision in (Precision.MONTH, Precision.YEAR):
        return UNDATED
    return moment.when.date().toordinal()
