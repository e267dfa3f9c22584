"""What a batch gives, as tables: the one place that names each column, its type and meaning.

Every table is a folder of Parquet files. Types are few, so that DuckDB, Polars and Spark read
all of them: text, whole, real, truth, moment (UTC, microseconds), bytes, lists of texts, and
the list of passages. Documentation and tests are made from this table.
"""

from __future__ import annotations

from typing import Any, NamedTuple

SCHEMA = 1
"""The version of these tables; a column that changes its meaning raises it, a new one does not."""


class Column(NamedTuple):
    """A column: its name, its type (a key of `TYPES`), what it holds."""

    name: str
    type: str
    what: str


class Table(NamedTuple):
    """A table: the folder it lies in, what a row is, its columns; `key` names one row."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _table(name: str, row: str, key: str, columns: str) -> Table:
    """A table from lines of name, type and meaning."""
    parts = (line.split(None, 2) for line in columns.strip().splitlines())
    return Table(name, row, tuple(Column(*one) for one in parts), tuple(key.split()))


_ALL = (
    _table(
        "reports",
        "a report: a page read as an editor would",
        "report",
        """
        report     text    id, drawn from what the page said
        url        text    address of the page; null where unknown
        origin     text    file and line, or record, it came from
        outlet     text    who printed it
        owner      text    who owns the outlet
        language   text    two letters
        title      text    headline
        authors    texts   names of the byline
        published  moment  when it was published; null where no page tells
        precision  text    how exactly that is known: minute to year
        credits    texts   agencies and outlets it names as sources of its text
        text       text    clean text; all offsets count its code points
        packed     bytes   the whole report, for import into an archive
        """,
    ),
    _table(
        "rejected",
        "a page that gave no report",
        "origin line reason",
        """
        origin  text   file, or record of a file
        url     text   address of the page
        line    whole  line in the file
        reason  text   a short stable word
        detail  text   what is wrong and what to do
        """,
    ),
    _table(
        "near_copies",
        "two reports that hold the same words",
        "first second",
        """
        first         text      report; the source where the direction is told
        second        text      report
        kind          text      verbatim, edited, condensed, excerpt or paraphrase
        direction     text      first to second, or undetermined
        first_share   real      share of the words of the first, 0 to 1
        second_share  real      share of the words of the second, 0 to 1
        passages      passages  where: places in both texts, and words that are the same
        """,
    ),
    _table(
        "bundles",
        "a report of a bundle: many that hold nearly the same text",
        "report",
        """
        first   text  the earliest of the bundle
        report  text  one of them, the earliest too
        """,
    ),
    _table(
        "stories",
        "a story: the reports of one development",
        "story",
        """
        story               text    id of the story
        title               text    headline nearest the top of the largest origin
        opened              moment  first publication
        last_seen           moment  last publication
        reports             whole   how many reports it has
        traced              whole   how many of them were traced and collated
        distinct_texts      whole   texts among those traced
        outlets             whole   outlets by name, among those traced
        owners              whole   owners, among those traced
        independent_low     whole   independent sources at the least
        independent_likely  whole   independent sources, most likely
        independent_high    whole   independent sources at the most
        reasons             texts   why the count is what it is
        packed              bytes   the whole dossier, for import into an archive
        """,
    ),
    _table(
        "story_reports",
        "a report in its story",
        "report",
        """
        story    text   id of the story
        report   text   id of the report
        place    whole  its place in the order of publication, from 0
        follows  text   the report whose text it repeats, where it was not traced
        """,
    ),
    _table(
        "witnesses",
        "a witness of a stemma: a report, a bundle, an unseen source",
        "story witness",
        """
        story    text   id of the story
        witness  text   id in its stemma
        siglum   text   letter in drawings and tables
        kind     text   report, bundle or unseen
        name     text   name of an unseen source, else of the outlet
        reports  texts  the reports it stands for; none where unseen
        origins  texts  the origins it belongs to
        """,
    ),
    _table(
        "copies",
        "an arc of a stemma: target took its text from source",
        "story source target",
        """
        story        text   id of the story
        source       text   witness
        target       text   witness
        kind         text   verbatim, edited, condensed, rewritten or translated
        share        real   share of the target's words; null where the source is unseen
        probability  real   0 to 1
        second       truth  true for a source beside the main one
        """,
    ),
    _table(
        "statements",
        "a statement with its support",
        "story statement",
        """
        story      text   id of the story
        statement  text   id of the statement in its story
        gist       text   a reading, word for word
        readings   whole  how many reports make it
        low        whole  independent sources behind it at the least
        likely     whole  independent sources, most likely
        high       whole  independent sources at the most
        origins    texts  names of these origins
        backing    text   on what it stands, where it is told
        """,
    ),
    _table(
        "readings",
        "how one report makes a statement",
        "story statement report start",
        """
        story      text   id of the story
        statement  text   id of the statement in its story
        report     text   id of the report
        start      whole  first code point in the text
        end        whole  code point after the last
        text       text   the words there
        """,
    ),
    _table(
        "changes",
        "a difference between two readings of a statement",
        "story statement source target kind aspect before_start after_start",
        """
        story         text   id of the story
        statement     text   id of the statement in its story
        source        text   report
        target        text   report
        kind          text   added, dropped or changed
        aspect        text   figure, hedge, attribution, ...
        direction     text   stronger, weaker, vaguer, judged, none
        severity      text   critical to cosmetic
        before        text   words of the source
        before_start  whole  where, in the text of the source
        after         text   words of the target
        after_start   whole  where, in the text of the target
        innovator     text   the report that brought it in, where it is told
        """,
    ),
    _table(
        "contradictions",
        "what a report says on one side of a contradiction",
        "story contradiction side report start",
        """
        story          text   id of the story
        contradiction  whole  its number in the story, from 0
        kind           text   figure, date, place or denial
        standing       text   contradiction, update or undetermined
        reason         text   why, in fixed words
        side           whole  number of the side, the best supported 0
        statement      text   id of the statement in its story
        report         text   id of the report
        start          whole  first code point of its words in the text
        end            whole  code point after the last
        text           text   the words there
        low            whole  independent sources behind the side at the least
        likely         whole  independent sources, most likely
        high           whole  independent sources at the most
        origins        texts  names of these origins
        """,
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}


def arrow_schema(name: str) -> Any:
    """The schema of a table for pyarrow, with the version in its metadata."""
    import pyarrow as arrow

    fields = [arrow.field(c.name, _arrow_type(c.type)) for c in TABLES[name].columns]
    return arrow.schema(fields, metadata={"newstemma.schema": str(SCHEMA)})


def _arrow_type(name: str) -> Any:
    import pyarrow as arrow

    whole = arrow.int64()
    places = ("first_start", "first_end", "second_start", "second_end", "words")
    return {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "whole": whole,
        "real": arrow.float64(),
        "truth": arrow.bool_(),
        "moment": arrow.timestamp("us", "UTC"),
        "bytes": arrow.binary(),
        "passages": arrow.list_(arrow.struct([(place, whole) for place in places])),
    }[name]


TYPES = ("text", "texts", "whole", "real", "truth", "moment", "bytes", "passages")
