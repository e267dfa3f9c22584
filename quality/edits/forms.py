"""Edits of form: what is claimed stays the same, so nothing of substance may be told of them."""

from __future__ import annotations

import re
from random import Random

from quality.edits.pencil import Rule, one_of, rule, swapped, words_of

SPELLINGS = (
    "colour/color colours/colors centre/center centres/centers defence/defense "
    "organisation/organization organisations/organizations organised/organized "
    "travelled/traveled travelling/traveling programme/program programmes/programs "
    "favour/favor favourite/favorite labour/labor honour/honor honoured/honored "
    "analyse/analyze analysed/analyzed theatre/theater licence/license grey/gray "
    "ageing/aging sceptical/skeptical cheque/check tyres/tires jewellery/jewelry "
    "neighbour/neighbor neighbours/neighbors neighbourhood/neighborhood behaviour/behavior "
    "recognise/recognize recognised/recognized realise/realize realised/realized "
    "apologise/apologize apologised/apologized criticised/criticized criticise/criticize "
    "emphasised/emphasized authorised/authorized authorise/authorize cancelled/canceled "
    "counsellor/counselor harbour/harbor rumour/rumor rumours/rumors offence/offense "
    "offences/offenses metre/meter metres/meters kilometre/kilometer kilometres/kilometers "
    "litres/liters catalogue/catalog dialogue/dialog enquiry/inquiry "
    "judgement/judgment fulfil/fulfill enrol/enroll skilful/skillful whilst/while "
    "amongst/among towards/toward afterwards/afterward focussed/focused "
    "adviser/advisor advisers/advisors protester/protestor protesters/protestors "
    "healthcare/health_care email/e-mail cooperation/co-operation website/web_site"
)
SHORT_FORMS = (
    "did_not/didn’t does_not/doesn’t do_not/don’t is_not/isn’t are_not/aren’t was_not/wasn’t "
    "were_not/weren’t has_not/hasn’t have_not/haven’t had_not/hadn’t will_not/won’t "
    "would_not/wouldn’t cannot/can’t could_not/couldn’t should_not/shouldn’t"
)
NUMBER_WORDS = (
    "two/2 three/3 four/4 five/5 six/6 seven/7 eight/8 nine/9 ten/10 eleven/11 twelve/12 "
    "thirteen/13 fourteen/14 fifteen/15 sixteen/16 twenty/20 thirty/30 forty/40 fifty/50"
)
BOUNDS = (
    ("nearly", "almost"), ("about", "around"), ("more than", "over"), ("roughly", "approximately"),
    ("at least", "no fewer than"), ("less than", "under"), ("about", "some"), ("about", "roughly"),
)  # fmt: skip
MONTHS = "Jan|Feb|Aug|Sept|Oct|Nov|Dec"
LONG_MONTHS = {
    "January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.",
    "October": "Oct.", "November": "Nov.", "December": "Dec.",
}  # fmt: skip
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
SPEAKER = r"((?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+)"


def _other_bound(match: re.Match[str], dice: Random) -> str | None:
    here = match.group()
    fitting = [b if a == here else a for a, b in BOUNDS if here in (a, b)]
    return dice.choice(fitting) if fitting else None


def _ungrouped(match: re.Match[str], _: Random) -> str:
    return match.group().replace(",", "")


def _month_short(match: re.Match[str], _: Random) -> str:
    return LONG_MONTHS[match.group()]


def _month_long(match: re.Match[str], _: Random) -> str:
    return next(long for long, short in LONG_MONTHS.items() if short == match.group())


_BOUND_WORDS = sorted({one for pair in BOUNDS for one in pair}, key=len, reverse=True)
_UNIT_NAMES = (
    "kilometres/km kilometers/km metres/m kilograms/kg kilometre/km square_miles/sq_miles "
    "miles_per_hour/mph kilometres_per_hour/kph tonnes/metric_tons hours/hrs"
)

FORMS: tuple[Rule, ...] = (
    rule("spelling", words_of(SPELLINGS), swapped(SPELLINGS), inside=None),
    rule("short form", words_of(SHORT_FORMS), swapped(SHORT_FORMS), inside=None),
    rule("straight quotation marks", "[“”]", '"', inside=None),
    rule("straight apostrophe", r"(?<=[a-z])’(?=s\b)", "'", inside=None),
    # figures
    rule("number word", r"(?i:\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
         r"fifteen|twenty|thirty|forty|fifty))(?= (?!other)[a-z]{3,}s\b| people\b| men\b)",
         swapped(NUMBER_WORDS)),
    rule("number in digits", r"(?<![\w.,$£€:/-])(?<![a-z.] )(?:[2-9]|1[0-5])"
         r"(?= [a-z]{3,}s\b| people\b)",
         swapped(NUMBER_WORDS)),
    rule("number in digits inside", r"(?<=[a-z] )(?<!at )(?<!age )(?<!to )(?:[2-9]|1[0-5])"
         r"(?= (?:people|"
         r"years|men|women|days|months|others|percent|states|members|children|hours|weeks)\b)",
         swapped(NUMBER_WORDS)),
    rule("thousands without comma", r"(?<![\d,$])\d{1,3},\d{3}\b(?!,)", _ungrouped),
    rule("money in words", r"\$(\d+(?:\.\d+)?) (million|billion|trillion)\b", r"\1 \2 dollars"),
    rule("money in words, plain", r"(?<!between )\$(\d{1,3}(?:,\d{3})*)(?=\.(?!\d)|[;)]|,? [a-z])"
         r"(?!,? (?:million|billion|trillion|m\b|bn\b|and \$|to \$|a\b|per\b))", r"\1 dollars"),
    rule("money short", r"\$(\d+(?:\.\d+)?) (m|b)illion\b", lambda m, _: f"${m[1]}{m[2]}n"),
    rule("pounds in words", r"£(\d+(?:\.\d+)?)(?:m| million)\b", r"\1 million pounds"),
    rule("pounds short", r"£(\d+(?:\.\d+)?) million\b", r"£\1m"),
    rule("percent sign", r"(?<=\d) ?(?:percent|per cent)\b", "%"),
    rule("percent in words", r"(?<=\d)%", one_of(" percent| per cent")),
    rule("per cent in two words", r"(?<=\d )percent\b", "per cent"),
    rule("unit short", r"(?<=\d )" + words_of(_UNIT_NAMES.replace("hours/hrs", "")),
         swapped(_UNIT_NAMES)),
    rule("bound in other words",
         r"\b(?:" + "|".join(_BOUND_WORDS) + r")(?= [$£€]?\d)", _other_bound),
    # dates, names
    rule("month short", rf"\b(?:{'|'.join(LONG_MONTHS)})(?= \d{{1,2}}\b)", _month_short),
    rule("month long", rf"\b(?:{MONTHS})\.(?= \d)", _month_long),
    rule("day before month", rf"\b({'|'.join(LONG_MONTHS)}|March|April|May|June|July) "
         r"(\d{1,2})(?=[ ,.](?! ?\d))", r"\2 \1"),
    rule("year after the day", rf"\b({'|'.join(LONG_MONTHS)}|March|April|May|June|July) "
         r"(\d{1,2}), ((?:19|20)\d\d)\b,?", r"\2 \1 \3"),
    rule("United States short", r"\bthe United States\b", one_of("the U.S.|the US"), inside=None),
    rule("U.S. without points", r"\bU\.S\.(?= [A-Za-z])", "US", inside=None),
    rule("United Nations short", r"\bUnited Nations\b", "U.N.", inside=None),
    rule("mister without point", r"\b(Mr|Mrs|Ms|Dr)\.(?= [A-Z])", r"\1", inside=None),
    # cues of equal force
    rule("said, then told reporters", r"(?<=[a-z] )said(?=[.]$)", "told reporters"),
    rule("said and added", r"(?<=, )(he|she|they) said(?=[.]$)",
         one_of(r"\1 added|\1 told reporters")),
    rule("said turned round", rf"(?<=[”\"] )said {SPEAKER}(?=\.$)", r"\1 said"),
    rule("said turned back", rf"(?<=,[”\"] ){SPEAKER} said(?=\.$)", r"said \1"),
    rule("says for said", r"\bsaid that(?= [a-z])", "said", inside=False),
    rule("according to for said", rf"(?<=[a-z\d]), {SPEAKER} said(?=\.$)", r", according to \1"),
    rule("said for according to", rf"(?<=[a-z\d]), according to {SPEAKER}(?=\.$)", r", \1 said"),
    # order of words
    rule("day moved to the front", rf"^(The|A|It|He|She|They) ([^“”\"]+?) on ((?:{DAYS}))\.$",
         lambda m, _: f"On {m[3]}, {m[1].lower()} {m[2]}."),
    rule("day moved to the end", rf"^On ((?:{DAYS})), (the|a|it|he|she|they)\b([^“”\",;]+)\.$",
         lambda m, _: f"{m[2].capitalize()}{m[3]} on {m[1]}."),
    rule("opening phrase moved to the end",
         r"^(In|After|At|During|Before) ([a-z\d][^“”\",;]{4,50}), (the|a|it|he|she|they)\b"
         r"([^“”\",;:]+)\.$",
         lambda m, _: f"{m[3].capitalize()}{m[4]} {m[1].lower()} {m[2]}."),
    rule("two names in the other order",
         r"(?:(?<=\bof )|(?<=\bby )|(?<=\bto )|(?<=\bwith )|(?<=\bfrom )|(?<=\bthat ))"
         r"([A-Z][a-z]+ [A-Z][a-z]+) and ([A-Z][a-z]+ [A-Z][a-z]+)(?=[,.]| [a-z])", r"\2 and \1"),
    rule("saying moved to the front",
         r"^(The|An?|It|He|She|They|In|At|There|This|These|That|Those|Some) ([^“”\",;:]{25,}), "
         r"(he|she|they|officials|police) said\.$",
         lambda m, _: f"{m[3].capitalize()} said {m[1].lower()} {m[2]}."),
)  # fmt: skip
