"""scikit-learn beside Siffra: reads one JSON command a line on stdin, answers one JSON line each on stdout.

`siffra bench --peer sklearn` starts it, once for each piece of work, so that its peak memory belongs to that work. It ends
with its stdin. Seconds are measured around scikit-learn's own call and nothing else. Commands, each with an "id" that comes
back in the answer:

    {"op": "load", "train": {"x": PATH, "y": PATH}, "test": {"x": PATH, "y": PATH}, "scale": 255, "dtype": "float64",
     "rows": N}
        .npy files; x is divided by "scale" and has "dtype"; the first N training samples, or all when N is null
    {"op": "fit", "estimator": NAME, "params": {...}}              -> seconds, iterations, warnings
    {"op": "predict"}                                              -> seconds, accuracy
    {"op": "fit_transform", "estimator": NAME, "params": {...}}    -> seconds, explainedVariance
    {"op": "compare", "model": PATH, "predictions": PATH}          -> agreement, and how exact Siffra's optimum is
        model.safetensors and an .npy of Siffra's answers to the test samples; after "predict"; nothing for models that
        have no optimum, as forests

The first line, before any command, says that it is ready and with which versions.
"""

import json
import os
import sys
import time
import warnings

import numpy
import sklearn
from sklearn.decomposition import PCA
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.kernel_approximation import RBFSampler
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC, LinearSVC

import objectives


def RandomFeaturesRidge(*, gamma, n_components, alpha, random_state):
    """What Siffra's `random_features_ridge` is in scikit-learn: two of its estimators, one after the other."""
    sampler = RBFSampler(gamma=gamma, n_components=n_components, random_state=random_state)
    return make_pipeline(sampler, RidgeClassifier(alpha=alpha))


CLASSIFIERS = {
    c.__name__: c
    for c in (
        SVC,
        LinearSVC,
        LogisticRegression,
        RandomForestClassifier,
        ExtraTreesClassifier,
        RandomFeaturesRidge,
    )
}
TRANSFORMERS = {"PCA": PCA}


class PeerError(Exception):
    """What the other side asked for cannot be done."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def field(command, name, *kinds):
    """A field of a command, of one of these types."""
    value = command.get(name)
    if isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds):
        return value
    expected = " or ".join(kind.__name__ for kind in kinds)
    raise PeerError("bad-command", f'"{name}": expected {expected}, found {json.dumps(value)}.')


def load_array(path, ndim):
    try:
        array = numpy.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise PeerError("file-unreadable", f"{path}: {error}") from error
    if array.ndim != ndim:
        raise PeerError("bad-file", f"{path}: expected {ndim} dimensions, found {array.ndim}.")
    return array


def peak_memory_mb():
    """Of this process so far. Linux counts it exactly; elsewhere it may hold a share of the parent's."""
    try:
        with open("/proc/self/status") as status:
            kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kilobytes = peak / 1024 if sys.platform == "darwin" else peak
    return kilobytes * 1024 / 1e6


def timed(work):
    """What `work` gives, its seconds, and the warnings that it made, each once."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        started = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - started
    return result, seconds, sorted({str(warning.message).split("\n")[0] for warning in caught})


class Peer:
    def __init__(self):
        self.x_train = self.y_train = self.x_test = self.y_test = None
        self.model = self.predictions = None

    def answer(self, command):
        operations = {
            "load": self.load,
            "fit": self.fit,
            "predict": self.predict,
            "fit_transform": self.fit_transform,
            "compare": self.compare,
        }
        op = field(command, "op", str)
        if op not in operations:
            raise PeerError("bad-command", f'"op": expected one of {", ".join(operations)}, found "{op}".')
        return operations[op](command)

    def load(self, command):
        scale = field(command, "scale", int, float)
        dtype = field(command, "dtype", str)
        rows = field(command, "rows", int, type(None))
        if dtype not in ("float32", "float64"):
            raise PeerError("bad-command", f'"dtype": expected float32 or float64, found "{dtype}".')
        if not scale > 0 or (rows is not None and rows < 1):
            raise PeerError("bad-command", '"scale" and "rows": expected numbers above 0.')
        self.x_train, self.y_train = self.load_samples(command, "train", dtype, scale, rows)
        self.x_test, self.y_test = self.load_samples(command, "test", dtype, scale, None)
        self.model = self.predictions = None
        return {}

    def load_samples(self, command, name, dtype, scale, rows):
        files = field(command, name, dict)
        x = load_array(field(files, "x", str), 2)[:rows]
        y = load_array(field(files, "y", str), 1)[:rows]
        if len(x) != len(y):
            raise PeerError("bad-file", f"{name}: expected as many labels as samples, found {len(y)} and {len(x)}.")
        x = x.astype(dtype)
        if scale != 1:
            x /= scale
        return x, y

    def loaded(self):
        if self.x_train is None:
            raise PeerError("bad-order", 'expected "load" first.')

    def estimator(self, command, known):
        name = field(command, "estimator", str)
        if name not in known:
            raise PeerError("bad-command", f'"estimator": expected one of {", ".join(known)}, found "{name}".')
        try:
            return known[name](**field(command, "params", dict))
        except TypeError as error:
            raise PeerError("bad-params", f"{name}: {error}") from error

    def fit(self, command):
        self.loaded()
        model = self.estimator(command, CLASSIFIERS)
        _, seconds, messages = timed(lambda: model.fit(self.x_train, self.y_train))
        self.model = model
        iterations = getattr(model, "n_iter_", None)
        iterations = None if iterations is None else [int(n) for n in numpy.ravel(iterations)]
        return {"seconds": seconds, "iterations": iterations, "warnings": messages}

    def predict(self, _):
        if self.model is None:
            raise PeerError("bad-order", 'expected "fit" first.')
        self.predictions, seconds, _ = timed(lambda: self.model.predict(self.x_test))
        return {"seconds": seconds, "accuracy": float(numpy.mean(self.predictions == self.y_test))}

    def fit_transform(self, command):
        self.loaded()
        model = self.estimator(command, TRANSFORMERS)
        transformed, seconds, messages = timed(lambda: model.fit_transform(self.x_train))
        variance = float(transformed.astype(numpy.float64).var(axis=0, ddof=1).sum())
        return {"seconds": seconds, "explainedVariance": variance, "warnings": messages}

    def compare(self, command):
        if self.predictions is None:
            raise PeerError("bad-order", 'expected "predict" first.')
        theirs = load_array(field(command, "predictions", str), 1)
        if len(theirs) != len(self.predictions):
            raise PeerError("bad-file", f"expected {len(self.predictions)} predictions, found {len(theirs)}.")
        agreement = float(numpy.mean(theirs == self.predictions))
        path = field(command, "model", str)
        try:
            exactness = objectives.compare(self.model, path, self.x_train, self.y_train)
        except (OSError, ValueError, KeyError) as error:
            raise PeerError("bad-model", f"{path}: {error!r}") from error
        return {"agreement": agreement, **exactness} if exactness else {}


def main():
    # Whatever a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def send(answer):
        answers.write(json.dumps(answer, allow_nan=False) + "\n")

    python = ".".join(str(part) for part in sys.version_info[:3])
    versions = {"python": python, "sklearn": sklearn.__version__, "numpy": numpy.__version__}
    send({"id": 0, "ok": True, "versions": versions})
    peer = Peer()
    for line in sys.stdin:
        identity = None
        try:
            command = json.loads(line)
            identity = command.get("id")
            send({"id": identity, "ok": True, **peer.answer(command), "peakMemoryMb": peak_memory_mb()})
        except PeerError as error:
            send({"id": identity, "ok": False, "error": {"code": error.code, "message": str(error)}})
        except Exception as error:  # noqa: BLE001 - scikit-learn may raise anything; the other side decides what to do
            code = "out-of-memory" if isinstance(error, MemoryError) else "failed"
            send({"id": identity, "ok": False, "error": {"code": code, "message": f"{type(error).__name__}: {error}"}})


if __name__ == "__main__":
    main()
