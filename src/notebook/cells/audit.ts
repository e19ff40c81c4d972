// What the plans disagree on.

import { z } from 'zod';
import { AUDIT_CHECKS, AUDIT_SEVERITIES, auditModel } from '../../analysis/index.ts';
import { AUDIT_WORDS, chartKind } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { left } from '../blocks.ts';
import { COMMON, cellKind, Indicators, listOf, Selector, SHOW } from './cell-kind.ts';
import { both, table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const auditCell = cellKind({
  id: 'audit',
  title: { zh: '规划审读', en: 'Audit' },
  schema: z.strictObject({
    ...COMMON,
    regions: Selector.optional(),
    indicators: Indicators.optional(),
    plans: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
    severities: z.array(z.enum(AUDIT_SEVERITIES)).min(1).optional(),
    checks: z.array(z.enum(AUDIT_CHECKS)).min(1).optional(),
    top: z.int().min(1).optional().meta({ description: 'Rows at most' }),
    show: SHOW,
  }),
  scenarios: 'none',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const names = AUDIT_WORDS[language];
    const regions =
      options.regions === undefined ? context.only : new Set(context.regions(options.regions, ['regions']));
    const findings = auditModel(model, {
      ...(options.plans === undefined
        ? {}
        : { plans: new Set(listOf(options.plans).map((id) => context.plan(id, ['plans']))) }),
      ...(regions === undefined ? {} : { regions }),
      ...(options.indicators === undefined
        ? {}
        : { indicators: new Set(context.indicators(options.indicators, ['indicators'])) }),
      ...(options.severities === undefined ? {} : { severities: new Set(options.severities) }),
      ...(options.checks === undefined ? {} : { checks: new Set(options.checks) }),
    });
    const shown = findings.slice(0, options.top ?? findings.length);
    const rows = shown.map((one) => [
      names.severity[one.severity],
      [
        regionOf(model, one.region).name[language],
        indicatorOf(model, one.indicator).title[language],
        printSpan(one.years),
        ...new Set(one.figures.map((figure) => figure.document[language])),
      ]
        .filter((part) => part !== '')
        .join(' · '),
      names.check[one.check],
      one.found[language],
      one.advice[language],
    ]);
    const columns = [
      { ...left(words.severity), drop: true },
      left(words.figures),
      { ...left(words.check), drop: true },
      left(words.found),
      left(words.advice),
    ];
    return {
      blocks: both(
        context,
        options,
        () => chartKind('audit')?.draw(context.charts(context.run(['baseline'])), { findings }),
        (captions) => table(context, captions, { title: words.auditTitle, ...withoutSame(columns, rows) }),
      ),
      data: {
        count: findings.length,
        ...Object.fromEntries(
          AUDIT_SEVERITIES.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]),
        ),
      },
    };
  },
});

/** `2015`, or `2016–2020` for several. */
function printSpan(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  return first === undefined ? '' : first === last ? String(first) : `${first}–${last}`;
}
