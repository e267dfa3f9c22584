"""Every rule, each over a story as it stood and as it stands; the alert holds the change."""

import pytest

import newstemma as ns
from newstemma.serve.watch.rules import RULES, alerts, seen, wanted
from tests.serve.web.press import COPY, OTHER, WIRE, page

CORRECTED = "Correction: an earlier report gave the wrong length.\n" + WIRE.replace("214", "241")
SHORTER = f"{OTHER}\nThe Ombra line of 198 kilometres, she said, has been shut since the floods."

# rule, the reports before, the one that came, what the alert must say
CASES = {
    "sources": ("sources:2", [(WIRE, "Norwire", 12)], (OTHER, "Brenn", 17), "2 independent"),
    "second-origin": (
        "second-origin",
        [(WIRE, "Norwire", 12), (COPY, "Eastbank Post", 15)],
        (OTHER, "Brenn", 17),
        "sources of text now",
    ),
    "hedge-dropped": (
        "hedge-dropped",
        [(WIRE, "Norwire", 12)],
        (COPY, "Eastbank Post", 15),
        "“is not known to have met” became “has not met”",
    ),
    "figures-split": (
        "figures-split",
        [(WIRE, "Norwire", 12)],
        (SHORTER, "Brenn", 17),
        "“214 kilometres”",
    ),
    "outlet": (
        "outlet:eastbank post",
        [(WIRE, "Norwire", 12)],
        (COPY, "Eastbank Post", 15),
        "Eastbank Post: ",
    ),
    "correction": (
        "correction",
        [(WIRE, "Norwire", 12)],
        (CORRECTED, "Norwire Corrections", 19),
        "Norwire Corrections: Correction: an earlier report gave the wrong length.",
    ),
}


def dossier(*reports):
    found = ns.examine([page(text, outlet, hour) for text, outlet, hour in reports])
    assert len(found.dossiers) == 1
    return found.dossiers[0]


def test_there_is_a_case_for_every_rule():
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_waits_for_its_change_and_says_it_once(rule):
    asked, before, came, words = CASES[rule]
    stood, stands = dossier(*before), dossier(*before, came)
    rules = wanted([asked])
    assert alerts(seen(stood), stood, rules) == ()
    found = alerts(seen(stood), stands, rules)
    assert found, rule
    assert words in found[0].text
    assert "2 reports" in found[0].counts or "3 reports" in found[0].counts
    assert alerts(seen(stands), stands, rules) == ()
    assert [one.id for one in found] == [one.id for one in alerts(seen(stood), stands, rules)]
