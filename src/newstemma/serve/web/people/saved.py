"""Saved stories: the list, each as it stood, and what has come since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from newstemma.archive import Unknown
from newstemma.model import Counts, Dossier
from newstemma.newsroom import Saved, Scope
from newstemma.newsroom.saved import LONGEST_NOTE, LONGEST_TITLE
from newstemma.serve.exports import FORMATS
from newstemma.serve.html import dossier_of
from newstemma.serve.html.frame import table
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import counts_of
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller, signed
from newstemma.serve.web.people.notes import Number, Who
from newstemma.serve.web.rest import Id, export_answer
from newstemma.serve.web.workbench import Workbench

SHOWN = 50


def router_for(bench: Workbench) -> APIRouter:
    """Saving, the list, a saved story and its exports."""
    router = APIRouter(include_in_schema=False)

    @router.post("/stories/{id}/saved")
    def save(
        id: Id,
        title: Annotated[str, Form(max_length=LONGEST_TITLE)] = "",
        note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
        who: Who = "",
    ) -> Response:
        by = signed(who)
        with bench.reading() as archive:
            kept = bench.story(archive, id)
        made = bench.room.newsroom().saved.save(kept.dossier, by, title, note)
        return RedirectResponse(f"/saved/{made.number}", 303)

    @router.post("/saved/{number}/remove")
    def remove(number: Number, who: Who = "") -> Response:
        bench.room.newsroom().saved.remove(number, signed(who))
        return RedirectResponse("/saved", 303)

    _reading(router, bench)
    return router


def _reading(router: APIRouter, bench: Workbench) -> None:
    @router.get("/saved")
    def listed(before: Annotated[int | None, Query(ge=1, le=2**53)] = None) -> Response:
        newsroom = bench.room.at_hand()
        return HTMLResponse(_list_page(newsroom.saved.list(before, SHOWN) if newsroom else ()))

    @router.get("/saved/{number}")
    def saved(number: Number) -> Response:
        stories = bench.room.kept().saved
        found = stories.get(number)
        page = _page(found, stories.dossier(number), counts_now(bench, found.story))
        return HTMLResponse(page)

    @router.get("/saved/{number}/export/{form}")
    def export(number: Number, form: Id) -> Response:
        return export_answer(bench.room.kept().saved.dossier(number), form)


def counts_now(bench: Workbench, story: str) -> Counts | None:
    """The counts of a story as it stands now; none where it is not in this archive."""
    try:
        with bench.reading() as archive:
            return bench.story(archive, story).dossier.counts
    except Unknown:
        return None


def _list_page(stories: Sequence[Saved]) -> str:
    items = [
        element(
            "li",
            None,
            frame.link("saved", str(one.number), one.title),
            element("p", {"class": "tally"}, ", ".join(counts_of(one.counts))),
            element("p", {"class": "note"}, _by(one)),
            element("p", {"dir": "auto"}, one.note) if one.note else None,
        )
        for one in stories
    ]
    more = len(stories) == SHOWN
    return frame.page_of(
        "Saved stories",
        element("h1", None, "Saved stories"),
        element("p", {"class": "note"}, "Each as it stood when it was saved."),
        frame.listed(items, "Nobody has saved one; a story's page has the button."),
        element("p", None, frame.way("/saved", "Older", before=str(stories[-1].number)))
        if more
        else None,
        here="/saved",
    )


def _by(saved: Saved) -> str:
    return f"Saved by {saved.who}, {saved.when:%Y-%m-%d %H:%M} UTC"


def _page(saved: Saved, dossier: Dossier, now: Counts | None) -> str:
    gone = saved.removed and f"Removed by {saved.removed_by}, {saved.removed:%Y-%m-%d %H:%M} UTC."
    return frame.page_of(
        saved.title,
        element("p", {"class": "kicker"}, f"{_by(saved)}, and kept as it stood. ",
                frame.link("stories", saved.story, "The story as it is now")),
        element("h1", {"dir": "auto"}, saved.title),
        element("p", {"class": "behind"}, gone) if gone else None,
        element("p", {"dir": "auto"}, saved.note) if saved.note else None,
        element("h2", None, "What changed since"),
        _since(saved.counts, now),
        dossier_of(dossier),
        element("h2", None, "Take it elsewhere"),
        frame.listed([_export(saved.number, form.name, form.says) for form in FORMATS], ""),
        None if gone else _remove_form(saved),
        here="/saved",
    )  # fmt: skip


def _since(then: Counts, now: Counts | None) -> Markup:
    if now is None:
        return element("p", None, "The story is in this archive no more.")
    if now == then:
        return element("p", None, "Nothing that is counted.")
    pairs = zip(counts_of(then), counts_of(now), strict=True)
    rows = [(one, other if one == other else _changed(other)) for one, other in pairs]
    return table(("Then", "Now"), rows, "Counts then and now")


def _changed(words: str) -> Markup:
    return join([element("strong", None, words), " (changed)"])


def _export(number: int, name: str, says: str) -> Markup:
    there = element("a", {"href": f"/saved/{number}/export/{name}"}, name)
    return element("li", None, there, f": {says}")


def _remove_form(saved: Saved) -> Markup | None:
    if not (caller().may(Scope.RULE) or caller().name == saved.who):
        return None
    return frame.form(
        f"/saved/{saved.number}/remove",
        frame.signature("Your name, to remove it", 2),
        frame.button("Remove it from the list"),
    )
