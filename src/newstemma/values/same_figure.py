"""Whether two figures say one thing in another form."""

from __future__ import annotations

from newstemma.model import Figure
from newstemma.values.units import SHARED_CURRENCIES, in_base, kind_of

_ACROSS_UNITS = 0.04
"""How far a converted figure may lie off: news rounds 30 miles to 50 km (3.5 %)."""


def same_figure(first: Figure, second: Figure) -> bool:
    """True where two figures say one thing in another form.

    The bound must be the same class. Units of one kind are converted, within rounding;
    a share of a whole equals its percentage; what a bare number counts is not compared.
    """
    if first.approximator is not second.approximator:
        return False
    if (first.upper is None) != (second.upper is None):
        return False
    pairs = [(first.number, second.number)]
    if first.upper is not None and second.upper is not None:
        pairs.append((first.upper, second.upper))
    return all(_same_number(a, first.unit, b, second.unit) for a, b in pairs)


def _same_number(first: float, unit: str, second: float, other: str) -> bool:
    if unit == other:
        return _near(first, second, 1e-9)
    if {unit, other} == {"fraction", "%"}:
        share, percent = (first, second) if unit == "fraction" else (second, first)
        return abs(100 * share - percent) < 1.0
    if "m" in (unit, other):  # "up to 3m" may be metres or millions; its other form says
        metres, number = (first, second) if unit == "m" else (second, first)
        if _near(metres * 1e6, number, 1e-9):
            return True
    kind, other_kind = kind_of(unit), kind_of(other)
    if kind and kind == other_kind and kind not in ("money", "percent"):
        return _near(in_base(first, unit), in_base(second, other), _ACROSS_UNITS)
    if other in SHARED_CURRENCIES.get(unit, ()) or unit in SHARED_CURRENCIES.get(other, ()):
        return _near(first, second, 1e-9)
    if {unit, other} == {"pound", "GBP"} or (not kind and not other_kind):
        return "ordinal" not in (unit, other) and _near(first, second, 1e-9)
    return False


def _near(first: float, second: float, share: float) -> bool:
    return abs(first - second) <= share * max(abs(first), abs(second), 1e-12)
