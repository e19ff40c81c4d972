// The reference model as mathjs formulas of one year, in the order in which they are evaluated; `_` marks last year's value.

export const FORMULAS: readonly (readonly [string, number | undefined, string])[] = [
  ['gdp', 5000, 'gdp_ * (1 + 0.055)'],
  ['rd', 100, 'rd_ * (1 + g_rd)'],
  ['rd_int', undefined, '100 * rd / gdp'],
  ['k', 400, '(1 - 0.15) * k_ + rd_'],
  ['pat', undefined, '2000 * (k / 400) ^ e_pat'],
  ['ent', 800, 'ent_ * (1 + g_ent)'],
  ['sme', 3000, 'sme_ * (1 + 0.8 * g_ent)'],
  ['va', undefined, '900 * (k / 400) ^ e_k * (ent / 800) ^ e_ent'],
  ['va_share', undefined, '100 * va / gdp'],
  ['trans', undefined, '150 * (pat / 2000) ^ 0.6'],
  ['pers', 60000, 'pers_ * (1 + g_rd) / (1 + 0.04)'],
  ['fisc', undefined, '0.004 * gdp + 0.12 * rd'],
];
