"""Ask the REST interface thousands of questions nobody would: no 5xx, no breach of the schema.

    python tools/api_cases.py [--cases 300] [--seed 1]

Schemathesis (MIT) makes the cases from our OpenAPI description. It stands in an environment of
its own, `.api-venv`, made at the first run: it brings its own pytest plug-in and 90 MB. Half of the
cases use ids that are there (the sample's), half whatever fits the description or does not. No
case leaves this machine: addresses to fetch are answered from an empty table.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import uvicorn

from newstemma.archive import open_archive
from newstemma.fetchers import CannedFetcher
from newstemma.pages import read_all
from newstemma.sample import path
from newstemma.serve.web.app import create_app

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".api-venv"
TOOL = FOLDER / "bin" / "st"
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_schema_conformance", "response_headers_conformance",
          "negative_data_rejection", "unsupported_method")  # fmt: skip


def installed() -> bool:
    if TOOL.exists():
        return True
    print("Installing Schemathesis into .api-venv", flush=True)
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", str(FOLDER)])
    pip = [str(FOLDER / "bin" / "python"), "-m", "pip", "install", "-q", "schemathesis>=4.3,<5"]
    return not made and not subprocess.call([*pip, "--disable-pip-version-check"])


@contextmanager
def server(archive: Path) -> Iterator[str]:
    """The address of a workbench over an archive, which keeps nobody waiting."""
    app = create_app(str(archive), fetcher=CannedFetcher({}))
    app.burst = 1e9
    running = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.05)
    port = running.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.should_exit = True
        thread.join()


def get(site: str, path: str) -> Any:
    connection = HTTPConnection(site.removeprefix("http://"))
    connection.request("GET", path)
    raw = json.loads(connection.getresponse().read())
    connection.close()
    return raw


def known_ids(site: str) -> dict[str, list[str]]:
    """Ids that are there: of stories, of reports, and names of outlets."""
    stories = [one["id"] for one in get(site, "/api/v1/stories")["stories"]]
    reports = [
        report["id"]
        for story in stories
        for report in get(site, f"/api/v1/stories/{story}/reports")["items"]
    ]
    outlets = [one["name"] for one in get(site, "/api/v1/outlets")["outlets"]]
    return {"stories": stories, "reports": reports, "outlets": outlets}


def described(site: str, known: dict[str, list[str]]) -> dict[str, Any]:
    """Our description, each id in it narrowed to those that are there."""
    schema: dict[str, Any] = get(site, "/api/v1/openapi.json")
    for route, methods in schema["paths"].items():
        kind = next((k for k in known if f"/{k}/{{" in route or "outlet-reports" in route), None)
        for about in methods.values():
            for one in about.get("parameters", []):
                if one["in"] == "path" and one["name"] in ("id", "name") and kind:
                    wanted = "outlets" if one["name"] == "name" else kind
                    one["schema"] = {"type": "string", "enum": known[wanted][:12]}
    return schema


def operations(schema: dict[str, Any]) -> int:
    return sum(len(methods) for methods in schema["paths"].values())


def run(place: str, site: str, each: int, seed: int) -> tuple[int, int]:
    """The status of a run and how many cases it made."""
    command = [str(TOOL), "run", place, "--url", site, "--checks", ",".join(CHECKS),
               "--max-examples", str(each), "--seed", str(seed), "--phases",
               "examples,coverage,fuzzing", "--continue-on-failure", "--warnings", "off",
               "--suppress-health-check", "all", "--request-timeout", "60"]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=FOLDER, check=False)
    print(done.stdout[-20_000:], flush=True)
    counted = re.search(r"([\d,]+) generated", done.stdout)
    return done.returncode, int(counted[1].replace(",", "")) if counted else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not installed():
        return 2
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "news.db"
        with open_archive(archive) as opened:
            for _ in opened.add(read_all([path()])):
                pass
        with server(archive) as site:
            known = described(site, known_ids(site))
            place = Path(folder) / "known.json"
            place.write_text(json.dumps(known), "utf-8")
            each = max(1, asked.cases // (2 * operations(known)))
            found = [run(where, site, each, asked.seed + n) for n, where in
                     enumerate((str(place), f"{site}/api/v1/openapi.json"))]  # fmt: skip
    print(f"{sum(cases for _, cases in found)} cases, {operations(known)} operations")
    return max(status for status, _ in found)


if __name__ == "__main__":
    sys.exit(main())
