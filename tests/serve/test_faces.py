"""Every verb of the archive has a command, a route and a tool, or a reason why not."""

import anyio
import pytest

from newstemma.archive import Archive
from newstemma.serve.cli import program

pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
pytest.importorskip("mcp", reason="the extra newstemma[mcp] is not installed")

AGENTS_READ = "agents only read"
NOT_A_QUESTION = "no question an agent asks"
OPERATOR = "for whoever keeps the file, on the machine it lies on"
PART = "a part of what another verb answers"

# verb: (command, route, tool); a reason in brackets where there is none
FACES = {
    "add": ("add", "/reports", f"[{AGENTS_READ}]"),
    "stories": ("stories", "/stories", "find_story"),
    "entry": ("show", "/stories/{id}", "find_story"),
    "story": ("show", "/stories/{id}", f"[{PART}]"),
    "reports": ("show", "/stories/{id}/reports", f"[{PART}]"),
    "storyline": ("show", "/stories/{id}/storyline", f"[{PART}]"),
    "report": ("show", "/reports/{id}", f"[{PART}]"),
    "story_of": ("show", f"[{PART}]", f"[{PART}]"),
    "versions": ("versions", "/reports/{id}/versions", f"[{NOT_A_QUESTION}]"),
    "search": ("search", "/search", "find_story"),
    "dossier": ("show", "/stories/{id}/dossier", "independent_sources"),
    "changed_since": ("changes", "/changes", f"[{NOT_A_QUESTION}]"),
    "history": ("history", "/stories/{id}/history", f"[{NOT_A_QUESTION}]"),
    "rule": ("rule", "/rulings", f"[{AGENTS_READ}]"),
    "undo": ("rule", "/rulings/{number}", f"[{AGENTS_READ}]"),
    "rulings": ("rule", "/rulings", f"[{NOT_A_QUESTION}]"),
    "split": ("split", "/rulings", f"[{AGENTS_READ}]"),
    "join": ("join", "/rulings", f"[{AGENTS_READ}]"),
    "copies_of": ("copies-of", "/reports/{id}/copies", "copies_of"),
    "outlets": ("outlets", "/outlets", f"[{NOT_A_QUESTION}]"),
    "outlet": ("outlets", "/outlets/{name}", f"[{NOT_A_QUESTION}]"),
    "reports_of": ("outlets", "/outlet-reports/{name}", f"[{NOT_A_QUESTION}]"),
    "counts": ("check", "/health", f"[{NOT_A_QUESTION}]"),
    "check": ("check", f"[{OPERATOR}]", f"[{OPERATOR}]"),
    "backup": ("backup", f"[{OPERATOR}]", f"[{OPERATOR}]"),
    "close": ("[the end of a program]", "[the end of a request]", "[the end of a question]"),
    "address": ("[what was asked for]", f"[{OPERATOR}]", f"[{OPERATOR}]"),
    "read_only": ("[what was asked for]", f"[{OPERATOR}]", f"[{OPERATOR}]"),
}


def verbs():
    return {name for name in vars(Archive) if not name.startswith("_")}


def routes():
    from starlette.testclient import TestClient

    from newstemma.serve.web.app import create_app

    answer = TestClient(create_app(None)).get("/api/v1/openapi.json")
    described = {path.removeprefix("/api/v1") for path in answer.json()["paths"]}
    return described | {"/health", "/metrics"}


def tools():
    from newstemma.serve.agent.desk import Desk
    from newstemma.serve.agent.server import server_for

    return {tool.name for tool in anyio.run(server_for(Desk()).list_tools)}


def named(column):
    faces = (row[column] for verb, row in FACES.items() if verb in verbs())
    return {face for face in faces if not face.startswith("[")}


def test_every_verb_stands_in_the_table():
    assert verbs() <= set(FACES)


def test_every_command_route_and_tool_named_is_there():
    assert named(0) <= set(program.commands)
    assert named(1) <= routes()
    assert named(2) <= tools()
