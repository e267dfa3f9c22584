"""The exchange between a stage that sorts things into buckets and the stage that takes a bucket.

The theory. Each task of the first stage writes one file, sorted by bucket, which begins with
where each bucket starts; a task of the second reads its bucket out of every file. So a shuffle
of a thousand tasks into a thousand buckets is a thousand files, not a million. Values are
numbers of 64 bits, or bytes of any length, each with its length before it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.batch.folders import Folder

Array: TypeAlias = NDArray[Any]
_LENGTH = struct.Struct("<I")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


def bucket_of(keys: Array, buckets: int) -> Array:
    """The bucket of each key, spread evenly whatever the keys are."""
    mixed = (keys.astype(np.uint64) * _MIX) >> _HALF
    found: Array = ((mixed * np.uint64(buckets)) >> _HALF).astype(np.int64)
    return found


def send_numbers(folder: Folder, path: str, values: Array, place: Array, buckets: int) -> None:
    """Writes numbers sorted by bucket; `place` is the bucket of each."""
    order = np.argsort(place, kind="stable")
    edges = np.searchsorted(place[order], np.arange(buckets + 1)).astype(np.uint64) * 8
    with folder.writing(path) as file:
        file.write(edges.tobytes())
        file.write(np.ascontiguousarray(values[order].astype(np.uint64)).tobytes())


def send_bytes(
    folder: Folder, path: str, pieces: Mapping[int, Iterable[bytes]], buckets: int
) -> None:
    """Writes pieces of bytes by bucket, in the order given."""
    joined = [_framed(pieces.get(bucket, ())) for bucket in range(buckets)]
    edges = np.concatenate([[0], np.cumsum([len(one) for one in joined])]).astype(np.uint64)
    with folder.writing(path) as file:
        file.write(edges.tobytes())
        for one in joined:
            file.write(one)


def _framed(pieces: Iterable[bytes]) -> bytes:
    return b"".join(part for piece in pieces for part in (_LENGTH.pack(len(piece)), piece))


def _bucket(folder: Folder, path: str, bucket: int, buckets: int) -> bytes:
    with folder.read(path) as file:
        file.seek(8 * bucket)
        first, end = np.frombuffer(file.read(16), np.uint64).tolist()
        file.seek(8 * (buckets + 1) + first)
        return file.read(end - first)


def receive_numbers(folder: Folder, path: str, bucket: int, buckets: int) -> Array:
    """The numbers of a bucket out of every file under a path, in order of file name."""
    parts = [
        np.frombuffer(_bucket(folder, f"{path}/{name}", bucket, buckets), np.uint64)
        for name in folder.names(path)
    ]
    return np.concatenate(parts) if parts else np.empty(0, np.uint64)


def receive_bytes(folder: Folder, path: str, bucket: int, buckets: int) -> Iterator[bytes]:
    """The pieces of a bucket out of every file under a path, in order of file name."""
    for name in folder.names(path):
        raw = _bucket(folder, f"{path}/{name}", bucket, buckets)
        at = 0
        while at < len(raw):
            (length,) = _LENGTH.unpack_from(raw, at)
            at += _LENGTH.size
            yield raw[at : at + length]
            at += length


def places_from(firsts: Array, sizes: Array) -> Array:
    """The places firsts[0], firsts[0] + 1, ..., so many as sizes[0]; then those of the next."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    found: Array = np.repeat(firsts - (ends - sizes), sizes) + np.arange(total)
    return found


# --- arrays that all tasks read -------------------------------------------------


def save_arrays(folder: Folder, path: str, **arrays: Array) -> None:
    """Keeps named arrays in one file."""
    with folder.writing(path) as file:
        np.savez(file, allow_pickle=False, **arrays)


def load_arrays(folder: Folder, path: str) -> dict[str, Array]:
    """The arrays of a file by name."""
    with folder.read(path) as file, np.load(file, allow_pickle=False) as kept:
        return {name: kept[name] for name in kept.files}
