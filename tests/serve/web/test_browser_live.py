"""The live page in a real browser: it grows while a person looks at it, and without script."""

import pytest

import newstemma as ns
from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.subscribers import Subscribers
from tests.serve.web.press import COPY, OTHER, WIRE, archive_of, page, serving
from tests.serve.web.walking import SCREENS, faults, screen, scripts, text, wait

pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
pytestmark = [
    pytest.mark.slow,
    # The driver's client keeps its sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    address = tmp_path_factory.mktemp("archive") / "news.db"
    story = archive_of(address, page(WIRE, "Norwire", 12))
    with serving(address) as (site, _):
        yield address, f"{site}/stories/{story}/live"


def told(browser, id):
    return browser.find_element("id", id).text


def add(address, one):
    with ns.open_archive(address) as archive:
        list(archive.add([one]))


def test_the_count_grows_while_the_page_is_open(chromium, served):
    address, url = served
    chromium.get(url)
    wait(chromium, lambda b: b.find_element("id", "live").get_attribute("data-state") == "live")
    wait(chromium, lambda b: "1 report," in told(b, "tally") and "sources" in told(b, "tally"))
    add(address, page(COPY, "Eastbank Post", 15))
    wait(chromium, lambda b: "2 reports" in told(b, "tally") and "sources" in told(b, "tally"))
    assert "likely 1" in told(chromium, "tally") or "sources 1" in told(chromium, "tally")
    assert "Eastbank Post" in told(chromium, "news")
    first = chromium.find_element("css selector", "#lines li")
    assert "Eastbank Post" in first.text
    wait(chromium, lambda b: "took its text from Norwire" in told(b, "lines"))
    assert chromium.execute_script("return document.title").startswith("(2)")
    assert chromium.execute_script(
        "return [tally.getAttribute('role'), news.getAttribute('aria-live')]"
    ) == ["status", "polite"]


def test_a_story_weighed_for_the_first_time_loads_itself_once_it_is_there(chromium, served):
    address, url = served
    with ns.open_archive(address) as archive:
        known = {entry.id for entry in archive.stories()}
        said = archive.add(page(vote(n), f"Post {n}", 9, "Tarnow dissolves") for n in range(12))
        fresh = {one.story for one in said} - known
        assert fresh
        story = max(fresh, key=lambda id: archive.entry(id).size)
    chromium.get(f"{url.split('/stories')[0]}/stories/{story}")
    assert "being weighed for the first time" in text(chromium)
    wait(chromium, lambda b: "Take it elsewhere" in text(b))


def vote(number):
    """An edited report on another event; a dozen of them take longer than a reader's patience."""
    return (
        f"Deputies in Tarnow voted {71 + number} to 38 to dissolve parliament on Monday.\n"
        "Speaker Odile Marrant announced it after nine hours, and the bell rang once.\n"
        f"An election will be held within {40 + number} days, the law of 1994 says.\n"
        f"Reporter {number} saw the hall empty within a quarter of an hour."
    )


def test_a_report_that_comes_is_text_and_never_markup(chromium, served):
    address, url = served
    evil = "<img src=x onerror=\"document.body.id='owned'\">"
    chromium.get(url)
    add(address, page(WIRE.replace("June", "July"), f"Evil {evil}", 19, f"Deal {evil}"))
    wait(chromium, lambda b: "onerror" in told(b, "lines"))
    assert chromium.find_elements("css selector", "#live img") == []
    assert chromium.execute_script("return document.body.id") == ""


def test_without_script_the_page_is_whole_and_loads_again(chromium, served):
    address, url = served
    scripts(chromium, run=False)
    chromium.get(url)
    before = len(chromium.find_elements("css selector", "#lines li"))
    add(address, page(OTHER.replace("Brenn", "Ombra"), "Inland", 20))
    add(address, page(COPY.replace("June", "May"), "Harbour Times", 21))
    chromium.find_element("link text", "Load again").click()
    assert len(chromium.find_elements("css selector", "#lines li")) > before


def paths(served):
    """The pages of this file's subject: live, outlets, one outlet, copies, the way out."""
    address, url = served
    with ns.open_archive(address) as archive:
        report = archive.story(url.split("/")[-2]).reports[0]
    place = address.with_name("news.db.watch")
    with Notes(place), Subscribers(place) as subscribers:
        subscribers.add("ann@desk.example", 0)
        token = subscribers.token("ann@desk.example")
    site = url.split("/stories")[0]
    return [url, *(f"{site}{path}" for path in ("/outlets", "/outlets/Norwire",
            f"/reports/{report}/copies", f"/unsubscribe/{token}"))]  # fmt: skip


@pytest.mark.parametrize(("width", "dark", "rules"), SCREENS)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(chromium, served, width, dark, rules):
    screen(chromium, width, dark)
    assert faults(chromium, paths(served), rules) == {}
