"""What an archive does for its caller."""

from datetime import date

import pytest

from newstemma import collations
from newstemma.archive import What, open_archive
from newstemma.errors import Misuse
from newstemma.model import Rejected
from newstemma.stories import group
from tests.archive.press import add, event, export, page

FERRY = (
    "The ferry Solveig ran aground off Marrow Point on Monday with 212 people on board.\n\n"
    "Nobody was hurt, the coastguard of Tarn Sound said. Two tugs from Port Ellery are to pull "
    "the vessel free at high water. The captain, Ines Varga, said the rudder had failed."
)
COUNCIL = (
    "The council of Brenholt voted on Monday to close the Linden baths after the summer.\n\n"
    "Repairs would cost 4.3 million crowns, councillor Piet Aarens said. Swimmers gathered "
    "1,900 signatures against the plan."
)


def test_each_page_is_told_of_in_order(archive):
    pages = [page(FERRY, title="Ferry aground"), Rejected("x.bin", "binary", "no text"),
             page(""), page(FERRY, title="Ferry aground")]  # fmt: skip
    done = list(archive.add(pages))
    assert [one.what for one in done] == [What.ADDED, What.REJECTED, What.REJECTED, What.KNOWN]
    assert done[0].report == done[3].report
    assert done[0].story == done[3].story == archive.story_of(done[0].report)
    assert done[1].rejected is pages[1]
    assert archive.report(done[0].report).title == "Ferry aground"


def test_an_archive_outlives_its_process(tmp_path):
    with open_archive(tmp_path / "news.db") as archive:
        add(archive, event(1))
        before = export(archive)
    with open_archive(tmp_path / "news.db", read_only=True) as archive:
        assert export(archive) == before
        assert archive.check() == ()


def test_stories_are_those_of_the_pile(archive):
    reports = event(1) + event(2) + event(3, day=1)
    add(archive, reports, batch=4)
    kept = {frozenset(archive.story(entry.id).reports) for entry in archive.stories()}
    assert kept == {frozenset(story.reports) for story in group(reports)}
    ids = {story.id for story in group(reports)}
    assert {entry.id for entry in archive.stories()} == ids


def test_lists_go_on_by_their_cursor(archive):
    add(archive, [report for n in range(7) for report in event(n, size=3, day=n % 3)])
    every = [entry.id for entry in archive.stories()]
    cursor, found = None, []
    for _ in range(20):
        listed = archive.stories(limit=2, cursor=cursor)
        found += [entry.id for entry in listed]
        cursor = listed.cursor
        if cursor is None:
            break
    assert found == every
    with pytest.raises(Misuse):
        archive.stories(cursor="nonsense")


def test_stories_of_a_day_and_of_words(archive):
    baths = page(COUNCIL, title="Baths to close", published="2031-05-14T06:00Z")
    add(archive, [page(FERRY, title="Ferry aground"), baths])
    assert [e.title for e in archive.stories(day=date(2031, 5, 12))] == ["Ferry aground"]
    assert [e.title for e in archive.stories(day=date(2031, 5, 13))] == []
    assert [e.title for e in archive.stories(query="crowns")] == ["Baths to close"]
    assert [e.title for e in archive.stories(query="crowns", day=date(2031, 5, 12))] == []


def test_search_points_at_the_places(archive):
    add(archive, [page(FERRY, title="Ferry aground")])
    (found,) = archive.search('"port ellery" tugs')
    assert [found.text[span.start : span.end] for span in found.spans] == ["tugs", "Port Ellery"]


# --- dossiers -----------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch):
    """How many dossiers were made so far."""
    made = []
    collate = collations.collate
    monkeypatch.setattr(collations, "collate", lambda *a: made.append(1) or collate(*a))
    return made


def test_a_dossier_is_made_again_only_where_its_story_changed(file_archive, counted):
    archive, first, second = file_archive, event(1, size=3), event(2, size=3)
    add(archive, first[:-1] + second)
    one, two = archive.story_of(first[0].id), archive.story_of(second[0].id)
    dossier = archive.dossier(one)
    archive.dossier(two)
    assert archive.dossier(one) == dossier
    assert len(counted) == 2
    add(archive, first[-1:])
    assert len(archive.dossier(archive.story_of(first[0].id)).reports) == len(first)
    archive.dossier(two)
    assert len(counted) == 3


def test_counts_are_listed_where_a_dossier_is_kept(archive):
    add(archive, event(1, size=3))
    (entry,) = archive.stories()
    assert entry.counts is None
    dossier = archive.dossier(entry.id)
    assert archive.entry(entry.id).counts == dossier.counts


def test_reading_only_gives_a_dossier_and_keeps_none(tmp_path):
    with open_archive(tmp_path / "news.db") as archive:
        add(archive, event(1, size=3))
    with open_archive(tmp_path / "news.db", read_only=True) as archive:
        (entry,) = archive.stories()
        assert archive.dossier(entry.id).counts.reports == entry.size
        assert archive.entry(entry.id).counts is None
        with pytest.raises(Misuse, match="read only"):
            add(archive, event(2))


# --- versions -----------------------------------------------------------------

URL = "https://www.quaycourier.example/ferry?utm_source=feed#top"
CORRECTED = FERRY.replace("212 people", "196 people")


@pytest.mark.parametrize("turned", [False, True])
def test_a_changed_page_is_a_new_version(archive, turned):
    old = page(FERRY, url=URL, title="Ferry aground")
    new = page(CORRECTED, url=URL.split("?")[0], title="Ferry aground",
               updated="2031-05-12T09:00Z")  # fmt: skip
    for one in (new, old) if turned else (old, new):
        (done,) = archive.add([one])
    assert done.what is What.VERSION
    (entry,) = archive.stories()
    (current,) = archive.reports(entry.id)
    assert "196" in current.text
    first, second = archive.versions(done.report)
    assert "212" in first.report.text
    assert (first.current, second.current, first.changes) == (False, True, ())
    change = next(c for c in second.changes if c.aspect == "figure")
    assert ("212" in change.before.text, "196" in change.after.text) == (True, True)
    assert archive.search("212") == ()
    assert archive.story_of(first.report.id) == entry.id
    assert archive.check() == ()
    assert archive.counts() == {"reports": 2, "versions": 1, "stories": 1}


def test_another_text_under_one_address_is_another_report(archive):
    add(archive, [page(FERRY, url=URL), page(COUNCIL, url=URL)])
    assert archive.counts() == {"reports": 2, "versions": 0, "stories": 2}


def test_a_front_page_has_no_versions(archive):
    add(archive, [page(FERRY, url="https://quay.example/"),
                  page(CORRECTED, url="https://quay.example")])  # fmt: skip
    assert archive.counts()["versions"] == 0


# --- changes ------------------------------------------------------------------


def test_changes_since_a_cursor(archive):
    add(archive, event(1)[:-1] + event(2))
    start = archive.changed_since()
    assert {entry.id for entry in start} == {entry.id for entry in archive.stories()}
    assert archive.changed_since(start.cursor).stories == ()
    add(archive, event(1)[-1:])
    later = archive.changed_since(start.cursor)
    assert [entry.id for entry in later] == [archive.story_of(event(1)[0].id)]
    bit_by_bit = [archive.changed_since(0, limit=1).cursor]
    while (found := archive.changed_since(bit_by_bit[-1], limit=1)).stories:
        bit_by_bit.append(found.cursor)
    assert bit_by_bit[-1] == later.cursor


# --- what cannot be -----------------------------------------------------------


def test_what_is_not_there_is_told(archive):
    for ask in (archive.story, archive.entry, archive.reports, archive.dossier):
        with pytest.raises(Misuse, match="no story nowhere"):
            ask("nowhere")
    for ask in (archive.report, archive.versions, archive.story_of):
        with pytest.raises(Misuse, match="no report nowhere"):
            ask("nowhere")
    with pytest.raises(Misuse, match="no ruling"):
        archive.undo(3)
    with pytest.raises(Misuse, match="batch"):
        archive.add([], batch=0)


def test_an_empty_archive(archive):
    assert add(archive, []) == []
    assert archive.stories().stories == ()
    assert archive.search("anything") == ()
    assert archive.changed_since().cursor == 0
    assert archive.check() == ()
