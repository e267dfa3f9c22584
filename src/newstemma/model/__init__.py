"""The central types: what each stage hands to the next.

All are frozen and slotted, hold tuples, and are valid when made or not made at
all. Times are aware and in UTC. Offsets are code points, half open, into the
`text` of the report they belong to. Nothing here knows JSON, files or networks.
"""

from newstemma.model.collations import (
    Aspect,
    Change,
    ChangeKind,
    Collation,
    Direction,
    Innovator,
    Reading,
    Severity,
    Statement,
    Words,
)
from newstemma.model.dossiers import (
    Backing,
    Contradiction,
    Counts,
    Dispute,
    Dossier,
    EntryKind,
    Examination,
    Ruling,
    Side,
    Standing,
    Support,
    TimelineEntry,
)
from newstemma.model.pages import (
    Page,
    Rejected,
)
from newstemma.model.places import (
    Span,
)
from newstemma.model.reports import (
    Approximator,
    Credit,
    Figure,
    Mark,
    MarkKind,
    Moment,
    Place,
    Precision,
    Removed,
    Report,
    Role,
    Verdict,
    Voice,
)
from newstemma.model.stemmas import (
    Copy,
    CopyKind,
    Kinship,
    Origin,
    Range,
    Stemma,
    Witness,
    WitnessKind,
)
from newstemma.model.stories import (
    Clue,
    Placement,
    Story,
)

__all__ = [
    "Approximator",
    "Aspect",
    "Backing",
    "Change",
    "ChangeKind",
    "Clue",
    "Collation",
    "Contradiction",
    "Copy",
    "CopyKind",
    "Counts",
    "Credit",
    "Direction",
    "Dispute",
    "Dossier",
    "EntryKind",
    "Examination",
    "Figure",
    "Innovator",
    "Kinship",
    "Mark",
    "MarkKind",
    "Moment",
    "Origin",
    "Page",
    "Place",
    "Placement",
    "Precision",
    "Range",
    "Reading",
    "Rejected",
    "Removed",
    "Report",
    "Role",
    "Ruling",
    "Severity",
    "Side",
    "Span",
    "Standing",
    "Statement",
    "Stemma",
    "Story",
    "Support",
    "TimelineEntry",
    "Verdict",
    "Voice",
    "Witness",
    "WitnessKind",
    "Words",
]
