// What sensitivity analyses are given: the uncertain inputs of one cell, and a way to evaluate it at many points at once.

import type { Bilingual } from '../../base/index.ts';
import type { Bound } from '../../model/index.ts';

/** One uncertain input as the analyses see it. */
export interface SensitivityInput {
  readonly id: string;
  readonly title: Bilingual;
  /** Inputs of one group move together (they are correlated, or are yearly shocks of one rate) and share their indices. */
  readonly group?: string;
  /** What the group is called; without it its members are named. */
  readonly groupTitle?: Bilingual;
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
   * Makes independent probabilities of all inputs (one row an input) those of inputs that move together, in place. Groups stay
   * independent of one another. Absent where all inputs are independent.
   */
  readonly correlate?: (points: readonly Float64Array[]) => void;
  /** Ids of uncertain inputs from which nothing leads to the cell. */
  readonly beyond: readonly string[];
  /** Targets of plans for the cell. */
  readonly targets: readonly SensitivityTarget[];
}

/** Inputs that are moved as one: a group, or an input by itself. */
export interface InputUnit {
  /** The group's name, or the input's id. */
  readonly id: string;
  readonly title: Bilingual;
  /** Positions in the list of inputs. */
  readonly members: readonly number[];
}

/** Groups and single inputs, in order of first appearance. */
export function unitsOf(inputs: readonly SensitivityInput[]): readonly InputUnit[] {
  const members = new Map<string, number[]>();
  inputs.forEach(({ id, group }, position) => {
    const key = group === undefined ? `input ${id}` : `group ${group}`;
    const own = members.get(key);
    if (own) own.push(position);
    else members.set(key, [position]);
  });
  return [...members.values()].map((positions): InputUnit => {
    const own = positions.map((position) => inputs[position] as SensitivityInput);
    const [first] = own as [SensitivityInput, ...SensitivityInput[]];
    return { id: first.group ?? first.id, title: titleOf(own), members: positions };
  });
}

function titleOf(members: readonly SensitivityInput[]): Bilingual {
  const named = members.find((member) => member.groupTitle)?.groupTitle;
  return (
    named ?? {
      zh: members.map(({ title }) => title.zh).join('、'),
      en: members.map(({ title }) => title.en).join(', '),
    }
  );
}
