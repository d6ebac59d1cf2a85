"""Makes statistics.json: intervals and tests by numpy, scipy, scikit-learn and statsmodels.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scipy scikit-learn statsmodels
    /tmp/venv/bin/python make_statistics.py > statistics.json
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy import special, stats
from sklearn.metrics import log_loss, precision_recall_fscore_support
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

PACKAGES = ["numpy", "scipy", "scikit-learn", "statsmodels"]
rng = np.random.default_rng(20)


def expected_calibration_error(proba, labels, bins=15):
    confidence, answer = proba.max(axis=1), proba.argmax(axis=1)
    bin_of = np.maximum(0, np.ceil(confidence * bins).astype(int) - 1)
    total = 0.0
    for b in range(bins):
        inside = bin_of == b
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - (answer[inside] == labels[inside]).mean())
    return total


def metrics_of(proba, labels):
    answer = proba.argmax(axis=1)
    options = dict(labels=range(10), zero_division=0)
    precision, recall, f1, _ = precision_recall_fscore_support(labels, answer, **options)
    macro = [values.mean() for values in (precision, recall, f1)]
    loss = log_loss(labels, proba.astype(np.float32), labels=list(range(10)))
    per_class = np.stack([precision, recall, f1], axis=1).ravel()
    return np.array([loss, expected_calibration_error(proba, labels), *macro, *per_class])


def intervals(values, estimates):
    """Percentiles; those of the ECE, in column 1, less the bias that resampling adds to it, and not below 0."""
    ends = np.percentile(values, [2.5, 97.5], axis=0).T
    bias = values[:, 1].mean() - estimates[1]
    ends[1] = np.maximum(0, ends[1] - bias)
    return ends.tolist()


def bootstrap():
    """On the labels and probabilities of metrics.json: 50 resamples that are given, and 4,000 of numpy's own."""
    metrics = json.loads((Path(__file__).parent / "metrics.json").read_text())
    labels, proba = np.array(metrics["labels"]), np.array(metrics["proba"])
    n = len(labels)
    draws = rng.integers(0, n, size=(50, n))
    given = np.array([metrics_of(proba[d], labels[d]) for d in draws])
    many = np.array([metrics_of(proba[d], labels[d]) for d in rng.integers(0, n, size=(4000, n))])
    estimates = metrics_of(proba, labels)
    return {
        "draws": draws.tolist(),
        "intervals": intervals(given, estimates),
        "manyIntervals": intervals(many, estimates),
    }


def corrected_t_test(differences, test_share):
    """Nadeau & Bengio (2003), section 4, equation 15: the p value by scipy's t distribution."""
    d = np.array(differences)
    t = d.mean() / np.sqrt((1 / len(d) + test_share) * d.var(ddof=1))
    return {
        "differences": differences,
        "testShare": test_share,
        "meanDifference": d.mean(),
        "standardDeviation": d.std(ddof=1),
        "t": t,
        "p": 2 * stats.t.sf(abs(t), len(d) - 1),
    }


def mcnemar_case(only_first, only_second):
    n, fewer = only_first + only_second, min(only_first, only_second)
    exact = mcnemar([[50, only_first], [only_second, 9]], exact=True).pvalue
    point = stats.binom.pmf(fewer, n, 0.5)
    mid = 1 - point / 2 if only_first == only_second else 2 * stats.binom.cdf(fewer, n, 0.5) - point
    return {"onlyFirst": only_first, "onlySecond": only_second, "pExact": exact, "pMid": mid}


def holm_case(p):
    return {"p": p, "corrected": multipletests(p, method="holm")[1].tolist()}


BETA = [(0.5, 0.5, 0.3), (4.5, 0.5, 0.9), (4.5, 0.5, 0.999), (2, 3, 0.1), (1, 1, 0.25), (60, 40, 0.5), (700, 650, 0.5), (24.5, 0.5, 1e-4)]
result = {
    "made_with": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    "bootstrap": bootstrap(),
    "tTests": [
        corrected_t_test([0.01, 0.012, 0.008, 0.011, 0.009, 0.013, 0.01, 0.007, 0.012, 0.01], 0.25),
        corrected_t_test([0.002, -0.001, 0.003, 0.0, 0.001], 0.25),
        corrected_t_test([-0.03, -0.01], 1.0),
        corrected_t_test((rng.normal(0.001, 0.004, 50)).round(4).tolist(), 1 / 9),
    ],
    "mcNemar": [mcnemar_case(*pair) for pair in [(1, 0), (5, 5), (3, 9), (12, 12), (40, 18), (310, 402), (0, 30)]],
    "holm": [holm_case(p) for p in [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.9, 0.6], [1e-9, 0.02, 0.021]]],
    "beta": [{"a": a, "b": b, "x": x, "value": special.betainc(a, b, x)} for a, b, x in BETA],
}
print(json.dumps(result))
