"""One round of a watch: ask what is due, take what is new, look again at what grew.

What grew is told by the archive's own cursor, which is moved only after the story was looked
at: killed in between, the next round looks again; what others add is looked at too.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from newstemma.archive import Added, Archive, Unknown
from newstemma.errors import BadPage
from newstemma.fetchers import Fetched, Fetcher, FetchFailed, Refused
from newstemma.model import Page, Rejected
from newstemma.pages import read
from newstemma.serve.watch.folders import Lying, files_in, is_folder
from newstemma.serve.watch.notes import Notes
from newstemma.serve.watch.rules import Alert, Wanted, alerts, seen
from newstemma.serve.watch.sources import holding_of, is_whole

Say = Callable[[str], None]
# Pages fetched in one round, so that a round ends; what is left comes in the next.
MOST_PAGES = 500
# Lists may name lists (an index of sitemaps, an OPML of OPMLs), so deep and no deeper.
DEEPEST = 3
LOOKED = "looked"
AT_ONCE = 200
# Pages a transaction. An article is in the archive before the next one is asked for: nobody waits
# for slow hosts, and a feed counts as read only once all it named is safe. Files come at once.
ARTICLES_AT_ONCE, FILES_AT_ONCE = 1, 200


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a round."""

    asked: int
    added: tuple[Added, ...]
    failed: tuple[str, ...]
    alerts: tuple[Alert, ...]


@dataclass
class Watch:
    """Sources watched for an archive, by some rules; `say` hears what goes wrong."""

    archive: Archive
    notes: Notes
    fetcher: Fetcher
    rules: Sequence[Wanted] = ()
    every: float = 900.0
    say: Say = print
    _failed: list[str] = field(default_factory=list)
    _handed: deque[str] = field(default_factory=deque)
    _asked: int = 0

    def round(self, sources: Sequence[str]) -> Round:
        """Asks every source that is due; what is new is in the archive when this returns."""
        self._failed, self._asked = [], 0
        if self.notes.mark(LOOKED) is None:
            self.notes.set_mark(LOOKED, self._newest())
        folders = [source for source in sources if is_folder(source)]
        others = [source for source in sources if source not in folders]
        added = [*self._added(self._new_files(folders), FILES_AT_ONCE),
                 *self._added(self._new_articles(others), ARTICLES_AT_ONCE)]  # fmt: skip
        return Round(self._asked, tuple(added), tuple(self._failed), tuple(self._look_again()))

    # --- taking --------------------------------------------------------------------

    def _added(self, pages: Iterator[Page | Rejected], at_once: int) -> Iterator[Added]:
        self._handed.clear()
        for one in self.archive.add(pages, batch=at_once):  # in order, each after its commit
            self.notes.took([self._handed.popleft()])
            yield one

    def _new_files(self, folders: Sequence[str]) -> Iterator[Page | Rejected]:
        for folder in folders:
            self._asked += 1
            for lying in files_in(folder, time.time()):
                if self.notes.is_new(lying.key):
                    yield from self._file(lying)

    def _file(self, lying: Lying) -> Iterator[Page | Rejected]:
        """The pages of a file; with the last of them it counts as taken."""
        before: Page | Rejected | None = None
        for page in read(lying.path):
            if before is not None:
                self._handed.append("")
                yield before
            before = page
        if before is None:
            self.notes.took([lying.key])
            return
        self._handed.append(lying.key)
        yield before

    def _new_articles(self, sources: Sequence[str]) -> Iterator[Page | Rejected]:
        taken: set[str] = set()
        for item in self._items(sources, 0):
            url = item.url or item.origin
            if url in taken or not self.notes.is_new(url):
                continue
            taken.add(url)
            if len(taken) > MOST_PAGES:
                self.say(f"{MOST_PAGES} pages in this round; the rest comes with the next")
                return
            page = self._page(item, url)
            if page is not None:
                self._handed.append(url)
                yield page

    def _items(self, sources: Sequence[str], depth: int) -> Iterator[Page]:
        for url in sources:
            if not self.notes.due(url):
                continue
            answer = self._ask(url)
            if answer is None:
                continue
            try:
                holding = holding_of(answer)
            except BadPage as error:
                self._fail(url, error.detail)
                continue
            yield from holding.items
            if holding.sources and depth < DEEPEST:
                yield from self._items(holding.sources, depth + 1)
            self.notes.answered(url, answer.validators, self.every)

    def _ask(self, url: str) -> Fetched | None:
        """The source's answer where it has something new."""
        self._asked += 1
        try:
            answer = self.fetcher.fetch(url, self.notes.validators(url))
        except (Refused, FetchFailed) as error:
            self._fail(url, str(error))
            return None
        if answer.status == 304:
            self.notes.answered(url, self.notes.validators(url), self.every)
            return None
        if answer.status != 200:
            self._fail(url, f"{url}: the server answered {answer.status}")
            return None
        return answer

    def _page(self, item: Page, url: str) -> Page | None:
        """The article of an item: in the item itself, or fetched with what the item says of it."""
        if item.content and (is_whole(item) or item.origin == url):
            return item
        try:
            answer = self.fetcher.fetch(url)
        except Refused as error:
            self.notes.took([url])  # never asked again: its address will not get better
            self._failed.append(str(error))
            return None
        except FetchFailed as error:
            self._failed.append(str(error))
            return None
        if answer.status != 200:
            self._failed.append(f"{url}: the server answered {answer.status}")
            return None
        return replace(answer.page(), url=url, given=item.given, given_by=item.given_by)

    def _fail(self, url: str, why: str) -> None:
        wait = self.notes.failed(url)
        self._failed.append(why)
        self.say(f"{why}; asked again in {wait / 60:.0f} minutes")

    # --- looking again -------------------------------------------------------------

    def _newest(self) -> int:
        """The archive's cursor: what stood before the watch began is not looked at."""
        cursor = 0
        while (found := self.archive.changed_since(cursor, limit=5000)).cursor != cursor:
            cursor = found.cursor
        return cursor

    def _look_again(self) -> Iterator[Alert]:
        cursor = self.notes.mark(LOOKED) or 0
        while (found := self.archive.changed_since(cursor, limit=AT_ONCE)).cursor != cursor:
            for entry in found if self.rules else ():
                if entry.merged_into is None:
                    yield from self._look(entry.id)
            cursor = found.cursor
            self.notes.set_mark(LOOKED, cursor)

    def _look(self, story: str) -> tuple[Alert, ...]:
        try:
            dossier = self.archive.dossier(story)
        except Unknown:  # gone since it was listed; where it went to is listed later
            return ()
        found = alerts(self.notes.seen(dossier.story.id), dossier, self.rules)
        self.notes.told(dossier.story.id, seen(dossier), found)
        return found
