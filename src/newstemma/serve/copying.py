"""`newstemma copies`: which texts of a corpus hold the same words, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from newstemma.serve import output
from newstemma.serve.commands import PATHS

if TYPE_CHECKING:
    from newstemma.copies import Document, Found, Pair
    from newstemma.model import Rejected, Report

COLUMNS = (
    "first", "second", "kind", "direction", "first_share", "second_share",
    "first_start", "first_end", "second_start", "second_end", "words",
)  # fmt: skip
SHOWN = 40
AT_ONCE = 1000  # lines printed together


@click.command()
@PATHS
@click.option("--jsonl", is_flag=True, help="Print one JSON object a pair, and one a bundle.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table, one row a passage.")
@click.option("--pages", is_flag=True, help="Read and clean web pages first, as examine does.")
def copies(paths: tuple[str, ...], jsonl: bool, as_csv: bool, pages: bool) -> int:
    """Find who holds the same text within a corpus.

    PATH is a file of JSON lines, CSV or Parquet, or a folder of these or of texts. Columns
    such as id, text, outlet and published are found by their name. Pairs come with the
    places of what they share, the share of words, the kind and, where dates tell, the
    direction.
    """
    if jsonl and as_csv:
        raise click.UsageError("--jsonl and --csv both print; choose one")
    from newstemma.copies import find

    rejected: list[Rejected] = []
    found = find(_documents(paths, pages, rejected))
    output.wipe()
    if jsonl:
        _print_lines(_json_lines(found))
    elif as_csv:
        _print_lines(_csv_lines(found))
    else:
        output.print_result("\n".join(_told(found)))
    output.list_rejected(rejected)
    return output.status(found.documents, rejected)


def _print_lines(lines: Iterator[str]) -> None:
    while some := list(islice(lines, AT_ONCE)):
        output.print_piece("\n".join(some) + "\n")


def _documents(
    paths: tuple[str, ...], pages: bool, rejected: list[Rejected]
) -> Iterator[Document | Report]:
    from newstemma.model import Rejected

    read = _cleaned(paths) if pages else _corpus(paths)
    for item in output.watched(read, "documents read:", "; comparing"):
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            yield item


def _corpus(paths: tuple[str, ...]) -> Iterable[Document | Rejected]:
    from newstemma.copies.corpus import read_corpus

    return read_corpus(paths)


def _cleaned(paths: tuple[str, ...]) -> Iterable[Report | Rejected]:
    from newstemma.pages import read_all
    from newstemma.reports import clean_all

    return clean_all(read_all(paths))


def _json_lines(found: Found) -> Iterator[str]:
    import json

    for pair in found.pairs:
        yield json.dumps(_raw(pair), ensure_ascii=False)
    for bundle in found.bundles:
        raw = {"bundle": bundle.first, "members": list(bundle.members)}
        yield json.dumps(raw, ensure_ascii=False)


def _raw(pair: Pair) -> dict[str, Any]:
    return {
        "first": pair.first,
        "second": pair.second,
        "kind": pair.kind.value,
        "direction": pair.direction.value,
        "first_share": pair.first_share,
        "second_share": pair.second_share,
        "passages": [
            {
                "first": [passage.here.start, passage.here.end],
                "second": [passage.there.start, passage.there.end],
                "words": passage.words,
            }
            for passage in pair.passages
        ],
    }


def _csv_lines(found: Found) -> Iterator[str]:
    import csv
    import io

    line = io.StringIO()
    table = csv.writer(line, lineterminator="")
    table.writerow(COLUMNS)
    yield line.getvalue()
    for pair in found.pairs:
        head = (pair.first, pair.second, pair.kind.value, pair.direction.value)
        for one in pair.passages:
            line.seek(line.truncate(0))
            places = (one.here.start, one.here.end, one.there.start, one.there.end, one.words)
            table.writerow((*head, pair.first_share, pair.second_share, *places))
            yield line.getvalue()


def _told(found: Found) -> Iterator[str]:
    from newstemma.serve.inert import inert_line

    counts = (
        f"pairs that share text: {len(found.pairs):,}; bundles of one text: {len(found.bundles):,}"
    )
    yield f"{found.documents:,} documents; {counts}"
    for bundle in sorted(found.bundles, key=lambda one: -len(one.members))[:5]:
        yield "  " + inert_line(f"{len(bundle.members):,} hold the text of {bundle.first}")
    for pair in found.pairs[:SHOWN]:
        arrow = "->" if pair.direction.value == "first to second" else "--"
        shares = f"{pair.first_share:.0%} of the first, {pair.second_share:.0%} of the second"
        yield "  " + inert_line(f"{pair.kind.value} {pair.first} {arrow} {pair.second}: {shares}")
    if len(found.pairs) > SHOWN:
        yield f"  and {len(found.pairs) - SHOWN:,} more pairs; --jsonl and --csv give all of them"
