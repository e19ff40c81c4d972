// The exponential and the logarithm as a fixed sequence of IEEE 754 operations (+ - * / and shifts of the exponent), so that
// every engine, browser and machine gives the same bits; Math.exp, Math.log and Math.pow may differ in the last one between
// versions. The WebAssembly kernels carry out the same sequence on two numbers at a time (compile/wasm).
//
// exp: x = n·ln 2 + r (Cody & Waite 1980), e^r = 1 + r + r²·q(r). ln: x = 2^k·m, ln m = 2·atanh(s), s = (m − 1)/(m + 1).
// Coefficients: interpolation at Chebyshev nodes in 60-digit arithmetic; errors of the polynomials 1.6e-17 and 8.5e-18.
// Both are within 1 unit in the last place of the true value (test/base/elementary.test.ts).

/** Constants of both functions, shared with the WebAssembly kernels. */
export const ELEMENTARY = {
  log2e: Math.LOG2E,
  /** ln 2 in two parts; the first has 20 trailing zero bits, so that n times it is exact. */
  ln2High: 0.6931471803691238,
  ln2Low: 1.9082149292705877e-10,
  /** Adding and taking away 1.5·2^52 rounds to a whole number, half to even. */
  round: 6755399441055744,
  /** Coefficients of q, lowest power first. */
  exp: [
    0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062, 0.0013888888917213717,
    0.00019841269863053618, 2.4801521295954376e-5, 2.7557268459997064e-6, 2.7620088445409746e-7, 2.510038549551032e-8,
  ],
  /** Coefficients of (2·atanh(s)/s − 2)/s² in powers of s². */
  ln: [
    0.666666666666667, 0.39999999999899444, 0.2857142862600327, 0.22222211130259878, 0.18182889455674947,
    0.15331710618210773, 0.14616585424888623,
  ],
  /** Arguments beyond these give Infinity and 0. */
  expHighest: 709,
  expLowest: -708,
  /** The least normal number: below it stand only 0 and numbers that have lost digits. */
  lnLowest: 2.2250738585072014e-308,
  /** The bits of √½, high and low word: mantissas are taken from [√½, √2). */
  rootHalfHigh: 0x3fe6a09e,
  rootHalfLow: 0x667f3bcd,
} as const;

const { log2e, ln2High, ln2Low, round, expHighest, expLowest, lnLowest, rootHalfHigh, rootHalfLow } = ELEMENTARY;
const [E0, E1, E2, E3, E4, E5, E6, E7, E8, E9] = ELEMENTARY.exp;
const [L0, L1, L2, L3, L4, L5, L6] = ELEMENTARY.ln;

// The one place where a number is seen as its bits; nothing is kept in it between two calls.
const number = new Float64Array([1]);
const words = new Int32Array(number.buffer);
const LOW = words[0] === 0 ? 0 : 1;
const HIGH = 1 - LOW;

/** 2^(i − 1024), exact from 2^−1024 to 2^1023. */
const POWERS_OF_TWO = Float64Array.from({ length: 2048 }, (_, i) => 2 ** (i - 1024));

/**
 * e^x. Infinity above 709, 0 below −708, NaN for NaN.
 *
 * @example exp(1) // 2.7182818284590455
 */
export function exp(x: number): number {
  if (x > expHighest) return Number.POSITIVE_INFINITY;
  if (x < expLowest) return 0;
  const shifted = x * log2e + round;
  const n = shifted - round;
  const r = x - n * ln2High - n * ln2Low;
  const r2 = r * r;
  const even = E0 + r2 * (E2 + r2 * (E4 + r2 * (E6 + r2 * E8)));
  const odd = E1 + r2 * (E3 + r2 * (E5 + r2 * (E7 + r2 * E9)));
  const power = 1 + (r + r2 * (even + r * odd));
  return power * (POWERS_OF_TWO[n + 1024] as number);
}

/**
 * ln x. NaN for 0, negative numbers and NaN; Infinity for Infinity. (Kernels say NaN below 2.2e-308 as well.)
 *
 * @example ln(2) // 0.6931471805599453
 */
export function ln(x: number): number {
  if (!(x >= lnLowest)) return x > 0 ? ln(x * 2 ** 54) - 54 * Math.LN2 : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  number[0] = x;
  const high = words[HIGH] as number;
  const borrow = (words[LOW] as number) >>> 0 < rootHalfLow ? 1 : 0;
  const k = (high - rootHalfHigh - borrow) >> 20;
  const f = x * (POWERS_OF_TWO[1024 - k] as number) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const tail = z * (L0 + z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * L6))))));
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + tail) + k * ln2Low) - f);
}

/**
 * x^y as e^(y·ln x) for x > 0, exact products for whole y up to 64; 0^y is 0 for y > 0; NaN where there is no real value, and
 * for a missing x whatever y is.
 *
 * @example power(2, 10) // 1024
 */
export function power(x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) <= 64) return wholePower(x, y);
  if (x === 0) return y > 0 ? 0 : Number.NaN;
  if (x < 0 && Number.isInteger(y)) return (y % 2 === 0 ? 1 : -1) * exp(y * ln(-x));
  return exp(y * ln(x));
}

/** x^n by repeated squaring, in a fixed order; 0^0 is 1, NaN^0 is NaN. */
function wholePower(x: number, n: number): number {
  if (Number.isNaN(x)) return x;
  let result = 1;
  let square = x;
  for (let left = Math.abs(n); left > 0; left >>= 1) {
    if (left & 1) result *= square;
    square *= square;
  }
  return n < 0 ? 1 / result : result;
}
