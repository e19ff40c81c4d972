"""The whole job in NumPy: truncated normal draws, the model, means and five exact quantiles of every cell.

Arguments: draws, repeats, `best` or `usual`. `usual` draws with SciPy, keeps every cell and asks np.quantile; `best` draws by
redrawing what falls outside, evaluates in blocks in logarithms, and selects order statistics with np.partition.
"""
import json
import sys
import time

import numpy as np
from numpy_best import BLOCK, block, prepare
from numpy_usual import cells

INPUTS = [(0.09, 0.02, 0.02, 0.16), (0.12, 0.04, 0, 0.24), (0.6, 0.1, 0.3, 0.9), (0.35, 0.08, 0.1, 0.6), (0.45, 0.1, 0.15, 0.75)]
P = [0.05, 0.25, 0.5, 0.75, 0.95]


def usual(n, seed):
    from scipy.stats import truncnorm

    rng = np.random.default_rng(seed)
    rows = np.array(
        [
            truncnorm.rvs((low - mean) / sd, (high - mean) / sd, mean, sd, size=n, random_state=rng)
            for mean, sd, low, high in INPUTS
        ]
    )
    out = cells(rows)
    return out.mean(axis=2), np.quantile(out, P, axis=2)


def draw(rng, n, mean, sd, low, high):
    row = rng.normal(mean, sd, n)
    while True:
        outside = np.flatnonzero((row < low) | (row > high))
        if outside.size == 0:
            return row
        row[outside] = rng.normal(mean, sd, outside.size)


def best(n, seed):
    rng = np.random.default_rng(seed)
    rows = np.array([draw(rng, n, *one) for one in INPUTS])
    out = np.empty((12, 13, n))
    for start in range(0, n, BLOCK):
        some = rows[:, start : start + BLOCK]
        part, scratch = prepare(some.shape[1])
        block(some, part, scratch)
        out[:, :, start : start + BLOCK] = part
    means = out.mean(axis=2)
    places = [(n - 1) * p for p in P]
    ranks = sorted({k for at in places for k in (int(at), min(n - 1, int(at) + 1))})
    quantiles = np.empty((5, 12, 13))
    for v in range(12):
        for t in range(13):
            row = out[v, t]
            row.partition(ranks)
            for q, at in enumerate(places):
                low = row[int(at)]
                quantiles[q, v, t] = low + (at - int(at)) * (row[min(n - 1, int(at) + 1)] - low)
    return means, quantiles


draws, repeats, how = int(sys.argv[1]), int(sys.argv[2]), {"usual": usual, "best": best}[sys.argv[3]]
how(draws, 0)
start = time.process_time()
for k in range(repeats):
    means, quantiles = how(draws, k)
ms = (time.process_time() - start) * 1e3 / repeats
print(json.dumps({"ms": ms, "means": means.ravel().tolist(), "quantiles": quantiles.reshape(5, -1).T.tolist()}))
