"""The server's life: it answers until it is told to stop, and then lets go of everything."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys

import uvicorn

from newstemma.serve.web.guard import Guard

# What is being answered when the server is told to stop has so long to be finished.
GRACE_SECONDS = 10
# How long one thread may keep the others from running. A page asks the archive a dozen times and
# stands in line after each; at Python's 5 ms, 50 readers at once wait most of their time.
SWITCH_SECONDS = 0.0005


class _Server(uvicorn.Server):
    """A server that ends live pages first: they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, guard: Guard) -> None:
        super().__init__(config)
        self._guard = guard

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops answering; what is being answered is finished."""
        self._guard.stop()
        await super().shutdown(sockets)
        await asyncio.to_thread(self._guard.end)


def run(guard: Guard, config: uvicorn.Config) -> None:
    """Serves until a signal says stop."""
    sys.setswitchinterval(SWITCH_SECONDS)
    with contextlib.suppress(KeyboardInterrupt):  # said by the signal that stopped it
        _Server(config, guard).run()
