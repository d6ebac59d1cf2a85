"""Makes stroke_width.json: pen widths by shortest paths and by Euclidean distances, of random blobs, lines and bars.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy scipy
    /tmp/venv/bin/python make_stroke_width.py > stroke_width.json

Ink is what is at least 128; around the image is paper. The width is four times the mean distance of ink to paper, half a pixel
less. `chamfer` measures that distance along the cheapest path over neighbours, 3 for a step and 4 for a diagonal step, by
scipy's Dijkstra; `euclidean` by scipy's exact distance transform.
"""

import base64
import json
from importlib.metadata import version

import numpy as np
from scipy import ndimage, sparse
from scipy.sparse import csgraph

SIDE = 28
rng = np.random.default_rng(34)


def blobs(sigma):
    noise = ndimage.gaussian_filter(rng.normal(size=(SIDE, SIDE)), sigma)
    scaled = 128 + 100 * noise / np.abs(noise).max()
    return scaled.round().astype(np.uint8)


def lines(count, sigma):
    image = np.zeros((SIDE, SIDE))
    for _ in range(count):
        (x0, y0), (x1, y1) = rng.uniform(1, SIDE - 2, size=(2, 2))
        for t in np.linspace(0, 1, 200):
            image[round(y0 + t * (y1 - y0)), round(x0 + t * (x1 - x0))] = 1
    soft = ndimage.gaussian_filter(image, sigma)
    return (255 * np.minimum(1, 2 * soft / max(soft.max(), 1e-9))).round().astype(np.uint8)


def bar(width, y):
    image = np.zeros((SIDE, SIDE), np.uint8)
    image[y : y + width, 3:25] = 200
    return image


def chamfer(ink):
    """Of every pixel in a frame of paper: the cheapest way to paper, by Dijkstra from all paper at once."""
    padded = np.pad(ink, 1)
    size = padded.shape[0]
    at = np.arange(size * size).reshape(size, size)
    steps = [(0, 1, 3), (1, 0, 3), (1, 1, 4), (1, -1, 4)]
    rows, columns, costs = [], [], []
    for dy, dx, cost in steps:
        from_, to = at[: size - dy, max(0, -dx) : size - max(0, dx)], at[dy:, max(0, dx) : size + min(0, dx)]
        rows.append(from_.ravel())
        columns.append(to.ravel())
        costs.append(np.full(from_.size, cost))
    graph = sparse.coo_array(
        (np.concatenate(costs), (np.concatenate(rows), np.concatenate(columns))), shape=(size * size,) * 2
    )
    paper = np.flatnonzero(~padded.ravel())
    ways = csgraph.dijkstra(graph.tocsr(), directed=False, indices=paper, min_only=True)
    return ways.reshape(size, size) / 3


def euclidean(ink):
    return ndimage.distance_transform_edt(np.pad(ink, 1))


def width(ink, distance):
    return 4 * (distance(ink)[np.pad(ink, 1)] - 0.5).mean() if ink.any() else 0.0


images = [blobs(sigma) for sigma in (0.8, 1.5, 3, 5)] + [lines(n, s) for n in (1, 2, 4) for s in (0.5, 1, 2)]
images += [bar(width, y) for width, y in ((1, 4), (2, 0), (5, 23), (28, 0))]
images += [np.zeros((SIDE, SIDE), np.uint8), np.full((SIDE, SIDE), 255, np.uint8), np.full((SIDE, SIDE), 127, np.uint8)]
result = {
    "made_with": ", ".join(f"{name} {version(name)}" for name in ["numpy", "scipy"]),
    "cases": [
        {
            "pixels": base64.b64encode(image.tobytes()).decode(),
            "chamfer": width(image >= 128, chamfer),
            "euclidean": width(image >= 128, euclidean),
        }
        for image in images
    ],
}
print(json.dumps(result))
