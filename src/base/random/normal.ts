// The standard normal distribution, with the same bits on every machine.

import { exp, ln } from '../elementary.ts';

/** Φ⁻¹(p) by Wichura's algorithm AS 241 (1988), to 16 digits; ±Infinity at 0 and 1, NaN outside. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  return Math.abs(q) <= 0.425 ? central(q) : outer(p, q);
}

// The usual case is small enough for engines to put it into the loops that call it, and the rest is too large for that: a
// number handed back by a call costs memory.
function central(q: number): number {
  const r = 0.180625 - q * q;
  return (
    (q *
      (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
        13731.69376550946) *
        r +
        1971.5909503065513) *
        r +
        133.14166789178438) *
        r +
        3.3871328727963665)) /
    (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
      1)
  );
}

function outer(p: number, q: number): number {
  const least = p < 0.5 ? p : 1 - p;
  if (least === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const root = Math.sqrt(-ln(least));
  let size: number;
  if (root <= 5) {
    const r = root - 1.6;
    size =
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1);
  } else {
    const r = root - 5;
    size =
      (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
        0.026532189526576124) *
        r +
        0.29656057182850487) *
        r +
        1.7848265399172913) *
        r +
        5.463784911164114) *
        r +
        6.657904643501103) /
      (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
        0.0007868691311456133) *
        r +
        0.014875361290850615) *
        r +
        0.1369298809227358) *
        r +
        0.599832206555888) *
        r +
        1);
  }
  return q < 0 ? -size : size;
}

const ROOT_HALF = Math.SQRT1_2;
const INVERSE_ROOT_PI = 0.5641895835477563;

/**
 * Φ(x), the share of the standard normal distribution below x; accurate in both tails, to 8e-15 of itself at x = −12. Rational
 * approximations of the error function by Cody (1969): near 0, up to 4, beyond.
 *
 * @example normalProbability(-1.96) // 0.0249978951482204
 */
export function normalProbability(x: number): number {
  const z = Math.abs(x) * ROOT_HALF;
  return z <= 0.46875 ? 0.5 + 0.5 * x * ROOT_HALF * near(z * z) : far(x, z);
}

function near(t: number): number {
  return (
    ((((0.18577770618460315 * t + 3.1611237438705655) * t + 113.86415415105016) * t + 377.485237685302) * t +
      3209.3775891384694) /
    ((((t + 23.601290952344122) * t + 244.02463793444417) * t + 1282.6165260773723) * t + 2844.236833439171)
  );
}

function far(x: number, z: number): number {
  // e^(−z²) with z² in two parts, so that nothing is lost where it is large.
  const coarse = Math.floor(z * 16) / 16;
  const decay = exp(-coarse * coarse) * exp(-(z - coarse) * (z + coarse));
  let share: number;
  if (z <= 4) {
    share =
      ((((((((2.1531153547440383e-8 * z + 0.5641884969886701) * z + 8.883149794388377) * z + 66.11919063714163) * z +
        298.6351381974001) *
        z +
        881.952221241769) *
        z +
        1712.0476126340707) *
        z +
        2051.0783778260716) *
        z +
        1230.3393547979972) /
      ((((((((z + 15.744926110709835) * z + 117.6939508913125) * z + 537.1811018620099) * z + 1621.3895745666903) * z +
        3290.7992357334597) *
        z +
        4362.619090143247) *
        z +
        3439.3676741437216) *
        z +
        1230.3393548037495);
  } else {
    const t = 1 / (z * z);
    const quotient =
      (((((0.016315387137302097 * t + 0.30532663496123236) * t + 0.36034489994980445) * t + 0.12578172611122926) * t +
        0.016083785148742275) *
        t +
        0.0006587491615298378) /
      (((((t + 2.568520192289822) * t + 1.8729528499234673) * t + 0.5279051029514285) * t + 0.06051834131244132) * t +
        0.0023352049762686918);
    share = (INVERSE_ROOT_PI - t * quotient) / z;
  }
  const upper = 0.5 * decay * share;
  return x > 0 ? 1 - upper : upper;
}
