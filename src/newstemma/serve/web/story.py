"""A story's page: the dossier as it was made last, rulings, the storyline, every export."""

from __future__ import annotations

from functools import lru_cache

from newstemma.archive import Archive, Event, StoryEntry
from newstemma.newsroom import Caller
from newstemma.serve.exports import FORMATS
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import many
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller
from newstemma.serve.web.people.saving import save_form
from newstemma.serve.web.ruling import ruling_forms
from newstemma.serve.web.weighing import Made

# Pages kept as they were last shown, of so many stories (and readers with accounts).
PAGES = 128


def story_page(archive: Archive, entry: StoryEntry, made: Made) -> str:
    """The page of a story as listed; `made` may be of an earlier change, which it says."""
    line = tuple(other for other in archive.storyline(entry.id) if other.id != entry.id)
    return _page(entry, made, line, archive.history(story=entry.id), caller())


@lru_cache(maxsize=PAGES)
def _page(
    entry: StoryEntry,
    made: Made,
    line: tuple[StoryEntry, ...],
    log: tuple[Event, ...],
    reader: Caller,
) -> str:
    """The page, of nothing but what is given: many read one story between two changes of it.
    What a reader may do decides the forms."""
    others = [frame.story_item(other) for other in line]
    return frame.page_of(
        entry.title or "A story",
        behind(entry, made),
        element("p", {"class": "kicker"}, _live(entry.id)),
        Markup(made.body),
        element("h2", None, "The storyline") if others else None,
        frame.listed(others, "") if others else None,
        element("h2", None, "Rulings"),
        ruling_forms([(one.id, one.label) for one in made.lines]),
        element("h2", None, "Save it as it stands"),
        save_form(entry.id),
        element("h2", None, "Take it elsewhere"),
        _exports(entry.id),
        element("h2", None, "What happened to this story here"),
        frame.listed([_event(event) for event in log], "Nothing is written down."),
    )


def behind(entry: StoryEntry, made: Made) -> Markup | None:
    """The line that says that a page shows a story as it stood before; none where it does not."""
    if made.changed >= entry.changed:
        return None
    words = (
        f"This story has changed: it has {many(entry.size, 'report')} now and is being weighed "
        f"again. This page shows it as it stood with {len(made.lines)}. Load it again in a moment."
    )
    return element("p", {"class": "behind", "role": "status"}, words)


def _live(id: str) -> Markup:
    return element("a", {"href": f"/stories/{id}/live"}, "Watch it grow")


def _exports(id: str) -> Markup:
    items = [
        element(
            "li",
            None,
            element("a", {"href": f"/stories/{id}/export/{form.name}"}, form.name),
            f": {form.says}",
        )
        for form in FORMATS
    ]
    return frame.listed(items, "")


def _event(event: Event) -> Markup:
    about = [
        frame.link("reports", event.report, "a report") if event.report else None,
        frame.link("stories", event.other, "another story") if event.other else None,
        event.note or None,
    ]
    said = join((part for part in about if part), ", ")
    when = event.at.strftime("%Y-%m-%d %H:%M UTC")
    return element("li", None, element("time", None, when), f" {event.kind} ", said)
