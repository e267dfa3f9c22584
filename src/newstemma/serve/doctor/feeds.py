"""Feeds, asked only where they are named: can they be reached, may we, and do they hold items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma.errors import BadPage
from newstemma.fetchers import Fetcher, FetchFailed, GuardedFetcher, Refused
from newstemma.serve.doctor.findings import Finding, fault, note, ok
from newstemma.serve.outline import many


def feeds(urls: Sequence[str], fetcher: Fetcher | None = None) -> Iterator[Finding]:
    """A finding for each feed; robots.txt is heard as a watch hears it."""
    from newstemma.serve.extras import require_extra

    require_extra("watch", "protego")
    from newstemma.serve.watch.manners import Manners

    manners = Manners(fetcher or GuardedFetcher())
    for url in urls:
        yield _feed(url, manners)


def _feed(url: str, fetcher: Fetcher) -> Finding:
    from newstemma.serve.watch.sources import holding_of

    check = f"feed {url}"
    try:
        answer = fetcher.fetch(url)
        holding = holding_of(answer) if answer.status == 200 else None
    except (Refused, FetchFailed) as error:
        return fault(check, str(error), "check the address and the network")
    except BadPage as error:
        return fault(check, error.detail, "check that this is the feed's own address")
    if holding is None:
        return fault(check, f"the server answered {answer.status}", "check the address")
    if not holding.items and not holding.sources:
        return note(check, "it answers, and holds nothing now")
    found = [many(len(holding.sources), "source"), many(len(holding.items), "item")]
    return ok(check, ", ".join(one for one in found if not one.startswith("0")))
