"""What is opened must be closed: one way for every file, store and connection we hold."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closes(ABC):
    """Something that is open: `with` closes it at the end of its block, whatever happened there."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of it; closing twice is no error."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
