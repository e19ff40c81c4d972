// Printed growth against the levels it should lead between: averages over a period, and year by year.

import type { GrowthRate, YearRange } from '../../base/index.ts';
import { indicatorOf, type Model, planOf, regionOf, type StatedGrowth, type Target } from '../../model/index.ts';
import { type Figure, figureSpan, printedText } from '../figures.ts';
import { neededGrowth } from '../pace.ts';
import { printSlack, productSpan, quotientSpan, type Span, spansMeet, sumSpan } from '../print-precision.ts';
import { type AuditContext, cellOf, type Finding, groupBy, plain, sizeOf } from './finding.ts';
import { baseNotPrinted, impliedBase, statedAgainstImplied, yearStep } from './messages.ts';

/** Growth that a plan prints, as a figure in % or points. */
interface PrintedGrowth {
  readonly figure: Figure;
  readonly years: YearRange;
  readonly kind: GrowthRate['kind'];
  /** A total over the period, not a yearly rate. */
  readonly total: boolean;
}

/** Averages and totals that a plan prints, against the plan's base and end: `stated-growth`. */
export function statedGrowthFindings(context: AuditContext): readonly Finding[] {
  return averages(context).flatMap((growth): Finding[] => {
    const { figure, years } = growth;
    const base = baseFigure(context, figure, years.first);
    const end = context.levels.find(
      (one) =>
        one.plan === figure.plan &&
        one.indicator === figure.indicator &&
        one.region === figure.region &&
        one.year === years.last &&
        (growth.total || one.role === 'target'),
    );
    const implied = base && end && impliedGrowth(growth, base, end);
    if (!base || !end || !implied || spansMeet(figureSpan(figure), implied.span)) return [];
    return [
      {
        check: 'stated-growth',
        severity: base.plan === figure.plan ? 'error' : 'disagreement',
        ...cellPart(figure),
        figures: [figure, base, end],
        size: sizeOf(figure.value, implied.value, figure.unit),
        ...statedAgainstImplied(growth.kind, figure, base, end, implied.value, growth.total),
      },
    ];
  });
}

/** Growth printed for a period whose base is neither printed nor published: `base-not-printed`, one finding a plan. */
export function growthWithoutBase(context: AuditContext): readonly Finding[] {
  const open = averages(context).filter(({ figure, years }) => !baseFigure(context, figure, years.first));
  return groupBy(open, ({ figure }) => figure.plan ?? '').map((group): Finding => {
    const [first] = group as [PrintedGrowth];
    const { model } = context;
    const list = group.map(({ figure, years }) => ({
      title: indicatorOf(model, figure.indicator).title,
      figure,
      first: years.first,
    }));
    return {
      check: 'base-not-printed',
      severity: 'gap',
      indicator: first.figure.indicator,
      region: first.figure.region,
      years: [...new Set(group.map(({ years }) => years.first))],
      figures: group.map(({ figure }) => figure),
      ...baseNotPrinted.growth(list),
    };
  });
}

/** Each year against the year before times one plus its printed growth: `year-step`. */
export function yearSteps(context: AuditContext): readonly Finding[] {
  return yearly(context).flatMap(({ growth, now, before }): Finding[] => {
    const step = before && grown(before, growth);
    if (!step || spansMeet(figureSpan(now), step.span)) return [];
    const follows = yearly(context).find((one) => one.before === now);
    const next = follows?.before && grown(follows.before, follows.growth);
    const nextHolds = follows && next ? spansMeet(figureSpan(follows.now), next.span) : undefined;
    const allowed = { low: step.span.low - now.slack, high: step.span.high + now.slack };
    return [
      {
        check: 'year-step',
        severity: 'error',
        ...cellPart(now),
        figures: [now, before, growth.figure],
        size: sizeOf(now.value, step.value, now.unit),
        ...yearStep(growth.kind, now, before, growth.figure, step.value, allowed, nextHolds),
      },
    ];
  });
}

/**
 * The first year of a table and its growth imply a base. Where a base is published and rounding cannot explain the
 * difference: `implied-base`. Where none is: `base-not-printed`, one finding a table.
 */
export function impliedBases(context: AuditContext): readonly Finding[] {
  const { model } = context;
  const firsts = yearly(context).flatMap(({ growth, now, before }) => {
    const implied = before ? undefined : ungrown(now, growth);
    return implied
      ? [{ growth, now, implied, published: context.published.get(cellOf({ ...now, year: now.year - 1 })) }]
      : [];
  });
  const differing = firsts.flatMap(({ growth, now, implied, published }): Finding[] => {
    if (!published || spansMeet(figureSpan(published), implied.span)) return [];
    return [
      {
        check: 'implied-base',
        severity: 'disagreement',
        ...cellPart(published),
        figures: [now, growth.figure, published],
        size: sizeOf(implied.value, published.value, now.unit),
        ...impliedBase(now, growth.figure, implied, published),
      },
    ];
  });
  const open = groupBy(
    firsts.filter(({ published }) => !published),
    ({ now }) => `${now.plan}/${now.indicator}`,
  ).map((group): Finding => {
    const [first] = group as [(typeof firsts)[number]];
    const regions = group.map(({ now, implied }) => ({
      name: regionOf(model, now.region).name,
      base: plain(implied.value, indicatorOf(model, now.indicator).decimals),
    }));
    const { region } = planOf(model, first.now.plan ?? '');
    const figures = [first.now, first.growth.figure];
    return {
      check: 'base-not-printed',
      severity: 'gap',
      indicator: first.now.indicator,
      region,
      years: [first.now.year - 1],
      figures,
      ...baseNotPrinted.table(first.now.year - 1, regions, first.now.unit),
    };
  });
  return [...differing, ...open];
}

/** Averages and totals; yearly growth in tables is left out. Targets of the kind `growth` are averages too. */
function averages({ model }: AuditContext): readonly PrintedGrowth[] {
  const targets = model.targets.filter(
    (target): target is Extract<Target, { kind: 'growth' }> => target.kind === 'growth',
  );
  const stated = [...model.statedGrowth, ...targets.map((target): StatedGrowth => ({ ...target }))];
  return stated
    .filter(({ years }) => years.first < years.last)
    .flatMap((one) => [
      ...(one.rate ? [printedGrowth(one, one.rate, false)] : []),
      ...(one.total ? [printedGrowth(one, one.total, true)] : []),
    ]);

  function printedGrowth(one: StatedGrowth, rate: GrowthRate, total: boolean): PrintedGrowth {
    return { figure: growthFigure(model, one, rate, total), years: one.years, kind: rate.kind, total };
  }
}

/** Years of tables that print a level and a growth, with the level of the year before where the table has it. */
function yearly({ model, levels }: AuditContext) {
  const cells = new Map(
    levels.filter((figure) => figure.role === 'target').map((figure) => [`${figure.plan}/${cellOf(figure)}`, figure]),
  );
  return model.statedGrowth.flatMap((one) => {
    if (!one.rate || one.years.first !== one.years.last) return [];
    const at = (year: number) => cells.get(`${one.plan}/${cellOf({ ...one, year })}`);
    const now = at(one.years.last);
    const growth = { figure: growthFigure(model, one, one.rate, false), kind: one.rate.kind };
    const before = at(one.years.last - 1);
    return now ? [{ growth, now, ...(before ? { before } : {}) }] : [];
  });
}

function growthFigure(model: Model, one: StatedGrowth, rate: GrowthRate, total: boolean): Figure {
  const value = Number((rate.kind === 'percent' ? rate.fraction * 100 : rate.points).toPrecision(12));
  const unit = `${rate.kind === 'percent' ? '%' : 'pp'}${total ? '' : '/yr'}`;
  const { indicator, region, years, plan, at, source } = one;
  const printed = printedText(value, unit, source.printed);
  const place = source.place?.replace(` ${region} ${years.last}`, ` ${regionOf(model, region).name.zh} ${years.last}`);
  return {
    role: 'growth',
    indicator,
    region,
    year: years.last,
    value,
    unit,
    slack: printSlack(value, source.printed),
    printed,
    plan,
    document: planOf(model, plan).short,
    ...(place === undefined ? {} : { place }),
    at,
    flags: [],
  };
}

/** The base that a plan reports, else the published one. */
function baseFigure({ levels, published }: AuditContext, figure: Figure, year: number): Figure | undefined {
  return (
    levels.find(
      (one) => one.role === 'observation' && one.plan === figure.plan && cellOf(one) === cellOf({ ...figure, year }),
    ) ?? published.get(cellOf({ ...figure, year }))
  );
}

/** Growth from base to end, in % or points; the span takes the corners of both figures. */
function impliedGrowth(
  { kind, years, total }: PrintedGrowth,
  base: Figure,
  end: Figure,
): { readonly value: number; readonly span: Span } | undefined {
  const [scale, grows] = kind === 'percent' ? ([100, 'rate'] as const) : ([1, 'points'] as const);
  const from = years.first;
  const to = total ? from + 1 : years.last;
  const between = (a: number, b: number) => neededGrowth({ year: from, value: a }, { year: to, value: b }, grows);
  const [b, e] = [figureSpan(base), figureSpan(end)];
  const [value, low, high] = [between(base.value, end.value), between(b.high, e.low), between(b.low, e.high)];
  return value === undefined || low === undefined || high === undefined
    ? undefined
    : { value: value * scale, span: { low: low * scale, high: high * scale } };
}

function grown(before: Figure, growth: Pick<PrintedGrowth, 'figure' | 'kind'>) {
  const { figure, kind } = growth;
  if (kind === 'points')
    return { value: before.value + figure.value, span: sumSpan([figureSpan(before), figureSpan(figure)]) };
  const factor = (growthIn: number) => 1 + growthIn / 100;
  const rate = figureSpan(figure);
  return {
    value: before.value * factor(figure.value),
    span: productSpan(figureSpan(before), { low: factor(rate.low), high: factor(rate.high) }),
  };
}

function ungrown(
  now: Figure,
  growth: Pick<PrintedGrowth, 'figure' | 'kind'>,
): { value: number; span: Span } | undefined {
  const { figure, kind } = growth;
  const rate = figureSpan(figure);
  if (kind === 'points')
    return { value: now.value - figure.value, span: sumSpan([figureSpan(now), { low: -rate.high, high: -rate.low }]) };
  const span = quotientSpan(figureSpan(now), { low: 1 + rate.low / 100, high: 1 + rate.high / 100 });
  return span && { value: now.value / (1 + figure.value / 100), span };
}

function cellPart({ indicator, region, year }: Figure): Pick<Finding, 'indicator' | 'region' | 'years'> {
  return { indicator, region, years: [year] };
}
