"""An archive gives the same answers over every store."""

from newstemma.archive import open_archive
from tests.archive.press import add, event, export, page


def answers(archive):
    """What an archive answers to everything that does not name its own numbers."""
    report = event(1, size=3)[0].id
    archive.split(archive.story_of(report), [report], who="ann")
    archive.undo(1)
    first = archive.entry(archive.story_of(report))
    dossier = archive.dossier(first.id)
    return {
        "stories": export(archive),
        "dossier": dossier,
        "counts": archive.entry(first.id).counts,
        "totals": archive.counts(),
        "log": [(e.kind, e.story, e.other, e.report) for e in archive.history()],
        "changed": [(e.id, e.size) for e in archive.changed_since(0)],
        "search": {found.report for found in archive.search("said")},
        "rulings": [(kept.number, kept.ruling.verdict) for kept in archive.rulings()],
        "check": archive.check(),
    }


def test_the_same_answers_from_every_store(address):
    reports = event(1, size=3) + event(2, size=3, day=1)
    url = "https://quay.example/mill"
    mill = [page(f"The mill at Wexmoor burned down on Monday; {n} men were hurt.", url=url,
                 updated=f"2031-05-12T1{n}:00Z") for n in (3, 4)]  # fmt: skip
    with open_archive(":memory:") as plain, open_archive(address) as tried:
        for archive in (plain, tried):
            add(archive, [*mill, *reversed(reports)], batch=4)
            assert set(add(archive, reports)) == {"known"}
        assert answers(tried) == answers(plain)
