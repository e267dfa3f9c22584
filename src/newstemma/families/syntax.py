"""Changes of syntax: what a second desk or a second translator does to a whole sentence.

A table of rules, each moving or recasting a clause and keeping its facts. Patterns are
narrow, for a clause moved wrongly says something else; a rule that finds no place does
nothing. `reword` puts them together with a change of words.
"""

from __future__ import annotations

import re
from random import Random

from newstemma.families.rules import Rule, by_pattern
from newstemma.model import Aspect

_NAMED = r"[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2}"
_AGENT = rf"(?:{_NAMED}|[Tt]he [\w’-]+(?: [\w’-]+){{0,3}}|[Pp]olice|[Oo]fficials|[Pp]rosecutors)"
_BEING = r"(?:is|are|was|were|has|have|had|will|would|may|could)"
_STARTERS = r"(?:the|it|he|she|they|a|an|no|there|its|some|two|three|police)"
_DONE = (
    "rejected|approved|ordered|closed|opened|signed|published|announced|criticised|accused"
    "|raised|detained|arrested|damaged|suspended|cancelled|delayed|extended|postponed|blocked"
)
_TURNS = "after|before|because|despite|while|when|since|following|during|until|unless|although"
# A noun that qualifies another: "river authority" is "authority of the river" elsewhere.
_QUALIFIERS = (
    "river|city|town|state|port|harbour|railway|transport|finance|interior|health|education|energy"
    "|police|court|bank|market|school|hospital|government|election|party|rescue|safety|bridge|night"
    "|oil|grain|steel|mine|border|coast|winter|summer|trade|wage|tax|budget|service|police|union"
)

SYNTAX: tuple[Rule, ...] = (
    Rule(
        "passive",
        Aspect.WORDING,
        by_pattern(
            rf"^((?:The |[A-Z])[\w’-]+(?: [\w’-]+){{0,3}}?) ({_DONE}) "
            r"((?:the|a|an) [\w’-]+(?: [\w’-]+){0,3})\.$",
            r"\3 was \2 by \1.",
        ),
        "Another syntax keeps the facts.",
        ("The court rejected the plea.", "The plea was rejected by the court."),
    ),
    Rule(
        "ending fronted",
        Aspect.ORDER,
        by_pattern(
            rf"^((?!.* (?:that|said|told|if|where) )[A-Z][^“”;:]{{25,}}?),? ((?:{_TURNS}) "
            r"(?:[\w’.-]+ ){2,14}[\w’-]+)\.$",
            r"\2, \1.",
        ),
        "A clause goes to the front.",
        ("It sank after the storm.", "After the storm, it sank."),
    ),
    Rule(
        "opening moved back",
        Aspect.ORDER,
        by_pattern(
            r"^((?:In|On|At|After|Before|During|Despite|Under|Since|By|For|With|When|If|Because"
            r"|While|Until) [^“”,]{3,70}), ([a-zA-Z][^“”;]{15,})\.$",
            r"\2 \1.",
        ),
        "A clause goes to the end.",
        ("In April, it sank.", "It sank in April."),
    ),
    Rule(
        "speaker to the front",
        Aspect.ORDER,
        by_pattern(
            rf"^([A-Z][^“”]{{15,}}), ({_AGENT}) said\.$", r"\2 said that \1.", r"As \2 stated, \1."
        ),
        "The speaker opens.",
        ("It sank, Orlo said.", "Orlo said that it sank."),
    ),
    Rule(
        "speaker to the back",
        Aspect.ORDER,
        by_pattern(
            rf"^(?!But )({_AGENT}) said (?:that )?({_STARTERS} (?!.* and that )[^“”]{{12,}})\.$",
            r"\2, according to \1.",
            r"\2, as \1 declared.",
        ),
        "The speaker closes.",
        ("Orlo said it sank.", "It sank, according to Orlo."),
    ),
    Rule(
        "quote to the back",
        Aspect.ORDER,
        by_pattern(
            r"^“([^”]+),” (?:said|told reporters|added) ([^“”]+)\.$",
            r"\2 said: “\1.”",
            r"In the words of \2: “\1.”",
            r"\2 declared: “\1.”",
            quotes=True,
        ),
        "The speaker comes before the quote.",
        ("“It sank,” said Orlo.", "Orlo said: “It sank.”"),
    ),
    Rule(
        "speaker before the quote",
        Aspect.ORDER,
        by_pattern(
            rf"^“([^”]+),” ((?:{_AGENT}|he|she|its [\w’, ]+?|they)) (said|told reporters|added)"
            r"([^“”]*)\.$",
            r"\2 \3\4: “\1.”",
            r"\2, speaking\4, \3: “\1.”",
            quotes=True,
        ),
        "The speaker comes before the quote.",
        ("“It sank,” he said on Monday.", "He said on Monday: “It sank.”"),
    ),
    Rule(
        "quote to the front",
        Aspect.ORDER,
        by_pattern(
            r"^([A-Z][^“”]{3,80}?) (?:said|added)[:,] “([^”]+)[.]”$",
            r"“\2,” \1 said.",
            r"“\2,” in the words of \1.",
            quotes=True,
        ),
        "The quote opens.",
        ("Orlo said: “It sank.”", "“It sank,” Orlo said."),
    ),
    Rule(
        "role before the name",
        Aspect.ORDER,
        by_pattern(
            rf"(?<!\b[AaIiOo][tnf] )(?<!\b(?:by|to) )(?<!\b(?:for) )(?<!\b(?:from|with|near) )"
            rf"\b({_NAMED}), (the [a-z][^,“”.]{{4,40}}),",
            r"\2, \1,",
        ),
        "A role and a name change places.",
        ("Orlo, the mayor of Tolvik,", "the mayor of Tolvik, Orlo,"),
    ),
    Rule(
        "name before the role",
        Aspect.ORDER,
        by_pattern(rf"\b([Tt]he [a-z][^,“”.]{{4,40}}), ({_NAMED}),", r"\2, \1,"),
        "A role and a name change places.",
        ("the mayor of Tolvik, Orlo,", "Orlo, the mayor of Tolvik,"),
    ),
    Rule(
        "pair turned",
        Aspect.ORDER,
        by_pattern(
            r"\b((?:the|a|an|its|their) [a-z]+) and ((?:the|a|an|its|their) [a-z]+)(?=[ ,.])",
            r"\2 and \1",
        ),
        "Two of a pair change places.",
        ("the capital and the coast", "the coast and the capital"),
    ),
    Rule(
        "noun with of",
        Aspect.WORDING,
        by_pattern(rf"\b([Tt]he|an?) ({_QUALIFIERS}) ([a-z]{{4,}})(?=[ ,.])", r"\1 \3 of the \2"),
        "Romance and Slavic languages put the qualifier after.",
        ("the river authority", "the authority of the river"),
    ),
    Rule(
        "genitive with of",
        Aspect.WORDING,
        by_pattern(
            r"\b(?<![”’] )([A-Z][a-z]+)[’']s ([a-z]+(?: [a-z]{4,})?)"
            r"(?= (?:and|in|on|at|of|to|was|is|has|had|said)\b|[,.])",
            r"the \2 of \1",
        ),
        "Romance and Slavic genitives have no 's.",
        ("Tolvik’s mayor", "the mayor of Tolvik"),
    ),
    Rule(
        "genitive with s",
        Aspect.WORDING,
        by_pattern(r"\bthe ([a-z]+) of ([A-Z][a-z]+)(?=[ ,.])(?! [A-Z])", r"\2’s \1"),
        "English shortens an of.",
        ("the mayor of Tolvik", "Tolvik’s mayor"),
    ),
    Rule(
        "relative shortened",
        Aspect.WORDING,
        by_pattern(r", (?:which|who) (?:is|are|was|were) ", ", "),
        "A relative clause loses its verb.",
        ("Orlo, who is mayor,", "Orlo, mayor,"),
    ),
    Rule(
        "relative split off",
        Aspect.WORDING,
        by_pattern(
            rf"^([^“”]{{30,}}), which ({_BEING} [^“”]{{10,}})\.$",
            r"\1. The latter \2.",
            r"\1. This \2.",
        ),
        "One sentence becomes two.",
        ("It sank off Tolvik, which is a port.", "It sank off Tolvik. The latter is a port."),
    ),
    Rule(
        "participle made a clause",
        Aspect.WORDING,
        by_pattern(
            r", (?:thus )?(\w{3,}ing) (the|a|an|its|their|more|at|some|two|three|about) ",
            r", which had the effect of \1 \2 ",
            r", a fact that meant \1 \2 ",
            r" and thereby \1 \2 ",
        ),
        "A participle becomes a clause.",
        (", closing the road", ", which had the effect of closing the road"),
    ),
    Rule(
        "noun for verb",
        Aspect.WORDING,
        by_pattern(
            r"\b(?:decided|voted|agreed) to (\w+)\b",
            r"took the decision to \1",
            r"adopted the decision to \1",
        ),
        "A noun where there was a verb.",
        ("decided to leave", "took the decision to leave"),
    ),
    Rule(
        "possibility spelled out",
        Aspect.WORDING,
        by_pattern(
            r"\b(he|she|it|they) (?:could|may|might) (\w+)", r"it is possible that \1 will \2"
        ),
        "A modal becomes a clause.",
        ("it may close", "it is possible that it will close"),
    ),
    Rule(
        "infinitive recast",
        Aspect.WORDING,
        by_pattern(
            r"\b(asked|urged|ordered|told) (the [a-z]+(?: [a-z]+)?) to (\w+)",
            r"addressed to \2 the request to \3",
        ),
        "An infinitive becomes a clause.",
        ("asked the court to wait", "addressed to the court the request to wait"),
    ),
    Rule(
        "expectation recast",
        Aspect.WORDING,
        by_pattern(
            r"\b(is|are|was|were) (?:expected|due|scheduled) to (\w+)",
            r"\1 foreseen to \2",
            r"\1, according to the programme, to \2",
        ),
        "An expectation is put otherwise.",
        ("is due to sail", "is foreseen to sail"),
    ),
    Rule(
        "who clause",
        Aspect.WORDING,
        by_pattern(
            r"\b(people|residents|workers|passengers|witnesses|officials|families) (\w+ing) ",
            r"\1 who were \2 ",
        ),
        "A participle becomes a clause.",
        ("people waiting for", "people who were waiting for"),
    ),
    Rule(
        "and split",
        Aspect.WORDING,
        by_pattern(
            rf"^([^“”]{{30,}}), (?:and|but) ({_STARTERS}\b[^“”]{{20,}})\.$",
            r"\1. At the same time, \2.",
            r"\1. Moreover, \2.",
        ),
        "One sentence becomes two.",
        ("It sank, and the crew left.", "It sank. At the same time, the crew left."),
    ),
    Rule(
        "total named",
        Aspect.WORDING,
        by_pattern(
            r"(?<!of )(?<![\d,.])\b(\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven) "
            r"(people|passengers|workers|homes|families|trains|deputies|seats|houses|firms)\b",
            r"a number of \1 \2",
            r"a total of \1 \2",
        ),
        "A count is announced.",
        ("seven people", "a number of seven people"),
    ),
    Rule(
        "connective added",
        Aspect.WORDING,
        by_pattern(
            r"^(The|It|He|She|They|No|A|An|In|On) ",
            r"At the same time, \1 ",
            r"In this context, \1 ",
            r"It should be recalled that \1 ",
            r"In fact, \1 ",
        ),
        "A translator links sentences that stood side by side.",
        ("The line is shut.", "In this context, the line is shut."),
    ),
    Rule(
        "connective changed",
        Aspect.WORDING,
        by_pattern(r"^But (.*)\.$", r"however, \1.", r"on the other hand, \1."),
        "Another connective.",
        ("But it sank.", "However, it sank."),
    ),
)

_STARTS = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
_COMMON = (
    r"(?:The|A|An|It|He|She|They|No|There|In|On|At|After|Before|During|Police|Officials"
    r"|Two|Three|Four|Five|Several|Some|Many|Residents|Witnesses|Investigators|Prosecutors|Its"
    r"|Their|This|That|Each|All|Both|When|While|Since|Despite|Under|By|For|With|If|Because"
    r"|Although|Until|Nobody|However|Families|What|Staff|Another|Most|Half|More|Less|People|Workers"
    r"|Farmers|Power|Pumps|Savers|Builders|Engineers|Lawyers|Queues|Turnout|Shares|Buyers)(?= )"
)
_INNER = re.compile(rf"(?<=[,\w] ){_COMMON}")
_OPENING = re.compile(rf"(?<=^ ){_COMMON}")


# Rules that find a place almost everywhere and would give a hand away: chance as a share.
_SELDOM = {"connective added": 0.12, "total named": 0.4, "speaker to the back": 0.6}


def recast(text: str, random: Random, chance: float) -> str:
    """The sentence after every rule that found a place had its `chance`, in random order."""
    for rule in random.sample(SYNTAX, len(SYNTAX)):
        if random.random() < chance * _SELDOM.get(rule.name, 1.0):
            swap = rule.find(text, random)
            text = tidy(swap.on(text)) if swap else text
    return text


def tidy(text: str) -> str:
    """Capitals where sentences start, none left over from a moved opening outside quotes."""
    parts = re.split(r"(“[^”]*”)", text)
    for at in range(0, len(parts), 2):
        part = _INNER.sub(lambda m: m.group().lower(), parts[at])
        if at and parts[at - 1].endswith(",”"):  # the sentence goes on after the quote
            part = _OPENING.sub(lambda m: m.group().lower(), part)
        parts[at] = part
    return _STARTS.sub(lambda m: m.group().upper(), "".join(parts))
