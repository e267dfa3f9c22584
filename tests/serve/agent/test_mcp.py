"""An agent's session: a real client over the server in process, and over stdio."""

import json
import sys

import pytest

from newstemma.fetchers import CannedFetcher, Refused
from newstemma.serve.agent.desk import Desk

mcp = pytest.importorskip("mcp", reason="the extra newstemma[mcp] is not installed")
anyio = pytest.importorskip("anyio")

WIRE = (
    "The dam at Orlec is not known to have cracked, engineers said on Monday.\nWater stood 14 "
    "metres above the gate, and 300 people left the valley.\n“We are watching every joint,” chief "
    "engineer Mara Dunn said."
)
REPORTS = [
    {"text": WIRE, "outlet": "Norwire", "published": "2025-05-05T09:00"},
    {"text": WIRE.replace("is not known to have cracked", "has not cracked"), "outlet": "Post"},
]
URL = "https://news.site.org/dam"
PAGE = f"<html><body><article><p>{WIRE}</p></article></body></html>".encode()


class Inward(CannedFetcher):
    """Refuses what leads inwards, as the guarded fetcher does."""

    def fetch(self, url, validators=None):
        if "127.0.0.1" in url:
            raise Refused(url, "private")
        return super().fetch(url, validators)


def session(*calls):
    """The answers of one client session to some calls: (tool, arguments)."""
    from newstemma.serve.agent.server import server_for

    server = server_for(Desk(), Inward({URL: PAGE}))
    return anyio.run(_session, server, calls)


async def _session(server, calls):
    async with mcp.Client(server) as client:
        return [await client.call_tool(name, arguments) for name, arguments in calls]


def content(answer):
    assert not answer.is_error, answer.content
    return json.loads(answer.content[0].text)


def test_a_claim_goes_in_and_counts_with_evidence_come_out():
    examined, claim = session(
        ("examine_reports", {"reports": REPORTS}),
        ("independent_sources", {"claim": "300 people left the valley below the Orlec dam"}),
    )
    story = content(examined)["stories"][0]
    assert story["counts"]["reports"] == 2
    assert story["counts"]["independent"]["likely"] == 1
    best = content(claim)["statements"][0]
    assert best["independent"]["likely"] == 1
    report, _, span = best["at"].partition(":")
    assert report in {r["report"] for r in story["reports"]}
    assert span


def test_reports_of_one_event_are_not_grouped_where_the_agent_says_so():
    cows = {"text": "A herd of cows crossed the river at noon.", "outlet": "The Field"}
    handed_in = {"reports": [*REPORTS, cows]}
    grouped, whole = session(
        ("examine_reports", handed_in), ("examine_reports", {**handed_in, "one_story": True})
    )
    assert len(content(grouped)["stories"]) > len(content(whole)["stories"]) == 1


def test_what_changed_names_the_hedge():
    examined, *_ = answers = session(("examine_reports", {"reports": REPORTS}))
    story = content(examined)["stories"][0]
    assert "hedge" in {change["aspect"] for change in story["changes"]}
    assert len(answers) == 1


def test_an_address_is_fetched_and_an_inward_one_is_rejected_not_hidden():
    (answer,) = session(("examine_reports", {"urls": [URL, "http://127.0.0.1/"]}))
    found = content(answer)
    assert found["stories"][0]["counts"]["reports"] == 1
    assert found["rejected"][0]["page"] == "http://127.0.0.1/"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("examine_reports", {}),
        ("what_changed", {"story": "none"}),
        ("independent_sources", {"claim": "anything"}),
        ("copies_of", {"report": "none"}),
    ],
)
def test_a_wrong_question_is_an_error_that_says_what_to_do(tool, arguments):
    (answer,) = session((tool, arguments))
    assert answer.is_error
    assert any(
        word in answer.content[0].text for word in ("give", "hand in", "find_story", "--archive")
    )


@pytest.mark.slow
def test_a_session_over_stdio():
    server = mcp.StdioServerParameters(command=sys.executable, args=["-m", "newstemma", "mcp"])

    async def talk():
        async with mcp.Client(server) as client:
            tools = await client.list_tools()
            answer = await client.call_tool("examine_reports", {"reports": REPORTS})
            return tools.tools, content(answer)

    tools, found = anyio.run(talk)
    assert {tool.name for tool in tools} == {
        "examine_reports",
        "find_story",
        "who_reported_first",
        "independent_sources",
        "compare_reports",
        "what_changed",
        "copies_of",
    }
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    assert found["stories"][0]["counts"]["independent"]["likely"] == 1


@pytest.mark.slow
def test_over_stdio_every_answer_about_forty_reports_fits_a_context_with_evidence_and_gaps(
    tmp_path,
):
    import newstemma as ns
    from newstemma.families import Setting, simulate
    from newstemma.serve.agent.brief import tokens

    address = tmp_path / "news.db"
    reports = simulate(11, setting=Setting(reports=40, wrong_dates=0.0)).reports
    with ns.open_archive(address) as archive:
        added = [one.report for one in archive.add(reports)]
        story = max(archive.stories(), key=lambda entry: entry.size)
        claim = archive.dossier(story.id).collation.statements[0].gist
        first, second, *_ = archive.story(story.id).reports
    assert story.size >= 35
    command = ["-m", "newstemma", "mcp", "--archive", str(address)]
    server = mcp.StdioServerParameters(command=sys.executable, args=command)
    calls = (
        ("find_story", {"query": story.title}),
        ("independent_sources", {"claim": claim, "story": story.id}),
        ("who_reported_first", {"story": story.id}),
        ("compare_reports", {"story": story.id, "first": first, "second": second}),
        ("what_changed", {"story": story.id}),
        ("copies_of", {"report": added[0]}),
    )

    async def talk():
        async with mcp.Client(server) as client:
            return [await client.call_tool(name, asked) for name, asked in calls]

    answers = dict(zip([name for name, _ in calls], anyio.run(talk), strict=True))
    for name, answer in answers.items():
        assert tokens(answer.content[0].text) < 4_000, name
        assert "gaps" in content(answer), name
    best = content(answers["independent_sources"])["statements"][0]
    assert best["independent"]["low"] >= 1
    assert best["reasons"]
    assert best["at"].partition(":")[0] in added
    assert content(answers["copies_of"])["copies"]
