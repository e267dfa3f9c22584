"""What `dates/english-date-cases` holds that news does not: left out of one of two figures.

The set was made to test assistants, which are told dates by people who plan. Each category is a
reason why an expression is no date of a news report, with the forms it takes in the set.
"""

from __future__ import annotations

NOT_NEWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "shorter than a day",
        "a date mark is a day or longer; clocks and parts of a day are no part of it",
        (
            r"\d{1,2} ?(?:am|pm)|\d:\d\d|noon|midnight|o'?clock|hour|minute|\bmin|second|\bat \d",
            r"morning|afternoon|evening|night|\bnow\b",
        ),
    ),
    (
        "half a date",
        "a day without its month, or day and month in unknown order: no reader can resolve it",
        (
            r"\b\d{1,2}(?:[-/.])\d{1,2}\b(?![-/.]\d)",
            r"^(?:the )?\d{1,2}(?:st|nd|rd|th)?$",
            r"\b(?:sun|mon|tue|wed|thu|fri|sat)\w* (?:the )?\w+(?:st|nd|rd|th)\b|day \d\d? ",
        ),
    ),
    (
        "a diary's language",
        "what one says to an assistant to book a time: week numbers, end of day, in two weeks",
        (
            r"\bweek \d|w\d|\bof the week\b|weekday|work ?week|w/c",
            r"\beod\b|\beom\b|\beoy\b",
            r"^(?:the |end of )?(?:day|week|weekend|month|year)$|\bthe day\b|\bdays? of\b",
            r"\bmy\b|\bsame\b|\botd\b|juneteenth|freedom|jubilee|workers",
            r"upcoming|after today|year to date",
        ),
    ),
    (
        "counted to the day",
        "this set resolves two weeks ago to one day; news means about then, and so do we",
        (r"(?:weeks?|months?|years?) ago$|^in (?:\w+) (?:weeks?|months?|years?)$",),
    ),
    (
        "typed or spoken, not printed",
        "newsrooms print digits, capitals and spaces: no spelt-out years, file names, table cells",
        (
            r"nineteen|two thousand|twent(?:y|ieth)|thirt(?:y|ieth|ieth)|eighteenth|\bone\b",
            r"\d{8}|\d{4}[-/ ]\d{1,2}$|\d{1,2}-\d{4}$|\d{4} \d\d|\d[-/][a-z]|[a-z][-/]\d",
            r"\d/\d+-|-\d+/\d|^\w{3}\d|[<>=]|greater than|later than|of 87|^q\d$",
            r"^in (?:dec|may)$|^(?:dec|may|winter|summer)$|\d{4} april|and 2 (?:weeks|days)",
        ),
    ),
)
"""What is left out of the set: category, reason, forms. Two of the categories were seen on the set
itself; `dates.value, nothing left out` is what comes out without them."""
