// The target board as a table.

import { z } from 'zod';
import { isWhole, type TargetRow } from '../../analysis/index.ts';
import type { Language } from '../../base/index.ts';
import { inYears, parseYears } from '../../base/index.ts';
import {
  boundSign,
  formatGap,
  formatNumber,
  formatTarget,
  formatValue,
  rowChance,
  statusText,
} from '../../charts/index.ts';
import { indicatorOf, type Model, planOf, regionOf } from '../../model/index.ts';
import type { DrawReader } from '../../results/index.ts';
import { left, right } from '../blocks.ts';
import { COMMON, cellKind, Indicators, listOf, OF_SCENARIOS, Selector, Years } from './cell-kind.ts';
import { joinSentences, table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const targetsCell = cellKind({
  id: 'targets',
  title: { zh: '目标评判', en: 'Target board' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    regions: Selector.optional(),
    region: Selector.optional(),
    indicators: Indicators.optional(),
    plans: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
    years: Years.optional(),
    all: z.boolean().optional().meta({ description: 'Also targets that cannot be assessed' }),
  }),
  scenarios: 'shown',
  async show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const selector = options.regions ?? options.region;
    const regions =
      selector === undefined
        ? (context.only ?? new Set([model.focus]))
        : new Set(context.regions(selector, [options.regions === undefined ? 'region' : 'regions']));
    const indicators =
      options.indicators === undefined ? undefined : context.indicators(options.indicators, ['indicators']);
    const plans =
      options.plans === undefined ? undefined : listOf(options.plans).map((id) => context.plan(id, ['plans']));
    const range = options.years === undefined ? undefined : parseYears(options.years);
    const only = regions.size === 1 ? { region: [...regions][0] as string } : {};
    const run = context.hasDraws ? await context.drawn(context.scenarios, [], only) : context.run();
    const ids = context.scenarios.map((id) => context.ran(run, id).id);
    const asked = ids.flatMap((id) =>
      run.targets.filter(
        (row) =>
          row.scenario === id &&
          regions.has(row.region) &&
          (indicators === undefined || indicators.includes(row.variable)) &&
          (plans === undefined || plans.includes(row.plan)) &&
          (range === undefined || inYears(range, row.year)),
      ),
    );
    const kept = options.all ? asked : asked.filter((row) => row.status !== 'not_assessable' && isWhole(row));
    const repeated = (row: TargetRow) =>
      row.scenario !== ids[0] &&
      kept.some(
        (other) =>
          other.scenario === ids[0] && other.of === row.of && other.year === row.year && other.outcome === row.outcome,
      );
    const shown = kept.filter((row) => !repeated(row));
    const hidden = options.all ? 0 : asked.filter((row) => row.status === 'not_assessable').length;
    const title = (id: string) => run.scenarios.find((one) => one.id === id)?.scenario.title[language] ?? id;
    const rows = shown.map((row) => [title(row.scenario), ...targetCells(model, row, language, run.draws)]);
    const columns = [
      { ...left(words.scenario), drop: true },
      { ...left(words.region), drop: true },
      left(words.indicator),
      right(words.year),
      right(words.target),
      right(words.outcome),
      right(words.gap),
      left(words.status),
      ...(context.hasDraws ? [right(words.pMet)] : []),
      { ...right(words.needed), drop: shown.every((row) => row.needed === undefined) },
      { ...left(words.plan), drop: true },
    ];
    const note = [
      ...(shown.some((row) => row.outcome_basis !== 'observed') ? [words.marked] : []),
      ...(shown.length < kept.length ? [words.sameLeftOut] : []),
      ...(hidden > 0 ? [words.hidden(hidden)] : []),
    ];
    const [region, ...others] = regions;
    const of =
      region !== undefined && others.length === 0
        ? `${regionOf(model, region).name[language]}${language === 'zh' ? '' : ': '}`
        : '';
    return {
      blocks: [
        table(context, options, {
          title: `${of}${of === '' || language === 'zh' ? words.boardTitle : words.boardTitle.toLowerCase()}`,
          ...(note.length === 0 ? {} : { note: joinSentences(context, note) }),
          nothing:
            asked.length === 0
              ? {
                  message: `no plan sets such a target for ${[...regions].join(', ')}`,
                  hint: 'ask for other regions, indicators, plans or years',
                }
              : {
                  message: `none of ${asked.length} targets of ${[...regions].join(', ')} can be assessed`,
                  hint: 'write all: true to see them with the reasons',
                },
          ...withoutSame(columns, rows),
        }),
      ],
    };
  },
});

function targetCells(
  model: Model,
  row: TargetRow,
  language: Language,
  draws: DrawReader | undefined,
): readonly string[] {
  const words = TABLE_WORDS[language];
  const indicator = indicatorOf(model, row.variable);
  const own = row.unit === indicator.unit.id;
  const amount = (value: number) =>
    own
      ? formatValue(value, indicator, language)
      : `${formatNumber(value, 2, language)}${row.unit.startsWith('%') ? '%' : ''}`;
  const kind = words.kindOf[row.kind];
  return [
    regionOf(model, row.region).name[language],
    kind === undefined ? indicator.title[language] : words.withUnit(indicator.title[language], kind),
    String(row.year),
    row.target === undefined
      ? '–'
      : own
        ? formatTarget(row.target, row.bound, indicator, language)
        : `${boundSign(row.bound)}${amount(row.target)}`,
    row.outcome === undefined ? '–' : `${amount(row.outcome)}${row.outcome_basis === 'observed' ? '' : '*'}`,
    row.gap_pct === undefined ? '–' : formatGap(row.gap_pct, language),
    statusText(row.status, language),
    ...(draws ? [rowChance(row, draws, language) ?? '–'] : []),
    row.needed === undefined || row.needed_unit === undefined
      ? ''
      : words.perYear(formatNumber(row.needed, 2, language), row.needed_unit),
    planOf(model, row.plan).short[language],
  ];
}
