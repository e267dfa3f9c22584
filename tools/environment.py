"""Make a virtual environment where there is none, or say what is missing.

Runs on whatever `python3` a machine has, so it keeps to what every Python 3 knows.
"""

import os
import subprocess
import sys


def main() -> int:
    folder = sys.argv[1]
    if sys.version_info < (3, 11):
        version = sys.version.split()[0]
        print("Newstemma needs Python 3.11 or newer; this is " + version + ".")
        print("Name another one: make PYTHON=python3.12 test")
        return 1
    python = os.path.join(folder, "bin", "python")
    works = os.path.exists(python) and not subprocess.call([python, "-c", "import pip"])
    if works:
        return 0
    print("Making an environment in " + folder)
    failed = subprocess.call([sys.executable, "-m", "venv", "--clear", folder])
    if failed:
        print("Could not make it. On Debian and Ubuntu: apt-get install python3-venv")
    return failed


if __name__ == "__main__":
    sys.exit(main())
