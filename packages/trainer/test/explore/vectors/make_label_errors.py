"""Makes label_errors.json: how many labels are likely wrong, as cleanlab counts them (confident learning).

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy cleanlab
    /tmp/venv/bin/python make_label_errors.py > label_errors.json

The cases are probabilities of a model that is rather right, of which some labels are wrong. Unsure models and classes of
unlike certainty are among them: there the most probable digit is often below what is usual of it, and cleanlab's rule for
one, several or no digit above that differs from "the most probable digit is as probable as usual".
"""

import json
from importlib.metadata import version

import numpy as np
from cleanlab.count import num_label_issues
from cleanlab.filter import find_label_issues

rng = np.random.default_rng(1911)


def case(name, n, sharpness, wrong, classes=10):
    """`sharpness` a class: how far the score of the truth lies above the others, in standard deviations of those."""
    truth = rng.integers(0, classes, size=n)
    scores = rng.normal(size=(n, 10))
    scores[np.arange(n), truth] += np.broadcast_to(sharpness, 10)[truth]
    scores[:, classes:] = -9
    proba = np.exp(scores)
    # As float32, which the model gives.
    proba = (proba / proba.sum(axis=1, keepdims=True)).astype(np.float32).round(5)
    labels = np.where(rng.random(n) < wrong, rng.integers(0, classes, size=n), truth)
    found = num_label_issues(labels, proba.astype(float), estimation_method="off_diagonal")
    listed = find_label_issues(labels, proba.astype(float), filter_by="confident_learning")
    assert listed.sum() == found
    naive = naive_count(proba, labels)
    return {
        "name": name,
        "labels": labels.tolist(),
        "proba": proba.astype(float).round(5).tolist(),
        "likely": int(found),
        "naive": naive,
    }


def naive_count(proba, labels):
    """What would be counted if only the most probable digit were looked at; it differs, or the cases tell nothing."""
    usual = np.array([proba[labels == k, k].mean() if (labels == k).any() else 2 for k in range(10)])
    answer = proba.argmax(axis=1)
    return int(((answer != labels) & (proba.max(axis=1) >= usual[answer])).sum())


result = {
    "made_with": ", ".join(f"{name} {version(name)}" for name in ["numpy", "cleanlab"]),
    "cases": [
        case("a sure model", 200, 6, 0.05),
        case("an unsure model", 200, 1.5, 0.2),
        case("classes of unlike certainty", 200, [0.2, 5, 0.5, 3, 1, 4, 0.3, 2, 6, 0.1], 0.3),
        case("a model that knows nothing", 100, 0, 0.5),
        case("no image of 7, 8 and 9", 100, 2, 0.2, classes=7),
    ],
}
print(json.dumps(result))
