// Values by year as a table: a row for each indicator, region and scenario.

import { z } from 'zod';
import { parseYears, yearsOf } from '../../base/index.ts';
import { formatNumber, unitText } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { left, right } from '../blocks.ts';
import { COMMON, cellKind, Indicators, OF_SCENARIOS, Selector, Years } from './cell-kind.ts';
import { table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const resultsCell = cellKind({
  id: 'results',
  title: { zh: '结果', en: 'Results' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    indicators: Indicators,
    regions: Selector,
    years: z
      .union([Years, z.array(z.int()).min(1)])
      .optional()
      .meta({ description: 'Default: all years' }),
  }),
  scenarios: 'shown',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const indicators = context.indicators(options.indicators, ['indicators']);
    const regions = context.regions(options.regions, ['regions']);
    const range = Array.isArray(options.years) || options.years === undefined ? model.years : parseYears(options.years);
    const years = Array.isArray(options.years) ? options.years : yearsOf(range ?? model.years);
    for (const [k, year] of years.entries())
      context.year(year, Array.isArray(options.years) ? ['years', k] : ['years']);
    const run = context.run();
    const rows = indicators.flatMap((id) =>
      regions.flatMap((region) =>
        context.scenarios.flatMap((scenario) => {
          const ran = context.ran(run, scenario);
          const indicator = indicatorOf(model, id);
          const cells = years.map((year) => run.reader.cell(ran.id, region, id, year));
          if (cells.every((cell) => cell === undefined)) return [];
          const values = cells.map((cell) =>
            cell === undefined
              ? '–'
              : `${formatNumber(cell.value, indicator.decimals, language)}${cell.basis === 'observed' ? '' : '*'}`,
          );
          return [
            [
              indicator.title[language],
              unitText(indicator, language),
              regionOf(model, region).name[language],
              ran.scenario.title[language],
              ...values,
            ],
          ];
        }),
      ),
    );
    const columns = [
      { ...left(words.indicator), drop: true },
      { ...left(words.unit), drop: false },
      { ...left(words.region), drop: true },
      { ...left(words.scenario), drop: true },
      ...years.map((year) => right(String(year))),
    ];
    const [only, ...others] = indicators;
    return {
      blocks: [
        table(context, options, {
          title:
            only !== undefined && others.length === 0 ? indicatorOf(model, only).title[language] : words.resultsTitle,
          note: words.marked,
          ...withoutSame(columns, rows),
        }),
      ],
    };
  },
});
