"""Families of reports with a known stemma: the fake that ships with the library.

`simulate(seed)` draws a stemma, writes its texts from a base story told by hand in several
forms, loses some of them, and gives the reports together with the truth: the oracle of
property tests and of `make quality`, and what the weights of the clues are trained on.
"""

from newstemma.families.archive import Pile, simulate_archive, write
from newstemma.families.base import base_stories, stories_for
from newstemma.families.measure import containment
from newstemma.families.model import (
    BRIEFS,
    HANDED,
    PLAIN,
    SHIFTED,
    BaseStory,
    Family,
    Innovation,
    Said,
    Setting,
    Truth,
)
from newstemma.families.simulate import simulate

__all__ = [
    "BRIEFS",
    "HANDED",
    "PLAIN",
    "SHIFTED",
    "BaseStory",
    "Family",
    "Innovation",
    "Pile",
    "Said",
    "Setting",
    "Truth",
    "base_stories",
    "containment",
    "simulate",
    "simulate_archive",
    "stories_for",
    "write",
]
