"""Words that move a claim: scales of force, loaded words, negations.

Small tables of closed classes, written by hand; each line of `SCALES` goes from weak to
strong. What is not here moves nothing: a missing word costs a direction, never a wrong one.
"""

from __future__ import annotations

from functools import lru_cache

from newstemma import lexicon
from newstemma.model import Direction

SCALES = (
    "suspect think believe consider reckon know",
    "suggest indicate say declare insist",
    "suggest indicate show prove confirm",
    "ask request urge press demand order",
    "invite ask call urge demand",
    "advise recommend urge require order",
    "facilitate assist help enable organize order",
    "concern worry alarm",
    "question criticize condemn denounce",
    "doubt dispute deny reject",
    "plan intend expect will",
    "try seek aim",
    "incident clash attack assault",
    "influence affect shape determine",
    "some several many most all",
    "few some many",
    "rarely sometimes often usually always",
    "slightly somewhat considerably sharply massively",
    "contribute help cause",
    "link associate cause",
    "damage wreck destroy",
    "warn threaten",
    "hurt injure wound kill",
    "protest riot uprising",
    "strain pressure crisis",
    "support back endorse",
    "discuss negotiate agree sign",
    "meet negotiate agree",
    "detain arrest charge convict",
    "accuse charge convict",
    "possible likely certain",
    "possibly probably certainly",
)

LOADED = frozenset(
    """
    backyard boast boasted brag bragged admit admitted concede conceded claim claimed insist
    insisted regime slam slammed blast blasted lash lashed rant ranted gloat gloated whine
    whined sneer sneered crony cronies thug thugs notorious so-called infamous brazen brazenly
    shameful scandalous outrageous hysterical radical extremist propaganda puppet stooge
    crackdown busting sanctions-busting boasts brags admits concedes claims insists slams
    blasts rants gloats fume fumed thundered thunder smear smeared dodge dodged backtrack
    backtracked grab land-grab disgraced embattled cynical cynically scheme schemed plot
    plotted massacre bloodbath heroic martyr terrorist militant humiliating humiliated
    barked bellowed blurted carped chided crowed derided exploded griped groaned groused growled
    grumbled gushed harangued hectored hissed howled jeered lamented lectured moaned mocked
    muttered pontificated preached raged railed rambled ranting raved roared scoffed scoffs
    screamed screeched seethed shrieked smirked snapped snarled sneers sneered sniffed sniped
    snorted spat spluttered sputtered squealed stormed taunted thundered vented wailed
    whimpered whines whinged yelled yelped confessed confesses mob rabble horde swarm junta
    strongman dictator tyrant tyrannical henchman henchmen butcher infidel lackey stooges sham
    farce farcical bogus apologist cronyism rampage hypocrisy hypocritical
    """.split()
)

NEGATIONS = frozenset(
    """
    not no never nobody none nothing neither nor without cannot can't couldn't didn't doesn't
    don't hadn't hasn't haven't isn't mustn't needn't shouldn't wasn't weren't won't wouldn't
    aren't ain't
    """.split()
)
FAILING = frozenset(
    "failed fails fail failing refused refuses refusing unable declined declines declining "
    "yet".split()
)
"""Words that deny the verb after them: "failed to warn", "has yet to comment"."""
NEGATIVE_WORDS = (FAILING - {"yet"}) | frozenset(
    """
    rather instead less fewer missing lost lose loses losing ignore ignored ignores ignoring defy
    defied defies refrain refrained disobeyed deprived free few
    non failure refuse refusal deny denied denies decline
    denying denial lack lacked lacks lacking reject rejected rejects rejecting rule ruled
    unlikely barely hardly rarely seldom scarcely absent absence avoid
    avoided prevent prevented stop stopped halt halted impossible unknown unclear nowhere
    """.split()
)


@lru_cache(maxsize=1)
def _places() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for line, scale in enumerate(SCALES):
        for step, word in enumerate(scale.split()):
            found.setdefault(word, []).append((line, step))
    return found


@lru_cache(maxsize=100_000)
def force(before: str, after: str) -> Direction:
    """Which way a word exchanged for another moves the claim; `NONE` off every scale."""
    for left in lexicon.lemmas(before) or (before,):
        for right in lexicon.lemmas(after) or (after,):
            for line, step in _places().get(left, ()):
                for other, place in _places().get(right, ()):
                    if line == other and step != place:
                        return Direction.STRONGER if place > step else Direction.WEAKER
    return Direction.NONE


def is_loaded(form: str) -> bool:
    """True for a folded form that judges whom or what it names, one or many."""
    return form in LOADED or (form.endswith("s") and form[:-1] in LOADED)
