"""The letters of witnesses: A, B, C for what we hold, α, β, γ for what nobody handed us."""

from __future__ import annotations

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


def letters(count: int) -> tuple[str, ...]:
    """A ... Z, then AA, AB ...; as many as asked for."""
    return tuple(_letter(i, _LATIN) for i in range(count))


def greek_letters(count: int) -> tuple[str, ...]:
    """α ... ω, then αα, αβ ...; as many as asked for."""
    return tuple(_letter(i, _GREEK) for i in range(count))


def _letter(index: int, alphabet: str) -> str:
    text = ""
    index += 1
    while index:
        index, place = divmod(index - 1, len(alphabet))
        text = alphabet[place] + text
    return text
