"""A difference between two readings before it is known who made it, and how it is graded."""

from __future__ import annotations

from dataclasses import dataclass

from newstemma.model import Aspect, ChangeKind, Direction, Severity, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between a source's words and a target's, with the places in each."""

    kind: ChangeKind
    aspect: Aspect
    before: Span | None
    after: Span | None
    direction: Direction
    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A row of the table of severities: when it applies, how it is graded, and why."""

    aspect: Aspect
    severity: Severity
    reason: str
    example: str


GRADES: dict[str, Grade] = {
    "hedge dropped": Grade(
        Aspect.HEDGE, Severity.CRITICAL,
        "a claim that was doubted or unconfirmed is now stated as fact",
        "is not known to have left -> has not left",
    ),
    "possibility dropped": Grade(
        Aspect.HEDGE, Severity.MAJOR,
        "what may be is now stated as what is",
        "could reach the coast -> will reach the coast",
    ),
    "hedge added": Grade(
        Aspect.HEDGE, Severity.MAJOR,
        "a claim stated as fact is now doubted or unconfirmed",
        "was killed -> was reportedly killed",
    ),
    "hedge exchanged": Grade(
        Aspect.HEDGE, Severity.MODERATE,
        "another kind of doubt",
        "allegedly -> possibly",
    ),
    "hedge in other words": Grade(
        Aspect.HEDGE, Severity.COSMETIC,
        "the same kind of doubt in other words",
        "reportedly -> is said to",
    ),
    "figure changed": Grade(
        Aspect.FIGURE, Severity.CRITICAL,
        "the number is another one",
        "47 injured -> 74 injured",
    ),
    "figure rounded": Grade(
        Aspect.FIGURE, Severity.MODERATE,
        "the number was rounded",
        "2,913 homes -> 3,000 homes",
    ),
    "bound changed": Grade(
        Aspect.FIGURE, Severity.MODERATE,
        "the number is the same, its bound is not",
        "at least 12 -> 12",
    ),
    "unit changed": Grade(
        Aspect.FIGURE, Severity.CRITICAL,
        "the number is the same, its unit is not",
        "40 kilometres -> 40 miles",
    ),
    "figure in another form": Grade(
        Aspect.FIGURE, Severity.COSMETIC,
        "the same value printed another way",
        "2.4 billion marks -> 2.4bn marks",
    ),
    "figure dropped": Grade(
        Aspect.FIGURE, Severity.MODERATE, "a number is gone", "three men -> the men",
    ),
    "small count dropped": Grade(
        Aspect.FIGURE, Severity.MINOR, "a small count in words is gone", "the two men -> the men",
    ),
    "small count added": Grade(
        Aspect.FIGURE, Severity.MINOR, "a small count in words is new", "the men -> the two men",
    ),
    "figure added": Grade(
        Aspect.FIGURE, Severity.MODERATE, "a number is new", "the men -> three men",
    ),
    "date changed": Grade(
        Aspect.DATE, Severity.CRITICAL, "another day", "on Tuesday -> on Thursday",
    ),
    "date narrowed": Grade(
        Aspect.DATE, Severity.MODERATE, "the same time said more exactly", "in March -> 3 March",
    ),
    "date widened": Grade(
        Aspect.DATE, Severity.MODERATE, "the same time said less exactly", "3 March -> in March",
    ),
    "date in another form": Grade(
        Aspect.DATE, Severity.COSMETIC, "the same time in other words", "Thursday -> 12 March",
    ),
    "date in other words": Grade(
        Aspect.DATE, Severity.MINOR, "times of two kinds, or one that cannot be resolved",
        "a year ago -> in May",
    ),
    "date dropped": Grade(
        Aspect.DATE, Severity.MODERATE, "the time is gone", "left on Monday -> left",
    ),
    "date said elsewhere": Grade(
        Aspect.DATE, Severity.MINOR, "the time is gone here and given elsewhere in the report",
        "left on Monday -> left",
    ),
    "date added": Grade(
        Aspect.DATE, Severity.MODERATE, "a time is new", "left -> left on Monday",
    ),
    "name exchanged": Grade(
        Aspect.NAME, Severity.CRITICAL, "another name stands in its place", "Rask -> Dorn",
    ),
    "name respelled": Grade(
        Aspect.NAME, Severity.MINOR, "the same name transliterated another way", "Dz- -> J-",
    ),
    "name in another form": Grade(
        Aspect.NAME, Severity.COSMETIC, "the same name, shorter, longer or as a role",
        "the ICC -> the International Criminal Court",
    ),
    "name dropped": Grade(
        Aspect.NAME, Severity.MINOR, "a name is gone", "Mayor Oda Rask -> the mayor",
    ),
    "name added": Grade(
        Aspect.NAME, Severity.MINOR, "a name is new", "the mayor -> Mayor Oda Rask",
    ),
    "quote altered": Grade(
        Aspect.QUOTE, Severity.MAJOR, "other words inside quotation marks",
        "“will not yield” -> “will never give in”",
    ),
    "quote in near words": Grade(
        Aspect.QUOTE, Severity.MODERATE, "words that mean nearly the same inside quotation marks",
        "“oil products” -> “petroleum products”",
    ),
    "quote respelled": Grade(
        Aspect.QUOTE, Severity.COSMETIC, "the quotation differs in spelling or small words only",
        "“defence” -> “defense”",
    ),
    "quote made of paraphrase": Grade(
        Aspect.QUOTE, Severity.CRITICAL, "quotation marks stand around what was a paraphrase",
        "said it was a disgrace -> called it “a disgrace to us all”",
    ),
    "quote made paraphrase": Grade(
        Aspect.QUOTE, Severity.MODERATE, "what was quoted is told without quotation marks",
        "said: “We are ready” -> said they were ready",
    ),
    "speaker exchanged": Grade(
        Aspect.SPEAKER, Severity.CRITICAL, "the words are given to another speaker",
        "said Rask -> said Dorn",
    ),
    "cue loaded": Grade(
        Aspect.ATTRIBUTION, Severity.MAJOR, "the verb of saying now judges the speaker",
        "said -> boasted",
    ),
    "cue unloaded": Grade(
        Aspect.ATTRIBUTION, Severity.MODERATE, "the verb of saying no longer judges the speaker",
        "admitted -> said",
    ),
    "cue reserved": Grade(
        Aspect.ATTRIBUTION, Severity.MODERATE,
        "one verb of saying keeps more distance from what is said", "said -> suggested",
    ),
    "cue exchanged": Grade(
        Aspect.ATTRIBUTION, Severity.COSMETIC, "another verb of saying of the same force",
        "said -> told a briefing",
    ),
    "attribution dropped": Grade(
        Aspect.ATTRIBUTION, Severity.MAJOR, "a claim of somebody is now stated as fact",
        "police say two were held -> two were held",
    ),
    "attribution added": Grade(
        Aspect.ATTRIBUTION, Severity.MODERATE, "a claim stated as fact is now somebody's",
        "two were held -> two were held, police say",
    ),
    "attribution exchanged": Grade(
        Aspect.ATTRIBUTION, Severity.MAJOR, "the claim is now somebody else's",
        "police say -> residents say",
    ),
    "negation changed": Grade(
        Aspect.POLARITY, Severity.CRITICAL, "one says it is so, the other that it is not",
        "did not sign -> signed",
    ),
    "opposite word": Grade(
        Aspect.POLARITY, Severity.CRITICAL, "a word was exchanged for its opposite",
        "rose -> fell",
    ),
    "roles exchanged": Grade(
        Aspect.WORDING, Severity.CRITICAL, "who did it and to whom it was done changed places",
        "rebels shelled the army -> the army shelled rebels",
    ),
    "loaded word": Grade(
        Aspect.WORDING, Severity.MAJOR, "a word that judges stands on one side only",
        "government -> regime",
    ),
    "force changed": Grade(
        Aspect.WORDING, Severity.MODERATE, "the same act, with more or less force",
        "asked -> urged",
    ),
    "to come told as done": Grade(
        Aspect.WORDING, Severity.MODERATE, "what was to come is told as done",
        "will cut 200 jobs -> has cut 200 jobs",
    ),
    "done told as to come": Grade(
        Aspect.WORDING, Severity.MODERATE, "what was done is told as to come",
        "has cut 200 jobs -> will cut 200 jobs",
    ),
    "duty changed": Grade(
        Aspect.WORDING, Severity.MODERATE, "a duty of another force", "should -> must",
    ),
    "other words": Grade(
        Aspect.WORDING, Severity.MINOR, "said in other words",
        "a Central Asian country -> a republic in Central Asia",
    ),
    "same meaning": Grade(
        Aspect.WORDING, Severity.COSMETIC, "words of the same meaning or another spelling",
        "rarely -> seldom",
    ),
    "words added": Grade(
        Aspect.WORDING, Severity.MINOR, "words are new", "a port -> a northern port",
    ),
    "words dropped": Grade(
        Aspect.WORDING, Severity.MINOR, "words are gone", "a northern port -> a port",
    ),
    "statement added": Grade(
        Aspect.WORDING, Severity.MODERATE, "the source does not say this at all", "",
    ),
    "statement dropped": Grade(
        Aspect.WORDING, Severity.MINOR, "the copy leaves this out", "",
    ),
    "tail cut": Grade(
        Aspect.WORDING, Severity.MINOR, "the copy ends before this; it may have been cut", "",
    ),
    "moved": Grade(
        Aspect.ORDER, Severity.COSMETIC, "said at another place of the report", "",
    ),
}  # fmt: skip
"""The table of severities; the docs page is generated from it. A newsroom's own order of
harm: what a correction would be printed for is critical or major (issue 5)."""


def graded(
    name: str,
    kind: ChangeKind,
    before: Span | None,
    after: Span | None,
    direction: Direction = Direction.NONE,
) -> Difference:
    """The difference that row `name` of `GRADES` makes of two places; KeyError if no row."""
    grade = GRADES[name]
    return Difference(kind, grade.aspect, before, after, direction, grade.severity, grade.reason)
