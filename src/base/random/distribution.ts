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
