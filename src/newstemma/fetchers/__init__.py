"""Pages from the web, by one guarded client: the only place that opens a connection.

The theory. Whoever asks us to fetch an address may mean our own network: a router's page, a
cloud's metadata, a database on this machine. So an address is read strictly, its name is
resolved once, every answer must be a public address, the connection goes to the address that
was checked (a second answer of the name server is never asked for), and each redirect goes
through the same door. Size, growth when unpacked and time are capped. What can go wrong: a
public address that forwards inwards; no client can see that.
"""

from newstemma.fetchers.addresses import Door, Refused, Target, target_of
from newstemma.fetchers.guarded import (
    CannedFetcher,
    Fetched,
    Fetcher,
    FetchFailed,
    GuardedFetcher,
    Limits,
    Validators,
    page_at,
)

__all__ = [
    "CannedFetcher",
    "Door",
    "FetchFailed",
    "Fetched",
    "Fetcher",
    "GuardedFetcher",
    "Limits",
    "Refused",
    "Target",
    "Validators",
    "page_at",
    "target_of",
]
