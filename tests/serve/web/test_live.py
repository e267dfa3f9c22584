"""The live page: it says how a story stands, and what comes is told to all who listen."""

import asyncio
import json
import os
import signal
import time
from concurrent.futures import CancelledError
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import newstemma as ns
from newstemma.serve.web.weighing import Made, make
from tests.serve.web.press import COPY, OTHER, WIRE, archive_of, page, serving

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")


@pytest.fixture
def kept(tmp_path):
    address = tmp_path / "news.db"
    return str(address), archive_of(address, page(WIRE, "Norwire", 12))


def events(text):
    """The id and the data of each event in a piece of a stream."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in block.splitlines() if line[:1] not in ("", ":")
        )
        if "data" in fields:
            found.append((fields.get("id"), json.loads(fields["data"])))
    return found


async def heard(address, story, last, wanted, meanwhile=lambda: None):
    """What one listener is told until so many events came, while something happens."""
    from newstemma.serve.web.live import told
    from newstemma.serve.web.pulse import Pulse
    from newstemma.serve.web.workbench import Workbench

    pulse, said = Pulse(Workbench(address), seconds=0.01), ""
    async with pulse.waiting("a", story) as waiter:
        async for line in told(pulse, waiter, last):
            said += line
            if len(events(said)) >= wanted:
                break
            await asyncio.to_thread(meanwhile)
        pulse.close()
    return events(said)


def adding(address, *pages):
    def add():
        with ns.open_archive(address) as archive:
            list(archive.add(pages))

    return add


def test_the_page_says_how_the_story_stands_and_needs_no_script(kept):
    from newstemma.serve.web.app import create_app

    address, story = kept
    client = testclient.TestClient(create_app(address))
    text = client.get(f"/stories/{story}/live").text
    assert 'role="status"' in text
    assert "1 report, 1 text" in text
    assert "Norwire" in text
    assert ">Load again</a>" in text
    assert client.get("/stories/nothing/live").status_code == 404
    assert client.get("/stories/nothing/events").status_code == 404
    assert "EventSource" in client.get("/static/live.js").text


def test_who_knows_nothing_is_told_how_it_stands(kept):
    ((number, state),) = asyncio.run(heard(*kept, "", 1))
    assert number == str(state["changed"])
    assert [line["label"] for line in state["lines"]] == ["A Norwire"]
    assert "independent sources 1" in state["tally"][-1]


def test_who_was_away_is_told_what_came_since(kept):
    address, story = kept
    ((number, _),) = asyncio.run(heard(address, story, "", 1))
    adding(address, page(COPY, "Eastbank Post", 15))()
    ((_, state),) = asyncio.run(heard(address, story, number, 1))
    assert state["size"] == 2
    assert state["lines"][1]["source"] == "Norwire"


def test_who_knows_all_is_told_nothing_until_something_comes(kept):
    address, story = kept
    ((number, _),) = asyncio.run(heard(address, story, "", 1))
    add = adding(address, page(OTHER, "Brenn", 17), page(COPY, "Eastbank Post", 15))
    told = asyncio.run(heard(address, story, number, 1, add))
    assert int(told[0][0]) > int(number)


def test_a_story_that_is_still_weighed_is_told_twice_and_only_then_has_a_number(kept):
    from newstemma.serve.web.live import event_of
    from newstemma.serve.web.pulse import State

    waiting = State("s", 7, 2, (), (), False)
    assert events(event_of(waiting))[0][0] is None
    assert events(event_of(State("s", 7, 2, ("2 reports",), (), True)))[0][0] == "7"


def test_a_client_holds_a_few_lines_and_no_more(kept):
    from newstemma.serve.web.pulse import MOST_OF_CLIENT, Crowded, Pulse
    from newstemma.serve.web.workbench import Workbench

    address, story = kept

    async def crowd():
        pulse, places = Pulse(Workbench(address)), []
        for _ in range(MOST_OF_CLIENT):
            places.append(pulse.waiting("a", story))
            await places[-1].__aenter__()
        with pytest.raises(Crowded):
            await pulse.waiting("a", story).__aenter__()
        async with pulse.waiting("b", story):
            pass
        await places[0].__aexit__(None, None, None)
        async with pulse.waiting("a", story):
            pulse.close()

    asyncio.run(crowd())


def test_a_story_nobody_looked_at_yet_says_that_it_is_weighed_and_waits_for_nobody(
    kept, monkeypatch
):
    from concurrent.futures import Future

    from newstemma.serve.web import weighing
    from newstemma.serve.web.app import create_app

    address, story = kept
    monkeypatch.setattr(weighing.Here, "ask", lambda self, story, changed: Future())
    client = testclient.TestClient(create_app(address))
    text = client.get(f"/stories/{story}").text
    assert "being weighed for the first time" in text
    assert "data-waiting" in text
    assert "Norwire" in text
    assert "independent" not in text
    assert "data-waiting" not in client.get(f"/stories/{story}/live").text
    monkeypatch.undo()
    text = client.get(f"/stories/{story}").text
    assert "data-waiting" not in text
    assert "independent sources" in text


def test_listed_stories_are_weighed_ahead_a_few_at_a_time(kept):
    from concurrent.futures import Future

    from newstemma.serve.web.workbench import Workbench

    class Busy:
        def __init__(self):
            self.asked = []

        idle = property(lambda self: len(self.asked) < 2)

        def ask(self, story, changed):
            self.asked.append(story)
            return Future()

    bench = Workbench(kept[0])
    bench.maker = Busy()
    with bench.reading() as archive:
        entry = archive.entry(kept[1])
    bench.weigh_ahead([entry] * 5)
    assert bench.maker.asked == [kept[1]] * 2


def test_a_page_of_a_story_that_grew_says_so_until_it_is_weighed_again(kept):
    from concurrent.futures import Future

    from newstemma.serve.web.story import story_page
    from newstemma.serve.web.workbench import Workbench

    address, story = kept
    bench, waiting = Workbench(address), Future()
    with bench.reading() as archive:
        entry = archive.entry(story)
        assert "being weighed" not in story_page(archive, entry, bench.shown(entry))
    adding(address, page(COPY, "Eastbank Post", 15))()
    bench.maker.ask = lambda story, changed: waiting
    with bench.reading() as archive:
        entry = archive.entry(story)
        text = story_page(archive, entry, bench.shown(entry))
    assert "it has 2 reports now and is being weighed again" in text
    assert "as it stood with 1" in text
    del bench.maker.ask
    with bench.reading() as archive:
        assert "being weighed" not in story_page(archive, entry, bench.shown(entry))


# --- over a real line ---------------------------------------------------------------------


class Line:
    """One listener over HTTP."""

    def __init__(self, site, path, **headers):
        self.connection = HTTPConnection(urlsplit(site).netloc, timeout=60)
        self.connection.request("GET", path, headers=headers)
        self.answer = self.connection.getresponse()

    def next(self):
        """The next event, passing over what is none."""
        block = b""
        while not (found := events(block.decode())):
            block = block if not block.endswith(b"\n\n") else b""
            block += self.answer.readline()
        return found[0]

    def close(self):
        self.answer.close()
        self.connection.close()


@pytest.mark.slow
def test_a_report_added_by_another_process_is_told_and_a_stop_ends_the_line(kept):
    address, story = kept
    with serving(address) as (site, server):
        line = Line(site, f"/stories/{story}/events")
        assert line.answer.headers["Content-Type"].startswith("text/event-stream")
        number, state = line.next()
        while not state["weighed"]:
            number, state = line.next()
        adding(address, page(COPY, "Eastbank Post", 15))()
        while not (state["weighed"] and state["size"] == 2):
            number, state = line.next()
        assert "2 reports" in state["tally"][0]
        crowd = [Line(site, f"/stories/{story}/events") for _ in range(6)]
        assert [one.answer.status for one in crowd] == [200] * 5 + [429]
        for one in crowd:
            one.close()
        time.sleep(1.0)
        again = Line(site, f"/stories/{story}/events", **{"Last-Event-ID": number})
        assert again.answer.status == 200
        begun = time.monotonic()
        server.terminate()
        server.wait(30)
        assert time.monotonic() - begun < 8
        again.close()
        line.close()


@pytest.mark.slow
def test_no_process_outlives_a_server_that_is_killed(kept):
    address, story = kept
    with serving(address) as (site, server):
        connection = HTTPConnection(urlsplit(site).netloc, timeout=60)
        connection.request("GET", f"/stories/{story}")
        assert connection.getresponse().status == 200
        connection.close()
        children = _children(server.pid)
        assert children
        os.kill(server.pid, signal.SIGKILL)
        server.wait(30)
        for _ in range(100):
            if not any(map(_runs, children)):
                break
            time.sleep(0.1)
        assert not any(map(_runs, children))


def dies_once(address, story):
    """A worker that is killed at its first story, as by a system that runs out of memory."""
    mark = Path(f"{address}.died")
    if not mark.exists():
        mark.touch()
        os._exit(9)
    return make(address, story)


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced(kept):
    from newstemma.serve.web.weighing import Apart
    from newstemma.serve.web.workbench import Workbench

    address, story = kept
    bench = Workbench(address)
    bench.maker = Apart(address, dies_once)
    with bench.reading() as archive:
        entry = archive.entry(story)
    assert bench.shown(entry).id == story
    assert Path(f"{address}.died").exists()
    bench.close()


def slow(address, story):
    """A worker that needs a moment for each story and writes down which it was given."""
    with open(address, "a") as file:
        file.write(f"{story}\n")
    time.sleep(0.3)
    return Made(story, 1, story, (), "", ())


@pytest.mark.slow
def test_what_most_wait_for_is_made_first_and_each_comes_to_its_turn(tmp_path):
    from newstemma.serve.web.weighing import Apart

    order = tmp_path / "order"
    maker = Apart(str(order), slow)
    asked = [maker.ask("begun", 1)]
    asked += [maker.ask(story, 1) for story in ("first", "second", "third", "often", "more")]
    asked += [maker.ask("often", 2) for _ in range(3)] + [maker.ask("more", 2) for _ in range(5)]
    assert {one.result(30).id for one in asked} == {
        "begun", "first", "second", "third", "often", "more"}  # fmt: skip
    assert order.read_text().split() == ["begun", "more", "often", "first", "second", "third"]
    maker.close()


@pytest.mark.slow
def test_a_maker_with_much_to_do_stops_once_what_is_under_way_is_done(tmp_path):
    from newstemma.serve.web.weighing import Apart

    maker = Apart(str(tmp_path / "order"), slow)
    asked = [maker.ask(f"story {number}", 1) for number in range(200)]
    asked[0].result(30)
    begun = time.monotonic()
    maker.close()
    assert time.monotonic() - begun < 10
    assert sum(one.cancelled() for one in asked) > 190
    with pytest.raises(CancelledError):
        asked[-1].result(1)
    assert maker.ask("afterwards", 1).cancelled()


def _children(pid):
    files = list(Path(f"/proc/{pid}/task").glob("*/children"))
    if not files:
        pytest.skip("needs /proc to see the children of a process")
    return [int(child) for file in files for child in file.read_text().split()]


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
