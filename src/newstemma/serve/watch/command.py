"""`newstemma watch`: sources read in rounds into an archive, with alerts."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newstemma.errors import Misuse
from newstemma.serve import output
from newstemma.serve.extras import require_extra

if TYPE_CHECKING:
    from newstemma.fetchers import GuardedFetcher
    from newstemma.serve.watch.notes import Notes
    from newstemma.serve.watch.rounds import Round

RULES_HELP = (
    "Alert me: sources:NUMBER, second-origin, hedge-dropped, figures-split, outlet:NAME, "
    "correction."
)


SECRET = "NEWSTEMMA_SECRET"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="URL...")
@click.option("--archive", required=True, metavar="FILE", help="Where reports are kept.")
@click.option("--every", default=15.0, show_default=True, help="Minutes between rounds.")
@click.option("--once", is_flag=True, help="One round, then leave.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help=RULES_HELP)
@click.option("--atom", metavar="FILE", help="Keep the alerts as an Atom feed.")
@click.option("--webhook", metavar="URL", help=f"Post each alert, signed with ${SECRET}.")
@click.option("--licensed", multiple=True, metavar="HOST", help="A host whose licence you accept.")
@click.option("--trust", multiple=True, metavar="NETWORK", help="Your own network, 10.1.0.0/16.")
def watch(sources: tuple[str, ...], archive: str, every: float, once: bool, **how: Any) -> int:
    """Watch feeds, OPML lists, news sitemaps and pages for an archive.

    New reports are fetched politely (robots.txt, pauses, conditional requests) and placed
    as they come; an alert carries the change itself.
    """
    require_extra("watch", "protego")
    from newstemma.archive import open_archive
    from newstemma.fetchers import Door, GuardedFetcher
    from newstemma.serve.watch.delivery import atom_of, write_whole
    from newstemma.serve.watch.manners import Manners
    from newstemma.serve.watch.notes import Notes
    from newstemma.serve.watch.rounds import Watch
    from newstemma.serve.watch.rules import wanted

    secret = _secret() if how["webhook"] else b""
    rules = wanted(how["rules"])
    client = GuardedFetcher(door=Door(trusted=how["trust"]))
    with open_archive(archive) as kept, Notes(Path(f"{archive}.watch")) as notes:
        manners = Manners(client, licensed=how["licensed"])
        watching = Watch(kept, notes, manners, rules, every * 60, output.note)
        while True:
            _show(watching.round(sources))
            if how["atom"]:
                write_whole(Path(how["atom"]), atom_of(notes.alerts()))
            if how["webhook"]:
                _post(notes, client, how["webhook"], secret)
            if once:
                return output.DONE
            time.sleep(max(1.0, every * 60))


def _show(done: Round) -> None:
    """What came of a round: the counts, what failed, the alerts."""
    kinds = Counter(str(one.what) for one in done.added)
    counts = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    output.note(f"asked {done.asked} sources: {counts or 'nothing new'}")
    for why in done.failed:
        output.note(f"failed: {why}")
    for alert in done.alerts:
        output.print_result(f"{alert.rule}: {alert.title}\n  {alert.text}\n  {alert.counts}")


def _post(notes: Notes, client: GuardedFetcher, url: str, secret: bytes) -> None:
    """Posts what no webhook took yet; what fails is tried again after the next round."""
    from newstemma.fetchers import FetchFailed, Refused
    from newstemma.serve.watch.delivery import post_alert

    for number, alert in notes.undelivered():
        try:
            taken = post_alert(client, url, alert, secret)
        except (Refused, FetchFailed) as error:
            output.note(f"webhook: {error}")
            return
        if not taken:
            output.note(f"webhook: {url} did not take alert {alert['id']}")
            return
        notes.delivered(number)


def _secret() -> bytes:
    secret = os.environ.get(SECRET, "")
    if len(secret) < 16:
        raise NoSecret
    return secret.encode()


class NoSecret(Misuse):
    """A webhook is to be signed, and there is nothing to sign with."""

    def __init__(self) -> None:
        super().__init__(f"--webhook signs each alert: set {SECRET} to 16 characters or more")
