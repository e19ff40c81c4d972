// Two scenarios side by side.

import { z } from 'zod';
import { parseYears, yearsOf } from '../../base/index.ts';
import { chartKind, formatGap, formatNumber, unitText } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { compareScenarios } from '../../repeat.ts';
import { left, right } from '../blocks.ts';
import { fail, notebookError } from '../messages.ts';
import { COMMON, cellKind, Indicators, OF_SCENARIOS, Selector, SHOW, Years } from './cell-kind.ts';
import { both, table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const diffCell = cellKind({
  id: 'diff',
  title: { zh: '情景对比', en: 'Comparison' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    regions: Selector.optional(),
    indicators: Indicators.optional(),
    years: Years.optional().meta({ description: 'Default: the last target year' }),
    top: z.int().min(1).optional().meta({ description: 'Rows at most: 10' }),
    show: SHOW,
  }),
  scenarios: 'shown',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const [first, second, ...more] = context.scenarios;
    if (first === undefined || second === undefined || more.length > 0)
      return fail(
        notebookError(
          'cell-option',
          `two scenarios are compared, not ${context.scenarios.length}`,
          context.place(['scenarios']),
          'write scenarios: [baseline, ID]',
        ),
      );
    const regions =
      options.regions === undefined ? context.only : new Set(context.regions(options.regions, ['regions']));
    const indicators =
      options.indicators === undefined ? undefined : new Set(context.indicators(options.indicators, ['indicators']));
    const range = options.years === undefined ? undefined : parseYears(options.years);
    for (const year of range ? [range.first, range.last] : []) context.year(year, ['years']);
    const run = context.run();
    const [a, b] = [context.ran(run, first), context.ran(run, second)];
    const diff = compareScenarios(
      { run, ran: a },
      { run, ran: b },
      {
        ...(range ? { years: yearsOf(range) } : {}),
        keep: (region, indicator) =>
          (regions === undefined || regions.has(region)) && (indicators === undefined || indicators.has(indicator)),
      },
    );
    const rows = diff.outcomes.slice(0, options.top ?? 10).map((one) => {
      const indicator = indicatorOf(model, one.variable);
      const show = (value: number | undefined) =>
        value === undefined ? '–' : formatNumber(value, indicator.decimals, language);
      return [
        regionOf(model, one.region).name[language],
        indicator.title[language],
        one.unit === 'index' ? words.index : unitText(indicator, language),
        String(one.year),
        show(one.a),
        show(one.b),
        one.relative === undefined ? '–' : formatGap(100 * one.relative, language),
      ];
    });
    const nothing =
      diff.outcomes.length === 0
        ? { message: `no outcome asked for differs between "${first}" and "${second}"` }
        : undefined;
    const [titleA, titleB] = [a, b].map((one) => one.scenario.title[language]);
    const columns = [
      { ...left(words.region), drop: true },
      { ...left(words.indicator), drop: true },
      left(words.unit),
      { ...right(words.year), drop: true },
      right(titleA ?? ''),
      right(titleB ?? ''),
      right(words.difference),
    ];
    return {
      blocks: both(
        context,
        options,
        () => chartKind('scenario-diff')?.draw(context.charts(run), { diff }),
        (captions) =>
          table(context, captions, {
            title: words.diffTitle(titleA ?? '', titleB ?? ''),
            nothing,
            ...withoutSame(columns, rows),
          }),
        nothing,
      ),
      data: { outcomes: diff.outcomes.length, turned: diff.targets.filter((one) => one.turned).length },
    };
  },
});
