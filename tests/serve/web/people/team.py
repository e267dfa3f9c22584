"""Who is on the team, how one of them logs in, and every route they may ask for."""

import re

from tests.newsroom.people import PASSWORDS

OURS = {"sec-fetch-site": "same-origin"}
WHO = {"nobody": None, "reader": "Rolf", "editor": "Edda", "admin": "Ada"}


def log_in(client, name, password=None, back="/"):
    said = {"name": name, "password": password or PASSWORDS[name], "back": back}
    return client.post("/login", data=said)


def routes(app):
    """Every route of the application, with its methods."""

    def walk(routes, prefix=""):
        for route in routes:
            inner = getattr(route, "original_router", None) or getattr(route, "router", None)
            if getattr(route, "path", None) is not None and getattr(route, "methods", None):
                yield from ((m, prefix + route.path) for m in sorted(route.methods - {"HEAD"}))
            elif inner is not None:
                yield from walk(inner.routes, prefix)
            else:
                raise AssertionError(f"a route of a kind this test does not know: {route!r}")

    return sorted(set(walk(app._app._app.routes)))


def needed(method, path):
    from newstemma.serve.web.people.rights import right_of

    return right_of(method, re.sub(r"\{[^}]+\}", "x", path)).scope
