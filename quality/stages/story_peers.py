"""What the usual ways to group reports reach on the same sets, printed beside ours.

TF-IDF with average-link clustering, and scikit-learn's HDBSCAN over the same vectors. Word
weights are learned on each set, which is in the peers' favour; so is their setting: one for
all sets, the one best on the mean of them. Nothing where scikit-learn is not installed.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quality.stages.stories import SETS, bcubed, pairwise, report_of, rows_of

THRESHOLDS = tuple(t / 20 for t in range(2, 11))
SAMPLES = (1, 2, 3)

Labels = Sequence[int]
Peer = Callable[[Any, float], Labels]


def _vectors(rows: Sequence[Mapping[str, Any]]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{r.title} {r.title} {r.text}" for r in map(report_of, rows)]
    return TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)


def average_link(vectors: Any, threshold: float) -> Labels:
    """Clusters whose mean cosine is above a threshold."""
    from sklearn.cluster import AgglomerativeClustering

    distances = 1.0 - (vectors @ vectors.T).toarray()
    found = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - threshold
    ).fit_predict(distances)
    return [int(label) for label in found]


def hdbscan(vectors: Any, samples: float) -> Labels:
    """HDBSCAN's clusters of two or more; what it calls noise stands alone."""
    import numpy as np
    from sklearn.cluster import HDBSCAN

    distances = np.clip(1.0 - (vectors @ vectors.T).toarray(), 0.0, None)
    found = HDBSCAN(
        min_cluster_size=2, min_samples=int(samples), metric="precomputed", copy=True
    ).fit_predict(distances)
    return [int(label) if label >= 0 else -2 - place for place, label in enumerate(found)]


PEERS: tuple[tuple[str, Peer, Sequence[float]], ...] = (
    ("TF-IDF, average link", average_link, THRESHOLDS),
    ("HDBSCAN", hdbscan, SAMPLES),
)


def scores() -> dict[str, float]:
    """B-cubed and pairwise F1 of each peer by set, at the setting best on the mean of the sets."""
    if importlib.util.find_spec("sklearn") is None:
        return {}
    sets = {name: rows for name in SETS if (rows := rows_of(name))}
    vectors = {name: _vectors(rows) for name, rows in sets.items()}
    table: dict[str, float] = {}
    for peer, cluster, settings in PEERS:
        runs = [
            {name: _score(rows, cluster(vectors[name], setting)) for name, rows in sets.items()}
            for setting in settings
        ]
        best = max(runs, key=lambda run: sum(one[0] for one in run.values()))
        for name, (whole, pairs) in best.items():
            table[f"{peer} {name} b-cubed"], table[f"{peer} {name} pairwise"] = whole, pairs
    return table


def _score(rows: Sequence[Mapping[str, Any]], labels: Labels) -> tuple[float, float]:
    gold = {row["id"]: str(row["story"]) for row in rows}
    found = {row["id"]: label for row, label in zip(rows, labels, strict=True)}
    return bcubed(gold, found), pairwise(gold, found)


if __name__ == "__main__":
    for name, value in scores().items():
        print(f"{name:60s} {value:.3f}")
