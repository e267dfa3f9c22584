"""The truth of the sample says only what stands on its pages, and the sample has what it must."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from newstemma import sample
from newstemma.model import Aspect, ChangeKind, CopyKind, Direction, Role, Severity

STORIES: list[dict[str, Any]] = sample.truth()["stories"]
PAGES: dict[str, dict[str, Any]] = {page["file"]: page for s in STORIES for page in s["pages"]}
CHANGES: list[dict[str, Any]] = [change for story in STORIES for change in story["changes"]]
LINES = ("body", "junk", "credit_lines", "aside")
MONTHS = (
    "January February March April May June July August September October November December"
).split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# A few of the world's; none may act in fiction.
REAL = (
    "Reuters", "AP", "Associated Press", "AFP", "Agence France", "dpa", "EFE", "ANSA", "TASS",
    "Interfax", "Xinhua", "Kyodo", "Yonhap", "PTI", "ANI", "AAP", "PA Media", "Anadolu", "BBC",
    "CNN", "Bloomberg", "Agerpres", "Mediafax", "News.ro", "Ukrinform", "PR Newswire",
    "Business Wire", "GlobeNewswire", "Getty", "Shutterstock", "UPI", "IANS",
)  # fmt: skip


def body(file: str) -> str:
    return "\n".join(PAGES[file]["body"])


@cache
def seen(file: str) -> str:
    """What a reader sees of a page, white space evened out."""
    name, _, line = file.partition(":")
    text = (sample.path() / name).read_text(encoding="utf-8")
    if line:
        text = json.loads(text.splitlines()[int(line) - 1])["text"]
    elif name.endswith(".html"):
        words = html.fromstring(text).xpath("//body//text()[not(parent::script)]")
        text = " ".join(map(str, words if isinstance(words, list) else ()))
    return " ".join(text.split())


def test_every_file_is_in_the_truth_and_back() -> None:
    on_disk = {path.name for path in sample.path().iterdir()}
    assert on_disk == {file.partition(":")[0] for file in PAGES}
    assert len(PAGES) == sum(len(story["pages"]) for story in STORIES)


@pytest.mark.parametrize("file", PAGES)
def test_lines_of_the_truth_stand_on_the_page(file: str) -> None:
    page = PAGES[file]
    lines = (" ".join(line.split()) for kind in LINES for line in page[kind])
    assert [line for line in lines if line not in seen(file)] == []


@pytest.mark.parametrize("file", [f for f in PAGES if f.endswith(".txt")])
def test_every_line_of_a_text_page_is_accounted_for(file: str) -> None:
    text = (sample.path() / file).read_text(encoding="utf-8")
    told = Counter(line.strip() for kind in LINES for line in PAGES[file][kind])
    found = Counter(line.strip() for line in text.splitlines() if line.strip())
    assert set(found) == set(told)


@pytest.mark.parametrize("file", PAGES)
def test_bodies_have_the_length_of_a_report(file: str) -> None:
    assert 150 <= len(body(file).split()) <= 600


@pytest.mark.parametrize("file", PAGES)
def test_no_line_is_both_body_and_junk(file: str) -> None:
    page = PAGES[file]
    assert not set(page["body"]) & {*page["junk"], *page["credit_lines"], *page["aside"]}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_readings_stand_once_in_the_body(story: dict[str, Any]) -> None:
    own = {page["file"] for page in story["pages"]}
    for statement in story["statements"]:
        assert statement["readings"].keys() <= own
        for file, words in statement["readings"].items():
            assert body(file).count(words) == 1, (statement["id"], file, words)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["statement"])
def test_changes_point_at_their_places(change: dict[str, Any]) -> None:
    for file, words in ((change["source"], "before"), (change["target"], "after")):
        if change[words] is not None:
            assert body(file).count(change[words]) == 1, change
    ChangeKind(change["kind"])
    Severity(change["severity"])
    Direction(change["direction"])
    assert change["aspect"] == change["accepted"][0]
    assert all(Aspect(aspect) for aspect in change["accepted"])
    assert change["innovator"] in (None, change["target"])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_statement_of_a_change_is_told(story: dict[str, Any]) -> None:
    told = {statement["id"]: statement["readings"] for statement in story["statements"]}
    for change in story["changes"]:
        assert {change["source"], change["target"]} <= told[change["statement"]].keys()


def test_no_change_is_told_twice() -> None:
    places = [(c["source"], c["target"], c["before"], c["after"]) for c in CHANGES]
    assert len(places) == len(set(places))


# --- stemma -----------------------------------------------------------------


def ends(file: str) -> set[str]:
    """The origins a page goes back to, by following its parents."""
    page = PAGES[file]
    found: set[str] = set()
    for parent in (page["parent"], page["second"]):
        if parent is not None:
            found |= {parent} if parent.startswith("unseen:") else ends(parent)
    return found if page["parent"] else {file}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_origins_are_what_the_stemma_gives(story: dict[str, Any]) -> None:
    groups: dict[str, set[str]] = {}
    for page in story["pages"]:
        for end in ends(page["file"]):
            groups.setdefault(end, set()).add(page["file"])
    told = [set(origin["pages"]) for origin in story["origins"]]
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, told))
    assert story["independent"] == len(told)
    unseen = {end.removeprefix("unseen:") for end in groups if end.startswith("unseen:")}
    assert unseen == set(story["unseen"])


@pytest.mark.parametrize("file", PAGES)
def test_a_copy_has_a_kind_and_comes_after(file: str) -> None:
    page = PAGES[file]
    assert (page["parent"] is None) == (page["kind"] is None)
    parent = PAGES.get(page["parent"])
    if parent and page["published"] and parent["published"]:
        assert parent["published"] <= page["published"]
    if page["kind"]:
        CopyKind(page["kind"])


@pytest.mark.parametrize("file", PAGES)
def test_credits_stand_on_the_page(file: str) -> None:
    for credit in PAGES[file]["credits"]:
        assert Role(credit["role"]) in (Role.AGENCY, Role.OUTLET, Role.PHOTO)
        first = credit["name"].split()[0]
        assert first.casefold() in seen(file).casefold()


# --- dates ------------------------------------------------------------------

_DAY_NAMED = re.compile(
    rf"\b({'|'.join(DAYS)}),? (?:(\d{{1,2}}) ({'|'.join(MONTHS)})|({'|'.join(MONTHS)}) (\d{{1,2}}))"
    r"(?:,? (\d{4}))?"
)


@pytest.mark.parametrize("file", PAGES)
def test_weekdays_of_full_dates_agree(file: str) -> None:
    year = (PAGES[file]["published"] or PAGES[file]["rendered"] or "2025")[:4]
    for day, d1, m1, m2, d2, given in _DAY_NAMED.findall(seen(file)):
        when = date(int(given or year), MONTHS.index(m1 or m2) + 1, int(d1 or d2))
        assert DAYS[when.weekday()] == day, when


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_the_weekday_told_is_that_of_the_event(story: dict[str, Any]) -> None:
    day = DAYS[date.fromisoformat(story["event_date"]).weekday()]
    assert sum(day in body(page["file"]) for page in story["pages"]) >= 3


# --- what the sample must have ----------------------------------------------


def test_the_sample_is_large_enough() -> None:
    assert len(STORIES) >= 4
    assert len(PAGES) >= 36
    endings = Counter(file.partition(":")[0].rsplit(".", 1)[1] for file in PAGES)
    assert endings["html"] >= 12
    assert endings["txt"] >= 12
    assert endings["jsonl"] >= 3
    assert all(len(story["statements"]) >= 12 for story in STORIES)


def test_the_sample_has_every_case() -> None:
    kinds = Counter(page["kind"] for page in PAGES.values())
    assert all(kinds[str(kind)] >= 2 for kind in CopyKind)
    assert any(page["language"] != "en" for page in PAGES.values())
    assert any(page["second"] for page in PAGES.values())
    assert any(page["rendered"] for page in PAGES.values())
    assert any(story["unseen"] for story in STORIES)
    assert sum(c["role"] == "photo" for p in PAGES.values() for c in p["credits"]) >= 3
    assert any(PAGES[p["parent"]]["parent"] for p in PAGES.values() if p["parent"] in PAGES)
    days = sorted(date.fromisoformat(story["event_date"]) for story in STORIES)
    assert any((b - a).days == 1 for a, b in pairwise(days))


def test_changes_of_every_aspect_are_planted() -> None:
    aspects = Counter(change["aspect"] for change in CHANGES)
    wanted = ("hedge", "attribution", "figure", "date", "name", "quote", "speaker", "polarity")
    assert all(aspects[aspect] >= 2 for aspect in wanted)
    severities = Counter(change["severity"] for change in CHANGES)
    assert severities["critical"] >= 10
    assert severities["major"] >= 10
    assert severities["cosmetic"] >= 3


@pytest.mark.parametrize("file", PAGES)
def test_no_real_agency_acts(file: str) -> None:
    text = (sample.path() / file.partition(":")[0]).read_text(encoding="utf-8")
    assert [name for name in REAL if re.search(rf"\b{re.escape(name)}\b", text)] == []
