"""Verbs of saying with their tone, and nouns that can be the source of what is said."""

from __future__ import annotations

from newstemma.values.patterns import when_needed

CUES: dict[str, str] = {
    "neutral": """
        said says say saying told tells tell telling added adds add adding stated states stating
        replied replies reply replying answered answers explained explains explain explaining noted
        notes noting wrote writes write writing announced announces announce announcing reported
        reports reporting declared declares declaring commented comments commenting responded
        responds responding recalled recalls recalling asked asks asking continued continues
        concluded concludes remarked observed describes described describing stressed stresses
        stressing emphasized emphasised emphasizes emphasises emphasizing emphasising underscored
        underscores underlined highlighted reiterated reiterates reaffirmed confirmed confirms
        confirming testified testifies tweeted tweets tweeting posted posting reads read informed
        revealed reveals disclosed mentioned argued argues arguing predicted predicts predicting
        warned warns warning expressed cited cites quoted recounted thanked urged urges urging
        calls called calling estimates estimated forecast vowed vows pledged pledges promised
        promises promising agreed agrees joked quipped learned opined typed sings sang chanted
        chanting labeled labelled dubbed branded found finds showed shows advised recommended
        ordered ruled heard signaled signalled outlined summarized summarised echoed
        interjected congratulated apologized apologised
    """,
    "thought": """
        believes believe believed believing thinks think thought hopes hope hoped hoping wants want
        wanted expects expect expected plans planned planning intends intended fears fear feared
        worries worried feels feel felt considers considered decided decides wondered wonders doubts
        doubted knows knew understands sees regards regarded prefers wishes wished supports
        supported opposes opposed favors favours aims concerned
    """,
    "loaded": """
        boasted boasts boasting admitted admits admitting conceded concedes conceding confessed
        claimed claims claim claiming insisted insists insisting lashed ranted raged blasted blasts
        slammed slams fumed gloated bragged brags scoffed sneered mocked mocks complained complains
        complaining railed thundered snapped shouted shouting screamed exclaimed whined lamented
        laments gushed acknowledged acknowledges acknowledging denied denies denying refuted
        rejected rejects dismissed dismisses accused accuses accusing charged threatened threatens
        threatening blamed blames decried decries denounced denounces demanded demands demanding
        bemoaned crowed trumpeted touted touts hailed hails maintained maintains contended contends
        asserted asserts asserting protested retorted deplored condemned condemns criticized
        criticised criticizes attacked attacks praised praises derided vented
    """,
    "reserved": """
        alleged alleges alleging suggested suggests suggesting implied implies implying hinted
        hints speculated speculates indicated indicates indicating suspected suspects suspect
        guessed surmised proposed proposes mused appeared whispered murmured intimated
    """,
}
"""Verbs by tone; "thought" is what a source thinks or wants, and counts as neutral."""

_GROUP_OF = {verb: group for group, verbs in CUES.items() for verb in verbs.split()}
TONE_OF = {verb: "neutral" if g == "thought" else g for verb, g in _GROUP_OF.items()}
THOUGHTS = frozenset(CUES["thought"].split())
"""Verbs of what a source thinks or wants."""

_NEEDS_QUOTE = frozenset(
    """
    read reads called calls calling described describes describing called labeled labelled dubbed
    branded found finds showed shows sang sings typed posted ordered heard cited cites quoted
    thanked expressed appeared attacked attacks mocked mocks praised praises hailed hails
    congratulated supports supported opposes opposed favors favours sees knows knew understands
    regarded regards considered considers continued continues charged snapped
    prefers want feel wishes wished aims decided decides plans planned planning intends intended
    concerned shouted shouting chanted chanting blasted blasts slammed slams proposed rejected
    """.split()
)
"""Verbs that attribute only beside a quotation; alone they mostly mean something else."""

_NEEDS_CLAUSE = frozenset(
    """
    expect expects expected wants wanted hope hopes hoped hoping fear fears feared worries worried
    felt feels thought knows know found finds showed shows saw demands demanded demanding demand
    plans agreed agrees ruled decided learned doubts doubted argued supports continues
    """.split()
)
"""Verbs that attribute alone only where "that", "to" or a clause follows."""


def attributes_alone(verb: str) -> bool:
    """True for a verb that attributes without a quotation beside it."""
    return verb not in _NEEDS_QUOTE


def needs_clause(verb: str) -> bool:
    """True for a verb that attributes only where "that" or "to" follows it."""
    return verb in _NEEDS_CLAUSE


NOUNS_TOO = frozenset(
    "states reports report claims claim answers notes calls demands plans hopes fears promises "
    "doubts replies charges threatens estimates finds shows quotes cites reads favors favours "
    "posts suspects suspect answer reply demand plan hope fear stresses aims praises forecast "
    "feels supports attacks estimated addresses warning feeling writing comments".split()
)
"""Verbs of saying that are nouns as well."""

BEFORE_NOUN = when_needed(
    r"\b(?:the|a|an|of|his|her|its|their|our|these|those|this|that|some|many|no|any|with|in|by|for|"
    r"from|more|most|recent|new|other|several|two|three|four|all|media|news|police|United|press|"
    r"murder|theft|rape|on|to|and|under|early|initial|such|annual|false|[a-z]+(?:al|ive|ous|ed|"
    r"ic)) $|['’]s? $"
)
"""What stands before such a word when it is a noun."""

SOURCE_NOUNS = frozenset(
    """
    official officials source sources spokesman spokeswoman spokesperson spokespeople minister
    ministers ministry police officer officers authority authorities president premier government
    court judge judges justice justices prosecutor prosecutors lawyer lawyers attorney attorneys
    witness witnesses resident residents analyst analysts expert experts report reports statement
    statements study studies researchers researcher scientist scientists doctor doctors agency
    agencies leader leaders chief director chairman chairwoman secretary senator senators lawmaker
    lawmakers legislator legislators governor mayor ambassador diplomat diplomats commander army
    military navy company companies firm bank group groups organization organisation union party
    opposition campaign campaigns committee commission council department office newspaper paper
    channel website outlet outlets media press critic critics activist activists advocates advocate
    supporter supporters opponents opponent observer observers economist economists investigator
    investigators manager coach captain author authors professor teacher mother father brother
    sister son daughter wife husband parents family relatives friend friends neighbour neighbors
    neighbours neighbor man woman men women girl boy student students survivor survivors passenger
    passengers victim victims aide aides adviser advisers advisor advisors insider insiders people
    person user users poll polls survey surveys document documents letter email memo executive
    executives ceo founder owner owners farmer farmers worker workers employee employees soldier
    soldiers general colonel representative representatives deputy deputies team staff ruling
    indictment lawsuit complaint filing affidavit order article book ad narrator announcer host
    anchor moderator reporter reporters journalist journalists editor editors columnist speaker
    administration board university hospital regulator regulators watchdog judge jury jurors
    voter voters republican republicans democrat democrats conservative conservatives liberals
    candidate candidates nominee businessman businesswoman billionaire actor actress singer
    player players fans protesters protester demonstrators strategist strategists operative
    pollster pollsters historian historians specialist dealer lobbyist organizers organisers
    delegates delegate congressman congresswoman members member allies ally rival rivals troopers
    firefighters detective detectives sheriff agent agents bureau kremlin pentagon nation country
    countries side sides others many some one
    """.split()
)
"""Nouns that speak: persons by role, bodies, and papers that say things."""
