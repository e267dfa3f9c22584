"""Passwords: what one must be, and argon2id over it (argon2-cffi, the extra `web`).

The theory. What is kept is an argon2id hash with the parameters of RFC 9106 for little memory
(64 MiB, three passes), the library's own choice; a hash of weaker parameters is made anew when
its owner next logs in. A password is put into NFKC before hashing (NIST SP 800-63B-4, 3.1.1.2),
so that two keyboards give one password. Only length counts, and that it is not the owner's name
or one sign over and over: rules of composition do not make passwords harder to guess (the same,
3.1.1.1, which asks for 15 characters where nothing stands beside the password; we ask for 12
and limit the tries). Whoever does not exist has a hash too: the same work is done for a wrong
name as for a wrong password, so the time of an answer does not say who has an account.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

from newstemma.errors import Misuse

SHORTEST, LONGEST = 12, 512
# Hashes worked on at once: each takes 64 MiB, and a flood of tries is not to take all.
_AT_ONCE = BoundedSemaphore(2)


class WeakPassword(Misuse):
    """A password that cannot be taken; the message says what would do."""


def require_password(password: str, name: str) -> None:
    """Raises `WeakPassword` unless the password may be used for an account of that name."""
    said = normal(password)
    if not SHORTEST <= len(said) <= LONGEST:
        raise WeakPassword(f"a password has {SHORTEST} to {LONGEST} characters; three words do")
    if len(set(said)) < 4:
        raise WeakPassword("a password of the same few signs over and over is guessed at once")
    if name and said.casefold().replace(name.casefold(), "").strip(" 0123456789!.") == "":
        raise WeakPassword("the account's own name is guessed first; choose something else")


def normal(password: str) -> str:
    """A password in the form that is hashed."""
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=1)
def hasher() -> Any:
    """The argon2id hasher; `Misuse` where the library is not installed."""
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise Misuse("accounts need an extra: pip install 'newstemma[web]'") from error
    return PasswordHasher()


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return str(hasher().hash(normal(password)))


@lru_cache(maxsize=1)
def nobody() -> str:
    """The hash of a password that nobody has, for names that do not exist."""
    return hashed(secrets.token_urlsafe(32))


def fits(kept: str, password: str) -> bool:
    """True where the password is the one whose hash is kept; "" is a hash that nothing fits,
    and costs the same work."""
    from argon2.exceptions import InvalidHashError, VerificationError

    # A longer one was never taken; what is cut off here makes no other password fit.
    tried = normal(password)[: LONGEST + 1]
    try:
        with _AT_ONCE:
            hasher().verify(kept or nobody(), tried)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def outdated(kept: str) -> bool:
    """True where a hash was made with weaker parameters than today's."""
    return bool(hasher().check_needs_rehash(kept))
