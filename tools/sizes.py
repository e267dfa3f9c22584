"""List the files and functions that have grown long, and let none grow past the ratchet.

`tools/sizes.json` holds the worst that is allowed today. `--write` lowers it to what is
measured now and never raises it; to raise one, edit the file and say why in the commit.
"""

from __future__ import annotations

import argparse
import ast
import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
RATCHET = ROOT / "tools" / "sizes.json"
FOLDERS = ("src", "tools", "quality", "bench")

LONG_FILE, TOO_LONG_FILE = 150, 400
LONG_FUNCTION, TOO_LONG_FUNCTION = 30, 60


class Part(NamedTuple):
    """A file or a function and its lines, docstring and comments included."""

    name: str
    lines: int


def files() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def file_part(path: Path) -> Part:
    return Part(_name(path), len(path.read_text("utf-8").splitlines()))


def function_parts(path: Path) -> Iterator[Part]:
    tree = ast.parse(path.read_text("utf-8"), filename=str(path))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Part(f"{_name(path)}:{node.lineno} {node.name}", _length(node))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def measured(of_files: list[Part], of_functions: list[Part]) -> dict[str, int]:
    return {
        "longest file": max(part.lines for part in of_files),
        "files over 400 lines": _count(of_files, TOO_LONG_FILE),
        "longest function": max(part.lines for part in of_functions),
        "functions over 60 lines": _count(of_functions, TOO_LONG_FUNCTION),
        "functions over 30 lines": _count(of_functions, LONG_FUNCTION),
    }


def _count(parts: list[Part], limit: int) -> int:
    return sum(part.lines > limit for part in parts)


def _print_long(title: str, parts: list[Part], limits: tuple[int, int]) -> None:
    print(f"{title} over {limits[0]} lines (! over {limits[1]}):")
    for part in sorted(parts, key=lambda part: -part.lines):
        if part.lines > limits[0]:
            print(f"  {part.lines:5} {'!' if part.lines > limits[1] else ' '} {part.name}")
    lines = [part.lines for part in parts]
    print(f"  {len(parts)} in all, median {statistics.median(lines):g} lines\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="lower the ratchet to today's sizes")
    options = parser.parse_args()
    of_files = [file_part(path) for path in files()]
    of_functions = [part for path in files() for part in function_parts(path)]
    _print_long("Files", of_files, (LONG_FILE, TOO_LONG_FILE))
    _print_long("Functions", of_functions, (LONG_FUNCTION, TOO_LONG_FUNCTION))
    now = measured(of_files, of_functions)
    allowed = json.loads(RATCHET.read_text("utf-8")) if RATCHET.exists() else now
    for name, size in now.items():
        verdict = "ok" if size <= allowed[name] else "TOO LONG"
        print(f"{name:25} {size:5}  allowed {allowed[name]:5}  {verdict}")
    if options.write:
        lowered = {name: min(size, allowed[name]) for name, size in now.items()}
        RATCHET.write_text(json.dumps(lowered, indent=2) + "\n", "utf-8")
    return int(any(size > allowed[name] for name, size in now.items()))


if __name__ == "__main__":
    sys.exit(main())
