"""Write the page of the Python API from signatures and docstrings.

Docstrings are plain text with Markdown's backticks; an indented run of lines is shown as it
stands. Called by docs/conf.py whenever the documentation is built.
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import newstemma
from newstemma import archive, errors, model

INTRODUCTION = """\
# Python

Everything here is `import newstemma as ns`. The functions are pure: they read what they are
given and return new values; only `read_all` opens files, and nothing writes any. All types are
frozen; offsets are code points, half open, into `Report.text`.
"""


def page() -> str:
    public = [getattr(newstemma, name) for name in newstemma.__all__]
    functions = [thing for thing in public if inspect.isfunction(thing)]
    sections = [
        INTRODUCTION,
        "## Functions\n",
        *(function_text(function) for function in sorted(functions, key=lambda f: f.__name__)),
        "## Types\n",
        *(type_text(found) for found in classes_of(model)),
        "## The archive\n",
        *(type_text(found) for found in classes_of(archive)),
        "## Errors\n",
        docstring_text(errors),
        *(type_text(found) for found in classes_of(errors)),
    ]
    return "\n".join(sections)


def classes_of(module: ModuleType) -> Iterator[type]:
    """The public classes a module or package defines, in the order it names them."""
    for name, thing in vars(module).items():
        if not inspect.isclass(thing) or name.startswith("_"):
            continue
        if thing.__module__ == module.__name__ or thing.__module__.startswith(
            f"{module.__name__}."
        ):
            yield thing


def function_text(function: Callable[..., Any]) -> str:
    signature = str(inspect.signature(function)).replace("'", "")
    return f"### {function.__name__}\n\n```python\nns.{function.__name__}{signature}\n```\n\n" + (
        docstring_text(function)
    )


def type_text(found: type) -> str:
    parts = [f"### {found.__name__}\n", docstring_text(found)]
    if issubclass(found, enum.Enum):
        parts.append("One of " + ", ".join(f"`{member.value}`" for member in found) + ".\n")
    elif dataclasses.is_dataclass(found):
        parts.append(fields_text(found))
    parts += [method_text(name, thing) for name, thing in vars(found).items() if named(name, thing)]
    return "\n".join(parts)


def named(name: str, thing: object) -> bool:
    return not name.startswith("_") and (inspect.isfunction(thing) or isinstance(thing, property))


def fields_text(found: type) -> str:
    rows = [f"| `{field.name}` | `{_plain(field.type)}` |" for field in dataclasses.fields(found)]
    return "\n".join(["| field | type |", "|---|---|", *rows, ""])


def _plain(annotation: object) -> str:
    return str(annotation).replace("|", "or")


def method_text(name: str, thing: Any) -> str:
    signature = "" if isinstance(thing, property) else str(inspect.signature(thing))
    signature = signature.replace("'", "").replace("(self, ", "(").replace("(self)", "()")
    return f"**`.{name}{signature}`**: {docstring_text(thing)}"


def docstring_text(thing: Any) -> str:
    """A docstring as Markdown: indented runs fenced, so that their columns stay."""
    lines = inspect.cleandoc(thing.__doc__ or "").replace("::\n", ":\n").split("\n")
    return "\n".join(_fenced(lines)) + "\n"


def _fenced(lines: list[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        indented = bool(re.match(r"\s+\S", line))
        if indented and not inside:
            yield from ("", "```text")
        elif inside and not indented and line:
            yield from ("```", "")
        inside = indented or (inside and not line)
        yield line
    if inside:
        yield "```"


if __name__ == "__main__":
    sys.stdout.write(page())
