"""Where a batch lives: a folder on disk, or one that `fsspec` reaches (S3, HDFS, memory).

The theory. A file is there whole or not at all: it is written under a name of its own and then
renamed, and whatever kills the writer leaves at most a file that nobody reads. Paths inside a
folder are given with "/" and never begin with it. What can go wrong: a store of objects has no
rename but copies; the new name still appears only when its content is whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import uuid4

from newstemma.errors import Misuse

BEGUN = ".begun-"
"""How the names of files begin that are not yet whole."""


class Folder(Protocol):
    """A folder of files. `address` opens it again, on another machine too."""

    address: str

    def read(self, path: str) -> IO[bytes]:
        """A file, open for reading; raises FileNotFoundError."""

    def writing(self, path: str) -> Any:
        """A context: a file open for writing, which is there under `path` once it ends well."""

    def names(self, path: str) -> list[str]:
        """The names of the files straight under a path, sorted; none where there is no such."""

    def has(self, path: str) -> bool:
        """True where there is a file or folder of that path."""

    def size(self, path: str) -> int:
        """The bytes of a file."""

    def remove(self, path: str) -> None:
        """Takes away a file or folder with all in it; one that is not there is no error."""


class Disk:
    """A folder of this machine, or of a disk that all machines share."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._root = Path(address)

    def path(self, path: str) -> Path:
        """Where a file lies."""
        return self._root / path

    def read(self, path: str) -> IO[bytes]:
        """See `Folder.read`."""
        return self.path(path).open("rb")

    @contextmanager
    def writing(self, path: str) -> Iterator[IO[bytes]]:
        """See `Folder.writing`."""
        final = self.path(path)
        final.parent.mkdir(parents=True, exist_ok=True)
        begun = final.with_name(f"{BEGUN}{uuid4().hex[:12]}")
        try:
            with begun.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(begun, final)
        except BaseException:
            begun.unlink(missing_ok=True)
            raise

    def names(self, path: str) -> list[str]:
        """See `Folder.names`."""
        here = self.path(path)
        if not here.is_dir():
            return []
        return sorted(p.name for p in here.iterdir() if p.is_file() and p.name[:7] != BEGUN)

    def has(self, path: str) -> bool:
        """See `Folder.has`."""
        return self.path(path).exists()

    def size(self, path: str) -> int:
        """See `Folder.size`."""
        return self.path(path).stat().st_size

    def remove(self, path: str) -> None:
        """See `Folder.remove`."""
        import shutil

        here = self.path(path)
        if here.is_dir():
            shutil.rmtree(here)
        else:
            here.unlink(missing_ok=True)


class Remote:
    """A folder that `fsspec` reaches."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._files, self._root = filesystem(address)

    def path(self, path: str) -> str:
        """Where a file lies, as its file system names it."""
        return f"{self._root}/{path}" if path else self._root

    def read(self, path: str) -> IO[bytes]:
        """See `Folder.read`."""
        opened: IO[bytes] = self._files.open(self.path(path), "rb")
        return opened

    @contextmanager
    def writing(self, path: str) -> Iterator[IO[bytes]]:
        """See `Folder.writing`."""
        final = self.path(path)
        parent = final.rpartition("/")[0]
        self._files.makedirs(parent, exist_ok=True)
        begun = f"{parent}/{BEGUN}{uuid4().hex[:12]}"
        with self._files.open(begun, "wb") as file:
            yield file
        self._files.mv(begun, final)

    def names(self, path: str) -> list[str]:
        """See `Folder.names`."""
        self._files.invalidate_cache()
        try:
            found = self._files.ls(self.path(path), detail=True)
        except FileNotFoundError:
            return []
        names = (one["name"].rstrip("/").rpartition("/")[2] for one in found
                 if one["type"] == "file")  # fmt: skip
        return sorted(name for name in names if name and not name.startswith(BEGUN))

    def has(self, path: str) -> bool:
        """See `Folder.has`."""
        self._files.invalidate_cache()
        return bool(self._files.exists(self.path(path)))

    def size(self, path: str) -> int:
        """See `Folder.size`."""
        return int(self._files.size(self.path(path)))

    def remove(self, path: str) -> None:
        """See `Folder.remove`."""
        if self.has(path):
            self._files.rm(self.path(path), recursive=True)


def is_url(address: str) -> bool:
    """True for an address of `fsspec`: a scheme of two letters and more, and "://"."""
    scheme, mark, _ = address.partition("://")
    return bool(mark) and len(scheme) > 1 and scheme.replace("+", "").isalnum()


def filesystem(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it; raises `Misuse` where none knows it."""
    try:
        import fsspec
    except ImportError as error:
        raise Misuse(f"{address}: needs fsspec: pip install 'newstemma[remote]'") from error
    try:
        files, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise Misuse(f"{address}: {error}") from error
    return files, path.rstrip("/")


def open_folder(address: str) -> Folder:
    """The folder of an address: a path, from where we are now, or a URL that `fsspec` knows."""
    return Remote(address) if is_url(address) else Disk(str(Path(address).absolute()))
