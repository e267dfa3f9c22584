from __future__ import annotations

import pytest

import newstemma as ns


@pytest.mark.parametrize("name", ns.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(ns, name).__doc__
    assert name in dir(ns)


def test_the_verbs_are_the_stages():
    verbs = {name for name in ns.__all__ if name[0].islower()}
    assert verbs == {
        "clean", "collate", "examine", "from_json", "group", "open_archive", "read_all", "to_json",
        "trace", "weigh",
    }  # fmt: skip


def test_what_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'secret'"):
        getattr(ns, "secret" + "")


def test_an_examination_survives_through_the_public_face(examination):
    assert ns.from_json(ns.to_json(examination)) == examination
