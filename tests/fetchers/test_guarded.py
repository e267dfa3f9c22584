"""The guarded client against a server on this machine, which it must be told to trust."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newstemma.fetchers import (
    CannedFetcher,
    Door,
    Fetched,
    FetchFailed,
    GuardedFetcher,
    Limits,
    Refused,
    Validators,
)

BODY = b"<html><body><p>The dam at Orlec held.</p></body></html>"


PACKED = {"Content-Encoding": "gzip"}
# path: status, headers, body
ANSWERS = {
    "/page": (200, {}, BODY),
    "/packed": (200, PACKED, gzip.compress(BODY)),
    "/bomb": (200, PACKED, gzip.compress(b"0" * (30 * 2**20))),
    "/long": (200, {}, b"x" * 300_000),
    "/moved": (302, {"Location": "/page"}, b""),
    "/inwards": (302, {"Location": "http://10.0.0.1/"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/dated": (200, {"ETag": '"seven"'}, BODY),
    "/busy": (429, {"Retry-After": "120"}, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = ANSWERS[self.path]
        if headers.get("ETag", "") == self.headers.get("If-None-Match"):
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


TRUSTING = Door(trusted=("127.0.0.0/8",))


def fetch(url, **limits):
    return GuardedFetcher(Limits(**limits), TRUSTING).fetch(url)


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved"])
def test_a_page_is_fetched_unpacked_and_followed(site, path):
    answer = fetch(site + path)
    assert (answer.status, answer.content) == (200, BODY)
    page = answer.page()
    assert page.url == page.origin == answer.url
    assert page.media_type.startswith("text/html")
    assert page.fetched == answer.fetched


def test_what_has_not_changed_is_not_sent_again(site):
    fetcher = GuardedFetcher(door=TRUSTING)
    first = fetcher.fetch(site + "/dated")
    again = fetcher.fetch(site + "/dated", first.validators)
    assert (again.status, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "limits"), [("/bomb", {}), ("/long", {"wire": 100_000}), ("/long", {"seconds": 0.0})]
)
def test_a_body_over_a_limit_fails_with_its_address(site, path, limits):
    with pytest.raises(FetchFailed, match=r"limit|fold|seconds|answer") as failed:
        fetch(site + path, **limits)
    assert failed.value.url == site + path


@pytest.mark.parametrize(("path", "reason"), [("/inwards", "private"), ("/round", "redirects")])
def test_a_redirect_goes_through_the_same_door(site, path, reason):
    with pytest.raises(Refused) as refused:
        fetch(site + path)
    assert refused.value.reason == reason


def test_a_name_that_leads_inwards_the_second_time_it_is_asked_for_is_refused(site):
    """Rebinding: the first answer may be fetched from, the one for the redirect may not."""
    answers, asked = iter([["127.0.0.1"], ["10.0.0.7"], ["127.0.0.1"]]), []

    def resolve(host, port):
        asked.append(host)
        return next(answers)

    fetcher = GuardedFetcher(door=Door(resolve, trusted=("127.0.0.0/8",)))
    port = site.rpartition(":")[2]
    with pytest.raises(Refused) as refused:
        fetcher.fetch(f"http://rebind.site.org:{port}/moved")
    assert refused.value.reason in ("private", "port")
    assert asked == ["rebind.site.org"] * 2
    assert fetcher.fetch(f"http://rebind.site.org:{port}/page").content == BODY
    assert len(asked) == 3


def test_a_server_that_asks_for_patience_is_heard(site):
    answer = fetch(site + "/busy")
    assert (answer.status, answer.retry_after) == (429, 120.0)


def test_nobody_there_is_a_failure_that_says_what_to_do():
    with pytest.raises(FetchFailed, match="save the page"):
        fetch("http://127.0.0.1:9/")


def test_the_canned_fetcher_answers_as_a_server_would():
    kept = Fetched("u", 200, BODY, "text/html", fetched=None, validators=Validators('"seven"'))
    canned = CannedFetcher({"u": kept, "v": BODY})
    assert canned.fetch("v").content == BODY
    assert canned.fetch("u").status == 200
    assert canned.fetch("u", Validators('"seven"')).status == 304
    assert canned.fetch("w").status == 404
    assert [url for url, _ in canned.asked] == ["v", "u", "u", "w"]
