"""How a test walks in a real browser: waits and keys, what axe-core says, what is too wide."""

from importlib.resources import files

import pytest

SERIOUS = ("serious", "critical")
AXE = """
    const [rules, done] = arguments;
    axe.run(rules ? {runOnly: {type: "rule", values: rules}} : {}).then(done);
"""
# WCAG 2.2, 2.5.8 (axe-core 4.4 is older): a target under 24 by 24 CSS pixels needs a circle of
# that width about it which no other target reaches; links among the words of a line are exempt.
SMALL = """
    const shown = (one) => one.checkVisibility() && getComputedStyle(one).clip === "auto";
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter(shown).map((one) => ({ one: one.closest("label") || one }))
      .map(({ one }) => ({ one, box: one.getBoundingClientRect() }));
    const inLine = (one) => getComputedStyle(one).display === "inline" && !one.closest("svg") &&
      [...one.closest("p, li, td, th, dd, h1, h2, h3, h4, div").childNodes]
        .some((n) => n !== one && !n.contains?.(one) && n.textContent.trim());
    const small = all.filter(({ box }) => box.width < 24 || box.height < 24);
    const middle = (b) => [b.x + b.width / 2, b.y + b.height / 2];
    const near = ([x, y], b) => Math.hypot(
      Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom));
    return small.filter(({ one, box }) => !inLine(one) && all.some((other) =>
      other.one !== one && !one.contains(other.one) && !other.one.contains(one) &&
      (near(middle(box), other.box) < 12 || (small.includes(other) &&
        Math.hypot(...middle(box).map((v, i) => v - middle(other.box)[i])) < 24))))
      .map(({ one }) => one.outerHTML.slice(0, 120));
"""
# What a colour scheme can change of a page; the rest is seen in one scheme.
COLOURS = ["color-contrast", "link-in-text-block"]
# Narrow and wide, dark and light: every rule at both widths and in both schemes, and what
# colours change at all four.
SCREENS = [(320, True, None), (1400, False, None), (320, False, COLOURS), (1400, True, COLOURS)]


def text(browser):
    return browser.find_element("css selector", "body").text


def wait(browser, test, seconds=60):
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, seconds).until(test)


def leaves(browser, act):
    """Does something that leads to another page, and waits for that page."""
    before = browser.find_element("css selector", "main").id
    act()
    wait(browser, lambda b: b.find_element("css selector", "main").id != before)


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


def enter(browser, css):
    """Presses Enter on an element that the tabulator has reached, and waits for the next page."""
    from selenium.webdriver.common.keys import Keys

    tab_to(browser, css)
    leaves(browser, lambda: press(browser, Keys.ENTER))


def space(browser, css):
    """Presses the space bar on an element that the tabulator has reached."""
    from selenium.webdriver.common.keys import Keys

    tab_to(browser, css)
    press(browser, Keys.SPACE)


def type_into(browser, css, words):
    tab_to(browser, css)
    press(browser, words)


def screen(browser, width, dark):
    """A window of a width, as somebody who likes it dark, or light, sees it."""
    feature = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
    browser.set_window_size(width, 900)


def scripts(browser, run):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not run})


def open_story(browser, address):
    """A story's page, once it is weighed: until then it shows its reports alone."""

    def is_weighed(_):
        browser.get(address)
        return browser.find_elements("css selector", ".texts .text")

    wait(browser, is_weighed)


def faults(browser, addresses, rules=None):
    """Of each page what axe-core finds serious or critical, which targets are too small and by how
    much it is too wide; none for the page that is open. All rules of axe-core, or those named."""
    pytest.importorskip("axe_core_python", reason="axe-core is not installed")
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    found = {}
    for address in addresses:
        if address is not None:
            browser.get(address)
        browser.execute_script("document.querySelector('#live li')?.classList.add('fresh')")
        browser.execute_script(axe)
        result = browser.execute_async_script(AXE, rules)
        bad = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]])
               for v in result["violations"] if v["impact"] in SERIOUS]  # fmt: skip
        assert "color-contrast" in {one["id"] for one in result["passes"]}, address
        wide = browser.execute_script(
            "return document.documentElement.scrollWidth - window.innerWidth"
        )
        small = browser.execute_script(SMALL)
        if bad or small or wide > 0:
            found[address] = wide, bad, small
    return found


def asked(browser):
    """The addresses of everything the page that is open asked for."""
    return browser.execute_script(
        "return performance.getEntriesByType('resource').map(entry => entry.name)"
    )
