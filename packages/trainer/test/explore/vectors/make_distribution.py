"""Makes distribution.json: numpy's histogram, moments and quantiles of numbers with a digit each.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy
    /tmp/venv/bin/python make_distribution.py > distribution.json
"""

import json

import numpy as np

LOW, HIGH, BINS = 0, 4, 40
rng = np.random.default_rng(6)
labels = rng.integers(0, 9, size=200)  # no image of 9
values = rng.gamma(3, 0.5, size=200).round(4)  # a few of them beyond the highest edge
counts, edges = np.histogram(np.clip(values, LOW, HIGH), bins=BINS, range=(LOW, HIGH))
quantiles = [np.quantile(values[labels == digit], [0.05, 0.25, 0.5, 0.75, 0.95]).tolist() for digit in range(9)]
result = {
    "made_with": f"numpy {np.__version__}",
    "low": LOW,
    "high": HIGH,
    "labels": labels.tolist(),
    "values": values.tolist(),
    "edges": edges.tolist(),
    "counts": counts.tolist(),
    "mean": values.mean(),
    "standardDeviation": values.std(ddof=1),
    "byClass": quantiles,
}
print(json.dumps(result))
