"""Reports of an invented press, and a server that answers for them in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import newstemma as ns
from newstemma.model import Page

WIRE = """\
President Temur Jandarov signed a deal on Tuesday to reopen the Ombra railway, officials said.
The line of 214 kilometres has been shut since 2014, when floods took four of its bridges.
“This is a train to the sea,” Jandarov said after the ceremony in Tessany.
He is not known to have met the opposition leader Ilya Senn.
Engineers will begin in June at the tunnel below Mount Arl, the ministry of works said."""
COPY = WIRE.replace("is not known to have met", "has not met").replace("after the", "at the")
OTHER = """\
At the depot in Brenn the last timetable still hangs: one train at dawn, one at dusk.
Mechanic Odile Farr, 58, oils the same engine every spring though nobody has paid her yet.
On Tuesday a clerk rang from the capital to ask whether the Ombra railway would run again.
“I told him to bring his own coal,” Farr said, and hung up.
Her neighbours collect signatures against the price: 40 marks, twice the fare of the bus.
Nobody from the works ministry has come to the valley since autumn, the mayor said."""


def page(text, outlet, hour, title="Ombra railway deal signed"):
    given = (("outlet", outlet), ("published", f"2025-03-11T{hour}:00"), ("title", title))
    return Page(text, "text/plain", outlet, given=given)


def archive_of(path, *pages):
    with ns.open_archive(path) as archive:
        assert len(list(archive.add(pages))) == len(pages)
        return next(iter(archive.stories())).id


@contextmanager
def serving(address, *options):
    """The address of a server over an archive, and its process; it is stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "newstemma", "serve", "--archive", str(address)]
    with subprocess.Popen([*command, "--port", str(port), *options]) as server:
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}", server
        finally:
            server.terminate()
            server.wait(30)
