// One cell, several figures: text against table of one plan, plan against plan, and slips of scale.

import { indicatorOf } from '../../model/index.ts';
import { type Figure, figureSpan, printedText, targetFigures } from '../figures.ts';
import { printSlack, spansMeet } from '../print-precision.ts';
import { type AuditContext, cellOf, type Finding, groupBy, pairsOf, sizeOf } from './finding.ts';
import { planAgainstPlan, scaleSlip, textAgainstTable, textRounded } from './messages.ts';

/** Different figures for the same region, indicator and year, beyond rounding: within a plan, and between plans. */
export function sameCellFindings({ model, levels, published }: AuditContext): readonly Finding[] {
  const withPublished = [...levels, ...[...published.values()].filter((figure) => figure.plan === undefined)];
  const pairs = groupBy(withPublished, (figure) => `${figure.role}/${cellOf(figure)}`).flatMap(pairsOf);
  return pairs.flatMap(([a, b]): Finding[] => {
    if (
      spansMeet(figureSpan(a), figureSpan(b)) ||
      a.value === b.value ||
      (a.plan === undefined && b.plan === undefined)
    )
      return [];
    const found = compare(a, b);
    return found
      ? [
          {
            indicator: a.indicator,
            region: a.region,
            years: [a.year],
            figures: [a, b],
            size: sizeOf(a.value, b.value, indicatorOf(model, a.indicator).unit.id),
            ...found,
          },
        ]
      : [];
  });
}

function compare(a: Figure, b: Figure): Pick<Finding, 'check' | 'severity' | 'found' | 'advice'> | undefined {
  const power = Math.log10(a.value / b.value);
  if (Math.round(power) !== 0 && Math.abs(power - Math.round(power)) < 0.02)
    return { check: 'scale', severity: 'error', ...scaleSlip(a, b, Math.abs(Math.round(power))) };
  if (a.plan !== b.plan)
    return bothCanHold(a, b)
      ? undefined
      : { check: 'plan-against-plan', severity: 'disagreement', ...planAgainstPlan(a, b) };
  const rounded = isRoundedFrom(a, b) ? a : isRoundedFrom(b, a) ? b : undefined;
  return rounded
    ? { check: 'text-against-table', severity: 'disagreement', ...textRounded(rounded, rounded === a ? b : a) }
    : { check: 'text-against-table', severity: 'error', ...textAgainstTable(a, b) };
}

/** An "at least" beside a higher figure contradicts nothing; nor does an "at most" beside a lower one. */
function bothCanHold(a: Figure, b: Figure): boolean {
  const allows = (limit: Figure, other: Figure) => {
    if (limit.bound === 'gte' || limit.bound === 'gt') return other.value >= limit.value;
    return (limit.bound === 'lte' || limit.bound === 'lt') && other.value <= limit.value;
  };
  return allows(a, b) || allows(b, a);
}

/** Whether a whole number is the other one rounded to its own last digit that is not zero, two digits at least. */
function isRoundedFrom(rounded: Figure, exact: Figure): boolean {
  const digits = String(rounded.value).replace(/0+$/, '').length;
  return digits >= 2 && Math.abs(rounded.value - exact.value) <= printSlack(rounded.value, undefined, true);
}

/** Places of a plan that repeat the figure of a target and print another one. */
export function repeatedFindings({ model }: AuditContext): readonly Finding[] {
  return model.targets.flatMap((target) => {
    const [figure] = target.kind === 'path' ? [] : targetFigures(model, target);
    return target.also.flatMap(({ place, printed }): Finding[] => {
      const token = printed === undefined ? undefined : /\d+(?:\.\d+)?/.exec(printed)?.[0];
      if (!figure || printed === undefined || token === undefined) return [];
      const scale =
        /亿/.test(printed) && !figure.unit.includes('亿')
          ? 1e8
          : /万/.test(printed) && !figure.unit.includes('万')
            ? 1e4
            : 1;
      const value = Number(token) * scale;
      const twin: Figure = {
        ...figure,
        value,
        slack: printSlack(value, printed),
        printed: printedText(value, figure.unit, printed),
        place,
      };
      if (spansMeet(figureSpan(figure), figureSpan(twin))) return [];
      return [
        {
          check: 'text-against-table',
          severity: 'error',
          indicator: figure.indicator,
          region: figure.region,
          years: [figure.year],
          figures: [figure, twin],
          size: sizeOf(figure.value, value, figure.unit),
          ...textAgainstTable(figure, twin),
        },
      ];
    });
  });
}
