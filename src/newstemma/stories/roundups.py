"""Round-ups: pages of an outlet's routine that tell of a dozen events, or of the day as such.

A morning briefing, a market wrap or a press review shares words with every story of its day,
and with yesterday's round-up more than with any of them. So it hangs on the story it agrees
with most, as an opinion piece does, and draws no two stories together. Only what a title says
counts; the forms are tables of the language packs. What can go wrong: a routine page under a
title of its own is not known, and is placed as a report.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newstemma.languages import alternatives
from newstemma.model import Report


def is_round_up(report: Report) -> bool:
    """Whether a title is that of a routine page, wholly or before or behind a colon or a bar."""
    return bool(_titles().search(report.title.strip().casefold()))


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    titles = alternatives("round_ups", "titles")
    # A day, a place or an hour may follow: "Morning briefing for Tuesday".
    rest = r"(?:,? (?:for|on|of|in|from|vom|am|del|du|di|van|de|din|за|на) [\w .,]{1,30})?"
    return re.compile(rf"^(?:{titles}){rest}\s*(?:$|[:|•·–—]|- )|(?:[:|•·–—]| -) (?:{titles})$")
