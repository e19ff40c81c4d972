// The reference model written out plainly, one draw at a time: the means of its cells are what every peer must report.

export const VARIABLES = [
  'gdp',
  'rd',
  'rd_int',
  'k',
  'pat',
  'ent',
  'sme',
  'va',
  'va_share',
  'trans',
  'pers',
  'fisc',
] as const;
export const YEARS = 13;
export const CELLS = VARIABLES.length * YEARS;

/** Truncated normal inputs in the order of the file of draws: mean, SD, least, most. */
export const INPUTS = {
  g_rd: [0.09, 0.02, 0.02, 0.16],
  g_ent: [0.12, 0.04, 0, 0.24],
  e_pat: [0.6, 0.1, 0.3, 0.9],
  e_k: [0.35, 0.08, 0.1, 0.6],
  e_ent: [0.45, 0.1, 0.15, 0.75],
} as const;

/** All cells of one draw into `cells`, [variable][year]. */
export function evaluateDraw(
  cells: Float64Array,
  gRd: number,
  gEnt: number,
  ePat: number,
  eK: number,
  eEnt: number,
): void {
  let [gdp, rd, k, ent, sme, pers] = [5000, 100, 400, 800, 3000, 60000] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let t = 0; t < YEARS; t++) {
    if (t > 0) {
      k = (1 - 0.15) * k + rd;
      gdp *= 1 + 0.055;
      rd *= 1 + gRd;
      ent *= 1 + gEnt;
      sme *= 1 + 0.8 * gEnt;
      pers = (pers * (1 + gRd)) / (1 + 0.04);
    }
    const pat = 2000 * (k / 400) ** ePat;
    const va = 900 * (k / 400) ** eK * (ent / 800) ** eEnt;
    cells[t] = gdp;
    cells[YEARS + t] = rd;
    cells[2 * YEARS + t] = (100 * rd) / gdp;
    cells[3 * YEARS + t] = k;
    cells[4 * YEARS + t] = pat;
    cells[5 * YEARS + t] = ent;
    cells[6 * YEARS + t] = sme;
    cells[7 * YEARS + t] = va;
    cells[8 * YEARS + t] = (100 * va) / gdp;
    cells[9 * YEARS + t] = 150 * (pat / 2000) ** 0.6;
    cells[10 * YEARS + t] = pers;
    cells[11 * YEARS + t] = 0.004 * gdp + 0.12 * rd;
  }
}

/** Means of all cells over the first `draws` draws of rows of inputs. */
export function plainMeans(inputs: readonly Float64Array[], draws: number): Float64Array {
  const cells = new Float64Array(CELLS);
  const sums = new Float64Array(CELLS);
  const [a, b, c, d, e] = inputs as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  for (let j = 0; j < draws; j++) {
    evaluateDraw(cells, a[j] ?? 0, b[j] ?? 0, c[j] ?? 0, d[j] ?? 0, e[j] ?? 0);
    for (let cell = 0; cell < CELLS; cell++) sums[cell] = (sums[cell] ?? 0) + (cells[cell] ?? 0);
  }
  return sums.map((sum) => sum / draws);
}
