"""An enemy's report on every page, paths that lead out on every route, bombs within a limit."""

import gzip
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest

import newstemma as ns
from newstemma.fetchers import CannedFetcher
from newstemma.model import Page

testclient = pytest.importorskip("starlette.testclient", reason="needs newstemma[web]")
pytest.importorskip("fastapi", reason="the extra newstemma[web] is not installed")

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>"
SCHEME = "javascript:alert(4)"
BODY = (
    f"Jonas {EVIL} Reik is not known to have opened the dam at Velmark, police said on Monday.\n"
    f"“Nobody {EVIL} was there,” said Chief Anders {EVIL} Bohl in Velmark.\n"
    "The water rose by 14 metres and 300 people left the valley of the Osk before dawn.\n"
    f"Engineers {EVIL} from Tarnow will look at the gate on Tuesday, the ministry said."
)
# Each field a reader of pages fills, with an enemy's words in it.
FIELDS = {
    "title": f"Dam {EVIL}", "outlet": f"Post {EVIL}", "authors": EVIL, "url": SCHEME,
    "credit": EVIL, "source": EVIL, "published": "2025-05-05T09:00", "language": EVIL,
    "section": EVIL, "description": EVIL,
}  # fmt: skip


def page(text, number):
    fields = {**FIELDS, "outlet": f"Post {number} {EVIL}"}
    url = f"https://post.site.org/{number}/?q={EVIL}"
    return Page(text, "text/plain", f"{EVIL}.txt", url=url, given=tuple(sorted(fields.items())))


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    from newstemma.serve.web.app import create_app

    address = tmp_path_factory.mktemp("archive") / "news.db"
    with ns.open_archive(address) as archive:
        changed = BODY.replace("is not known to have opened", "has not opened")
        pages = [page(BODY, 1), page(changed, 2), page(BODY.replace("14", "41"), 3)]
        assert {one.what for one in archive.add(pages)} <= {"added"}
        for entry in archive.stories():
            archive.dossier(entry.id)
    with testclient.TestClient(create_app(str(address), fetcher=CannedFetcher({}))) as made:
        made.app.burst = 1e9
        yield made


def links(text, base):
    found = re.findall(r'(?:href|data-events|src)="([^"]*)"', text)
    return {urljoin(base, one.replace("&amp;", "&")) for one in found}


def walked(client, most=400):
    """Every page that can be reached from the first, by following each link of ours."""
    site = "http://testserver"
    waiting, pages = [f"{site}/", f"{site}/search?q=dam", f"{site}/search?q=script"], {}
    while waiting and len(pages) < most:
        url = waiting.pop().split("#")[0]
        if url in pages or not url.startswith(site) or "/events" in url:
            continue
        answer = client.get(url)
        pages[url] = answer
        if "text/html" in answer.headers["content-type"]:
            waiting += sorted(links(answer.text, url) - set(pages))
    return pages


def parsed(text):
    """The names of elements and attributes of a page, as a browser's parser sees them."""
    from lxml import html

    tree = html.document_fromstring(text)
    for node in tree.iter():
        if isinstance(node.tag, str):
            yield node.tag, dict(node.attrib)


def test_an_enemys_words_are_text_on_every_page_one_can_reach(client):
    pages = walked(client)
    kinds = {re.sub(r"[0-9a-f]{16}", "ID", url.split("?")[0]) for url in pages}
    for kind in ("/stories/ID", "/stories/ID/live", "/reports/ID", "/reports/ID/copies", "/outlets",
                 "/compare/ID", "/search", "/stories/ID/export/html"):  # fmt: skip
        assert any(kind in one for one in kinds), kind
    held = 0
    for url, answer in pages.items():
        assert answer.status_code in (200, 404), url
        if "text/html" not in answer.headers["content-type"] or "/export/" in url:
            continue
        held += "alert(1)" in answer.text
        for tag, attributes in parsed(answer.text):
            assert tag not in ("img", "iframe", "object", "embed", "base"), url
            assert tag != "script" or attributes["src"].startswith("/static/"), url
            assert not [name for name in attributes if name.startswith("on")], url
            for name in ("href", "src", "action"):
                assert not attributes.get(name, "").strip().lower().startswith(
                    ("javascript:", "data:", "vbscript:")), url  # fmt: skip
    assert held > 10


def test_every_export_is_a_file_to_save_and_none_runs_here(client):
    (entry, *_) = client.get("/api/v1/stories").json()["stories"]
    from newstemma.serve.exports import FORMATS

    for form in FORMATS:
        answer = client.get(f"/stories/{entry['id']}/export/{form.name}")
        assert answer.status_code == 200, form.name
        assert answer.headers["content-disposition"].startswith("attachment"), form.name
        assert "default-src 'none'" in answer.headers["content-security-policy"], form.name
        assert answer.headers["x-content-type-options"] == "nosniff", form.name


# --- paths that lead out ------------------------------------------------------------------

CLIMBS = ("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd",
          "..%252f..%252fetc%252fpasswd", "....//....//etc/passwd", "..\\..\\etc\\passwd",
          "%5c%5c..%5cetc", "/etc/passwd", "%2fetc%2fpasswd", "news.db", "..%c0%af..%c0%afetc",
          "%00", "x%00.db", ".%0d%0aSet-Cookie:a=b", "file:%2f%2f%2fetc%2fpasswd")  # fmt: skip


def routes(client):
    schema = client.get("/api/v1/openapi.json").json()
    return [path for path, methods in schema["paths"].items() if "get" in methods] + [
        "/stories/{id}", "/stories/{id}/live", "/stories/{id}/events", "/reports/{id}",
        "/reports/{id}/copies", "/compare/{id}", "/outlets/{name}", "/static/{name}",
        "/stories/{id}/export/{form}", "/saved/{number}", "/notes/{number}",
        "/unsubscribe/{token}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "climb", [*CLIMBS[:3], *(pytest.param(climb, marks=pytest.mark.slow) for climb in CLIMBS[3:])]
)
def test_no_path_leads_out_of_the_archive_on_any_route(client, climb):
    for route in routes(client):
        answer = client.get(re.sub(r"\{[^}]+\}", lambda _: climb, route), follow_redirects=False)
        assert answer.status_code < 500, route
        assert "root:" not in answer.text, route
        assert b"SQLite format" not in answer.content, route
        assert "set-cookie" not in answer.headers, route


def test_a_name_of_an_upload_is_never_a_path(client, tmp_path):
    for climb in (*CLIMBS, str(tmp_path / "owned.txt"), "..", ".", "", "a/b/../../c"):
        files = [("files", (climb or "x", io.BytesIO(BODY.encode()), "text/plain"))]
        assert client.post("/examine", files=files).status_code < 500
    assert list(tmp_path.iterdir()) == []


# --- bombs --------------------------------------------------------------------------------

BOMBER = """
import resource, sys
from starlette.testclient import TestClient
from newstemma.serve.web.app import create_app
client = TestClient(create_app(None))
def post(name, content):
    return client.post("/examine", files=[("files", (name, content, "application/octet-stream"))])
post("warm.txt", "Rain fell on Velmark, police said on Monday, and nobody left.".encode() * 3)
post("warm.html", b"<html><body><p>Rain fell on Velmark, police said.</p></body></html>")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in sys.argv[1:]:
    answer = post(path.rsplit("/", 1)[-1], open(path, "rb"))
    assert answer.status_code in (200, 413), (path, answer.status_code)
    assert "too_large" in answer.text or "rejected" in answer.text.lower(), path
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def zipped(path, name, content, times=1):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(times):
            made.writestr(f"{number}{name}", content)


def bombs(folder):
    zeros = b"0" * (128 * 2**20)
    once = gzip.compress(zeros, 6)
    (folder / "bomb.gz").write_bytes(once)
    (folder / "bomb.html.gz").write_bytes(gzip.compress(b"<p>" + zeros, 6))
    (folder / "nested.gz").write_bytes(gzip.compress(gzip.compress(zeros, 6), 6))
    (folder / "bomb.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\n" + zeros, 6))
    (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(b'{"text": "' + zeros + b'"}', 6))
    zipped(folder / "bomb.zip", ".txt", zeros)
    zipped(folder / "many.zip", ".txt", b"0" * (8 * 2**20), times=32)
    return sorted(str(path) for path in folder.iterdir())


@pytest.mark.slow
def test_bombs_are_refused_within_64_mebibytes(tmp_path):
    command = [sys.executable, "-c", BOMBER, *bombs(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False,
                          cwd=Path(__file__).resolve().parents[3])  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert float(done.stdout) < 64
