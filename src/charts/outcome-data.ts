// What the draws give for one year, scenario by scenario, and the bins that show it.

import { APPROX_TOLERANCE, goodDirection } from '../analysis/index.ts';
import { quantilesOf } from '../base/index.ts';
import { type Indicator, indicatorOf, regionOf } from '../model/index.ts';
import { QUANTILE_PROBABILITIES } from '../results/index.ts';
import { type ChartContext, type ChartRequest, type ChartScenario, isBaseline } from './chart.ts';
import { type Bins, binOf, binsFor } from './histogram.ts';
import { baselineOf, openTargets, type TargetMark } from './series.ts';
import { decisiveMark } from './titles.ts';

/** Targets with a column of probabilities of their own. */
const MOST_MARKS = 2;

/** One scenario's draws in the year. */
export interface Outcome {
  readonly scenario: ChartScenario;
  readonly sample: Float64Array;
  /** At `QUANTILE_PROBABILITIES`. */
  readonly quantiles: readonly number[];
  readonly central?: number;
}

export interface OutcomeData {
  readonly indicator: Indicator;
  readonly region: string;
  readonly year: number;
  readonly outcomes: readonly Outcome[];
  /** The deciding target first. */
  readonly marks: readonly TargetMark[];
  readonly bins: Bins;
}

/** Gathers what the histograms show; undefined where there are no draws of the year, or all are alike. */
export function outcomeData(
  context: ChartContext,
  { indicator: indicatorId, region: regionId, year: asked, asOf, scenarios: wanted }: ChartRequest,
): OutcomeData | undefined {
  const { model, reader, draws } = context;
  const baseline = baselineOf(context, asOf);
  if (!draws || !baseline || indicatorId === undefined || regionId === undefined) return undefined;
  const [indicator, region] = [indicatorOf(model, indicatorId), regionOf(model, regionId)];
  const targets = openTargets(context, baseline, region, indicator);
  const year = asked ?? targets.year;
  const outcomes = context.scenarios
    .filter((scenario) => scenario.asOf === asOf && (wanted === undefined || wanted.includes(scenario.id)))
    .flatMap((scenario): Outcome[] => {
      const sample = draws.sample(scenario.id, regionId, indicatorId, year);
      const central = reader.value(scenario.id, regionId, indicatorId, year);
      return sample
        ? [
            {
              scenario,
              sample,
              quantiles: quantilesOf(sample, QUANTILE_PROBABILITIES),
              ...(central === undefined ? {} : { central }),
            },
          ]
        : [];
    })
    .sort((a, b) => Number(isBaseline(b.scenario)) - Number(isBaseline(a.scenario)));
  if (!outcomes.some(isSpread)) return undefined;
  const ofYear = targets.marks.filter((mark) => mark.year === year);
  const decisive = decisiveMark({ marks: ofYear, region }, year);
  const marks = [...(decisive ? [decisive] : []), ...ofYear.filter((mark) => mark !== decisive)].slice(0, MOST_MARKS);
  const bins = binsFor(
    outcomes.map(({ sample }) => sample),
    [...marks.map(({ value }) => value), ...outcomes.flatMap(({ central }) => central ?? [])],
    decisive && threshold(decisive, indicator),
  );
  return { indicator, region: regionId, year, outcomes, marks, bins };
}

/** Whether the draws of a scenario differ. */
export function isSpread({ sample }: Outcome): boolean {
  return sample.some((value) => value !== sample[0]);
}

/** The value at which a target is just met. */
function threshold({ value, row }: TargetMark, indicator: Indicator): number {
  const slack = row.bound === 'approx' ? APPROX_TOLERANCE * Math.abs(value) : 0;
  return value - goodDirection(row.bound, indicator) * slack;
}

/** Whether a value meets a target, as the middle of a bin does for all of its draws. */
export function isMet({ row, value }: TargetMark, indicator: Indicator, at: number): boolean {
  const edge = threshold({ row, value } as TargetMark, indicator);
  return goodDirection(row.bound, indicator) * (at - edge) >= 0;
}

/** Share of the draws outside the bins. */
export function outsideShare(sample: Float64Array, bins: Bins): number {
  return sample.filter((value) => binOf(value, bins) === undefined).length / sample.length;
}
