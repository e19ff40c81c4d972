// A stand-in for draws: every series walks at random away from its central path after its last published year. Draw k of
// one scenario has the numbers of draw k of another. For tests of what is made of draws, not of how they are made.

import { goodDirection, meets, type ParityChance, standardError, type TargetRow } from '../../src/analysis/index.ts';
import { yearsOf } from '../../src/base/index.ts';
import { indicatorOf } from '../../src/model/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { type DrawReader, type InputRange, QUANTILE_PROBABILITIES } from '../../src/results/index.ts';

/** A run with draws, with what targets make of them, and with what was drawn. */
export type DrawnRun = Run & {
  readonly draws: DrawReader;
  readonly inputs: readonly InputRange[];
};

/** Step of the walk a year: a share of the value for levels, points for shares; 0 where `certain`. */
const STEP = { rate: 0.04, points: 0.08 };
/** Spread of a scenario's effect, as a share of it: in one draw of forty it has the other sign. */
const EFFECT = 0.5;

/** Quantile of sorted values, type 7, written out from its definition (Hyndman & Fan 1996). */
export function quantile7(sorted: ArrayLike<number>, p: number): number {
  const h = (sorted.length - 1) * p;
  const [below, above] = [sorted[Math.floor(h)] as number, sorted[Math.ceil(h)] as number];
  return below + (h - Math.floor(h)) * (above - below);
}

/**
 * Draws for a run, and what targets of some regions make of them; `certain` names indicators that nothing uncertain touches.
 */
export function withDraws(
  run: Run,
  draws: number,
  { certain = [], regions = ['jiaxing'] }: { certain?: readonly string[]; regions?: readonly string[] } = {},
): DrawnRun {
  const { model, reader } = run;
  const walks = new Map<string, Float64Array>();
  const samples = new Map<string, Float64Array | undefined>();

  /** Position of a walk, in steps. */
  function walk(region: string, indicator: string, years: number): Float64Array {
    const key = `${region}/${indicator}/${years}`;
    const known = walks.get(key);
    if (known) return known;
    const before = years > 0 ? walk(region, indicator, years - 1) : undefined;
    const made = before
      ? normalsFrom(key, draws).map((step, k) => (before[k] as number) + step)
      : new Float64Array(draws);
    walks.set(key, made);
    return made;
  }

  const sample: DrawReader['sample'] = (scenario, region, indicator, year) => {
    const key = `${scenario}/${region}/${indicator}/${year}`;
    if (!samples.has(key)) samples.set(key, make(scenario, region, indicator, year));
    return samples.get(key);
  };

  function make(scenario: string, region: string, indicator: string, year: number): Float64Array | undefined {
    const central = reader.value(scenario, region, indicator, year);
    if (central === undefined) return undefined;
    const baseline = run.results.scenarios.find((block) => block.scenario === scenario)?.baseline ?? scenario;
    const standard = reader.value(baseline, region, indicator, year) ?? central;
    const { grows } = indicatorOf(model, indicator);
    const since = reader.lastKnown(scenario, region, indicator) ?? 2020;
    if (year <= since || certain.includes(indicator)) return new Float64Array(draws).fill(central);
    const steps = walk(region, indicator, year - since);
    const effect = central - standard;
    const strength = effect === 0 ? undefined : normalsFrom(`effect/${indicator}`, draws);
    return steps.map((step, k) => {
      const own = grows === 'rate' ? standard * Math.exp(STEP.rate * step) : standard + STEP.points * step;
      return own + effect * (1 + EFFECT * (strength?.[k] ?? 0));
    });
  }

  const reading: DrawReader = {
    design: { draws, seed: 20270101, method: 'sobol' },
    sample,
    distribution: (...at) => {
      const sorted = sample(...at)
        ?.slice()
        .sort();
      if (!sorted) return undefined;
      return {
        mean: sorted.reduce((sum, value) => sum + value, 0) / draws,
        quantiles: QUANTILE_PROBABILITIES.map((p) => quantile7(sorted, p)),
      };
    },
  };
  const inputs: readonly InputRange[] = [
    {
      id: 'rd_expenditure.growth',
      title: { zh: '研发经费增速', en: 'growth of R&D spending' },
      unit: '%/yr',
      central: 9,
      low: 6.5,
      high: 11.5,
      shape: 'normal',
      source: { zh: '历年增速的离散', en: 'spread of past growth' },
    },
    {
      id: 'patents_to_rd.elasticity',
      title: { zh: '专利对研发的弹性', en: 'elasticity of patents to R&D' },
      unit: '',
      central: 0.4,
      low: 0.2,
      high: 0.6,
      shape: 'triangular',
    },
  ];
  const targets = run.targets.map((row) =>
    regions.includes(row.region) ? { ...row, ...chances(run, reading, row) } : row,
  );
  return { ...run, draws: reading, inputs, targets };
}

/** What the draws say of a target, by the plain definition of its kind; nothing of ranks. */
function chances(run: Run, draws: DrawReader, row: TargetRow): Partial<TargetRow> {
  const { design } = draws;
  const { of, target, scenario, region, variable } = row;
  if (row.met === undefined || target === undefined || of.kind === 'rank') return {};
  const direction = goodDirection(row.bound, indicatorOf(run.model, variable));
  const at = (year: number) => draws.sample(scenario, region, variable, year);
  const outcomes = (year: number): Float64Array | undefined => {
    if (of.kind === 'cumulative') return columns(yearsOf(of.years).map(at), (flows) => flows.reduce((a, b) => a + b));
    if (of.kind === 'growth') {
      const span = of.years.last - of.years.first;
      return columns([at(of.years.first), at(of.years.last)], ([a = 0, b = 0]) =>
        row.unit === '%/yr' ? 100 * ((b / a) ** (1 / span) - 1) : (b - a) / span,
      );
    }
    if (of.kind === 'every_year' && row.flags.includes('whole_period'))
      return columns(yearsOf(of.years).map(at), (flows) => (direction > 0 ? Math.min(...flows) : Math.max(...flows)));
    return at(year);
  };
  const hits = (year: number) => outcomes(year)?.map((value) => (meets(row.bound, target, value, direction) ? 1 : 0));
  const own = hits(row.year);
  if (!own) return {};
  const share = (marks: Float64Array) => marks.reduce((sum, mark) => sum + mark, 0) / design.draws;
  const byYear = of.kind === 'level' || of.kind === 'path' || of.kind === 'multiple' || of.kind === 'improve';
  const reached = new Float64Array(design.draws);
  const { first, last } = run.model.years;
  const met_by = !byYear
    ? []
    : yearsOf({ first: (row.base_year ?? first) + 1, last }).flatMap((year) => {
        const now = hits(year);
        if (!now) return [];
        now.forEach((mark, k) => {
          reached[k] = Math.max(reached[k] as number, mark);
        });
        return [{ year, probability: share(reached) }];
      });
  const p_met = share(own);
  return { p_met, p_met_se: standardError(p_met, design.draws), ...(met_by.length > 0 ? { met_by } : {}) };
}

/** How likely regions draw level with a leader by each year. */
export function parityChances(
  run: DrawnRun,
  scenarios: readonly string[],
  indicator: string,
  regions: readonly string[],
  leader: string,
): readonly ParityChance[] {
  const { first, last } = run.model.years;
  return scenarios.flatMap((scenario) =>
    regions.flatMap((region): ParityChance[] => {
      const from = run.reader.lastKnown(scenario, region, indicator) ?? first;
      const reached = new Float64Array(run.draws.design.draws);
      const years = yearsOf({ first: from + 1, last }).flatMap((year) => {
        const own = run.draws.sample(scenario, region, indicator, year);
        const other = run.draws.sample(scenario, leader, indicator, year);
        if (!own || !other) return [];
        own.forEach((value, k) => {
          if (value >= (other[k] as number)) reached[k] = 1;
        });
        return [{ year, probability: reached.reduce((a, b) => a + b, 0) / reached.length }];
      });
      return years.length > 0 ? [{ scenario, indicator, region, leader, years }] : [];
    }),
  );
}

/** Draw by draw, one number from those of some samples; undefined where one is missing. */
function columns(
  samples: readonly (Float64Array | undefined)[],
  of: (values: readonly number[]) => number,
): Float64Array | undefined {
  const [first] = samples;
  if (!first || samples.includes(undefined)) return undefined;
  return first.map((_, k) => of(samples.map((one) => one?.[k] ?? Number.NaN)));
}

/** Standard normal numbers from a text: two hashed numbers for each, then Box & Muller. */
function normalsFrom(text: string, count: number): Float64Array {
  const start = hashOf(text);
  return Float64Array.from({ length: count }, (_, k) => {
    const [u, v] = [uniformOf(start + 2 * k), uniformOf(start + 2 * k + 1)];
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
  });
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return hash >>> 0;
}

/** A number strictly between 0 and 1: the finishing mix of MurmurHash3. */
function uniformOf(seed: number): number {
  let hash = seed | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32;
}
