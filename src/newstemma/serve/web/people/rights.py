"""What each route asks of its caller: one table for all of them.

A route that is not in it answers nobody where accounts are on, and a test goes through the
application to find such a one. The first line that fits a path counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from newstemma.newsroom import Scope


class Right(NamedTuple):
    """Methods and path of a route, and the scope it asks for; none for anybody at all."""

    methods: str
    path: str
    scope: Scope | None


ANYBODY = None
READ, NOTE, RULE, ADD, ADMIN = Scope
RIGHTS: tuple[Right, ...] = (
    Right("GET", "/static/{name}", ANYBODY),
    Right("GET", "/health", ANYBODY),
    Right("GET POST", "/login", ANYBODY),
    Right("GET", "/login/outside", ANYBODY),
    Right("GET", "/login/outside/back", ANYBODY),
    Right("POST", "/logout", ANYBODY),
    Right("GET POST", "/unsubscribe/{token}", ANYBODY),  # the token is the right
    Right("GET", "/metrics", READ),
    # one's own account
    Right("GET", "/account", READ),
    Right("POST", "/account/{what}", READ),
    Right("POST", "/account/tokens/{number}/revoke", READ),
    Right("GET", "/api/v1/me", READ),
    # everybody's
    Right("GET POST", "/accounts", ADMIN),
    Right("POST", "/accounts/change", ADMIN),
    Right("GET", "/audit", ADMIN),
    Right("GET", "/api/v1/audit", ADMIN),
    Right("GET", "/api/v1/tokens", ADMIN),
    Right("DELETE", "/api/v1/tokens/{number}", ADMIN),
    # stories and reports
    Right("GET", "/", READ),
    Right("GET", "/stories/{id}", READ),
    Right("GET", "/stories/{id}/live", READ),
    Right("GET", "/stories/{id}/events", READ),
    Right("GET", "/stories/{id}/export/{form}", READ),
    Right("GET", "/reports/{id}", READ),
    Right("GET", "/reports/{id}/copies", READ),
    Right("GET", "/compare/{id}", READ),
    Right("GET", "/search", READ),
    Right("GET", "/outlets", READ),
    Right("GET", "/outlets/{name:path}", READ),
    Right("GET POST", "/examine", READ),
    Right("GET", "/api/v1/openapi.json", READ),
    Right("GET", "/api/v1/stories", READ),
    Right("GET", "/api/v1/stories/{id}", READ),
    Right("GET", "/api/v1/stories/{id}/{part}", READ),
    Right("GET", "/api/v1/stories/{id}/export/{form}", READ),
    Right("GET", "/api/v1/changes", READ),
    Right("GET", "/api/v1/outlets", READ),
    Right("GET", "/api/v1/outlets/{name:path}", READ),
    Right("GET", "/api/v1/outlet-reports/{name:path}", READ),
    Right("GET", "/api/v1/reports/{id}", READ),
    Right("GET", "/api/v1/reports/{id}/{part}", READ),
    Right("GET", "/api/v1/search", READ),
    Right("POST", "/api/v1/examine", READ),
    Right("POST", "/api/v1/reports", ADD),
    # what people write
    Right("GET", "/notes", READ),
    Right("GET", "/notes/{number}", READ),
    Right("GET", "/api/v1/notes", READ),
    Right("GET", "/api/v1/notes/{number}", READ),
    Right("POST", "/reports/{id}/notes", NOTE),
    Right("POST", "/notes/{number}/hide", NOTE),
    Right("POST", "/notes/{number}/show", RULE),
    Right("POST", "/api/v1/reports/{id}/notes", NOTE),
    Right("POST", "/api/v1/notes/{number}/hide", NOTE),
    Right("POST", "/api/v1/notes/{number}/show", RULE),
    Right("GET", "/saved", READ),
    Right("GET", "/saved/{number}", READ),
    Right("GET", "/saved/{number}/export/{form}", READ),
    Right("GET", "/api/v1/saved", READ),
    Right("GET", "/api/v1/saved/{number}", READ),
    Right("GET", "/api/v1/saved/{number}/dossier", READ),
    Right("GET", "/api/v1/saved/{number}/export/{form}", READ),
    Right("POST", "/stories/{id}/saved", NOTE),
    Right("POST", "/saved/{number}/remove", NOTE),
    Right("POST", "/api/v1/stories/{id}/saved", NOTE),
    Right("DELETE", "/api/v1/saved/{number}", NOTE),
    Right("GET", "/rulings", READ),
    Right("GET", "/api/v1/rulings", READ),
    Right("POST", "/rulings", RULE),
    Right("POST", "/rulings/{number}/undo", RULE),
    Right("POST", "/api/v1/rulings", RULE),
    Right("DELETE", "/api/v1/rulings/{number}", RULE),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A right, its path as a pattern."""

    methods: frozenset[str]
    pattern: re.Pattern[str]
    right: Right


def _pattern(path: str) -> re.Pattern[str]:
    """A path with its names as a pattern; only `{name:path}` holds slashes."""
    whole = re.sub(r"\{\w+:path\}", ".+", path)
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", whole))


def _lines(rights: Iterable[Right]) -> tuple[_Line, ...]:
    return tuple(
        _Line(
            frozenset(right.methods.split()),
            _pattern(right.path),
            right,
        )
        for right in rights
    )


_LINES = _lines(RIGHTS)


def right_of(method: str, path: str) -> Right | None:
    """What a request asks for; none where no route is known to answer it."""
    asked = "GET" if method == "HEAD" else method
    for line in _LINES:
        if asked in line.methods and line.pattern.fullmatch(path):
            return line.right
    return None
