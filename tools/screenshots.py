"""Take the pictures of the README and the docs: the workbench over the shipped sample.

    python tools/screenshots.py

Needs Chromium and its driver. An archive is made of the sample in a folder that is gone at the
end, a server is started over it, and the browser writes docs/images/*.webp. Nothing is touched
up: what a picture shows is what the sample gives.
"""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import newstemma as ns
from newstemma import sample

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
QUALITY = 62
MOST_BYTES = 600_000  # all pictures together
STORY = "Jandarov signs rail deal"
NOTED, NOTE = "18 years", "The treaty's annex says twenty. Ask the works ministry which it is."


class Picture(NamedTuple):
    """A page as it is looked at, in CSS pixels; `at` is the element it begins with."""

    name: str
    path: str
    width: int = 1200
    height: int = 860
    dark: bool = False
    at: str = ""


def pictures(story: str, wire: str, other: str) -> tuple[Picture, ...]:
    return (
        Picture("stories", "/"),
        Picture("story", f"/stories/{story}", height=980),
        Picture("stemma", f"/stories/{story}", at="section.stemma", height=860),
        Picture("changes", f"/stories/{story}", at="section.changes", height=700),
        Picture("compare", f"/compare/{wire}?other={other}", height=760),
        Picture("report", f"/reports/{wire}", at=".beside-notes"),
        Picture("narrow", f"/stories/{story}", width=360, height=760, dark=True),
    )


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    with served() as site, browsing() as browser:
        story, wire, other = found(site)
        post(f"{site}/api/v1/reports/{wire}/notes", quote=NOTED, text=NOTE, who="Night desk")
        wait_for_stemma(f"{site}/stories/{story}")
        for picture in pictures(story, wire, other):
            (FOLDER / f"{picture.name}.webp").write_bytes(taken(browser, site, picture))
    sizes = {path.name: path.stat().st_size for path in sorted(FOLDER.glob("*.webp"))}
    for name, size in sizes.items():
        print(f"{size:8,}  docs/images/{name}")
    print(f"{sum(sizes.values()):8,}  of {MOST_BYTES:,} bytes")
    return int(sum(sizes.values()) > MOST_BYTES)


@contextmanager
def served() -> Iterator[str]:
    """The address of a server over an archive of the sample, its dossiers made."""
    with tempfile.TemporaryDirectory() as folder:
        address = Path(folder) / "news.db"
        with ns.open_archive(address) as archive:
            with contextlib.chdir(folder):  # a page shows the path it was read from
                shutil.copytree(sample.path(), "sample")
                list(archive.add(ns.read_all(["sample"])))
            for entry in archive.stories():
                archive.dossier(entry.id)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        command = [sys.executable, "-m", "newstemma", "serve", "--archive", str(address)]
        with subprocess.Popen([*command, "--port", port]) as server:
            try:
                wait_for(int(port))
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not answer within 30 seconds")


@contextmanager
def browsing() -> Iterator[Any]:
    from selenium import webdriver

    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        raise SystemExit("needs chromium and chromedriver (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 "--disable-dev-shm-usage"):  # fmt: skip
        options.add_argument(flag)
    browser = webdriver.Chrome(options, webdriver.ChromeService(executable_path=driver))
    try:
        yield browser
    finally:
        browser.quit()


def found(site: str) -> tuple[str, str, str]:
    """The story of the rail deal, its wire report, and the copy with the most changes."""
    stories = ask(f"{site}/api/v1/stories?limit=200")["stories"]
    story = next(one["id"] for one in stories if STORY in one["title"].replace("’s", ""))
    dossier = ask(f"{site}/api/v1/stories/{story}/dossier")
    outlets = {report["id"]: report["outlet"] for report in dossier["reports"]}
    wire = next(id for id, outlet in outlets.items() if outlet == "Norwire")
    other = next(id for id, outlet in outlets.items() if outlet == "Orlavia Today")
    return story, wire, other


def wait_for_stemma(address: str) -> None:
    """A story is shown before it is weighed; waits until it is."""
    for _ in range(120):
        with urllib.request.urlopen(address) as answer:
            if b'<section class="stemma"' in answer.read():
                return
        time.sleep(0.5)
    raise SystemExit(f"{address} is not weighed after a minute")


def ask(address: str) -> Any:
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def post(address: str, **said: str) -> None:
    body = json.dumps(said).encode()
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(address, body, headers)).close()


def taken(browser: Any, site: str, picture: Picture) -> bytes:
    """A picture of a page, as WebP, at one and a half times the pixels."""
    scheme = "dark" if picture.dark else "light"
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    size = {"width": picture.width, "height": picture.height}
    screen = {**size, "deviceScaleFactor": 1.5, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(site + picture.path)
    top = 0
    if picture.at:
        where = "return document.querySelector(arguments[0]).getBoundingClientRect().top"
        top = max(0, int(browser.execute_script(where, picture.at)) - 4)
    clip = {"x": 0, "y": top, **size, "scale": 1}
    asked = {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", asked)["data"])


if __name__ == "__main__":
    sys.exit(main())
