"""What a person walks through in a real browser, and what axe-core says of every page.

Needs Chromium and its driver (Debian: chromium, chromium-driver); skipped where they are not.
"""

import shutil
import socket
import subprocess
import sys
import time
from importlib.resources import files

import pytest

import newstemma as ns
from newstemma.model import Page

pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER), reason="no chromium and chromedriver on this machine"
    ),
    # The driver's client keeps its sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

WIRE = """\
President Temur Jandarov signed a deal on Tuesday to reopen the Ombra railway, officials said.
The line of 214 kilometres has been shut since 2014, when floods took four of its bridges.
“This is a train to the sea,” Jandarov said after the ceremony in Tessany.
He is not known to have met the opposition leader Ilya Senn.
Engineers will begin in June at the tunnel below Mount Arl, the ministry of works said."""
COPY = WIRE.replace("is not known to have met", "has not met").replace("after the", "at the")
OTHER = """\
At the depot in Brenn the last timetable still hangs: one train at dawn, one at dusk.
Mechanic Odile Farr, 58, oils the same engine every spring though nobody has paid her yet.
On Tuesday a clerk rang from the capital to ask whether the Ombra railway would run again.
“I told him to bring his own coal,” Farr said, and hung up.
Her neighbours collect signatures against the price: 40 marks, twice the fare of the bus.
Nobody from the works ministry has come to the valley since autumn, the mayor said."""


def page(text, outlet, hour):
    given = (("outlet", outlet), ("published", f"2025-03-11T{hour}:00"),
             ("title", "Ombra railway deal signed"))  # fmt: skip
    return Page(text, "text/plain", outlet, given=given)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    address = tmp_path_factory.mktemp("archive") / "news.db"
    with ns.open_archive(address) as archive:
        pages = [
            page(WIRE, "Norwire", 12),
            page(COPY, "Eastbank Post", 15),
            page(OTHER, "Brenn", 17),
        ]
        assert len(list(archive.add(pages))) == 3
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "newstemma", "serve", "--archive", str(address)]
    server = subprocess.Popen([*command, "--port", str(port)])
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="module")
def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, webdriver.ChromeService(executable_path=DRIVER))
    driver.set_window_size(1200, 900)
    yield driver
    driver.quit()


def text(browser):
    return browser.find_element("css selector", "body").text


def fill(browser, name, words, within="main"):
    field = browser.find_element("css selector", f"{within} [name={name}]")
    field.clear()
    field.send_keys(words)
    return field


def send(browser, form):
    """Sends a form and waits for the page that answers it."""
    from selenium.webdriver.support import expected_conditions as until
    from selenium.webdriver.support.ui import WebDriverWait

    before = browser.find_element("css selector", "main")
    browser.find_element("css selector", f"{form} button").click()
    WebDriverWait(browser, 60).until(until.staleness_of(before))
    WebDriverWait(browser, 60).until(lambda _: browser.find_elements("css selector", "main"))


def open_story(browser, site):
    """The first story's page, once it is weighed: until then it shows its reports alone."""
    from selenium.webdriver.support.ui import WebDriverWait

    browser.get(site)
    browser.find_element("css selector", ".listed a").click()
    address = browser.current_url

    def is_weighed(_):
        if browser.find_elements("css selector", ".texts .text"):
            return True
        browser.get(address)
        return False

    WebDriverWait(browser, 60, 1).until(is_weighed)


def test_pasting_three_pages_gives_their_count(browser, site):
    browser.get(f"{site}/examine")
    pasted = "\n=====\n".join(f"Ombra railway deal signed\n\n{one}" for one in (WIRE, COPY, OTHER))
    box = browser.find_element("css selector", "[name=texts]")
    browser.execute_script("arguments[0].value = arguments[1]", box, pasted)
    send(browser, "form")
    words = text(browser)
    assert "independent sources, likely" in words
    assert "is not known to have met" in words


def test_a_statement_leads_to_its_words_in_a_report(browser, site):
    open_story(browser, site)
    link = browser.find_element("css selector", ".texts .text a")
    target = link.get_attribute("href").split("#")[1]
    link.click()
    assert browser.current_url.endswith(f"#{target}")
    assert browser.find_element("id", target).is_displayed()


def test_search_finds_and_marks(browser, site):
    browser.get(f"{site}/search")
    fill(browser, "q", "timetable").submit()
    assert browser.find_element("css selector", "mark").text == "timetable"


def test_a_person_rules_and_undoes(browser, site):
    open_story(browser, site)
    story = browser.current_url
    fill(browser, "who", "Ann", "form[action='/rulings']")
    fill(browser, "note", "Their own man was there.", "form[action='/rulings']")
    send(browser, "form[action='/rulings']")
    assert browser.current_url == story
    browser.get(f"{site}/rulings")
    assert "Their own man was there." in text(browser)
    fill(browser, "who", "Bea", ".listed form")
    send(browser, ".listed form")
    assert "Withdrawn by Bea" in text(browser)


def test_everything_is_reached_by_keyboard(browser, site):
    from selenium.webdriver.common.keys import Keys

    browser.get(site)
    seen = []
    for _ in range(20):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        seen.append(browser.switch_to.active_element.text or "(field)")
    assert seen[0] == "Skip to the content"
    assert {"Stories", "Search", "Examine", "Rulings", "Notes", "Saved", "Show"} <= set(seen)


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_on_any_page(browser, site, width, dark):
    pytest.importorskip("axe_core_python", reason="axe-core is not installed")
    script = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    feature = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
    browser.set_window_size(width, 900)
    open_story(browser, site)
    story = browser.current_url
    report = browser.execute_script("return document.querySelector('select').value")
    other = browser.execute_script("return document.querySelector('[name=second]').value")
    paths = ["/", "/search?q=railway", "/examine", "/rulings", "/nowhere", f"/reports/{report}",
             f"/compare/{report}?other={other}"]  # fmt: skip
    found = {}
    for address in [story, *(site + path for path in paths)]:
        browser.get(address)
        browser.execute_script(script)
        result = browser.execute_async_script(
            "const done = arguments[arguments.length - 1]; axe.run().then(done)"
        )
        bad = [v for v in result["violations"] if v["impact"] in ("serious", "critical")]
        if bad:
            found[address] = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in bad]
    assert found == {}


def test_no_page_is_wider_than_a_small_screen(browser, site):
    browser.set_window_size(320, 900)
    open_story(browser, site)
    for address in (browser.current_url, site, f"{site}/search?q=railway", f"{site}/examine"):
        browser.get(address)
        width = browser.execute_script("return document.documentElement.scrollWidth")
        assert width <= browser.execute_script("return window.innerWidth"), address
    browser.set_window_size(1200, 900)


def test_no_page_asks_another_host_for_anything_or_runs_a_script(browser, site):
    open_story(browser, site)
    asked = browser.execute_script(
        "return performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert all(address.startswith(site) for address in asked)
    assert browser.execute_script("return document.scripts.length") == 0
