"""Digests by e-mail: what is in them, when they go, and the way out of them."""

import email
import email.policy
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest

from newstemma.serve.watch.digest import Envelope, digest_of
from newstemma.serve.watch.mail import Digests, MailServer, NoMail, address_of, mail_server, site_of
from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.quiet import quiet_hours
from newstemma.serve.watch.rules import Alert, Seen
from newstemma.serve.watch.subscribers import Subscribers
from newstemma.serve.watch.ways import Ways

pytest.importorskip("protego", reason="the extra newstemma[watch] is not installed")

NOW = datetime(2031, 5, 12, 9, 0, tzinfo=UTC)
ANN, BEA = "ann@desk.example", "bea@desk.example"
EVIL = "Deal <b>signed</b>\r\nBcc: all@world.example\u202e"


class Sink(threading.Thread):
    """A mail server of a few lines: takes every message, or refuses every one."""

    def __init__(self, refuse=False):
        super().__init__(daemon=True)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._refuse = refuse
        self.port = self._door.getsockname()[1]
        self.taken = []
        self.start()

    def run(self):
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as stream:
                self._talk(stream)

    def _talk(self, stream):
        def say(words):
            stream.write(words + b"\r\n")
            stream.flush()

        say(b"220 sink")
        for order in stream:
            word = order[:4].upper()
            if word == b"DATA":
                say(b"554 no" if self._refuse else b"354 go on")
                if not self._refuse:
                    self.taken.append(self._body(stream))
                    say(b"250 taken")
            elif word == b"QUIT":
                say(b"221 bye")
                return
            else:
                say(b"250 sink")

    @staticmethod
    def _body(stream):
        lines = []
        for line in stream:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def close(self):
        self._door.close()


@pytest.fixture
def sink():
    made = Sink()
    yield made
    made.close()


@pytest.fixture
def place(tmp_path):
    return tmp_path / "news.db.watch"


@pytest.fixture
def kept(place):
    with Notes(place) as notes, Subscribers(place) as subscribers:
        yield notes, subscribers


def alert(number, title="Railway deal", text="“not known” became “has not”"):
    return Alert(f"{number:024}", "hedge-dropped", f"story{number % 2}", title, text, "2 reports")


def told(notes, *alerts):
    for one in alerts:
        notes.told(one.story, Seen(), [one])


def digests(kept, send, said=None):
    notes, subscribers = kept
    say = (said if said is not None else []).append
    return Digests(notes, subscribers, "watch@desk.example", "https://desk.example", 3600.0,
                   send, say)  # fmt: skip


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


# --- the message ----------------------------------------------------------------------


def message(*alerts):
    envelope = Envelope("watch@desk.example", ANN, "https://desk.example", "a.b")
    return read(digest_of(list(enumerate(a.body() for a in alerts)), envelope, NOW).as_bytes())


def test_a_digest_holds_the_change_by_story_in_text_and_html():
    found = message(alert(1), alert(2, "Dam cracked"), alert(3, text="“214” became “241”"))
    assert found["Subject"] == "3 alerts: Railway deal and 1 story"
    assert found["To"] == ANN
    assert found["Date"].datetime == NOW
    text = found.get_body(("plain",)).get_content()
    assert "* hedge-dropped: “not known” became “has not”" in text
    assert "* hedge-dropped: “214” became “241”" in text
    assert text.count("https://desk.example/stories/story1") == 1
    html = found.get_body(("html",)).get_content()
    assert "“not known” became “has not”" in html
    assert 'href="https://desk.example/stories/story0"' in html


def test_one_click_is_enough_to_get_out():
    found = message(alert(1))
    assert found["List-Unsubscribe"] == "<https://desk.example/unsubscribe/a.b>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://desk.example/unsubscribe/a.b" in found.get_body(("plain",)).get_content()


def test_no_word_of_a_report_becomes_a_header_or_markup():
    found = message(alert(1, EVIL, EVIL))
    assert "Bcc" not in found
    assert "\u202e" not in found["Subject"]
    html = found.get_body(("html",)).get_content()
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert "\nBcc" not in found.get_body(("plain",)).get_content()


def test_lines_are_short_and_plain_on_the_wire():
    envelope = Envelope("watch@desk.example", ANN, "https://desk.example", "a.b")
    long = alert(1, "Сделка " * 60, "слово " * 400)
    raw = digest_of([(1, long.body())], envelope, NOW).as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_the_same_digest_has_the_same_id():
    assert message(alert(1))["Message-ID"] == message(alert(1))["Message-ID"]
    assert message(alert(1))["Message-ID"] != message(alert(2))["Message-ID"]


# --- delivering -----------------------------------------------------------------------


def test_each_reader_gets_what_came_since_once(kept, sink):
    notes, _ = kept
    told(notes, alert(1))
    post = digests(kept, MailServer("smtp", "127.0.0.1", sink.port).send)
    post.subscribe([ANN, BEA])
    assert post.deliver([ANN, BEA], NOW) == 0  # alerts of before they subscribed
    told(notes, alert(2, "Dam cracked"))
    assert post.deliver([ANN, BEA], NOW) == 2
    assert [read(one)["To"] for one in sink.taken] == [ANN, BEA]
    outs = {read(one)["List-Unsubscribe"] for one in sink.taken}
    assert len(outs) == 2
    told(notes, alert(3))
    assert post.deliver([ANN, BEA], NOW + timedelta(minutes=59)) == 0
    assert post.deliver([ANN, BEA], NOW + timedelta(minutes=60)) == 2
    assert "Dam" not in read(sink.taken[-1]).get_body(("plain",)).get_content()


def test_what_the_mail_server_refuses_is_tried_again_ever_more_seldom(kept):
    notes, subscribers = kept
    closed, said = Sink(refuse=True), []
    post = digests(kept, MailServer("smtp", "127.0.0.1", closed.port).send, said)
    post.subscribe([ANN])
    told(notes, alert(1))
    assert post.deliver([ANN], NOW) == 0
    assert "554" in said[0]
    assert subscribers.get(ANN).due == NOW.timestamp() + 300
    closed.close()
    assert post.deliver([ANN], NOW + timedelta(minutes=6)) == 0
    assert subscribers.get(ANN).due == NOW.timestamp() + 360 + 600
    sent = []
    post = digests(kept, sent.append)
    assert post.deliver([ANN], NOW + timedelta(hours=1)) == 1
    assert "not known" in sent[0].get_body(("plain",)).get_content()


def test_nothing_goes_out_in_quiet_hours_and_all_of_it_after(kept):
    notes, _ = kept
    sent = []
    post = digests(kept, sent.append)
    post.subscribe([ANN])
    ways = Ways(notes, digests=post, readers=[ANN], quiet=quiet_hours("22:00-07:00"))
    told(notes, alert(1), alert(2))
    ways.deliver(NOW.replace(hour=23))
    assert sent == []
    ways.deliver(NOW + timedelta(days=1))
    assert sent[0]["Subject"].startswith("2 alerts")


def test_who_unsubscribed_stays_out_though_the_watch_names_them_again(kept):
    notes, subscribers = kept
    sent, said = [], []
    post = digests(kept, sent.append, said)
    post.subscribe([ANN])
    subscribers.leave(ANN, NOW.timestamp())
    post.subscribe([ANN])
    told(notes, alert(1))
    assert post.deliver([ANN], NOW) == 0
    assert sent == []
    assert "has unsubscribed" in said[0]


# --- tokens ---------------------------------------------------------------------------


def test_a_token_is_for_one_address_of_one_watch(kept, tmp_path):
    _, subscribers = kept
    token = subscribers.token(ANN)
    assert subscribers.address_of(token) == ANN
    name, _, signature = token.partition(".")
    other = subscribers.token(BEA).partition(".")
    for forged in ("", ".", name, f"{name}.", f"{other[0]}.{signature}", f"{token}A", f"!{token}",
                   f"{name}.{'A' * 22}"):  # fmt: skip
        assert subscribers.address_of(forged) is None, forged
    with Subscribers(tmp_path / "another") as another:
        assert another.address_of(token) is None


# --- what is asked for ----------------------------------------------------------------


@pytest.mark.parametrize("given", ["ann", "ann@", "@desk.example", "a b@c.d", "Ann <ann@c.d>",
                                   "a@b.c, d@e.f", "a@b.c\nBcc: d@e.f", ""])  # fmt: skip
def test_an_address_that_is_none_is_refused(given):
    with pytest.raises(NoMail):
        address_of(given)


@pytest.mark.parametrize("given", [None, "", "http://desk.example", "desk.example",
                                   "https://", "https://desk.example/?a=b"])  # fmt: skip
def test_without_a_site_of_ours_nobody_could_unsubscribe(given):
    with pytest.raises(NoMail, match="8058"):
        site_of(given)


def test_a_mail_server_is_read_and_its_password_comes_from_the_environment(monkeypatch):
    assert mail_server("localhost") == MailServer("smtp", "localhost", 25)
    assert mail_server("smtps://mail.example").port == 465
    monkeypatch.delenv("NEWSTEMMA_SMTP_PASSWORD", raising=False)
    for wrong in ("ftp://x", "smtp://x:y", "smtp://ann:pw@mail.example", "smtp://ann@mail.example",
                  "smtp://"):  # fmt: skip
        with pytest.raises(NoMail):
            mail_server(wrong)
    monkeypatch.setenv("NEWSTEMMA_SMTP_PASSWORD", "a secret of ours")
    found = mail_server("smtp://ann%40desk@mail.example:587")
    assert (found.user, found.password, found.port) == ("ann@desk", "a secret of ours", 587)


def test_the_command_reads_a_folder_and_mails_what_its_rules_found(tmp_path, sink):
    import os
    import time

    from click.testing import CliRunner

    from newstemma.serve.cli import program
    from tests.serve.web.press import COPY, WIRE

    folder, address = tmp_path / "in", tmp_path / "news.db"
    folder.mkdir()
    asked = ["watch", str(folder), "--archive", str(address), "--once", "--rule", "hedge-dropped",
             "--atom", str(tmp_path / "alerts.xml"), "--mail", ANN, "--mail-from", "w@desk.example",
             "--smtp", f"smtp://127.0.0.1:{sink.port}",
             "--site", "https://desk.example"]  # fmt: skip

    def lay(name, text):
        (folder / name).write_text(f"Ombra railway deal signed\n\n{text}", "utf-8")
        os.utime(folder / name, (time.time() - 10,) * 2)
        return CliRunner().invoke(program, asked, standalone_mode=False)

    assert lay("wire.txt", WIRE).return_value == 0
    assert sink.taken == []
    done = lay("copy.txt", COPY)
    assert "hedge-dropped" in done.output
    (raw,) = sink.taken
    text = read(raw).get_body(("plain",)).get_content()
    assert "has not met" in text
    assert "https://desk.example/stories/" in text
    assert "hedge-dropped" in (tmp_path / "alerts.xml").read_text()
    assert CliRunner().invoke(program, asked, standalone_mode=False).return_value == 0
    assert len(sink.taken) == 1
    no_site = [one for one in asked if one not in ("--site", "https://desk.example")]
    wrong = CliRunner().invoke(program, no_site, standalone_mode=False)
    assert "8058" in str(wrong.exception)
