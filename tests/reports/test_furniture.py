"""Furniture is learned: what one outlet prints under different stories, and nothing else."""

from dataclasses import replace
from itertools import permutations

from newstemma.model import Page, Report
from newstemma.reports import clean, clean_all, furniture

BOX = "The Harbour Round goes out to forty thousand households on the estuary at dawn."
FERRY = (
    "Two ferries touched in thick fog outside Port Sarn on Sunday; fourteen passengers were hurt.",
    "The coastguard towed the Lady Brix to the eastern quay shortly after breakfast.",
)
CELLOS = (
    "Burglars carried fourteen cellos out of the music school in Marken overnight.",
    "Headmistress Inga Kopp put the damage at ninety thousand crowns.",
)
OWLS = (
    "Cane growers around Tolland are nailing nest boxes to gum trees for barn owls.",
    "Ecologist Brin Harlow counts on each pair taking two thousand mice.",
)
BATHS = (
    "Councillors voted seven to four to sell the Victoria baths, closed since the boiler burst.",
    "Freya Ost called a reopening impossible before winter heating bills are known.",
)
STORIES = (FERRY, CELLOS, OWLS, BATHS)
TITLES = ("Ferries collide in fog", "Cellos stolen", "Owls against mice", "Old baths sold")


def page(story, title, outlet="Estuary Herald", box=BOX):
    given = (("title", title), ("outlet", outlet))
    return Page("\n\n".join((*story, box, story[0].upper())), "text/plain", title, given=given)


def texts(pages):
    return [report.text for report in clean_all(pages)]


def pile(stories=STORIES, titles=TITLES, **more):
    return [page(s, t, **more) for s, t in zip(stories, titles, strict=True)]


def test_a_line_under_three_different_stories_is_furniture():
    reports = [r for r in clean_all(pile()) if isinstance(r, Report)]
    assert len(reports) == 4
    for report in reports:
        assert BOX not in report.text
        assert [r.text for r in report.removed if r.rule == furniture.RULE] == [BOX]


def test_two_stories_are_not_enough():
    assert all(BOX in text for text in texts(pile(STORIES[:2], TITLES[:2])))


def test_a_line_that_another_outlet_prints_too_is_a_wires():
    pages = [*pile(), page(OWLS, "Mice and owls", outlet="Inland Review")]
    assert all(BOX in text for text in texts(pages))


def test_the_background_of_a_saga_is_no_furniture():
    background = "The Lady Brix was built for calmer waters and had been refitted after a strike."
    pages = [
        page(FERRY, "Ferries collide in fog", box=background),
        page((FERRY[1], FERRY[0]), "Fog on the eastern quay", box=background),
        page((*FERRY, "Owners of the Lady Brix declined to speak."), "Quay closed", box=background),
    ]
    assert all(background in text for text in texts(pages))


def test_a_line_that_shares_a_word_with_a_title_stays():
    line = "Cellos were once carried round the estuary by boat, one household at a time."
    assert all(line in text for text in texts(pile(box=line)))


def test_an_outlet_nobody_knows_teaches_nothing():
    pages = [replace(p, given=p.given[:1]) for p in pile()]
    assert all(BOX in text for text in texts(pages))


def test_the_order_of_the_pile_changes_nothing():
    found = {frozenset(texts(order)) for order in permutations(pile())}
    assert len(found) == 1


def test_marks_and_credits_fit_the_text_that_is_left():
    line = "The Round is set by hand, NPA reported."
    for report in clean_all(pile(box=line)):
        assert isinstance(report, Report)
        assert line not in report.text
        assert all(mark.span.end <= len(report.text) for mark in report.marks)
        assert all(c.source != "NPA" for c in report.credits)


def test_a_counter_forgets_the_outlet_not_seen_for_longest(monkeypatch):
    monkeypatch.setattr(furniture, "_OUTLETS", 2)
    counter = furniture.Furniture()
    report = clean(page(OWLS, "Owls against mice"))
    for name in ("First", "Second", "First", "Third"):
        counter.learn(replace(report, outlet=name))
    assert list(counter._outlets) == ["First", "Third"]
