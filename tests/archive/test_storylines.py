"""Developments of one saga are stories apart and one line."""

from newstemma.archive import open_archive
from tests.archive.press import add, export, page

DAYS = (
    ("2031-05-02", "Dockers at Port Ellery walk out",
     "Dockers at Port Ellery walked out on Friday over the dismissal of crane driver Ines Varga. "
     "The union Quay Labour said 640 members had left the Tarn terminal at noon."),
    ("2031-05-08", "Port Ellery strike: talks in Brenholt fail",
     "Talks between Quay Labour and the Tarn terminal broke down in Brenholt on Thursday. "
     "Ines Varga, whose dismissal began the Port Ellery strike, was not at the table."),
    ("2031-05-15", "Varga back at her crane as Port Ellery strike ends",
     "Ines Varga went back to her crane at Port Ellery on Thursday after the Tarn terminal and "
     "Quay Labour signed a settlement of 3.2 million crowns."),
)  # fmt: skip
OTHER = page("An orchard in Wexmoor gave its first plums.", published="2031-05-09T06:00Z")


def saga():
    return [page(text, title=title, published=f"{day}T06:00Z") for day, title, text in DAYS]


def test_a_saga_is_a_line_of_developments(archive):
    add(archive, [*saga(), OTHER])
    assert len(archive.stories().stories) == 4
    first, *_ = [e.id for e in archive.stories() if e.title == DAYS[0][1]]
    line = archive.storyline(first)
    assert [entry.title for entry in line] == [title for _, title, _ in DAYS]
    assert {entry.storyline for entry in line} == {first}
    assert archive.storyline(line[-1].id) == line


def test_late_arrivals_give_the_same_line(archive):
    for one in (saga()[2], OTHER, saga()[0], saga()[1]):
        add(archive, [one])
    with open_archive(":memory:") as other:
        add(other, [*saga(), OTHER])
        assert export(archive) == export(other)


def test_a_version_that_leaves_takes_its_link_along(archive):
    add(archive, [page(DAYS[0][2], title=DAYS[0][1], published="2031-05-02T06:00Z",
                       url="https://a.example/x")])  # fmt: skip
    add(archive, saga()[1:2])
    add(archive, [page(DAYS[0][2].replace("640", "655"), title=DAYS[0][1],
                       published="2031-05-02T06:00Z", updated="2031-05-02T09:00Z",
                       url="https://a.example/x")])  # fmt: skip
    last = archive.stories().stories[0]
    assert len(archive.storyline(last.id)) == 2
    assert archive.check() == ()
