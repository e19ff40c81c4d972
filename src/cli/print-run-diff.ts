// Differences between two runs, from their folders, as terminal text or JSON.

import {
  CAUSES,
  type Cause,
  compareInputs,
  compareResults,
  compareTargets,
  type InputChange,
  type ResultChange,
  sizeOf,
  sortBySize,
  type TargetChange,
} from '../analysis/index.ts';
import type { Model } from '../model/index.ts';
import type { DiffFilter } from './commands/diff.ts';
import { type DiffOutput, indented, shownOf, targetTable } from './print-diff.ts';
import type { StoredRun } from './read-run.ts';
import { formatTable, paint, signed } from './terminal.ts';

/** Inputs, results and targets that differ; lists are empty where two runs are the same. */
export interface RunDiff {
  readonly a: string;
  readonly b: string;
  readonly inputs: readonly InputChange[];
  /** Rows in which each cause has a part, and how many rows only one run has. */
  readonly counts: Readonly<Partial<Record<Cause | 'only_a' | 'only_b', number>>>;
  readonly results: readonly ResultChange[];
  readonly targets: readonly (TargetChange & { readonly scenario: string })[];
}

/** Compares what two runs left, largest differences first; of scenarios that both ran. */
export function compareRuns(a: StoredRun, b: StoredRun, model: Model, { years, keep }: DiffFilter): RunDiff {
  const asked = (row: { readonly region: string; readonly variable: string; readonly year: number }) =>
    keep(row.region, row.variable) && (years === undefined || years.includes(row.year));
  const results = compareResults(a.record, b.record, a.values, b.values).filter(asked);
  const shared = [...new Set(a.targets.map((row) => row.scenario))];
  const targets = shared.flatMap((scenario) => {
    const of = (run: StoredRun) => run.targets.filter((row) => row.scenario === scenario && asked(row));
    return compareTargets(of(a), of(b)).map((change) => ({ scenario, ...change }));
  });
  return {
    a: a.folder,
    b: b.folder,
    inputs: compareInputs(a.record, b.record),
    counts: countsOf(results),
    results: sortBySize(results, (one) => sizeOf(model, one)),
    targets,
  };
}

function countsOf(results: readonly ResultChange[]): RunDiff['counts'] {
  const counts = new Map<string, number>();
  for (const { a, b, parts } of results)
    for (const key of a === undefined ? ['only_b'] : b === undefined ? ['only_a'] : Object.keys(parts))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries(counts);
}

export function printRunDiff(model: Model, diff: RunDiff, { json, top }: DiffOutput): void {
  process.stdout.write(json ? `${JSON.stringify(diff, null, 2)}\n` : `${textOf(model, diff, top)}\n`);
}

const ABOUT: Readonly<Record<Cause, string>> = {
  data: 'observations, plans, what was known',
  assumption: 'growth, responses, definitions, scenarios',
  code: 'the tool itself',
  joint: 'several of these together: run again with one of them changed to tell them apart',
  unexplained: 'no input differs: the files were changed after the run',
};

function textOf(model: Model, { a, b, inputs, counts, results, targets }: RunDiff, top: number): string {
  const lines = [paint('bold', `${a} → ${b}`)];
  if (inputs.length === 0) lines.push('  the inputs are the same');
  for (const cause of ['data', 'assumption', 'code'] as const) {
    const of = inputs.filter((input) => input.cause === cause);
    if (of.length > 0)
      lines.push(`  ${paint('cyan', `${cause} (${ABOUT[cause]})`)}`, ...of.map((input) => `    ${inputText(input)}`));
  }
  lines.push(
    '',
    `  ${paint('cyan', `results that differ: ${results.length}`)}${results.length === 0 ? '' : ' (below, each series in its year of largest difference)'}`,
  );
  for (const cause of CAUSES)
    if (counts[cause] !== undefined)
      lines.push(
        `    ${counts[cause]} by ${cause === 'joint' || cause === 'unexplained' ? `${cause} causes (${ABOUT[cause]})` : cause}`,
      );
  if (counts.only_a !== undefined) lines.push(`    ${counts.only_a} in ${a} alone`);
  if (counts.only_b !== undefined) lines.push(`    ${counts.only_b} in ${b} alone`);
  const shown = largestOfEachSeries(results).slice(0, top);
  if (shown.length > 0) lines.push(indented(resultTable(shown)));
  const turned = targets.filter((one) => one.turned).length;
  lines.push(
    '',
    `  ${paint('cyan', `targets that differ: ${targets.length}${shownOf(targets.length, top)}${turned === 0 ? '' : `; ${turned} turn between met and not met`}`)}`,
  );
  if (targets.length > 0) lines.push(indented(targetTable(model, targets.slice(0, top))));
  return lines.join('\n');
}

/** The year of the largest difference of each series, in the order given. */
function largestOfEachSeries(results: readonly ResultChange[]): readonly ResultChange[] {
  const seen = new Set<string>();
  return results.filter(({ scenario, region, variable, difference }) => {
    const key = `${scenario}/${region}/${variable}`;
    return difference !== undefined && !seen.has(key) && seen.add(key);
  });
}

function inputText({ input, change, a, b }: InputChange): string {
  return a === undefined && b === undefined ? `${input} ${change}` : `${input}: ${a ?? 'none'} → ${b ?? 'none'}`;
}

function resultTable(rows: readonly ResultChange[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'scenario' },
    { title: 'region' },
    { title: 'indicator' },
    right('year'),
    right('a'),
    right('b'),
    { title: 'unit' },
    right('%'),
    { title: 'by' },
  ];
  const number = (value: number | undefined) => (value === undefined ? '' : String(Number(value.toPrecision(6))));
  return formatTable(
    columns,
    rows.map((row) => [
      row.scenario,
      row.region,
      row.variable,
      String(row.year),
      number(row.a),
      number(row.b),
      row.unit,
      row.relative === undefined ? '' : signed(100 * row.relative, 2),
      CAUSES.flatMap((cause) =>
        row.parts[cause] === undefined
          ? []
          : [Object.keys(row.parts).length === 1 ? cause : `${cause} ${signed(row.parts[cause], 4)}`],
      ).join(', '),
    ]),
  );
}
