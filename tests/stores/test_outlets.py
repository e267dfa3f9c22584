"""What every store must tell of outlets; the same tests run over each."""

from newstemma.model import Report
from newstemma.ports import UNDATED, Conduct, Descent, Filed, KeptDossier, OutletCard, lot_of
from tests.stores.test_contract import COUNTS, NOW, card, story, write


def filed(id, outlet, *, day=100, stamp=""):
    return Filed(Report(id=id, text="Rain.", outlet=outlet), lot_of(id), day, stamp, (1,), "", NOW)


def names(cards):
    return [(one.name, one.reports) for one in cards]


def kept(id):
    return KeptDossier(id, 1, "us", COUNTS, b"body")


def test_outlets_are_listed_by_their_current_reports(store):
    write(store, ("file", [filed("a", "Quay"), filed("b", "Quay"), filed("c", "Ärger"),
                           filed("d", "Zenith"), filed("e", None)]))  # fmt: skip
    write(store, ("file", [filed("a", "Quay")]))
    assert names(store.outlets(None, 9)) == [("Quay", 2), ("Zenith", 1), ("Ärger", 1)]
    assert names(store.outlets(None, 1)) == [("Quay", 2)]
    assert names(store.outlets((2, "Quay"), 1)) == [("Zenith", 1)]
    assert names(store.outlets((1, "Zenith"), 9)) == [("Ärger", 1)]
    assert store.outlet("Ärger") == OutletCard("Ärger", 1)
    assert store.outlet("nobody") is store.outlet("") is None


def test_a_replaced_version_is_no_report_of_its_outlet(store):
    old = filed("a", "Quay")
    write(store, ("file", [old, filed("b", "Quay")]), ("supersede", old, "b"))
    assert names(store.outlets(None, 9)) == [("Quay", 1)]
    assert [found.id for found, _ in store.reports_of("Quay", None, 9)] == ["b"]
    write(store, ("supersede", old, ""))
    assert names(store.outlets(None, 9)) == [("Quay", 2)]
    write(store, ("supersede", old, "b"), ("supersede", filed("b", "Quay"), "c"))
    assert store.outlets(None, 9) == ()


def test_reports_of_an_outlet_stand_from_the_latest_and_the_undated_last(store):
    write(store, ("file", [
        filed("a", "Quay", day=100, stamp="1-04-10T06:00:00+00:00"), filed("d", "Quay", day=99),
        filed("b", "Quay", day=100, stamp="1-04-10T07:00:00+00:00"),
        filed("c", "Quay", day=UNDATED), filed("x", "Zenith")]))  # fmt: skip
    found = store.reports_of("Quay", None, 9)
    assert [(one.id, conduct) for one, conduct in found] == [
        ("b", None), ("a", None), ("d", None), ("c", None)]  # fmt: skip
    for here in range(4):
        last = found[here][0]
        after = (0 if last.day == UNDATED else last.day, last.stamp, last.lot)
        assert store.reports_of("Quay", after, 9) == found[here + 1 :]
    assert store.reports_of("Quay", None, 2) == found[:2]
    assert store.reports_of("", None, 9) == ()


def test_what_dossiers_show_is_counted_once_a_report(store):
    write(store, ("file", [filed(id, "Quay") for id in "abc"] + [filed("w", "Zenith")]))
    write(store, ("place", [card(id, machine=1, story="s") for id in "abcw"]))
    write(store, ("put_story", story("s", size=4)))
    shown = [
        Conduct("a", Descent.COPY, "Wire", critical=2, major=1),
        Conduct("b", Descent.COPY, ""),
        Conduct("w", Descent.ORIGINAL, major=1),
    ]
    write(store, ("keep_dossier", kept("s"), shown))
    assert store.outlet("Quay") == OutletCard("Quay", 3, 2, 0, 2, 2, 1)
    assert store.outlets(None, 9) == (
        OutletCard("Quay", 3, 2, 0, 2, 2, 1), OutletCard("Zenith", 1, 1, 1, 0, 0, 1))  # fmt: skip
    assert {one.id: conduct for one, conduct in store.reports_of("Quay", None, 9)} == {
        "a": shown[0], "b": shown[1], "c": None}  # fmt: skip
    assert store.sources_of("Quay", 9) == (("", 1), ("Wire", 1))
    assert store.takers_of("Wire", 9) == (("Quay", 1),)
    assert store.takers_of("", 9) == store.sources_of("", 9) == ()
    # Another story's dossier shows "a" again: the later one holds.
    write(store, ("keep_dossier", kept("t"), [Conduct("a", Descent.UNDETERMINED)]))
    assert store.outlet("Quay") == OutletCard("Quay", 3, 2, 0, 1, 0, 0)
    # The dossier made again shows no more than it shows now.
    write(store, ("keep_dossier", kept("s"), [Conduct("c", Descent.COPY, "Wire")]))
    assert store.outlet("Quay") == OutletCard("Quay", 3, 2, 0, 1, 0, 0)
    assert store.outlet("Zenith") == OutletCard("Zenith", 1)
    write(store, ("supersede", filed("c", "Quay"), "b"))
    assert store.sources_of("Quay", 9) == ()


def test_the_most_frequent_source_comes_first(store):
    write(store, ("file", [filed(id, "Quay") for id in "abcd"]))
    sources = {"a": "Wire", "b": "Ärger", "c": "Wire", "d": "Zenith"}
    shown = [Conduct(id, Descent.COPY, source) for id, source in sources.items()]
    write(store, ("keep_dossier", kept("s"), shown))
    assert store.sources_of("Quay", 9) == (("Wire", 2), ("Zenith", 1), ("Ärger", 1))
    assert store.sources_of("Quay", 1) == (("Wire", 2),)


def test_names_that_databases_choke_on_do_no_harm(store):
    write(store, ("file", [filed("a", "Qu\x00ay \ud800")]))
    (only,) = store.outlets(None, 9)
    assert only.reports == 1
    assert len(store.reports_of("Qu\x00ay \ud800", None, 9)) == 1
