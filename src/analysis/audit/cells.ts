// One cell, several figures: text against table of one plan, plan against plan, and slips of scale.

import { indicatorOf } from '../../model/index.ts';
import { type Figure, figureSpan } from '../figures.ts';
import { printSlack, spansMeet } from '../print-precision.ts';
import { type AuditContext, cellOf, type Finding, groupBy, pairsOf, sizeOf } from './finding.ts';
import { alsoDiffers, planAgainstPlan, scaleSlip, textAgainstTable, textRounded } from './messages.ts';

/** Different figures for the same region, indicator and year, beyond rounding: within a plan, and between plans. */
export function sameCellFindings({ levels, model, published }: AuditContext): readonly Finding[] {
  const withPublished = [...levels, ...[...published.values()].filter((figure) => figure.plan === undefined)];
  const pairs = groupBy(withPublished, (figure) => `${figure.role}/${cellOf(figure)}`).flatMap(pairsOf);
  return pairs.flatMap(([a, b]): Finding[] => {
    if (spansMeet(figureSpan(a), figureSpan(b)) || a.value === b.value || (a.plan === undefined && b.plan === undefined)) return [];
    const found = compare(a, b);
    return found ? [{ indicator: a.indicator, region: a.region, years: [a.year], figures: [a, b], size: sizeOf(a.value, b.value, indicatorOf(model, a.indicator).unit.id), ...found }] : [];
  });
}

function compare(a: Figure, b: Figure): Pick<Finding, 'check' | 'severity' | 'found' | 'advice'> | undefined {
  const power = Math.log10(a.value / b.value);
  if (Math.round(power) !== 0 && Math.abs(power - Math.round(power)) < 0.02) return { check: 'scale', severity: 'error', ...scaleSlip(a, b, Math.abs(Math.round(power))) };
  if (a.plan !== b.plan) return bothCanHold(a, b) ? undefined : { check: 'plan-against-plan', severity: 'disagreement', ...planAgainstPlan(a, b) };
  const rounded = isRoundedFrom(a, b) ? a : isRoundedFrom(b, a) ? b : undefined;
  return rounded ? { check: 'text-against-table', severity: 'disagreement', ...textRounded(rounded, rounded === a ? b : a) } : { check: 'text-against-table', severity: 'error', ...textAgainstTable(a, b) };
}

/** An "at least" beside a higher figure contradicts nothing; nor does an "at most" beside a lower one. */
function bothCanHold(a: Figure, b: Figure): boolean {
  const allows = (limit: Figure, other: Figure) => {
    if (limit.bound === 'gte' || limit.bound === 'gt') return other.value >= limit.value;
    return (limit.bound === 'lte' || limit.bound === 'lt') && other.value <= limit.value;
  };
  return allows(a, b) || allows(b, a);
}

/** Whether a whole number is the other one rounded to its own last digit that is not zero. */
function isRoundedFrom(rounded: Figure, exact: Figure): boolean {
  return Math.abs(rounded.value - exact.value) <= printSlack(rounded.value, undefined, true);
}

/** Other places of a plan that print the figure of a target differently. */
export function alsoFindings({ model }: AuditContext, figureOf: (target: (typeof model.targets)[number]) => Figure | undefined): readonly Finding[] {
  return model.targets.flatMap((target) =>
    target.also.flatMap((other): Finding[] => {
      const figure = figureOf(target);
      const token = other.printed === undefined ? undefined : /\d+(?:\.\d+)?/.exec(other.printed)?.[0];
      if (!figure || token === undefined || other.printed === undefined) return [];
      const slack = printSlack(figure.value, other.printed);
      const power = Math.log10(figure.value / Number(token));
      const repeats = Math.abs(power - Math.round(power)) < 1e-9;
      const value = Number(token);
      if (repeats || spansMeet(figureSpan(figure), figureSpan({ value, slack: Math.min(slack, printSlack(value, other.printed)) }))) return [];
      const twin: Figure = { ...figure, value, printed: other.printed, place: other.place };
      return [{ check: 'text-against-table', severity: 'error', indicator: figure.indicator, region: figure.region, years: [figure.year], figures: [figure, twin], size: sizeOf(figure.value, value, figure.unit), ...alsoDiffers(figure, twin) }];
    }),
  );
}
