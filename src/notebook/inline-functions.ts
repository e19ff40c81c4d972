// The closed list of inline numbers: what each takes and prints. Adding one is an entry here.

import { catchUp, goodDirection, isWhole, readLeader, type TargetRow } from '../analysis/index.ts';
import type { Bilingual } from '../base/index.ts';
import { power } from '../base/index.ts';
import {
  formatGap,
  formatNumber,
  openChance,
  proseTarget,
  proseValue,
  shortChance,
  statusText,
  unitText,
} from '../charts/index.ts';
import { type Indicator, indicatorOf, planOf, regionOf } from '../model/index.ts';
import { QUANTILE_PROBABILITIES } from '../results/index.ts';
import type { CellContext } from './cells/cell-kind.ts';
import { parityText } from './cells/parity-text.ts';
import { TABLE_WORDS } from './cells/words.ts';
import type { Signature } from './inline.ts';
import { fail, notebookError } from './messages.ts';

/** Arguments by name, as texts. */
export type Given = ReadonlyMap<string, string>;

/** An inline number. */
export interface InlineFunction extends Signature {
  readonly says: Bilingual;
  /** With ids of the shipped package; run by the tests. */
  readonly print: (context: CellContext, given: Given) => string | Promise<string>;
}

const FORMAT = [
  { name: 'digits', optional: true },
  { name: 'unit', optional: true },
  { name: 'sign', optional: true },
];
const CELL = [{ name: 'indicator' }, { name: 'region' }, { name: 'year' }];
const SCENARIO = { name: 'scenario', optional: true };
const PLAN = { name: 'plan', optional: true };

export const INLINE_FUNCTIONS: readonly InlineFunction[] = [
  {
    id: 'value',
    takes: [...CELL, SCENARIO, ...FORMAT],
    says: { zh: '某地某指标某年的值', en: 'value of an indicator in a region and year' },
    print(context, given) {
      const { indicator, region, year } = cellOf(context, given);
      return amount(context, given, indicator, valueAt(context, given, indicator.id, region, year));
    },
  },
  {
    id: 'latest',
    takes: [{ name: 'indicator' }, { name: 'region' }, ...FORMAT],
    says: { zh: '最近一次公布的值及年份', en: 'the latest published value, with its year' },
    print(context, given) {
      const indicator = indicatorOf(context.model, context.indicator(given.get('indicator') ?? '', ['indicator']));
      const region = context.region(given.get('region') ?? '', ['region']);
      const run = context.run(['baseline']);
      const { id } = context.ran(run, 'baseline');
      const year = run.reader.lastKnown(id, region, indicator.id);
      const value = year === undefined ? undefined : run.reader.value(id, region, indicator.id, year);
      if (year === undefined || value === undefined)
        return fail(
          notebookError(
            'no-value',
            `nothing is published of "${indicator.id}" in "${region}"`,
            context.place(['indicator']),
          ),
        );
      const text = amount(context, given, indicator, value);
      return context.language === 'zh' ? `${text}（${year}年）` : `${text} (${year})`;
    },
  },
  {
    id: 'difference',
    takes: [...CELL, SCENARIO, ...FORMAT],
    says: { zh: '与基准情景之差', en: 'difference from the baseline' },
    print(context, given) {
      const { indicator, region, year } = cellOf(context, given);
      const run = context.run([scenarioOf(given)]);
      const ran = context.ran(run, scenarioOf(given));
      const base = run.results.scenarios.find((one) => one.scenario === ran.id)?.baseline ?? '';
      const [a, b] = [base, ran.id].map((id) => run.reader.value(id, region, indicator.id, year));
      if (a === undefined || b === undefined) return noValue(context, indicator.id, region, year);
      return amount(context, new Map([['sign', 'true'], ...given]), indicator, b - a, true);
    },
  },
  {
    id: 'change',
    takes: [{ name: 'indicator' }, { name: 'region' }, { name: 'from' }, { name: 'to' }, SCENARIO, ...FORMAT],
    says: { zh: '两年之间的变化', en: 'change between two years' },
    print(context, given) {
      const { indicator, region, from, to } = spanOf(context, given);
      const [a, b] = [from, to].map((year) => valueAt(context, given, indicator.id, region, year));
      return amount(context, new Map([['sign', 'true'], ...given]), indicator, (b ?? 0) - (a ?? 0), true);
    },
  },
  {
    id: 'growth',
    takes: [{ name: 'indicator' }, { name: 'region' }, { name: 'from' }, { name: 'to' }, SCENARIO, ...FORMAT],
    says: { zh: '年均增速（比率为每年百分点）', en: 'average growth a year (shares: points a year)' },
    print(context, given) {
      const { indicator, region, from, to } = spanOf(context, given);
      const [a = 0, b = 0] = [from, to].map((year) => valueAt(context, given, indicator.id, region, year));
      const years = to - from;
      if (indicator.grows === 'points') return perYear(context, given, (b - a) / years, 'pp/yr');
      if (a <= 0 || b <= 0)
        return fail(
          notebookError('inline-number', `growth needs values above 0, found ${a} and ${b}`, context.place(['from'])),
        );
      return perYear(context, given, 100 * (power(b / a, 1 / years) - 1), '%/yr');
    },
  },
  {
    id: 'target',
    takes: [...CELL, PLAN],
    says: { zh: '规划目标', en: 'what a plan asks' },
    print(context, given) {
      const { indicator, row } = rowOf(context, given);
      if (row.target === undefined) return unassessable(context, row);
      return row.unit === indicator.unit.id
        ? proseTarget(row.target, row.bound, indicator, context.language)
        : `${formatNumber(row.target, 2, context.language)}${row.unit.startsWith('%') ? '%' : ''}`;
    },
  },
  {
    id: 'gap',
    takes: [...CELL, SCENARIO, PLAN, ...FORMAT],
    says: { zh: '与目标的差距，好为正', en: 'gap to a target, positive when good' },
    print(context, given) {
      const { indicator, row } = rowOf(context, given);
      if (row.gap === undefined) return unassessable(context, row);
      return amount(context, new Map([['sign', 'true'], ...given]), indicator, row.gap, true);
    },
  },
  {
    id: 'gap_percent',
    takes: [...CELL, SCENARIO, PLAN],
    says: { zh: '与目标的差距，占目标百分比', en: 'gap in percent of the target' },
    print(context, given) {
      const { row } = rowOf(context, given);
      return row.gap_pct === undefined ? unassessable(context, row) : formatGap(row.gap_pct, context.language);
    },
  },
  {
    id: 'status',
    takes: [...CELL, SCENARIO, PLAN],
    says: { zh: '目标评判', en: 'how a target is judged' },
    print: (context, given) => statusText(rowOf(context, given).row.status, context.language),
  },
  {
    id: 'needed',
    takes: [...CELL, SCENARIO, PLAN, ...FORMAT],
    says: { zh: '达到目标今后所需年均增速', en: 'growth a year needed from now' },
    print(context, given) {
      const { row } = rowOf(context, given);
      if (row.needed === undefined || row.needed_unit === undefined) return unassessable(context, row);
      return perYear(context, given, row.needed, row.needed_unit);
    },
  },
  {
    id: 'p_met',
    takes: [...CELL, SCENARIO, PLAN, { name: 'digits', optional: true }],
    says: { zh: '达标概率', en: 'how likely a target is met' },
    async print(context, given) {
      const { row } = rowOf(context, given);
      const of = { region: row.region, indicator: row.variable };
      const drawn = await context.drawn([scenarioOf(given)], ['indicator'], of);
      const same = drawn.targets.find(
        (one) => one.scenario === row.scenario && one.plan === row.plan && one.of === row.of && one.year === row.year,
      );
      const chance = openChance(same, drawn.draws);
      if (same?.p_met === undefined || !drawn.draws) return unassessable(context, row);
      if (chance === undefined)
        return fail(
          notebookError(
            'no-value',
            'there is no probability: the value is published, or nothing that decides it has a stated range',
            context.place(['indicator']),
            'print status(…) or value(…) in its place',
          ),
        );
      const digits = digitsOf(context, given);
      return digits === undefined
        ? shortChance(chance, drawn.draws.design.draws, context.language)
        : `${formatNumber(100 * chance, digits, context.language)}%`;
    },
  },
  {
    id: 'quantile',
    takes: [...CELL, SCENARIO, { name: 'p' }, ...FORMAT],
    says: { zh: '抽样结果的分位数', en: 'a quantile of what the draws give; p from 0 to 1' },
    async print(context, given) {
      const { indicator, region, year } = cellOf(context, given);
      const position = QUANTILE_PROBABILITIES.findIndex((known) => String(known) === given.get('p'));
      if (position < 0)
        return fail(
          notebookError(
            'inline-number',
            `"${given.get('p')}" is no quantile that is kept`,
            context.place(['p']),
            `one of ${QUANTILE_PROBABILITIES.join(', ')}`,
          ),
        );
      const of = { region, indicator: indicator.id };
      const drawn = await context.drawn([scenarioOf(given)], ['indicator'], of);
      const { id } = context.ran(drawn, scenarioOf(given));
      const found = drawn.draws?.distribution(id, region, indicator.id, year)?.quantiles[position];
      return found === undefined
        ? noValue(context, indicator.id, region, year)
        : amount(context, given, indicator, found);
    },
  },
  {
    id: 'parity',
    takes: [{ name: 'indicator' }, { name: 'region' }, { name: 'leader' }, SCENARIO],
    says: { zh: '赶上标杆的年份', en: 'year in which a region draws level with a leader' },
    print(context, given) {
      const { model } = context;
      const indicator = context.indicator(given.get('indicator') ?? '', ['indicator']);
      const region = context.region(given.get('region') ?? '', ['region']);
      const read = readLeader(given.get('leader') ?? '', model);
      if ('issue' in read) return fail({ ...read.issue, place: context.place(['leader']) });
      const run = context.run([scenarioOf(given)]);
      const scenario = context.ran(run, scenarioOf(given)).id;
      const found = catchUp(model, run.reader, {
        scenario,
        indicator,
        regions: [region],
        leader: read.leader,
        targets: run.targets.filter((row) => row.scenario === scenario),
      });
      const [row] = found.rows;
      if (!row)
        return fail(
          notebookError(
            'no-value',
            `"${region}" cannot be compared: ${found.leftOut[0]?.reason ?? 'there is no leader'}`,
            context.place(['region']),
          ),
        );
      return parityText(row.parity, model.years.last, context.language);
    },
  },
  {
    id: 'rank',
    takes: [...CELL, SCENARIO, { name: 'among', optional: true }],
    says: { zh: '位次，1为最好', en: 'place, 1 is best' },
    print(context, given) {
      const { indicator, region, year } = cellOf(context, given);
      const { parent } = regionOf(context.model, region);
      const among = given.get('among');
      if (among === undefined && parent === undefined)
        return fail(
          notebookError(
            'inline-number',
            `"${region}" has no region beside it`,
            context.place(['region']),
            'name the others: among="*"',
          ),
        );
      const others =
        among === undefined ? context.regions(`children:${parent}`, ['region']) : context.regions(among, ['among']);
      const own = valueAt(context, given, indicator.id, region, year);
      const run = context.run([scenarioOf(given)]);
      const { id } = context.ran(run, scenarioOf(given));
      const values = others.flatMap((one) => {
        const cell = run.reader.cell(id, one, indicator.id, year);
        return cell === undefined || cell.basis === 'index' ? [] : [cell.value];
      });
      if (values.length < others.length)
        return fail(
          notebookError(
            'inline-number',
            `a place needs values of all ${others.length} regions; ${others.length - values.length} have none in ${year}`,
            context.place(['year']),
          ),
        );
      const direction = goodDirection('eq', indicator);
      const better = values.filter((value) => direction * (value - own) > 0).length;
      return String(better + 1);
    },
  },
  {
    id: 'name',
    takes: [{ name: 'id' }],
    says: { zh: '地区、指标、情景或规划的名称', en: 'name of a region, indicator, scenario or plan' },
    print(context, given) {
      return context.name(given.get('id') ?? '', ['id']);
    },
  },
  {
    id: 'param',
    takes: [{ name: 'name' }],
    says: { zh: '参数的值', en: 'value of a parameter' },
    print: (context, given) => context.parameter(given.get('name') ?? '', ['name']),
  },
  {
    id: 'unit',
    takes: [{ name: 'indicator' }],
    says: { zh: '指标单位', en: 'unit of an indicator' },
    print: (context, given) =>
      unitText(
        indicatorOf(context.model, context.indicator(given.get('indicator') ?? '', ['indicator'])),
        context.language,
      ),
  },
  {
    id: 'data',
    takes: [{ name: 'cell' }, { name: 'field' }, { name: 'digits', optional: true }],
    says: { zh: '代码单元的一个结果', en: 'a field of what a code cell or an analysis found' },
    print(context, given) {
      let found = context.data(given.get('cell') ?? '', ['cell']);
      for (const key of (given.get('field') ?? '').split('.'))
        found =
          typeof found === 'object' && found !== null && Object.hasOwn(found, key)
            ? Reflect.get(found, key)
            : undefined;
      if (typeof found === 'number' && Number.isFinite(found))
        return formatNumber(found, digitsOf(context, given) ?? Math.min(6, decimalsIn(found)), context.language);
      if (typeof found === 'string' && found !== '') return found;
      return fail(
        notebookError(
          'inline-number',
          `"${given.get('cell')}" gives no number or text "${given.get('field')}"`,
          context.place(['field']),
        ),
      );
    },
  },
];

function scenarioOf(given: Given): string {
  return given.get('scenario') ?? 'baseline';
}

function yearOf(context: CellContext, given: Given, name: string): number {
  const text = given.get(name) ?? '';
  if (!/^\d{4}$/.test(text))
    return fail(notebookError('inline-number', `"${text}" is not a year`, context.place([name])));
  return context.year(Number(text), [name]);
}

function cellOf(context: CellContext, given: Given) {
  return {
    indicator: indicatorOf(context.model, context.indicator(given.get('indicator') ?? '', ['indicator'])),
    region: context.region(given.get('region') ?? '', ['region']),
    year: yearOf(context, given, 'year'),
  };
}

function spanOf(context: CellContext, given: Given) {
  const [from, to] = [yearOf(context, given, 'from'), yearOf(context, given, 'to')];
  if (from >= to) fail(notebookError('inline-number', `${from} is not before ${to}`, context.place(['from'])));
  return {
    indicator: indicatorOf(context.model, context.indicator(given.get('indicator') ?? '', ['indicator'])),
    region: context.region(given.get('region') ?? '', ['region']),
    from,
    to,
  };
}

function valueAt(context: CellContext, given: Given, indicator: string, region: string, year: number): number {
  const run = context.run([scenarioOf(given)]);
  const cell = run.reader.cell(context.ran(run, scenarioOf(given)).id, region, indicator, year);
  if (cell === undefined) return noValue(context, indicator, region, year);
  if (cell.basis === 'index')
    return fail(
      notebookError(
        'no-value',
        `"${indicator}" of "${region}" is an index, it has no level`,
        context.place(['indicator']),
      ),
    );
  return cell.value;
}

function noValue(context: CellContext, indicator: string, region: string, year: number): never {
  return fail(
    notebookError(
      'no-value',
      `there is no value of "${indicator}" in "${region}" in ${year}`,
      context.place(['indicator']),
      'nothing is published, planned or borrowed for it',
    ),
  );
}

/** The row of the board that is meant; several plans must be told apart. */
function rowOf(context: CellContext, given: Given): { readonly indicator: Indicator; readonly row: TargetRow } {
  const { indicator, region, year } = cellOf(context, given);
  const plan = given.has('plan') ? context.plan(given.get('plan') ?? '', ['plan']) : undefined;
  const run = context.run([scenarioOf(given)]);
  const { id } = context.ran(run, scenarioOf(given));
  const rows = run.targets.filter(
    (row) =>
      row.scenario === id &&
      row.region === region &&
      row.variable === indicator.id &&
      row.year === year &&
      isWhole(row),
  );
  const fitting = rows.filter((row) => plan === undefined || row.plan === plan);
  const [row, ...others] = fitting;
  if (!row)
    return fail(
      notebookError(
        'no-value',
        `no plan sets a target for "${indicator.id}" in "${region}" in ${year}`,
        context.place([plan === undefined ? 'year' : 'plan']),
        rows.length > 0 ? `plans that do: ${rows.map((one) => one.plan).join(', ')}` : undefined,
      ),
    );
  if (others.length > 0 && new Set(fitting.map((one) => one.target)).size > 1)
    return fail(
      notebookError(
        'inline-number',
        `several targets are set for "${indicator.id}" in "${region}" in ${year}`,
        context.place(['year']),
        `say which: ${[...new Set(fitting.map((one) => `plan=${one.plan}`))].join(', ')}`,
      ),
    );
  return { indicator, row };
}

function unassessable(context: CellContext, row: TargetRow): never {
  return fail(
    notebookError(
      'no-value',
      `the target of "${planOf(context.model, row.plan).id}" cannot be assessed${row.reason === undefined ? '' : `: ${row.reason}`}`,
      context.place(['year']),
    ),
  );
}

function digitsOf(context: CellContext, given: Given): number | undefined {
  const text = given.get('digits');
  if (text === undefined) return undefined;
  return /^\d$/.test(text)
    ? Number(text)
    : fail(
        notebookError(
          'inline-number',
          `"${text}" is not a number of digits`,
          context.place(['digits']),
          'write digits=1',
        ),
      );
}

function flag(context: CellContext, given: Given, name: string, otherwise: boolean): boolean {
  const text = given.get(name);
  if (text === undefined) return otherwise;
  if (text === 'true' || text === 'false') return text === 'true';
  return fail(notebookError('inline-number', `"${text}" is neither true nor false`, context.place([name])));
}

/** A number in the indicator's unit; differences of shares are points. */
function amount(context: CellContext, given: Given, indicator: Indicator, value: number, difference = false): string {
  const { language } = context;
  const size = Math.abs(value);
  const usual = size >= 10000 ? 0 : size >= 1000 ? Math.min(1, indicator.decimals) : indicator.decimals;
  const digits = digitsOf(context, given) ?? usual;
  const number = formatNumber(value, digits, language);
  const sign = flag(context, given, 'sign', false) && value > 0 && !/^0([.]0*)?$/.test(number) ? '+' : '';
  if (!flag(context, given, 'unit', true)) return `${sign}${number}`;
  if (difference && indicator.unit.id === '%') return `${sign}${number}${language === 'zh' ? '个百分点' : ' points'}`;
  return `${sign}${proseValue(value, digits, indicator, language)}`;
}

function perYear(context: CellContext, given: Given, value: number, unit: string): string {
  const number = formatNumber(value, digitsOf(context, given) ?? (unit === 'pp/yr' ? 2 : 1), context.language);
  const signed = flag(context, given, 'sign', false) && value > 0 ? `+${number}` : number;
  if (!flag(context, given, 'unit', true)) return signed;
  return unit === 'pp/yr' ? TABLE_WORDS[context.language].perYear(signed, unit) : `${signed}%`;
}

function decimalsIn(value: number): number {
  const [, fraction = ''] = String(value).split('.');
  return /e/.test(String(value)) ? 6 : fraction.length;
}
