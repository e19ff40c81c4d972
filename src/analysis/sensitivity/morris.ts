// Morris screening (Morris 1991; μ* of Campolongo, Cariboni & Saltelli 2007): elementary effects along random trajectories
// through a grid, in which one input moves at a time.

import type { Bilingual } from '../../base/index.ts';
import { dot, type Estimate, resampleCounts, withInterval } from './bootstrap.ts';
import { type CountedCell, randomNumbers } from './design.ts';
import { memberProbability, unitsOf } from './input.ts';
import { badLevels, Refusal, tooFewTrajectories } from './messages.ts';

/** Numbers of levels there may be: even, so that a step of half of them always finds room. */
export const MORRIS_LEVELS = [4, 6, 8] as const;
const FEWEST_TRAJECTORIES = 4;
const RESAMPLES = 500;
/** Levels lie between these probabilities: the ends of the unit interval are infinite for many distributions. */
const RANGE = [0.05, 0.95] as const;
/** Below this share of the largest μ* an input hardly matters. */
const NEGLIGIBLE = 0.05;

/**
 * By σ/μ* (Garcia Sanchez et al. 2014): below 0.1 nearly linear, below 0.5 monotonic, below 1 nearly monotonic, else
 * non-linear or interacting. `negligible`: even the upper end of μ* is below 5 % of the largest μ*.
 */
export type MorrisClass = 'negligible' | 'linear' | 'monotonic' | 'nearly_monotonic' | 'nonlinear_or_interacting';

/** What one input does, in the outcome's unit for its way from the 5 % to the 95 % quantile. */
export interface MorrisEffect {
  readonly id: string;
  readonly title: Bilingual;
  /** Mean of the effects: its sign is the direction. */
  readonly mu: number;
  /** Mean of their sizes, with its interval. */
  readonly muStar: Estimate;
  /** Standard deviation (n − 1): 0 where the effect is the same everywhere. */
  readonly sigma: number;
  readonly kind: MorrisClass;
}

export interface MorrisScreening {
  readonly trajectories: number;
  readonly levels: number;
  /** Largest μ* first. */
  readonly effects: readonly MorrisEffect[];
}

/** Trajectories of r·(k + 1) points: levels from 0 to 1, one row an input. */
export interface MorrisDesign {
  readonly trajectories: number;
  readonly points: readonly Float64Array[];
}

/** Screens all inputs and series; r·(k + 1) evaluations. Inputs of a series move together, correlated ones one by one. */
export function screenMorris(cell: CountedCell, trajectories: number, levels: number, seed: number): MorrisScreening {
  if (!MORRIS_LEVELS.some((known) => known === levels)) throw new Refusal(badLevels(levels, MORRIS_LEVELS));
  if (trajectories < FEWEST_TRAJECTORIES) throw new Refusal(tooFewTrajectories(trajectories, FEWEST_TRAJECTORIES));
  const { inputs, outcomesAt } = cell;
  const units = unitsOf(inputs);
  const design = morrisDesign(
    units.map(({ id }) => id),
    trajectories,
    levels,
    seed,
  );
  const [from, until] = RANGE;
  const points = inputs.map(() => new Float64Array());
  units.forEach(({ members }, i) => {
    const probabilities = design.points[i]?.map((level) =>
      memberProbability(from + level * (until - from), members.length),
    );
    for (const member of members) points[member] = probabilities ?? new Float64Array();
  });
  const outcomes = outcomesAt(points);
  const effects = elementaryEffects(design, outcomes);
  const estimates = meanSizes(effects, seed);
  const largest = Math.max(...estimates.map(({ value }) => value));
  return {
    trajectories,
    levels,
    effects: units
      .map(({ id, title }, i): MorrisEffect => {
        const own = effects[i] as Float64Array;
        const [muStar, { mu, sigma }] = [estimates[i] as Estimate, momentsOf(own)];
        return { id, title, mu, muStar, sigma, kind: classOf(muStar, sigma, largest) };
      })
      .sort((a, b) => b.muStar.value - a.muStar.value),
  };
}

/** Random trajectories: each input starts at a random level and steps by half of the levels, in a random order of inputs. */
export function morrisDesign(ids: readonly string[], trajectories: number, levels: number, seed: number): MorrisDesign {
  const stride = ids.length + 1;
  const points = ids.map(() => new Float64Array(trajectories * stride));
  const starts = ids.map((id) => randomNumbers(seed, `morris/start/${id}`, trajectories));
  const turns = ids.map((id) => randomNumbers(seed, `morris/order/${id}`, trajectories));
  for (let t = 0; t < trajectories; t++) {
    const turn = (i: number) => turns[i]?.[t] as number;
    const order = ids.map((_, i) => i).sort((a, b) => turn(a) - turn(b));
    order.forEach((i, position) => {
      const start = Math.floor((starts[i]?.[t] as number) * levels);
      const end = start < levels / 2 ? start + levels / 2 : start - levels / 2;
      const row = points[i] as Float64Array;
      for (let k = 0; k < stride; k++) row[t * stride + k] = (k <= position ? start : end) / (levels - 1);
    });
  }
  return { trajectories, points };
}

/** Effects of each input, one a trajectory: the change of the outcome over the change of the level. */
export function elementaryEffects(
  { trajectories, points }: MorrisDesign,
  outcomes: Float64Array,
): readonly Float64Array[] {
  const stride = points.length + 1;
  return points.map((row) => {
    const effects = new Float64Array(trajectories);
    for (let t = 0; t < trajectories; t++) {
      const first = t * stride;
      let k = first + 1;
      while (k < first + stride - 1 && row[k] === row[k - 1]) k++;
      const change = (row[k] as number) - (row[k - 1] as number);
      effects[t] = ((outcomes[k] as number) - (outcomes[k - 1] as number)) / change;
    }
    return effects;
  });
}

/** Mean and standard deviation (n − 1) of effects; `sigma` is 0 where there is one. */
export function momentsOf(effects: Float64Array): { readonly mu: number; readonly sigma: number } {
  const mu = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
  const squares = effects.reduce((sum, effect) => sum + (effect - mu) ** 2, 0);
  return { mu, sigma: effects.length > 1 ? Math.sqrt(squares / (effects.length - 1)) : 0 };
}

/** μ* of each input, with its interval from resampled trajectories. */
function meanSizes(effects: readonly Float64Array[], seed: number): readonly Estimate[] {
  const sizes = effects.map((own) => own.map(Math.abs));
  const n = sizes[0]?.length ?? 0;
  const resampled = sizes.map(() => new Float64Array(RESAMPLES));
  let at = 0;
  for (const counts of resampleCounts(n, RESAMPLES, seed, 'morris')) {
    sizes.forEach((own, i) => {
      (resampled[i] as Float64Array)[at] = dot(counts, own) / n;
    });
    at += 1;
  }
  return sizes.map((own, i) =>
    withInterval(own.reduce((sum, size) => sum + size, 0) / n, resampled[i] as Float64Array),
  );
}

function classOf(muStar: Estimate, sigma: number, largest: number): MorrisClass {
  if (muStar.high < NEGLIGIBLE * largest || muStar.value === 0) return 'negligible';
  const ratio = sigma / muStar.value;
  return ratio < 0.1
    ? 'linear'
    : ratio < 0.5
      ? 'monotonic'
      : ratio < 1
        ? 'nearly_monotonic'
        : 'nonlinear_or_interacting';
}
