"""Two reports side by side: each word with the word that answers it."""

from collections.abc import Callable

from newstemma.collations import side_by_side
from newstemma.model import Collation, Report
from newstemma.reports.marks import mark

FIRST = "The ship left Tolvik at dawn with forty men on board."
SECOND = "The vessel left Tolvik at dawn. Forty men were on board."
OTHER = "Nobody in the town of Osk remembers a colder spring than this one."


def words(left: str, right: str, collation: Collation) -> list[tuple[str, str]]:
    ours = Report("r0", left, language="en", marks=mark(left, "en", None))
    theirs = Report("r1", right, language="en", marks=mark(right, "en", None))
    pairs = side_by_side(ours, theirs, collation.statements)
    return [(a.of(left), b.of(right)) for a, b in pairs]


def test_words_of_a_split_sentence_are_answered(copied: Callable[..., Collation]) -> None:
    found = words(FIRST, SECOND, copied(FIRST, SECOND))
    assert ("ship", "vessel") in found
    assert ("Tolvik", "Tolvik") in found


def test_a_moved_sentence_is_aligned_where_it_went(copied: Callable[..., Collation]) -> None:
    there, back = f"{OTHER} {FIRST}", f"{FIRST} {OTHER}"
    found = words(there, back, copied(there, back))
    assert all(a == b for a, b in found)
    assert ("colder", "colder") in found
    assert ("dawn", "dawn") in found


def test_reports_that_share_nothing_have_no_words_in_common(
    copied: Callable[..., Collation],
) -> None:
    assert words(OTHER, FIRST, copied(OTHER, FIRST)) == []
