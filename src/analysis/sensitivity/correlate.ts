// Correlated inputs by Gaussian copulas, with a choice of which inputs come first.

import { gaussianCopula, type Matrix } from '../../base/index.ts';
import type { SensitivityCell } from './input.ts';

/** Inputs that are correlated: their positions, and the correlations of their normal scores in that order. */
export interface CorrelatedSet {
  readonly inputs: readonly number[];
  readonly matrix: Matrix;
}

/**
 * What a cell's `correlate` does for such sets. The copula is the same whichever inputs come first: only which of the
 * independent numbers an input's probability is made of differs.
 */
export function correlateBy(sets: readonly CorrelatedSet[]): NonNullable<SensitivityCell['correlate']> {
  const known = new Map<string, (rows: readonly Float64Array[]) => void>();
  return (points, first) => {
    sets.forEach(({ inputs, matrix }, k) => {
      const places = inputs.map((_, place) => place);
      const comesFirst = (place: number) => first.includes(inputs[place] as number);
      const order = [...places.filter(comesFirst), ...places.filter((place) => !comesFirst(place))];
      const key = `${k}/${order.join(' ')}`;
      const copula = known.get(key) ?? gaussianCopula(order.map((i) => order.map((j) => matrix[i]?.[j] as number)));
      known.set(key, copula);
      copula(order.map((place) => points[inputs[place] as number] as Float64Array));
    });
  };
}
