"""A watch over canned sources: what is new is taken once, politely, and alerts hold the change."""

import hmac
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

import newstemma as ns
from newstemma.fetchers import CannedFetcher, Fetched, FetchFailed, Validators
from newstemma.serve.watch.delivery import atom_of, post_alert, signed
from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.rounds import Watch
from newstemma.serve.watch.rules import RULES, NoRule, wanted
from newstemma.serve.watch.sources import holding_of

pytest.importorskip("protego", reason="the extra newstemma[watch] is not installed")

SITE = "https://post.site.org"
WIRE = (
    "President Temur Jandarov signed a deal on Tuesday to reopen the Ombra railway, officials "
    "said.\nThe line of 214 kilometres has been shut since 2014, when floods took four bridges.\n"
    "“This is a train to the sea,” Jandarov said.\nHe is not known to have met the opposition "
    "leader Ilya Senn.\nEngineers will begin in June at the tunnel below Mount Arl."
)
COPY = WIRE.replace("is not known to have met", "has not met")


def article(text, title="Jandarov signs railway deal"):
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{lines}</body></html>"


def title_of(name):
    return "Moonrise over Karst" if name == "other" else "Jandarov signs railway deal"


def feed(*items):
    entries = "".join(
        f"<item><title>{title_of(name)}</title><link>{SITE}/{name}</link>"
        f"<pubDate>Tue, 11 Mar 2025 {hour}:00:00 GMT</pubDate>"
        f"<source url='{SITE}'>{outlet}</source></item>"
        for name, hour, outlet in items
    )
    return f"<rss version='2.0'><channel><title>All</title><link>https://all.site.net</link>{entries}</channel></rss>".encode()


ONE, TWO = ("wire", 16, "Norwire"), ("copy", 18, "Eastbank Post")


@pytest.fixture
def canned():
    return CannedFetcher(
        {
            f"{SITE}/feed": feed(ONE),
            f"{SITE}/wire": article(WIRE).encode(),
            f"{SITE}/copy": article(COPY).encode(),
        }
    )


@pytest.fixture
def watching(tmp_path, canned):
    with ns.open_archive(tmp_path / "news.db") as archive, Notes(tmp_path / "notes") as notes:
        rules = wanted(["hedge-dropped", "outlet:eastbank post", "sources:2"])
        yield Watch(archive, notes, canned, rules, every=0.0, say=lambda words: None)


def urls(canned):
    return [url.removeprefix(SITE) for url, _ in canned.asked]


def test_what_is_new_is_taken_once(watching, canned):
    assert [one.what for one in watching.round([f"{SITE}/feed"]).added] == ["added"]
    assert watching.round([f"{SITE}/feed"]).added == ()
    assert urls(canned) == ["/feed", "/wire", "/feed"]


def test_an_alert_holds_the_change_and_comes_once(watching, canned):
    watching.round([f"{SITE}/feed"])
    canned.pages[f"{SITE}/feed"] = feed(TWO, ONE)
    done = watching.round([f"{SITE}/feed"])
    found = {alert.rule: alert.text for alert in done.alerts}
    assert set(found) == {"hedge-dropped", "outlet"}
    assert "“is not known to have met” became “has not met”" in found["hedge-dropped"]
    assert "2 reports" in done.alerts[0].counts
    canned.pages[f"{SITE}/feed"] = feed(TWO, ONE, ("other", 19, "Third"))
    canned.pages[f"{SITE}/other"] = article(
        "The moon rose over Karst and nobody saw it.", title_of("other")
    ).encode()
    assert watching.round([f"{SITE}/feed"]).alerts == ()


def test_what_a_feed_says_of_an_article_stays_with_it(watching):
    (added,) = watching.round([f"{SITE}/feed"]).added
    report = watching.archive.report(added.report)
    assert report.outlet == "Norwire"
    assert report.published.iso.startswith("2025-03-11T16:00")


def test_a_source_that_has_not_changed_is_left(watching, canned):
    kept = Fetched(f"{SITE}/feed", 200, feed(ONE), "text/xml", datetime.now(UTC), Validators('"1"'))
    canned.pages[f"{SITE}/feed"] = kept
    watching.round([f"{SITE}/feed"])
    watching.round([f"{SITE}/feed"])
    assert [v.etag for url, v in canned.asked if url.endswith("/feed")] == ["", '"1"']


def test_a_source_that_is_gone_stops_nothing_and_is_asked_ever_more_seldom(watching):
    done = watching.round([f"{SITE}/gone", f"{SITE}/feed"])
    assert len(done.added) == 1
    assert "404" in done.failed[0]
    assert not watching.notes.due(f"{SITE}/gone")
    assert watching.notes.failed(f"{SITE}/gone") == 600.0


def test_a_feed_counts_as_read_only_once_what_it_named_is_safe(watching, canned):
    """Killed between two articles, the next round asks the feed again and not "has it changed"."""
    kept = Fetched(f"{SITE}/feed", 200, feed(ONE, TWO), "text/xml", datetime.now(UTC),
                   Validators('"1"'))  # fmt: skip
    canned.pages[f"{SITE}/feed"] = kept

    class Killed(Exception):
        pass

    def took(urls, real=watching.notes.took):
        real(urls)
        raise Killed

    watching.notes.took = took
    with pytest.raises(Killed):
        watching.round([f"{SITE}/feed"])
    del watching.notes.took
    assert watching.archive.counts()["reports"] == 1
    assert [one.what for one in watching.round([f"{SITE}/feed"]).added] == ["added"]


def test_a_page_that_fails_now_is_tried_again_later(watching, canned):
    page = canned.pages.pop(f"{SITE}/wire")
    assert watching.round([f"{SITE}/feed"]).added == ()
    canned.pages[f"{SITE}/wire"] = page
    assert len(watching.round([f"{SITE}/feed"]).added) == 1


# --- sources ------------------------------------------------------------------------------


def answer(content, url=f"{SITE}/list"):
    return Fetched(url, 200, content, "", datetime.now(UTC))


def test_a_list_of_feeds_and_an_index_of_sitemaps_name_sources():
    opml = (
        b"<opml><body><outline><outline xmlUrl='/a'/><outline xmlUrl='b'/></outline></body></opml>"
    )
    assert holding_of(answer(opml)).sources == (f"{SITE}/a", f"{SITE}/b")
    index = b"<sitemapindex><sitemap><loc>https://x.org/1</loc></sitemap></sitemapindex>"
    assert holding_of(answer(index)).sources == ("https://x.org/1",)


def test_a_news_sitemap_names_pages_the_newest_first():
    sitemap = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        b"<url><loc>https://x.org/old</loc><lastmod>2025-01-01</lastmod></url>"
        b"<url><loc>https://x.org/new</loc><lastmod>2025-03-01</lastmod></url></urlset>"
    )
    assert [item.url for item in holding_of(answer(sitemap)).items] == [
        "https://x.org/new",
        "https://x.org/old",
    ]


def test_a_page_that_is_no_list_is_its_own_item():
    (item,) = holding_of(answer(article(WIRE).encode(), f"{SITE}/wire")).items
    assert item.url == f"{SITE}/wire"


# --- manners ------------------------------------------------------------------------------


class Clock:
    def __init__(self):
        self.now, self.slept = 0.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def manners(robots, **how):
    from newstemma.serve.watch.manners import Manners

    clock = Clock()
    pages = {f"{SITE}/robots.txt": robots, f"{SITE}/a": b"a", f"{SITE}/b": b"b"}
    canned = CannedFetcher({url: page for url, page in pages.items() if page is not None})
    return Manners(canned, clock=clock, sleep=clock.sleep, **how), clock


def test_a_host_is_asked_once_for_its_rules_and_left_alone_between_two_pages():
    polite, clock = manners(b"User-agent: *\nCrawl-delay: 7")
    polite.fetch(f"{SITE}/a")
    polite.fetch(f"{SITE}/b")
    assert urls(polite.fetcher) == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [7.0]


@pytest.mark.parametrize(
    ("robots", "words"),
    [
        (b"User-agent: *\nDisallow: /a", "robots.txt"),
        (b"User-agent: newstemma\nDisallow: /", "robots.txt"),
        (b"License: https://post.site.org/rsl.xml\nUser-agent: *\nAllow: /", "--licensed"),
    ],
)
def test_what_a_host_does_not_want_is_not_fetched(robots, words):
    polite, _ = manners(robots)
    with pytest.raises(FetchFailed, match=words):
        polite.fetch(f"{SITE}/a")
    assert urls(polite.fetcher) == ["/robots.txt"]


def test_a_licence_a_person_accepted_lets_through():
    polite, _ = manners(b"License: /rsl.xml", licensed=["post.site.org"])
    assert polite.fetch(f"{SITE}/a").content == b"a"


def test_a_host_whose_rules_cannot_be_had_is_left_alone():
    broken = Fetched(f"{SITE}/robots.txt", 503, b"", "", datetime.now(UTC))
    polite, _ = manners(broken)
    with pytest.raises(FetchFailed):
        polite.fetch(f"{SITE}/a")


def test_a_host_that_asks_for_patience_is_left_for_so_long():
    polite, clock = manners(None)
    busy = Fetched(f"{SITE}/a", 429, b"", "", datetime.now(UTC), retry_after=30.0)
    polite.fetcher.pages[f"{SITE}/a"] = busy
    polite.fetch(f"{SITE}/a")
    polite.fetch(f"{SITE}/b")
    assert clock.slept == [30.0]
    polite.fetcher.pages[f"{SITE}/a"] = replace(busy, retry_after=9000.0)
    polite.fetch(f"{SITE}/a")
    with pytest.raises(FetchFailed, match="patience"):
        polite.fetch(f"{SITE}/b")


# --- rules and delivery ---------------------------------------------------------------------


@pytest.mark.parametrize("given", ["nothing", "sources", "sources:two", "outlet", "correction:x"])
def test_a_rule_that_is_not_there_is_refused_with_the_list(given):
    with pytest.raises(NoRule, match="second-origin"):
        wanted([given])


def test_every_rule_says_why():
    assert all(rule.reason.endswith(".") for rule in RULES.values())
    assert len({rule.reason for rule in RULES.values()}) == len(RULES)


ALERT = {"id": "7", "rule": "hedge-dropped", "story": "s", "title": "A <b>deal</b>",
         "text": "“not known” became “has not”", "counts": "2 reports"}  # fmt: skip


def test_the_feed_of_alerts_is_atom_and_its_words_are_text():
    root = ElementTree.fromstring(atom_of([ALERT]))
    space = "{http://www.w3.org/2005/Atom}"
    assert root.find(f"{space}entry/{space}title").text == "A <b>deal</b>: hedge-dropped"
    assert "“has not”" in root.find(f"{space}entry/{space}summary").text


def test_a_webhook_is_signed_over_its_time_and_body():
    sent = []

    class Receiver:
        def post(self, url, body, headers):
            sent.append((body, headers["Newstemma-Signature"]))
            return 204

    assert post_alert(Receiver(), "https://desk.site.org/hook", ALERT, b"a secret of ours")
    body, signature = sent[0]
    stamp, _, digest = signature.removeprefix("t=").partition(",v1=")
    expected = hmac.new(b"a secret of ours", f"{stamp}.".encode() + body, "sha256").hexdigest()
    assert digest == expected
    assert signed(body, b"another secret!!", float(stamp)) != signature


def test_alerts_wait_until_a_webhook_takes_them(watching, canned):
    watching.round([f"{SITE}/feed"])
    canned.pages[f"{SITE}/feed"] = feed(TWO, ONE)
    watching.round([f"{SITE}/feed"])
    waiting = watching.notes.undelivered()
    assert len(waiting) == 2
    watching.notes.delivered(waiting[0][0])
    assert len(watching.notes.undelivered()) == 1
    assert len(watching.notes.alerts()) == 2
