"""How the documentation is built: `make docs`."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

project = "Newstemma"
copyright = "the Newstemma authors, Apache-2.0"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True
html_theme = "alabaster"
html_theme_options = {
    "description": "How many sources are there really?",
    "fixed_sidebar": True,
    "page_width": "64rem",
    "sidebar_width": "16rem",
}
html_show_sourcelink = False
html_static_path: list[str] = []
templates_path: list[str] = []


def changelog() -> str:
    """What is released, and under it the fragments of what is not."""
    fragments = sorted((ROOT / "changelog.d").glob("*.md"))
    unreleased = [path.read_text("utf-8") for path in fragments if path.name != "README.md"]
    released = (ROOT / "CHANGELOG.md").read_text("utf-8").replace("(changelog.d/)", "(#next)")
    return "\n".join([released, "(next)=", "## Next\n", *unreleased])


(ROOT / "docs" / "changelog.md").write_text(changelog(), "utf-8")
for made in ("api", "rules"):
    tool = runpy.run_path(str(ROOT / "tools" / f"{made}_page.py"))
    (ROOT / "docs" / f"{made}.md").write_text(tool["page"](), "utf-8")
