"""A real browser, where there is one (Debian: chromium, chromium-driver): `make browser`."""

import gc
import shutil
import warnings

import pytest

from tests.serve.web.walking import screen, scripts

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


@pytest.fixture(scope="session")
def driver():
    """One browser for all tests: to start one takes two seconds."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if not (CHROMIUM and DRIVER):
        pytest.skip("no chromium and chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    started = webdriver.Chrome(options, webdriver.ChromeService(executable_path=DRIVER))
    yield started
    with warnings.catch_warnings():  # the driver's client keeps its sockets to the very end
        warnings.simplefilter("ignore", ResourceWarning)
        started.quit()
        del started
        gc.collect()


@pytest.fixture
def chromium(driver):
    """The browser as it was before anybody used it: logged out, wide, light, scripts on."""
    driver.delete_all_cookies()
    scripts(driver, run=True)
    screen(driver, 1200, dark=False)
    return driver
