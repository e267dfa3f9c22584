"""How often somebody may try to log in: counted in memory, by name and address.

The theory. A guesser is slowed by the pair of name and address, so that nobody can lock another
out from elsewhere; by the address alone, against many names from one place; and by the name
alone at a much higher number, against many places. A success clears the pair. A server that is
started again forgets; each try costs 64 MiB and a tenth of a second all the same.
"""

from __future__ import annotations

import threading
import time
from collections import deque

WINDOW = 15 * 60.0
# What is counted, and how many failures of it in a window are too many.
LIMITS = (("pair", 5), ("address", 30), ("name", 100))
MOST_KEYS = 20_000


class Tries:
    """Failed tries of the last quarter of an hour."""

    def __init__(self) -> None:
        self._failed: dict[tuple[str, str], deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, name: str, address: str, at: float | None = None) -> int:
        """How many seconds to wait before the next try; 0 for none."""
        at = time.monotonic() if at is None else at
        with self._lock:
            waits = [self._wait(key, most, at) for key, most in _keys(name, address)]
        return max(waits)

    def _wait(self, key: tuple[str, str], most: int, at: float) -> int:
        failed = self._failed.get(key, deque())
        while failed and at - failed[0] >= WINDOW:
            failed.popleft()
        return int(WINDOW - (at - failed[-most])) + 1 if len(failed) >= most else 0

    def fail(self, name: str, address: str, at: float | None = None) -> None:
        """Counts a failed try."""
        at = time.monotonic() if at is None else at
        with self._lock:
            if len(self._failed) >= MOST_KEYS:
                self._failed.clear()
            for key, most in _keys(name, address):
                self._failed.setdefault(key, deque(maxlen=most)).append(at)

    def succeed(self, name: str, address: str) -> None:
        """Forgets the failures of a name from an address."""
        with self._lock:
            self._failed.pop(_keys(name, address)[0][0], None)


def _keys(name: str, address: str) -> list[tuple[tuple[str, str], int]]:
    folded = name.casefold()[:100]
    values = {"pair": f"{address} {folded}", "address": address, "name": folded}
    return [((kind, values[kind]), most) for kind, most in LIMITS]
