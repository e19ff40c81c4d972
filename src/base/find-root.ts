// A root between two points of different sign: Brent's method (Algorithms for Minimization without Derivatives, 1973, ch. 4).

/**
 * The x between `low` and `high` with f(x) = 0, within `tolerance` of x (0: to the last bits). Undefined where f has the
 * same sign at both ends, or is not finite there.
 *
 * @example findRoot((x) => x ** 3 - 2 * x - 5, 2, 3) // 2.0945514815423265
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-12): number | undefined {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (Math.sign(fa) * Math.sign(fb) !== -1) return undefined;
  // b is the best point, c lies on the other side of the root, d and e are the last two steps.
  let [c, fc] = [a, fa];
  let d = b - a;
  let e = d;
  for (let k = 0; k < 500 && fb !== 0; k++) {
    if (Math.sign(fb) === Math.sign(fc)) {
      [c, fc] = [a, fa];
      d = b - a;
      e = d;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= least) return b;
    const step =
      Math.abs(e) >= least && Math.abs(fa) > Math.abs(fb)
        ? interpolated(a, b, c, fa, fb, fc, half, least, e)
        : undefined;
    e = step === undefined ? half : d;
    d = step ?? half;
    [a, fa] = [b, fb];
    b += Math.abs(d) > least ? d : Math.sign(half) * least;
    fb = f(b);
  }
  return b;
}

/** The secant or inverse quadratic step from b; undefined where halving is safer. */
function interpolated(
  a: number,
  b: number,
  c: number,
  fa: number,
  fb: number,
  fc: number,
  half: number,
  least: number,
  before: number,
): number | undefined {
  const s = fb / fa;
  let p = 2 * half * s;
  let q = 1 - s;
  if (a !== c) {
    const t = fa / fc;
    const r = fb / fc;
    p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  return 2 * p < Math.min(3 * half * q - Math.abs(least * q), Math.abs(before * q)) ? p / q : undefined;
}
