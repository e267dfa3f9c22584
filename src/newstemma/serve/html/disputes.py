"""Contradictions between independent reports: each side, its words and its support."""

from __future__ import annotations

from newstemma.model import Contradiction, Standing
from newstemma.serve.disputes import Account, accounts
from newstemma.serve.html.frame import Frame
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import interval

SIGNS = {Standing.CONTRADICTION: "≠", Standing.UPDATE: "→", Standing.UNDETERMINED: "?"}


def disputes_part(frame: Frame) -> Markup | None:
    """Every contradiction, those that cannot both be true first; nothing where there is none."""
    found = frame.outline.contradictions
    if not found:
        return None
    items = join(_contradiction(frame, made) for made in found)
    return frame.part(
        "contradictions",
        "Contradictions",
        element("ol", {"class": "disputes"}, items),
        note="Between reports that share no source. What a copy changed stands under Changes.",
    )


def _contradiction(frame: Frame, made: Contradiction) -> Markup:
    sign = element("span", {"aria-hidden": "true"}, SIGNS[made.standing] + " ")
    label = element("span", {"class": f"standing {made.standing}"}, sign, str(made.standing))
    sides = join(_side(frame, account) for account in accounts(frame.outline, made))
    head = element("p", {"class": "what"}, label, " ", element("i", None, made.reason))
    return element("li", None, head, element("div", {"class": "sides"}, sides))


def _side(frame: Frame, account: Account) -> Markup:
    side = account.side
    links = join(
        (frame.siglum(id, f"#{frame.reading_id(id, side.statement)}") for id in account.reports),
        " ",
    )
    count = f"{interval(side.count)} independent: {', '.join(side.origins)}"
    return element(
        "div",
        {"class": "side"},
        element("p", {"class": "sigla"}, links, " ", frame.statement_link(side.statement)),
        element("p", {"dir": "auto"}, account.before, element("b", None, account.words),
                account.after),
        element("p", {"class": "support"}, count),
    )  # fmt: skip
