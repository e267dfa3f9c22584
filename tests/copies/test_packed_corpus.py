"""A packed corpus is read through the caps every packed file is read through."""

import gzip
import json

from newstemma.copies.corpus import read_corpus
from newstemma.model import Rejected


def test_a_packed_corpus_is_read(tmp_path):
    line = json.dumps({"id": "a", "text": "The dam at Orlec held on Monday."})
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (found,) = read_corpus([tmp_path / "corpus.jsonl.gz"])
    assert (found.id, found.text) == ("a", "The dam at Orlec held on Monday.")


def test_a_bomb_is_refused_where_it_bursts(tmp_path):
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b"0" * 50_000_000))
    (found,) = read_corpus([tmp_path / "bomb.jsonl.gz"])
    assert isinstance(found, Rejected)
    assert found.reason == "too_large"
