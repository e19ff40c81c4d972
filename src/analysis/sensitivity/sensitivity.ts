// Sensitivity of one cell to its uncertain inputs: the analyses asked for, one after the other, and why one has no answer.

import type { Issue } from '../../base/index.ts';
import { indicatorOf, type Model } from '../../model/index.ts';
import { goodDirection } from '../bounds.ts';
import { type CountedCell, centralPoints, correlated, counted, drawPoints } from './design.ts';
import type { SensitivityCell, SensitivityInput, SensitivityTarget } from './input.ts';
import { constantOutcome, noInputReaches, noTarget, noUncertainInput, Refusal } from './messages.ts';
import { type MorrisScreening, screenMorris } from './morris.ts';
import { type RegionalSensitivity, regionalSensitivity } from './regional.ts';
import { type SobolIndices, sobolIndices } from './sobol-indices.ts';
import { type Tornado, tornadoOf } from './tornado.ts';

/** The analyses in the order in which they are made. */
export const SENSITIVITY_METHODS = ['tornado', 'morris', 'sobol', 'regional'] as const;
export type SensitivityMethod = (typeof SENSITIVITY_METHODS)[number];

/** What is asked of a cell; absent fields have defaults. */
export interface SensitivityRequest {
  readonly methods: readonly SensitivityMethod[];
  /** Rows of the Sobol design and draws that are split by a target; default 1024. */
  readonly draws?: number;
  readonly seed?: number;
  /** Morris: trajectories (default 20) and levels (default 4). */
  readonly trajectories?: number;
  readonly levels?: number;
  /** Second-order indices too. */
  readonly pairs?: boolean;
  /** Judge by these in place of the plans' targets. */
  readonly targets?: readonly SensitivityTarget[];
}

/** The answer. An analysis that was not asked for, or has none, is absent; `refused` says why. */
export interface Sensitivity {
  readonly scenario: string;
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  /** Id of the indicator's unit, or `index`. */
  readonly unit: string;
  /** Outcome with every input at its central value. */
  readonly centre: number;
  readonly inputs: readonly SensitivityInput[];
  readonly targets: readonly SensitivityTarget[];
  readonly seed: number;
  readonly tornado?: Tornado;
  readonly morris?: MorrisScreening;
  readonly sobol?: SobolIndices;
  /** One for each target. */
  readonly regional?: readonly RegionalSensitivity[];
  readonly refused: readonly { readonly method: SensitivityMethod; readonly issue: Issue }[];
  /** Evaluations of the model that all of it took. */
  readonly evaluations: number;
}

export const DEFAULT_SENSITIVITY = { draws: 1024, seed: 20270101, trajectories: 20, levels: 4 } as const;
/** Draws that find out whether the outcome moves at all. */
const PILOT = 64;

/**
 * Analyses a cell. `issue` instead of an answer where nothing uncertain moves it, or where it is undefined at some inputs.
 *
 * @example sensitivityOf(model, cell, {methods: ['tornado']}).answer?.tornado?.bars[0]?.id
 */
export function sensitivityOf(
  model: Model,
  cell: SensitivityCell,
  request: SensitivityRequest,
): { readonly answer?: Sensitivity; readonly issue?: Issue } {
  const { draws, seed, trajectories, levels } = { ...DEFAULT_SENSITIVITY, ...request };
  const own = counted(cell);
  try {
    const centre = centreOf(own, seed);
    const targets = request.targets ?? cell.targets;
    const indicator = indicatorOf(model, cell.indicator);
    const refused: { method: SensitivityMethod; issue: Issue }[] = [];
    const attempt = <T>(method: SensitivityMethod, analyse: () => T): T | undefined => {
      if (!request.methods.includes(method)) return undefined;
      try {
        return analyse();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push({ method, issue: error.issue });
        return undefined;
      }
    };
    const tornado = attempt('tornado', () => tornadoOf(own, centre));
    const morris = attempt('morris', () => screenMorris(own, trajectories, levels, seed));
    const sobol = attempt('sobol', () => {
      const found = sobolIndices(own, draws, seed, request.pairs ?? false);
      if (!found) throw new Refusal(constantOutcome(cell, centre, idsOf(cell), 2 * draws));
      return found;
    });
    const regional = attempt('regional', () => {
      if (targets.length === 0) throw new Refusal(noTarget(cell));
      return regionalSensitivity(own, targets, ({ bound }) => goodDirection(bound, indicator), draws, seed);
    });
    const { scenario, region, year, inputs } = cell;
    return {
      answer: {
        scenario,
        region,
        indicator: cell.indicator,
        year,
        unit: cell.index ? 'index' : indicator.unit.id,
        centre,
        inputs,
        targets,
        seed,
        ...(tornado ? { tornado } : {}),
        ...(morris ? { morris } : {}),
        ...(sobol ? { sobol } : {}),
        ...(regional ? { regional } : {}),
        refused,
        evaluations: own.evaluations(),
      },
    };
  } catch (error) {
    if (error instanceof Refusal) return { issue: error.issue };
    throw error;
  }
}

/** The outcome at central inputs; refuses where no input moves it. */
function centreOf(cell: CountedCell, seed: number): number {
  const { inputs, beyond } = cell;
  if (inputs.length === 0)
    throw new Refusal(beyond.length === 0 ? noUncertainInput(cell) : noInputReaches(cell, beyond));
  const centre = cell.outcomesAt(centralPoints(inputs.length, 1))[0] as number;
  const pilot = cell.outcomesAt(correlated(cell, drawPoints(cell, PILOT, seed, 'pilot')));
  const moved = pilot.some((outcome) => Math.abs(outcome - centre) > 1e-12 * Math.abs(centre));
  if (!moved) throw new Refusal(constantOutcome(cell, centre, idsOf(cell), PILOT + 1));
  return centre;
}

function idsOf({ inputs }: SensitivityCell): readonly string[] {
  return inputs.map(({ id }) => id);
}
