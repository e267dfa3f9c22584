"""Fill the tutorial and the README with what the sample really gives; `--check` compares.

A page says what to run in a comment, and the fenced block after it holds the output::

    <!-- run: newstemma examine sample/ | from Stemma to Changes | lines 1-12 -->
    <!-- python: the code of the fence before this comment -->

Everything runs in a folder where `sample/` is a copy of the shipped sample, 92 columns wide,
without colour. `| from A to B` keeps the lines from the first that begins with A up to the next
that begins with B (`after A` leaves out the first); `| lines 3-9` keeps some of those, and dots
stand for what it leaves out.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from click.testing import CliRunner

from newstemma import sample
from newstemma.serve.cli import program

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
WIDTH = "92"
BLOCK = re.compile(
    r"(?P<code>```python\n(?P<source>(?:(?!```).*\n)*)```\n+)?"
    r"(?P<note><!-- (?:run: newstemma (?P<words>[^|\n]*?)|python:[^|\n]*?)"
    r"(?: \| (?P<from>from|after) (?P<start>[^|\n]+?) to (?P<stop>[^|\n]+?))?"
    r"(?: \| lines (?P<first>\d+)-(?P<last>\d+))? -->\n)"
    r"(?P<fence>```\w*\n)(?:(?!```).*\n)*```\n"
)


@contextlib.contextmanager
def beside_the_sample() -> Iterator[None]:
    """A temporary folder with the sample in it, as the one we stand in."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="newstemma-tutorial-") as folder:
        shutil.copytree(sample.path(), Path(folder) / "sample")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


@lru_cache(maxsize=64)
def output_of_command(words: str) -> str:
    runner = CliRunner(env={"COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb"})
    result = runner.invoke(program, words.split(), prog_name="newstemma", standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def output_of_python(source: str, names: dict[str, object]) -> str:
    """What the code prints; `names` is what the blocks above it have bound."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        exec(compile(source, "tutorial", "exec"), names)
    return written.getvalue()


def section(lines: list[str], block: re.Match[str]) -> list[str]:
    """The lines between those that the block names; all of them where it names none."""
    start, stop = block["start"], block["stop"]
    if start is None:
        return lines
    first = next(place for place, line in enumerate(lines) if line.startswith(start))
    inside = lines[first + (block["from"] == "after") :]
    ends = (place for place, line in enumerate(inside) if place and line.startswith(stop))
    return inside[: next(ends, len(inside))]


def cut(lines: list[str], first: str | None, last: str | None) -> list[str]:
    """Lines `first` to `last`, counted from 1, with dots for what is left out."""
    if first is None or last is None:
        return lines
    above, below = int(first) > 1, int(last) < len(lines)
    return ["..."] * above + lines[int(first) - 1 : int(last)] + ["..."] * below


def shown(output: str, block: re.Match[str]) -> str:
    lines = section([line.rstrip() for line in output.splitlines()], block)
    lines = "\n".join(lines).strip("\n").splitlines()
    return "".join(f"{line}\n" for line in cut(lines, block["first"], block["last"]))


def filled(page: str) -> str:
    """The page with every output as it is now."""
    names: dict[str, object] = {"__name__": "tutorial"}

    def fill(block: re.Match[str]) -> str:
        words, source = block["words"], block["source"]
        output = output_of_python(source, names) if words is None else output_of_command(words)
        text = shown(output, block)
        return f"{block['code'] or ''}{block['note']}{block['fence']}{text}```\n"

    return BLOCK.sub(fill, page)


def stale() -> list[str]:
    """The names of pages that show another output than today's."""
    with beside_the_sample():
        texts = {page.name: page.read_text("utf-8") for page in PAGES}
        return [name for name, text in texts.items() if filled(text) != text]


def write() -> None:
    with beside_the_sample():
        for page in PAGES:
            page.write_text(filled(page.read_text("utf-8")), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a page is stale")
    if not parser.parse_args().check:
        write()
        return 0
    for name in (old := stale()):
        print(f"{name} shows an old output: run python tools/tutorial_pages.py")
    return int(bool(old))


if __name__ == "__main__":
    sys.exit(main())
