"""What this process holds of memory, and letting go of what it holds only to be faster.

The theory. A worker lives through the whole job, and what its functions remember (stems, senses,
sketches: some thirty tables of up to 400,000 entries) grows with the words of a crawl, past any
share of `--memory`. So a worker that holds more than its share after a task forgets all of it.
That changes no answer, and costs what has to be worked out again.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

_PAGES_HELD = Path("/proc/self/statm")


def held() -> int:
    """The bytes this process holds now; 0 where the system does not say."""
    try:
        return int(_PAGES_HELD.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def keep_within(most: int) -> bool:
    """Forgets what functions remember where this process holds more; whether it did."""
    if held() <= most:
        return False
    for name, module in list(sys.modules.items()):
        if name.startswith("newstemma.") and module is not None:
            for function in list(vars(module).values()):
                if hasattr(function, "cache_clear"):
                    function.cache_clear()
    gc.collect()
    if "pyarrow" in sys.modules:
        sys.modules["pyarrow"].default_memory_pool().release_unused()
    return True
