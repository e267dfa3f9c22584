"""Words that tell names from other capitals: titles, heads of organisations, openers."""

from __future__ import annotations

from newstemma.text import FUNCTION_WORDS

TITLES = frozenset(
    """
    president vice prime minister premier chancellor king queen prince princess emperor pope
    sultan sheikh emir mr mrs ms miss dr prof professor sir dame lord lady sen senator rep
    representative gov governor mayor gen general col colonel lt lieutenant maj major capt captain
    sgt sergeant adm admiral cmdr commander judge justice chief director chairman chairwoman
    chair secretary ambassador envoy spokesman spokeswoman spokesperson leader attorney
    commissioner inspector detective officer constable sheriff superintendent deputy foreign
    defence defense interior finance justice health education economy energy transport
    agriculture counterpart coach manager author analyst economist former ex late acting
    archbishop bishop cardinal rabbi imam reverend rev father sister brother saint st congressman
    congresswoman councillor councilman speaker executive ceo boss founder mp mep
    district prosecutor lawyer striker defender midfielder goalkeeper singer actor actress
    president-elect marshal private corporal brigadier mp's mps uncle aunt ayatollah
    """.split()
)
"""Words before a person's name that are not part of it."""

BARE_TITLES = TITLES | frozenset(
    "republican democrat democratic conservative labour liberal communist senior junior state "
    "federal national regional local city supreme high white house press".split()
)

ORGANISATION_HEADS = frozenset(
    """
    court organization organisation bank ministry university college school institute party
    forum committee commission council parliament congress senate assembly agency bureau office
    department union association federation league club company corp corporation inc ltd group
    foundation society authority administration service services force forces army navy guard
    police treaty alliance commonwealth summit conference championship cup games project
    initiative fund trust times post news herald tribune gazette journal daily press agency
    radio television tv network media hospital church museum theatre theater airport station
    airlines airways motors energy industries technologies systems holdings partners board house
    states nations republic kingdom emirates island islands city county province region district
    street avenue road square river lake sea ocean mountain mountains bay gulf peninsula valley
    coast beach park bridge airbase base port
    act law bill code constitution agreement accord pact protocol plan program programme
    war revolution award prize festival museum center centre tower building stadium day
    wire review mirror telegraph guardian observer standard chronicle star sun mail express courier
    dispatch examiner monitor register sentinel globe magazine newspaper bulletin record deal
    security council government cabinet embassy mission academy laboratory observatory front
    movement brigade battalion division regiment campaign coalition network unit center line
    """.split()
)
"""Last words (or first, before "of") that make a run an organisation, place or thing."""

CONNECTORS = frozenset(
    "of de da do dos del della di du la le van von der den bin ibn al el and for".split()
)
ANDED_HEADS = frozenset(
    "forum ministry department commission committee council agency institute administration "
    "service society association group bank".split()
)

OPENERS = FUNCTION_WORDS | frozenset(
    """
    officials police residents people authorities experts critics analysts investigators prosecutors
    lawyers doctors scientists researchers workers students protesters demonstrators soldiers troops
    witnesses victims families relatives neighbours neighbors parents children men women voters
    lawmakers politicians diplomats leaders ministers members sources firefighters rescuers crews
    many some most several few two three four five six seven eight nine ten hundreds thousands
    dozens millions half last next earlier later meanwhile however moreover instead additionally
    furthermore nevertheless nonetheless despite according following speaking asked including given
    since although though because whether unlike like amid among against across behind beyond
    beneath beside besides below above yesterday today tomorrow tonight recently currently
    previously
    finally eventually initially originally reportedly allegedly apparently clearly obviously
    fortunately unfortunately perhaps maybe indeed thus hence therefore still yet once twice
    neither either both another other others such same first second third fourth final
    televised footage video images photos pictures data figures statistics results reports report
    news sign read photo source image file watch listen follow share click subscribe comments
    copyright advertisement
    talks negotiations negotiators elections election voting polls prices shares stocks oil gas
    gold markets trading sales profits revenue growth inflation unemployment
    no not nor never nothing nobody none one everything everyone everybody anyone anything
    something someone sometimes often usually always rarely seldom
    thank thanks please yes well oh hello welcome sorry look let see
    opposition government parliament court state local international national federal western
    eastern
    northern southern central global world foreign military political economic social public private
    new old young big small large great good bad best worst high low long short early late
    good free open full top key main major minor real true false right wrong left
    under over into onto from with without within through throughout
    ukrainians americans russians
    earlier today during while where when why how what who which whose
    everyone nearly almost about around roughly approximately
    addressing responding referring citing quoting describing calling using having being
    police fire water rain snow flooding floods heavy strong
    we've we're i'm it's that's there's he's she's they're you're don't can't won't didn't isn't
    mr mrs ms
    """.split()
)
"""Words that open a sentence with a capital and are seldom names alone."""

CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
    thurs fri sat sun am pm gmt utc est edt pst pdt cet cest ist bst covid tv ok christmas easter
    """.split()
)

PLACES = frozenset(
    """
    moscow beijing washington london paris berlin brussels kyiv kiev tokyo delhi mumbai bishkek rome
    madrid vienna warsaw prague budapest bucharest sofia athens ankara istanbul cairo baghdad
    tehran kabul jerusalem gaza damascus beirut amman riyadh dubai doha tripoli tunis algiers
    nairobi lagos johannesburg sydney melbourne canberra ottawa toronto montreal chicago boston
    houston dallas miami seattle philadelphia california texas florida ohio arizona georgia
    michigan pennsylvania virginia kremlin crimea donbas kharkiv odesa mariupol kherson texas
    geneva zurich stockholm oslo copenhagen helsinki dublin edinburgh lisbon barcelona milan
    seoul pyongyang taipei singapore bangkok hanoi jakarta manila islamabad karachi dhaka
    brasilia havana caracas bogota lima santiago minsk tbilisi yerevan baku astana tashkent
    belgrade zagreb sarajevo skopje tirana chisinau riga vilnius tallinn frankfurt munich hamburg
    manhattan brooklyn hollywood
    """.split()
)
"""Single names that are places, so that "said Moscow" makes no person of it."""
FAMILY_FIRST = frozenset(
    "xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng "
    "liang xie song tang deng feng han cao peng zeng xiao tian dong pan yuan cai jiang yu du ye "
    "kim park choi jung kang cho yoon jang lim shin mao nguyen tran pham hoang vo dang bui do "
    "ho".split()
)
"""Family names of languages that put them first, for runs such as "Xi Jinping"."""
