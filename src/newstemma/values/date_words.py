"""The words and figures English dates are made of, as patterns for the rules of `date_rules`."""

from __future__ import annotations

SURE = (
    r"(?i:January|February|April|June|July|August|September|October|November|December"
    r"|Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
MONTH = rf"(?:(?:{SURE}|March|Mar|May|MARCH|MAY)\b\.?)"
BARE_MONTH = rf"(?:(?:{SURE}|March|Mar|May)\b(?:\.(?= \d))?)"
LONE_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:(?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?i:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?i:st|nd|rd|th)\b)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
CLOCK = (
    r"(?:[ ,]+(?i:at )?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s?(?P<half>(?i:[ap]\.?m\b\.?)))?|\s?(?P<half2>(?i:[ap]\.?m\b\.?))))"
)
COUNT = (
    r"(?:\d{1,3}|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|a couple of|a few|several)\b)"
)
UNIT = r"(?:days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b"
MODIFIER = r"(?i:early|mid|late|the beginning of|the start of|the middle of|the end of)"
