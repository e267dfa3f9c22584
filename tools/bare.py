"""Install as a user would, without extras, into a fresh environment, and try it.

Import, `--help`, and one example. The project is copied first, so that a build leaves
nothing behind in it and takes nothing stale from it.
"""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTS = ("src", "pyproject.toml", "README.md", "LICENSE", "constraints.txt")
EXAMPLE = """
import newstemma as ns
from newstemma import sample

found = ns.examine(ns.read_all([sample.path()]))
for dossier in found:
    count = dossier.counts.independent
    print(dossier.counts.reports, "reports,", count.low, count.likely, count.high, "independent")
"""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="newstemma-bare-") as folder:
        project = os.path.join(folder, "project")
        copy_to(project)
        environment = os.path.join(folder, "environment")
        if subprocess.call(
            [sys.executable, os.path.join(ROOT, "tools", "environment.py"), environment]
        ):
            return 1
        return try_in(environment, project)


def copy_to(project: str) -> None:
    os.mkdir(project)
    for part in PARTS:
        source, target = os.path.join(ROOT, part), os.path.join(project, part)
        if os.path.isdir(source):
            leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(source, target, ignore=leave)
        else:
            shutil.copy(source, target)


def try_in(environment: str, project: str) -> int:
    programs = os.path.join(environment, "bin")
    python = os.path.join(programs, "python")
    pins = os.path.join(project, "constraints.txt")
    steps = (
        ("install", [python, "-m", "pip", "install", "-q", "-c", pins, project]),
        ("nothing missing", [python, "-m", "pip", "check"]),
        ("import", [python, "-W", "error", "-c", "import newstemma"]),
        ("--help", [os.path.join(programs, "newstemma"), "--help"]),
        ("one example", [python, "-c", EXAMPLE]),
    )
    for name, command in steps:
        print("== " + name, flush=True)
        if subprocess.call(command, cwd=environment):
            print("== " + name + " FAILED")
            return 1
    print("== all of it works")
    return 0


if __name__ == "__main__":
    sys.exit(main())
