"""The pictures of the README and the docs: there, small, and each of them shown somewhere."""

import re

SMALL = 600_000


def test_pictures_are_small_and_shown(root):
    pictures = {path.name: path.stat().st_size for path in (root / "docs" / "images").iterdir()}
    assert sum(pictures.values()) < SMALL
    pages = [root / "README.md", *(root / "docs").glob("*.md")]
    shown = {
        name
        for page in pages
        for name in re.findall(r"!\[[^\]]+\]\([\w/]*images/([\w.]+)\)", page.read_text("utf-8"))
    }
    assert shown == set(pictures)
