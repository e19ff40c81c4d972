"""What every NumPy peer does around its model: read the draws, warm up, time, print the means."""
import json
import sys
import time

import numpy as np

YEARS = 13


def run(evaluate):
    """evaluate(inputs [5][n]) -> means [12 * 13], in the order [variable][year]."""
    file, draws, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rows = np.fromfile(file).reshape(5, -1)[:, :draws].copy()
    means = evaluate(rows)
    start = time.process_time()
    for _ in range(repeats):
        means = evaluate(rows)
    ns = (time.process_time() - start) * 1e9 / (draws * repeats)
    print(json.dumps({"nsPerDraw": ns, "means": [float(m) for m in means]}))
