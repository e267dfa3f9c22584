"""Which addresses may be fetched, and where a connection to them goes.

Spellings are read once and strictly: what two programs could read in two ways (a backslash,
a number that some take for an address, a name with a user before it) is refused, not mended.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from newstemma.errors import Misuse

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]


class Refused(Misuse):
    """An address we do not fetch; `url` as it was given, `reason` one of `REASONS`."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url[:200]!r} is not fetched: {REASONS[reason]}")
        self.url = url
        self.reason = reason


# reason: what a person reads
REASONS = {
    "spelling": "it holds a space, a control character, a backslash or half a letter",
    "scheme": "only http:// and https:// addresses are",
    "user": "it names a user; an address with a password in it is never sent",
    "host": "its host is no public name (letters, digits, hyphens and at least one dot)",
    "number": "its host is a number that programs read in different ways",
    "port": "only the ports 80 and 443 are",
    "private": "its host is on a private, local or reserved network",
    "unknown": "its host has no address",
    "redirects": "it leads from address to address too often",
    "downgrade": "it leads from https back to http",
    "long": "it is longer than 2,000 characters",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes: the address to dial, and the name to ask it for."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    address: str


LONGEST = 2_000
PORTS = {"http": 80, "https": 443}
_ODD = re.compile(
    r"[\x00-\x20\x7f-\x9f\\\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)")
# Names that only a local network answers (RFC 6761, RFC 6762, RFC 8375, RFC 9476).
_LOCAL = (
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "lan",
    "intranet",
    "corp",
    "home",
    "test",
    "example",
    "invalid",
    "onion",
    "alt",
    "arpa",
)
# IPv6 that carries an IPv4 address within: it would be judged by the wrong half.
_CARRIERS = tuple(
    ipaddress.ip_network(net)
    for net in (
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
    )
)


@dataclass(frozen=True, slots=True)
class Door:
    """Who is let through: how names are resolved, and which networks are trusted besides.

    `trusted` lists networks ("10.20.0.0/16") whose addresses are fetched from any port as if
    they were public: a newsroom's own server. Nothing is trusted unless named.
    """

    resolve: Resolve | None = None
    trusted: tuple[str, ...] = ()

    def trusts(self, address: str) -> bool:
        """True for an address on a trusted network."""
        found = ipaddress.ip_address(address)
        return any(found in ipaddress.ip_network(network) for network in self.trusted)


def target_of(url: str, door: Door | None = None) -> Target:
    """Where a request for `url` goes; raises `Refused` where it must not go.

    The name is resolved once, here; every address it has must be public.
    """
    door = door or Door()
    parts = _split(url)
    host = _host(url, parts)
    port = parts.port or PORTS[parts.scheme]
    addresses = _addresses(url, host, port, door)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    shown = f"[{host}]" if ":" in host else host
    shown += "" if port == PORTS[parts.scheme] else f":{port}"
    whole = f"{path}?{query}" if query else path
    return Target(f"{parts.scheme}://{shown}{whole}", parts.scheme, host, port, whole, addresses[0])


def is_public(address: str) -> bool:
    """True for an address of the open internet, which nobody's own network answers."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address) and any(found in net for net in _CARRIERS):
        return False
    odd = found.is_multicast or found.is_reserved or found.is_unspecified or found.is_link_local
    return found.is_global and not odd and not found.is_private


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, from the system's resolver; none where it is unknown."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


# --- the parts of an address -----------------------------------------------------


def _split(url: str) -> SplitResult:
    if len(url) > LONGEST:
        raise Refused(url, "long")
    if _ODD.search(url):
        raise Refused(url, "spelling")
    try:
        parts = urlsplit(url)
        netloc, _ = parts.netloc, parts.port
    except ValueError as error:
        raise Refused(url, "spelling") from error
    if parts.scheme not in PORTS:
        raise Refused(url, "scheme")
    if "@" in netloc:
        raise Refused(url, "user")
    if not re.match(r"https?://[^/]", url, re.IGNORECASE):
        raise Refused(url, "spelling")
    return parts


def _host(url: str, parts: SplitResult) -> str:
    raw = parts.hostname or ""
    if ":" in raw or "[" in parts.netloc:
        return _six(url, raw)
    host = _plain(url, raw)
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _four(url, host, raw)
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels) or len(host) > 253:
        raise Refused(url, "host")
    if any(host == name or host.endswith("." + name) for name in _LOCAL):
        raise Refused(url, "private")
    return host


def _plain(url: str, raw: str) -> str:
    """The name in letters of the name system; one dot at its end is as good as none."""
    try:
        host = raw.encode("idna").decode("ascii") if not raw.isascii() else raw
    except UnicodeError as error:
        raise Refused(url, "host") from error
    return host.lower().removesuffix(".")


def _four(url: str, host: str, raw: str) -> str:
    """A dotted address, written in the one way all programs read alike."""
    try:
        if str(ipaddress.IPv4Address(host)) == raw:
            return host
    except ValueError:
        pass
    raise Refused(url, "number")


def _six(url: str, raw: str) -> str:
    try:
        if "%" not in raw:
            return str(ipaddress.IPv6Address(raw))
    except ValueError:
        pass
    raise Refused(url, "number")


def _addresses(url: str, host: str, port: int, door: Door) -> list[str]:
    literal = ":" in host or _NUMBER.fullmatch(host.rsplit(".", 1)[-1])
    found = [host] if literal else list((door.resolve or resolved)(host, port))
    bare = [address.split("%")[0] for address in found]
    if not bare:
        raise Refused(url, "unknown")
    if all(door.trusts(address) for address in bare):
        return bare
    if port not in PORTS.values():
        raise Refused(url, "port")
    if not all(is_public(address) for address in bare):
        raise Refused(url, "private")
    return bare
