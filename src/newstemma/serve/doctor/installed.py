"""What is installed: Newstemma, what it needs, and which of its extras are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from typing import NamedTuple

from newstemma.serve.doctor.findings import Finding, fault, note, ok, warning

# What only those who work on Newstemma itself need.
OURS = frozenset({"dev", "docs"})
_NEED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*(?:>=\s*([0-9.]+))?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")


class Need(NamedTuple):
    """A package Newstemma asks for: from which version on, and for which extra ("" for all)."""

    name: str
    least: str
    extra: str


def installation() -> Iterator[Finding]:
    """The package itself, its needs, its extras."""
    try:
        needs, extras = needs_of(requires("newstemma") or ()), metadata("newstemma")
    except PackageNotFoundError:
        do = "pip install newstemma"
        yield fault("installation", "Newstemma runs from its source and is not installed", do)
        return
    yield ok("installation", f"newstemma {version('newstemma')}")
    yield from _base([need for need in needs if not need.extra])
    for extra in extras.get_all("Provides-Extra") or ():
        if extra not in OURS:
            yield _extra(extra, [need for need in needs if need.extra == extra])


def needs_of(lines: Iterable[str]) -> list[Need]:
    """The needs that a package's metadata lists."""
    found = []
    for line in lines:
        asked, _, marker = line.partition(";")
        match, extra = _NEED.match(asked.strip()), _EXTRA.search(marker)
        if match is not None:
            found.append(Need(match[1], match[2] or "", extra[1] if extra else ""))
    return found


def _base(needs: list[Need]) -> Iterator[Finding]:
    for need in needs:
        trouble = trouble_with(need)
        if trouble:
            yield fault("needs", trouble, f"pip install '{need.name}>={need.least or 0}'")
    if not any(map(trouble_with, needs)):
        yield ok("needs", ", ".join(f"{need.name} {version(need.name)}" for need in needs))


def _extra(extra: str, needs: list[Need]) -> Finding:
    check, do = f"extra {extra}", f"pip install 'newstemma[{extra}]'"
    troubles = [trouble for trouble in map(trouble_with, needs) if trouble]
    if not troubles:
        names = ", ".join(f"{need.name} {version(need.name)}" for need in needs)
        return ok(check, names or "nothing more is needed")
    if len(troubles) == len(needs) and all("not installed" in trouble for trouble in troubles):
        return note(check, "not installed; only what needs it is missing", do)
    return warning(check, "; ".join(troubles), do)


def trouble_with(need: Need) -> str:
    """What is wrong with a need, "" for nothing."""
    try:
        there = version(need.name)
    except PackageNotFoundError:
        return f"{need.name} is not installed"
    if _numbers(there) < _numbers(need.least):
        return f"{need.name} {there} is older than {need.least}"
    return ""


def _numbers(said: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", said.split("+")[0])]
