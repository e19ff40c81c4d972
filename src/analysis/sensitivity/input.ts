// What sensitivity analyses are given: the uncertain inputs of one cell, and a way to evaluate it at many points at once.

import { type Bilingual, normalProbability, normalQuantile } from '../../base/index.ts';
import type { Bound } from '../../model/index.ts';

/** One uncertain input as the analyses see it. */
export interface SensitivityInput {
  readonly id: string;
  readonly title: Bilingual;
  /** Independent inputs of one kind (the yearly shocks of one rate) that are told as one. */
  readonly series?: { readonly id: string; readonly title: Bilingual };
  /** Inputs of one group are correlated; the groups are independent of one another. */
  readonly group?: string;
  /** Unit as printed. */
  readonly unit: string;
  /** Value in that unit at probability p in (0, 1). */
  readonly quantile: (p: number) => number;
  /** Value at central inputs. */
  readonly centre: number;
  /** What a value is called where the number says nothing by itself: an input that chooses between assumptions. */
  readonly names?: (value: number) => Bilingual;
}

/**
 * Values of the outcome at points of the unit cube: `points[i]` holds the probabilities of input i; NaN in `points[i][k]`
 * means "input i at its central value" for point k. Many points at once; an outcome that is not finite is undefined there.
 */
export type EvaluateOutcome = (points: readonly Float64Array[]) => Float64Array;

/** A target that the outcome is judged by, in the unit of the outcome. */
export interface SensitivityTarget {
  /** Absent where a value was asked for. */
  readonly plan?: string;
  readonly bound: Bound;
  readonly value: number;
}

/** One cell of one scenario, opened for repeated evaluation. */
export interface SensitivityCell {
  /** Id of the run scenario. */
  readonly scenario: string;
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  /** The series has no published level: its values are an index. */
  readonly index?: true;
  /** Inputs that may reach the cell. */
  readonly inputs: readonly SensitivityInput[];
  readonly outcomesAt: EvaluateOutcome;
  /**
   * Makes independent probabilities of all inputs (one row an input) those of correlated inputs, in place. The inputs in `first`
   * (positions) come before the others of their group: their probabilities depend on their own rows alone. Absent where all
   * inputs are independent.
   */
  readonly correlate?: (points: readonly Float64Array[], first: readonly number[]) => void;
  /** Ids of uncertain inputs from which nothing leads to the cell. */
  readonly beyond: readonly string[];
  /** Targets of plans for the cell. */
  readonly targets: readonly SensitivityTarget[];
}

/** What is moved and told as one: an input, or the inputs of a series. */
export interface InputUnit {
  readonly id: string;
  readonly title: Bilingual;
  /** Unit of its value. */
  readonly unit: string;
  /** Positions in the list of inputs. */
  readonly members: readonly number[];
  readonly group?: string;
  readonly names?: (value: number) => Bilingual;
  /** The mean of its inputs' values at these probabilities, one an input. */
  readonly valueAt: (probabilities: readonly number[]) => number;
}

/** Series and single inputs, in order of first appearance. */
export function unitsOf(inputs: readonly SensitivityInput[]): readonly InputUnit[] {
  return gathered(inputs, ({ id, series }) => (series ? `series ${series.id}` : `input ${id}`)).map((members) => {
    const own = members.map((position) => inputs[position] as SensitivityInput);
    const [{ id, title, unit, series, group, names }] = own as [SensitivityInput, ...SensitivityInput[]];
    return {
      ...(series ?? { id, title }),
      unit,
      members,
      ...(group === undefined ? {} : { group }),
      ...(names ? { names } : {}),
      valueAt: (probabilities) =>
        own.reduce((sum, { quantile }, k) => sum + quantile(probabilities[k] as number), 0) / own.length,
    };
  });
}

/** Units by group, each other unit by itself; in order of first appearance. */
export function groupsOf(units: readonly InputUnit[]): readonly (readonly InputUnit[])[] {
  return gathered(units, ({ id, group }) => (group === undefined ? `unit ${id}` : `group ${group}`)).map((members) =>
    members.map((position) => units[position] as InputUnit),
  );
}

/**
 * The probability of each of `members` independent inputs that are moved as one to probability p: as far out as leaves the sum
 * of equal normal inputs at p. So a series at its 5 % is as rare as a single input at its own.
 *
 * @example memberProbability(0.05, 1) // 0.05
 */
export function memberProbability(p: number, members: number): number {
  return members === 1 ? p : normalProbability(normalQuantile(p) / Math.sqrt(members));
}

function gathered<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly number[])[] {
  const found = new Map<string, number[]>();
  items.forEach((item, position) => {
    const key = keyOf(item);
    const own = found.get(key);
    if (own) own.push(position);
    else found.set(key, [position]);
  });
  return [...found.values()];
}
