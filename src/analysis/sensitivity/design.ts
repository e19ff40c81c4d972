// Points at which an outcome is evaluated, and the evaluations counted and checked.

import { openSequence, SOBOL_DIMENSIONS } from '../../base/index.ts';
import type { EvaluateOutcome, SensitivityCell, SensitivityInput } from './input.ts';
import { Refusal, undefinedOutcome } from './messages.ts';

/** A cell whose evaluations are counted; an outcome that is not finite ends the analysis and names the inputs. */
export interface CountedCell extends SensitivityCell {
  readonly evaluations: () => number;
}

export function counted(cell: SensitivityCell): CountedCell {
  let done = 0;
  const outcomesAt: EvaluateOutcome = (points) => {
    const outcomes = cell.outcomesAt(points);
    done += outcomes.length;
    const bad = outcomes.findIndex((outcome) => !Number.isFinite(outcome));
    if (bad >= 0) throw new Refusal(undefinedOutcome(cell, valuesAt(cell.inputs, points, bad)));
    return outcomes;
  };
  return { ...cell, outcomesAt, evaluations: () => done };
}

function valuesAt(
  inputs: readonly SensitivityInput[],
  points: readonly Float64Array[],
  point: number,
): readonly string[] {
  const moved = inputs.flatMap(({ id, quantile, unit }, i) => {
    const p = points[i]?.[point] ?? Number.NaN;
    return Number.isNaN(p) ? [] : [`${id} = ${Number(quantile(p).toPrecision(4))} ${unit}`.trimEnd()];
  });
  return moved.length > 0 ? moved : ['all inputs are central'];
}

/** Rows of NaN: every input at its central value. */
export function centralPoints(inputs: number, points: number): readonly Float64Array[] {
  return Array.from({ length: inputs }, () => new Float64Array(points).fill(Number.NaN));
}

/**
 * Scrambled Sobol points of all inputs, one row an input, not correlated. `from` is the dimension of the first
 * input. Inputs beyond the dimensions there are have sequences of their own, as even, in an order of their own.
 */
export function drawPoints(
  { inputs }: Pick<SensitivityCell, 'inputs'>,
  draws: number,
  seed: number,
  design: string,
  from = 0,
): readonly Float64Array[] {
  return inputs.map(({ id }, i) => {
    const row = new Float64Array(draws);
    const dimension = from + i;
    openSequence('sobol', {
      seed,
      name: `sensitivity/${design}/${id}`,
      draws,
      ...(dimension < SOBOL_DIMENSIONS ? { dimension } : {}),
    })(row, 0);
    return row;
  });
}

/** Points with the inputs' correlations; `first` as in `correlate`. The rows given stay as they are. */
export function correlated(
  { correlate }: Pick<SensitivityCell, 'correlate'>,
  points: readonly Float64Array[],
  first: readonly number[] = [],
): readonly Float64Array[] {
  if (!correlate) return points;
  const rows = points.map((row) => row.slice());
  correlate(rows, first);
  return rows;
}

/** Independent numbers inside (0, 1), keyed by seed and name. */
export function randomNumbers(seed: number, name: string, count: number): Float64Array {
  const numbers = new Float64Array(count);
  openSequence('random', { seed, name: `sensitivity/${name}`, draws: count })(numbers, 0);
  return numbers;
}
