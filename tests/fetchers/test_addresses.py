"""Which addresses are fetched: a table of spellings that must not reach anybody's network."""

import pytest

from newstemma.fetchers import Door, Refused, target_of

PUBLIC = "93.184.215.14"


def names(table):
    return Door(resolve=lambda host, port: table.get(host, []))


ANY_NAME = Door(resolve=lambda host, port: [PUBLIC])

HOSTILE = [
    # loopback and private addresses, plain
    ("http://127.0.0.1/", "private"),
    ("http://127.1.2.3/", "private"),
    ("http://0.0.0.0/", "private"),
    ("http://10.0.0.1/", "private"),
    ("http://172.16.0.1/", "private"),
    ("http://192.168.1.1/", "private"),
    ("http://169.254.169.254/latest/meta-data/", "private"),
    ("http://100.64.0.1/", "private"),
    ("http://192.0.0.1/", "private"),
    ("http://192.0.2.1/", "private"),
    ("http://198.18.0.1/", "private"),
    ("http://198.51.100.7/", "private"),
    ("http://203.0.113.9/", "private"),
    ("http://224.0.0.1/", "private"),
    ("http://240.0.0.1/", "private"),
    ("http://255.255.255.255/", "private"),
    # numbers that some programs take for an address
    ("http://2130706433/", "number"),
    ("http://017700000001/", "number"),
    ("http://0x7f000001/", "number"),
    ("http://0x7f.0.0.1/", "number"),
    ("http://0177.0.0.1/", "number"),
    ("http://127.1/", "number"),
    ("http://127.0.1/", "number"),
    ("http://127.0.0.01/", "number"),
    ("http://127.0.0.1./", "number"),
    ("http://1.2.3.4.5/", "number"),
    ("http://256.1.1.1/", "number"),
    ("http://news.example.0x7f/", "number"),
    ("http://１２７.0.0.1/", "number"),
    ("http://127。0。0。1/", "number"),
    ("http://①②⑦.0.0.1/", "number"),
    # IPv6, and IPv4 within it
    ("http://[::1]/", "private"),
    ("http://[::]/", "private"),
    ("http://[::ffff:127.0.0.1]/", "private"),
    ("http://[::ffff:7f00:1]/", "private"),
    ("http://[::127.0.0.1]/", "private"),
    ("http://[0:0:0:0:0:ffff:10.0.0.1]/", "private"),
    ("http://[fe80::1]/", "private"),
    ("http://[fe80::1%25eth0]/", "number"),
    ("http://[fc00::1]/", "private"),
    ("http://[fd12:3456::1]/", "private"),
    ("http://[ff02::1]/", "private"),
    ("http://[2002:7f00:1::]/", "private"),
    ("http://[64:ff9b::7f00:1]/", "private"),
    ("http://[2001:0:7f00:1::]/", "private"),
    ("http://[2001:db8::1]/", "private"),
    ("http://[::1", "spelling"),
    # names of local networks
    ("http://localhost/", "host"),
    ("http://LOCALHOST./", "host"),
    ("http://a.localhost/", "private"),
    ("http://printer.local/", "private"),
    ("http://metadata.google.internal/", "private"),
    ("http://router.lan/", "private"),
    ("http://intranet/", "host"),
    ("http://www.site.test/", "private"),
    ("http://hidden.onion/", "private"),
    # a user before the host
    ("http://user:secret@news.site.org/", "user"),
    ("http://news.site.org@127.0.0.1/", "user"),
    ("http://@news.site.org/", "user"),
    # spellings read in two ways
    ("http://news.site.org\\@127.0.0.1/", "spelling"),
    ("http:\\\\127.0.0.1\\", "spelling"),
    ("http:///127.0.0.1/", "spelling"),
    ("http:127.0.0.1", "spelling"),
    ("http://news.site.org /", "spelling"),
    ("http://127.0.0.1\t.site.org/", "spelling"),
    ("http://news.site.org/\r\nHost: 127.0.0.1", "spelling"),
    ("http://ne\u200bws.site.org/", "spelling"),
    ("http://news.site.org:80:80/", "spelling"),
    ("http://news_.site.org/", "host"),
    ("http://-news.site.org/", "host"),
    ("http://news..site.org/", "host"),
    ("http://news%2esite.org/", "host"),
    ("http://" + "a" * 64 + ".org/", "host"),
    # other schemes and ports
    ("file:///etc/passwd", "scheme"),
    ("ftp://news.site.org/", "scheme"),
    ("gopher://news.site.org/", "scheme"),
    ("data:text/html,x", "scheme"),
    ("javascript:alert(1)", "scheme"),
    ("//news.site.org/", "scheme"),
    ("news.site.org", "scheme"),
    ("", "scheme"),
    ("http://news.site.org:22/", "port"),
    ("http://news.site.org:6379/", "port"),
    ("http://news.site.org:99999/", "spelling"),
    ("http://news.site.org/" + "a" * 2000, "long"),
]


@pytest.mark.parametrize(
    ("url", "reason"), HOSTILE, ids=[url[:60] or "empty" for url, _ in HOSTILE]
)
def test_a_hostile_spelling_is_refused_with_its_reason(url, reason):
    with pytest.raises(Refused) as refused:
        target_of(url, ANY_NAME)
    assert refused.value.reason == reason
    assert refused.value.url == url


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        [PUBLIC, "10.0.0.1"],
        ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
        ["169.254.169.254"],
    ],
)
def test_a_name_with_one_private_address_is_refused(answers):
    with pytest.raises(Refused, match="private"):
        target_of("http://news.site.org/", names({"news.site.org": answers}))


def test_a_name_nobody_knows_is_refused():
    with pytest.raises(Refused, match="no address"):
        target_of("http://news.site.org/", names({}))


@pytest.mark.parametrize(
    ("url", "whole", "path"),
    [
        ("https://news.site.org", "https://news.site.org/", "/"),
        ("HTTP://News.Site.ORG/a?b=c#d", "http://news.site.org/a?b=c", "/a?b=c"),
        ("http://news.site.org.:80/", "http://news.site.org/", "/"),
        ("http://news.site.org/a%20b/é", "http://news.site.org/a%20b/%C3%A9", "/a%20b/%C3%A9"),
        ("https://bücher.site.org/", "https://xn--bcher-kva.site.org/", "/"),
        (f"http://{PUBLIC}/", f"http://{PUBLIC}/", "/"),
        ("http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", None, "/"),
    ],
)
def test_a_public_address_goes_through_in_one_spelling(url, whole, path):
    target = target_of(url, ANY_NAME)
    assert target.url == (whole or url)
    assert target.path == path


def test_the_name_is_resolved_once_and_the_checked_address_is_dialled():
    asked = []

    def resolve(host, port):
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    assert target_of("http://news.site.org/", Door(resolve=resolve)).address == PUBLIC
    assert asked == ["news.site.org"]


def test_a_trusted_network_is_reached_on_any_port_and_no_other_is():
    door = Door(trusted=("127.0.0.0/8",))
    assert target_of("http://127.0.0.1:8080/a", door).url == "http://127.0.0.1:8080/a"
    with pytest.raises(Refused):
        target_of("http://10.0.0.1:8080/", door)
