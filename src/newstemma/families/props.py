"""The invented publishers, furniture and stock sentences of simulated families."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _props() -> dict[str, list[str] | list[list[str]]]:
    text = (files("newstemma.families") / "props.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=16)
def props(name: str) -> tuple[str, ...]:
    """One list of `props.toml`: agencies, photos, places, papers, own, above or below."""
    return tuple(str(one) for one in _props()[name])


@lru_cache(maxsize=1)
def backgrounds() -> tuple[tuple[str, ...], ...]:
    """Paragraphs printed by reports of all origins, each a run of sentences."""
    return tuple(tuple(one) for one in _props()["background"])
