"""`newstemma mcp`: the tools for agents over stdio or HTTP."""

from __future__ import annotations

import click

from newstemma.serve.extras import require_extra


@click.command()
@click.option("--http", is_flag=True, help="Serve HTTP on loopback instead of stdio.")
@click.option("--port", default=8732, show_default=True, help="The port for --http.")
@click.option("--archive", metavar="FILE", help="An archive whose stories may be asked about.")
def mcp(http: bool, port: int, archive: str | None) -> int:
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
        server.run("streamable-http", host="127.0.0.1", port=port)
    else:
        server.run("stdio")
    return 0
