"""Places in a text, and the one check all types make themselves."""

from __future__ import annotations

from dataclasses import dataclass


def require(claim: bool, message: str) -> None:
    """Raises ValueError with the message unless the claim holds."""
    if not claim:
        raise ValueError(message)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:  # spans are made by the million: no words unless asked
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
