"""How the REST interface describes itself: OpenAPI 3.1, with our own records as its schemas."""

from __future__ import annotations

from typing import Any

from newstemma.serve import wire, wire_archive, wire_copies, wire_newsroom
from newstemma.serve.codec import Record
from newstemma.serve.web.people.rights import right_of
from newstemma.serve.web.problems import PROBLEM

TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "nst_...",
    "description": "A token of an account (newstemma tokens add), with the scopes read, note, "
    "rule, add or admin. A server without accounts asks for none.",
}


def described(
    record: Record | None, says: str = "The answer.", media: str = "application/json"
) -> Any:
    """The `responses` of a route: our record's schema for 200, problems for what is wrong."""
    return _responses(_reference(record) if record else {}, says, media)


def described_list(record: Record) -> Any:
    """The same for a route that answers with a list of such records."""
    return _responses({"type": "array", "items": _reference(record)})


def described_part(record: Record) -> Any:
    """The same for a route that answers with a part of a list of such records."""
    properties: dict[str, Any] = {
        "items": {"type": "array", "items": _reference(record)},
        "total": {"type": "integer", "minimum": 0},
        "next": {"type": ["integer", "null"], "description": "What to skip for the next part."},
        "cursor": {"type": ["string", "null"], "description": "Asks for the next part."},
    }
    return _responses({"type": "object", "required": list(properties), "properties": properties})


def _reference(record: Record) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{record.name}"}


def _responses(
    schema: dict[str, Any], says: str = "The answer.", media: str = "application/json"
) -> Any:
    wrong = {
        "description": "What is wrong and what to do (RFC 9457).",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    return {
        200: {"description": says, "content": {media: {"schema": schema}}},
        **dict.fromkeys((400, 401, 403, 404, 409, 413, 421, 422, 429), wrong),
    }


def describe(schema: dict[str, Any]) -> dict[str, Any]:
    """Our own types put into an OpenAPI description."""
    definitions: dict[str, Any] = {}
    for record in (
        *wire.RECORDS.values(),
        *wire_archive.ARCHIVE_RECORDS.values(),
        wire_archive.ADDED_REPORTS,
        wire_copies.COPIES_FOUND,
        *wire_newsroom.NEWSROOM_RECORDS.values(),
    ):
        record.schema(definitions)
    text = schema.setdefault("components", {}).setdefault("schemas", {})
    text.update(_moved(definitions))
    text["Problem"] = PROBLEM
    schema["components"]["securitySchemes"] = {"token": TOKEN}
    schema["security"] = [{}, {"token": []}]
    for path, methods in schema.get("paths", {}).items():
        for method, operation in methods.items():
            right = right_of(method.upper(), path.replace("{", "").replace("}", ""))
            operation["x-scope"] = right.scope if right else None
    return schema


def _moved(value: Any) -> Any:
    """Definitions whose references point into an OpenAPI description."""
    if isinstance(value, dict):
        return {
            key: part.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref"
            else _moved(part)
            for key, part in value.items()
        }
    return [_moved(part) for part in value] if isinstance(value, list) else value
