"""The form that saves a story; on the story's page."""

from __future__ import annotations

from newstemma.newsroom import Scope
from newstemma.newsroom.saved import LONGEST_NOTE, LONGEST_TITLE
from newstemma.serve.markup import Markup, element
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller

SAYS = "The whole dossier is kept as it is now; no later report or ruling changes the copy."


def save_form(story: str) -> Markup:
    """A title of one's own, a note, and who."""
    if not caller().may(Scope.NOTE):
        return element("p", {"class": "note"}, "This token may not save stories.")
    return frame.form(
        f"/stories/{story}/saved",
        element("p", {"class": "note"}, SAYS),
        frame.field("title", "A title; the story's own where empty", maxlength=LONGEST_TITLE),
        frame.area("note", "What it is for", 2, number=1, maxlength=LONGEST_NOTE),
        frame.signature("Your name", 1),
        frame.button("Save"),
    )
