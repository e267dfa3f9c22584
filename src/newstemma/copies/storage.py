"""The folder of an index: its manifest, its lock, and the ways it can fail.

The manifest names the segments that count, and the documents deleted from them. It is
replaced in one step, so whoever reads sees all of a commit or nothing; a file it does not
name is left over from a writer that was killed, and the next writer takes it away. The lock
is the kernel's, and falls with the process that holds it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from newstemma.errors import Misuse, NewstemmaError

FORMAT = "newstemma-copies/1"
MANIFEST, LOCK = "manifest.json", "writer.lock"


class IndexBusy(Misuse):
    """Another process is writing the index."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another process is writing this index; wait for it to end")
        self.path = path


class NotAnIndex(Misuse):
    """The path holds something else, or nothing."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


class IndexBroken(NewstemmaError):
    """A file of the index is not what was written: the disk, or another hand, changed it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}; rebuild the index from the reports")
        self.path = path


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment that counts: its file, its size, and the numbers of its deleted documents."""

    file: str
    size: int
    documents: int
    deleted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index holds; `generation` grows by one with each commit, `named` with each file."""

    generation: int = 0
    named: int = 0
    segments: tuple[Entry, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index; raises `NotAnIndex`."""
    path = folder / MANIFEST
    try:
        raw = json.loads(path.read_text("utf-8"))
        if raw["format"] != FORMAT:
            raise NotAnIndex(folder, f"an index of format {raw['format']}; this is {FORMAT}")
        entries = tuple(Entry(**{**e, "deleted": tuple(e["deleted"])}) for e in raw["segments"])
        return Manifest(raw["generation"], raw["named"], entries)
    except FileNotFoundError as error:
        raise NotAnIndex(folder, "no index of copies is here; open it with write=True") from error
    except (KeyError, TypeError, ValueError) as error:
        raise NotAnIndex(folder, f"{MANIFEST} is no manifest of an index of copies") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Makes this the manifest, in one step, safe on disk when this returns."""
    raw: dict[str, Any] = {
        "format": FORMAT,
        "generation": manifest.generation,
        "named": manifest.named,
        "segments": [
            {"file": e.file, "size": e.size, "documents": e.documents, "deleted": list(e.deleted)}
            for e in manifest.segments
        ],
    }
    waiting = folder / (MANIFEST + ".writing")
    with waiting.open("w", encoding="utf-8") as file:
        json.dump(raw, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(waiting, folder / MANIFEST)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Forces the names of a folder to disk, where the system can do that."""
    if os.name == "nt":
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def lock(folder: Path) -> IO[bytes]:
    """The open file that is the right to write; closing it, or dying, gives it up."""
    file = (folder / LOCK).open("ab")
    try:
        _seize(file)
    except OSError as error:
        file.close()
        raise IndexBusy(folder) from error
    return file


def _seize(file: IO[bytes]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sweep(folder: Path, manifest: Manifest) -> None:
    """Takes away segments and half-written files that the manifest does not name."""
    named = {entry.file for entry in manifest.segments}
    for path in folder.iterdir():
        leftover = path.suffix == ".segment" and path.name not in named
        if leftover or path.suffix == ".writing":
            path.unlink(missing_ok=True)
