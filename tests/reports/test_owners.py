"""Owners, a user's own table of them, and links that lead to another site."""

import pytest

from newstemma.errors import Misuse
from newstemma.model import Page, Place, Report, Role
from newstemma.reports import clean, clean_all, read_owners
from newstemma.reports.owners import host_of, known_owners, names_another, site_of

BODY = (
    "The harbour office will close its northern gate for repairs from Monday, it said.\n\n"
    "Boats are asked to use the southern gate, which stays open through the night."
)


def given(**fields):
    return Page(
        BODY, "text/plain", "a", url=fields.pop("page_url", None), given=tuple(fields.items())
    )


def test_a_users_table_comes_before_the_shipped_one(tmp_path):
    table = tmp_path / "owners.tsv"
    table.write_text("outlet\towner\nVeldt Courier\tSarn Press\tveldtcourier.example\n", "utf-8")
    owners = read_owners(table)
    page = given(page_url="https://www.veldtcourier.example/a")
    (report,) = clean_all([page], owners=owners)
    assert isinstance(report, Report)
    assert (report.outlet, report.owner) == ("Veldt Courier", "Sarn Press")
    (without,) = clean_all([page])
    assert isinstance(without, Report)
    assert without.owner is None


def test_a_line_of_another_shape_is_the_callers_mistake(tmp_path):
    table = tmp_path / "owners.tsv"
    table.write_text("Veldt Courier, Sarn Press\n", "utf-8")
    with pytest.raises(Misuse, match="Veldt Courier"):
        read_owners(table)


@pytest.mark.parametrize("row", ["Veldt Courier", "Veldt Courier\t", "\tSarn Press", "a\tb\tc\td"])
def test_the_line_at_fault_is_named(tmp_path, row):
    table = tmp_path / "owners.tsv"
    table.write_text(f"# ours\n\nVeldt Courier\tSarn Press\n{row}\n", "utf-8")
    with pytest.raises(Misuse, match="line 4"):
        read_owners(table)


def test_a_table_in_another_encoding_is_the_callers_mistake(tmp_path):
    table = tmp_path / "owners.tsv"
    table.write_bytes("Köln Kurier\tSarn".encode("latin-1"))
    with pytest.raises(Misuse, match="no table of owners"):
        read_owners(table)


def test_no_spelling_has_two_owners():
    assert all(outlet and owner for outlet, owner in known_owners().values())


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("edition.cnn.example", "cnn"),
        ("veldtcourier.co.uk", "veldtcourier"),
        ("news.veldtcourier.com.au", "veldtcourier"),
        ("localhost", ""),
    ],
)
def test_the_label_that_names_a_site(host, site):
    assert site_of(host) == site


def test_a_host_without_its_prefix():
    assert host_of("https://www.inlandreview.example/x?y") == "inlandreview.example"
    assert host_of("http://[broken") == ""


@pytest.mark.parametrize(
    ("link", "own", "outlet", "another"),
    [
        ("https://inlandreview.example/x", "https://veldtcourier.example/a", None, True),
        ("https://www.veldtcourier.example/x", "https://amp.veldtcourier.example/a", None, False),
        ("https://veldtcourier.com/x", None, "The Veldt Courier", False),
        ("https://inlandreview.example/x", None, "Veldt Courier", True),
        ("https://inlandreview.example/x", None, None, False),
        ("https://veldt-example.cdn.ampproject.org/x", "https://veldt.example/a", None, False),
    ],
)
def test_links_that_lead_elsewhere(link, own, outlet, another):
    assert names_another(link, own, outlet) is another


def test_a_canonical_link_elsewhere_is_evidence_of_copying():
    page = given(
        page_url="https://veldtcourier.example/a", canonical="https://inlandreview.example/x"
    )
    report = clean(page)
    assert isinstance(report, Report)
    (credit,) = report.sources
    assert (credit.source, credit.role, credit.place) == (
        "inlandreview",
        Role.OUTLET,
        Place.METADATA,
    )


def test_its_own_canonical_link_is_none():
    report = clean(
        given(
            page_url="https://m.veldtcourier.example/a", canonical="https://veldtcourier.example/a"
        )
    )
    assert isinstance(report, Report)
    assert report.sources == ()


def test_based_on_needs_no_url_of_the_page():
    report = clean(given(outlet="Veldt Courier", based_on="https://inlandreview.example/x"))
    assert isinstance(report, Report)
    assert [c.source for c in report.sources] == ["inlandreview"]
