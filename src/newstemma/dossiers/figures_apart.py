"""When two figures cannot both be true of one thing.

A figure allows an interval: its rounding, its bound, its range. Two figures whose intervals
meet can both be true; so can one in another unit, within what news rounds.
"""

from __future__ import annotations

import math
from functools import lru_cache

from newstemma.dossiers.claims import Pair
from newstemma.model import Approximator, Figure, Mark
from newstemma.values.units import in_base, kind_of

ROUNDING = 0.05
"""Numbers this near may be one of them rounded (as in the collation)."""
ABOUT = 0.15
"""How far "about" reaches; beyond, two figures are not one."""
ACROSS_UNITS = 0.04
"""How far a converted figure may lie off: news rounds 30 miles to 50 km."""
PEOPLE = frozenset("person man woman child".split())


@lru_cache(maxsize=10_000)
def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest value the words allow: rounding and bounds included."""
    low, high = figure.number, figure.upper if figure.upper is not None else figure.number
    slack = min(_grain(figure.number) / 2, ROUNDING * abs(figure.number))
    match figure.approximator:
        case Approximator.ABOUT:
            return low * (1 - ABOUT), high * (1 + ABOUT)
        case Approximator.ABOVE | Approximator.AT_LEAST:
            return low - slack, math.inf
        case Approximator.BELOW | Approximator.AT_MOST:
            return -math.inf, high + slack
        case _:
            return low - slack, high + slack


def _grain(number: float) -> float:
    """The step a number is given in: 3,500,000 in hundreds of thousands, 14 in ones."""
    if number == 0 or not math.isfinite(number):
        return 0.0
    grain = 10.0 ** math.floor(math.log10(abs(number)))
    while grain > 1e-6 and abs(number / grain - round(number / grain)) > 1e-9:
        grain /= 10
    # A count below ten steps of its grain is exact: 14 people are not 13.6.
    return 0.0 if grain <= 1 and float(number).is_integer() else grain


def compatible(one: Figure, other: Figure) -> bool:
    """True where both figures can be true of one thing."""
    if one.unit != other.unit and kind_of(one.unit):
        left, right = in_base(one.number, one.unit), in_base(other.number, other.unit)
        return abs(left - right) <= ACROSS_UNITS * max(abs(left), abs(right)) or _open(one, other)
    (low, high), (least, most) = bounds(one), bounds(other)
    return low <= most and least <= high


def _open(one: Figure, other: Figure) -> bool:
    """A bounded figure in another unit is never held against an exact one."""
    return Approximator.EXACT is not one.approximator or one.approximator is not other.approximator


def outgrown(one: Figure, other: Figure) -> bool:
    """Two lower bounds that differ: at least 12, then at least 15. Both are true, one is older."""
    least = (Approximator.AT_LEAST, Approximator.ABOVE)
    if one.approximator not in least or other.approximator not in least or one.unit != other.unit:
        return False
    return abs(one.number - other.number) > ROUNDING * max(abs(one.number), abs(other.number))


def comparable(one: Figure, other: Figure) -> bool:
    """Figures that count or measure the same kind of thing."""
    if one.unit == other.unit:
        return True
    if {one.unit, other.unit} & PEOPLE and "" in (one.unit, other.unit):
        return True
    kind = kind_of(one.unit)
    return bool(kind) and kind == kind_of(other.unit) and kind != "money"


# --- of two claims ---------------------------------------------------------------


def apart(ours: Mark, theirs: Mark) -> bool:
    """Figures of one kind that cannot both hold, or of which one has outgrown the other."""
    one, other = figure_of(ours), figure_of(theirs)
    if not comparable(one, other):
        return False
    return not compatible(one, other) or outgrown(one, other)


def figures_differ(pair: Pair) -> bool:
    """A figure of one cannot be any of the other's: where two things differ, it is two things."""
    ours, theirs = pair.one.figures, pair.other.figures
    return bool(theirs) and any(all(apart(a, b) for b in theirs) for a in ours)


def figure_of(mark: Mark) -> Figure:
    """The figure of a mark; one that equals nothing for a mark of another kind."""
    return mark.value if isinstance(mark.value, Figure) else Figure(math.nan)
