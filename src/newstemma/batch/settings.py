"""What a batch is asked for, and what follows from it: sizes of parts, numbers of buckets.

What changes an answer (the size of a part of pages, the window of days) is kept apart from
what changes only the cost (memory, workers), so that a run on a laptop and a run on a cluster
give the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newstemma.errors import Misuse

MEGABYTE = 1024 * 1024
BASE = 150 * MEGABYTE
"""What one process takes before it has work: Python, numpy, pyarrow, our tables (measured)."""
LEAST_MEMORY = 2 * BASE + 100 * MEGABYTE
"""Bytes under which not even one worker fits beside the process that leads."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a batch.

    `window` is the number of days within which reports are compared for stories: the weight
    that days have against two reports being one story grows no more after seven (the clue
    "days between" of `stories.near`). `memory` is for all processes together, in bytes;
    `keep_work` leaves what one stage made for another where it is.
    """

    window: int = 7
    fast: bool = False
    memory: int = 2048 * MEGABYTE
    workers: int = 1
    keep_work: bool = False

    def __post_init__(self) -> None:
        if self.window < 0:
            raise Misuse(f"a window of {self.window} days: give 0 or more")
        if self.memory < LEAST_MEMORY:
            least = LEAST_MEMORY // MEGABYTE
            raise Misuse(f"{self.memory // MEGABYTE} MB are too few: give {least} MB or more")

    @property
    def at_once(self) -> int:
        """How many workers fit into the memory."""
        room = self.memory - BASE
        return max(1, min(self.workers, room // (BASE + 100 * MEGABYTE)))

    @property
    def room(self) -> int:
        """Bytes one worker may fill with what it works on."""
        return max(64 * MEGABYTE, (self.memory - BASE) // self.at_once - BASE)

    @property
    def share(self) -> int:
        """Bytes one worker may hold altogether."""
        return BASE + self.room

    def buckets(self, volume: int) -> int:
        """Into how many buckets so many bytes are parted, each small beside a worker's room.

        At most 64: then the part that falls into one bucket by chance is at least as much as
        a key that every document holds adds to it, so no bucket is many times the median.
        """
        wanted = -(-volume * 6 // self.room)
        return int(max(1, min(MOST_BUCKETS, max(wanted, min(4, self.workers * 2)))))

    def answer_part(self) -> dict[str, Any]:
        """The settings on which answers depend; a run is only gone on with under the same."""
        return {"window": self.window, "fast": self.fast}


MOST_BUCKETS = 64


def parse_size(text: str) -> int:
    """A size such as "2GB", "512 MB" or a number of bytes; raises `Misuse` for anything else."""
    words = text.strip().upper().replace(" ", "").removesuffix("B").removesuffix("I")
    factors = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
    factor = factors.get(words[-1:], 1)
    number = words[:-1] if words[-1:] in factors else words
    try:
        value = float(number)
    except ValueError as error:
        raise Misuse(f"{text}: no size; give for example 2GB") from error
    if not 0 < value < 1e9:
        raise Misuse(f"{text}: no size; give for example 2GB")
    return int(value * factor)
