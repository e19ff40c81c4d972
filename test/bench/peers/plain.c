// C as one would write it first: loops over a block of draws for each cell, powers by libm.
#include <math.h>
#include "peer.h"

enum { BLOCK = 256 };
static double cell[VARIABLES][YEARS][BLOCK + 8];

void evaluate(const double *in, long total, long n, double *means) {
  for (int c = 0; c < CELLS; c++) means[c] = 0;
  for (long from = 0; from < n; from += BLOCK) {
    const double *g_rd = in + from, *g_ent = g_rd + total, *e_pat = g_ent + total, *e_k = e_pat + total, *e_ent = e_k + total;
    double(*gdp)[BLOCK + 8] = cell[0], (*rd)[BLOCK + 8] = cell[1], (*rd_int)[BLOCK + 8] = cell[2], (*k)[BLOCK + 8] = cell[3],
         (*pat)[BLOCK + 8] = cell[4], (*ent)[BLOCK + 8] = cell[5], (*sme)[BLOCK + 8] = cell[6], (*va)[BLOCK + 8] = cell[7],
         (*va_share)[BLOCK + 8] = cell[8], (*trans)[BLOCK + 8] = cell[9], (*pers)[BLOCK + 8] = cell[10], (*fisc)[BLOCK + 8] = cell[11];
    for (int t = 0; t < YEARS; t++) {
      for (int j = 0; j < BLOCK; j++) {
        gdp[t][j] = t ? gdp[t - 1][j] * (1 + 0.055) : 5000;
        rd[t][j] = t ? rd[t - 1][j] * (1 + g_rd[j]) : 100;
        rd_int[t][j] = 100 * rd[t][j] / gdp[t][j];
        k[t][j] = t ? (1 - 0.15) * k[t - 1][j] + rd[t - 1][j] : 400;
        ent[t][j] = t ? ent[t - 1][j] * (1 + g_ent[j]) : 800;
        sme[t][j] = t ? sme[t - 1][j] * (1 + 0.8 * g_ent[j]) : 3000;
        pers[t][j] = t ? pers[t - 1][j] * (1 + g_rd[j]) / (1 + 0.04) : 60000;
        fisc[t][j] = 0.004 * gdp[t][j] + 0.12 * rd[t][j];
      }
      for (int j = 0; j < BLOCK; j++) {
        pat[t][j] = 2000 * pow(k[t][j] / 400, e_pat[j]);
        va[t][j] = 900 * pow(k[t][j] / 400, e_k[j]) * pow(ent[t][j] / 800, e_ent[j]);
        va_share[t][j] = 100 * va[t][j] / gdp[t][j];
        trans[t][j] = 150 * pow(pat[t][j] / 2000, 0.6);
      }
    }
    for (int v = 0; v < VARIABLES; v++)
      for (int t = 0; t < YEARS; t++) {
        double sum = 0;
        for (int j = 0; j < BLOCK; j++) sum += cell[v][t][j];
        means[v * YEARS + t] += sum;
      }
  }
  for (int c = 0; c < CELLS; c++) means[c] /= n;
}
