// One cell of a run opened for sensitivity analyses: which uncertain inputs lead to it, and its value at any of their values.

import { correlateBy, type SensitivityCell, type SensitivityInput } from '../analysis/index.ts';
import { EXTREME_PROBABILITIES, type Matrix, quantileOf, repairCorrelation } from '../base/index.ts';
import { BLOCK, openKernel, writeTape } from '../compile/index.ts';
import { planDraws, scoreCorrelation, type UncertainInput } from '../engine/index.ts';
import type { RanScenario, Run } from '../pipeline.ts';
import { describeInput, seriesOf } from './describe-input.ts';
import { USUAL_DRAWS } from './draws.ts';
import { traceRun } from './trace-run.ts';

/**
 * Opens a cell of a scenario; undefined where it has no data. Without uncertain inputs that lead to it, `inputs` is empty.
 *
 * @example openSensitivity(run, ran, { region: 'jiaxing', indicator: 'rd_intensity', year: 2027 })
 */
export function openSensitivity(
  run: Run,
  ran: RanScenario,
  { region, indicator, year }: { readonly region: string; readonly indicator: string; readonly year: number },
): SensitivityCell | undefined {
  const { trace, cellOf } = traceRun({ ...run, scenarios: [ran], targets: [] });
  const value = cellOf(ran.id, region, indicator, year);
  if (value === undefined) return undefined;
  const basis = run.reader.cell(ran.id, region, indicator, year)?.basis;
  const targets = run.targets.filter(
    (row) =>
      row.scenario === ran.id &&
      row.region === region &&
      row.variable === indicator &&
      row.year === year &&
      isLevel(row),
  );
  const common = {
    scenario: ran.id,
    region,
    indicator,
    year,
    ...(basis === 'index' ? { index: true as const } : {}),
    targets: targets.flatMap(({ plan, bound, target }) =>
      target === undefined ? [] : [{ plan, bound, value: target }],
    ),
  };
  if (typeof value === 'number')
    return {
      ...common,
      inputs: [],
      beyond: trace.inputs.map((input) => input.id),
      outcomesAt: (points) => new Float64Array(points[0]?.length ?? 0).fill(value),
    };

  const { graph } = trace;
  const tape = writeTape(graph, [value]);
  const byId = new Map(trace.inputs.map((input) => [input.id, input]));
  const own = tape.inputs.map((id) => byId.get(id) as UncertainInput);
  const { job } = planDraws({
    graph,
    inputs: trace.inputs,
    outputs: [value],
    keep: new Set(),
    binary: new Set(),
    design: USUAL_DRAWS,
    parts: 1,
  });
  const matrix = own.map((a) => own.map((b) => (a === b ? 1 : scoreCorrelation(job, a.id, b.id))));
  const groups = groupsOf(own, matrix);
  const quantiles = own.map((input) => quantileOf(input.distribution));
  const kernel = openKernel(tape);
  const tied = own.flatMap((_, i) => (matrix[i]?.some((r, j) => j !== i && r !== 0) ? [i] : []));
  return {
    ...common,
    inputs: own.map((input, k): SensitivityInput => {
      const { title, unit, scale, names } = describeInput(run.model, input);
      const [group, id] = [groups[k], seriesOf(input)];
      const isSeries = own.filter((other) => seriesOf(other) === id).length > 1;
      return {
        id: input.id,
        title,
        unit,
        quantile: (p) => scale * (quantiles[k] as (p: number) => number)(p),
        centre: scale * input.central,
        ...(isSeries ? { series: { id, title } } : {}),
        ...(group === undefined ? {} : { group }),
        ...(names ? { names } : {}),
      };
    }),
    beyond: trace.inputs.filter((input) => !tape.inputs.includes(input.id)).map((input) => input.id),
    outcomesAt: (points) => {
      const length = points[0]?.length ?? 0;
      const out = new Float64Array(length);
      const [least, most] = EXTREME_PROBABILITIES;
      for (let from = 0; from < length; from += BLOCK) {
        const count = Math.min(BLOCK, length - from);
        kernel.inputs.forEach((row, i) => {
          const quantile = quantiles[i] as (p: number) => number;
          for (let k = 0; k < count; k++) {
            const p = points[i]?.[from + k] ?? Number.NaN;
            row[k] = Number.isNaN(p)
              ? (own[i] as UncertainInput).central
              : quantile(Math.min(most, Math.max(least, p)));
          }
        });
        kernel.run();
        out.set((kernel.outputs[0] as Float64Array).subarray(0, count), from);
      }
      return out;
    },
    ...(tied.length > 0 ? { correlate: correlateBy([{ inputs: tied, matrix: partOf(matrix, tied) }]) } : {}),
  };
}

/** Targets that ask for a level of the indicator itself. */
function isLevel({ kind, flags }: Run['targets'][number]): boolean {
  return kind !== 'growth' && kind !== 'cumulative' && kind !== 'rank' && !flags.includes('whole_period');
}

/** The correlations of some of the inputs; those of inputs that are one under two names are made to differ a little. */
function partOf(matrix: Matrix, inputs: readonly number[]): Matrix {
  return repairCorrelation(inputs.map((i) => inputs.map((j) => matrix[i]?.[j] as number))).matrix;
}

/** By input: the group of series that are correlated, named after them; undefined for a series or an input by itself. */
function groupsOf(inputs: readonly UncertainInput[], matrix: Matrix): readonly (string | undefined)[] {
  const groupOf = inputs.map((_, k) => k);
  inputs.forEach((a, i) =>
    inputs.slice(0, i).forEach((b, j) => {
      if (matrix[i]?.[j] === 0 && seriesOf(a) !== seriesOf(b)) return;
      const [from, to] = [groupOf[i] as number, groupOf[j] as number];
      groupOf.forEach((group, k) => {
        if (group === from) groupOf[k] = to;
      });
    }),
  );
  return groupOf.map((group) => {
    const members = [...new Set(inputs.filter((_, k) => groupOf[k] === group).map(seriesOf))];
    return members.length > 1 ? members.join('+') : undefined;
  });
}
