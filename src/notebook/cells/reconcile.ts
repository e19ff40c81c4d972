// Do cities add up to the province, counties to the city: in plans, in published values, in scenarios.

import { z } from 'zod';
import { planSums, publishedSums, type SumRow, scenarioSums } from '../../analysis/index.ts';
import { parseYears } from '../../base/index.ts';
import { chartKind, formatNumber } from '../../charts/index.ts';
import { indicatorOf, planOf } from '../../model/index.ts';
import { left, right } from '../blocks.ts';
import { COMMON, cellKind, Indicators, OF_SCENARIOS, SHOW, Years } from './cell-kind.ts';
import { both, table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const reconcileCell = cellKind({
  id: 'reconcile',
  title: { zh: '加总核对', en: 'Sums' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    region: z.string().min(1).meta({ description: 'The whole, whose parts are summed' }),
    indicators: Indicators.optional(),
    years: Years.optional(),
    all: z.boolean().optional().meta({ description: 'Also sums that hold' }),
    show: SHOW,
  }),
  scenarios: 'shown',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const region = context.region(options.region, ['region']);
    const indicators =
      options.indicators === undefined ? undefined : new Set(context.indicators(options.indicators, ['indicators']));
    const years = options.years === undefined ? undefined : parseYears(options.years);
    for (const year of years ? [years.first, years.last] : []) context.year(year, ['years']);
    const run = context.run();
    const choice = { parents: new Set([region]), ...(indicators ? { indicators } : {}) };
    const printed = { ...choice, ...(years ? { years } : {}) };
    const until = years ?? { first: model.years.last, last: model.years.last };
    const sums = [
      ...planSums(model, printed),
      ...publishedSums(model, printed),
      ...context.scenarios.flatMap((id) =>
        scenarioSums(model, run.reader, context.ran(run, id).id, { ...choice, years: until }),
      ),
    ];
    const shown = sums.filter((row) => options.all || row.status === 'differs');
    const source = ({ source: { kind, name } }: SumRow) =>
      kind === 'plan'
        ? planOf(model, name).short[language]
        : (run.scenarios.find((one) => one.id === name)?.scenario.title[language] ?? words.published);
    // A difference may be small and yet beyond rounding.
    const percentText = (percent: number) => `${percent > 0 ? '+' : ''}${formatNumber(percent, 2, language)}%`;
    const rows = shown.map((row) => {
      const { decimals, title } = indicatorOf(model, row.indicator);
      const show = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, decimals, language));
      return [
        source(row),
        title[language],
        String(row.year),
        show(row.sum),
        show(row.parentPart.value),
        row.percent === undefined ? '–' : percentText(row.percent),
        words.sumStatus[row.status] ?? row.status,
      ];
    });
    const children = model.regions.some((one) => one.parent === region);
    const nothing =
      sums.length === 0
        ? {
            message: children
              ? `no plan, publication or scenario has values to sum below "${region}"`
              : `"${region}" has no regions below: there is nothing to sum`,
            hint: children ? 'ask for other indicators or years' : 'choose a province or a city',
          }
        : shown.length === 0
          ? {
              message: `no sum below "${region}" differs beyond rounding`,
              hint: 'write all: true to see those that hold',
            }
          : undefined;
    const columns = [
      left(words.source),
      { ...left(words.indicator), drop: true },
      right(words.year),
      right(words.sum),
      right(words.parentValue),
      right(words.difference),
      left(words.result),
    ];
    const charts = context.charts(run);
    return {
      blocks: both(
        context,
        options,
        () =>
          chartKind('sums')?.draw(
            { ...charts, keep: (r, i) => charts.keep(r, i) && (indicators === undefined || indicators.has(i)) },
            { region },
          ),
        (captions) => table(context, captions, { title: words.sumsTitle, nothing, ...withoutSame(columns, rows) }),
        nothing,
      ),
      data: { sums: sums.length, differing: sums.filter((row) => row.status === 'differs').length },
    };
  },
});
