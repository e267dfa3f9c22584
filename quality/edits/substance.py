"""Edits that change what is claimed: each row says which aspect and direction is right."""

from __future__ import annotations

import re
from random import Random

from quality.edits.pencil import Rule, one_of, rule, swapped, words_of

# --- hedges -------------------------------------------------------------------

ADVERBS = (
    "allegedly|reportedly|apparently|presumably|supposedly|purportedly|seemingly|possibly|"
    "probably|perhaps|potentially|ostensibly|conceivably"
)
HEDGES = (
    rule("hedging adverb dropped", rf" (?:{ADVERBS})(?= [a-z])", "", "hedge", "stronger"),
    rule(
        "may made will", r"\b(?:may|might|could)(?= (?:be|become|lead|face|help|cause|take|seek|"
        r"make|reach|bring|come|affect|happen|result)\b)", "will", "hedge", "stronger",
    ),
    rule("may have made had", r"\b(?:may|might|could) have(?= [a-z])", "had", "hedge", "stronger"),
    rule(
        "is believed to be made is",
        r"\b(is|are|was|were) (?:widely )?(?:believed|thought|understood|rumoured|rumored|alleged|"
        r"suspected|presumed|feared|reported) to be\b", r"\1", "hedge", "stronger",
    ),
    rule(
        "is believed to have made had",
        r"\b(?:is|are|was|were) (?:believed|thought|understood|rumoured|rumored|alleged|"
        r"suspected|presumed|feared|reported) to have\b", "had", "hedge", "stronger",
    ),
    rule("appears to be made is", r"\b(?:appears|seems) to be\b", "is", "hedge", "stronger"),
    rule("appeared to be made was", r"\b(?:appeared|seemed) to be\b", "was", "hedge", "stronger"),
    rule(
        "hedging adjective dropped",
        r"(?<=\b[Tt]he )(?:alleged|suspected|purported|apparent|supposed|presumed) (?=[a-z])",
        "", "hedge", "stronger",
    ),
    rule("likely to made will", r"\b(?:is|are) likely to(?= [a-z])", "will", "hedge", "stronger"),
    rule(
        "hedging adverb added", r"\b(was|were)(?= [a-z]{3,}ed\b)",
        one_of(r"\1 reportedly|\1 allegedly|\1 apparently|\1 possibly|\1 presumably|\1 supposedly"),
        "hedge", "weaker",
    ),
    rule(
        "will made may", r"\bwill(?= (?!not\b|never\b)[a-z])", one_of("may|might|could"),
        "hedge", "weaker",
    ),
    rule(
        "hedge put into the perfect", r"\b(has|have|had)(?= [a-z]{3,}ed\b)",
        one_of(r"\1 allegedly|\1 reportedly|\1 apparently"), "hedge", "weaker",
    ),
)  # fmt: skip

# --- who says so ----------------------------------------------------------------

LOADED = (
    "boasted|bragged|admitted|claimed|conceded|confessed|gloated|scoffed|sneered|fumed|raged|"
    "ranted|whined|crowed|grumbled|railed"
)
CUES = (
    rule("cue loaded", r"\b([A-Z][a-z]+|[Hh]e|[Ss]he|officials|police|spokesman|spokeswoman) said"
         r"(?=[,.:]| that\b| the\b| in\b| on\b)",
         one_of("|".join(rf"\1 {cue}" for cue in LOADED.split("|"))),
         "attribution", "judged"),
    rule("inverted cue loaded", r"(?<=[,?!][”\"] )said(?= [A-Z])", one_of(LOADED), "attribution",
         "judged"),
    rule("cue unloaded",
         r"\b(?:claimed|admitted|boasted|conceded|insisted|alleged)(?= (?:that\b|[“\"]))", "said",
         "attribution"),
)  # fmt: skip
ATTRIBUTIONS = (
    rule("according to dropped", r", according to [^,.;“”\"]{3,60}(?=\.$)", "", "attribution",
         "stronger"),
    rule("opening according to dropped", r"^According to [^,.;“”\"]{3,60}, (\w)",
         lambda m, _: m[1].upper(), "attribution", "stronger"),
    rule("closing said dropped", r"(?<=[a-z\d]), (?:[A-Z][\w.’'-]+ ){1,4}said(?=\.$)", "",
         "attribution", "stronger"),
    rule("opening said dropped",
         r"^(?:[Tt]he )?(?:Police|Officials|Authorities|Prosecutors|Investigators|Witnesses|"
         r"Experts|Analysts|Critics|Researchers|Scientists|police|company|government) (?:have )?"
         r"(?:said|say) (?:that )?(\w)", lambda m, _: m[1].upper(), "attribution", "stronger"),
    rule("attribution added", r"(?<=[a-z])\.$",
         one_of(", according to local officials.|, police said.|, witnesses said."
                "|, according to two diplomats."), "attribution", "weaker"),
    rule("opening attribution added", r"^(The|In|A|It|They) (?=[a-z])",
         lambda m, dice: dice.choice(["Witnesses said ", "Officials said ", "Analysts say "])
         + m[1].lower() + " ", "attribution", "weaker"),
)  # fmt: skip

# --- figures --------------------------------------------------------------------

NUMBER = (
    r"(?<![\w.,$£€/-])(?<!January )(?<!February )(?<!March )(?<!April )(?<!May )(?<!June )"
    r"(?<!July )(?<!August )(?<!September )(?<!October )(?<!November )(?<!December )"
    r"(?<!Jan\. )(?<!Feb\. )(?<!Aug\. )(?<!Sept\. )(?<!Oct\. )(?<!Nov\. )(?<!Dec\. )"
    r"(?!(?:19|20)\d\d\b(?!,))(\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?)"
    r"(?= (?:percent|per cent|million|billion|[a-z]{3,}s\b|people|men|women|children|troops))"
    r"(?! (?:years? ago|a\.m|p\.m))"
)
NO_BOUND = "".join(
    rf"(?<!\b{word} )"
    for one in "some about around above below over under nearly almost least than to".split()
    for word in (one, one.capitalize())
)
SMALL = "two three four five six seven eight nine ten eleven twelve".split()


def _value(match: re.Match[str]) -> float:
    return float(match.group().replace(",", ""))


def _printed(value: float, model: str) -> str:
    whole = "." not in model
    return f"{round(value):,}" if whole else f"{value:.1f}"


def _larger(match: re.Match[str], dice: Random) -> str | None:
    return _printed(_value(match) * dice.choice([1.2, 1.5, 2, 3]) + 1, match.group())


def _smaller(match: re.Match[str], dice: Random) -> str | None:
    value = _value(match)
    return _printed(value * dice.choice([0.3, 0.5, 0.7]), match.group()) if value >= 5 else None


def _digits_turned(match: re.Match[str], dice: Random) -> str | None:
    digits = match.group()
    places = [i for i in range(len(digits) - 1) if (digits[i : i + 2]).isdigit()]
    places = [i for i in places if digits[i] != digits[i + 1] and (i or digits[i + 1] != "0")]
    if not places:
        return None
    i = places[0]
    return digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def _point_moved(match: re.Match[str], _: Random) -> str | None:
    return _printed(_value(match) * 10, match.group().split(".")[0])


def _rounded(match: re.Match[str], _: Random) -> str | None:
    digits = match.group().replace(",", "")
    if "." in digits or len(digits) < 3 or digits[2:].strip("0") == "":
        return None
    step = 10 ** (len(digits) - 2)
    return f"{round(int(digits) / step) * step:,}"


def _other_small(match: re.Match[str], dice: Random) -> str:
    word = dice.choice([one for one in SMALL if one != match.group().lower()])
    return word.capitalize() if match.group()[0].isupper() else word


FIGURES = (
    rule("figure made larger", NUMBER, _larger, "figure", "stronger"),
    rule("figure made smaller", NUMBER, _smaller, "figure", "weaker"),
    rule("digits turned", NUMBER, _digits_turned, "figure"),
    rule("decimal point moved", NUMBER, _point_moved, "figure", "stronger"),
    rule("figure rounded", NUMBER, _rounded, "figure", "vaguer"),
    rule("number word exchanged", rf"(?i:\b(?:{'|'.join(SMALL)}))(?= [a-z]+(?:s|ople|en)\b)",
         _other_small, "figure"),
    rule("figure dropped", NUMBER[:-len(r"(?! (?:years? ago|a\.m|p\.m))")]
         .replace("percent|per cent|million|billion|", "") + " ", "", "figure", "vaguer"),
    rule("bound dropped", r"\b(?:at least|more than|nearly|almost|about|around|up to|fewer than|"
         r"less than|roughly|approximately|as many as) (?=[$£€]?\d)", "", "figure",
         "stronger,more specific"),
    rule("bound added", NO_BOUND + NUMBER, lambda m, dice: dice.choice(
        ["at least ", "more than ", "about ", "nearly ", "up to "]) + m.group(), "figure",
         "vaguer,weaker"),
)  # fmt: skip

MEASURES = (
    "kilometres/miles kilometers/miles km/miles metres/feet meters/feet kilograms/pounds "
    "acres/hectares tonnes/pounds tons/pounds litres/gallons inches/centimetres"
)
UNITS = (
    rule("million made billion", r"(?<=\d )million\b", "billion", "figure", "stronger"),
    rule("billion made million", r"(?<=\d )billion\b", "million", "figure", "weaker"),
    rule("measure exchanged", r"(?<=[\d] )" + words_of(MEASURES), swapped(MEASURES), "figure"),
    rule("currency exchanged", r"\$(?=\d)", one_of("€|£"), "figure"),
    rule("length of time exchanged",
         r"(?<=\d )(?:hours|days|weeks|months|years|minutes)\b(?! (?:ago|old|earlier|later|after|"
         r"before))", swapped("hours/days weeks/months years/months minutes/hours"), "figure,date"),
)  # fmt: skip

# --- names, dates ------------------------------------------------------------------

PEOPLE = (
    "Marek Holub|Ines Varga|Tomas Lindqvist|Farida Noor|Pavel Hruska|Elena Brandt|Joao Teles|"
    "Aino Koski|Samir Haddad|Greta Olsen|Victor Amadi|Lucia Moretti"
)
PLACES = "Lisbon|Nairobi|Tampere|Oslo|Montevideo|Gdansk|Osaka|Winnipeg|Tunis|Bergen|Quito|Riga"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NO_NAME = rf"(?!(?:{DAYS}|{MONTHS}|The|In|On|At|But|And|New|North|South|East|West|United)\b)"


def _another(choice: str, match: re.Match[str], dice: Random) -> str:
    return dice.choice([one for one in choice.split("|") if one not in match.group()])


NAMES = (
    rule("person exchanged",
         rf"(?<=[a-z,] ){NO_NAME}[A-Z][a-z]{{2,}} {NO_NAME}[A-Z][a-z]{{2,}}"
         r"(?=,| (?:was|is|has|had|and|in|at|to|on|for|from|will|did|took|went|won)\b)",
         lambda m, dice: _another(PEOPLE, m, dice), "name,speaker"),
    rule("place exchanged", rf"(?<= in ){NO_NAME}[A-Z][a-z]{{3,}}(?=[,.]| on\b| and\b| after\b)",
         lambda m, dice: _another(PLACES, m, dice), "name"),
    rule("speaker exchanged",
         rf"(?<=[”\"] said ){NO_NAME}[A-Z][a-z]{{2,}} [A-Z][a-z]{{2,}}(?=[,.])",
         lambda m, dice: _another(PEOPLE, m, dice), "speaker,name"),
)  # fmt: skip


def _day_moved(match: re.Match[str], dice: Random) -> str:
    day = int(match[2])
    return f"{match[1]} {dice.choice([d for d in (3, 9, 14, 21, 27) if d != day])}"


DATES = (
    rule("weekday exchanged", rf"\b(?:{DAYS})\b(?! (?:Night|Times|Post|Mail|Agreement))",
         lambda m, dice: _another(DAYS, m, dice), "date"),
    rule("month exchanged", rf"\b(?:{MONTHS})(?= \d{{1,2}}\b| (?:19|20)\d\d\b)",
         lambda m, dice: _another(MONTHS, m, dice), "date"),
    rule("day of the month exchanged", rf"\b((?:{MONTHS})) (\d{{1,2}})\b", _day_moved, "date"),
    rule("year exchanged", r"(?<=\b[Ii]n )(?:19|20)\d\d\b",
         lambda m, dice: str(int(m.group()) + dice.choice([-11, -4, -2, -1])), "date"),
    rule("weekday dropped", rf" on (?:{DAYS})(?=[,.]| [a-z])", "", "date", "vaguer"),
)  # fmt: skip

# --- so or not so --------------------------------------------------------------------

AUXILIARY = r"is|are|was|were|will|would|has|have|had|did|does|can|could|should"
OPPOSITES = (
    "rose/fell rising/falling increased/decreased increase/decrease won/lost accepted/rejected "
    "approved/rejected supports/opposes supported/opposed higher/lower guilty/innocent "
    "opened/closed legal/illegal arrived/departed win/lose strengthen/weaken "
    "strengthened/weakened improved/worsened success/failure "
    "confirmed/denied allowed/banned upheld/overturned gained/lost "
    "safe/dangerous remembered/forgot alive/dead"
)
NEGATIONS = (
    rule("negation put in", r"\b(is|are|was|were|will|would|has|had|should)"
         r"(?= (?!not\b|never\b|no\b|n’t|to\b|nothing\b|hardly\b|likely\b|expected\b|believed\b|"
         r"reported|thought\b|said\b|alleged|set\b|due\b|only\b)[a-z]+)", r"\1 not", "polarity"),
    rule("negation lost", rf"\b({AUXILIARY}) not(?= (?!only|just|known|clear|yet|be (?:ver|conf)|"
         r"been (?:ver|conf)|immed|inde|ver|conf|know)[a-z])", r"\1", "polarity"),
    rule("negation of a short form lost",
         r"\b(is|was|were|has|have|had|did|does|could|would|should)n['’]t"
         r"(?= (?!only|just|known|clear|yet|know)[a-z])", r"\1", "polarity", inside=False),
    rule("never lost", r" never(?= [a-z]+ed\b)", "", "polarity"),
    rule("opposite word", words_of(OPPOSITES), swapped(OPPOSITES), "polarity"),
)  # fmt: skip

# --- quotations ----------------------------------------------------------------------

STRANGE = "harvest|garden|lantern|orchestra|carpet|mountain|kitchen|violin|umbrella|blanket|chimney"
QUOTES = (
    rule("word of a quotation exchanged", r"(?<=[a-z] )(?!because|should|would|could|there|their|"
         r"which|where|these|those|about|after|before|other|being|while)[a-z]{5,}(?= [a-z])",
         one_of(STRANGE), "quote", inside=True),
    rule("word of a quotation dropped", r"(?<=[a-z]) (?!because|should|would|could|there|their|"
         r"which|where|these|those|about|after|before|other|being|while|never)[a-z]{5,}(?= [a-z])",
         "", "quote", inside=True),
    rule("negation put into a quotation", r"\b(is|are|was|will|would|has|have|should)(?= (?!not\b|"
         r"never\b|no\b|to\b|only\b|likely\b|said\b|expected\b)[a-z])", r"\1 not",
         "quote,polarity", inside=True),
    rule("quotation marks put round a paraphrase",
         r"(?<=\bsaid )(that )?((?:[a-z]+ ){5,14}[a-z]+)(?=\.$)", r"\1“\2”", "quote",
         "stronger"),
    rule("quotation marks taken away", r"(?<=\b(?:said|aid,) )[“\"]([^“”\"]{30,120})[”\"]",
         r"\1", "quote", "vaguer", None),
)  # fmt: skip

SUBSTANCE: tuple[Rule, ...] = (
    *HEDGES, *CUES, *ATTRIBUTIONS, *FIGURES, *UNITS, *NAMES, *DATES, *NEGATIONS, *QUOTES,
)  # fmt: skip
