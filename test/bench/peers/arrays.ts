// JavaScript at its best, by hand: blocks of 256 draws in one typed array, elasticities in logarithms, own exp and ln from
// tables, one of them to a loop, sums in the same loops. Faster forms were looked for; what was tried and lost: Math.exp and
// Math.log (2.2 times), polynomials without tables (1.5 times), an array for each row (1.8 times), all growth in one loop.

import { CELLS, INPUTS, YEARS } from './model.ts';
import { runPeer } from './peer.ts';

const BLOCK = 256;
/** Rows a multiple of 4 KiB apart would compete for cache lines. */
const ROW = BLOCK + 8;
const at = (variable: number, t: number) => (variable * YEARS + t) * ROW;
const IN = CELLS * ROW;
const [G_RD, G_ENT, E_PAT, E_K, E_ENT] = [0, 1, 2, 3, 4].map((k) => IN + k * ROW) as [
  number,
  number,
  number,
  number,
  number,
];
const SCRATCH = IN + Object.keys(INPUTS).length * ROW;
const [UP, UP_ENT, UP_SME, UP_PERS, LN_ENT, LN_K, EXPONENT] = [0, 1, 2, 3, 4, 5, 6].map((k) => SCRATCH + k * ROW) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
type Memory = Float64Array<ArrayBuffer>;
const memory: Memory = new Float64Array(SCRATCH + 7 * ROW);
const words = new Int32Array(memory.buffer);

const STEPS = 32;
/** 2^(i/32 − 1024) */
const POWERS = Float64Array.from({ length: 2048 * STEPS }, (_, i) => 2 ** (i / STEPS - 1024));
const WHOLE_POWERS = Float64Array.from({ length: 2048 }, (_, i) => 2 ** (i - 1024));
const INVERSES = Float64Array.from({ length: 256 }, (_, i) => 1 / (1 + (i + 0.5) / 256));
const LOGARITHMS = INVERSES.map((inverse) => -Math.log(inverse));

/** ln x − shift */
function logarithms(m: Memory, out: number, x: number, shift: number): void {
  for (let j = 0; j < BLOCK; j++) {
    const high = words[2 * (x + j) + 1] as number;
    const e = (high >> 20) - 1023;
    const i = (high >> 12) & 255;
    const r = (m[x + j] as number) * (WHOLE_POWERS[1024 - e] as number) * (INVERSES[i] as number) - 1;
    const tail = r * r * (-0.5 + r * (1 / 3) + r * r * (-0.25 + r * 0.2 + r * r * (-1 / 6)));
    m[out + j] = e * Math.LN2 + ((LOGARITHMS[i] as number) - shift) + (r + tail);
  }
}

/** factor · e^(scale · x), and its sum. */
function exponentials(m: Memory, out: number, x: number, scale: number, factor: number): number {
  let sum = 0;
  for (let j = 0; j < BLOCK; j++) {
    const v = (m[x + j] as number) * scale;
    const n = v * (Math.LOG2E * STEPS) + 6755399441055744 - 6755399441055744;
    const r = v - n * (0.6931471803691238 / STEPS) - n * (1.9082149292705877e-10 / STEPS);
    const q = r + r * r * (0.5 + r * (1 / 6) + r * r * (1 / 24 + r * (1 / 120)));
    const power = (POWERS[(n | 0) + 1024 * STEPS] as number) * factor;
    const value = power + power * q;
    m[out + j] = value;
    sum += value;
  }
  return sum;
}

function product(m: Memory, out: number, a: number, b: number): number {
  let sum = 0;
  for (let j = 0; j < BLOCK; j++) {
    const value = (m[a + j] as number) * (m[b + j] as number);
    m[out + j] = value;
    sum += value;
  }
  return sum;
}

/** factor · a + term */
function linear(m: Memory, out: number, a: number, factor: number, term: number): void {
  for (let j = 0; j < BLOCK; j++) m[out + j] = (m[a + j] as number) * factor + term;
}

function accumulate(m: Memory, out: number, stock: number, flow: number): number {
  let sum = 0;
  for (let j = 0; j < BLOCK; j++) {
    const value = (m[stock + j] as number) * 0.85 + (m[flow + j] as number);
    m[out + j] = value;
    sum += value;
  }
  return sum;
}

/** e_k · ln(k/400) + t · e_ent · ln(1 + g_ent) */
function exponents(m: Memory, out: number, t: number): void {
  for (let j = 0; j < BLOCK; j++)
    m[out + j] = (m[E_K + j] as number) * (m[LN_K + j] as number) + (m[LN_ENT + j] as number) * t;
}

const gdp = Array.from({ length: YEARS }, (_, t) => 5000 * 1.055 ** t);

function evaluateBlock(m: Memory, sums: Float64Array): void {
  linear(m, UP, G_RD, 1, 1);
  linear(m, UP_ENT, G_ENT, 1, 1);
  linear(m, UP_SME, G_ENT, 0.8, 1);
  linear(m, UP_PERS, UP, 1 / 1.04, 0);
  logarithms(m, LN_ENT, UP_ENT, 0);
  product(m, LN_ENT, LN_ENT, E_ENT);
  for (let t = 1; t < YEARS; t++) {
    const add = (variable: number, sum: number) => {
      sums[variable * YEARS + t] = (sums[variable * YEARS + t] as number) + sum;
    };
    const share = 100 / (gdp[t] as number);
    const base = 0.004 * (gdp[t] as number);
    const rd = product(m, at(1, t), at(1, t - 1), UP);
    add(1, rd);
    linear(m, at(2, t), at(1, t), share, 0);
    add(2, rd * share);
    add(3, accumulate(m, at(3, t), at(3, t - 1), at(1, t - 1)));
    add(5, product(m, at(5, t), at(5, t - 1), UP_ENT));
    add(6, product(m, at(6, t), at(6, t - 1), UP_SME));
    add(10, product(m, at(10, t), at(10, t - 1), UP_PERS));
    linear(m, at(11, t), at(1, t), 0.12, base);
    add(11, 0.12 * rd + BLOCK * base);
    logarithms(m, LN_K, at(3, t), Math.log(400));
    product(m, EXPONENT, LN_K, E_PAT);
    add(4, exponentials(m, at(4, t), EXPONENT, 1, 2000));
    add(9, exponentials(m, at(9, t), EXPONENT, 0.6, 150));
    exponents(m, EXPONENT, t);
    const va = exponentials(m, at(7, t), EXPONENT, 1, 900);
    add(7, va);
    linear(m, at(8, t), at(7, t), share, 0);
    add(8, va * share);
  }
}

runPeer((inputs, draws) => {
  const sums = new Float64Array(CELLS);
  const put = (variable: number, t: number, value: number) => {
    memory.fill(value, at(variable, t), at(variable, t) + BLOCK);
    sums[variable * YEARS + t] = value * draws;
  };
  [5000, 100, 2, 400, 2000, 800, 3000, 900, 18, 150, 60000, 32].forEach((value, variable) => put(variable, 0, value));
  gdp.forEach((value, t) => put(0, t, value));
  for (let from = 0; from < draws; from += BLOCK) {
    inputs.forEach((row, k) => memory.set(row.subarray(from, from + BLOCK), IN + k * ROW));
    evaluateBlock(memory, sums);
  }
  return sums.map((sum) => sum / draws);
});
