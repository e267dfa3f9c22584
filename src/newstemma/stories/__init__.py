"""Reports into stories: one development each, a day or two of news.

The theory. A pile is taken in order of publication. Each pair of reports gets its nearness
in bits (`near`); two groups become one while the pairs between them, averaged over all of
them, speak for it. So a story holds by agreement of several members: no chain of a like b,
b like c, and no centre that drifts (`agreement`). `place` groups one newcomer and all it is
linked to anew and decides; whoever keeps the stories acts. What can go wrong: a saga told with
the same names for weeks; the days between keep its developments apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from newstemma.model import Report, Story
from newstemma.stories.agreement import Scores, agreed, pair_scores
from newstemma.stories.near import LEAST
from newstemma.stories.placing import place, publication
from newstemma.stories.sketches import cached_sketch

__all__ = ["group", "place", "together"]


def group(reports: Sequence[Report]) -> tuple[Story, ...]:
    """The stories of a pile, largest first, then by opening and id.

    The order of the input changes nothing; a report given twice counts once; no report,
    no story. Every report is in exactly one story, alone if need be.
    """
    ordered = sorted({r.id: r for r in reports}.values(), key=publication)
    sketches = [cached_sketch(r) for r in ordered]
    scores = pair_scores(sketches)
    groups = agreed(sketches, scores)
    stories = [_story([ordered[i] for i in g], g, scores) for g in groups]
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), str(s.opened or ""), s.id)))


def together(reports: Sequence[Report]) -> Story:
    """One story of all reports, at least one: a person says that they tell of one event."""
    ordered = sorted({r.id: r for r in reports}.values(), key=publication)
    scores = pair_scores([cached_sketch(r) for r in ordered])
    return _story(ordered, range(len(ordered)), scores)


# --- the story itself ---------------------------------------------------------


def _story(reports: Sequence[Report], places: Sequence[int], scores: Scores) -> Story:
    times = sorted(r.published.when for r in reports if r.published)
    return Story(
        id=sha256(f"story {reports[0].id}".encode()).hexdigest()[:16],
        reports=tuple(r.id for r in reports),
        title=reports[_central(places, scores)].title,
        opened=times[0] if times else None,
        last_seen=times[-1] if times else None,
    )


def _central(places: Sequence[int], scores: Scores) -> int:
    def agreement(here: int) -> float:
        pairs = ((min(here, k), max(here, k)) for k in places if k != here)
        return sum(scores.get(pair, LEAST) for pair in pairs)

    return max(range(len(places)), key=lambda i: (agreement(places[i]), -i))
