"""Countries under one key: their names, abbreviations and the people named after them."""

from __future__ import annotations

from pathlib import Path


def _read_table() -> dict[str, str]:
    """Every alias in plain Latin letters to its country's key; the table stands beside."""
    path = Path(__file__).with_name("countries.tsv")
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        country, _, aliases = line.partition("\t")
        found[country] = country
        for alias in filter(None, (part.strip() for part in aliases.split(","))):
            found[alias] = country
    return found


COUNTRY_OF: dict[str, str] = _read_table()
"""Name, abbreviation or demonym, small Latin letters without points, to the country's key."""

COUNTRIES = frozenset(COUNTRY_OF.values())
