"""What people who share an archive do in a real browser: log in, note, save, rule, undo."""

from importlib.resources import files

import pytest

from newstemma.newsroom import open_newsroom
from tests.newsroom.people import PASSWORDS, fill
from tests.serve.web.press import COPY, OTHER, WIRE, archive_of, page, serving

pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")
pytestmark = [
    pytest.mark.slow,
    # The driver's client keeps its sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
HEDGE = "is not known to have met"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    address = tmp_path_factory.mktemp("archive") / "news.db"
    pages = [page(WIRE, "Norwire", 12), page(COPY, "Eastbank Post", 15), page(OTHER, "Brenn", 17)]
    story = archive_of(address, *pages)
    with open_newsroom(f"{address}.newsroom") as newsroom:
        fill(newsroom)
    with serving(address) as (site, _):
        yield site, story


def text(browser):
    return browser.find_element("css selector", "body").text


def wait(browser, test):
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 60).until(test)


def press(browser, *keys):
    """Keys sent to whatever has the focus, as a hand on the keyboard sends them."""
    from selenium.webdriver.common.action_chains import ActionChains

    chain = ActionChains(browser)
    for key in keys:
        chain.send_keys(key)
    chain.perform()


def tab_to(browser, css, most=400):
    """Moves the focus by the tabulator alone until it is on that element."""
    from selenium.webdriver.common.keys import Keys

    target = browser.find_element("css selector", css)
    for _ in range(most):
        if browser.switch_to.active_element == target:
            return target
        press(browser, Keys.TAB)
    raise AssertionError(f"{css} is not reached by keyboard")


def leaves(browser, act):
    """Does something that leads to another page, and waits for that page."""
    from selenium.webdriver.support import expected_conditions as until

    before = browser.find_element("css selector", "main")
    act()
    wait(browser, until.staleness_of(before))
    wait(browser, lambda b: b.find_elements("css selector", "main"))


def enter(browser, css):
    """Presses Enter on an element that the tabulator has reached."""
    from selenium.webdriver.common.keys import Keys

    tab_to(browser, css)
    leaves(browser, lambda: press(browser, Keys.ENTER))


def type_into(browser, css, words):
    tab_to(browser, css)
    press(browser, words)


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
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
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
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


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
    from selenium.webdriver.common.keys import Keys

    site, _ = served
    log_in(chromium, site, "Edda", "/account")
    type_into(chromium, "form[action='/account/tokens'] [name=name]", "night desk")
    tab_to(chromium, "#field-scope-read")
    press(chromium, Keys.SPACE)
    enter(chromium, "form[action='/account/tokens'] button")
    word = chromium.find_element("css selector", "code.word").text
    assert word.startswith("nst_")
    chromium.get(f"{site}/account")
    assert word not in text(chromium)
    assert "night desk" in text(chromium)


@pytest.mark.parametrize("width", [320, 1400])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(chromium, served, width, dark):
    pytest.importorskip("axe_core_python", reason="axe-core is not installed")
    script = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    site, story = served
    log_in(chromium, site, "Ada")
    feature = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
    chromium.set_window_size(width, 900)
    report = report_of(chromium, site, "Norwire")
    paths = [f"/stories/{story}", f"/reports/{report}", "/notes", "/notes/1", "/saved", "/saved/1",
             "/rulings", "/account", "/accounts", "/audit"]  # fmt: skip
    found = {}
    for path in [*paths, "/login"]:
        chromium.get(site + path)
        chromium.execute_script(script)
        result = chromium.execute_async_script(
            "const done = arguments[arguments.length - 1]; axe.run().then(done)"
        )
        bad = [v for v in result["violations"] if v["impact"] in ("serious", "critical")]
        wide = chromium.execute_script(
            "return document.documentElement.scrollWidth - window.innerWidth"
        )
        if bad or wide > 0:
            found[path] = (
                wide,
                [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in bad],
            )
    chromium.set_window_size(1200, 900)
    assert found == {}


def test_no_page_of_ours_asks_another_host_for_anything(chromium, served):
    site, story = served
    log_in(chromium, site, "Ada")
    for path in (f"/stories/{story}", "/notes", "/saved/1", "/account", "/audit"):
        chromium.get(site + path)
        asked = chromium.execute_script(
            "return performance.getEntriesByType('resource').map(entry => entry.name)"
        )
        assert all(address.startswith(site) for address in asked)
