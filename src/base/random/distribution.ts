// Distributions of uncertain inputs.

/** A distribution. All numbers are in the input's unit unless said. */
export type InputDistribution =
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  /** A normal distribution of that mean and SD, cut off at both ends. */
  | {
      readonly kind: 'truncated_normal';
      readonly mean: number;
      readonly sd: number;
      readonly low: number;
      readonly high: number;
    }
  /** Of values above 0, by the SD of the natural logarithm or by two quantiles (probability, value). */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sd_log: number }
  | { readonly kind: 'lognormal'; readonly quantiles: readonly [readonly [number, number], readonly [number, number]] }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  /** A beta distribution on [low, high] whose mean is (low + weight·mode + high) / (weight + 2); weight 4 where not given. */
  | {
      readonly kind: 'pert';
      readonly low: number;
      readonly mode: number;
      readonly high: number;
      readonly weight?: number;
    }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'beta';
      readonly alpha: number;
      readonly beta: number;
      readonly low: number;
      readonly high: number;
    }
  /** Equally likely values with straight lines between them in order: quantiles of type 7. */
  | { readonly kind: 'empirical'; readonly values: readonly number[] }
  /** Some values, each with a weight; weights need not add up to 1. */
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** The distribution in a unit `per` times as large: per cent as fractions with `per` 100. Shapes, weights and probabilities stay. */
export function inLargerUnit(d: InputDistribution, per: number): InputDistribution {
  const of = (value: number) => value / per;
  switch (d.kind) {
    case 'normal':
      return { ...d, mean: of(d.mean), sd: of(d.sd) };
    case 'truncated_normal':
      return { ...d, mean: of(d.mean), sd: of(d.sd), low: of(d.low), high: of(d.high) };
    case 'lognormal': {
      if ('median' in d) return { ...d, median: of(d.median) };
      const [[p, x], [q, y]] = d.quantiles;
      return {
        ...d,
        quantiles: [
          [p, of(x)],
          [q, of(y)],
        ],
      };
    }
    case 'triangular':
    case 'pert':
      return { ...d, low: of(d.low), mode: of(d.mode), high: of(d.high) };
    case 'uniform':
    case 'beta':
      return { ...d, low: of(d.low), high: of(d.high) };
    case 'empirical':
    case 'discrete':
      return { ...d, values: d.values.map(of) };
  }
}
