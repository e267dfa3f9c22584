"""CollateX in an environment of its own, `.bench-venv`: the peer for collation.

GPL-3, so it is never a dependency; its package does not name the `Levenshtein` it imports.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".bench-venv"
PYTHON = FOLDER / "bin" / "python"
PACKAGES = ("collatex==2.3", "Levenshtein")


def installed() -> bool:
    """Make the environment where there is none; false, and a word on why, when it fails."""
    if PYTHON.exists() and not subprocess.call([PYTHON, "-c", "import collatex"]):
        return True
    print("Installing CollateX into .bench-venv", flush=True)
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", str(FOLDER)])
    quiet = ["--quiet", "--disable-pip-version-check"]
    if made or subprocess.call([PYTHON, "-m", "pip", "install", *quiet, *PACKAGES]):
        print("CollateX could not be installed: no comparison in this run")
        return False
    return True


def command(texts: Path) -> list[str]:
    """Collate the texts of a JSON list."""
    return [str(PYTHON), str(ROOT / "bench" / "collatex_run.py"), str(texts)]
