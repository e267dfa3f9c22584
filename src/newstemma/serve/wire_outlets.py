"""The wire form of what an archive tells of outlets."""

from __future__ import annotations

from newstemma.archive import (
    Descent,
    NamedReports,
    OutletEntry,
    OutletPage,
    OutletProfile,
    OutletReport,
    OutletReports,
)
from newstemma.serve.codec import TEXT, WHOLE, Field, Record, choice, many, maybe
from newstemma.serve.wire_reports import UNKNOWN

OUTLET_ENTRY = Record(
    "OutletEntry",
    "An outlet: its reports, and what kept dossiers show of those they examined.",
    OutletEntry,
    Field("name", TEXT),
    Field("reports", WHOLE),
    Field("examined", WHOLE),
    Field("original", WHOLE),
    Field("copied", WHOLE),
    Field("undetermined", WHOLE),
    Field("critical", WHOLE),
    Field("major", WHOLE),
)
OUTLET_PAGE = Record(
    "OutletPage",
    "A page of outlets, most reports first; cursor asks for the next one, null at the end.",
    OutletPage,
    Field("outlets", many(OUTLET_ENTRY)),
    Field("cursor", UNKNOWN),
)
NAMED_REPORTS = Record(
    "NamedReports",
    "A name and how many reports have to do with it; empty for one without a name.",
    NamedReports,
    Field("name", TEXT),
    Field("reports", WHOLE),
)
OUTLET_PROFILE = Record(
    "OutletProfile",
    "An outlet, whom its copies were taken from, and who took copies from it.",
    OutletProfile,
    Field("entry", OUTLET_ENTRY),
    Field("sources", many(NAMED_REPORTS)),
    Field("takers", many(NAMED_REPORTS)),
)
OUTLET_REPORT = Record(
    "OutletReport",
    "A report of an outlet; descent is null where its story has no kept dossier.",
    OutletReport,
    Field("report", TEXT),
    Field("story", TEXT),
    Field("title", TEXT),
    Field("published", UNKNOWN),
    Field("descent", maybe(choice(Descent))),
    Field("source", TEXT),
    Field("critical", WHOLE),
    Field("major", WHOLE),
)
OUTLET_REPORTS = Record(
    "OutletReports",
    "A page of an outlet's reports, the latest first.",
    OutletReports,
    Field("reports", many(OUTLET_REPORT)),
    Field("cursor", UNKNOWN),
)

OUTLET_RECORDS: dict[type, Record] = {
    OutletEntry: OUTLET_ENTRY,
    OutletPage: OUTLET_PAGE,
    NamedReports: NAMED_REPORTS,
    OutletProfile: OUTLET_PROFILE,
    OutletReport: OUTLET_REPORT,
    OutletReports: OUTLET_REPORTS,
}
