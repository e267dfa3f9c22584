"""What stands before the tools over HTTP: the guard and the tokens of the workbench."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from anyio import to_thread

from newstemma.newsroom import Caller, Denied, Newsroom, Scope
from newstemma.serve.web.guard import Guard

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
HOW = "send a token of an account: Authorization: Bearer nst_... (newstemma tokens add)"


def guarded(app: App, newsroom: Newsroom | None) -> Guard:
    """The tools as served over HTTP: size, rate, host and origin of a request are looked at as
    on the workbench; then, where there are accounts, its token."""
    return Guard(app if newsroom is None else TokensOnly(app, newsroom))


class TokensOnly:
    """An ASGI application before another: it lets in who shows a token that may read."""

    def __init__(self, app: App, newsroom: Newsroom) -> None:
        self._app = app
        self._newsroom = newsroom

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers 401 without a token that opens anything, 403 for one that may not read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            found = await to_thread.run_sync(self._caller, scope)
        except Denied as error:
            await _refuse(send, 401, str(error))
            return
        if not found.may(Scope.READ):
            await _refuse(send, 403, "this asks for the scope read")
            return
        await self._app(scope, receive, send)

    def _caller(self, scope: Message) -> Caller:
        said = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        kind, _, word = said.partition(" ")
        if kind.lower() != "bearer":
            raise Denied(HOW)
        return self._newsroom.tokens.caller(word.strip())


async def _refuse(send: Send, status: int, said: str) -> None:
    body = {"type": "about:blank", "title": "Refused", "status": status, "detail": said}
    headers = [(b"content-type", b"application/problem+json")]
    if status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="newstemma"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})
