"""Notes at places, the rules of the house, and saved stories."""

from datetime import UTC, datetime

import pytest

import newstemma as ns
from newstemma.errors import Misuse
from newstemma.model import Page, Ruling, Span
from newstemma.newsroom import Caller, NotYours, Role, open_newsroom
from newstemma.newsroom.house import RULES, House, Refused, read_house, require_printable
from newstemma.newsroom.notes import NoPlace, anchor_at, anchor_of, carried
from newstemma.ports import KeptRuling
from tests.newsroom.people import TEXT, report_of

EDDA = Caller("Edda", Role.EDITOR.scopes, "session 1")
ROLF = Caller("Rolf", Role.READER.scopes, "session 2")
OTHER = Caller("Olin", Role.READER.scopes, "session 3")


# --- places -----------------------------------------------------------------------------


def test_a_note_stands_on_words_of_the_text(report):
    place = anchor_of(report, "14   crews")
    assert (place.report, place.quote, place.span.of(TEXT)) == ("r1", "14 crews", "14 crews")
    second = anchor_of(report, "Ferries to Morrow", 2)
    assert second.span.start > place.span.start
    across = anchor_of(report, "crews.\nA union")
    assert across.span.of(TEXT) == "crews.\nA union"
    assert anchor_at(report, second.span) == second


@pytest.mark.parametrize(
    ("quote", "number"), [("15 crews", 1), ("  ", 1), ("Ferries", 3), ("19", 0)]
)
def test_words_that_do_not_stand_there_are_refused(report, quote, number):
    with pytest.raises(NoPlace):
        anchor_of(report, quote, number)


@pytest.mark.parametrize(("start", "end"), [(0, len(TEXT) + 1), (5, 5)])
def test_a_place_outside_the_text_is_refused(report, start, end):
    with pytest.raises(NoPlace):
        anchor_at(report, Span(start, end))


@pytest.mark.parametrize(
    ("quote", "which", "text", "at"),
    [
        ("14 crews", 1, TEXT.replace("on Monday", "early on Monday"), "14 crews"),
        ("14 crews", 1, TEXT.replace("14", "40"), None),
        ("Ferries to Morrow", 2, f"Update. {TEXT}", "Ferries to Morrow"),
        ("Ferries to Morrow", 2, TEXT.replace("counted 19. ", ""), None),
    ],
)
def test_words_are_found_again_in_another_version_or_not(report, quote, which, text, at):
    later = report_of("r2", text)
    found = carried(anchor_of(report, quote, which), report, later)
    assert (found.of(text) if found else None) == at
    if found and which == 2:
        assert found.start == text.rindex(quote)


# --- notes ------------------------------------------------------------------------------


def test_notes_stand_in_order_of_place_with_their_replies(newsroom, report):
    late = newsroom.notes.add(anchor_of(report, "counted 19"), "The board says 14.", EDDA)
    early = newsroom.notes.add(anchor_of(report, "14 crews"), "The union says 19.", ROLF)
    reply = newsroom.notes.add(late.anchor, "Asked both.", ROLF, reply_to=late.number)
    assert newsroom.notes.on(["r1"]) == (early, late, reply)
    assert reply.anchor == late.anchor
    assert newsroom.notes.list(limit=2) == (reply, early)
    assert newsroom.notes.list(before=early.number) == (late,)
    assert newsroom.notes.on([]) == ()


def test_a_hidden_note_stays_with_who_hid_it_and_why(newsroom, report):
    note = newsroom.notes.add(anchor_of(report, "14 crews"), "The union says 19.", ROLF)
    with pytest.raises(Misuse, match="say why"):
        newsroom.notes.hide(note.number, " ", EDDA)
    with pytest.raises(NotYours):
        newsroom.notes.hide(note.number, "Not mine.", OTHER)
    newsroom.notes.hide(note.number, "Said twice.", EDDA)
    hidden = newsroom.notes.get(note.number)
    assert (hidden.text, hidden.hidden_by, hidden.reason) == (note.text, "Edda", "Said twice.")
    with pytest.raises(Misuse):
        newsroom.notes.add(note.anchor, "I said that.", ROLF, reply_to=note.number)
    newsroom.notes.show(note.number, EDDA)
    assert newsroom.notes.get(note.number) == note
    done = [(e.who, e.did) for e in newsroom.audit()[:3]]
    assert done == [("Edda", "note shown again"), ("Edda", "note hidden"), ("Rolf", "noted")]


def test_a_reply_to_nothing_or_to_a_reply_is_refused(newsroom, report):
    note = newsroom.notes.add(anchor_of(report, "14 crews"), "The union says 19.", ROLF)
    reply = newsroom.notes.add(note.anchor, "So it does.", EDDA, reply_to=note.number)
    for number in (reply.number, 99):
        with pytest.raises(Misuse):
            newsroom.notes.add(note.anchor, "Where.", EDDA, reply_to=number)


# --- the rules of the house -------------------------------------------------------------

STRICT = House(
    languages=("en",), refused_words=("dunce", "Stuffed Shirt"), longest=200, most_links=1
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The union says 19.", None),
        ("“Nineteen,” she said.\nFourteen was the board's figure!", None),
        ("19 crews? See https://quay.example/a.", None),
        ("", "words"),
        ("!? ...", "words"),
        ("Long. " * 40, "length"),
        ("wrong figure", "sentences"),
        ("the union says 19.", "sentences"),
        ("The union says 19", "sentences"),
        ("The union says 19.\nand so on", "sentences"),
        ("THE UNION SAYS NINETEEN.", "shouting"),
        ("Only a DUNCE writes so.", "abuse"),
        ("That stuffed shirt of a clerk.", "abuse"),
        ("Dunces are not on the list.", None),
        ("Die Gewerkschaft hat die Zahl der Fähren nicht genannt und das ist für sie schlecht.",
         "language"),
        ("See www.a.example and www.b.example.", "links"),
    ],
)  # fmt: skip
def test_the_rules_of_the_house(text, rule):
    if rule is None:
        require_printable(text, STRICT)
    else:
        with pytest.raises(Refused) as refused:
            require_printable(text, STRICT)
        assert refused.value.rule == rule


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.example], ids=lambda r: r.name)
def test_every_rule_refuses_its_own_example(rule):
    assert rule.broken(rule.example, House())


def test_settings_are_read_and_what_is_unknown_is_refused(tmp_path):
    file = tmp_path / "house.toml"
    file.write_text('whole_sentences = false\nlanguages = ["en", "fr"]\nlongest = 90\n')
    house = read_house(file)
    assert (house.whole_sentences, house.languages, house.longest) == (False, ("en", "fr"), 90)
    with open_newsroom(":memory:", house=house) as newsroom:
        note = newsroom.notes.add(anchor_of(report_of("r", TEXT), "19"), "not fourteen", EDDA)
        assert note.text == "not fourteen"
    for wrong in ("polite = true", "longest = true", "longest = -1", 'languages = "en"',
                  "refused_words = [1]", "= nothing"):  # fmt: skip
        file.write_text(wrong)
        with pytest.raises(Misuse):
            read_house(file)


# --- saved stories ----------------------------------------------------------------------


def test_a_saved_story_stays_as_it_stood(newsroom):
    page = Page(TEXT, "text/plain", "quay", given=(("outlet", "The Quay"), ("title", "Ferries")))
    dossier = ns.examine([page]).dossiers[0]
    first = newsroom.saved.save(dossier, ROLF, note="For Thursday.\r\nAsk the board.")
    second = newsroom.saved.save(dossier, EDDA, title="  Ferries,\n again ")
    assert (first.title, second.title) == (dossier.story.title, "Ferries, again")
    assert first.note == "For Thursday.\nAsk the board."
    assert newsroom.saved.dossier(first.number) == dossier
    assert first.counts == dossier.counts
    assert newsroom.saved.list() == (second, first)
    with pytest.raises(NotYours, match="another saved this"):
        newsroom.saved.remove(first.number, OTHER)
    newsroom.saved.remove(first.number, ROLF)
    assert newsroom.saved.list() == (second,)
    assert newsroom.saved.get(first.number).removed_by == "Rolf"
    assert newsroom.saved.dossier(first.number) == dossier
    for number in (99, -1):
        with pytest.raises(Misuse):
            newsroom.saved.dossier(number)
    with pytest.raises(Misuse):
        newsroom.saved.save(dossier, ROLF, title="x" * 301)


def test_rulings_stand_in_the_log_with_who_made_and_who_withdrew_them(newsroom):
    at = datetime(2025, 3, 3, 9, tzinfo=UTC)
    ruling = Ruling("Edda", at, ("a", "b"), "copies", "Same words.")
    kept = KeptRuling(4, ruling, datetime(2025, 3, 4, 9, tzinfo=UTC), "Ada")
    log = newsroom.audit([kept])
    assert [(e.who, e.did, e.subject, e.detail) for e in log[-2:]] == [
        ("Ada", "ruling withdrawn", "ruling 4", "copies a b"),
        ("Edda", "ruled", "ruling 4", "copies a b: Same words."),
    ]
