"""`newstemma serve`: the workbench in a browser, and REST."""

from __future__ import annotations

from typing import Any

import click

from newstemma.errors import Misuse
from newstemma.serve.extras import require_extra

LOCAL = ("127.0.0.1", "localhost", "::1")
FILE = click.Path(dir_okay=False)


class NobodyKnown(Misuse):
    """People must log in, and nobody could: there is no account, or all are disabled."""

    def __init__(self, why: str, archive: str | None) -> None:
        place = f"--archive {archive}" if archive else "--newsroom FILE"
        super().__init__(
            f"{why}, so people must log in, and no account may. Make one that does:\n"
            f"  newstemma accounts add NAME --role admin {place}\n"
            "or say --no-accounts, where something in front of the server asks for a password"
        )


@click.command()
@click.option("--archive", metavar="FILE", help="The archive to show; without it, examine only.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve.")
@click.option("--port", default=8731, show_default=True, help="0 for any free port.")
@click.option("--name", multiple=True, help="A further host name to answer to (a proxy's).")
@click.option(
    "--accounts/--no-accounts",
    default=None,
    help="Whether people log in. By default they do not on this machine, unless there "
    "are accounts; they do where others are served (--host, --name).",
)
@click.option(
    "--newsroom",
    type=FILE,
    metavar="FILE",
    help="Accounts, notes, saved stories; ARCHIVE.newsroom where not said.",
)
@click.option("--house", type=FILE, metavar="FILE", help="The rules for notes, in TOML.")
@click.option(
    "--oidc",
    type=FILE,
    metavar="FILE",
    help="An identity provider to log in at (TOML; extra newstemma[oidc]).",
)
@click.option("--certificate", type=FILE, metavar="FILE", help="Serve TLS with this certificate.")
@click.option("--key", type=FILE, metavar="FILE", help="The certificate's private key.")
@click.option("--log", is_flag=True, help="Write a line of JSON for each request to stderr.")
def serve(archive: str | None, **options: Any) -> int:
    """Serve the workbench: pages for people, REST for programs.

    Stories with their counts, stemma and collation, search, rulings, notes, saved stories,
    and a form to examine pasted texts, addresses and files. REST is under /api/v1.
    """
    require_extra("web", "argon2", "fastapi", "multipart", "uvicorn")
    import uvicorn
    from uvicorn.config import LOGGING_CONFIG

    from newstemma.archive import open_archive
    from newstemma.serve.web.app import create_app
    from newstemma.serve.web.guard import LOOPBACK
    from newstemma.serve.web.journal import LOGGING, Journal
    from newstemma.serve.web.running import GRACE_SECONDS, run

    if archive is not None:
        open_archive(archive, create=False).close()  # fails now, in words, and not at each request
    room = room_of(archive, options)
    host = options["host"]
    hosts = (*LOOPBACK, f"[{host}]" if ":" in host else host, *options["name"])
    app = create_app(archive, hosts=hosts, apart=True, room=room)
    run(app, uvicorn.Config(
        Journal(app) if options["log"] else app, host=options["host"], port=options["port"],
        log_level="warning", access_log=False, server_header=False,
        log_config=LOGGING if options["log"] else LOGGING_CONFIG,
        timeout_graceful_shutdown=GRACE_SECONDS, ssl_certfile=options["certificate"],
        ssl_keyfile=options["key"],
    ))  # fmt: skip
    return 0


def room_of(archive: str | None, options: dict[str, Any]) -> Any:
    """The newsroom as the options ask for it. Raises `NobodyKnown`."""
    from newstemma.newsroom.house import read_house
    from newstemma.newsroom.newsroom import is_file, place_beside
    from newstemma.newsroom.outside import Provider, read_settings
    from newstemma.serve.web.people.room import Room

    place = options["newsroom"]
    if place is None and archive is not None and is_file(archive):
        place = place_beside(archive)
    house = read_house(options["house"]) if options["house"] else None
    provider = Provider(read_settings(options["oidc"])) if options.get("oidc") else None
    room = Room(place, house=house, provider=provider)
    held = room.at_hand()
    why = _why_closed(options)
    if not why and options["accounts"] is None and held is not None and held.accounts.list():
        why = "there are accounts"
    room.closed = bool(why)
    if why and not (held is not None and held.accounts.any()):
        raise NobodyKnown(why, archive)
    return room


def _why_closed(options: dict[str, Any]) -> str:
    """Why people must log in, in words; "" where they need not."""
    if options["accounts"] is not None:
        return "--accounts was said" if options["accounts"] else ""
    if options["host"] not in LOCAL:
        return f"--host {options['host']} serves other machines"
    if any(name not in LOCAL for name in options["name"]):
        return "--name means that others come through a proxy"
    return ""
