// Do regions converge: the scatter with its line, the spread over the years, and the measures.

import { z } from 'zod';
import { convergenceOf } from '../../analysis/index.ts';
import { chartKind, formatNumber } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { left, right } from '../blocks.ts';
import { COMMON, cellKind, Indicators, OF_SCENARIOS, Selector, SHOW } from './cell-kind.ts';
import { convergenceTable } from './convergence-table.ts';
import { both, joinSentences, table } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const convergenceCell = cellKind({
  id: 'convergence',
  title: { zh: '收敛', en: 'Convergence' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    indicator: Indicators.meta({ description: 'One, or several, which are shown side by side in a table' }),
    regions: Selector,
    from: z.int().optional(),
    to: z.int().optional(),
    form: z.enum(['log', 'level']).optional(),
    weights: z.string().min(1).optional().meta({ description: 'Indicator that weights the regression' }),
    show: SHOW,
    chart: z.enum(['convergence', 'dispersion']).optional(),
  }),
  scenarios: 'shown',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const indicators = context.indicators(options.indicator, ['indicator']);
    const regions = context.regions(options.regions, ['regions']);
    const run = context.run();
    const [scenario = 'baseline'] = context.scenarios;
    const all = indicators.map((indicator) =>
      convergenceOf(model, run.reader, {
        scenario: context.ran(run, scenario).id,
        indicator,
        regions,
        ...(options.from === undefined ? {} : { from: context.year(options.from, ['from']) }),
        ...(options.to === undefined ? {} : { to: context.year(options.to, ['to']) }),
        ...(options.form === undefined ? {} : { form: options.form }),
        ...(options.weights === undefined ? {} : { weights: context.indicator(options.weights, ['weights']) }),
      }),
    );
    if (all.length > 1) return { blocks: [convergenceTable(context, options, all)] };
    const [found] = all;
    if (!found) throw new Error('no indicator to look at');
    const { indicator } = found;
    const [first, last] = [found.spread[0], found.spread.at(-1)];
    const { beta } = found;
    const number = (value: number | undefined, digits: number) =>
      value === undefined ? '–' : formatNumber(value, digits, language);
    const pair = (a: number | undefined, b: number | undefined) => `${number(a, 4)} → ${number(b, 4)}`;
    const rows = [
      ...(found.years ? [[words.measures.years, found.years.join('–')]] : []),
      ...(beta
        ? [
            [
              words.measures.slope,
              `${number(beta.slope, 4)} (${beta.slopeInterval.map((end) => number(end, 4)).join(' – ')})`,
            ],
            [words.measures.speed, beta.speed === undefined ? '–' : `${number(100 * beta.speed, 2)}%`],
            [words.measures.halfLife, beta.halfLife === undefined ? '–' : words.years(number(beta.halfLife, 1))],
          ]
        : []),
      ...(first && last
        ? [
            [words.measures.cv, pair(first.cv, last.cv)],
            [words.measures.gini, pair(first.gini, last.gini)],
          ]
        : []),
    ];
    const refusals = found.refused.map(({ what, reason }) =>
      words.notAssessable(words.refusedOf[what], reason[language]),
    );
    const out = found.leftOut.map(({ region }) => regionOf(model, region).name[language]);
    const notes = [...(out.length === 0 ? [] : [words.leftOut(out.join(words.comma))]), ...refusals];
    const [why] = found.refused.filter(({ what }) => what === 'convergence' || what === 'beta' || what === 'sigma');
    const nothing = why && {
      message: `nothing to ${rows.length > 0 ? 'draw' : 'show'}: ${why.reason.en}`,
      ...(rows.length > 0 ? { hint: 'write show: table for what can be told' } : {}),
    };
    // A chart alone carries what its table would say.
    const captions =
      options.show === 'chart' && refusals.length > 0
        ? {
            ...options,
            note: joinSentences(context, [
              ...(options.note === undefined ? [] : [context.text(options.note)]),
              ...refusals,
            ]),
          }
        : options;
    const title = words.convergenceTitle(indicatorOf(model, indicator).title[language], found.regions.length);
    return {
      blocks: both(
        context,
        captions,
        () =>
          chartKind(options.chart ?? 'convergence')?.draw(context.charts(run), {
            indicator,
            regions,
            convergence: found,
          }),
        (shown) =>
          table(context, shown, {
            title,
            columns: [left(words.measure), right('')],
            rows,
            ...(notes.length === 0 ? {} : { note: joinSentences(context, notes) }),
            nothing,
          }),
        nothing,
      ),
      data: {
        ...(beta
          ? {
              slope: beta.slope,
              ...(beta.speed === undefined ? {} : { speed: beta.speed }),
              ...(beta.halfLife === undefined ? {} : { halfLife: beta.halfLife }),
            }
          : {}),
        ...(last?.cv === undefined ? {} : { cv: last.cv }),
      },
    };
  },
});
