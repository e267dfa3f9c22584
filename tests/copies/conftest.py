"""Texts of an invented country, and whole piles of them."""

from __future__ import annotations

from random import Random

WIRE = (
    "BRAKKENMOOR (Coastline) - The harbour authority of Brakkenmoor closed two of its five "
    "quays on Tuesday after divers found cracks in the eastern sea wall, and told the ferry "
    "lines to sail from Oosterdam until further notice. Engineers under Marta Vellinga will "
    "measure the wall for nine days. The minister of works, Aron Tessel, said the closure "
    "would cost traders about 40,000 crowns a day. Fishing boats may still use the inner "
    "basin, where the water is calm and the wall is older but sound."
)
FOOTER = (
    "Sign up for our morning letter and never miss a story from the coast again. "
    "All rights reserved by the Harbour Post and its partners in the islands."
)
_SYLLABLES = "ba ke lo mi nu ra se ti vo du fe ga hi jo ku la me no pi ru sa te vi zo".split()


def own_words(random: Random, count: int) -> str:
    """Text that no other document shares: words made of syllables."""
    return " ".join(
        "".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(count)
    )
