"""What people who share an archive do in a real browser: log in, note, save, rule, undo."""

import pytest

from newstemma.newsroom import open_newsroom
from tests.newsroom.people import PASSWORDS, fill
from tests.serve.web.press import COPY, OTHER, WIRE, archive_of, page, serving
from tests.serve.web.walking import (
    SCREENS,
    asked,
    enter,
    faults,
    screen,
    scripts,
    space,
    text,
    type_into,
    wait,
)

pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")
pytestmark = [
    pytest.mark.slow,
    # The driver's client keeps its sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    address = tmp_path_factory.mktemp("archive") / "news.db"
    pages = [page(WIRE, "Norwire", 12), page(COPY, "Eastbank Post", 15), page(OTHER, "Brenn", 17)]
    story = archive_of(address, *pages)
    with open_newsroom(f"{address}.newsroom") as newsroom:
        fill(newsroom)
    with serving(address) as (site, _):
        yield site, story


def log_in(browser, site, name, path="/"):
    browser.delete_all_cookies()
    browser.get(site + path)
    assert "/login" in browser.current_url
    type_into(browser, "[name=name]", name)
    type_into(browser, "[name=password]", PASSWORDS[name])
    enter(browser, "main form button")
    assert browser.current_url == site + path


def test_a_person_logs_in_by_keyboard_and_out_again(chromium, served):
    site, _ = served
    log_in(chromium, site, "Rolf")
    assert "Rolf" in chromium.find_element("css selector", "nav").text
    chromium.get(f"{site}/account")
    enter(chromium, "form[action='/logout'] button")
    chromium.get(site)
    assert "/login" in chromium.current_url


def test_a_wrong_password_is_said_on_the_page(chromium, served):
    site, _ = served
    chromium.delete_all_cookies()
    chromium.get(f"{site}/login")
    type_into(chromium, "[name=name]", "Rolf")
    type_into(chromium, "[name=password]", "a wrong password")
    enter(chromium, "main form button")
    assert chromium.find_element("css selector", "[role=alert]").text.startswith("No account")


def test_an_editor_rules_and_undoes_by_keyboard(chromium, served):
    site, story = served
    log_in(chromium, site, "Edda", f"/stories/{story}")
    before = chromium.find_element("css selector", ".dossier").text
    type_into(chromium, "form[action='/rulings'] [name=verdict]", "goes back to another")
    type_into(chromium, "form[action='/rulings'] [name=note]", "Their own man was there.")
    enter(chromium, "form[action='/rulings'] button")
    assert chromium.current_url == f"{site}/stories/{story}"
    assert chromium.find_element("css selector", ".dossier").text != before
    chromium.get(f"{site}/rulings")
    assert "Edda" in text(chromium)
    assert "Their own man was there." in text(chromium)
    enter(chromium, ".listed form button")
    assert "Withdrawn by Edda" in text(chromium)


def test_marked_words_become_a_note_beside_the_text(chromium, served):
    site, story = served
    log_in(chromium, site, "Rolf", f"/stories/{story}")
    report = report_of(chromium, site, "Norwire")
    chromium.get(f"{site}/reports/{report}")
    assert chromium.execute_script("return window.find('not known')")  # marks lie across it
    words = "#write-note [name=words]"
    wait(chromium, lambda b: b.find_element("css selector", words).get_attribute("value"))
    assert chromium.find_element("css selector", words).get_attribute("value") == "not known"
    type_into(chromium, "#write-note [name=text]", "Asked on Monday. No answer yet.")
    enter(chromium, "#write-note button")
    assert chromium.current_url.endswith("#note-1")
    marked = chromium.find_elements("css selector", ".noted")
    assert " ".join(" ".join(one.text for one in marked).split()) == "not known"
    assert "Asked on Monday." in chromium.find_element("id", "note-1").text
    mark = chromium.find_element("css selector", "a.note-ref")
    assert mark.get_attribute("href").endswith("#note-1")


def report_of(browser, site, outlet):
    """The id of an outlet's report, asked as the page's own script could."""
    return browser.execute_async_script(
        """
        const [outlet, done] = arguments;
        fetch("/api/v1/search?q=railway").then((answer) => answer.json()).then((found) =>
          done(found.find((one) => one.outlet === outlet).report));
        """,
        outlet,
    )


def test_without_script_the_words_are_typed_and_what_the_house_refuses_is_kept(chromium, served):
    site, story = served
    log_in(chromium, site, "Rolf", f"/stories/{story}")
    report = report_of(chromium, site, "Eastbank Post")
    scripts(chromium, run=False)
    chromium.get(f"{site}/reports/{report}")
    type_into(chromium, "#write-note [name=words]", "has not met")
    type_into(chromium, "#write-note [name=text]", "the wire says less")
    enter(chromium, "#write-note button")
    assert "Write whole sentences" in text(chromium)
    box = chromium.find_element("css selector", "#write-note [name=text]")
    assert box.get_attribute("value") == "the wire says less"
    box.clear()
    type_into(chromium, "#write-note [name=text]", "The wire says less.")
    enter(chromium, "#write-note button")
    assert chromium.find_element("css selector", ".noted").text == "has not met"


def test_a_story_is_saved_by_keyboard_and_listed(chromium, served):
    site, story = served
    log_in(chromium, site, "Rolf", f"/stories/{story}")
    save = f"form[action='/stories/{story}/saved']"
    type_into(chromium, f"{save} [name=title]", "For Thursday")
    type_into(chromium, f"{save} [name=note]", "Ask Tessany.")
    enter(chromium, f"{save} button")
    assert "/saved/" in chromium.current_url
    assert "Nothing that is counted." in text(chromium)
    chromium.get(f"{site}/saved")
    assert "For Thursday" in text(chromium)
    assert "Saved by Rolf" in text(chromium)


def test_a_token_is_made_by_keyboard_and_shown_once(chromium, served):
    site, _ = served
    log_in(chromium, site, "Edda", "/account")
    type_into(chromium, "form[action='/account/tokens'] [name=name]", "night desk")
    space(chromium, "#field-scope-read")
    enter(chromium, "form[action='/account/tokens'] button")
    word = chromium.find_element("css selector", "code.word").text
    assert word.startswith("nst_")
    chromium.get(f"{site}/account")
    assert word not in text(chromium)
    assert "night desk" in text(chromium)


@pytest.mark.parametrize(("width", "dark", "rules"), SCREENS)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(chromium, served, width, dark, rules):
    site, story = served
    log_in(chromium, site, "Ada")
    screen(chromium, width, dark)
    report = report_of(chromium, site, "Norwire")
    paths = [f"/stories/{story}", f"/reports/{report}", "/notes", "/notes/1", "/saved", "/saved/1",
             "/rulings", "/account", "/accounts", "/audit", "/login"]  # fmt: skip
    assert faults(chromium, [site + path for path in paths], rules) == {}


def test_no_page_of_ours_asks_another_host_for_anything(chromium, served):
    site, story = served
    log_in(chromium, site, "Ada")
    for path in (f"/stories/{story}", "/notes", "/saved/1", "/account", "/audit"):
        chromium.get(site + path)
        assert asked(chromium)
        assert all(address.startswith(site) for address in asked(chromium))
