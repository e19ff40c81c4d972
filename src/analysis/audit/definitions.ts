// Figures that look comparable and are not, and what a plan leaves unsaid.

import { type Bilingual, printYears } from '../../base/index.ts';
import { indicatorOf, type Target } from '../../model/index.ts';
import { type Figure, observedFigure, planFigure } from '../figures.ts';
import { type AuditContext, cellOf, type Finding, groupBy } from './finding.ts';
import {
  baseNotPrinted,
  breakInSeries,
  definedDifferently,
  printedScale,
  sameFigure,
  yearlyAndAccumulated,
  yearNotPrinted,
} from './messages.ts';

/** Pairs that the package says are defined differently, where plans print figures of both: `defined-differently`. */
export function definitionFindings(context: AuditContext): readonly Finding[] {
  const { model } = context;
  const figures = statedFigures(context);
  const seen = new Set<string>();
  return model.indicators.flatMap((indicator) =>
    indicator.comparable.flatMap(({ with: other, how }): Finding[] => {
      const key = [indicator.id, other].sort().join('/');
      const pair = nearestPair(
        figures.filter((one) => one.indicator === indicator.id),
        figures.filter((one) => one.indicator === other),
      );
      if (!pair || seen.has(key)) return [];
      seen.add(key);
      const [a, b] = pair;
      if (isSameFigure(a, b)) return [];
      const twin = indicatorOf(model, other);
      return [
        {
          check: 'defined-differently',
          severity: 'trap',
          indicator: a.indicator,
          region: a.region,
          years: [...new Set([a.year, b.year])],
          figures: [a, b],
          ...definedDifferently(
            a,
            b,
            indicator.title,
            twin.title,
            how,
            unitScale(indicator.unit.id, twin.unit.id, indicator.unit.scale / twin.unit.scale),
          ),
        },
      ];
    }),
  );
}

/** One plan gives the same figure under two definitions of the same thing: `same-figure`. */
export function sameFigureFindings({ model, levels }: AuditContext): readonly Finding[] {
  return levels.flatMap((a): Finding[] =>
    indicatorOf(model, a.indicator).comparable.flatMap(({ with: other, how }): Finding[] => {
      const b = levels.find((one) => one.indicator === other && one.region === a.region && isSameFigure(a, one));
      return b
        ? [
            {
              check: 'same-figure',
              severity: 'disagreement',
              indicator: a.indicator,
              region: a.region,
              years: [a.year],
              figures: [a, b],
              ...sameFigure(a, b, indicatorOf(model, a.indicator).title, indicatorOf(model, other).title, how),
            },
          ]
        : [];
    }),
  );
}

/** One plan, one year, one value: told by `same-figure`. */
function isSameFigure(a: Figure, b: Figure): boolean {
  return a.plan === b.plan && a.role === b.role && a.year === b.year && a.value === b.value;
}

/** A flow with targets for single years and for several years together: `yearly-and-accumulated`. */
export function accumulatedFindings({ model, levels }: AuditContext): readonly Finding[] {
  const sums = model.targets.filter(
    (target): target is Extract<Target, { kind: 'cumulative' }> => target.kind === 'cumulative',
  );
  return sums.flatMap((target): Finding[] => {
    const total = planFigure(model, target, target.years.last, target.value, target.source);
    const yearly = levels.filter(
      (one) => one.role === 'target' && one.indicator === target.indicator && one.region === target.region,
    );
    const one = yearly.find((figure) => figure.plan === target.plan) ?? yearly.at(-1);
    const years = target.years.last - target.years.first + 1;
    return one
      ? [
          {
            check: 'yearly-and-accumulated',
            severity: 'trap',
            indicator: one.indicator,
            region: one.region,
            years: [...new Set([one.year, target.years.last])],
            figures: [total, one],
            ...yearlyAndAccumulated(total, one, printYears(target.years), target.value / years),
          },
        ]
      : [];
  });
}

/** The same series printed in units of different size (1.5万家 beside 3000家): `printed-scale`. */
export function printedScaleFindings(context: AuditContext): readonly Finding[] {
  return groupBy(context.levels, (figure) => `${figure.role}/${figure.indicator}/${figure.region}`).flatMap(
    (figures): Finding[] => {
      const scaled = figures.find((figure) => printedMultiple(figure) !== '');
      const bare = figures.findLast(
        (figure) => printedMultiple(figure) === '' && cellOf(figure) !== (scaled && cellOf(scaled)),
      );
      return scaled && bare
        ? [
            {
              check: 'printed-scale',
              severity: 'trap',
              indicator: scaled.indicator,
              region: scaled.region,
              years: [...new Set([bare.year, scaled.year])],
              figures: [scaled, bare],
              ...printedScale(scaled, bare),
            },
          ]
        : [];
    },
  );
}

/** A reported value across which the series must not be compared: `break`. Only breaks that plans report. */
export function breakFindings({ levels }: AuditContext): readonly Finding[] {
  return levels.flatMap((after): Finding[] => {
    const before = levels.findLast(
      (one) =>
        one.role === 'observation' &&
        one.plan === after.plan &&
        one.indicator === after.indicator &&
        one.region === after.region &&
        one.year < after.year,
    );
    return after.flags.includes('break') && before
      ? [
          {
            check: 'break',
            severity: 'trap',
            indicator: after.indicator,
            region: after.region,
            years: [before.year, after.year],
            figures: [after, before],
            ...breakInSeries(after, before),
          },
        ]
      : [];
  });
}

/** "Doubled" or "better" against a year that the plan does not print: `base-not-printed`, one finding a plan and kind. */
export function baseYearFindings({ model, published }: AuditContext): readonly Finding[] {
  const open = model.targets.filter(
    (target): target is Extract<Target, { kind: 'multiple' | 'improve' }> =>
      (target.kind === 'multiple' || target.kind === 'improve') && target.baseAssumed,
  );
  return groupBy(open, (target) => `${target.plan}/${target.kind}/${target.base}`).map((group): Finding => {
    const [first] = group as [(typeof open)[number]];
    const bases = group.map((target) => ({
      title: indicatorOf(model, target.indicator).title,
      base: published.get(cellOf({ ...target, year: target.base })),
    }));
    const figures = group.map((target) => {
      const figure = planFigure(
        model,
        target,
        target.year,
        target.kind === 'multiple' ? target.factor : 1,
        target.source,
      );
      const base = published.get(cellOf({ ...target, year: target.base }));
      const printed = target.source.printed ?? (target.kind === 'multiple' ? `× ${target.factor}` : '—');
      return [{ ...figure, printed }, ...(base ? [base] : [])];
    });
    return {
      check: 'base-not-printed',
      severity: 'gap',
      indicator: first.indicator,
      region: first.region,
      years: [first.base],
      figures: figures.flat(),
      ...baseNotPrinted.relative(first.kind, first.base, bases),
    };
  });
}

/** Reported figures whose year the plan does not print: `year-not-printed`, one finding a plan. */
export function yearFindings({ model }: AuditContext): readonly Finding[] {
  const open = model.observations
    .filter((one) => one.source.plan !== undefined && one.flags.includes('year_uncertain'))
    .map((one) => observedFigure(model, one));
  return groupBy(open, (figure) => figure.plan ?? '').map((figures): Finding => {
    const [first] = figures as [Figure];
    return {
      check: 'year-not-printed',
      severity: 'gap',
      indicator: first.indicator,
      region: first.region,
      years: [...new Set(figures.map((figure) => figure.year))],
      figures,
      ...yearNotPrinted(figures.map((figure) => ({ title: indicatorOf(model, figure.indicator).title, figure }))),
    };
  });
}

/** Every figure that says something of an indicator: levels, sums, and levels that are only reported over years. */
function statedFigures({ model, levels }: AuditContext): readonly Figure[] {
  const others = model.targets.flatMap((target) =>
    target.kind === 'cumulative' || target.kind === 'every_year'
      ? [planFigure(model, target, target.years.last, target.value, target.source)]
      : target.kind === 'multiple' || target.kind === 'improve'
        ? [
            {
              ...planFigure(model, target, target.year, target.kind === 'multiple' ? target.factor : 1, target.source),
              printed: target.source.printed ?? '—',
            },
          ]
        : [],
  );
  const over = model.observations
    .filter((one) => one.source.plan !== undefined && one.since !== undefined)
    .map((one) => observedFigure(model, one));
  return [...levels, ...others, ...over];
}

/** The pair most likely to be set side by side: same region, then targets of the latest years. */
function nearestPair(left: readonly Figure[], right: readonly Figure[]): readonly [Figure, Figure] | undefined {
  const rank = (figure: Figure) => figure.year + (figure.role === 'target' ? 0.5 : 0);
  const best = (figures: readonly Figure[]) =>
    figures.reduce<Figure | undefined>((a, b) => (a && rank(a) >= rank(b) ? a : b), undefined);
  const shared = left.filter((a) => right.some((b) => b.region === a.region)).map((a) => a.region);
  const region = shared.at(-1);
  const [a, b] = [
    best(region === undefined ? left : left.filter((one) => one.region === region)),
    best(region === undefined ? right : right.filter((one) => one.region === region)),
  ];
  return a && b ? [a, b] : undefined;
}

/** The counting word before a unit: 万 in "1.5万家", none in "26320 亿元". */
function printedMultiple({ printed, unit }: Figure): string {
  const match = /\d\s*(万|亿)/.exec(printed);
  return match?.[1] !== undefined && !unit.startsWith(match[1]) ? match[1] : '';
}

function unitScale(unit: string, other: string, factor: number): Bilingual | undefined {
  return unit === other || factor === 1
    ? undefined
    : { zh: `；单位也不同：${unit}与${other}`, en: `; the units differ too: ${unit} and ${other}` };
}
