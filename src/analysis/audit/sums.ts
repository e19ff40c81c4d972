// Children against their parent, and parts against their whole.

import { indicatorOf, regionOf } from '../../model/index.ts';
import { type Figure, figureSpan } from '../figures.ts';
import { planSums, publishedSums, type SumRow } from '../reconcile/index.ts';
import { type AuditContext, cellOf, type Finding, groupBy, sizeOf } from './finding.ts';
import { childAboveParent, childrenSum, partAboveWhole, shareAboveLimit } from './messages.ts';

/** Σ children − parent beyond rounding: `children-sum`, one finding a plan and indicator, at its worst year. */
export function sumFindings(context: AuditContext): readonly Finding[] {
  const { model } = context;
  const rows = [...planSums(model), ...publishedSums(model)].filter((row) => row.status === 'differs');
  return groupBy(rows, (row) => `${row.source.name}/${row.indicator}/${row.parent}`).map((group): Finding => {
    const worst = group.reduce((a, b) => (Math.abs(b.percent ?? 0) > Math.abs(a.percent ?? 0) ? b : a));
    const figures = figuresOf(context, worst);
    const years = group.map((row) => row.year);
    return {
      check: 'children-sum',
      severity: 'disagreement',
      indicator: worst.indicator,
      region: worst.parent,
      years,
      figures,
      size: sizeOf(worst.sum ?? 0, worst.parentPart.value, worst.unit),
      ...childrenSum(
        worst,
        years,
        indicatorOf(model, worst.indicator).decimals,
        regionOf(model, worst.parent).children.length,
      ),
    };
  });
}

/** The parent's figure, then those of the children. */
function figuresOf({ levels, published }: AuditContext, row: SumRow): readonly Figure[] {
  const at = (region: string) => {
    const cell = cellOf({ indicator: row.indicator, region, year: row.year });
    return row.source.kind === 'plan'
      ? levels.findLast(
          (figure) => figure.plan === row.source.name && figure.role === 'target' && cellOf(figure) === cell,
        )
      : published.get(cell);
  };
  return [row.parent, ...row.children.map((child) => child.region)].flatMap((region) => at(region) ?? []);
}

/** What cannot be larger is: a share above its limits, a child above its parent, a part above the whole the package names. */
export function wholeFindings(context: AuditContext): readonly Finding[] {
  const figures = [...context.levels, ...[...context.published.values()].filter((figure) => figure.plan === undefined)];
  return figures.flatMap((figure) => [
    ...aboveLimit(context, figure),
    ...aboveParent(context, figure),
    ...aboveWhole(context, figure),
  ]);
}

function aboveLimit({ model }: AuditContext, figure: Figure): readonly Finding[] {
  const { limits } = indicatorOf(model, figure.indicator);
  const outside =
    figure.value - figure.slack > limits.max
      ? limits.max
      : figure.value + figure.slack < limits.min
        ? limits.min
        : undefined;
  return outside === undefined
    ? []
    : [
        {
          ...partOf(figure),
          check: 'part-above-whole',
          severity: 'error',
          figures: [figure],
          size: sizeOf(figure.value, outside, figure.unit),
          ...shareAboveLimit(figure, outside),
        },
      ];
}

function aboveParent(context: AuditContext, figure: Figure): readonly Finding[] {
  const { model } = context;
  const indicator = indicatorOf(model, figure.indicator);
  const { parent, code } = regionOf(model, figure.region);
  const above =
    parent !== undefined && code !== undefined && indicator.additive && indicator.limits.min >= 0
      ? sameKind(context, figure, figure.indicator, parent)
      : undefined;
  if (!above || figureSpan(figure).low <= figureSpan(above).high) return [];
  return [
    {
      ...partOf(figure),
      check: 'part-above-whole',
      severity: severityOf(figure, above),
      figures: [figure, above],
      size: sizeOf(figure.value, above.value, figure.unit),
      ...childAboveParent(figure, above),
    },
  ];
}

function aboveWhole(context: AuditContext, figure: Figure): readonly Finding[] {
  return (indicatorOf(context.model, figure.indicator).atMost ?? []).flatMap((wide): Finding[] => {
    const whole = sameKind(context, figure, wide, figure.region);
    if (!whole || figureSpan(figure).low <= figureSpan(whole).high) return [];
    const title = indicatorOf(context.model, wide).title;
    return [
      {
        ...partOf(figure),
        check: 'part-above-whole',
        severity: severityOf(figure, whole),
        figures: [figure, whole],
        size: sizeOf(figure.value, whole.value, figure.unit),
        ...partAboveWhole(figure, whole, title),
      },
    ];
  });
}

/** The figure of another series that the same plan (or, for published values, any publication) gives for the same year. */
function sameKind(
  { levels, published }: AuditContext,
  figure: Figure,
  indicator: string,
  region: string,
): Figure | undefined {
  const cell = cellOf({ indicator, region, year: figure.year });
  if (figure.plan === undefined) return published.get(cell);
  const own = levels.find((one) => one.plan === figure.plan && one.role === figure.role && cellOf(one) === cell);
  return own ?? (figure.role === 'observation' ? published.get(cell) : undefined);
}

function severityOf(a: Figure, b: Figure): 'error' | 'disagreement' {
  return a.plan !== undefined && a.plan === b.plan ? 'error' : 'disagreement';
}

function partOf({ indicator, region, year }: Figure): Pick<Finding, 'indicator' | 'region' | 'years'> {
  return { indicator, region, years: [year] };
}
