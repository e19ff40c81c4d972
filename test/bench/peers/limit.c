// What the hardware gives: eight draws at once through all years in registers, elasticities in logarithms, own exp and ln
// (polynomials as in base/elementary.ts, with fused multiply-add), sums on the way.
#include <string.h>
#include "peer.h"

typedef double v8 __attribute__((vector_size(64), aligned(8)));
typedef long long i8 __attribute__((vector_size(64)));
enum { BLOCK = 256, LANES = 8 };
static double cell[VARIABLES][YEARS][BLOCK + 8];
static v8 sum[VARIABLES][YEARS];

static const double ROUND = 6755399441055744.0, LN2_HIGH = 0.6931471803691238, LN2_LOW = 1.9082149292705877e-10;

static inline __attribute__((always_inline)) v8 exp8(v8 x) {
  v8 shifted = x * 1.4426950408889634 + ROUND, n = shifted - ROUND;
  v8 r = x - n * LN2_HIGH - n * LN2_LOW, r2 = r * r;
  v8 even = 0.5000000000000001 + r2 * (0.04166666666662413 + r2 * (0.0013888888917213717 + r2 * (2.4801521295954376e-5 + r2 * 2.7620088445409746e-7)));
  v8 odd = 0.16666666666666669 + r2 * (0.008333333333330062 + r2 * (0.00019841269863053618 + r2 * (2.7557268459997064e-6 + r2 * 2.510038549551032e-8)));
  v8 power = 1 + (r + r2 * (even + r * odd));
  i8 scale = (((i8)shifted) + 1023) << 52;
  return power * (v8)scale;
}

static inline __attribute__((always_inline)) v8 ln8(v8 x) {
  i8 k = ((i8)x - 0x3fe6a09e667f3bcdLL) >> 52;
  v8 f = (v8)((i8)x - (k << 52)) - 1, n = __builtin_convertvector(k, v8);
  v8 s = f / (2 + f), z = s * s;
  v8 tail = z * (0.666666666666667 + z * (0.39999999999899444 + z * (0.2857142862600327 + z * (0.22222211130259878 + z * (0.18182889455674947 + z * (0.15331710618210773 + z * 0.14616585424888623))))));
  v8 half = 0.5 * f * f;
  return n * LN2_HIGH - (half - (s * (half + tail) + n * LN2_LOW) - f);
}

static inline __attribute__((always_inline)) v8 load(const double *at) { return *(const v8 *)at; }

void evaluate(const double *in, long total, long n, double *means) {
  memset(sum, 0, sizeof sum);
  double gdp[YEARS], share[YEARS];
  for (int t = 0; t < YEARS; t++) {
    gdp[t] = t ? gdp[t - 1] * 1.055 : 5000;
    share[t] = 100 / gdp[t];
    for (int j = 0; j < BLOCK; j++) cell[0][t][j] = gdp[t];
  }
  const double first[VARIABLES] = {5000, 100, 2, 400, 2000, 800, 3000, 900, 18, 150, 60000, 32};
  for (int v = 1; v < VARIABLES; v++)
    for (int j = 0; j < BLOCK; j++) cell[v][0][j] = first[v];
#define PUT(v, value) do { v8 w = (value); *(v8 *)&cell[v][t][j] = w; sum[v][t] += w; } while (0)
  for (long from = 0; from < n; from += BLOCK)
    for (int j = 0; j < BLOCK; j += LANES) {
      const double *at = in + from + j;
      v8 up = 1 + load(at), g_ent = load(at + total), e_pat = load(at + 2 * total), e_k = load(at + 3 * total), e_ent = load(at + 4 * total);
      v8 up_ent = 1 + g_ent, up_sme = 1 + 0.8 * g_ent, up_pers = up * (1 / 1.04), e_ln_ent = e_ent * ln8(up_ent);
      v8 zero = {0}, rd = zero + 100, k = zero + 400, ent = zero + 800, sme = zero + 3000, pers = zero + 60000, exponent = zero;
      for (int t = 1; t < YEARS; t++) {
        k = 0.85 * k + rd;
        rd *= up; ent *= up_ent; sme *= up_sme; pers *= up_pers; exponent += e_ln_ent;
        v8 ln_k = ln8(k * (1.0 / 400)), of_pat = e_pat * ln_k;
        PUT(1, rd); PUT(2, rd * share[t]); PUT(3, k); PUT(5, ent); PUT(6, sme); PUT(10, pers);
        PUT(11, 0.004 * gdp[t] + 0.12 * rd);
        PUT(4, 2000 * exp8(of_pat));
        PUT(9, 150 * exp8(0.6 * of_pat));
        v8 va = 900 * exp8(e_k * ln_k + exponent);
        PUT(7, va); PUT(8, va * share[t]);
      }
    }
  for (int v = 0; v < VARIABLES; v++)
    for (int t = 0; t < YEARS; t++) {
      double s = 0;
      for (int l = 0; l < LANES; l++) s += sum[v][t][l];
      means[v * YEARS + t] = v == 0 ? gdp[t] : t == 0 ? first[v] : s / n;
    }
}
