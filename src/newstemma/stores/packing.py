"""Our frozen types as compact bytes for a store, and back.

The theory. What a store keeps must be read by later releases. So a value is kept as JSON by
the names of its fields, fields at their default left out: a release that adds a field with a
default reads what older ones wrote, and a field that has gone is passed over. The types
describe themselves by their annotations; nothing is listed twice. This is not the wire format
of the exports (`serve.wire`), which is for others to read and spells everything out.
"""

from __future__ import annotations

import json
import types
import typing
import zlib
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from newstemma.errors import Broken

Value = TypeVar("Value")

# zlib's own middle way; 1 is a third faster to write and a tenth larger.
_LEVEL = 6


def pack(value: object) -> bytes:
    """A frozen value of ours as bytes; the same value gives the same bytes."""
    plain = _parts(type(value)).write(value)
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(kind: type[Value], raw: bytes) -> Value:
    """The value of that type that `pack` wrote; raises `Broken` where the bytes are none."""
    try:
        text = zlib.decompress(raw).decode("utf-8", "surrogatepass")
        found: Value = _parts(kind).read(json.loads(text))
    except (zlib.error, ValueError, TypeError, KeyError) as error:
        raise Broken(f"a kept {kind.__name__} cannot be read: {error}") from error
    return found


class _Parts:
    """The fields of one type: name, default, how each is written and read."""

    def __init__(self, kind: type) -> None:
        hints = typing.get_type_hints(kind)
        self.kind = kind
        self.fields = [(f.name, _default(f), *_ways(hints[f.name])) for f in fields(kind)]

    def write(self, value: Any) -> dict[str, Any]:
        found = {}
        for name, default, write, _ in self.fields:
            held = getattr(value, name)
            if default is MISSING or held != default:
                found[name] = write(held)
        return found

    def read(self, raw: dict[str, Any]) -> Any:
        return self.kind(**{n: read(raw[n]) for n, _, _, read in self.fields if n in raw})


_KNOWN: dict[type, _Parts] = {}


def _parts(kind: type) -> _Parts:
    found = _KNOWN.get(kind)
    if found is None:
        found = _KNOWN[kind] = _Parts(kind)
    return found


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


Way = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _ways(hint: Any) -> tuple[Way, Way]:
    """How a value of an annotated type is written and read."""
    if isinstance(hint, types.UnionType):
        return _union_ways(hint)
    if typing.get_origin(hint) is tuple:
        write, read = _ways(typing.get_args(hint)[0])
        return (lambda v: [write(one) for one in v]), (lambda v: tuple(read(one) for one in v))
    if is_dataclass(hint):
        kind = typing.cast(type, hint)
        return (lambda v: _parts(kind).write(v)), (lambda v: _parts(kind).read(v))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, hint
    if hint is datetime:
        return _write_time, _read_time
    return _same, _same


def _union_ways(hint: Any) -> tuple[Way, Way]:
    """None stays none; of the other types a record is told by being an object."""
    inner = [one for one in typing.get_args(hint) if one is not types.NoneType]
    records = [one for one in inner if is_dataclass(one)]
    if len(inner) == 1:
        write, read = _ways(inner[0])
        return (
            lambda v: None if v is None else write(v),
            lambda v: None if v is None else read(v),
        )
    if len(records) != 1:
        raise Broken(f"no way to keep a {hint}")
    write, read = _ways(records[0])
    kind = typing.cast(type, records[0])
    return (
        lambda v: write(v) if isinstance(v, kind) else v,
        lambda v: read(v) if isinstance(v, dict) else v,
    )


def _write_time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _read_time(raw: str) -> datetime:
    return datetime.fromisoformat(raw)
