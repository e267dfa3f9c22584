"""The project keeps its own rules: pages current, words explained, nothing private tracked."""

from __future__ import annotations

import ast
import inspect
import re
import runpy
import subprocess
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import newstemma
from newstemma import errors, model

SECTIONS = (
    "**Question.**",
    "**Choice.**",
    "**Rejected.**",
    "**How we would notice it was wrong.**",
)
STAGES = ("pages", "reports", "stories", "stemmas", "collations")
# Pieced together, so that this file may be tracked too.
PRIVATE = re.compile(
    "|".join(
        (
            r"(?<![\w./-])/(?:wo" + r"rk|ro" + r"ot|fa" + r"rm|ho" + r"me/\w+)/",
            r"/tm" + r"p/(?:te" + r"am|bash_)",
            r"py"
            + r"pi\.org|pythonho"
            + r"sted|/opt/py"
            + r"pi|--ind"
            + r"ex-url|--extra-ind"
            + r"ex",
            r"Co-Auth" + r"ored-By",
        )
    )
)
# Words of `model` that name a value's home or a base type, and no thing of either craft.
PLAIN_TYPES = frozenset(("Witness kind", "Copy kind", "Change kind", "Mark kind"))


def run_tool(root: Path, name: str) -> dict[str, Any]:
    return runpy.run_path(str(root / "tools" / name))


def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        pytest.skip("not a git clone: nothing says which files are the project's")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True
    )
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""  # a binary or broken page of the sample or of a test


# --- documentation ----------------------------------------------------------


def test_command_pages_are_what_help_says(root: Path) -> None:
    assert run_tool(root, "command_pages.py")["stale"]() == []


@pytest.mark.slow
def test_tutorial_and_readme_show_what_the_sample_gives(root: Path) -> None:
    assert run_tool(root, "tutorial_pages.py")["stale"]() == []


def test_every_stage_has_a_page(root: Path) -> None:
    found = {path.stem for path in (root / "docs" / "stages").glob("*.md")}
    assert found >= {*STAGES, "dossiers"}


def test_every_type_is_in_the_glossary(root: Path) -> None:
    terms = set(re.findall(r"^(\w[\w ]*)\n  \S", text_of(root / "docs" / "glossary.md"), re.M))
    names = {spaced(name) for name in public_classes(model)}
    assert names - PLAIN_TYPES - terms == set()


def spaced(name: str) -> str:
    """TimelineEntry as the glossary has it: Timeline entry."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def public_classes(module: ModuleType) -> list[str]:
    """The classes a module or package defines."""
    names = [
        name
        for name, thing in vars(module).items()
        if inspect.isclass(thing)
        and f"{thing.__module__}.".startswith(f"{module.__name__}.")
        and name[0] != "_"
    ]
    assert names, f"{module.__name__} defines no class"
    return names


def test_glossary_words_are_explained_once(root: Path) -> None:
    terms = re.findall(r"^(\w[\w ]*)\n  \S", text_of(root / "docs" / "glossary.md"), re.M)
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("name", newstemma.__all__)
def test_public_names_say_what_they_give(name: str) -> None:
    thing = getattr(newstemma, name)
    first = (thing.__doc__ or "").strip().split("\n")[0]
    assert first, f"{name} has no docstring"
    assert not first.startswith(f"{name}("), "a dataclass's own signature is no docstring"


def test_python_page_shows_every_public_name(root: Path) -> None:
    page = run_tool(root, "api_page.py")["page"]()
    missing = [name for name in newstemma.__all__ if f"### {name}\n" not in page]
    assert missing == []
    assert all(f"### {name}\n" in page for name in public_classes(errors))


def test_every_rule_has_a_name_and_a_reason_of_its_own(root: Path) -> None:
    for table in run_tool(root, "rules_page.py")["tables"]():
        names = [row[0] for row in table.rows]
        assert sorted(names) == sorted(set(names)), table.title
        assert all(row[0].strip() for row in table.rows), table.title
        if "reason" in table.head:
            reasons = [row[table.head.index("reason")] for row in table.rows]
            assert all(reasons), table.title
            assert sorted(reasons) == sorted(set(reasons)), table.title
            assert [reason for reason in reasons if ". " in reason] == [], "one sentence"


def test_every_module_opens_with_its_theory(root: Path) -> None:
    bare = [
        path.relative_to(root).as_posix()
        for path in (root / "src").rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert bare == []


def test_decisions_have_their_four_parts(root: Path) -> None:
    pages = sorted((root / "docs" / "decisions").glob("0*.md"))
    assert len(pages) >= 6
    for number, page in enumerate(pages, start=1):
        text = text_of(page)
        assert page.name.startswith(f"{number:04}-"), "numbers follow each other"
        assert text.startswith(f"# {number:04}: ")
        assert [part for part in SECTIONS if part not in text] == [], page.name


def test_changes_are_told_to_users(root: Path) -> None:
    fragments = [p for p in (root / "changelog.d").glob("*.md") if p.name != "README.md"]
    assert fragments
    assert [p.name for p in fragments if not text_of(p).strip()] == []


def test_make_targets_are_documented(root: Path) -> None:
    targets = re.findall(r"^([a-z]+):.*## ", text_of(root / "Makefile"), re.M)
    guide = text_of(root / "CONTRIBUTING.md")
    assert {"demo", "test", "check", "quality", "bench", "docs", "bare", "sizes"} <= set(targets)
    assert [name for name in targets if f"`make {name}`" not in guide and name != "help"] == []


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    broken = []
    for page in (*root.glob("*.md"), *(root / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text_of(page)):
            made = target in ("api.md", "changelog.md", "rules.md")
            if not made and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(root)}: {target}")
    assert broken == []


# --- code and repository ----------------------------------------------------


@pytest.mark.slow
def test_import_contract_holds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run_tool(root, "imports.py")["main"]()
    assert status == 0, capsys.readouterr().out


def test_nothing_tracked_names_a_machine_or_a_registry(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}: {match.group()}"
        for path in tracked(root)
        if (match := PRIVATE.search(text_of(path)))
    ]
    assert found == []


def test_every_dependency_is_pinned_for_development(root: Path) -> None:
    project = tomllib.loads(text_of(root / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(name for extra in extras for name in extra)]
    lines = text_of(root / "constraints.txt").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    pinned = {_key(pin) for pin in pins}
    assert {_key(name) for name in wanted} - pinned == set()


def _key(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name.group()).lower()
