"""The search for near copies as DuckDB and as Polars would have it written.

Both read the same Parquet files, cut texts into words and runs of six words, keep one run in
six by its hash (as dense as winnowing keeps them), bring equal hashes together, and give each
document of a small group with every other and of a large one with the first two. What is then
to be compared goes through our own compiled loops, in one process, for both alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from newstemma.batch.words import kernels_for, loops_for
from newstemma.copies.comparing import compare
from newstemma.copies.groups import ANCHORS, FEW
from newstemma.copies.words import cut_all

RUN = 6
KEEP = 3

# The runs of the table `texts` that are kept, and the pairs they bring together, for DuckDB.
PRINTS = f"""
CREATE TABLE prints AS
WITH words AS (
    SELECT doc, list_transform(
        regexp_extract_all(lower(text), '\\w+'), lambda w: hash(w)) AS w FROM texts
), runs AS (
    SELECT doc, unnest(list_transform(range(1, len(w) - {RUN} + 2),
        lambda i: hash(w[i], w[i+1], w[i+2], w[i+3], w[i+4], w[i+5]))) AS h
    FROM words
)
SELECT DISTINCT h, doc FROM runs WHERE h % {KEEP} = 0
"""
PAIRS = f"""
WITH ranked AS (
    SELECT h, doc, count(*) OVER (PARTITION BY h) AS n,
           row_number() OVER (PARTITION BY h ORDER BY doc) AS r
    FROM prints
), shared AS (SELECT * FROM ranked WHERE n > 1)
SELECT DISTINCT a.doc AS one, b.doc AS other
FROM shared a JOIN shared b ON a.h = b.h AND a.doc < b.doc
WHERE a.n <= {FEW} OR a.r <= {ANCHORS}
"""


def in_duckdb(out: str, workers: int, characters: int) -> int:
    import duckdb

    base = duckdb.connect(config={"threads": workers, "memory_limit": "1500MB"})
    base.execute(f"""
        CREATE TABLE texts AS
        SELECT row_number() OVER (ORDER BY report) - 1 AS doc, text
        FROM read_parquet('{out}/reports/*.parquet')
    """)
    base.execute(PRINTS)
    pairs = base.execute(PAIRS).fetchnumpy()
    rows = base.execute("SELECT text FROM texts ORDER BY doc").fetchall()
    return _compared([row[0] for row in rows], pairs["one"], pairs["other"], characters)


def in_polars(out: str, workers: int, characters: int) -> int:
    import polars as pl

    texts = pl.scan_parquet(f"{out}/reports/*.parquet").select("report", "text").sort("report")
    texts = texts.with_row_index("doc").select("doc", "text").collect().lazy()
    prints = _prints(texts)
    pairs = (
        prints.join(prints, on="h", suffix="_b")
        .filter(pl.col("doc") < pl.col("doc_b"))
        .filter((pl.col("n") <= FEW) | (pl.col("r") <= ANCHORS))
        .select("doc", "doc_b")
        .unique()
        .collect(engine="streaming")
    )
    kept = texts.select("text").collect()["text"].to_list()
    return _compared(kept, pairs["doc"].to_numpy(), pairs["doc_b"].to_numpy(), characters)


def _prints(texts: Any) -> Any:
    """The runs that are kept and stand in more documents than one, as a lazy frame."""
    import polars as pl

    words = texts.select(
        "doc", pl.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("w")
    ).explode("w")
    word = pl.col("w").hash()
    run = word
    for step in range(1, RUN):
        run = run * 1_000_003 + word.shift(-step)
    whole = pl.col("doc").shift(-(RUN - 1)) == pl.col("doc")
    return (
        words.select("doc", run.hash().alias("h"), whole.alias("whole"))
        .filter(pl.col("whole") & (pl.col("h") % KEEP == 0))
        .select("h", "doc")
        .unique()
        .filter(pl.len().over("h") > 1)
        .with_columns(n=pl.len().over("h"), r=pl.col("doc").rank("ordinal").over("h"))
        .collect(engine="streaming")
        .lazy()
    )


def _compared(texts: list[str], lefts: Any, rights: Any, characters: int) -> int:
    words = cut_all(texts, kernels_for(characters))
    lefts, rights = np.asarray(lefts, np.int64), np.asarray(rights, np.int64)
    found = 0
    for first in range(0, len(lefts), 20_000):
        some = slice(first, first + 20_000)
        made = compare(words, lefts[some], rights[some], loops_for(characters), only="literal")
        found += sum(1 for place in range(len(made.lefts)) if made.passages(place, words))
    return found


PEERS: dict[str, Callable[[str, int, int], int]] = {"DuckDB": in_duckdb, "Polars": in_polars}
