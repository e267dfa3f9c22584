"""Examine the shipped sample: the dossiers on the terminal, and one HTML page in out/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from newstemma import sample

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "out" / "dossier.html"
DONE, DONE_WITH_REJECTED = 0, 3


def main() -> int:
    PAGE.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "newstemma", "examine", str(sample.path())]
    print("newstemma examine SAMPLE --html out/dossier.html\n", flush=True)
    status = subprocess.call([*command, "--html", str(PAGE)])
    if status not in (DONE, DONE_WITH_REJECTED):
        return status
    if status == DONE_WITH_REJECTED:
        print("\nSome pages of the sample are no reports, on purpose; they are listed above.")
    print(f"\nThe dossier as one page: {PAGE}\nThe pages it was made from: {sample.path()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
