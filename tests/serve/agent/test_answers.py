"""Answers for agents: small, with evidence, and never more than the dossier says."""

import json

import pytest

import newstemma as ns
from newstemma.families import Setting, simulate
from newstemma.model import Severity, Story
from newstemma.serve.agent import answers
from newstemma.serve.agent.brief import cut, fitted, tokens
from newstemma.serve.agent.desk import KEPT, Desk, NoStory

WIRE = (
    "President Temur Jandarov signed a deal on Tuesday to reopen the Ombra railway, officials "
    "said.\nThe line of 214 kilometres has been shut since 2014.\n“This is a train to the sea,” "
    "Jandarov said.\nHe is not known to have met the opposition leader Ilya Senn."
)
COPY = WIRE.replace("is not known to have met", "has not met").replace("214", "241")
OTHER = (
    "Nobody at the depot in Brenn believes it will come.\nMechanic Odile Farr has oiled one engine "
    "each spring and sold the other for scrap.\nHer union wants 40 jobs and a roof before any "
    "minister cuts a ribbon.\nPassengers take the Ombra bus, which needs six hours in winter, and "
    "Temur Jandarov has never sat on it."
)


def page(text, outlet, published):
    given = (("outlet", outlet), ("published", published), ("title", "Railway deal"))
    return ns.model.Page(text, "text/plain", outlet, given=given)


@pytest.fixture(scope="module")
def desk():
    return Desk()


@pytest.fixture(scope="module")
def dossier(desk):
    pages = [
        page(WIRE, "Norwire", "2025-03-11T16:00"),
        page(COPY, "Eastbank Post", "2025-03-11T18:00"),
        page(OTHER, "Inland Review", "2025-03-12T08:00"),
    ]
    return desk.examine(pages).dossiers[0]


def test_a_story_of_forty_reports_fits_a_context():
    reports = simulate(11, setting=Setting(reports=40)).reports
    story = Story(id="forty", reports=tuple(r.id for r in reports))
    forty = ns.dossiers.dossier(story, reports)
    for answer in (
        answers.story_answer(forty),
        answers.changes_answer(forty),
        answers.first_answer(forty),
        answers.claim_answer(forty.collation.statements[0].gist, forty),
        answers.comparison_answer(forty, reports[0].id, reports[1].id),
    ):
        assert tokens(json.dumps(answer, ensure_ascii=False)) < 4_000
        assert "gaps" in answer or "changes" in answer
    assert len(answers.story_answer(forty)["reports"]) > 20


def test_tokens_are_counted_rather_too_high_than_too_low():
    assert tokens("The line of 214 kilometres.") == 7  # kilometr-es
    assert tokens("67e70d60d273f0e1") == 11
    assert tokens("Ольга") == 3
    assert tokens("") == 0


def test_forty_copies_of_a_report_fit_a_context_with_their_places(tmp_path):
    from newstemma.serve.agent.copied import copies_answer
    from newstemma.serve.agent.desk import ArchiveShelf, NoArchive

    pages = [page(f"{WIRE}\nThe mayor of town {n} came too.", f"Post {n}", "2025-03-11T16:00")
             for n in range(41)]  # fmt: skip
    address = str(tmp_path / "news.db")
    with ns.open_archive(address) as archive:
        first, *_ = [added.report for added in archive.add(pages)]
    asked, found = Desk(ArchiveShelf(address)).copies_of(first, 40)
    answer = copies_answer(asked, found)
    assert len(found) == 40
    assert tokens(json.dumps(answer, ensure_ascii=False)) < 4_000
    assert answer["left_out"]["copies"] + len(answer["copies"]) == 40
    shared = answer["copies"][0]["shared"][0]
    report, _, span = shared["at"].partition(":")
    start, end = map(int, span.split("-"))
    assert (report, cut(asked.text[start:end], 140)) == (first, shared["text"])
    assert answer["gaps"]
    with pytest.raises(NoArchive, match="--archive"):
        Desk().copies_of(first, 1)


def test_every_place_holds_the_words_it_is_given_for(dossier):
    changes = answers.changes_answer(dossier, tuple(Severity))["changes"]
    assert changes
    for words in [side for c in changes for side in (c["before"], c["after"]) if side]:
        report, _, span = words["at"].partition(":")
        start, end = map(int, span.split("-"))
        assert cut(dossier.report(report).text[start:end]) == words["text"]


def test_a_claim_is_answered_with_its_statement_and_what_is_missing_from_it(dossier):
    found = answers.claim_answer("Jandarov signed a railway deal worth 900 million", dossier)
    best = found["statements"][0]
    assert "Jandarov" in best["reading"]
    assert "900 million" in best["missing_from_it"]
    assert best["independent"]["low"] <= best["independent"]["likely"]


def test_a_denial_on_one_side_is_pointed_at(dossier):
    found = answers.claim_answer("Jandarov has met the opposition leader Ilya Senn", dossier)
    assert "denial" in found["statements"][0]["look"]


def test_a_claim_nobody_makes_in_these_words_is_a_gap_not_a_denial(dossier):
    found = answers.claim_answer("Volcanoes erupted in Karst", dossier)
    assert found["statements"] == []
    assert "in other words" in found["gaps"][0]


def test_who_was_first_says_who_took_it_from_whom(dossier):
    found = answers.first_answer(dossier)
    names = [report["name"] for report in found["in_order"]]
    assert names == ["Norwire", "Eastbank Post", "Inland Review"]
    copied = {report["name"] for report in found["in_order"] if report["took_its_text_from"]}
    assert "Eastbank Post" in copied


def test_reports_go_by_id_siglum_or_outlet(dossier):
    id = dossier.reports[0].id
    siglum = dossier.stemma.witness_of(id).siglum
    assert answers.report_named(dossier, id) == answers.report_named(dossier, siglum) == id
    name = dossier.reports[0].outlet
    assert answers.report_named(dossier, name.lower()) == id
    with pytest.raises(answers.NoReport, match="there are: "):
        answers.report_named(dossier, "Nobody")


def test_two_reports_side_by_side_show_the_hedge_that_fell(dossier):
    wire, copy = (answers.report_named(dossier, n) for n in ("Norwire", "Eastbank Post"))
    found = answers.comparison_answer(dossier, wire, copy)
    assert found["same_origin"]["in_one_origin"]
    assert {"hedge", "figure"} <= {change["aspect"] for change in found["changes"]}


def test_lists_give_way_the_longest_first_and_say_so():
    answer = {"a": ["x" * 50] * 10, "b": ["y"] * 3, "c": 1}
    short = fitted(answer, ("a", "b"), 80)
    assert len(short["a"]) < 10
    assert short["b"] == ["y"] * 3
    assert short["left_out"] == {"a": 10 - len(short["a"])}
    assert fitted(answer, ("a", "b"), 10_000) == answer


def test_the_desk_finds_what_was_handed_in(desk, dossier):
    assert desk.find("Ombra railway")[0].story.id == dossier.story.id
    assert desk.find("volcano") == ()
    with pytest.raises(NoStory):
        desk.dossier("nothing")


def test_the_desk_keeps_the_latest(dossier):
    small = Desk()
    for number in range(KEPT + 3):
        small.examine([page(f"Report {number} of the harbour at Orlec.", "O", "2025-01-01")])
    assert len(small.find("harbour", 200)) == KEPT


def test_the_desk_asks_the_archive_for_what_was_not_handed_in(tmp_path):
    from newstemma.serve.agent.desk import ArchiveShelf

    address = str(tmp_path / "news.db")
    with ns.open_archive(address) as archive:
        list(archive.add([page(WIRE, "Norwire", "2025-03-11T16:00")]))
    kept = Desk(ArchiveShelf(address))
    found = kept.find("the Ombra railway of Jandarov")[0]
    assert kept.dossier(found.story.id).counts.reports == 1
    with pytest.raises(NoStory):
        kept.dossier("nothing")
