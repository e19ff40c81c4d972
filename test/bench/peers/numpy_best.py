"""NumPy at its best: blocks that stay in the cache, elasticities in logarithms, results written where they belong."""
import numpy as np
from peer import YEARS, run

BLOCK = 4096
GDP = 5000 * 1.055 ** np.arange(YEARS)


def block(rows, out, scratch):
    """All cells [12][13][BLOCK] of one block."""
    g_rd, g_ent, e_pat, e_k, e_ent = rows
    gdp, rd, rd_int, k, pat, ent, sme, va, va_share, trans, pers, fisc = out
    up, up_ent, up_sme, up_pers, ln_ent, ln_k, exponent = scratch
    np.add(g_rd, 1, out=up)
    np.add(g_ent, 1, out=up_ent)
    np.multiply(g_ent, 0.8, out=up_sme)
    np.add(up_sme, 1, out=up_sme)
    np.multiply(up, 1 / 1.04, out=up_pers)
    np.log(up_ent, out=ln_ent)
    np.multiply(ln_ent, e_ent, out=ln_ent)
    for t in range(1, YEARS):
        np.multiply(rd[t - 1], up, out=rd[t])
        np.multiply(k[t - 1], 0.85, out=k[t])
        np.add(k[t], rd[t - 1], out=k[t])
        np.multiply(ent[t - 1], up_ent, out=ent[t])
        np.multiply(sme[t - 1], up_sme, out=sme[t])
        np.multiply(pers[t - 1], up_pers, out=pers[t])
    np.multiply(rd[1:], (100 / GDP[1:])[:, None], out=rd_int[1:])
    np.multiply(rd[1:], 0.12, out=fisc[1:])
    np.add(fisc[1:], (0.004 * GDP[1:])[:, None], out=fisc[1:])
    # One call for all years: logarithms in pat, exponents in va, until each is taken to its power.
    np.multiply(k[1:], 1 / 400, out=pat[1:])
    np.log(pat[1:], out=pat[1:])
    np.multiply(pat[1:], e_k, out=va[1:])
    for t in range(1, YEARS):
        np.multiply(ln_ent, t, out=exponent)
        np.add(va[t], exponent, out=va[t])
    np.multiply(pat[1:], e_pat, out=pat[1:])
    np.multiply(pat[1:], 0.6, out=trans[1:])
    for row, factor in ((pat, 2000), (trans, 150), (va, 900)):
        np.exp(row[1:], out=row[1:])
        np.multiply(row[1:], factor, out=row[1:])
    np.multiply(va[1:], (100 / GDP[1:])[:, None], out=va_share[1:])


def prepare(size):
    out = np.empty((12, YEARS, size))
    out[:, 0] = np.array([5000, 100, 2, 400, 2000, 800, 3000, 900, 18, 150, 60000, 32])[:, None]
    out[0] = GDP[:, None]
    return out, np.empty((7, size))


def means(rows):
    total = np.zeros((12, YEARS))
    out, scratch = prepare(BLOCK)
    for start in range(0, rows.shape[1], BLOCK):
        block(rows[:, start : start + BLOCK], out, scratch)
        total += out.sum(axis=2)
    return (total / rows.shape[1]).ravel()


if __name__ == "__main__":
    run(means)
