"""The newsroom: the people who share an archive, and what they write beside it.

The theory. An archive holds what was read; a newsroom holds who reads it: accounts and their
roles, sessions, API tokens, notes bound to places, saved stories, and the log of who did what.
It is a file of its own beside the archive (`news.db.newsroom`), for three reasons: an archive
may be handed on without its people and their password hashes; a person who writes a note does
not wait for a batch of reports; and it is the same beside every kind of store. Nothing in it is
ever the truth about a report: a note names the version of a text it was written on and the
words it stands on, a saved story is a copy. Nothing is deleted: what is taken back stays, with
who took it back and when. What can go wrong: the file is read by others of the machine (it is
made for its owner alone), or is left behind when the archive moves (the two go together).
"""

from __future__ import annotations

from newstemma.newsroom.newsroom import Newsroom, open_newsroom
from newstemma.newsroom.types import (
    Account,
    Anchor,
    Caller,
    Denied,
    Entry,
    Note,
    NotHere,
    NotYours,
    Role,
    Saved,
    Scope,
    Session,
    Token,
)

__all__ = [
    "Account",
    "Anchor",
    "Caller",
    "Denied",
    "Entry",
    "Newsroom",
    "NotHere",
    "NotYours",
    "Note",
    "Role",
    "Saved",
    "Scope",
    "Session",
    "Token",
    "open_newsroom",
]
