// The two incomplete functions behind every tail probability, and log-gamma. Series where they converge fast, continued
// fractions elsewhere (Press et al., Numerical Recipes, 6.1-6.4; Lentz's method), to about 14 digits.

import { exp, ln } from './elementary.ts';

const TINY = 1e-300;
const EPSILON = 1e-16;
const MAX_TERMS = 10_000;

/** Lanczos coefficients for g = 7, nine terms (Godfrey 2001). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * ln Γ(x) for x > 0.
 *
 * @example logGamma(3) // ln 2
 */
export function logGamma(x: number): number {
  if (x < 0.5) return logGamma(x + 1) - ln(x);
  const z = x - 1;
  const sum = LANCZOS.slice(1).reduce((total, coefficient, k) => total + coefficient / (z + k + 1), LANCZOS[0] ?? 0);
  const t = z + 7.5;
  return 0.5 * ln(2 * Math.PI) + (z + 0.5) * ln(t) - t + ln(sum);
}

/** Upper regularised incomplete gamma function Q(a, x): the share of the gamma distribution above x; 1 for x ≤ 0. */
export function gammaUpper(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = exp(a * ln(x) - x - logGamma(a));
  if (x >= a + 1) return front / lentz(x + 1 - a, (k) => [-k * (k - a), x + 2 * k + 1 - a]);
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < MAX_TERMS && Math.abs(term) > EPSILON * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return 1 - front * sum;
}

/** Regularised incomplete beta function I_x(a, b): the share of the beta distribution below x, for 0 ≤ x ≤ 1. */
export function betaLower(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaLower(1 - x, b, a);
  return exp(a * ln(x) + b * ln(1 - x) - logBeta(a, b)) * betaFraction(x, a, b);
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** What x^a·(1 − x)^b / B(a, b) is multiplied by to give I_x(a, b); for x ≤ (a + 1) / (a + b + 2), where it converges fast. */
export function betaFraction(x: number, a: number, b: number): number {
  // The continued fraction 1/(1 + d₁/(1 + d₂/(1 + …))) by the modified Lentz method, without a call a term: many are computed.
  let value = 1;
  let c = 1;
  let d = 0;
  for (let n = 1; n < MAX_TERMS; n++) {
    const k = n >> 1;
    const twice = a + 2 * k;
    const term =
      n % 2 === 0 ? (k * (b - k) * x) / ((twice - 1) * twice) : (-(a + k) * (a + b + k) * x) / (twice * (twice + 1));
    d = 1 / (1 + term * d || TINY);
    c = 1 + term / c || TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) < EPSILON) break;
  }
  return 1 / (a * value);
}

/** The continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz method; `term(k)` is [aₖ, bₖ]. */
function lentz(start: number, term: (k: number) => readonly [number, number]): number {
  let value = start === 0 ? TINY : start;
  let c = value;
  let d = 0;
  for (let k = 1; k < MAX_TERMS; k++) {
    const [a, b] = term(k);
    d = 1 / (b + a * d || TINY);
    c = b + a / c || TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) < EPSILON) break;
  }
  return value;
}
