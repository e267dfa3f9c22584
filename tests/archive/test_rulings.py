"""A person's word on stories: it holds, outranks the machine, and can be taken back."""

from datetime import UTC, datetime

import pytest

from newstemma.errors import Misuse
from newstemma.model import Ruling
from tests.archive.press import add, event, export

NOW = datetime(2031, 6, 1, tzinfo=UTC)


def ruling(verdict, *subject):
    return Ruling("ann", NOW, subject, verdict, "seen it")


def test_a_split_holds_for_reports_that_come_later(archive):
    reports = event(1, size=8)
    add(archive, reports[:6])
    (entry,) = archive.stories()
    parted = [reports[1].id, reports[4].id]
    new = archive.split(entry.id, parted, who="ann")
    assert set(archive.story(new).reports) == set(parted)
    assert not set(parted) & set(archive.story(archive.story_of(reports[0].id)).reports)
    add(archive, reports[6:])
    assert archive.story_of(parted[0]) == archive.story_of(parted[1])
    others = {archive.story_of(r.id) for r in reports[:6] if r.id not in parted}
    assert len(others) == 1
    assert archive.story_of(parted[0]) not in others
    assert archive.check() == ()


def test_a_join_holds_for_reports_that_come_later(archive):
    one, two = event(1), event(2)
    add(archive, one[:3] + two[:3])
    joint = archive.join([archive.story_of(one[0].id), archive.story_of(two[0].id)], who="ann")
    add(archive, one[3:] + two[3:])
    everywhere = {archive.story_of(r.id) for r in one + two}
    assert len(everywhere) == 1
    assert archive.story(joint).id in everywhere
    assert archive.check() == ()


def test_taking_rulings_back_gives_the_machine_s_stories(archive):
    add(archive, event(1) + event(2))
    before = export(archive)
    first, _ = archive.stories()
    archive.split(first.id, archive.story(first.id).reports[:2], who="ann")
    archive.join([entry.id for entry in archive.stories()][:2], who="bob")
    assert export(archive) != before
    for kept in archive.rulings():
        archive.undo(kept.number, who="cleo")
    assert export(archive) == before
    assert {kept.withdrawn_by for kept in archive.rulings()} == {"cleo"}


def test_the_order_of_reports_does_not_matter_under_rulings(archive):
    reports = event(1, size=6) + event(2, size=4)
    add(archive, reports)
    archive.rule(ruling("other_story", reports[0].id, reports[1].id))
    archive.rule(ruling("same_story", reports[2].id, reports[7].id))
    before = export(archive)
    from newstemma.archive import open_archive

    with open_archive(":memory:") as other:
        add(other, reversed(reports[:3] + reports[7:8]))
        for kept in archive.rulings():
            other.rule(kept.ruling)
        add(other, reversed(reports), batch=2)
        assert export(other) == before


def test_of_two_that_contradict_the_later_holds(archive):
    a, b, *_ = (r.id for r in event(1))
    add(archive, event(1))
    archive.rule(ruling("other_story", a, b))
    assert archive.story_of(a) != archive.story_of(b)
    archive.rule(ruling("same_story", a, b))
    assert archive.story_of(a) == archive.story_of(b)
    archive.rule(ruling("other_story", b, a))
    assert archive.story_of(a) != archive.story_of(b)


def test_old_ids_lead_to_where_the_reports_are_now(archive):
    add(archive, event(1) + event(2))
    ids = [entry.id for entry in archive.stories()]
    joint = archive.join(ids, who="ann")
    assert {archive.story(id).id for id in ids} == {joint}
    gone = next(id for id in ids if id != joint)
    listed = {entry.id: entry for entry in archive.changed_since()}
    assert listed[gone].merged_into == joint
    kinds = {(event.kind, event.other) for event in archive.history(story=joint)}
    assert ("merged", gone) in kinds


def test_a_report_moved_keeps_its_history(archive):
    reports = event(1)
    add(archive, reports)
    (entry,) = archive.stories()
    new = archive.split(entry.id, [reports[1].id], who="ann")
    lines = archive.history(report=reports[1].id)
    assert [line.kind for line in lines] == ["placed", "moved"]
    assert lines[-1].story == new


def test_rulings_on_copies_make_the_dossier_again(file_archive):
    archive, reports = file_archive, event(1, size=3)
    add(archive, reports)
    (entry,) = archive.stories()
    before = archive.dossier(entry.id).counts.independent
    ids = archive.story(entry.id).reports
    for id in ids[1:]:
        archive.rule(ruling("other_origin", ids[0], id))
    after = archive.dossier(entry.id).counts.independent
    assert after.likely > before.likely or before.likely == len(ids)
    for kept in archive.rulings():
        archive.undo(kept.number)
    assert archive.dossier(entry.id).counts.independent == before


@pytest.mark.parametrize(
    ("verdict", "count"),
    [("sam_story", 2), ("same_story", 1), ("copies", 3), ("copies", 1)],
)
def test_rulings_that_cannot_be(archive, verdict, count):
    reports = event(1)
    add(archive, reports)
    with pytest.raises(Misuse):
        archive.rule(ruling(verdict, *(r.id for r in reports[:count])))
    with pytest.raises(Misuse, match="no report"):
        archive.rule(ruling("same_story", reports[0].id, "nowhere"))
    assert archive.rulings() == ()
    (entry,) = archive.stories()
    ids = archive.story(entry.id).reports
    for wrong in ([], list(ids), ["nowhere"]):
        with pytest.raises(Misuse):
            archive.split(entry.id, wrong, who="ann")
    with pytest.raises(Misuse):
        archive.join([entry.id, entry.id], who="ann")
