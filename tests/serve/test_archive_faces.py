"""Every verb of the archive has a command, or stands here with the reason why not."""

from newstemma.archive import Archive
from newstemma.serve.cli import program

COMMANDS = {
    "add": "add",
    "backup": "backup",
    "changed_since": "changes",
    "check": "check",
    "copies_of": "copies-of",
    "dossier": "show",
    "history": "history",
    "join": "join",
    "outlet": "outlets",
    "outlets": "outlets",
    "reports_of": "outlets",
    "rule": "rule",
    "rulings": "rule",
    "search": "search",
    "split": "split",
    "stories": "stories",
    "undo": "rule",
    "versions": "versions",
}
WITHOUT = {
    "address": "the command was given it",
    "close": "a command closes what it opened",
    "counts": "printed by check",
    "entry": "a line of stories",
    "read_only": "the command decides it",
    "report": "stands in the dossier that show prints",
    "reports": "stand in the dossier that show prints",
    "story": "stands in the dossier that show prints",
    "story_of": "printed beside every report by search",
    "storyline": "printed with every story by stories --json",
}


def test_every_verb_has_its_command_or_its_reason():
    verbs = {name for name in vars(Archive) if not name.startswith("_")}
    assert verbs == {*COMMANDS, *WITHOUT}
    assert set(COMMANDS.values()) <= set(program.commands)
