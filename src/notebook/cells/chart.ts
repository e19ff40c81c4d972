// A chart of the gallery whose request can be written down; charts of analyses are drawn by the cells of those.

import { z } from 'zod';
import { type ChartRequest, chartKind, GALLERY } from '../../charts/index.ts';
import { CellFailure, notebookError } from '../messages.ts';
import { COMMON, cellKind, Indicators, OF_SCENARIOS, Selector } from './cell-kind.ts';
import { figure } from './show.ts';

/** What can be written down of a request. */
const PLAIN: readonly (keyof ChartRequest)[] = ['indicator', 'region', 'regions', 'leader', 'plan', 'year', 'asOf'];

/** Kinds that show draws, and kinds that show them where there are any. */
const DRAWN = ['chance-board', 'fan', 'outcomes', 'year-met', 'difference'];
const BOARDS = ['target-board'];

const OPTIONS = {
  indicator: z.string().min(1).optional(),
  indicators: Indicators.optional().meta({ description: 'Boards: only these' }),
  region: z.string().min(1).optional(),
  regions: Selector.optional(),
  leader: z.string().min(1).optional().meta({ description: 'A region that the others are compared with' }),
  plan: z.string().min(1).optional(),
  year: z.int().optional(),
};

export const chartCell = cellKind({
  id: 'chart',
  title: { zh: '图', en: 'Chart' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    ...OPTIONS,
    kind: z
      .enum(GALLERY.map((kind) => kind.id) as [string, ...string[]])
      .meta({ description: 'Which chart of the gallery' }),
  }),
  scenarios: 'shown',
  async show(context, options) {
    const kind = chartKind(options.kind);
    if (!kind) throw new Error(`no chart kind "${options.kind}"`);
    const unwritten = kind.needs.find((need) => !PLAIN.includes(need));
    if (unwritten !== undefined)
      throw new CellFailure([
        notebookError('cell-option', `a "${kind.id}" chart cannot be asked for in a notebook`, context.place(['kind'])),
      ]);
    const { indicator, region, regions, leader, plan, year } = options;
    const missing = kind.needs.filter((need) => need !== 'asOf' && options[need as keyof typeof OPTIONS] === undefined);
    if (missing.length > 0)
      throw new CellFailure(
        missing.map((need) =>
          notebookError('cell-option', `a "${kind.id}" chart needs "${need}"`, context.place(['kind']), `add ${need}:`),
        ),
      );
    const asked: ChartRequest = {
      ...(indicator === undefined ? {} : { indicator: context.indicator(indicator, ['indicator']) }),
      ...(region === undefined ? {} : { region: context.region(region, ['region']) }),
      ...(regions === undefined ? {} : { regions: context.regions(regions, ['regions']) }),
      ...(leader === undefined ? {} : { leader: context.region(leader, ['leader']) }),
      ...(plan === undefined ? {} : { plan: context.plan(plan, ['plan']) }),
      ...(year === undefined ? {} : { year: context.year(year, ['year']) }),
    };
    const run =
      DRAWN.includes(kind.id) || (context.hasDraws && BOARDS.includes(kind.id))
        ? await context.drawn(context.scenarios, ['kind'], asked)
        : context.run();
    const views = new Set(context.scenarios.map((id) => context.ran(run, id).asOf));
    const [view] = views;
    // Scenarios that all look from one earlier year are shown as they look from there.
    const request = views.size === 1 && view !== undefined ? { ...asked, asOf: view } : asked;
    const wanted =
      options.indicators === undefined ? undefined : context.indicators(options.indicators, ['indicators']);
    const charts = context.charts(run);
    const drawn = kind.draw(
      wanted === undefined ? charts : { ...charts, keep: (r, i) => charts.keep(r, i) && wanted.includes(i) },
      request,
    );
    if (!drawn)
      throw new CellFailure([
        notebookError(
          'nothing-to-show',
          `there is nothing to draw in this "${kind.id}" chart`,
          context.place(['kind']),
          'ask for a region, an indicator or a year that has values or targets',
        ),
      ]);
    return { blocks: [figure(context, drawn, options)] };
  },
});
