"""What a person walks through in a real browser, and what axe-core says of every page.

Needs Chromium and its driver (`make browser`); skipped where they are not.
"""

import re

import pytest

from tests.serve.web.press import COPY, OTHER, WIRE, archive_of, page, serving
from tests.serve.web.walking import (
    COLOURS,
    SCREENS,
    asked,
    enter,
    faults,
    leaves,
    open_story,
    press,
    screen,
    space,
    tab_to,
    text,
    type_into,
)

pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")
pytestmark = [
    pytest.mark.slow,
    # The driver's client keeps its sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
HEDGE = "is not known to have met"
FIGURES = COPY.replace("214 kilometres", "241 kilometres")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of a workbench and of its one story: a wire, a copy, an own report."""
    address = tmp_path_factory.mktemp("archive") / "news.db"
    pages = [page(WIRE, "Norwire", 12), page(FIGURES, "Eastbank Post", 15),
             page(OTHER, "Brenn", 17)]  # fmt: skip
    story = archive_of(address, *pages)
    with serving(address) as (site, _):
        yield site, f"{site}/stories/{story}"


def shown(browser, css):
    return [one for one in browser.find_elements("css selector", css) if one.is_displayed()]


def test_three_pasted_pages_are_two_sources(chromium, served):
    site, _ = served
    chromium.get(f"{site}/examine")
    pasted = "\n=====\n".join(f"Ombra railway deal signed\n\n{one}" for one in (WIRE, COPY, OTHER))
    box = chromium.find_element("css selector", "[name=texts]")
    chromium.execute_script("arguments[0].value = arguments[1]", box, pasted)
    enter(chromium, "main form button")
    words = text(chromium)
    assert re.search(r"\b2\s+independent sources, likely", words)
    assert re.search(r"\b3\s+reports", words)
    assert HEDGE in words


def test_a_dropped_file_is_examined(chromium, served, tmp_path):
    site, _ = served
    (tmp_path / "wire.txt").write_text(WIRE, "utf-8")
    (tmp_path / "own.txt").write_text(OTHER, "utf-8")
    chromium.get(f"{site}/examine")
    box = chromium.find_element("css selector", "[name=files]")
    box.send_keys("\n".join(str(path) for path in sorted(tmp_path.iterdir())))
    enter(chromium, "main form button")
    assert re.search(r"\b2\s+independent sources, likely|2 stories", text(chromium))


def test_the_stemma_is_drawn_and_opens_as_a_table(chromium, served):
    _, story = served
    open_story(chromium, story)
    names = chromium.find_element("css selector", ".stemma svg").text
    assert all(name in names for name in ("Norwire", "Eastbank Post", "Brenn"))
    assert shown(chromium, ".stemma table") == []
    space(chromium, ".stemma summary")
    (table,) = shown(chromium, ".stemma table")
    row = next(one for one in table.text.splitlines() if "Eastbank Post" in one and "edited" in one)
    assert "Norwire" in row


def test_a_report_s_sentence_leads_to_its_statement_in_every_report(chromium, served):
    _, story = served
    open_story(chromium, story)
    link = next(one for one in chromium.find_elements("css selector", ".texts .text a")
                if HEDGE in one.find_element("xpath", "ancestor::p").text)  # fmt: skip
    target = link.get_attribute("href").split("#")[1]
    link.click()
    assert chromium.current_url.endswith(f"#{target}")
    entry = chromium.find_element("id", target)
    assert entry.is_displayed()
    assert HEDGE in entry.text
    assert "has not met" in entry.text


def test_changes_are_filtered_to_hedges_by_keyboard(chromium, served):
    _, story = served
    open_story(chromium, story)
    assert len(shown(chromium, ".change-list > li")) == 2
    space(chromium, "#of-figures")
    (left,) = shown(chromium, ".change-list > li")
    assert HEDGE in left.text
    space(chromium, "#of-hedges")
    assert shown(chromium, ".change-list > li") == []


def test_search_finds_and_marks(chromium, served):
    site, _ = served
    chromium.get(f"{site}/search")
    type_into(chromium, "main [name=q]", "timetable")
    enter(chromium, "main form button")
    assert chromium.find_element("css selector", "mark").text == "timetable"


def test_a_person_rules_and_undoes(chromium, served):
    site, story = served
    open_story(chromium, story)
    type_into(chromium, "form[action='/rulings'] [name=who]", "Ann")
    type_into(chromium, "form[action='/rulings'] [name=note]", "Their own man was there.")
    enter(chromium, "form[action='/rulings'] button")
    assert chromium.current_url == story
    chromium.get(f"{site}/rulings")
    assert "Their own man was there." in text(chromium)
    type_into(chromium, ".listed form [name=who]", "Bea")
    enter(chromium, ".listed form button")
    assert "Withdrawn by Bea" in text(chromium)


def test_everything_on_the_first_page_is_reached_by_keyboard(chromium, served):
    from selenium.webdriver.common.keys import Keys

    site, _ = served
    chromium.get(site)
    wanted = chromium.find_elements("css selector", "a, button, input, select, summary")
    reached = []
    for _ in wanted:
        press(chromium, Keys.TAB)
        while chromium.switch_to.active_element in reached:  # a date has a stop for each part
            press(chromium, Keys.TAB)
        reached.append(chromium.switch_to.active_element)
    assert reached == wanted
    assert wanted[0].get_attribute("textContent") == "Skip to the content"


def test_the_way_past_the_links_leads_to_the_content(chromium, served):
    from selenium.webdriver.common.keys import Keys

    site, _ = served
    chromium.get(f"{site}/search")
    tab_to(chromium, "a.skip")
    assert chromium.find_element("css selector", "a.skip").is_displayed()
    press(chromium, Keys.ENTER)
    press(chromium, Keys.TAB)
    inside = "return document.querySelector('main').contains(document.activeElement)"
    assert chromium.execute_script(inside)


def paths(browser, served):
    """A page of each kind that needs no account."""
    site, story = served
    open_story(browser, story)
    report, other = browser.execute_script(
        "return ['first', 'second'].map(n => document.querySelector(`[name=${n}]`).value)"
    )
    return [story, *(f"{site}{path}" for path in ("/", "/search?q=railway", "/search", "/examine",
            "/rulings", "/nowhere", f"/reports/{report}",
            f"/compare/{report}?other={other}"))]  # fmt: skip


@pytest.mark.parametrize(("width", "dark", "rules"), SCREENS)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(chromium, served, width, dark, rules):
    screen(chromium, width, dark)
    assert faults(chromium, paths(chromium, served), rules) == {}


def test_small_targets_that_crowd_each_other_are_seen(chromium, served):
    site, _ = served
    chromium.get(f"{site}/search")
    chromium.execute_script(
        """
        for (const name of ["one", "two"]) {
          const made = document.createElement("button");
          made.setAttribute("aria-label", name);
          made.style = "width: 8px; min-height: 0; height: 8px; padding: 0; display: inline-block";
          document.querySelector("main").append(made);
        }
        """
    )
    ((_, _, small),) = faults(chromium, [None], COLOURS).values()
    assert len(small) == 2


@pytest.mark.parametrize("dark", [False, True])
def test_an_examination_has_no_faults_either(chromium, served, dark):
    site, _ = served
    screen(chromium, 320, dark)
    chromium.get(f"{site}/examine")
    box = chromium.find_element("css selector", "[name=texts]")
    chromium.execute_script("arguments[0].value = arguments[1]", box, f"{WIRE}\n=====\n{COPY}")
    leaves(chromium, chromium.find_element("css selector", "main form button").click)
    assert faults(chromium, [None]) == {}


def test_no_page_asks_another_host_for_anything_or_runs_a_script(chromium, served):
    site, story = served
    open_story(chromium, story)
    assert asked(chromium)
    assert all(address.startswith(site) for address in asked(chromium))
    assert chromium.execute_script("return document.scripts.length") == 0
