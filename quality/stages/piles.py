"""Small piles of pages with a known count, the whole line from page to sources.

The piles are our own fiction, written as newsrooms write: a scoop and who cites it, a release
printed by three, a reporter on the spot beside a wire, one wire in six dresses, a text that went
through another language. `quality/piles/NAME.txt` opens with the truth, "origins: a b | c / d":
stories divided by a stroke, origins by a bar, and a page that draws on two origins in both.
Those in `quality/piles/only_scored` were written without a look at what the code makes of them and
nobody mends anything for their sake. `python -m quality.stages.piles` lists what is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newstemma.dossiers import examine
from newstemma.model import Dossier, Page, Stemma
from quality.stages.sample import file_of

PILES = Path(__file__).resolve().parents[1] / "piles"


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile: its pages, and for each story of the truth its origins as sets of file names."""

    name: str
    pages: tuple[Page, ...]
    stories: tuple[tuple[frozenset[str], ...], ...]


def piles(folder: Path) -> list[Pile]:
    return [_pile(path) for path in sorted(folder.glob("*.txt"))]


def _pile(path: Path) -> Pile:
    head, *parts = path.read_text("utf-8").split("\n=== ")
    pages = []
    for part in parts:
        name, _, text = part.partition("\n")
        pages.append(Page(text.encode(), "text/plain", name.strip()))
    truth = head.removeprefix("origins:").split("/")
    stories = tuple(
        tuple(frozenset(f"{n}.txt" for n in one.split()) for one in story.split("|"))
        for story in truth
    )
    return Pile(path.stem, tuple(pages), stories)


@dataclass(slots=True)
class Tally:
    """Counts over all piles, and what was wrong in words."""

    stories: int = 0
    whole: int = 0
    exact: int = 0
    covered: int = 0
    too_many: int = 0
    too_few: int = 0
    told: int = 0
    told_exact: int = 0
    wrong: tuple[str, ...] = ()

    def add(self, pile: Pile, dossiers: list[Dossier]) -> None:
        """One pile's dossiers against its truth."""
        made = {frozenset(map(file_of, d.reports)): d for d in dossiers}
        for origins in pile.stories:
            self.stories += 1
            files = frozenset().union(*origins)
            dossier = made.get(files)
            if dossier is None:
                self.wrong += (f"{pile.name}: story {_named(files)} is not one story by itself",)
                continue
            self.whole += 1
            self._count(pile.name, len(origins), dossier.stemma)

    def add_told(self, pile: Pile) -> None:
        """A pile of one story, examined by somebody who says that it is one."""
        (dossier,) = examine(pile.pages, one_story=True)
        likely = dossier.stemma.independent.likely
        self.told += 1
        self.told_exact += likely == len(pile.stories[0])
        if likely != len(pile.stories[0]):
            self.wrong += (f"{pile.name}, as one story: {likely} for {len(pile.stories[0])}",)

    def _count(self, name: str, truth: int, stemma: Stemma) -> None:
        said = stemma.independent
        self.exact += said.likely == truth
        self.covered += said.low <= truth <= said.high
        self.too_many += said.likely > truth
        self.too_few += said.likely < truth
        if said.likely != truth:
            text = f"{said.likely} ({said.low}-{said.high})"
            self.wrong += (f"{name}: {text} sources where there are {truth}",)


def _named(files: frozenset[str]) -> str:
    return " ".join(sorted(Path(file).stem for file in files))


def tally(folder: Path) -> Tally:
    found = Tally()
    for pile in piles(folder):
        found.add(pile, list(examine(pile.pages).dossiers))
        if len(pile.stories) == 1:
            found.add_told(pile)
    return found


FOLDERS = {"": PILES, ", only scored": PILES / "only_scored"}


def scores() -> dict[str, float]:
    table: dict[str, float] = {}
    for name, folder in FOLDERS.items():
        found = tally(folder)
        held = max(found.whole, 1)
        table |= {
            f"stories whole{name}": found.whole / found.stories,
            f"count exact{name}": found.exact / held,
            f"count within its bounds{name}": found.covered / held,
            f"counted too many{name}": found.too_many / held,
            f"counted too few{name}": found.too_few / held,
            f"count exact, told that it is one story{name}": found.told_exact / found.told,
        }
    return table


if __name__ == "__main__":
    for folder in FOLDERS.values():
        print("\n".join(tally(folder).wrong))
    for key, value in scores().items():
        print(f"{key:60}{value:8.3f}")
