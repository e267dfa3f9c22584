"""What an archive tells of outlets: whose reports are their own, whose copies."""

from datetime import date
from types import SimpleNamespace

import pytest

from newstemma.archive import Descent, NamedReports, Unknown
from newstemma.archive.outlets import NAMELESS, conducts
from newstemma.errors import Misuse
from newstemma.model import (
    Collation,
    Copy,
    CopyKind,
    Counts,
    Dossier,
    Origin,
    Range,
    Report,
    Stemma,
    Story,
    Witness,
    WitnessKind,
)
from newstemma.ports import NEVER
from newstemma.stemmas.tree import Edge
from newstemma.stemmas.unseen import place_unseen
from tests.archive.press import add, page

FIRST = (
    "Three men were hurt when the old mill at Wexmoor burned down on Monday, the fire chief "
    "Odalie Brask said. The roof fell in shortly after nine. Nobody knows yet what started the "
    "blaze, and 40 people were led out of the houses along the canal. A school took them in for "
    "the night, and the railway line to Harnlow stayed shut until the next morning."
)
COPY = FIRST.replace("Three men", "Thirteen men").replace("The roof fell", "Its roof fell")


@pytest.fixture
def pair(archive):
    """A report of the Quay Courier and a later copy in the Harnlow Echo, with their dossier."""
    add(archive, [
        page(FIRST, title="Mill burns at Wexmoor", published="2031-05-12T06:00Z"),
        page(COPY + " Source: Quay Courier", outlet="Harnlow Echo",
             title="Mill burns at Wexmoor", published="2031-05-12T11:00Z")])  # fmt: skip
    (story,) = archive.stories()
    archive.dossier(story.id)
    return archive


def test_an_outlet_is_told_of_by_its_kept_dossiers(pair):
    echo, courier = pair.outlets()
    assert (echo.name, echo.examined, echo.original, echo.copied) == ("Harnlow Echo", 1, 0, 1)
    assert (courier.name, courier.original, courier.copied) == ("Quay Courier", 1, 0)
    assert echo.critical + echo.major >= 1
    assert courier.critical + courier.major == 0
    assert pair.outlet("Harnlow Echo").sources == (NamedReports("Quay Courier", 1),)
    assert pair.outlet("Quay Courier").takers == (NamedReports("Harnlow Echo", 1),)


def test_reports_of_an_outlet_name_their_source(pair):
    (copy,) = pair.reports_of("Harnlow Echo")
    assert (copy.descent, copy.source) == (Descent.COPY, "Quay Courier")
    assert pair.story_of(copy.report) == copy.story
    (own,) = pair.reports_of("Quay Courier")
    assert own.descent is Descent.ORIGINAL


@pytest.mark.parametrize(
    ("id", "name", "told"),
    [("unseen:tidewire", "Tidewire", "Tidewire"),
     ("unseen:common:r1", "unseen source of A, B, C", "")],
)  # fmt: skip
def test_a_source_known_by_sigla_alone_has_no_name_outside_its_story(id, name, told):
    reports = tuple(Report(id=f"r{n}", text="Rain fell.", outlet=f"Post {n}") for n in (1, 2))
    count = Range(1, 1, 1, ())
    seen = tuple(Witness(f"w{n}", "AB"[n - 1], WitnessKind.REPORT, f"Post {n}", (f"r{n}",))
                 for n in (1, 2))  # fmt: skip
    witnesses = (*seen, Witness(id, "α", WitnessKind.UNSEEN, name, ()))
    copies = tuple(Copy(id, one.id, CopyKind.EDITED, None, 0.9) for one in seen)
    origins = (Origin(name, tuple(one.id for one in witnesses)),)
    dossier = Dossier(Story("s", ("r1", "r2"), "Rain"), reports,
                      Stemma("s", witnesses, copies, origins, count), Collation("s", (), ()), (),
                      (), Counts(2, 2, 2, 2, count))  # fmt: skip
    assert [(one.descent, one.source) for one in conducts(dossier)] == [(Descent.COPY, told)] * 2


def test_the_stemma_names_such_a_source_so():
    """The two sides of one convention: what the stemma calls it, and what is left out here."""
    sheets = [SimpleNamespace(id=id, credits=()) for id in ("r1", "r2")]
    edges = [Edge(None, at, 0.9, ()) for at in (0, 1)]
    (source,) = place_unseen(sheets, edges, frozenset(), ["A", "B"]).unseen
    assert f"unseen:{source.key}".startswith(NAMELESS)


def test_what_was_never_examined_is_no_one_s_original(archive):
    add(archive, [page(FIRST)])
    (courier,) = archive.outlets()
    assert (courier.reports, courier.examined, courier.original) == (1, 0, 0)
    assert [one.descent for one in archive.reports_of("Quay Courier")] == [None]
    assert len(archive.reports_of("Nobody's Post")) == 0
    with pytest.raises(Unknown, match="outlet"):
        archive.outlet("Nobody's Post")


def test_one_of_several_prints_of_one_text_is_undetermined(archive):
    add(archive, [page(FIRST, outlet=name) for name in ("Quay Courier", "Harnlow Echo")])
    (story,) = archive.stories()
    archive.dossier(story.id)
    assert [one.undetermined for one in archive.outlets()] == [1, 1]


def test_lists_are_read_a_page_at_a_time(archive):
    texts = [f"{FIRST} Report {number}, on quite another matter." for number in range(5)]
    add(archive, [page(text, outlet=f"Paper {i % 3}", published=f"2031-05-1{i}T06:00Z")
                  for i, text in enumerate(texts)])  # fmt: skip
    assert _pages(lambda cursor: archive.outlets(limit=2, cursor=cursor)) == [2, 1]
    assert _pages(lambda cursor: archive.reports_of("Paper 0", limit=1, cursor=cursor)) == [1, 1]
    for ask in (archive.outlets, lambda cursor: archive.reports_of("Paper 0", cursor=cursor)):
        with pytest.raises(Misuse, match="cursor"):
            ask(cursor="x.y")


def _pages(ask):
    sizes, cursor = [], None
    while True:
        found = ask(cursor)
        sizes.append(len(found))
        cursor = found.cursor
        if cursor is None:
            return sizes


def test_an_undated_report_hides_no_story_s_last_day(archive):
    dated = page(FIRST, published="2031-05-12T06:00Z")
    undated = page(COPY, outlet="Harnlow Echo", published="")
    later = page("A ferry sank off Dunmere on Friday with 200 sheep aboard, the coast guard said.",
                 published="2031-05-16T06:00Z")  # fmt: skip
    alone = page("The choir of Tarrow won a prize for its songs about bread and rope.",
                 published="")  # fmt: skip
    add(archive, [dated, undated, later, alone])
    assert [(one.size, one.last) for one in archive.stories()] == [
        (1, date(2031, 5, 16)), (2, date(2031, 5, 12)), (1, None)]  # fmt: skip
    assert archive.stories(limit=2).cursor.split(".")[0] == str(date(2031, 5, 12).toordinal())
    assert date(1, 1, 1).toordinal() > NEVER
