"""Hand-made stories: short texts, shared material, two origins, and their true count."""

import pytest

from newstemma.stemmas import trace
from quality.kin_cases import Case, cases, drawn_origins

CASES = cases()


def marked(case: Case) -> object:
    wrong = [pytest.mark.xfail(reason=case.known_wrong, strict=True)] if case.known_wrong else []
    return pytest.param(case, id=case.name, marks=wrong)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_the_origins_are_drawn_as_they_are(case: Case) -> None:
    assert drawn_origins(trace(case.reports)) == case.origins


def told(name: str) -> tuple[str, ...]:
    case = next(case for case in CASES if case.name == name)
    return trace(case.reports).independent.reasons


@pytest.mark.parametrize(
    "name",
    [
        "one statement quoted by three outlets, the marks lost",
        "a statute printed by two independent explainers",
    ],
)
def test_a_passage_everybody_was_handed_is_named_as_such(name: str) -> None:
    assert any("shared material, not copying" in reason for reason in told(name))
