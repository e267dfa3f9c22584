"""`newstemma serve`: the workbench on this machine."""

from __future__ import annotations

import click

from newstemma.errors import Misuse
from newstemma.serve.extras import require_extra

LOCAL = ("127.0.0.1", "localhost", "::1")


class NotLocal(Misuse):
    """The workbench has no accounts yet, so it serves this machine only."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"--host {host}: there are no accounts yet, so only this machine is served; put a "
            "proxy that asks for a password in front of 127.0.0.1 and name it with --name"
        )
        self.host = host


@click.command()
@click.option("--archive", metavar="FILE", help="The archive to show; without it, examine only.")
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option("--port", default=8731, show_default=True, help="0 for any free port.")
@click.option("--name", multiple=True, help="A further host name to answer to (a proxy's).")
def serve(archive: str | None, host: str, port: int, name: tuple[str, ...]) -> int:
    """Serve the workbench: pages for people, REST for programs.

    Stories with their counts, stemma and collation, search, rulings, and a form to
    examine pasted texts, addresses and files. REST is under /api/v1.
    """
    if host not in LOCAL:
        raise NotLocal(host)
    require_extra("web", "fastapi", "multipart", "uvicorn")
    import uvicorn

    from newstemma.archive import open_archive
    from newstemma.serve.web.app import create_app
    from newstemma.serve.web.guard import LOOPBACK
    from newstemma.serve.web.running import GRACE_SECONDS, run

    if archive is not None:
        open_archive(archive, create=False).close()  # fails now, in words, and not at each request
    app = create_app(archive, hosts=(*LOOPBACK, *name), apart=True)
    run(app, uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False,
                            timeout_graceful_shutdown=GRACE_SECONDS))  # fmt: skip
    return 0
