// Dimensions: what is counted, and to which power. Scales are units' business, not theirs.

/** Exponents by what is counted, none of them 0; `{}` is a pure number. */
export type Dimension = Readonly<Record<string, number>>;

/** The dimension of a pure number. */
export const PURE: Dimension = {};

/**
 * Reads a dimension as written in a table of units; throws when it is not one.
 *
 * @example parseDimension('money/person') // {money: 1, person: -1}
 */
export function parseDimension(text: string): Dimension {
  let dimension = PURE;
  let sign = 1;
  for (const part of text.split(/([*/])/)) {
    if (part === '*' || part === '/') {
      sign = part === '*' ? 1 : -1;
      continue;
    }
    if (part.trim() === '1') continue;
    const [, name, exponent = '1'] = /^\s*([\p{L}_][\p{L}\d_]*)(?:\^(-?\d+(?:\.\d+)?))?\s*$/u.exec(part) ?? [];
    if (!name) throw new Error(`"${text}" is not a dimension`);
    dimension = product(dimension, { [name]: Number(exponent) }, sign);
  }
  return dimension;
}

/** The dimension as text, `1` for a pure number. */
export function printDimension(dimension: Dimension): string {
  const factors = Object.entries(dimension);
  const print = ([name, exponent]: readonly [string, number]) => {
    const shown = Number(Math.abs(exponent).toPrecision(6));
    return shown === 1 ? name : `${name}^${shown}`;
  };
  const above = factors.filter(([, exponent]) => exponent > 0).map(print);
  const below = factors.filter(([, exponent]) => exponent < 0).map((factor) => `/${print(factor)}`);
  return `${above.join('*') || '1'}${below.join('')}`;
}

/** `a` times the `power`-th power of `b`. */
export function product(a: Dimension, b: Dimension, power: number): Dimension {
  const exponents = new Map(Object.entries(a));
  for (const [name, exponent] of Object.entries(b)) exponents.set(name, (exponents.get(name) ?? 0) + exponent * power);
  // Fractional exponents add up to nothing only nearly: 0.1 + 0.2 - 0.3.
  return Object.fromEntries([...exponents].filter(([, exponent]) => Math.abs(exponent) > 1e-9));
}

/** Whether two dimensions are equal. */
export function isSameDimension(a: Dimension, b: Dimension): boolean {
  return Object.keys(product(a, b, -1)).length === 0;
}
