"""Every verb of the archive has a route, or stands here with the reason why not."""

import pytest

from newstemma.archive import Archive

pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")

ROUTES = {
    "add": "POST /reports",
    "changed_since": "GET /changes",
    "copies_of": "GET /reports/{id}/copies",
    "dossier": "GET /stories/{id}/dossier",
    "entry": "GET /stories/{id}",
    "history": "GET /stories/{id}/history",
    "outlet": "GET /outlets/{name}",
    "outlets": "GET /outlets",
    "report": "GET /reports/{id}",
    "reports": "GET /stories/{id}/reports",
    "reports_of": "GET /outlet-reports/{name}",
    "rule": "POST /rulings",
    "rulings": "GET /rulings",
    "search": "GET /search",
    "stories": "GET /stories",
    "storyline": "GET /stories/{id}/storyline",
    "undo": "DELETE /rulings/{number}",
    "versions": "GET /reports/{id}/versions",
}
WITHOUT = {
    "address": "nobody's business",
    "backup": "writes a file on the server: newstemma backup",
    "check": "reads the whole archive: newstemma check and newstemma doctor",
    "close": "a request closes what it opened",
    "counts": "answered by /health and /metrics",
    "join": "a ruling of the verdict same_story",
    "read_only": "the server decides it",
    "split": "rulings of the verdict other_story",
    "story": "stands in the dossier",
    "story_of": "stands beside every report in the lists",
}


def test_every_verb_has_its_route_or_its_reason():
    from newstemma.serve.web.app import create_app

    verbs = {name for name in vars(Archive) if not name.startswith("_")}
    assert verbs == {*ROUTES, *WITHOUT}
    schema = testclient.TestClient(create_app(None)).get("/api/v1/openapi.json").json()
    there = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in schema["paths"].items()
        for method in methods
    }
    assert {route.replace(":path", "") for route in ROUTES.values()} <= there
