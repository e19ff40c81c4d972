// What a value depends on among its uncertain inputs.

import { z } from 'zod';
import { sensitivityOf } from '../../analysis/index.ts';
import { chartKind, formatNumber, unitText } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { openSensitivity } from '../../uncertainty/index.ts';
import { left, right } from '../blocks.ts';
import { fail, notebookError } from '../messages.ts';
import { COMMON, cellKind, OF_SCENARIOS, SHOW } from './cell-kind.ts';
import { showField } from './lever-field.ts';
import { both, table } from './show.ts';
import { TABLE_WORDS } from './words.ts';

/** Inputs that move the outcome by less than this share of the largest swing are counted, not listed. */
const LEAST_SWING = 0.005;

export const sensitivityCell = cellKind({
  id: 'sensitivity',
  title: { zh: '敏感性', en: 'Sensitivity' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    indicator: z.string().min(1),
    region: z.string().min(1),
    year: z.int(),
    draws: z.int().min(64).max(1_048_576).optional(),
    seed: z.int().min(0).optional(),
    show: SHOW,
    chart: z.enum(['tornado', 'morris', 'sobol', 'regional']).optional(),
    levers: z.array(z.string().min(1)).length(2).optional().meta({
      description:
        'Two levers, in place of the analyses: how likely the target is met over their values; INDICATOR@REGIONS growth 2025-2027 -5pp..+5pp',
    }),
    target: z
      .union([z.number(), z.string().min(1)])
      .optional()
      .meta({
        description: 'With levers: a value, or a plan whose target it is; default: the first plan that has one',
      }),
  }),
  scenarios: 'shown',
  async show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const indicator = indicatorOf(model, context.indicator(options.indicator, ['indicator']));
    const region = context.region(options.region, ['region']);
    const year = context.year(options.year, ['year']);
    const [scenario = 'baseline'] = context.scenarios;
    const run = context.run([scenario]);
    const cell = openSensitivity(run, context.ran(run, scenario), { region, indicator: indicator.id, year });
    if (!cell)
      return fail(
        notebookError(
          'nothing-to-show',
          `there is no value of "${indicator.id}" in "${region}" in ${year}`,
          context.place(['indicator']),
        ),
      );
    if (options.levers) return showField(context, options, options.levers, { run, cell });
    if (options.target !== undefined)
      fail(
        notebookError(
          'cell-option',
          '"target" is for "levers"',
          context.place(['target']),
          'leave it out, or name two levers',
        ),
      );
    const method = options.chart ?? 'tornado';
    const methods = options.show === 'chart' ? [method] : [...new Set([method, 'tornado' as const])];
    const { answer, issue } = sensitivityOf(model, cell, {
      methods,
      ...(options.draws === undefined ? {} : { draws: options.draws }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    });
    if (!answer)
      return fail(
        issue
          ? { ...issue, place: issue.place ?? context.place(['indicator']) }
          : notebookError('nothing-to-show', 'nothing uncertain moves this value', context.place(['indicator'])),
      );
    const [refused] = answer.refused.filter((one) => one.method === method);
    if (refused && options.show !== 'table') fail({ ...refused.issue, place: context.place(['chart']) });
    const bars = answer.tornado?.bars ?? [];
    const seen = bars.filter((bar, k) => k === 0 || bar.swing > LEAST_SWING * (bars[0]?.swing ?? 0));
    const finest = Math.min(...seen.map((bar) => bar.swing));
    const decimals = finest > 0 ? Math.min(6, Math.max(0, -Math.floor(Math.log10(finest)))) : 0;
    const number = (value: number) => formatNumber(value, Math.max(indicator.decimals, decimals), language);
    const rows = seen.map((bar) => [
      bar.title[language],
      number(bar.low.outcome),
      number(bar.high.outcome),
      number(bar.swing),
    ]);
    return {
      blocks: both(
        context,
        { ...options, show: options.show ?? 'chart' },
        () => chartKind(method)?.draw(context.charts(run), { sensitivity: answer }),
        (captions) =>
          table(context, captions, {
            title: words.sensitivityTitle(
              words.withUnit(
                indicator.title[language],
                answer.unit === 'index' ? words.index : unitText(indicator, language),
              ),
              regionOf(model, region).name[language],
              year,
            ),
            ...(bars.length > seen.length ? { note: words.smallerLeftOut(bars.length - seen.length) } : {}),
            columns: [left(words.input), right(words.low), right(words.high), right(words.swing)],
            rows,
          }),
      ),
      data: { centre: answer.centre },
    };
  },
});
