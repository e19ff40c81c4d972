// What a scenario's difference from its baseline is due to.

import { z } from 'zod';
import type { Attribution } from '../../analysis/index.ts';
import { parseYears } from '../../base/index.ts';
import { amountText, channelName, chartKind, formatNumber, leverName, unitText } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { attributeIn } from '../../repeat.ts';
import { left, right } from '../blocks.ts';
import { fail, notebookError } from '../messages.ts';
import { COMMON, cellKind, OF_SCENARIOS, SHOW, Years } from './cell-kind.ts';
import { both, table } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const attributeCell = cellKind({
  id: 'attribute',
  title: { zh: '差异分解', en: 'Attribution' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    indicator: z.string().min(1),
    region: z.string().min(1),
    year: Years,
    by: z.enum(['lever', 'channel']).optional().meta({ description: 'Parts of the table: lever (default) or channel' }),
    show: SHOW,
  }),
  scenarios: 'shown',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const indicator = indicatorOf(model, context.indicator(options.indicator, ['indicator']));
    const region = context.region(options.region, ['region']);
    const years = parseYears(options.year);
    if (!years) throw new Error('years were checked');
    context.year(years.first, ['year']);
    context.year(years.last, ['year']);
    if (years.first !== years.last && indicator.type !== 'flow')
      fail(
        notebookError(
          'cell-option',
          `"${indicator.id}" is a ${indicator.type}: its values of several years do not add up`,
          context.place(['year']),
          `ask for one year: year: ${years.last}`,
        ),
      );
    const run = context.run();
    const scenario = context.scenarios.findLast((id) => id !== 'baseline');
    if (scenario === undefined)
      return fail(
        notebookError('cell-option', 'the baseline does not differ from itself', context.place([]), 'add scenario: ID'),
      );
    const { attribution, issue } = attributeIn(run, context.ran(run, scenario), {
      indicator: indicator.id,
      region,
      years,
    });
    if (!attribution) return fail({ ...issue, place: issue.place ?? context.place(['indicator']) });
    const charts = context.charts(run);
    const parts = (found: Attribution) =>
      options.by === 'channel'
        ? found.channels.map((part) => [channelName(charts, part, region), part.amount] as const)
        : found.levers
            .filter((part) => part.value !== 0)
            .map((part) => {
              const { name, below } = leverName(charts, part, region);
              return [below === undefined ? name : words.withUnit(name, below), part.value] as const;
            });
    const unit = attribution.unit === 'index' ? words.index : unitText(indicator, language);
    const changeUnit = unit === '%' ? words.points : unit;
    const rows = parts(attribution).map(([name, amount]) => [
      name,
      amountText(amount, indicator, language),
      attribution.difference === 0 ? '–' : `${formatNumber((100 * amount) / attribution.difference, 0, language)}%`,
    ]);
    return {
      blocks: both(
        context,
        options,
        () => chartKind('waterfall')?.draw(charts, { attribution }),
        (captions) =>
          table(context, captions, {
            title: words.attributionTitle(
              indicator.title[language],
              regionOf(model, region).name[language],
              words.span(years.first, years.last),
            ),
            columns: [
              left(options.by === 'channel' ? words.channel : words.lever),
              right(words.withUnit(words.amount, changeUnit)),
              right(words.share),
            ],
            rows: [
              ...rows,
              [
                words.total,
                amountText(attribution.difference, indicator, language),
                attribution.difference === 0 ? '–' : '100%',
              ],
            ],
          }),
      ),
      data: { difference: attribution.difference, value: attribution.value, baseline: attribution.baseline },
    };
  },
});
