"""ClaimReview and Web Annotation drafts: by the vocabulary, with no verdict made up."""

from __future__ import annotations

import json

from newstemma.serve.exports import export


def test_a_draft_leaves_the_verdict_to_a_person(examination):
    raw = json.loads(export(examination, "claimreview"))
    assert raw["@context"]["@vocab"] == "https://schema.org/"
    assert len(raw["@graph"]) == 10
    for draft in raw["@graph"]:
        assert draft["@type"] == "ClaimReview"
        assert not set(draft["nst:toFill"]) & set(draft)
        assert "reviewRating" in draft["nst:toFill"]


def test_a_claim_says_where_it_appeared_first_and_since(examination):
    draft = json.loads(export(examination, "claimreview"))["@graph"][8]
    claim = draft["itemReviewed"]
    assert draft["claimReviewed"].startswith("The hospital at Osk")
    assert claim["firstAppearance"]["publisher"]["name"] == "Osk Ledger"
    assert claim["datePublished"] == "2031-10-17"
    assert [a["headline"] for a in claim["appearance"]] == [
        "Eleven ambulances on the quay",
        "In brief",
    ]


def test_an_annotation_finds_its_words_on_the_page(examination, dossier):
    raw = json.loads(export(examination, "annotations"))
    assert raw["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert raw["type"] == "AnnotationPage"
    texts = {report.url: report.text for report in dossier.reports}
    for item in raw["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            selector = target["selector"]
            found = selector["prefix"] + selector["exact"] + selector["suffix"]
            assert selector["type"] == "TextQuoteSelector"
            assert found in texts[target["source"]]


def test_ids_are_unlike_and_motives_of_the_vocabulary(examination, dossier):
    items = json.loads(export(examination, "annotations"))["items"]
    assert len({item["id"] for item in items}) == len(items)
    assert len(items) == len(dossier.collation.changes) + len(dossier.supports)
    assert {item["motivation"] for item in items} == {"commenting", "assessing"}


def test_a_change_is_told_with_what_the_source_had(examination):
    item = json.loads(export(examination, "annotations"))["items"][0]
    assert item["body"]["value"] == (
        "critical: hedge changed, stronger; where A1 Harn Courier has “is not known to have”; "
        "by B 93 %; the hedge is gone: a doubt became a fact"
    )
    assert item["target"]["selector"]["exact"] == "has"
