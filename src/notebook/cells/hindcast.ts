// Growth assumptions run from an earlier year and scored on what was published later.

import { z } from 'zod';
import { hindcast, hindcastScores } from '../../analysis/index.ts';
import { parseYears, yearsOf } from '../../base/index.ts';
import { AUDIT_WORDS, chartKind, formatNumber, unitText } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { left, right } from '../blocks.ts';
import { CellFailure } from '../messages.ts';
import { COMMON, cellKind, Indicators, Selector, SHOW, Years } from './cell-kind.ts';
import { both, table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const hindcastCell = cellKind({
  id: 'hindcast',
  title: { zh: '假设回测', en: 'Hindcast' },
  schema: z.strictObject({
    ...COMMON,
    indicators: Indicators,
    regions: Selector,
    as_of: Years.optional().meta({
      description: 'The years in which one stands; default: all that have something to score',
    }),
    horizon: z.int().min(1).max(20).optional().meta({ description: 'Years ahead at most: 5' }),
    show: SHOW,
  }),
  scenarios: 'none',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const indicators = context.indicators(options.indicators, ['indicators']);
    const regions = context.regions(options.regions, ['regions']);
    const latest = Math.max(...model.observations.map((one) => one.published));
    const given = options.as_of === undefined ? undefined : parseYears(options.as_of);
    for (const year of given ? [given.first, given.last] : []) context.year(year, ['as_of']);
    const found = hindcast(model, context.assumptions(), {
      indicators,
      regions,
      asOfs: yearsOf(given ?? { first: model.years.first, last: Math.min(model.years.last, latest - 1) }),
      horizon: options.horizon ?? 5,
    });
    if (found.issues.length > 0)
      throw new CellFailure(
        found.issues.map((issue) => ({ ...issue, place: issue.place ?? context.place(['indicators']) })),
      );
    const scores = hindcastScores(found.forecasts);
    const names = AUDIT_WORDS[language].assumption;
    const rows = scores.map((score) => {
      const own = indicatorOf(model, score.indicator);
      const { decimals, title } = own;
      return [
        words.withUnit(title[language], unitText(own, language)),
        regionOf(model, score.region).name[language],
        names[score.assumption],
        String(score.n),
        formatNumber(score.mae, decimals, language),
        score.mape === undefined ? '–' : `${formatNumber(score.mape, 1, language)}%`,
        score.mase === undefined ? '–' : formatNumber(score.mase, 2, language),
      ];
    });
    const columns = [
      { ...left(words.indicator), drop: true },
      { ...left(words.region), drop: true },
      left(words.assumption),
      right(words.forecasts),
      right(words.meanError),
      right(words.percentError),
      right('MASE'),
    ];
    const [indicator, region] = [indicators[0], regions[0]];
    const one = new Set(scores.map((score) => `${score.indicator} ${score.region}`)).size === 1 ? scores[0] : undefined;
    const series = one && {
      indicator: indicatorOf(model, one.indicator).title[language],
      region: regionOf(model, one.region).name[language],
      unit: unitText(indicatorOf(model, one.indicator), language),
    };
    const asOfs = found.forecasts.map((forecast) => forecast.asOf);
    const title = words.hindcastOf(series, words.span(Math.min(...asOfs), Math.max(...asOfs)));
    return {
      blocks: both(
        context,
        options,
        () =>
          chartKind('hindcast')?.draw(context.charts(context.run(['baseline'])), {
            hindcast: found,
            ...(indicator === undefined ? {} : { indicator }),
            ...(region === undefined ? {} : { region }),
          }),
        (captions) => table(context, captions, { title, ...withoutSame(columns, rows) }),
      ),
    };
  },
});
