"""Who else printed a report: found across stories, with the places."""

from newstemma.archive import open_archive
from tests.archive.press import add, page

WIRE = (
    "A barge carrying 900 tonnes of grain sank in the Ostrel canal on Monday after striking "
    "a lock gate, the harbour master of Velm said. Its crew of four swam to the bank. Traffic "
    "between Velm and Port Ellery has been halted until the wreck is raised, which may take "
    "nine days. The owners, Tarn Freight, have sent a crane from Brenholt."
)
OTHER = "The orchestra of Brenholt opened its season on Monday with a work by Ines Varga."


def test_copies_are_found_with_their_places(tmp_path):
    late = page(WIRE, outlet="Ellery Post", published="2031-06-30T06:00Z", title="Barge sinks")
    with open_archive(tmp_path / "news.db") as archive:
        (first,) = archive.add([page(WIRE, title="Grain barge sinks", outlet="Norwire")])
        add(archive, [page(OTHER)])
        (second,) = archive.add([late])
        (found,) = archive.copies_of(second.report)
        assert (found.report, found.outlet, found.source) == (first.report, "Norwire", "theirs")
        assert found.share > 0.9
        here, there = archive.report(second.report).text, archive.report(first.report).text
        for passage in found.passages:
            assert passage.here.of(here) == passage.there.of(there)
        assert archive.copies_of(archive.search("orchestra")[0].report) == ()


def test_an_index_that_lags_behind_catches_up(tmp_path):
    path = tmp_path / "news.db"
    with open_archive(path, copies=tmp_path / "elsewhere") as archive:
        add(archive, [page(WIRE, outlet="Norwire"), page(WIRE, outlet="Ellery Post")])
    with open_archive(path, copies=tmp_path / "elsewhere") as archive:
        one = archive.search("barge")[0].report
        assert len(archive.copies_of(one)) == 1
        archive.backup(tmp_path / "copy.db")
    with open_archive(tmp_path / "copy.db") as restored:
        assert len(restored.copies_of(one)) == 1
    with open_archive(path, read_only=True, copies=tmp_path / "elsewhere") as archive:
        assert len(archive.copies_of(one)) == 1
