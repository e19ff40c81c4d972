// Sums, reconciled scenarios and shared-out targets as terminal text or JSON.

import type { RatioRow, Reach, Reconciled, ShareOut, SumRow } from '../analysis/index.ts';
import { indicatorOf, type Model, planOf, regionOf } from '../model/index.ts';
import { formatTable, paint } from './terminal.ts';

const right = (title: string) => ({ title, align: 'right' as const });
const STYLES = {
  equal: 'green',
  rounding: 'green',
  consistent: 'green',
  differs: 'yellow',
  incomplete: 'dim',
} as const;
const SAYS = {
  equal: 'adds up',
  rounding: 'within rounding',
  consistent: 'more than “at least”',
  differs: 'differs',
  incomplete: 'incomplete',
} as const;
/** The same of several. */
const SAYS_OF_MANY = { ...SAYS, equal: 'add up', differs: 'differ' } as const;

/** Sums and weighted ratios; without `all` only those that differ. */
export function sumsText(model: Model, sums: readonly SumRow[], ratios: readonly RatioRow[], all: boolean): string {
  const shown = all ? sums : sums.filter((row) => row.status === 'differs');
  const rows = shown.map((row) => sumCells(model, row));
  const columns = [
    { title: 'source' },
    { title: 'indicator' },
    { title: 'parent' },
    right('year'),
    right('Σ children'),
    right('parent'),
    right('difference'),
    right('%'),
    right('rounding'),
    { title: '' },
  ];
  const weighted = ratios.filter((row) => row.weighted !== undefined);
  const count = (status: SumRow['status']) => sums.filter((row) => row.status === status).length;
  const told = (['equal', 'rounding', 'consistent', 'differs', 'incomplete'] as const).flatMap((status) =>
    count(status) === 0 ? [] : [`${count(status)} ${(count(status) === 1 ? SAYS : SAYS_OF_MANY)[status]}`],
  );
  const blocks = [
    rows.length === 0
      ? `no sum differs beyond rounding`
      : formatTable(columns, rows, (r, c, text) =>
          c === 9 ? paint(STYLES[shown[r]?.status ?? 'differs'], text) : text,
        ),
    ...(weighted.length === 0 ? [] : [ratiosText(model, weighted)]),
    paint(
      'dim',
      `${sums.length} ${sums.length === 1 ? 'sum' : 'sums'}: ${told.join(', ')}${all ? '' : '; --all shows them'}`,
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sumCells(model: Model, row: SumRow): readonly string[] {
  const { decimals } = indicatorOf(model, row.indicator);
  const show = (value: number | undefined) => (value === undefined ? '' : value.toFixed(decimals));
  return [
    sourceName(model, row),
    row.indicator,
    row.parent,
    String(row.year),
    show(row.sum),
    show(row.parentPart.value),
    row.difference === undefined ? '' : signed(row.difference, decimals),
    row.percent === undefined ? '' : signed(row.percent, 2),
    row.allowance === 0 ? '' : `±${Number(row.allowance.toFixed(3))}`,
    row.status === 'incomplete'
      ? `no value for ${row.missing.length} of ${regionOf(model, row.parent).children.length}`
      : SAYS[row.status],
  ];
}

function sourceName(model: Model, { source }: SumRow): string {
  return source.kind === 'plan' ? planOf(model, source.name).id : source.name;
}

function ratiosText(model: Model, ratios: readonly RatioRow[]): string {
  const columns = [
    { title: 'ratio' },
    { title: 'weighted by' },
    { title: 'scenario' },
    { title: 'parent' },
    right('year'),
    right('Σ weight·child'),
    right('parent'),
    right('points'),
    right('weights’ sum, %'),
  ];
  const rows = ratios.map((row) => {
    const decimals = Math.max(2, indicatorOf(model, row.indicator).decimals);
    return [
      row.indicator,
      row.weightBy,
      row.scenario,
      row.parent,
      String(row.year),
      row.weighted?.toFixed(decimals) ?? '',
      row.parentValue.toFixed(decimals),
      row.difference === undefined ? '' : signed(row.difference, decimals),
      row.denominatorPercent === undefined ? '' : signed(row.denominatorPercent, 2),
    ];
  });
  return formatTable(columns, rows);
}

/** Sums and ratios as JSON. */
export function sumsJson(sums: readonly SumRow[], ratios: readonly RatioRow[]): string {
  const records = sums.map(({ sum, difference, percent, ...row }) => ({
    ...row,
    sum: sum ?? null,
    difference: difference ?? null,
    percent: percent ?? null,
  }));
  const weighted = ratios.map(({ weighted: value, difference, denominatorPercent, ...row }) => ({
    ...row,
    weighted: value ?? null,
    difference: difference ?? null,
    denominatorPercent: denominatorPercent ?? null,
  }));
  return `${JSON.stringify({ sums: records, ratios: weighted }, null, 2)}\n`;
}

/** What moved, a column a year: before → after, and the change in %. */
export function reconciledText(model: Model, { request, cells, moved }: Reconciled): string {
  const { decimals, title, unit } = indicatorOf(model, request.indicator);
  const heading = paint(
    'bold',
    `${title.en} (${unit.id}) · ${regionOf(model, request.root).name.en} · ${request.scenario} · ${request.method}`,
  );
  if (moved.length === 0) return `${heading}\n  nothing moved: it adds up already\n`;
  const years = [...new Set(moved.map((cell) => cell.year))];
  const shown = years.length > 4 ? [years[0] ?? 0, ...years.slice(-3)] : years;
  const regions = [...new Set(cells.map((cell) => cell.region))];
  const rows = regions.map((region) => [
    region,
    ...shown.map((year) => {
      const cell = cells.find((one) => one.region === region && one.year === year);
      if (!cell) return '';
      return cell.before === cell.after
        ? `${cell.after.toFixed(decimals)} stays`
        : `${cell.before.toFixed(decimals)} → ${cell.after.toFixed(decimals)} (${signed(100 * (cell.after / cell.before - 1), 1)} %)`;
    }),
  ]);
  const more =
    years.length > shown.length
      ? paint('dim', `\n  ${moved.length} cells moved in ${years.length} years; --json has all`)
      : '';
  return `${heading}\n${formatTable([{ title: 'region' }, ...shown.map((year) => right(String(year)))], rows)}${more}\n`;
}

/** Every cell before and after as JSON. */
export function reconciledJson({ request, cells, moved, issues }: Reconciled): string {
  return `${JSON.stringify({ request, moved, cells, warnings: issues.map((issue) => issue.message) }, null, 2)}\n`;
}

const REACH: Readonly<Record<Reach, { readonly says: string; readonly style: 'green' | 'yellow' | 'red' | 'dim' }>> = {
  reached: { says: 'reached', style: 'green' },
  in_reach: { says: 'in reach', style: 'yellow' },
  out_of_reach: { says: 'out of reach', style: 'red' },
  unknown: { says: 'unknown', style: 'dim' },
};

/** Who is asked for what, and who can reach it. */
export function shareText(model: Model, found: ShareOut): string {
  const { request, unit, growthUnit, allotments, total, expected, baseYear, fastest } = found;
  const indicator = indicatorOf(model, request.indicator);
  const { decimals } = indicator;
  const growth = (value: number | undefined) =>
    value === undefined ? '' : growthUnit === '%/yr' ? `${(value * 100).toFixed(1)} %` : `${value.toFixed(3)} pp`;
  const several = (request.scenarios ?? []).length > 1;
  const columns = [
    { title: 'region' },
    right(`base ${baseYear}`),
    { title: 'basis' },
    right('asked'),
    right('expected'),
    right('gap'),
    right('needed a year'),
    right('own growth'),
    { title: 'verdict' },
    ...(several ? [{ title: 'reached in' }] : []),
  ];
  const rows = allotments.map((one) => [
    one.region,
    one.base.value.toFixed(decimals),
    one.base.basis,
    one.allotted.toFixed(decimals),
    one.expected?.toFixed(decimals) ?? '',
    one.gap === undefined ? '' : signed(one.gap, decimals),
    growth(one.needed),
    growth(one.past),
    REACH[one.reach].says,
    ...(several ? [one.reachedIn.length === (request.scenarios ?? []).length ? 'all' : one.reachedIn.join(', ')] : []),
  ]);
  const sum = indicator.additive ? 'together' : 'weighted mean';
  return [
    paint(
      'bold',
      `${indicator.title.en} · ${regionOf(model, request.parent).name.en} · ${request.year} · ${request.target} ${unit} shared out by ${request.by} · ${request.scenario}`,
    ),
    formatTable(columns, rows, (r, c, text) =>
      c === 8 ? paint(REACH[allotments[r]?.reach ?? 'unknown'].style, text) : text,
    ),
    `  ${sum}: asked ${total?.toFixed(decimals) ?? ''}, expected ${expected?.toFixed(decimals) ?? ''} ${unit}`,
    paint(
      'dim',
      fastest
        ? `  in reach: at most ${growth(fastest.growth)} a year, the fastest growth published (${fastest.region})`
        : '  no growth is published for any of them: whether a part is in reach is not known',
    ),
    '',
  ].join('\n');
}

/** A shared-out target as JSON; growth in the unit of `growthUnit`. */
export function shareJson({ allotments, growthUnit, fastest, issues: _issues, ...found }: ShareOut): string {
  const growth = (value: number | undefined) =>
    value === undefined ? null : growthUnit === '%/yr' ? value * 100 : value;
  const records = allotments.map(({ expected, gap, needed, past, ...one }) => ({
    ...one,
    expected: expected ?? null,
    gap: gap ?? null,
    needed: growth(needed),
    past: growth(past),
  }));
  return `${JSON.stringify({ ...found, growthUnit, fastest: fastest ? { ...fastest, growth: growth(fastest.growth) } : null, allotments: records }, null, 2)}\n`;
}

/** A number with its sign; what rounds to zero has none. */
function signed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : value > 0 ? `+${text}` : text;
}
