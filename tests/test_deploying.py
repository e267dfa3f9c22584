"""The unit file, the image and the commands of the pages: what they name is there, and runs.

Neither systemd nor podman is asked for: the unit is read by its own grammar and by
`systemd-analyze` where there is one, and what the image starts is started here.
"""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from newstemma.serve.cli import program

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.resource-control(5).
DIRECTIVES = {
    "Unit": {"Description", "After"},
    "Service": {
        "User", "StateDirectory", "StateDirectoryMode", "Environment", "ExecStart",
        "TimeoutStopSec", "Restart", "NoNewPrivileges", "PrivateTmp", "PrivateDevices",
        "ProtectSystem", "ProtectHome", "ProtectKernelTunables", "ProtectControlGroups",
        "RestrictAddressFamilies", "RestrictNamespaces", "LockPersonality", "SystemCallFilter",
        "MemoryMax",
    },
    "Install": {"WantedBy"},
}  # fmt: skip


def block(language: str) -> str:
    page = (ROOT / "docs" / "deploying.md").read_text("utf-8")
    (found,) = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
    return str(found)


def commands() -> Iterator[tuple[str, str]]:
    """Each line of a page's blocks that runs newstemma, lines that go on put together."""
    for page in PAGES:
        for text in re.findall(r"```(?:text|console|sh|bash)?\n(.*?)```", page.read_text("utf-8"),
                               re.DOTALL):  # fmt: skip
            for line in re.sub(r"\\\n\s*", " ", text).splitlines():
                found = re.match(r"(?:\$ )?(?:sudo -u \w+ |podman run .* )?(?:\S*/bin/)?newstemma "
                                 r"([a-z][a-z-]*(?: .*)?)$", line.split("  #")[0])  # fmt: skip
                if found and "..." not in found[1].split(" ")[0]:
                    yield page.name, found[1]


def parsed(line: str) -> tuple[click.Command, list[str]]:
    """The command a line runs, found as the program finds it; raises where it or an option of
    it is none of ours."""
    command: click.Command = program
    words = shlex.split(line)
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"there is no command {name}"
        command = found
    command.make_parser(click.Context(command)).parse_args(list(words))  # raises for an unknown one
    return command, words


def test_the_pages_run_commands_that_are_there() -> None:
    found = list(commands())
    assert len(found) > 20
    for page, line in found:
        try:
            parsed(line)
        except (AssertionError, click.UsageError) as error:
            raise AssertionError(f"{page}: newstemma {line}: {error}") from error


@pytest.mark.parametrize("line", ["serve --port", "serve --nothing 1", "nothing", "accounts no"])
def test_a_line_that_is_wrong_is_seen(line: str) -> None:
    with pytest.raises((AssertionError, click.UsageError)):
        parsed(line)


def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    read.optionxform = str  # type: ignore[method-assign, assignment]
    read.read_string(block("ini"))
    return read


def test_the_unit_holds_what_systemd_knows() -> None:
    for section in unit().sections():
        assert set(unit()[section]) <= DIRECTIVES[section], section
    service = unit()["Service"]
    command, _, line = service["ExecStart"].partition(" ")
    assert command == "/opt/newstemma/bin/newstemma"
    place = service["Environment"].removeprefix("NEWSTEMMA_ARCHIVE=")
    assert place.startswith(f"/var/lib/{service['StateDirectory']}/")
    assert parsed(line.replace("${NEWSTEMMA_ARCHIVE}", place))[0].name == "serve"


def test_the_unit_waits_longer_for_a_stop_than_the_server_takes() -> None:
    pytest.importorskip("uvicorn", reason="the extra newstemma[web] is not installed")
    from newstemma.serve.web.running import GRACE_SECONDS

    assert int(unit()["Service"]["TimeoutStopSec"]) > GRACE_SECONDS


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", block("ini"))
    (tmp_path / "newstemma.service").write_text(text.replace("User=newstemma", "User=root"))
    asked = ["systemd-analyze", "verify", str(tmp_path / "newstemma.service")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "newstemma.service" not in done.stderr, done.stderr


def image() -> dict[str, list[str]]:
    """What the Containerfile says, by instruction."""
    said: dict[str, list[str]] = {}
    for line in re.sub(r"\\\n\s*", " ", block("dockerfile")).splitlines():
        if not line.startswith("#"):
            word, _, rest = line.partition(" ")
            said.setdefault(word, []).append(rest)
    return said


def test_the_image_is_made_of_what_is_there() -> None:
    said = image()
    assert set(said) == {"FROM", "RUN", "COPY", "USER", "VOLUME", "ENV", "EXPOSE", "STOPSIGNAL",
                         "HEALTHCHECK", "ENTRYPOINT", "CMD"}  # fmt: skip
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = re.search(r"/src\[([\w,]+)\]", " ".join(said["RUN"]))
    assert wanted is not None
    assert set(wanted[1].split(",")) <= set(project["optional-dependencies"])
    version = said["FROM"][0].partition(":")[2].partition("-")[0]
    needed = project["requires-python"].removeprefix(">=")
    assert tuple(map(int, version.split("."))) >= tuple(map(int, needed.split(".")))
    assert json.loads(said["ENTRYPOINT"][0]) == ["newstemma"]
    serve, words = parsed(shlex.join(json.loads(said["CMD"][0])))
    assert words[words.index("--archive") + 1].startswith(said["VOLUME"][0])
    port = next(one.default for one in serve.params if one.name == "port")
    assert said["EXPOSE"] == [str(port)]
    assert f":{port}/health" in said["HEALTHCHECK"][0]


@pytest.mark.slow
def test_what_the_image_starts_is_healthy_trusts_its_proxy_and_stops(tmp_path: Path) -> None:
    pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
    import newstemma as ns
    from newstemma.newsroom import Caller, Role, open_newsroom

    ns.open_archive(tmp_path / "news.db").close()
    with open_newsroom(tmp_path / "news.db.newsroom") as newsroom:
        newsroom.accounts.add("Ada", "counts the sources", Role.ADMIN, Caller("Ada"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = image()
    words = [word.replace("/data/", f"{tmp_path}/") for word in json.loads(said["CMD"][0])]
    (settings,) = said["ENV"]
    environment = dict(one.split("=", 1) for one in shlex.split(settings))
    command = [sys.executable, "-m", "newstemma", *words, "--port", str(port), "--log"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
                          ) as server:  # fmt: skip
        try:
            wait_for(port)
            check = json.loads(said["HEALTHCHECK"][0].removeprefix("CMD "))
            ours = [word.replace(":8731", f":{port}") for word in check]
            assert subprocess.call([sys.executable, *ours[1:]]) == 0
            forwarded = {"X-Forwarded-For": "192.0.2.7", "Host": "news.example.org"}
            asked = urllib.request.Request(f"http://127.0.0.1:{port}/health", headers=forwarded)
            urllib.request.urlopen(asked).close()
        finally:
            server.send_signal(signal.Signals[said["STOPSIGNAL"][0]])
        log = server.communicate(timeout=30)[1]
    assert server.returncode in (0, -signal.SIGTERM)  # stopped by it, which systemd calls clean
    assert '"client": "192.0.2.7"' in log


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not answer within 30 seconds")
