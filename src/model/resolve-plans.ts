// plans/<plan>.yaml with their CSV tables → plan headings, targets, stated growth and the plans' own observations.

import {
  type Bilingual,
  bilingual,
  type GrowthRate,
  type Issues,
  type Place,
  parseGrowthRate,
  printYears,
  type YearRange,
} from '../base/index.ts';
import { type CsvTable, readNumber, wrongNumber } from '../text/index.ts';
import { missingTable, unknownName, wrongKind, wrongRate } from './messages.ts';
import type { Indicator, Observation, Plan, PrintedCell, Source, StatedGrowth, Target } from './model.ts';
import type { Located, Names } from './names.ts';
import type { PlanSpec, TargetSpec } from './spec.ts';

/** What the plan files hold, resolved. */
export interface ResolvedPlans {
  readonly plans: readonly Plan[];
  readonly observations: readonly Observation[];
  readonly targets: readonly Target[];
  readonly statedGrowth: readonly StatedGrowth[];
}

/** Every plan of the package, in order of issue. `tables` holds the CSV files by path below the package. */
export function resolvePlans(
  specs: readonly Located<PlanSpec>[],
  tables: ReadonlyMap<string, CsvTable>,
  indicators: ReadonlyMap<string, Indicator>,
  names: Names,
  issues: Issues,
): ResolvedPlans {
  const resolved = specs.map((spec) => resolvePlan(spec, tables, indicators, names, issues));
  resolved.sort((a, b) => (a.plan.issuedOn + a.plan.id < b.plan.issuedOn + b.plan.id ? -1 : 1));
  return {
    plans: resolved.map((part) => part.plan),
    observations: resolved.flatMap((part) => part.observations),
    targets: resolved.flatMap((part) => part.targets),
    statedGrowth: resolved.flatMap((part) => part.growth),
  };
}

type Statement = Pick<TargetSpec, 'indicator' | 'region' | 'place' | 'printed' | 'note' | 'also'>;

function resolvePlan(
  { value: spec, document }: Located<PlanSpec>,
  tables: ReadonlyMap<string, CsvTable>,
  indicators: ReadonlyMap<string, Indicator>,
  names: Names,
  issues: Issues,
) {
  const issuedOn = String(spec.issued);
  const issued = Number(issuedOn.slice(0, 4));
  const observations: Observation[] = [];
  const targets: Target[] = [];
  const growth: StatedGrowth[] = [];
  const ids = new Map<string, number>();
  let cells = 0;
  names.region(spec.region, document.place(['region']));

  (spec.observations ?? []).forEach((entry, k) => {
    const place = (key: string) => document.place(['observations', k, key]);
    if (!known(entry, place) || !names.year(entry.year, place('year'))) return;
    observations.push(
      observe(entry, entry.year, entry.value, sourceOf(entry), document.place(['observations', k]), {
        ...(entry.since === undefined ? {} : { since: entry.since }),
        status: entry.status ?? 'final',
        flags: entry.flags ?? [],
      }),
    );
  });
  (spec.targets ?? []).forEach((entry, k) => {
    const place = (key: string) => document.place(['targets', k, key]);
    if (!known(entry, place)) return;
    const shape = targetShape(entry, place);
    if (shape) addTarget(entry, shape, sourceOf(entry), document.place(['targets', k]));
  });
  (spec.growth ?? []).forEach((entry, k) => {
    const place = (key: string) => document.place(['growth', k, key]);
    const years = names.range(entry.years, place('years'));
    if (!known(entry, place) || !years) return;
    const rate = entry.rate === undefined ? undefined : rateOf(entry.indicator, entry.rate, place('rate'));
    const total = entry.total === undefined ? undefined : rateOf(entry.indicator, entry.total, place('total'));
    if (!rate && !total) {
      if (entry.rate === undefined && entry.total === undefined)
        issues.add(wrongKind('a stated growth needs "rate" or "total"', document.place(['growth', k])));
      return;
    }
    addGrowth(
      entry,
      years,
      { ...(rate ? { rate } : {}), ...(total ? { total } : {}) },
      sourceOf(entry),
      document.place(['growth', k]),
    );
  });
  (spec.tables ?? []).forEach((entry, k) => readTable(entry, (...path) => document.place(['tables', k, ...path])));

  const count = (list: readonly { also?: readonly unknown[] | undefined }[] | undefined) =>
    (list ?? []).reduce((sum, entry) => sum + 1 + (entry.also?.length ?? 0), 0);
  const plan: Plan = {
    id: spec.plan,
    title: spec.title,
    short: spec.short,
    issuer: spec.issuer,
    region: spec.region,
    issued,
    issuedOn,
    period: names.range(spec.period, document.place(['period'])) ?? names.years,
    ...(spec.number === undefined ? {} : { number: spec.number }),
    ...(spec.note === undefined ? {} : { note: bilingual(spec.note) }),
    statements: {
      observations: count(spec.observations),
      targets: count(spec.targets),
      growth: count(spec.growth),
      cells,
    },
  };
  return { plan, observations, targets, growth };

  function known(entry: Statement, place: (key: string) => Place): boolean {
    const indicatorKnown = names.indicator(entry.indicator, place('indicator'));
    return (entry.region === undefined || names.region(entry.region, place('region'))) && indicatorKnown;
  }

  function sourceOf(entry: Pick<Statement, 'place' | 'printed'>): Source {
    return {
      title: spec.title,
      plan: spec.plan,
      place: entry.place,
      ...(entry.printed === undefined ? {} : { printed: entry.printed }),
    };
  }

  function rateOf(indicator: string, text: string, place: Place): GrowthRate | undefined {
    const rate = parseGrowthRate(text);
    const grows = indicators.get(indicator)?.grows;
    if (rate && grows && (rate.kind === 'points') === (grows === 'points')) return rate;
    if (grows) issues.add(wrongRate(indicator, grows, text, place));
    return undefined;
  }

  function observe(
    entry: Pick<Statement, 'indicator' | 'region' | 'note'>,
    year: number,
    value: number,
    source: Source,
    at: Place,
    more: Pick<Observation, 'status' | 'flags'> & { readonly since?: number },
  ): Observation {
    return {
      indicator: entry.indicator,
      region: entry.region ?? spec.region,
      year,
      value,
      reliability: 'official',
      published: issued,
      publishedOn: issuedOn,
      publishedAssumed: false,
      source,
      ...noteOf(entry),
      at,
      ...more,
    };
  }

  function targetShape(entry: TargetSpec, place: (key: string) => Place): TargetShape | undefined {
    const direction = indicators.get(entry.indicator)?.type;
    switch (entry.kind) {
      case 'level': {
        if (!names.year(entry.year, place('year'))) return undefined;
        const range = typeof entry.value !== 'number';
        if (range !== (entry.bound === 'range')) {
          issues.add(
            wrongKind('bound "range" goes with two values, and only with two', place('value'), 'write value: [5, 10]'),
          );
          return undefined;
        }
        const [value, upper] = typeof entry.value === 'number' ? [entry.value] : entry.value;
        const base = entry.base === undefined ? {} : { base: entry.base };
        return {
          kind: 'level',
          bound: entry.bound,
          year: entry.year,
          value,
          ...(upper === undefined ? {} : { upper }),
          ...base,
        };
      }
      case 'multiple':
        return {
          kind: 'multiple',
          bound: entry.bound,
          year: entry.year,
          factor: entry.factor,
          base: entry.base,
          baseAssumed: entry.base_assumed ?? false,
        };
      case 'improve':
        return {
          kind: 'improve',
          bound: 'gt',
          year: entry.year,
          base: entry.base,
          baseAssumed: entry.base_assumed ?? false,
        };
      case 'rank':
        return { kind: 'rank', bound: entry.bound, year: entry.year, value: entry.value };
      case 'path': {
        const values = new Map(Object.entries(entry.values).map(([year, value]) => [Number(year), value]));
        return { kind: 'path', bound: entry.bound, values };
      }
      case 'growth': {
        const years = names.range(entry.years, place('years'));
        const rate = rateOf(entry.indicator, entry.rate, place('rate'));
        return years && rate && { kind: 'growth', bound: entry.bound, years, rate };
      }
      case 'cumulative':
      case 'every_year': {
        const years = names.range(entry.years, place('years'));
        if (direction !== 'flow' && entry.kind === 'cumulative') {
          issues.add(
            wrongKind(
              `a cumulative target needs a yearly flow; "${entry.indicator}" is a ${direction}`,
              place('indicator'),
            ),
          );
          return undefined;
        }
        return years && { kind: entry.kind, bound: entry.bound, years, value: entry.value };
      }
    }
  }

  function addTarget(entry: Statement, shape: TargetShape, source: Source, at: Place): void {
    const region = entry.region ?? spec.region;
    const stem = [spec.plan, entry.indicator, region, shape.kind, lastYear(shape)].join('/');
    const repeat = (ids.get(stem) ?? 0) + 1;
    ids.set(stem, repeat);
    targets.push({
      id: repeat === 1 ? stem : `${stem}#${repeat}`,
      plan: spec.plan,
      indicator: entry.indicator,
      region,
      source,
      also: (entry.also ?? []).map(({ place, printed }) => ({ place, ...(printed === undefined ? {} : { printed }) })),
      ...noteOf(entry),
      at,
      ...shape,
    });
  }

  function addGrowth(
    entry: Pick<Statement, 'indicator' | 'region' | 'note'>,
    years: YearRange,
    rates: Pick<StatedGrowth, 'rate' | 'total'>,
    source: Source,
    at: Place,
  ): void {
    growth.push({
      plan: spec.plan,
      indicator: entry.indicator,
      region: entry.region ?? spec.region,
      years,
      ...rates,
      source,
      ...noteOf(entry),
      at,
    });
  }

  /** A bulk table `region,year,<column>…`: a path target, or a row of growth or observations, for each column. */
  function readTable(
    entry: NonNullable<PlanSpec['tables']>[number],
    place: (...path: readonly string[]) => Place,
  ): void {
    const table = tables.get(`plans/${spec.plan}/${entry.file}`);
    if (!table) {
      issues.add(missingTable(`plans/${spec.plan}/${entry.file}`, place('file')));
      return;
    }
    for (const [column, meaning] of Object.entries(entry.columns)) {
      if (!names.indicator(meaning.indicator, place('columns', column, 'indicator'))) continue;
      if (!table.header.includes(column)) {
        issues.add(unknownName('column', column, table.header, place('columns', column)));
        continue;
      }
      const paths = new Map<string, { values: Map<number, number>; cells: Map<number, PrintedCell>; at: Place }>();
      for (const row of table.rows) {
        const region = row.cell('region');
        const year = row.cell('year');
        const cell = row.cell(column);
        if (!names.region(region.text, region.place)) continue;
        const value = readNumber(cell.text);
        const yearNumber = readNumber(year.text);
        if (value === undefined) issues.add(wrongNumber(cell.text, cell.place));
        if (yearNumber === undefined) issues.add(wrongNumber(year.text, year.place));
        if (value === undefined || yearNumber === undefined || !names.year(yearNumber, year.place)) continue;
        cells += 1;
        const where = { indicator: meaning.indicator, region: region.text };
        const printed = cell.text === String(value) ? {} : { printed: cell.text };
        const source = sourceOf({ place: `${entry.place} ${region.text} ${yearNumber}`, ...printed });
        if (meaning.as === 'observation') {
          observations.push(observe(where, yearNumber, value, source, cell.place, { status: 'final', flags: [] }));
        } else if (meaning.as === 'growth') {
          const points = indicators.get(meaning.indicator)?.grows === 'points';
          const rate: GrowthRate = points
            ? { kind: 'points', points: value }
            : { kind: 'percent', fraction: value / 100 };
          addGrowth(where, { first: yearNumber, last: yearNumber }, { rate }, source, cell.place);
        } else {
          const path = paths.get(region.text) ?? {
            values: new Map<number, number>(),
            cells: new Map<number, PrintedCell>(),
            at: cell.place,
          };
          path.values.set(yearNumber, value);
          path.cells.set(yearNumber, { printed: cell.text, at: cell.place });
          paths.set(region.text, path);
        }
      }
      for (const [region, path] of paths)
        addTarget(
          { indicator: meaning.indicator, region, place: entry.place },
          { kind: 'path', bound: 'eq', values: path.values, cells: path.cells },
          sourceOf({ place: entry.place }),
          path.at,
        );
    }
  }
}

type Shape<T> = T extends Target
  ? Omit<T, 'id' | 'plan' | 'indicator' | 'region' | 'source' | 'also' | 'note' | 'at'>
  : never;
type TargetShape = Shape<Target>;

function noteOf(entry: { readonly note?: string | Bilingual | undefined }): { note?: Bilingual } {
  return entry.note === undefined ? {} : { note: bilingual(entry.note) };
}

function lastYear(shape: TargetShape): string {
  switch (shape.kind) {
    case 'growth':
    case 'cumulative':
    case 'every_year':
      return printYears(shape.years);
    case 'path':
      return [...shape.values.keys()].join('+');
    default:
      return String(shape.year);
  }
}
