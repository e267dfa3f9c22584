"""`newstemma mcp`: the tools for agents over stdio or HTTP."""

from __future__ import annotations

from typing import Any

import click

from newstemma.serve.extras import require_extra


@click.command()
@click.option("--http", is_flag=True, help="Serve HTTP on loopback instead of stdio.")
@click.option("--port", default=8732, show_default=True, help="The port for --http.")
@click.option("--archive", metavar="FILE", help="An archive whose stories may be asked about.")
@click.option(
    "--accounts/--no-accounts",
    default=None,
    help="Whether --http asks for a token; by default where there are accounts.",
)
@click.option(
    "--newsroom",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Accounts and tokens; ARCHIVE.newsroom where not said.",
)
def mcp(http: bool, port: int, archive: str | None, **said: Any) -> int:
    """Serve AI agents over the Model Context Protocol.

    Seven read-only tools: examine reports, find a story, who reported first, independent
    sources of a claim, compare two reports, what changed, who else printed it. Speaks
    on stdin and stdout.
    """
    require_extra("mcp", "mcp")
    from newstemma.archive import open_archive
    from newstemma.serve.agent.desk import ArchiveShelf, Desk
    from newstemma.serve.agent.server import server_for

    if archive is not None:
        open_archive(archive, create=False).close()  # fails now, in words, not at a question
    server = server_for(Desk(ArchiveShelf(archive) if archive else None))
    if http:
        _serve_http(server, port, archive, said)
    else:
        server.run("stdio")
    return 0


def _serve_http(server: Any, port: int, archive: str | None, said: dict[str, Any]) -> None:
    """Serves loopback, behind tokens where there are accounts or the options ask for them."""
    require_extra("mcp", "uvicorn")
    import uvicorn

    from newstemma.serve.agent.bearer import guarded
    from newstemma.serve.web.command import LOCAL, room_of

    asked = {"host": LOCAL[0], "name": (), "house": None, **said}
    room = room_of(archive, asked)
    app = guarded(
        server.streamable_http_app(host=LOCAL[0]), room.newsroom() if room.closed else None
    )
    uvicorn.run(app, host=LOCAL[0], port=port, log_level="warning", server_header=False)
