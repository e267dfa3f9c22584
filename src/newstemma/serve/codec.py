"""Small parts that turn values to JSON and back, and describe themselves as JSON Schema.

The theory. A wire format kept in three places (writer, reader, schema) drifts. Here a type
is described once, as a `Record` of `Field`s; writing, reading and the schema all follow from
that one table. What can go wrong is another's JSON: then `NotWire` says where and what was
expected there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from newstemma.errors import Broken, Misuse

Json = Any
Definitions = dict[str, Json]


class NotWire(Misuse):
    """The JSON is not in our format; `path` says where, `expected` what should stand there."""

    def __init__(self, expected: str, path: str = "") -> None:
        super().__init__(f"not newstemma JSON: at {path or 'the top'}, expected {expected}")
        self.expected = expected
        self.path = path

    def under(self, name: str) -> NotWire:
        """The same error seen from one level up."""
        joined = name + self.path if self.path.startswith("[") else f"{name}.{self.path}"
        return NotWire(self.expected, joined.rstrip("."))


@dataclass(frozen=True)
class Codec:
    """Writes a value as JSON, reads it back equal, and says what the JSON looks like."""

    write: Callable[[Any], Json]
    read: Callable[[Json], Any]
    schema: Callable[[Definitions], Json]


def fixed(shape: Json) -> Callable[[Definitions], Json]:
    """The schema of a codec that needs no definitions."""
    return lambda definitions: dict(shape)


# --- single values ----------------------------------------------------------


def _read_text(raw: Json) -> str:
    if not isinstance(raw, str):
        raise NotWire("a string")
    return raw


def _read_whole(raw: Json) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise NotWire("a whole number from zero up")
    return raw


def _read_real(raw: Json) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool):
        raise NotWire("a number")
    return float(raw)


def _write_real(value: float) -> Json:
    if not math.isfinite(value):
        raise Broken(f"a number that JSON cannot hold: {value}")
    value = float(value)
    return int(value) if value.is_integer() else value


def _read_truth(raw: Json) -> bool:
    if not isinstance(raw, bool):
        raise NotWire("true or false")
    return raw


def _read_instant(raw: Json) -> datetime:
    try:
        found = datetime.fromisoformat(_read_text(raw))
    except ValueError as error:
        raise NotWire("an ISO 8601 time") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _write_instant(value: datetime) -> Json:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


TEXT = Codec(str, _read_text, fixed({"type": "string"}))
BLANK = Codec(  # the empty string is unknown, so it is written as null
    lambda value: value or None,
    lambda raw: "" if raw is None else _read_text(raw),
    fixed({"type": ["string", "null"]}),
)
WHOLE = Codec(int, _read_whole, fixed({"type": "integer", "minimum": 0}))
REAL = Codec(_write_real, _read_real, fixed({"type": "number"}))
TRUTH = Codec(bool, _read_truth, fixed({"type": "boolean"}))
INSTANT = Codec(_write_instant, _read_instant, fixed({"type": "string", "format": "date-time"}))


def choice(words: type[StrEnum]) -> Codec:
    """One word of a closed list."""

    def read(raw: Json) -> StrEnum:
        try:
            return words(raw)
        except ValueError as error:
            raise NotWire("one of " + ", ".join(words)) from error

    return Codec(str, read, fixed({"enum": [str(word) for word in words]}))


def constant(value: str) -> Codec:
    """Always the same string; anything else is another format."""

    def read(raw: Json) -> str:
        if raw != value:
            raise NotWire(repr(value))
        return value

    return Codec(lambda _: value, read, fixed({"const": value}))


# --- values made of values --------------------------------------------------


def maybe(inner: Codec | Record) -> Codec:
    """The same, or null for unknown."""
    write = inner.write
    return Codec(
        lambda value: None if value is None else write(value),
        lambda raw: None if raw is None else inner.read(raw),
        lambda definitions: {"anyOf": [inner.schema(definitions), {"type": "null"}]},
    )


def many(inner: Codec | Record) -> Codec:
    """A list of the same, in order."""

    def read_item(index: int, item: Json) -> Any:
        try:
            return inner.read(item)
        except NotWire as error:
            raise error.under(f"[{index}]") from error

    def read(raw: Json) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            raise NotWire("a list")
        return tuple(read_item(index, item) for index, item in enumerate(raw))

    write = inner.write
    return Codec(
        lambda values: [write(value) for value in values],
        read,
        lambda definitions: {"type": "array", "items": inner.schema(definitions)},
    )


@dataclass(frozen=True)
class Field:
    """One named field: how it is got from a value, and the codec that writes it.

    `get` defaults to the attribute of the same name.
    """

    name: str
    codec: Codec | Record
    get: Callable[[Any], Any] | None = None

    def value_of(self, owner: Any) -> Any:
        """The field of `owner`, as it is."""
        return (self.get or attrgetter(self.name))(owner)

    def of(self, owner: Any) -> Json:
        """The field of `owner`, as JSON."""
        return self.codec.write(self.value_of(owner))


class Record:
    """An object of named fields; `make` builds the value from the fields read."""

    def __init__(
        self, name: str, description: str, make: Callable[..., Any], *fields: Field
    ) -> None:
        self.name = name
        self.description = description
        self.make = make
        self.fields = fields
        # A dossier of 100 reports has half a million fields: nothing is looked up twice.
        self._parts = tuple((f.name, f.get or attrgetter(f.name), f.codec.write) for f in fields)

    def write(self, value: Any) -> Json:
        """The fields of `value`, as a JSON object."""
        return {name: write(get(value)) for name, get, write in self._parts}

    def read(self, raw: Json) -> Any:
        """The value that a JSON object describes; fields we do not know are passed over."""
        if not isinstance(raw, dict):
            raise NotWire(f"an object ({self.name})")
        try:
            return self.make(**{field.name: self._read_field(field, raw) for field in self.fields})
        except ValueError as error:
            raise NotWire(f"a valid {self.name}: {error}") from error

    def _read_field(self, field: Field, raw: dict[str, Json]) -> Any:
        if field.name not in raw:
            raise NotWire("a field of that name", field.name)
        try:
            return field.codec.read(raw[field.name])
        except NotWire as error:
            raise error.under(field.name) from error

    def schema(self, definitions: Definitions) -> Json:
        """A reference to the schema of this record, which is put into `definitions`."""
        if self.name not in definitions:
            definitions[self.name] = {}  # holds the place while the parts describe themselves
            definitions[self.name] = {
                "type": "object",
                "description": self.description,
                "required": [field.name for field in self.fields],
                "properties": {f.name: f.codec.schema(definitions) for f in self.fields},
            }
        return {"$ref": f"#/$defs/{self.name}"}
