"""Check the import contract of pyproject.toml: who may import whom."""

from __future__ import annotations

import sys
from pathlib import Path

from importlinter.cli import lint_imports


def main() -> int:
    root = Path(__file__).resolve().parent.parent
    return lint_imports(config_filename=str(root / "pyproject.toml"), no_cache=True)


if __name__ == "__main__":
    sys.exit(main())
