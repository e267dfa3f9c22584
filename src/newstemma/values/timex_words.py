"""The words of time expressions: units, amounts, how often, and what stands for now and then."""

from __future__ import annotations

UNIT = r"(?:(?:second|minute|hour|day|night|week|month|quarter|year|decade)s?|centur(?:y|ies))"
NUMBER = (
    r"(?:\d{1,4}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
ABOUT = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|more than|less than|at least|"
    r"fewer than|over|up to|just over|just under|only|another) )"
)
LETTER = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
OFTEN = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
}
REFERENCES = {
    "now": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "those days": "PAST_REF",
    "soon": "FUTURE_REF",
    "years ago": "PAST_REF",
    "decades ago": "PAST_REF",
    "months ago": "PAST_REF",
    "weeks ago": "PAST_REF",
    "days ago": "PAST_REF",
    "centuries ago": "PAST_REF",
    "many years ago": "PAST_REF",
    "several years ago": "PAST_REF",
    "several months ago": "PAST_REF",
    "several weeks ago": "PAST_REF",
    "several days ago": "PAST_REF",
    "long ago": "PAST_REF",
    "currently": "PRESENT_REF",
    "the present": "PRESENT_REF",
    "recently": "PAST_REF",
    "recent": "PAST_REF",
    "recent days": "PAST_REF",
    "recent weeks": "PAST_REF",
    "recent months": "PAST_REF",
    "recent years": "PAST_REF",
    "recent decades": "PAST_REF",
    "previously": "PAST_REF",
    "formerly": "PAST_REF",
    "the past": "PAST_REF",
    "the recent past": "PAST_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "the coming future": "FUTURE_REF",
}
