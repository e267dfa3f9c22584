"""Words by which a report gives a claim, a wish or a judgement to somebody, by class.

The theory. What a verb takes after it follows from its meaning, so verbs of one meaning take the
same complements (Beth Levin, English Verb Classes and Alternations, 1993; extended in VerbNet).
The classes of saying, thinking, wanting, judging and finding out stand here with their names and
numbers from there, each with what must follow for it to attribute: one plans *to* do a thing,
argues *that* it is so, supports *it*. What a verb takes beyond its class is in `PREPOSITIONS`.
Nouns and adjectives made from the same meanings attribute by "that", "to" or a preposition.
What can go wrong: a verb in another of its senses; `NOT_ALONE` names those that a bare object
does not make clear.
"""

from __future__ import annotations

from typing import NamedTuple

SAID, BELIEVED, WANTED, JUDGED, LEARNED = "said", "believed", "wanted", "judged", "learned"
MENTIONED, THOUGHT = "mentioned", "thought"
"""What a verb of saying gives to its subject where it takes no clause ("described the plan"), and
what a verb of thinking gives where it takes one ("feared that")."""


class VerbClass(NamedTuple):
    """A class: its name, what its verbs give to their subject, what follows them, its verbs.

    `after`: c a clause, n a noun phrase, g a participle in -ing, t "to" and a verb.
    """

    name: str
    modality: str
    after: str
    verbs: str


CLASSES: tuple[VerbClass, ...] = (
    VerbClass(
        "say 37.7",
        SAID,
        "cn",
        """
        add announce articulate claim convey declare disclose mention note proclaim propose
        recount reiterate relate remark repeat report reveal say state voice restate reaffirm
        divulge utter express affirm assert verbalize verbalise pronounce aver avow
        """,
    ),
    VerbClass(
        "assert 48.1, argue",
        SAID,
        "c",
        """
        argue contend maintain insist submit posit reason counter respond reply retort
        answer rejoin opine observe comment quip joke testify swear attest vouch interject
        clarify speculate theorize theorise hypothesize hypothesise caution stipulate
        """,
    ),
    VerbClass("tell 37.2", SAID, "n", "tell inform notify brief apprise update"),
    VerbClass(
        "advise 37.9",
        SAID,
        "nc",
        "advise alert assure caution counsel instruct reassure remind warn forewarn",
    ),
    VerbClass(
        "transfer of a message 37.1",
        SAID,
        "nc",
        "cite explain narrate preach quote recite relay write tweet retweet post reference",
    ),
    VerbClass("talk 37.5, lecture 37.11", SAID, "", "speak talk elaborate expand dwell lecture"),
    VerbClass("inquire 37.1.2", SAID, "nc", "ask inquire enquire query question interrogate grill"),
    VerbClass(
        "manner of speaking 37.3",
        SAID,
        "nc",
        """
        bark bellow chant cry growl grumble howl mumble murmur mutter roar scream shout shriek
        sigh snap thunder wail whimper whisper whine yell stammer
        """,
    ),
    VerbClass(
        "complain 37.8",
        SAID,
        "c",
        "boast brag complain crow gripe grouse grumble lament moan object carp protest vent",
    ),
    VerbClass(
        "confess 37.10",
        SAID,
        "cn",
        "acknowledge admit concede confess confide deny grant allow profess",
    ),
    VerbClass(
        "overstate 37.12",
        SAID,
        "nc",
        """
        emphasize emphasise exaggerate overstate understate stress underline underscore highlight
        downplay hype accentuate
        """,
    ),
    VerbClass("allege", SAID, "cn", "allege suggest imply hint insinuate intimate signal indicate"),
    VerbClass("confirm", SAID, "cn", "confirm corroborate refute rebut contradict"),
    VerbClass(
        "tell of, document",
        SAID,
        "n",
        """
        describe discuss address outline detail summarize summarise document chronicle
        echo invoke thank congratulate greet communicate broadcast
        """,
    ),
    VerbClass(
        "predict",
        SAID,
        "cn",
        "predict forecast project estimate foretell prophesy foreshadow",
    ),
    VerbClass(
        "dub 29.3, characterize 29.2",
        SAID,
        "n",
        """
        brand call characterize characterise classify depict dub label liken nickname portray
        compare attribute ascribe
        """,
    ),
    VerbClass(
        "conjecture 29.5",
        BELIEVED,
        "c",
        """
        anticipate assume believe conclude conjecture deduce doubt expect feel figure gather
        guess imagine infer know presume reckon suppose surmise suspect think understand judge
        calculate bet fancy trust recognize recognise realize realise remember recall recollect
        forget accept agree concur disagree
        """,
    ),
    VerbClass(
        "consider 29.9",
        BELIEVED,
        "n",
        """
        consider deem perceive interpret contemplate ponder envision envisage anticipate
        expect fear doubt suspect know understand recognize recognise recall remember misjudge
        underestimate overestimate appreciate
        """,
    ),
    VerbClass(
        "admire 31.2",
        BELIEVED,
        "ng",
        """
        abhor admire adore appreciate cherish despise detest disdain dislike distrust dread
        enjoy envy esteem favor favour hate idolize like loathe love mistrust prefer regret
        relish resent respect revere savor savour treasure value venerate
        """,
    ),
    VerbClass(
        "marvel 31.3, fear",
        BELIEVED,
        "c",
        "despair fear fret marvel muse rejoice worry wonder hope pray wish regret dream",
    ),
    VerbClass(
        "want 32.1, long 32.2, wish 62",
        WANTED,
        "t",
        """
        want wish hope long yearn aim intend mean plan desire prefer like hate love expect
        claim profess aspire endeavor endeavour strive
        """,
    ),
    VerbClass("want 32.1 with an object", WANTED, "n", "want crave covet desire seek"),
    VerbClass("seek 35.6", WANTED, "t", "seek propose resolve decide determine elect opt"),
    VerbClass(
        "promise 37.13",
        WANTED,
        "ctn",
        "guarantee pledge promise vow swear threaten offer volunteer undertake",
    ),
    VerbClass("refuse 77.2", WANTED, "tn", "decline refuse"),
    VerbClass("agree 36.1", WANTED, "t", "agree consent acquiesce"),
    VerbClass(
        "urge 58.1, beg 58.2, order 60",
        WANTED,
        "nc",
        """
        ask beg beseech command demand direct encourage entreat exhort implore instruct mandate
        order petition press pressure propose recommend request require summon urge plead
        """,
    ),
    VerbClass("advocate", WANTED, "ng", "advocate champion promote recommend suggest propose"),
    VerbClass(
        "allow 64, forbid 67",
        WANTED,
        "n",
        "approve authorize authorise forbid prohibit sanction veto ban overrule",
    ),
    VerbClass("decide 29.4", WANTED, "c", "decide decree determine resolve rule"),
    VerbClass(
        "judgement 33, positive",
        JUDGED,
        "n",
        """
        acclaim applaud back bless celebrate champion commend compliment credit defend embrace
        endorse eulogize excuse extol hail honor honour justify laud praise salute support tout
        welcome
        """,
    ),
    VerbClass(
        "judgement 33, negative",
        JUDGED,
        "n",
        """
        accuse assail attack bash belittle berate blame blast castigate censure challenge charge
        chastise chide condemn contest criticize criticise decry defame demonize demonise
        denigrate denounce deplore deprecate deride disavow discredit dismiss disown disparage
        dispute excoriate fault impugn insult lambast lambaste lampoon malign mock oppose rebuke
        reject renounce reprimand reproach repudiate revile ridicule savage scold scorn shun
        slam slander slate smear snub stigmatize taunt upbraid vilify bemoan mourn
        question resist
        """,
    ),
    VerbClass("regard 29.2", JUDGED, "", "view regard see treat cast push side vote balk"),
    VerbClass(
        "discover 84, learn 14",
        LEARNED,
        "c",
        """
        ascertain detect determine discern discover establish find hear learn notice observe
        realize realise see verify uncover
        """,
    ),
    VerbClass(
        "indicate 78",
        LEARNED,
        "c",
        "demonstrate establish illustrate indicate prove reveal show suggest",
    ),
    VerbClass(
        "assessment 34.1",
        LEARNED,
        "n",
        "analyze analyse assess evaluate examine investigate scrutinize scrutinise uncover",
    ),
)
"""Every class, in the order in which the first gives a verb its modality."""

PREPOSITIONS: dict[str, str] = {
    "for": """
        call ask beg plead appeal campaign lobby push advocate argue wish hope long yearn petition
        vote press opt pray clamor clamour apologize apologise root demand
        """,
    "on": "call insist comment elaborate expand dwell agree disagree decide bet rule testify vote",
    "of": """
        speak talk complain boast brag warn think know hear learn accuse dream approve disapprove
        despair tell
        """,
    "about": """
        speak talk complain boast brag warn think know hear learn worry fret ask inquire enquire
        write tweet joke speculate rant preach wonder testify lecture comment
        """,
    "against": """
        argue warn caution speak rail rant campaign lobby advise vote decide protest rule push
        testify advocate
        """,
    "to": "object testify confess admit allude refer point respond reply",
    "at": "hint scoff sneer balk bristle aim laugh marvel shout yell scream",
    "with": "agree disagree concur side sympathize sympathise plead quibble",
    "in": "believe trust",
    "over": "argue fume fret worry agonize agonise",
    "as": "describe characterize characterise depict portray view regard see treat cast interpret",
    "out": "point speak lash rule find call spell",
    "back": "push fire hit",
    "whether": "ask wonder question consider doubt decide determine debate examine know",
    "why": "ask wonder question explain know understand",
    "how": "ask wonder question explain know understand describe detail show discuss learn see",
}
"""Words that may follow a verb beside what its class takes, each with its verbs."""

NOT_ALONE = frozenset(
    """
    allow appreciate cast clarify command cry detect direct discover enjoy figure find grant hear
    hype instruct know learn like love mean notice observe plead press project prove push reason
    recall remember require rule see seek show side snap suggest submit surmise treat treasure
    understand value view vote
    """.split()
)
"""Verbs with commoner senses than the class's: an object alone does not make them attribute."""

NOUNS: dict[str, str] = {
    "claim allegation accusation assertion contention argument insistence suggestion testimony "
    "statement denial admission acknowledgment acknowledgement announcement confirmation "
    "declaration explanation revelation indication hint warning complaint": "that",
    "belief view opinion notion assumption conviction conclusion finding prediction forecast "
    "estimate suspicion speculation impression understanding recognition realization": "that",
    "fear concern worry doubt hope expectation confidence optimism wish dream regret": "that",
    "promise pledge vow threat intention desire refusal willingness reluctance unwillingness "
    "determination offer eagerness": "that to",
    "call demand plea appeal request": "that for",
    "criticism condemnation denunciation praise rejection description characterization "
    "characterisation endorsement mockery approval disapproval interpretation": "that of",
    "opposition objection": "that to",
    "report rumor rumour": "that",
}
"""Nouns made from such verbs, and what follows where they attribute ("his refusal to")."""

ADJECTIVES: dict[str, str] = {
    "confident sure certain convinced positive doubtful sceptical skeptical unsure aware unaware "
    "mindful conscious": "that of about whether",
    "worried concerned afraid fearful anxious nervous alarmed uneasy apprehensive": "that about of",
    "hopeful optimistic pessimistic glad pleased happy proud grateful thankful sorry": "that about",
    "critical supportive dismissive wary suspicious contemptuous distrustful disdainful": "of",
    "opposed committed resistant averse hostile sympathetic": "to",
    "willing unwilling eager reluctant keen inclined hesitant loath loth ready prepared determined "
    "resolved dedicated": "to",
    "angry furious outraged upset frustrated disappointed surprised shocked stunned dismayed "
    "annoyed irritated disgusted embarrassed puzzled": "that about",
    "adamant emphatic insistent vocal silent mum tight-lipped": "that about on",
}
"""Adjectives of what somebody holds or feels ("is confident that"), and what follows them."""

AS_NOUNS = frozenset(
    """
    claim report comment call hope fear view tweet vote demand promise charge attack estimate doubt
    request order quote question offer statement protest post reference document stress project
    forecast appeal answer campaign pledge threat aim desire judge suspect push talk address link
    release signal echo shout fault lecture label regret honor honour blast credit state plan
    support rule remark show challenge welcome like love value threat cry guess worry wish dream
    gripe hint compliment caution counsel grant project name term class bet figure mean
    """.split()
)
"""Verbs whose base form, or form in -s, is as common as a noun."""

PASSIVES = frozenset(
    """
    accuse allege back believe blame call charge characterize characterise cite condemn consider
    credit criticize criticise deem denounce depict describe dub endorse estimate expect intend
    know label mock oppose order perceive portray praise predict project quote rate regard reject
    report require ridicule support suspect tell think tout understand urge view see ask
    """.split()
)
"""Verbs whose passive attributes ("is expected to", "was accused of")."""
