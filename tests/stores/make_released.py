"""Writes `released/N.db.gz`, a small archive, when a schema is released: never again.

python -m tests.stores.make_released
"""

import gzip
import sqlite3
import tempfile
from pathlib import Path

from newstemma.model import Ruling
from newstemma.ports import Event
from newstemma.stores import open_store
from newstemma.stores.schema import VERSION
from tests.stores.test_contract import NOW, card, filed, story


def main():
    target = Path(__file__).parent / "released" / f"{VERSION}.db.gz"
    if target.exists():
        raise SystemExit(f"{target} is there already: a released schema does not change")
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "news.db")
        store = open_store(path)
        with store.writing():
            store.file([filed("a"), filed("b", text="The harbour stayed open.")])
            store.place([card(id, machine=1, story="s") for id in "ab"])
            store.put_story(story("s", size=2))
            store.log([Event(0, NOW, "opened", "s")])
            store.add_ruling(Ruling("ann", NOW, ("a", "b"), "same_story"))
        store.close()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")
        connection.close()
        target.write_bytes(gzip.compress(Path(path).read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
