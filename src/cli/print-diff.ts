// Differences between two scenarios as terminal text or JSON.

import type { ScenarioDiff, SettingChange, TargetChange } from '../analysis/index.ts';
import { indicatorOf, type Model } from '../model/index.ts';
import type { RanScenario, Run } from '../pipeline.ts';
import { BASELINE, baselineId } from '../scenario/index.ts';
import { formatTable, paint, signed } from './terminal.ts';

/** How much is printed on the terminal. */
export interface DiffOutput {
  readonly json: boolean;
  /** Rows of each table. */
  readonly top: number;
}

/** The scenario of a run behind an id given on the command line. */
export function sideOf(run: Run, id: string): { readonly run: Run; readonly ran: RanScenario } | undefined {
  const ran = run.scenarios.find(
    (one) => one.scenario.id === id && (id !== BASELINE || one.id === baselineId(one.asOf)),
  );
  return ran && { run, ran };
}

export function printScenarioDiff(model: Model, diff: ScenarioDiff, { json, top }: DiffOutput): void {
  process.stdout.write(json ? `${JSON.stringify(diff, null, 2)}\n` : `${textOf(model, diff, top)}\n`);
}

function textOf(model: Model, { a, b, settings, years, outcomes, targets }: ScenarioDiff, top: number): string {
  const lines = [paint('bold', `${a} → ${b}`)];
  if (settings.length === 0) lines.push('  no lever, assumption, parameter or view differs');
  else lines.push(`  ${paint('cyan', 'told to do differently')}`, ...settings.map((one) => `    ${settingText(one)}`));
  const when = years.length === 1 ? String(years[0]) : `${years[0]}-${years.at(-1)}`;
  lines.push(
    '',
    `  ${paint('cyan', `outcomes that differ in ${when}: ${outcomes.length}${shownOf(outcomes.length, top)}`)}`,
  );
  if (outcomes.length > 0) lines.push(indented(outcomeTable(model, outcomes.slice(0, top), years.length > 1)));
  const turned = targets.filter((one) => one.turned).length;
  lines.push(
    '',
    `  ${paint('cyan', `targets that differ: ${targets.length}${shownOf(targets.length, top)}${turned === 0 ? '' : `; ${turned} turn between met and not met`}`)}`,
  );
  if (targets.length > 0) lines.push(indented(targetTable(model, targets.slice(0, top))));
  return lines.join('\n');
}

/** One setting as a line. */
export function settingText({ kind, of, a, b }: SettingChange): string {
  const names = {
    as_of: 'as_of',
    growth: 'growth assumption',
    override: 'growth assumption of',
    lever: 'lever on',
    parameter: 'parameter',
  } as const;
  const missing = {
    as_of: 'all publications',
    growth: 'the package’s default',
    override: 'as the scenario',
    lever: 'none',
    parameter: 'none',
  } as const;
  return `${names[kind]}${of === undefined ? '' : ` ${of}`}: ${a ?? missing[kind]} → ${b ?? missing[kind]}`;
}

interface OutcomeCells {
  readonly region: string;
  readonly variable: string;
  readonly unit: string;
  readonly year: number;
  readonly a?: number;
  readonly b?: number;
  readonly difference?: number;
  readonly relative?: number;
}

function outcomeTable(model: Model, rows: readonly OutcomeCells[], withYear: boolean): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'region' },
    { title: 'indicator' },
    ...(withYear ? [right('year')] : []),
    right('a'),
    right('b'),
    { title: 'unit' },
    right('difference'),
    right('%'),
  ];
  return formatTable(
    columns,
    rows.map((row) => {
      const { decimals } = indicatorOf(model, row.variable);
      const number = (value: number | undefined) => (value === undefined ? 'no data' : value.toFixed(decimals));
      return [
        row.region,
        row.variable,
        ...(withYear ? [String(row.year)] : []),
        number(row.a),
        number(row.b),
        row.unit,
        row.difference === undefined ? '' : signed(row.difference, decimals),
        row.relative === undefined ? '' : signed(100 * row.relative, 2),
      ];
    }),
  );
}

/** Targets on both sides; statuses that stay are named once. */
export function targetTable(model: Model, rows: readonly (TargetChange & { readonly scenario?: string })[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const withScenario = rows.some((row) => row.scenario !== undefined);
  const columns = [
    ...(withScenario ? [{ title: 'scenario' }] : []),
    { title: 'region' },
    { title: 'indicator' },
    right('year'),
    right('target'),
    right('a'),
    right('b'),
    { title: 'unit' },
    { title: 'status' },
    { title: 'plan' },
  ];
  const signs = { gte: '≥', gt: '>', lte: '≤', lt: '<', approx: '≈', eq: '=', range: '≥' } as const;
  return formatTable(
    columns,
    rows.map((row) => {
      const indicator = indicatorOf(model, row.variable);
      const decimals = row.unit === indicator.unit.id ? indicator.decimals : 2;
      const number = (value: number | undefined) => (value === undefined ? 'no data' : value.toFixed(decimals));
      const [was, is] = [row.a.status.replaceAll('_', ' '), row.b.status.replaceAll('_', ' ')];
      return [
        ...(withScenario ? [row.scenario ?? ''] : []),
        row.region,
        `${row.variable}${row.kind === 'level' ? '' : ` (${row.kind.replace('_', ' ')})`}`,
        String(row.year),
        row.target === undefined ? '' : `${signs[row.bound]}${number(row.target)}`,
        number(row.a.outcome),
        number(row.b.outcome),
        row.unit,
        was === is ? was : `${was} → ${is}`,
        row.plan,
      ];
    }),
    (r, c, text) => (columns[c]?.title === 'status' && rows[r]?.turned ? paint('yellow', text) : text),
  );
}

export function shownOf(count: number, top: number): string {
  return count > top ? `, the ${top} largest (--top shows more)` : count === 0 ? '' : ', largest first';
}

export function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
