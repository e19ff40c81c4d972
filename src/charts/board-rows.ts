// Rows of target boards: one for each target, with its outcome under every scenario of a view.

import { isWhole, type TargetRow } from '../analysis/index.ts';
import { indicatorOf, planOf } from '../model/index.ts';
import { type ChartContext, type ChartScenario, isBaseline, scenariosOfView } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { formatNumber, formatShortest, formatTarget, formatValue } from './format.ts';
import { indicatorTitle } from './notes.ts';
import { lastTargetYear } from './series.ts';
import { WORDS } from './words.ts';

/** A target under the scenarios of a view. */
export interface BoardRow {
  /** As the baseline is judged. */
  readonly baseline: TargetRow;
  /** In the order of the scenarios. */
  readonly cells: readonly (TargetRow | undefined)[];
}

/** Targets of a region in a view, by year, headline indicators first. */
export interface Board {
  readonly scenarios: readonly ChartScenario[];
  /** Those that the baseline can be judged by, and those of headline indicators. */
  readonly rows: readonly BoardRow[];
  /** How many others there are: nothing is known of their indicators. */
  readonly unknown: number;
}

/**
 * The board of a region. Today's holds the targets that are still open: later than what is known of the region's
 * headline indicators. A replay holds those of the plans known then.
 */
export function boardOf(context: ChartContext, region: string, asOf: number | undefined): Board | undefined {
  const { model, reader } = context;
  const scenarios = scenariosOfView(context, asOf);
  const baseline = scenarios.find(isBaseline);
  if (!baseline) return undefined;
  const knownUntil = Math.max(
    model.years.first,
    ...model.headline.map((indicator) => reader.lastKnown(baseline.id, region, indicator) ?? 0),
  );
  const until = lastTargetYear(context, baseline.id, asOf);
  const ofRegion = context.targets.filter(
    (row) => row.region === region && context.keep(region, row.variable) && isWhole(row),
  );
  const wanted = ofRegion.filter((row) => (asOf === undefined ? row.year > knownUntil : row.year <= until));
  const byScenario = new Map(
    scenarios.map((scenario) => [
      scenario.id,
      new Map(wanted.filter((row) => row.scenario === scenario.id).map((row) => [keyOf(row), row])),
    ]),
  );
  const rows = [...(byScenario.get(baseline.id) ?? new Map<string, TargetRow>())].map(
    ([key, row]): BoardRow => ({ baseline: row, cells: scenarios.map(({ id }) => byScenario.get(id)?.get(key)) }),
  );
  const shown = unrepeated(rows).filter(
    ({ baseline: { status, variable } }) => status !== 'not_assessable' || model.headline.includes(variable),
  );
  const headline = (id: string) => (model.headline.includes(id) ? model.headline.indexOf(id) : model.headline.length);
  const sorted = shown
    .map((row, k) => ({ row, k }))
    .sort(
      (a, b) =>
        a.row.baseline.year - b.row.baseline.year ||
        headline(a.row.baseline.variable) - headline(b.row.baseline.variable) ||
        a.k - b.k,
    )
    .map(({ row }) => row);
  return { scenarios, rows: sorted, unknown: unrepeated(rows).length - shown.length };
}

/** Rows without those that ask the same twice: in the text of a plan and in its annex. */
function unrepeated(rows: readonly BoardRow[]): readonly BoardRow[] {
  const seen = new Set<string>();
  return rows.filter(({ baseline }) => {
    const key = JSON.stringify([
      baseline.variable,
      baseline.plan,
      baseline.year,
      baseline.bound,
      baseline.unit,
      baseline.target,
    ]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The indicator a row is about; sums and averages say so. */
export function rowName(context: ChartContext, row: TargetRow): string {
  const words = WORDS[context.language];
  const title = indicatorTitle(indicatorOf(context.model, row.variable), context);
  const kind = words.kindOf[row.kind];
  return kind === undefined ? title : `${title}${words.open}${kind}${words.close}`;
}

/** "≥3.2% · 2020年 · 嘉兴十三五"; without the plan where a heading names it. */
export function rowAsk(context: ChartContext, row: TargetRow, plan = true): string {
  const words = WORDS[context.language];
  const years =
    row.of.kind === 'cumulative' || row.of.kind === 'growth' || row.of.kind === 'every_year'
      ? words.years(row.of.years.first, row.of.years.last)
      : words.inYear(row.year);
  const name = plan ? cleanText(planOf(context.model, row.plan).short[context.language]) : '';
  return [targetText(context, row), years, name].filter((part) => part !== '').join(' · ');
}

/** A row's target with its sign and unit. */
export function targetText({ model, language }: ChartContext, row: TargetRow): string {
  const indicator = indicatorOf(model, row.variable);
  if (row.target === undefined) return '';
  if (row.unit === indicator.unit.id)
    return formatTarget(row.target, row.bound, indicator, language, row.of.kind === 'level' ? row.of.upper : undefined);
  const sign = formatTarget(0, row.bound, { ...indicator, type: 'flow' }, language).replace(/0.*$/, '');
  return `${sign}${formatShortest(row.target, 2, language)}${rateUnit(row, language === 'zh')}`;
}

/** A row's outcome with its unit. */
export function outcomeText(context: ChartContext, row: TargetRow, value = row.outcome): string {
  const { model, language } = context;
  const indicator = indicatorOf(model, row.variable);
  if (value === undefined) return '';
  return row.unit === indicator.unit.id
    ? formatValue(value, indicator, language)
    : `${formatNumber(value, 1, language)}${rateUnit(row, language === 'zh')}`;
}

function rateUnit({ unit }: TargetRow, chinese: boolean): string {
  if (unit === '%/yr') return chinese ? '%/年' : '%/yr';
  if (unit === 'pp/yr') return chinese ? '个百分点/年' : ' pp/yr';
  return chinese ? unit : '';
}

function keyOf(row: TargetRow): string {
  return JSON.stringify([row.of.id, row.year, row.flags.includes('whole_period')]);
}
