// Catching up with a leader: gaps, years of parity, ranks.

import { z } from 'zod';
import {
  type CatchUp,
  type CatchUpRequest,
  type CatchUpRow,
  catchUp,
  type LeaderChoice,
  readLeader,
} from '../../analysis/index.ts';
import { type Chart, chartKind, formatNumber, formatValue } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { left, right } from '../blocks.ts';
import { fail, notebookError } from '../messages.ts';
import { type CellContext, COMMON, cellKind, listOf, OF_SCENARIOS, Selector, SHOW } from './cell-kind.ts';
import { leftOutNote, levelsTable } from './levels-table.ts';
import { type Compared, chancesOf, chancesTable } from './parity-chances.ts';
import { parityText } from './parity-text.ts';
import { both, joinSentences, type NothingShown, table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const catchupCell = cellKind({
  id: 'catchup',
  title: { zh: '追赶', en: 'Catching up' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    indicator: z.string().min(1),
    regions: Selector,
    leader: Selector.meta({ description: 'A region, best, parent, target, or target:PLAN; or several regions' }),
    by: z.int().optional().meta({ description: 'Year for which the growth needed is asked' }),
    from: z.int().optional().meta({ description: 'First year of parity; default: the latest published' }),
    show: SHOW,
    chart: z
      .enum(['ranks', 'parity-years', 'catch-up', 'parity-chances'])
      .optional()
      .meta({ description: 'parity-chances: how likely by when, with the draws of the notebook' }),
  }),
  scenarios: 'shown',
  async show(context, options) {
    const { model } = context;
    const indicator = context.indicator(options.indicator, ['indicator']);
    const regions = context.regions(options.regions, ['regions']);
    const leaders = readLeaders(context, options.leader);
    const run =
      options.chart === 'parity-chances'
        ? await context.drawn(context.scenarios, ['chart'], { indicator, keep: true })
        : context.run();
    const compared = context.scenarios.flatMap((scenario) => {
      const { id } = context.ran(run, scenario);
      return leaders.map((leader): Compared => {
        const request: CatchUpRequest = {
          scenario: id,
          indicator,
          regions,
          leader,
          targets: run.targets.filter((row) => row.scenario === id),
          ...(options.by === undefined ? {} : { by: context.year(options.by, ['by']) }),
          ...(options.from === undefined ? {} : { from: context.year(options.from, ['from']) }),
        };
        return { request, found: catchUp(model, run.reader, request) };
      });
    });
    const found = compared.map((one) => one.found);
    const chances = options.chart === 'parity-chances' ? chancesOf(context, run, compared) : [];
    const [leader] = leaders;
    if (options.chart === 'catch-up' && leader?.kind !== 'region')
      fail(
        notebookError(
          'cell-option',
          'the chart catch-up compares with one region',
          context.place(['leader']),
          'name a region, or choose another chart',
        ),
      );
    const chart = options.chart ?? (found.length > 1 ? 'parity-years' : 'ranks');
    const scenarioTitle = (id: string) =>
      run.scenarios.find((one) => one.id === id)?.scenario.title[context.language] ?? id;
    const draw = (): Chart | undefined =>
      chartKind(chart)?.draw(context.charts(run), {
        indicator,
        regions,
        ...(leader?.kind === 'region' ? { leader: leader.region } : {}),
        catchUps: found,
        parityChances: chances,
      });
    return {
      blocks: both(
        context,
        options,
        draw,
        (captions) =>
          chances.length > 0
            ? chancesTable(context, captions, chances, scenarioTitle, run.draws?.design.draws ?? 0)
            : (leaders.length > 1 ? levelsTable : tableOf)(context, captions, found, scenarioTitle),
        nothingCompared(found),
      ),
      data: dataOf(context, found),
    };
  },
});

/** Why no region is compared with a leader; undefined where one is. */
function nothingCompared(found: readonly CatchUp[]): NothingShown | undefined {
  if (found.some((one) => one.rows.length > 0)) return undefined;
  const [alone] = found.flatMap((one) => one.leftOut);
  const why = alone ? `${alone.region} is left out: ${alone.reason}` : 'the leader is the only region given';
  return { message: `nothing to compare: ${why}`, hint: 'choose other regions, or another leader' };
}

/** Leaders as written: choices by name, or all regions of a selector. */
function readLeaders(context: CellContext, written: string | readonly string[]): readonly LeaderChoice[] {
  return listOf(written).flatMap((item): readonly LeaderChoice[] => {
    if (item === '*' || (item.includes(':') && !item.startsWith('target:')))
      return context.regions(item, ['leader']).map((region) => ({ kind: 'region', region }));
    const read = readLeader(item, context.model);
    return 'issue' in read ? fail({ ...read.issue, place: context.place(['leader']) }) : [read.leader];
  });
}

function tableOf(
  context: CellContext,
  options: object,
  found: readonly CatchUp[],
  scenarioTitle: (id: string) => string,
) {
  const { model, language } = context;
  const words = TABLE_WORDS[language];
  const [first] = found;
  if (!first) throw new Error('no scenario to compare');
  const indicator = indicatorOf(model, first.indicator);
  const show = (value: number) => formatNumber(value, Math.max(1, indicator.decimals), language);
  const leaderName = (leader: string) =>
    model.regionIndex.has(leader) ? regionOf(model, leader).name[language] : leader;
  const cells = (one: CatchUp, row: CatchUpRow) => {
    const start = row.path.find((point) => point.year === row.from);
    const end = row.path.at(-1);
    return [
      scenarioTitle(one.scenario),
      regionOf(model, row.region).name[language],
      leaderName(row.leader),
      String(row.from),
      start ? show(start.value) : '–',
      start ? show(start.leader) : '–',
      start?.ratio === undefined ? '–' : formatNumber(start.ratio, 2, language),
      end?.ratio === undefined ? '–' : formatNumber(end.ratio, 2, language),
      parityText(row.parity, model.years.last, language),
      row.needed ? words.perYear(formatNumber(row.needed.value, 2, language), row.needed.unit) : '–',
      start && end ? `${words.outOf(start.rank, start.ranked)} → ${words.outOf(end.rank, end.ranked)}` : '–',
    ];
  };
  const columns = [
    { ...left(words.scenario), drop: true },
    left(words.region),
    { ...left(words.leader), drop: true },
    { ...right(words.year), drop: true },
    right(words.value),
    right(words.leaderValue),
    right(words.ratio),
    right(`${words.ratio} ${model.years.last}`),
    left(words.parity),
    right(words.needed),
    left(words.rank),
  ];
  // A scenario that changes nothing here would only lengthen the table.
  const all = found.map((one) => one.rows.map((row) => cells(one, row)));
  const said = new Set((all[0] ?? []).map((row) => row.slice(1).join('\n')));
  const rows = all.flatMap((own, k) => (k === 0 ? own : own.filter((row) => !said.has(row.slice(1).join('\n')))));
  const same = rows.length < all.flat().length;
  const early = first.rows
    .filter((row) => row.flags.includes('by_too_early'))
    .map((row) => regionOf(model, row.region));
  const note = [
    ...(same ? [words.sameLeftOut] : []),
    ...(early.length > 0 ? [words.byTooEarly(early.map(({ name }) => name[language]).join(words.comma))] : []),
    ...leftOutNote(context, found),
  ];
  const starts = new Set(found.flatMap((one) => one.rows.map((row) => row.from)));
  const [from] = starts;
  return table(context, options, {
    title: words.catchUpTitle(
      `${indicator.title[language]}${starts.size === 1 && from !== undefined ? ` (${from})` : ''}`,
    ),
    ...(note.length === 0 ? {} : { note: joinSentences(context, note) }),
    nothing: nothingCompared(found),
    ...withoutSame(columns, rows),
  });
}

/** By scenario and region, of the first leader, for inline numbers: `data(cell, baseline.pinghu.year)`. */
function dataOf({ model, language }: CellContext, found: readonly CatchUp[]) {
  const scenarios = [...new Set(found.map((one) => one.scenario))];
  return Object.fromEntries(
    scenarios.map((scenario) => {
      const one = found.find((each) => each.scenario === scenario);
      return [scenario, Object.fromEntries((one?.rows ?? []).map((row) => [row.region, fieldsOf(row)]))];
    }),
  );

  function fieldsOf(row: CatchUpRow) {
    const indicator = indicatorOf(model, found[0]?.indicator ?? '');
    const start = row.path.find((point) => point.year === row.from);
    return {
      status: row.parity.status,
      from: String(row.from),
      ...(start
        ? {
            value: formatValue(start.value, indicator, language),
            leader: formatValue(start.leader, indicator, language),
          }
        : {}),
      ...(row.parity.year === undefined ? {} : { year: String(row.parity.year) }),
      ...(row.needed ? { needed: row.needed.value } : {}),
    };
  }
}
