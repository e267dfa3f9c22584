"""Files dropped on a page, as pages to examine: through a folder of their own, then gone."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from newstemma.model import Page, Rejected
from newstemma.pages import read

_ODD = re.compile(r"[^\w.-]+")
LONGEST_NAME = 80
Upload = tuple[str, BinaryIO]


def pages_in(uploads: Iterable[Upload]) -> Iterator[Page | Rejected]:
    """The pages of files handed over with a name; a name is never a path here."""
    with tempfile.TemporaryDirectory(prefix="newstemma-") as folder:
        for number, (name, stream) in enumerate(uploads, 1):
            safe = _ODD.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1])[-LONGEST_NAME:]
            path = Path(folder) / f"{number}" / (safe.lstrip(".") or "page")
            path.parent.mkdir()
            with path.open("wb") as file:
                while piece := stream.read(1 << 20):
                    file.write(piece)
            for page in read(path):
                origin = page.origin.replace(str(path), safe)
                yield replace(page, origin=origin)
