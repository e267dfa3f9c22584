"""What went wrong, as RFC 9457 problems for programs and as pages for people."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from newstemma.archive.archive import Unknown
from newstemma.errors import Misuse
from newstemma.newsroom import Denied, NotHere, NotYours
from newstemma.serve.markup import element
from newstemma.serve.web.frame import page_of

PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
TITLES = {
    400: "Wrong use",
    401: "Log in",
    403: "Not allowed",
    404: "Not found",
    405: "No such method",
    409: "Changed meanwhile",
    413: "Too large",
    422: "Wrong use",
    500: "Our bug",
}


def problem(request: Request, status: int, detail: str) -> Response:
    """The answer that says what is wrong and what to do, in the caller's form."""
    title = TITLES.get(status, "Problem")
    if request.url.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(body, status, media_type="application/problem+json")
    words = element("p", None, detail)
    return HTMLResponse(page_of(title, element("h1", None, title), words), status)


def handle_problems(app: FastAPI) -> None:
    """Lets an app answer every error of ours as a problem."""
    for refusal in (Denied, NotYours):
        app.add_exception_handler(refusal, _denied)
    for missing in (Unknown, NotHere):
        app.add_exception_handler(missing, _missing)

    @app.exception_handler(Misuse)
    def misuse(request: Request, error: Misuse) -> Response:
        return problem(request, 400, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(
            f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}"
            for one in error.errors()[:5]
        )
        return problem(request, 422, said or "the request does not fit")

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        answer = problem(request, error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})  # such as Allow, with a 405
        return answer

    @app.exception_handler(Exception)
    def bug(request: Request, error: Exception) -> Response:
        return problem(request, 500, "this is our bug; the server's log says more")


def _missing(request: Request, error: Exception) -> Response:
    return problem(request, 404, str(error))


def _denied(request: Request, error: Exception) -> Response:
    return problem(request, 403, str(error))
