"""What keeps a batch from growing out of hand: hot stories, hot keys, sagas, bounds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma import batch
from newstemma.batch import exchange, linking, sets
from newstemma.batch.folders import open_folder
from newstemma.batch.inputs import Input
from newstemma.batch.job import Job
from newstemma.batch.numbering import number
from newstemma.batch.reading import keep_reports
from newstemma.batch.running import find_near_copies
from newstemma.batch.vectors import keep_tile, load_tile, possible, tile_of
from newstemma.engines import open_engine
from newstemma.engines.serial import Serial
from newstemma.families import simulate_archive
from newstemma.model import Moment, Precision, Report, Voice
from newstemma.stories.agreement import JOIN, pair_score
from newstemma.stories.sketches import sketch

LETTERS = np.array(list("abcdefghijklmnopqrstuvwxyz"))


def text(random: np.random.Generator, words: int = 60) -> str:
    """Words that nobody else has."""
    return " ".join("".join(random.choice(LETTERS, 5)) for _ in range(words)) + "."


def report(place: int, words: str) -> Report:
    from datetime import UTC, datetime, timedelta

    when = datetime(2031, 5, 1, tzinfo=UTC) + timedelta(minutes=7 * place)
    stamp = Moment(when, Precision.MINUTE, Voice.METADATA)
    return Report(f"{place + 1:016x}", words, f"Title {place}", outlet=f"Post {place % 50}",
                  published=stamp)  # fmt: skip


def near_copies(reports: list[Report], out: Path, buckets: int = 16) -> tuple[Job, dict[str, int]]:
    folder = open_folder(str(out))
    characters = 0
    names = []
    for first in range(0, len(reports), 100):
        names.append(f"{first:06d}")
        kept = keep_reports(folder, names[-1], reports[first : first + 100])
        characters += kept["characters"]
    job = Job(folder, batch.Settings(), Serial())
    number(folder, names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch.Settings, "buckets", lambda self, volume: buckets)
        return job, find_near_copies(job, names, characters, literal=True)


def sizes(job: Job, stage: str, what: str) -> list[int]:
    import json

    found = []
    for file in job.folder.names(f"_done/{stage}"):
        with job.folder.read(f"_done/{stage}/{file}") as raw:
            found.append(int(json.load(raw)[what]))
    return sorted(found)


@pytest.mark.parametrize("shape", ["one wire in a third", "one footer under all"])
def test_no_bucket_is_over_five_times_the_median(shape: str, tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    wire, footer = text(random), text(random, 30)
    reports = []
    for place in range(600):
        own = text(random)
        if shape == "one footer under all":
            own = f"{own}\n\n{footer}"
        elif place % 3 == 0:
            own = wire
        reports.append(report(place, own))
    job, found = near_copies(reports, tmp_path)
    for stage, what in (("count common", "postings"), ("pair", "pairs"), ("compare", "candidates")):
        counted = sizes(job, stage, what)
        if sum(counted) > 50 * len(counted):
            assert counted[-1] <= 5 * counted[len(counted) // 2]
    # 200 prints of one wire: each with the first two; pages of one footer: none at all.
    assert found["near_copies"] == (2 * 200 - 3 if shape.startswith("one wire") else 0)


def test_followers_of_a_bundle_are_counted_and_not_traced(tmp_path: Path) -> None:
    page = "\n\n".join(
        [
            "PORTO VELL, 3 May 2031 (North Wire) - Ferry crews at Porto Vell will stop work on "
            "Friday over the night shift, their union said on Saturday.",
            "Some 1,400 seamen voted for the strike and 212 against it, said Imre Dalby, who "
            "speaks for the union. The harbour board called the vote regrettable.",
        ]
    )
    source = tmp_path / "crawl.jsonl"
    import json

    rows = [{"text": page, "url": f"https://paper{n}.example/ferry", "outlet": f"Paper {n}",
             "published": f"2031-05-03T{n % 20:02d}:00:00Z"} for n in range(30)]  # fmt: skip
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = str(tmp_path / "out")
    manifest = batch.run([str(source)], out, open_engine("serial"))
    assert manifest["counts"]["followers"] == 18
    (story,) = batch.read_rows(open_folder(out), "stories")
    assert (story["reports"], story["traced"]) == (30, 12)
    assert story["independent_high"] == 1
    members = list(batch.read_rows(open_folder(out), "story_reports"))
    assert sorted(one["place"] for one in members) == list(range(30))
    assert sum(one["follows"] is not None for one in members) == 18


def test_a_saga_is_parted_at_its_weakest_links() -> None:
    # Two tight sets of 400 joined by one weak link: over the limit together, not apart.
    size = 800
    lefts = np.concatenate([np.zeros(399, int), np.full(399, 400), [0]])
    rights = np.concatenate([np.arange(1, 400), np.arange(401, 800), [400]])
    bits = np.concatenate([np.full(798, 4.0), [0.2]])
    names, parted = sets.sets_of(size, lefts, rights, bits)
    assert parted == 1
    assert sorted(np.bincount(names)[np.unique(names)]) == [400, 400]


def test_a_set_that_does_not_come_apart_is_cut_in_order_of_time() -> None:
    size = 2 * sets.MOST_TOGETHER + 10
    names, _ = sets.sets_of(
        size, np.zeros(size - 1, int), np.arange(1, size), np.full(size - 1, 6.0)
    )
    counts = np.bincount(names)[np.unique(names)]
    assert sorted(counts) == [10, sets.MOST_TOGETHER, sets.MOST_TOGETHER]


edges = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=25)


@given(edges)
def test_components_are_those_of_a_walk(pairs: list[tuple[int, int]]) -> None:
    lefts, rights = (np.array([p[i] for p in pairs], np.int64) for i in (0, 1))
    names = sets.components(20, lefts, rights)
    for start in range(20):
        reached = {start}
        for _ in range(20):
            reached |= {b for a, b in pairs if a in reached} | {a for a, b in pairs if b in reached}
        assert names[start] == min(reached)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=40), st.integers(1, 64))
def test_what_is_sent_is_received_once(values: list[int], buckets: int) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as here:
        folder = open_folder(here)
        sent = np.array(values, np.uint64)
        place = exchange.bucket_of(sent, buckets)
        exchange.send_numbers(folder, "numbers/a.bin", sent, place, buckets)
        got = [exchange.receive_numbers(folder, "numbers", b, buckets) for b in range(buckets)]
        assert sorted(np.concatenate(got).tolist()) == sorted(values)
        pieces = {b: [bytes([b]), b"", b"x" * b] for b in range(0, buckets, 3)}
        exchange.send_bytes(folder, "bytes/a.bin", pieces, buckets)
        for bucket in range(buckets):
            there = list(exchange.receive_bytes(folder, "bytes", bucket, buckets))
            assert there == pieces.get(bucket, [])


def test_no_pair_above_the_bound_is_missed(tmp_path: Path) -> None:
    reports = list(simulate_archive(11, 5).reports)
    made = tile_of(np.arange(len(reports)), reports)
    keep_tile(open_folder(str(tmp_path)), "tile.npz", made)
    tile = load_tile(open_folder(str(tmp_path)), "tile.npz")
    kept = {tuple(pair) for pair in possible(tile, tile).tolist()}
    sketches = [sketch(one) for one in reports]
    above = {
        (i, j)
        for i in range(len(reports))
        for j in range(len(reports))
        if pair_score(sketches[i], sketches[j]) > JOIN
    }
    assert above <= kept
    assert len(kept) < len(reports) ** 2 / 2
    assert all(tile.sketch(row).words == sketches[row].words for row in range(len(reports)))


def test_crowded_days_are_linked_by_keys(
    pile: Path, made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "CROWDED", 0)
    monkeypatch.setattr(linking, "TILE", 5)
    out = str(tmp_path / "out")
    manifest = batch.run([str(pile)], out, open_engine("serial"))
    assert "meet" in manifest["stages"]
    # On so few reports nothing is lost by it.
    stories = [
        sorted(tuple(story.story.reports) for story in batch.dossiers_of(one))
        for one in (out, made)
    ]
    assert stories[0] == stories[1]


def test_inputs_are_named_in_the_manifest_with_their_bytes(made: str, pile: Path) -> None:
    manifest = batch.manifest_of(open_folder(made))
    assert manifest is not None
    assert manifest["state"] == "done"
    one = Input(str(pile), str(pile), pile.stat().st_size)
    assert manifest["inputs"] == [{"name": one.name, "address": one.address, "bytes": one.bytes}]
    assert manifest["counts"]["reports"] == len(list(batch.reports_of(made)))
    assert set(manifest["stages"]) >= {"read", "clean", "compare", "link", "tell", "merge"}
