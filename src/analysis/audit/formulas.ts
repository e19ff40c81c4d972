// Figures that a formula ties together: ratios and their parts, a lead over a wider region, stocks and the flows that
// build them.

import { indicatorOf, type Model, planOf, type Region, regionOf } from '../../model/index.ts';
import { type Figure, figureSpan } from '../figures.ts';
import { quotientSpan, type Span, spansMeet, sumSpan } from '../print-precision.ts';
import { ratioParts } from '../reconcile/index.ts';
import { type AuditContext, cellOf, type Finding, groupBy, sizeOf } from './finding.ts';
import { baseNotPrinted, flowAndStock, impliedPart, leadDiffers, ratioAndParts } from './messages.ts';

/** Published ratios that their published parts do not give, beyond the rounding of all three: `ratio-and-parts`. */
export function ratioFindings({ model, published }: AuditContext): readonly Finding[] {
  return [...published.values()].flatMap((ratio): Finding[] => {
    const names = ratioParts(indicatorOf(model, ratio.indicator));
    const top = names && published.get(cellOf({ ...ratio, indicator: names.numerator }));
    const bottom = names && published.get(cellOf({ ...ratio, indicator: names.denominator }));
    const computed = top && bottom && quotientOf(model, top, bottom, ratio.indicator);
    if (!computed || spansMeet(figureSpan(ratio), computed.span)) return [];
    const same = ratio.plan !== undefined && top.plan === ratio.plan && bottom.plan === ratio.plan;
    const decimals = indicatorOf(model, ratio.indicator).decimals + 1;
    return [
      {
        check: 'ratio-and-parts',
        severity: same ? 'error' : 'disagreement',
        ...placeOf(ratio),
        figures: [ratio, top, bottom],
        size: sizeOf(ratio.value, computed.value, ratio.unit),
        ...ratioAndParts(ratio, top, bottom, computed.value, decimals),
      },
    ];
  });
}

/** A part implied by a plan's ratio and its other part, this far from the published one, cannot be of the same coverage. */
export const IMPLAUSIBLE_PART = 0.25;
/** Years within which the published part counts as a yardstick. */
const NEAR_YEARS = 6;

/** A plan's ratio and one part of it imply the other part; where that is far from what is published: `implied-part`. */
export function impliedPartFindings({ model, levels, published }: AuditContext): readonly Finding[] {
  return levels.flatMap((ratio): Finding[] => {
    const names = ratioParts(indicatorOf(model, ratio.indicator));
    if (!names || ratio.role !== 'observation') return [];
    const own = (indicator: string) =>
      levels.find(
        (one) =>
          one.plan === ratio.plan && one.role === 'observation' && cellOf(one) === cellOf({ ...ratio, indicator }),
      );
    const [top, bottom] = [own(names.numerator), own(names.denominator)];
    const known = top ?? bottom;
    if (!known || (top && bottom)) return [];
    const missing = indicatorOf(model, top ? names.denominator : names.numerator);
    const scale = indicatorOf(model, ratio.indicator).unit.scale;
    const amount = known.value * indicatorOf(model, known.indicator).unit.scale;
    const implied = (top ? amount / (ratio.value * scale) : amount * ratio.value * scale) / missing.unit.scale;
    const near = [...published.values()]
      .filter(
        (one) =>
          one.indicator === missing.id && one.region === ratio.region && Math.abs(one.year - ratio.year) <= NEAR_YEARS,
      )
      .sort((a, b) => Math.abs(a.year - ratio.year) - Math.abs(b.year - ratio.year))[0];
    if (!near || Math.abs(implied / near.value - 1) <= IMPLAUSIBLE_PART) return [];
    return [
      {
        check: 'implied-part',
        severity: 'trap',
        ...placeOf(ratio),
        figures: [ratio, known, near],
        size: sizeOf(implied, near.value, near.unit),
        ...impliedPart(ratio, known, implied, near, missing.title),
      },
    ];
  });
}

/** A printed lead over a wider region against the two published values: `lead`. */
export function leadFindings({ model, levels, published }: AuditContext): readonly Finding[] {
  return levels.flatMap((lead): Finding[] => {
    const relation = indicatorOf(model, lead.indicator).lead;
    const wider = relation && ancestor(model, regionOf(model, lead.region), relation.over);
    if (!relation || !wider) return [];
    const own =
      levels.find(
        (one) =>
          one.plan === lead.plan &&
          one.role === lead.role &&
          cellOf(one) === cellOf({ ...lead, indicator: relation.of }),
      ) ?? published.get(cellOf({ ...lead, indicator: relation.of }));
    const theirs = published.get(cellOf({ ...lead, indicator: relation.of, region: wider.id }));
    if (!own || !theirs) return [];
    const [a, b] = [figureSpan(own), figureSpan(theirs)];
    if (spansMeet(figureSpan(lead), { low: a.low - b.high, high: a.high - b.low })) return [];
    return [
      {
        check: 'lead',
        severity: 'disagreement',
        ...placeOf(lead),
        figures: [lead, own, theirs],
        size: sizeOf(lead.value, own.value - theirs.value, lead.unit),
        ...leadDiffers(lead, own, theirs, wider.name),
      },
    ];
  });
}

/**
 * A stock's target against its base and the flows that plans ask for in between. Where they disagree: `flow-and-stock`;
 * where the base is neither printed nor published: `base-not-printed`, with the base they imply.
 */
export function flowFindings(context: AuditContext): readonly Finding[] {
  const { model, levels } = context;
  const targets = levels.filter((figure) => figure.role === 'target');
  return model.indicators.flatMap((flow) => {
    const stock = stockOf(model, flow.id);
    const paths = groupBy(
      targets.filter((figure) => figure.indicator === flow.id),
      (figure) => `${figure.plan}/${figure.region}`,
    );
    return stock === undefined
      ? []
      : paths.flatMap((path) =>
          targets
            .filter((one) => one.indicator === stock && one.region === path[0]?.region)
            .flatMap((end) => stockFindings(context, end, path)),
        );
  });
}

function stockFindings({ model, published }: AuditContext, end: Figure, path: readonly Figure[]): readonly Finding[] {
  const flows = runUpTo(path, end.year);
  const first = flows[0];
  if (!first || flows.length < 2) return [];
  const added = flows.reduce((sum, flow) => sum + flow.value, 0);
  const base = published.get(cellOf({ ...end, year: first.year - 1 }));
  const flowTitle = indicatorOf(model, first.indicator).title;
  if (!base)
    return end.plan === first.plan
      ? [
          {
            check: 'base-not-printed',
            severity: 'gap',
            ...placeOf(end),
            years: [first.year - 1],
            figures: [end, first],
            ...baseNotPrinted.stock(end, first.year - 1, added, flowTitle),
          },
        ]
      : [];
  const reached: Span = sumSpan([figureSpan(base), ...flows.map(figureSpan)]);
  if (spansMeet(reached, figureSpan(end))) return [];
  const total = base.value + added;
  const allowed = (end.bound === 'gte' || end.bound === 'gt') && total > end.value;
  const severity = allowed ? 'trap' : end.plan === first.plan ? 'error' : 'disagreement';
  return [
    {
      check: 'flow-and-stock',
      severity,
      ...placeOf(end),
      figures: [end, base, ...flows],
      size: sizeOf(end.value, total, end.unit),
      ...flowAndStock(end, base, added, total, allowed, planOf(model, first.plan ?? '').short, flowTitle),
    },
  ];
}

/** The unbroken run of years of a flow that ends in a year, each year once. */
function runUpTo(path: readonly Figure[], last: number): readonly Figure[] {
  const byYear = new Map(path.map((figure) => [figure.year, figure]));
  const run: Figure[] = [];
  for (let year = last; ; year--) {
    const figure = byYear.get(year);
    if (!figure) return run.reverse();
    run.push(figure);
  }
}

/** The stock of a flow that is defined as its yearly difference. */
function stockOf(model: Model, flow: string): string | undefined {
  const expr = indicatorOf(model, flow).identity?.expr;
  if (
    expr?.kind !== 'binary' ||
    expr.op !== '-' ||
    expr.left.kind !== 'name' ||
    expr.right.kind !== 'call' ||
    expr.right.fn !== 'lag'
  )
    return undefined;
  const [lagged] = expr.right.args;
  return expr.right.args.length === 1 && lagged?.kind === 'name' && lagged.name === expr.left.name
    ? expr.left.name
    : undefined;
}

function ancestor(model: Model, region: Region, level: Region['level']): Region | undefined {
  const parent = region.parent === undefined ? undefined : regionOf(model, region.parent);
  return parent === undefined || parent.level === level ? parent : ancestor(model, parent, level);
}

function quotientOf(
  model: Model,
  top: Figure,
  bottom: Figure,
  ratio: string,
): { readonly value: number; readonly span: Span } | undefined {
  const scale =
    indicatorOf(model, top.indicator).unit.scale /
    indicatorOf(model, bottom.indicator).unit.scale /
    indicatorOf(model, ratio).unit.scale;
  const span = quotientSpan(figureSpan(top), figureSpan(bottom));
  return (
    span && { value: (top.value / bottom.value) * scale, span: { low: span.low * scale, high: span.high * scale } }
  );
}

function placeOf({ indicator, region, year }: Figure): Pick<Finding, 'indicator' | 'region' | 'years'> {
  return { indicator, region, years: [year] };
}
