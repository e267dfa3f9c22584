"""`newstemma watch`: sources read in rounds into an archive, with alerts."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newstemma.serve import output
from newstemma.serve.extras import require_extra

if TYPE_CHECKING:
    from newstemma.serve.watch.rounds import Round

RULES_HELP = (
    "Alert me: sources:NUMBER, second-origin, hedge-dropped, figures-split, outlet:NAME, "
    "correction."
)


SECRET = "NEWSTEMMA_SECRET"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--archive", required=True, metavar="FILE", help="Where reports are kept.")
@click.option("--every", default=15.0, show_default=True, help="Minutes between rounds.")
@click.option("--once", is_flag=True, help="One round, then leave.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help=RULES_HELP)
@click.option("--atom", metavar="FILE", help="Keep the alerts as an Atom feed.")
@click.option("--webhook", metavar="URL", help=f"Post each alert, signed with ${SECRET}.")
@click.option("--mail", multiple=True, metavar="ADDRESS", help="Send a digest of the alerts.")
@click.option("--mail-from", metavar="ADDRESS", help="Who the digest is from.")
@click.option("--mail-every", default=60.0, show_default=True, help="Minutes between digests.")
@click.option(
    "--smtp",
    default="localhost",
    show_default=True,
    metavar="SERVER",
    help="smtp://user@host:587 or smtps://...; password in $NEWSTEMMA_SMTP_PASSWORD.",
)
@click.option("--site", metavar="URL", help="Where readers of the digest reach the workbench.")
@click.option("--quiet", metavar="HOURS", help="Nothing is sent from 22:00-07:00, say.")
@click.option("--zone", default="UTC", show_default=True, help="Whose clock, as Europe/Berlin.")
@click.option("--licensed", multiple=True, metavar="HOST", help="A host whose licence you accept.")
@click.option("--trust", multiple=True, metavar="NETWORK", help="Your own network, 10.1.0.0/16.")
def watch(sources: tuple[str, ...], archive: str, every: float, once: bool, **how: Any) -> int:
    """Watch feeds, OPML lists, news sitemaps, pages and folders for an archive.

    New reports are fetched politely (robots.txt, pauses, conditional requests) and placed
    as they come; an alert carries the change itself.
    """
    require_extra("watch", "protego")
    from newstemma.archive import open_archive
    from newstemma.fetchers import Door, GuardedFetcher
    from newstemma.serve.watch.manners import Manners
    from newstemma.serve.watch.notes import Notes
    from newstemma.serve.watch.rounds import Watch
    from newstemma.serve.watch.rules import wanted
    from newstemma.serve.watch.subscribers import Subscribers
    from newstemma.serve.watch.ways import ways_out

    rules = wanted(how["rules"])
    client = GuardedFetcher(door=Door(trusted=how["trust"]))
    place = Path(f"{archive}.watch")
    with open_archive(archive) as kept, Notes(place) as notes, Subscribers(place) as readers:
        ways = ways_out(how, notes, readers, client)
        manners = Manners(client, licensed=how["licensed"])
        watching = Watch(kept, notes, manners, rules, every * 60, output.note)
        while True:
            _show(watching.round(sources))
            ways.deliver()
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
