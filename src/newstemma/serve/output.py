"""What a command prints where: results on stdout, everything else on stderr.

Every command imports this before it knows its words, so it imports next to nothing itself.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from newstemma.errors import Misuse

if TYPE_CHECKING:  # the types cost a third of what --help may
    from newstemma.model import Rejected

Item = TypeVar("Item")

DONE, NOTHING_READ, SOME_REJECTED, READER_GONE = 0, 1, 3, 141
PATIENCE = 1.0  # seconds of silence before a person at a terminal is told what goes on


class NotWritable(Misuse):
    """An output file cannot be written."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: cannot be written: {why}")
        self.path = path


def status(made: int, rejected: Sequence[Rejected]) -> int:
    """The exit status for so many results and these rejected pages."""
    if not made:
        return NOTHING_READ
    return SOME_REJECTED if rejected else DONE


def print_result(text: str) -> None:
    """The text and a line end on stdout; see `print_piece`."""
    print_piece(text.rstrip("\n") + "\n")


def print_piece(text: str) -> None:
    """The text on stdout, whatever its encoding; leaves quietly when the reader has gone."""
    if sys.stdout is None:  # Python's way to say that it was closed before we began
        raise NotWritable("the standard output", "it is closed")
    raw = text.encode(_encoding(), errors="backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence_stdout()
        sys.exit(READER_GONE)
    except OSError as error:
        _silence_stdout()
        raise NotWritable("the standard output", error.strerror or str(error)) from error


def _silence_stdout() -> None:
    # What is still in the buffer must not fail once more when the interpreter ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def is_terminal(stream: TextIO | None) -> bool:
    """True where a person looks on; a stream closed before we began is none."""
    return stream is not None and stream.isatty()


def print_json(raw: Any) -> None:
    """JSON on stdout: one line for a program, indented for a person at a terminal."""
    print_result(_json(raw))


def _json(raw: Any) -> str:
    import json

    # A lone surrogate (a file name that is not UTF-8) leaves as \udc80, which JSON allows.
    indent = 2 if is_terminal(sys.stdout) else None
    text = json.dumps(raw, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", errors="backslashreplace").decode()


def print_json_list(head: dict[str, str], name: str, values: Iterable[Any]) -> int:
    """The beginning of a JSON object, its list `name` printed value by value as they come.

    `print_json_rest` ends the object. Memory does not grow with the number of values, which
    it gives.
    """
    parts = [f"{_json(key)}: {_json(value)}, " for key, value in head.items()]
    print_piece("{" + "".join(parts) + f"{_json(name)}: [")
    count = 0
    for count, value in enumerate(values, 1):
        print_piece((",\n" if count > 1 else "\n") + _json(value))
    return count


def print_json_rest(rest: dict[str, Any]) -> None:
    """The end of what `print_json_list` began: more fields, and the closing brackets."""
    print_result("\n]" + "".join(f", {_json(key)}: {_json(rest[key])}" for key in rest) + "}")


def note(message: str) -> None:
    """One line on stderr."""
    from newstemma.serve.inert import inert_line

    click.echo(inert_line(message), err=True)


def list_rejected(rejected: Iterable[Rejected]) -> None:
    """Each rejected page on stderr: the place, then what is wrong and what to do."""
    for page in rejected:
        note(f"rejected {place_of(page)}: {detail_of(page)} [{page.reason}]")


def place_of(page: Rejected) -> str:
    """file:line of a rejected page, or its address."""
    origin = page.origin or page.url or "?"
    already = page.line is None or origin.endswith(f":{page.line}")
    return origin if already else f"{origin}:{page.line}"


def detail_of(page: Rejected) -> str:
    """What is wrong and what to do, without the place that stands before it."""
    for place in (place_of(page), page.origin):
        if place and page.detail.startswith(f"{place}: "):
            return page.detail[len(place) + 2 :]
    return page.detail


def write_file(path: str, text: str) -> None:
    """The text in a file, UTF-8; raises `NotWritable`."""
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from error


def require_writable(path: str | None, inputs: Sequence[str]) -> None:
    """Raises `NotWritable` before the long work, not after it; never lets an input be lost."""
    if path is None:
        return
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise NotWritable(path, "there is no such folder")
    there = os.path.exists(path)
    if not os.access(path if there else folder, os.W_OK):
        raise NotWritable(path, "you may not write there")
    if there and any(os.path.exists(one) and os.path.samefile(one, path) for one in inputs):
        raise NotWritable(path, "it is one of the pages to read; choose another name")


def watched(items: Iterable[Item], doing: str, then: str = "") -> Iterator[Item]:
    """The same items; a person at a terminal sees a bar once it takes long.

    After the last, the line says `then`, what goes on from there, until `wipe`. Nothing is
    shown where the error channel is piped, or where results already scroll by.
    """
    if not is_terminal(sys.stderr):
        yield from items
        return
    begun, count, bar = time.monotonic(), 0, None
    try:
        for count, item in enumerate(items, 1):
            if bar is None and time.monotonic() - begun > PATIENCE:
                from newstemma.serve.progress import Bar

                bar = Bar(doing)
            if bar is not None:
                bar.show(count)
            yield item
    finally:
        if bar is not None:
            bar.close()
    _overwrite(f"{doing} {count}{then}")


def wipe() -> None:
    """Takes away what `watched` left on the line."""
    if is_terminal(sys.stderr):
        _overwrite("")


def _overwrite(line: str) -> None:
    click.echo(f"\r\x1b[K{line}", nl=False, err=True)
