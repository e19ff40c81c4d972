// Cells of known formulas, as the analyses see those of the model.

import type { SensitivityCell, SensitivityInput } from '../../../src/analysis/index.ts';

/** An input that is uniform between two ends. */
export function uniform(id: string, low: number, high: number, centre = (low + high) / 2): SensitivityInput {
  return { id, title: { zh: id, en: id }, unit: '', centre, quantile: (p) => low + p * (high - low) };
}

/** A cell whose outcome is a formula of its inputs' values. */
export function cellOf(
  inputs: readonly SensitivityInput[],
  formula: (values: readonly number[]) => number,
  more: Partial<SensitivityCell> = {},
): SensitivityCell {
  return {
    scenario: 'baseline',
    region: 'jiaxing',
    indicator: 'rd_intensity',
    year: 2027,
    inputs,
    beyond: [],
    targets: [],
    outcomesAt: (points) =>
      Float64Array.from({ length: points[0]?.length ?? 0 }, (_, k) =>
        formula(
          inputs.map(({ centre, quantile }, i) => {
            const p = points[i]?.[k] ?? Number.NaN;
            return Number.isNaN(p) ? centre : quantile(p);
          }),
        ),
      ),
    ...more,
  };
}

/** Ishigami & Homma (1990), inputs uniform on −π … π. */
export function ishigami(a: number, b: number, more: Partial<SensitivityCell> = {}): SensitivityCell {
  const inputs = ['x1', 'x2', 'x3'].map((id) => uniform(id, -Math.PI, Math.PI));
  return cellOf(
    inputs,
    ([x1 = 0, x2 = 0, x3 = 0]) => Math.sin(x1) + a * Math.sin(x2) ** 2 + b * x3 ** 4 * Math.sin(x1),
    more,
  );
}

/** Sobol's G function, inputs uniform on 0 … 1. */
export function gFunction(a: readonly number[]): SensitivityCell {
  return cellOf(
    a.map((_, i) => uniform(`x${i + 1}`, 0, 1)),
    (x) => x.reduce((product, value, i) => (product * (Math.abs(4 * value - 2) + (a[i] ?? 0))) / (1 + (a[i] ?? 0)), 1),
  );
}
