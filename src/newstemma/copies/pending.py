"""What was added and deleted since the last commit, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from newstemma.copies.groups import distinct
from newstemma.copies.merging import Numbers
from newstemma.copies.pairs import Document, interval
from newstemma.copies.segments import Segment, Writer, digest_of
from newstemma.copies.words import Kernels, Words, cut_all, cut_one


class Pending:
    """Documents to add, by id, and ids to delete: the last word on each id counts."""

    def __init__(self) -> None:
        self._added: dict[str, Document] = {}
        self._deleted: set[str] = set()

    def __len__(self) -> int:
        return len(self._added) + len(self._deleted)

    def add(self, document: Document) -> None:
        """Adds a document, in place of one of the same id."""
        self._deleted.discard(document.id)
        self._added[document.id] = document

    def delete(self, id: str) -> None:
        """Takes an id out."""
        self._added.pop(id, None)
        self._deleted.add(id)

    def changes(
        self, segments: Sequence[Segment], deleted: Sequence[Numbers]
    ) -> tuple[list[Document], set[tuple[int, int]]]:
        """The documents that are new or changed, and what they and the deletions replace."""
        fresh: list[Document] = []
        gone: set[tuple[int, int]] = set()
        for id in self._deleted:
            gone.update(_places(id, segments, deleted))
        for document in self._added.values():
            places = _places(document.id, segments, deleted)
            if not any(_same(document, segments[owner], number) for owner, number in places):
                fresh.append(document)
                gone.update(places)
        return fresh, gone

    def write(self, documents: Sequence[Document], path: Path, kernels: Kernels) -> int:
        """Writes the documents as one segment; its size in bytes."""
        words = cut_all((document.text for document in documents), kernels)
        writer = Writer(path)
        try:
            for name, postings in _postings(words, kernels).items():
                writer.put(name, [postings], "<u8")
            _put_words(writer, words)
            _put_documents(writer, documents)
            return writer.finish()
        except BaseException:
            writer.abandon()
            raise


def _places(
    id: str, segments: Sequence[Segment], deleted: Sequence[Numbers]
) -> list[tuple[int, int]]:
    found = []
    for owner, (segment, dead) in enumerate(zip(segments, deleted, strict=True)):
        number = segment.place_of(id)
        if number is not None and number not in dead:
            found.append((owner, number))
    return found


def _same(document: Document, segment: Segment, number: int) -> bool:
    stamps = int(segment["earliest"][number]), int(segment["latest"][number])
    if stamps != interval(document.when) or segment.outlet_of(number) != document.outlet:
        return False
    kept, fresh = segment.words.of(number), cut_one(document.text)
    return np.array_equal(kept.hashes, fresh.hashes) and np.array_equal(kept.starts, fresh.starts)


def _postings(words: Words, kernels: Kernels) -> dict[str, Any]:
    loops = kernels.loops
    keys, places = loops.fingerprints(words.hashes, words.bounds)
    texts = np.searchsorted(words.bounds, places, side="right") - 1
    prints = (keys.astype(np.uint64) << np.uint64(32)) | texts.astype(np.uint64)
    pairs = loops.content_pairs(words.contents, words.bounds, np.ones(words.texts, np.bool_))
    return {"fingerprints": distinct(prints), "pairs": distinct(pairs)}


def _put_words(writer: Writer, words: Words) -> None:
    kinds = ("<u4", "<u2", "<u4", "<u2", "<i8")
    columns: list[Any] = list(words)
    for name, column, kind in zip(Words._fields, columns, kinds, strict=True):
        writer.put(name, [column], kind)


def _put_documents(writer: Writer, documents: Sequence[Document]) -> None:
    names = [
        name.encode("utf-8", "surrogatepass")
        for document in documents
        for name in (document.id, document.outlet or "")
    ]
    edges = np.cumsum([0, *map(len, names)], dtype=np.int64)
    writer.put("names", [np.frombuffer(b"".join(names), np.uint8)], "<u1")
    writer.put("name_edges", [edges], "<i8")
    stamps = np.array([interval(d.when) for d in documents], np.int64).reshape(-1, 2)
    writer.put("earliest", [stamps[:, 0]], "<i8")
    writer.put("latest", [stamps[:, 1]], "<i8")
    digests = np.array([digest_of(d.id) for d in documents], np.uint64)
    order = np.argsort(digests, kind="stable")
    writer.put("digests", [digests[order]], "<u8")
    writer.put("order", [order], "<u4")
