"""Times as they are written: never more exact than they are known."""

from __future__ import annotations

from datetime import UTC, datetime

from newstemma.model import Moment, Precision
from newstemma.serve.codec import Codec, Json, NotWire, fixed

_LENGTHS = {
    Precision.YEAR: len("2023"),
    Precision.MONTH: len("2023-10"),
    Precision.DAY: len("2023-10-12"),
    Precision.HOUR: len("2023-10-12T10:15"),
    Precision.MINUTE: len("2023-10-12T10:15"),
}
# What an incomplete date lacks, by its length.
_REST = {len("2023"): "-01-01", len("2023-10"): "-01"}


def shortest(moment: Moment) -> str:
    """ISO 8601 cut to the moment's precision, or in full where cutting would lose something."""
    full = moment.when.astimezone(UTC).isoformat().removesuffix("+00:00")
    cut = full[: _LENGTHS[moment.precision]]
    chosen = cut if parse(cut) == moment.when else full
    return chosen + "Z" if "T" in chosen else chosen


def parse(written: str) -> datetime:
    """The time that an ISO 8601 text names, from a year on; UTC where it names no zone.

    Raises ValueError when it names none.
    """
    found = datetime.fromisoformat(written + _REST.get(len(written), ""))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _read(raw: Json) -> datetime:
    try:
        return parse(raw)
    except (TypeError, ValueError) as error:
        raise NotWire("an ISO 8601 date or time") from error


# A time cut to its precision, as `shortest` writes it.
WHEN = Codec(str, _read, fixed({"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d(T.+)?)?)?$"}))
