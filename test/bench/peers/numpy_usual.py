"""NumPy as usually written: a row of all draws for each variable and year, powers by **."""
import numpy as np
from peer import YEARS, run


def cells(rows):
    g_rd, g_ent, e_pat, e_k, e_ent = rows
    n = rows.shape[1]
    gdp, rd, rd_int, k, pat, ent, sme, va, va_share, trans, pers, fisc = out = np.empty((12, YEARS, n))
    for t in range(YEARS):
        if t == 0:
            gdp[0], rd[0], k[0], ent[0], sme[0], pers[0] = 5000, 100, 400, 800, 3000, 60000
        else:
            gdp[t] = gdp[t - 1] * (1 + 0.055)
            rd[t] = rd[t - 1] * (1 + g_rd)
            k[t] = (1 - 0.15) * k[t - 1] + rd[t - 1]
            ent[t] = ent[t - 1] * (1 + g_ent)
            sme[t] = sme[t - 1] * (1 + 0.8 * g_ent)
            pers[t] = pers[t - 1] * (1 + g_rd) / (1 + 0.04)
        rd_int[t] = 100 * rd[t] / gdp[t]
        pat[t] = 2000 * (k[t] / 400) ** e_pat
        va[t] = 900 * (k[t] / 400) ** e_k * (ent[t] / 800) ** e_ent
        va_share[t] = 100 * va[t] / gdp[t]
        trans[t] = 150 * (pat[t] / 2000) ** 0.6
        fisc[t] = 0.004 * gdp[t] + 0.12 * rd[t]
    return out


if __name__ == "__main__":
    run(lambda rows: cells(rows).mean(axis=2).ravel())
