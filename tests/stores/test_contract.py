"""What every store must do; the same tests run over each."""

from datetime import UTC, datetime

import pytest

from newstemma.model import Counts, Range, Report, Ruling
from newstemma.ports import UNDATED, Card, Event, Filed, KeptDossier, StoryCard, Tie, lot_of

NOW = datetime(2031, 4, 5, 6, 7, tzinfo=UTC)
COUNTS = Counts(3, 2, 2, 1, Range(1, 2, 3, ("because",)))


def filed(id, *, text="Rain fell.", title="", day=100, keys=(1, 2), page=""):
    report = Report(id=id, text=text, title=title, outlet="The Quay")
    return Filed(report, lot_of(id), day, "", tuple(keys), page, NOW)


def card(id, *, machine=0, story="", day=100, title=""):
    return Card(lot_of(id), id, day, "", title, "The Quay", machine, story)


def write(store, *steps):
    with store.writing():
        for step, *values in steps:
            getattr(store, step)(*values)


def story(id, *, size=1, last=100, merged_into=""):
    return StoryCard(id, f"title of {id}", size, 100, last, NOW, NOW, merged_into=merged_into)


# --- reports ---


def test_what_is_filed_is_found_again(store):
    one = filed("a", text="“Ärger” — 5 % – 𝔸", title="Tide")
    write(store, ("file", [one]))
    assert store.reports([one.lot, 12345]) == {one.lot: one.report}
    assert store.known(["a", "b"]) == {"a"}
    assert store.cards([one.lot, 12345]) == {one.lot: card("a", title="Tide")}


def test_filing_twice_is_no_act(store):
    write(store, ("file", [filed("a"), filed("a", text="Other.")]))
    write(store, ("file", [filed("a", text="Third.")]))
    assert store.counts()["reports"] == 1
    assert store.reports([lot_of("a")])[lot_of("a")].text == "Rain fell."


def test_text_that_databases_choke_on_comes_back_unchanged(store):
    odd = filed("a", text="null \x00 half \ud800 done", title="t\x00\ud800")
    write(store, ("file", [odd]))
    assert store.reports([odd.lot])[odd.lot] == odd.report
    assert [hit.id for hit in store.search("done", 9, 0)] == ["a"]


def test_lists_longer_than_a_statement_takes(store):
    ids = [f"r{i}" for i in range(1300)]
    write(store, ("file", [filed(id, keys=()) for id in ids]))
    assert store.known([*ids, "x"]) == set(ids)
    assert len(store.cards(map(lot_of, ids))) == 1300


def test_versions_meet_under_their_page(store):
    write(store, ("file", [filed("a", page="p"), filed("b", page="p"), filed("c")]))
    assert store.of_page("p") == tuple(sorted([lot_of("a"), lot_of("b")]))
    assert store.of_page("") == ()


def test_a_replaced_version_loses_place_keys_and_words_and_may_come_back(store):
    old = filed("a", text="The dam burst.")
    write(store, ("file", [old]), ("place", [card("a", machine=5, story="s")]))
    write(store, ("supersede", old, "b"))
    assert store.sharing([100], [1], 9) == {}
    assert store.search("dam", 9, 0) == ()
    assert store.groups([5]) == {}
    assert store.cards([old.lot])[old.lot].newer == "b"
    assert store.reports([old.lot]) == {old.lot: old.report}
    write(store, ("supersede", old, ""))
    assert store.sharing([100], [1], 9) == {1: {old.lot}}
    assert [hit.id for hit in store.search("dam", 9, 0)] == ["a"]


# --- keys ---


def test_sharing_takes_the_smallest_lots_of_each_key_and_day(store):
    names = [f"n{i}" for i in range(10)]
    lots = sorted(map(lot_of, names))
    write(store, ("file", [filed(n, keys=(7,)) for n in names]))
    write(store, ("file", [filed("x", keys=(7,), day=101), filed("y", keys=(8,))]))
    assert store.sharing([100], [7], 3) == {7: set(lots[:3])}
    both = {7: {*lots[:2], lot_of("x")}, 8: {lot_of("y")}}
    assert store.sharing([100, 101], [7, 8, 9], 2) == both
    assert store.sharing([], [7], 3) == store.sharing([100], [], 3) == {}


def test_keys_may_be_as_large_as_they_come(store):
    large = 2**63 - 1
    write(store, ("file", [filed("a", keys=(large, 0))]))
    assert store.sharing([100], [large], 1) == {large: {lot_of("a")}}


def test_days_are_those_with_a_report(store):
    write(store, ("file", [filed("a", day=3), filed("b", day=9), filed("c", day=UNDATED)]))
    assert store.days(0, UNDATED) == (3, 9, UNDATED)
    assert store.days(4, 9) == (9,)
    assert store.days(4, 8) == ()


# --- places and stories ---


def test_groups_and_members_stand_in_order(store):
    reports = [filed("a", day=102), filed("b", day=101), filed("c", day=101)]
    write(store, ("file", reports))
    write(store, ("place", [card("a", machine=1, story="s"), card("b", machine=1, story="s"),
                            card("c", machine=2, story="t")]))  # fmt: skip
    assert [c.id for c in store.groups([1, 9])[1]] == ["b", "a"]
    assert {s: [c.id for c in cs] for s, cs in store.members(["s", "t", "u"]).items()} == {
        "s": ["b", "a"],
        "t": ["c"],
    }
    write(store, ("place", [card("a", machine=2, story="t")]))
    assert [c.id for c in store.members(["t"])["t"]] == ["c", "a"]


def test_ties_are_found_from_either_side_and_taken_away_by_maker(store):
    ties = [Tie(100, 1, 2, 7), Tie(101, 2, 3, 8)]
    write(store, ("tie", ties), ("tie", ties))
    assert store.ties([1]) == {ties[0]}
    assert store.ties([2]) == set(ties)
    with store.writing():
        assert store.untie(100, [8]) == ()
        assert store.untie(100, [7, 8]) == (ties[0],)
    assert store.ties([1, 2]) == {ties[1]}


def test_stories_are_listed_by_last_day_then_size(store):
    write(
        store,
        ("put_story", story("a", size=1, last=101)),
        ("put_story", story("b", size=2, last=100)),
        ("put_story", story("c", size=5, last=100)),
        ("put_story", story("d", size=2, last=100)),
        ("put_story", story("e", size=9, last=102, merged_into="a")),
    )
    assert [s.id for s in store.stories(None, None, 9)] == ["a", "c", "b", "d"]
    assert [s.id for s in store.stories(None, None, 2)] == ["a", "c"]
    assert [s.id for s in store.stories(None, (100, 5, "c"), 9)] == ["b", "d"]
    assert [s.id for s in store.stories(None, (100, 2, "b"), 9)] == ["d"]
    assert [s.id for s in store.story_cards(["d", "e", "x", "a"])] == ["d", "a"]


def test_stories_of_a_day_have_a_report_of_it(store):
    write(store, ("file", [filed("a", day=100), filed("b", day=102)]))
    write(store, ("place", [card("a", machine=1, story="s"), card("b", machine=1, story="s",
                                                                  day=102)]))  # fmt: skip
    write(store, ("put_story", story("s", size=2, last=102)))
    assert [[s.id for s in store.stories(day, None, 9)] for day in (100, 101, 102)] == [
        ["s"], [], ["s"]]  # fmt: skip


def test_a_story_comes_back_as_it_was_kept(store):
    write(store, ("put_story", story("s")))
    assert store.story("s") == StoryCard(
        "s", "title of s", 1, 100, 100, NOW, NOW, changed=store.story("s").changed
    )
    assert store.story("t") is None


def test_a_cursor_misses_no_change(store):
    for id in "abc":
        write(store, ("put_story", story(id)))
    first = store.changed_since(0, 2)
    assert [s.id for s in first] == ["a", "b"]
    write(store, ("put_story", story("a", size=2)))
    rest = store.changed_since(first[-1].changed, 9)
    assert [(s.id, s.size) for s in rest] == [("c", 1), ("a", 2)]
    assert store.changed_since(rest[-1].changed, 9) == ()


# --- dossiers, rulings, log ---


def test_counts_of_a_kept_dossier_are_shown_until_the_story_changes(store):
    write(store, ("put_story", story("s")))
    kept = KeptDossier("s", store.story("s").changed, "us", COUNTS, b"\x00body")
    write(store, ("keep_dossier", kept))
    assert store.dossier("s") == kept
    assert store.story("s").counts == COUNTS
    assert store.stories(None, None, 1)[0].counts == COUNTS
    write(store, ("put_story", story("s", size=2)))
    assert store.story("s").counts is None
    assert store.dossier("s") == kept


def test_rulings_stay_in_the_list_when_withdrawn(store):
    one = Ruling("ann", NOW, ("a", "b"), "same_story", "seen it")
    with store.writing():
        numbers = [store.add_ruling(one), store.add_ruling(one)]
        assert store.withdraw_ruling(numbers[0], "bob", NOW)
        assert not store.withdraw_ruling(numbers[0], "bob", NOW)
        assert not store.withdraw_ruling(99, "bob", NOW)
    first, second = store.rulings()
    assert numbers == sorted(set(numbers))
    assert (first.ruling, first.withdrawn, first.withdrawn_by) == (one, NOW, "bob")
    assert (second.ruling, second.withdrawn) == (one, None)


def test_the_log_keeps_its_order(store):
    write(store, ("log", [Event(0, NOW, "opened", "s"), Event(0, NOW, "moved", "s", "t", "r")]))
    write(store, ("log", [Event(0, NOW, "opened", "u")]))
    every = store.events()
    assert [e.kind for e in every] == ["opened", "moved", "opened"]
    assert [e.number for e in every] == sorted(e.number for e in every)
    assert store.events(story="t") == every[1:2]
    assert store.events(report="r") == every[1:2]
    assert store.events(after=every[1].number) == every[2:]
    assert store.events(limit=1) == every[:1]


# --- transactions ---


def test_what_fails_leaves_nothing_behind(store):
    write(store, ("file", [filed("a")]), ("place", [card("a", machine=1, story="s")]))
    with pytest.raises(AttributeError):
        write(
            store,
            ("file", [filed("b", text="Lava.")]),
            ("place", [card("a", machine=2, story="t")]),
            ("put_story", story("t")),
            ("log", [Event(0, NOW, "opened", "t")]),
            ("no_such_verb",),
        )
    assert store.known(["a", "b"]) == {"a"}
    assert store.search("lava", 9, 0) == ()
    assert store.groups([1, 2]).keys() == {1}
    assert store.story("t") is None
    assert store.events() == ()
    write(store, ("file", [filed("b")]))
    assert store.known(["b"]) == {"b"}


# --- words ---

SEARCHES = (
    ("rain", {"a", "b"}),
    ("RAIN fell", {"a"}),
    ('"rain fell"', {"a"}),
    ('"fell rain"', set()),
    ("rain harbour", {"b"}),
    ("resume", {"c"}),
    ("Résumé", {"c"}),
    ("7.5", {"c"}),
    ("e-mail", {"c"}),
    ("", set()),
    ('"', set()),
    ("* OR NEAR(", set()),
    ("AND", {"c"}),
    ("title:rain", set()),
    ("rain; DROP TABLE reports", set()),
    ("%s ? :x $1", set()),
)


@pytest.mark.parametrize(("typed", "wanted"), SEARCHES)
def test_search_by_words(store, typed, wanted):
    write(
        store,
        ("file", [filed("a", text="Rain fell on the town."),
                  filed("b", text="The harbour stayed open.", title="No rain"),
                  filed("c", text="Her résumé and 7.5 per cent, by e-mail.")]),
    )  # fmt: skip
    assert {hit.id for hit in store.search(typed, 9, 0)} == wanted


def test_search_is_cut_in_pages(store):
    write(store, ("file", [filed(f"r{i}", text="rain") for i in range(5)]))
    pages = [store.search("rain", 2, skip) for skip in (0, 2, 4, 6)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert len({hit.id for page in pages for hit in page}) == 5


def test_a_store_that_is_well_says_nothing(store):
    assert store.check() == ()
    store.close()
    store.close()


def test_what_was_filed_since_a_number(store):
    write(store, ("file", [filed("a"), filed("b")]), ("set_mark", "m", 7), ("set_mark", "m", 9))
    assert (store.mark("m"), store.mark("n")) == (9, 0)
    ((one, first),) = store.filed_since(0, 1)
    ((two, second),) = store.filed_since(one, 9)
    assert {first, second} == {lot_of("a"), lot_of("b")}
    write(store, ("file", [filed("c")]))
    assert [lot for _, lot in store.filed_since(two, 9)] == [lot_of("c")]
