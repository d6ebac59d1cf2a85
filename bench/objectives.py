"""How exact Siffra's optimum is: its objective and scikit-learn's, of the same problem, both computed here in float64."""

import json
import struct

import numpy

MAX_HEADER_BYTES = 10_000_000
DTYPES = {"U8": "<u1", "U32": "<u4", "F32": "<f4", "F64": "<f8"}


def read_safetensors(path):
    """The tensors of a model.safetensors by name. Raises ValueError when it is none."""
    with open(path, "rb") as file:
        data = file.read()
    if len(data) < 8:
        raise ValueError("shorter than a safetensors header")
    (length,) = struct.unpack_from("<Q", data)
    if length > min(MAX_HEADER_BYTES, len(data) - 8):
        raise ValueError(f"header of {length} bytes in a file of {len(data)}")
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        values = numpy.frombuffer(data[8 + length + start : 8 + length + end], DTYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return tensors


def compare(model, path, x, y):
    """For a fitted scikit-learn model and Siffra's bundle of the same problem: {"objectiveDifference": ..., ...}, the
    relative difference of the minimised objective (above 0: Siffra's is worse). Nothing for models without an objective.
    """
    kind = type(model).__name__
    if kind == "SVC":
        return compare_svc(model, read_safetensors(path))
    if kind in PRIMAL:
        tensors = read_safetensors(path)
        ours = PRIMAL[kind](model.C, tensors["classifier.coef"], tensors["classifier.intercept"], x, y)
        theirs = PRIMAL[kind](model.C, model.coef_, model.intercept_, x, y)
        return {"objectiveDifference": (ours - theirs) / abs(theirs), "objective": {"siffra": ours, "peer": theirs}}
    return {}


def compare_svc(model, tensors):
    """Dual objectives, pair by pair of classes, with the kernel of scikit-learn's parameters for both sides."""
    kernel = kernel_of(model)
    names = ("support_vectors", "dual_coef", "n_support")
    vectors, coefficients, counts = (tensors[f"classifier.{name}"] for name in names)
    ours, sums = dual_objectives(kernel, vectors, coefficients, counts)
    theirs, _ = dual_objectives(kernel, model.support_vectors_, model.dual_coef_, model.n_support_)
    if ours.shape != theirs.shape:
        raise ValueError(f"expected {len(theirs)} pairs of classes, found {len(ours)}")
    bound = numpy.abs(coefficients).max() - model.C
    return {
        "objectiveDifference": float((ours.sum() - theirs.sum()) / abs(theirs.sum())),
        "worstPairDifference": float(numpy.abs((ours - theirs) / theirs).max()),
        "objective": {"siffra": float(ours.sum()), "peer": float(theirs.sum())},
        # How far the solution is from the constraints that every dual solution keeps.
        "constraintViolation": float(max(bound, numpy.abs(sums).max())),
        "supportVectors": {"siffra": int(counts.sum()), "peer": int(model.n_support_.sum())},
    }


def kernel_of(model):
    if model.kernel == "linear":
        return lambda a, b: a @ b.T
    if model.kernel != "rbf":
        raise ValueError(f'expected kernel "rbf" or "linear", found "{model.kernel}"')

    def rbf(a, b):
        squares = (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1)[None, :] - 2 * (a @ b.T)
        return numpy.exp(-model._gamma * numpy.maximum(squares, 0))

    return rbf


def dual_objectives(kernel, vectors, coefficients, counts):
    """1/2 b'Kb - sum |b| of each pair of classes, and sum b, which has to be 0, for b = y alpha.

    `vectors` [v, features] grouped by class, `coefficients` [classes - 1, v]: row k of a vector belongs to the pair with
    its k-th other class.
    """
    ends = numpy.cumsum(counts)
    blocks = [numpy.asarray(vectors[end - n : end], dtype=numpy.float64) for end, n in zip(ends, counts)]
    duals = [numpy.asarray(coefficients[:, end - n : end], dtype=numpy.float64) for end, n in zip(ends, counts)]
    # b'Kb within a class, of each of its pairs: once for all of them.
    own = [((d @ kernel(block, block)) * d).sum(axis=1) for block, d in zip(blocks, duals)]
    objectives, sums = [], []
    for i in range(len(counts)):
        for j in range(i + 1, len(counts)):
            first, second = duals[i][j - 1], duals[j][i]
            quadratic = own[i][j - 1] + own[j][i] + 2 * (first @ kernel(blocks[i], blocks[j]) @ second)
            objectives.append(quadratic / 2 - numpy.abs(first).sum() - numpy.abs(second).sum())
            sums.append(first.sum() + second.sum())
    return numpy.array(objectives), numpy.array(sums)


def scores_of(coef, intercept, x):
    return x.astype(numpy.float64) @ coef.astype(numpy.float64).T + intercept.astype(numpy.float64)


def logistic_objective(c, coef, intercept, x, y):
    """Mean log loss + |w|^2 / (2 C n), what LogisticRegression minimises; labels are 0 to 9, all of them present."""
    scores = scores_of(coef, intercept, x)
    scores -= scores.max(axis=1, keepdims=True)
    losses = numpy.log(numpy.exp(scores).sum(axis=1)) - scores[numpy.arange(len(y)), y]
    weights = coef.astype(numpy.float64)
    return float(losses.mean() + (weights * weights).sum() / (2 * c * len(y)))


def linear_svc_objective(c, coef, intercept, x, y):
    """1/2 |w|^2 + 1/2 b^2 + C sum of squared hinge losses, summed over the classes: what LinearSVC minimises."""
    scores = scores_of(coef, intercept, x)
    signs = numpy.where(numpy.arange(scores.shape[1])[None, :] == y[:, None], 1.0, -1.0)
    losses = numpy.maximum(0, 1 - signs * scores)
    weights, intercepts = coef.astype(numpy.float64), intercept.astype(numpy.float64)
    return float(0.5 * (weights * weights).sum() + 0.5 * (intercepts * intercepts).sum() + c * (losses * losses).sum())


PRIMAL = {"LogisticRegression": logistic_objective, "LinearSVC": linear_svc_objective}
