// Attributions as terminal text or JSON.

import type { Attribution, GapSplit } from '../analysis/index.ts';
import { printYears, type YearRange } from '../base/index.ts';
import { indicatorOf, type Model, planOf, regionOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import { attributeIn } from '../repeat.ts';
import { note } from './session.ts';
import { UsageError } from './status.ts';
import { formatTable, paint, signed } from './terminal.ts';

export type AttributionPart = 'lever' | 'channel' | 'input' | 'region' | 'gap';

/** What is asked of a run whose last scenario is the one to explain. */
export interface AttributionQuestion {
  readonly indicator: string;
  readonly regions: readonly string[];
  readonly years: YearRange;
  readonly orders: number;
  readonly seed: number;
}

/** Attributes a value in some regions; those that cannot be are told, none that can ends with status 2. */
export function attributeRun(
  run: Run,
  { indicator, regions, years, orders, seed }: AttributionQuestion,
): readonly Attribution[] {
  const ran = run.scenarios.at(-1);
  if (!ran) throw new UsageError('nothing to attribute');
  const results = regions.map((region) => attributeIn(run, ran, { indicator, region, years, orders, seed }));
  const found = results.flatMap(({ attribution }) => attribution ?? []);
  const [first, ...others] = results.flatMap(({ issue }) => issue ?? []);
  if (first && found.length === 0) throw new UsageError(first.message, first.hint);
  if (first) for (const { message } of [first, ...others]) note(`${message}: left out`);
  return found;
}

/** Prints attributions; in the terminal only the parts asked for. */
export function printAttributions(
  run: Run,
  found: readonly Attribution[],
  options: { readonly json: boolean; readonly parts: readonly AttributionPart[] },
): void {
  const text = options.json
    ? JSON.stringify(found.map(asJson), null, 2)
    : found.map((one) => textOf(run.model, one, options.parts)).join('\n\n');
  process.stdout.write(`${text}\n`);
}

function asJson({ levers, ...rest }: Attribution) {
  return {
    ...rest,
    levers: levers.map(({ lever, ...part }) => ({ ...part, ...(lever?.reason ? { reason: lever.reason } : {}) })),
  };
}

function textOf(model: Model, one: Attribution, parts: readonly AttributionPart[]): string {
  const { decimals, title } = indicatorOf(model, one.indicator);
  const number = (value: number) => value.toFixed(decimals);
  const amount = (value: number) => signed(value, decimals + 2);
  const changeUnit = one.unit === '%' ? 'points' : one.unit === 'index' ? 'index points' : one.unit;
  const sum = one.years.first < one.years.last ? ' (sum)' : '';
  const lines = [
    paint(
      'bold',
      `${one.indicator} · ${regionOf(model, one.region).name.en} · ${printYears(one.years)}${sum} · ${one.scenario}`,
    ),
    `  ${title.en} (${title.zh})`,
    `  ${paint('bold', `${number(one.value)} ${one.unit}`)} against ${number(one.baseline)} in the baseline: ${paint('bold', `${amount(one.difference)} ${changeUnit}`)}${one.log === undefined ? '' : ` (${signed(one.log, 4)} in logs)`}`,
  ];
  if (one.reason !== undefined) lines.push(`  no difference: ${one.reason}`);
  const section = (part: AttributionPart, heading: string, body: string) => {
    if (parts.includes(part) && body !== '') lines.push('', `  ${paint('cyan', heading)}`, indent(body, 4));
  };
  const moving = one.levers.filter((part) => part.idle === undefined);
  if (one.difference !== 0 || moving.length > 0)
    section('lever', leverHeading(one), leverTable(one, amount, changeUnit));
  section(
    'input',
    `by input of the formula, in ${changeUnit}`,
    one.inputs.length === 0
      ? ''
      : amountTable(
          one.inputs.map(({ name, year, amount: value }) => [
            `${name}${year === undefined ? '' : ` ${year}`}`,
            amount(value),
          ]),
        ),
  );
  section('channel', `by channel (where it starts), in ${changeUnit}`, channelTable(model, one, amount));
  section(
    'region',
    `by region, in ${changeUnit}`,
    one.regions.length < 2 ? '' : amountTable(one.regions.map(({ region, amount: value }) => [region, amount(value)])),
  );
  for (const gap of one.gaps)
    section('gap', gapHeading(model, gap, number, one.unit, changeUnit), gapTable(gap, amount));
  return lines.join('\n');
}

function leverHeading({ method, runs, levers }: Attribution): string {
  const many = levers.filter((part) => part.idle === undefined).length > 1;
  if (!many) return 'by lever';
  return method === 'exact'
    ? `by lever (Shapley values over ${runs} runs)`
    : `by lever (Shapley values, sampled over ${runs} runs; ± standard error)`;
}

function leverTable(one: Attribution, amount: (value: number) => string, unit: string): string {
  const moving = one.levers.filter((part) => part.idle === undefined);
  const idle = one.levers.filter((part) => part.idle !== undefined);
  const many = moving.length > 1;
  const heads = [
    'lever',
    `adds (${unit})`,
    ...(one.method === 'sampled' ? ['±'] : []),
    ...(many ? ['alone', 'last'] : []),
  ];
  const rows = moving.map((part) => [
    part.text,
    amount(part.value),
    ...(one.method === 'sampled' ? [amount(part.standardError ?? 0).replace('+', '')] : []),
    ...(many ? [amount(part.alone), amount(part.last)] : []),
  ]);
  const table =
    moving.length === 0
      ? []
      : [
          formatTable(
            heads.map((title, k) => ({ title, align: k === 0 ? 'left' : 'right' })),
            rows,
          ),
        ];
  const together = many ? [`together beyond the sum of each alone: ${amount(one.interaction)}`] : [];
  return [...table, ...together, ...idle.map((part) => paint('dim', `${part.text}: ${part.idle}`))].join('\n');
}

function channelTable(model: Model, one: Attribution, amount: (value: number) => string): string {
  const several = new Set(one.channels.map((part) => part.region)).size > 1;
  const rows = one.channels.map((part) => [
    ...(several || part.region !== one.region ? [part.region] : []),
    channelText(model, part),
    amount(part.amount),
    ...(part.log === undefined ? [] : [`${signed(part.log, 4)} log`]),
  ]);
  return rows.length === 0 ? '' : amountTable(rows);
}

/** A channel as a person reads it: `rd_expenditure ← hightech_enterprises (rd_to_enterprises)`. */
export function channelText(model: Model, { indicator, kind, id }: Attribution['channels'][number]): string {
  switch (kind) {
    case 'lever':
      return `${indicator}: levers`;
    case 'response':
      return `${indicator} ← ${model.responses.find((one) => one.id === id)?.to ?? ''} (${id})`;
    case 'limit':
      return `${indicator}: kept at its limit`;
    case 'assumption':
      return `${indicator}: other assumptions`;
    case 'parameter':
      return `${indicator}: parameter ${id}`;
    case 'unsplit':
      return `${indicator}: cannot be split further`;
  }
}

function gapHeading(
  model: Model,
  gap: GapSplit,
  number: (value: number) => string,
  unit: string,
  changeUnit: string,
): string {
  const sign = { gte: '≥', gt: '>', lte: '≤', lt: '<', approx: '≈', eq: '=', range: '≥' }[gap.bound];
  const verdict = gap.met === undefined ? '' : gap.met ? ', met' : ', not met';
  return `gap to ${sign} ${number(gap.target)} ${unit} of ${planOf(model, gap.plan).id}: ${signed(gap.gap, 4)} ${changeUnit}${verdict}`;
}

function gapTable(gap: GapSplit, amount: (value: number) => string): string {
  const text = {
    known: (year: string) => `known in ${year}, against the target`,
    trend: (year: string) => `baseline until ${year}`,
    lever: (lever: string) => lever,
  };
  return amountTable(gap.steps.map((step) => [text[step.kind](step.text), amount(step.amount)]));
}

/** Rows without headings, numbers to the right. */
function amountTable(rows: readonly (readonly string[])[]): string {
  const last = Math.max(...rows.map((row) => row.length)) - 1;
  const columns = Array.from({ length: last + 1 }, (_, k) => ({
    title: '',
    align: /^[+-]?\d/.test(rows[0]?.[k] ?? '') ? ('right' as const) : ('left' as const),
  }));
  return formatTable(columns, rows).split('\n').slice(1).join('\n');
}

function indent(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}
