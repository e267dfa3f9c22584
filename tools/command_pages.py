"""Write docs/commands from `--help`, one page per command; `--check` only compares.

The pages are kept in the repository, so that they are read and reviewed there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import click

from newstemma.serve.cli import program

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "commands"
WIDTH = 88
INDEX = """\
# Commands

Made from `--help` by `tools/command_pages.py`; `{name} COMMAND --help` prints the same.

```text
{help}
```

```{{toctree}}
:maxdepth: 1

{pages}
```
"""
PAGE = """\
# {name}

```text
{help}
```
"""


def pages() -> dict[str, str]:
    """Every page by its file name, as it should be."""
    top = _context(program, None)
    commands = _commands(program, top)
    index = INDEX.format(name=top.info_name, help=_help(program, top), pages="\n".join(commands))
    return {
        "index.md": index,
        **{f"{name}.md": _page(command, top) for name, command in commands.items()},
    }


def _context(command: click.Command, parent: click.Context | None) -> click.Context:
    name = command.name if parent else "newstemma"
    settings = {**command.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)


def _commands(command: click.Command, context: click.Context) -> dict[str, click.Command]:
    if not isinstance(command, click.Group):
        return {}
    found = {name: command.get_command(context, name) for name in command.list_commands(context)}
    return {name: child for name, child in found.items() if child and not child.hidden}


def _page(command: click.Command, parent: click.Context) -> str:
    """The page of a command, and below it what each of its own commands prints."""
    context = _context(command, parent)
    page = PAGE.format(name=context.command_path, help=_help(command, context))
    for child in _commands(command, context).values():
        inner = _context(child, context)
        page += "\n#" + PAGE.format(name=inner.command_path, help=_help(child, inner))
    return page


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def stale() -> list[str]:
    """The names of pages that are missing, differ or belong to no command."""
    wanted = pages()
    found = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in wanted | found if wanted.get(name) != found.get(name))


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale():
        (FOLDER / name).unlink(missing_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a page is stale")
    if not parser.parse_args().check:
        write()
        return 0
    for name in (old := stale()):
        print(f"docs/commands/{name} is stale: run python tools/command_pages.py")
    return int(bool(old))


if __name__ == "__main__":
    sys.exit(main())
