"""Makes metrics.json anew: what scikit-learn, scipy and numpy make of the labels and probabilities that it holds.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scipy scikit-learn
    /tmp/venv/bin/python make_metrics.py > new.json && mv new.json metrics.json

The 60 labels and rows of probabilities are fixed: they were drawn once and are the input. Among them are an answer that is
wrong though certain, and a digit without images.
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy.stats import binomtest
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss, precision_recall_fscore_support

BINS = 15
DIGITS = list(range(10))
kept = json.loads((Path(__file__).parent / "metrics.json").read_text())
labels, rows = np.array(kept["labels"]), np.array(kept["proba"])
# As Siffra has them.
proba = rows.astype(np.float32)
answer, confidence = proba.argmax(axis=1), proba.max(axis=1).astype(float)
options = dict(labels=DIGITS, zero_division=0)
precision, recall, f1, support = precision_recall_fscore_support(labels, answer, **options)
macro = precision_recall_fscore_support(labels, answer, average="macro", **options)[:3]


def reliability():
    """scikit-learn's curve, and the images of each bin that is not empty; no confidence lies on the edge of two bins."""
    is_right = answer == labels
    accuracy, mean_confidence = calibration_curve(is_right, confidence, n_bins=BINS, strategy="uniform")
    images = np.bincount(np.digitize(confidence, np.linspace(0, 1, BINS + 1)[1:-1]), minlength=BINS)
    columns = zip(mean_confidence, accuracy, images[images > 0])
    return [{"confidence": c, "accuracy": a, "images": int(n)} for c, a, n in columns]


def sets(threshold):
    """Digits that are probable enough, and the most probable one."""
    is_in = (proba >= threshold) | (np.arange(10) == answer[:, None])
    return {
        "threshold": threshold,
        "coverage": is_in[np.arange(len(labels)), labels].mean(),
        "meanSize": is_in.sum(axis=1).mean(),
    }


def wilson(successes, n):
    interval = binomtest(successes, n).proportion_ci(confidence_level=0.95, method="wilson")
    return {"successes": successes, "n": n, "interval": [interval.low, interval.high]}


bins = reliability()
result = {
    "made_with": ", ".join(f"{name} {version(name)}" for name in ["numpy", "scipy", "scikit-learn"]),
    "labels": labels.tolist(),
    "proba": rows.tolist(),
    "confusion": confusion_matrix(labels, answer, labels=DIGITS).tolist(),
    "accuracy": accuracy_score(labels, answer),
    "precision": precision.tolist(),
    "recall": recall.tolist(),
    "f1": f1.tolist(),
    "support": support.tolist(),
    "macro": dict(zip(["precision", "recall", "f1"], macro)),
    "logLoss": log_loss(labels, proba, labels=DIGITS),
    "ece": sum(b["images"] / len(labels) * abs(b["confidence"] - b["accuracy"]) for b in bins),
    "reliability": bins,
    "sets": [sets(threshold) for threshold in [0.05, 0.2, 0.5, 0.9]],
    "wilson": [wilson(case["successes"], case["n"]) for case in kept["wilson"]],
}
print(json.dumps(result, indent=1))
