// The charts that a run writes: boards first, then what each headline indicator does in the focus region, above it and
// below it, then regions side by side.

import { yearsOf } from '../base/index.ts';
import { planKnown, type Region, regionOf } from '../model/index.ts';
import { auditBoard } from './audit-board.ts';
import { boardOf } from './board-rows.ts';
import { catchUp } from './catch-up.ts';
import { chanceBoard } from './chance-board.ts';
import { type Chart, type ChartContext, viewsOf } from './chart.ts';
import { differenceChart } from './difference.ts';
import { fanChart } from './fan.ts';
import { gapBars } from './gap-bars.ts';
import { outcomesChart } from './outcomes.ts';
import { sumsChart } from './plan-sums.ts';
import { planVsOutcome } from './plan-vs-outcome.ts';
import { baselineOf, hasValues, publishedValues } from './series.ts';
import { smallMultiples } from './small-multiples.ts';
import { targetBoard } from './target-board.ts';
import { trajectory } from './trajectory.ts';
import { yearMetChart } from './year-met.ts';

/** The default charts of a run, in the order of a report; none is empty. */
export function chartsOfRun(context: ChartContext): readonly Chart[] {
  const views = viewsOf(context);
  const charts = [
    ...views.flatMap((asOf) => boards(context, asOf)),
    ...views.flatMap((asOf) => chanceBoards(context, asOf)),
    ...views.flatMap((asOf) => gaps(context, asOf)),
    ...outcomes(context),
    ...views.flatMap((asOf) => trajectories(context, asOf)),
    ...views.flatMap((asOf) => chances(context, asOf)),
    ...(views.length > 0 ? sideBySide(context, views[0]) : []),
    ...regionsToTell(context).map(({ id: region }) => sumsChart(context, { region })),
    auditBoard(context, {}),
  ];
  return charts.flatMap((chart) => (chart ? [chart] : []));
}

type Drawn = readonly (Chart | undefined)[];

/** Regions that a report tells of: the focus, what is above it, and what is below it. */
function regionsToTell({ model }: ContextModel): readonly Region[] {
  const focus = regionOf(model, model.focus);
  const above = focus.parent === undefined ? [] : [regionOf(model, focus.parent)];
  return [focus, ...above, ...focus.children.map((id) => regionOf(model, id))];
}

type ContextModel = Pick<ChartContext, 'model'>;

function boards(context: ChartContext, asOf: number | undefined): Drawn {
  return regionsToTell(context).map(({ id: region }) => targetBoard(context, request({ region }, asOf)));
}

function chanceBoards(context: ChartContext, asOf: number | undefined): Drawn {
  return regionsToTell(context).map(({ id: region }) => chanceBoard(context, request({ region }, asOf)));
}

/** Gap bars for each year with at least two targets that can be judged. */
function gaps(context: ChartContext, asOf: number | undefined): Drawn {
  return regionsToTell(context).flatMap(({ id: region }) => {
    const years = new Set(boardOf(context, region, asOf)?.rows.map(({ baseline }) => baseline.year));
    return [...years].sort((a, b) => a - b).map((year) => gapBars(context, request({ region, year }, asOf)));
  });
}

/** Each plan where its own region or one below it has outcomes. */
function outcomes(context: ChartContext): Drawn {
  const { model } = context;
  const told = new Set(regionsToTell(context).map((region) => region.id));
  return model.plans.flatMap((plan) => {
    const regions = new Set(
      model.targets
        .filter((target) => target.plan === plan.id && told.has(target.region))
        .map((target) => target.region),
    );
    return model.regions
      .filter((region) => regions.has(region.id))
      .map((region) => planVsOutcome(context, { plan: plan.id, region: region.id }));
  });
}

/** Headline indicators of the regions told of: those with a target in the view, or with two published values. */
function toldSeries(
  context: ChartContext,
  asOf: number | undefined,
): readonly { readonly indicator: string; readonly region: string }[] {
  const { model, targets } = context;
  const baseline = baselineOf(context, asOf);
  return model.headline.flatMap((indicator) =>
    regionsToTell(context).flatMap(({ id: region }) => {
      if (!context.keep(region, indicator)) return [];
      const asked = targets.some(
        (row) =>
          row.scenario === baseline?.id &&
          row.region === region &&
          row.variable === indicator &&
          planKnown(model, row.plan, asOf),
      );
      const known = publishedValues(model, region, indicator).filter(
        (observation) => asOf === undefined || observation.published <= asOf,
      );
      const wanted =
        region === model.focus ? known.length > 0 : asked ? known.length > 0 : asOf === undefined && known.length > 1;
      return wanted ? [{ indicator, region }] : [];
    }),
  );
}

function trajectories(context: ChartContext, asOf: number | undefined): Drawn {
  return toldSeries(context, asOf).map((series) => trajectory(context, request(series, asOf)));
}

/**
 * What draws say; nothing without them. Fans of the baseline wherever something is open, and for the focus region every
 * scenario, the distribution in the target year, the year in which the target is met and the difference from the baseline.
 * Of replays the fans of the focus region, beside what really came.
 */
function chances(context: ChartContext, asOf: number | undefined): Drawn {
  const { draws, model } = context;
  const baseline = baselineOf(context, asOf);
  if (!draws || !baseline) return [];
  const series = toldSeries(context, asOf).filter(({ indicator, region }) =>
    yearsOf(model.years).some((year) => {
      const quantiles = draws.distribution(baseline.id, region, indicator, year)?.quantiles ?? [];
      return quantiles[0] !== quantiles.at(-1);
    }),
  );
  const focus = series.filter(({ region }) => region === model.focus).map((one) => request(one, asOf));
  const [alone, closer] = asOf === undefined ? [series, focus] : [[], []];
  const fans = [
    ...alone.map((one) => fanChart(context, { ...one, scenarios: [baseline.id] })),
    ...focus.map((one) => fanChart(context, one)),
  ];
  return [
    // Where only the baseline was run, its fan is all there is to show.
    ...fans.filter((chart, k) => fans.findIndex((other) => other?.id === chart?.id) === k),
    ...closer.map((one) => outcomesChart(context, one)),
    ...closer.map((one) => yearMetChart(context, one)),
    ...closer.map((one) => differenceChart(context, one)),
  ];
}

/** Regions side by side, in the first view. */
function sideBySide(context: ChartContext, asOf: number | undefined): Drawn {
  const { model } = context;
  const focus = regionOf(model, model.focus);
  const parents = [focus, ...(focus.parent === undefined ? [] : [regionOf(model, focus.parent)])];
  const multiples = parents.flatMap((parent) =>
    model.headline.map((indicator) => smallMultiples(context, request({ indicator, region: parent.id }, asOf))),
  );
  const ratios = model.headline.filter(
    (id) => model.indicators[model.indicatorIndex.get(id) ?? -1]?.grows === 'points',
  );
  const siblings = focus.parent === undefined ? [] : regionOf(model, focus.parent).children;
  const baseline = baselineOf(context, asOf)?.id ?? '';
  const told = model.headline.filter((indicator) => hasValues(context.reader, baseline, focus.id, indicator, model));
  const cities = told.map((indicator) =>
    catchUp(context, request({ indicator, regions: siblings, leader: model.leader }, asOf)),
  );
  // An amount of a county against its whole city is a share, not a distance; a ratio can be compared.
  const counties = ratios.map((indicator) =>
    catchUp(context, request({ indicator, regions: focus.children, leader: focus.id }, asOf)),
  );
  return [...multiples, ...cities, ...counties];
}

function request<T extends object>(own: T, asOf: number | undefined): T & { readonly asOf?: number } {
  return asOf === undefined ? own : { ...own, asOf };
}
