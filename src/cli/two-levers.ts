// Two levers of `tujing sensitivity`: how likely a target is met over the field of their values.

import type { LeverSweep, SensitivityTarget } from '../analysis/index.ts';
import type { Issue } from '../base/index.ts';
import type { Model } from '../model/index.ts';
import type { RanScenario, Run } from '../pipeline.ts';
import type { OpenLever } from '../scenario/index.ts';
import { refuse } from './seek-options.ts';
import { type CommonOptions, tellIssues } from './session.ts';
import { Ended, STATUS, UsageError } from './status.ts';
import { formatTable, paint } from './terminal.ts';

/** A cell, what it is judged by, and how it is drawn. */
export interface FieldQuestion {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  readonly target: SensitivityTarget;
  readonly draws: number;
  readonly seed: number;
}

/** The two levers that phrases name. */
export async function twoLevers(
  model: Model,
  phrases: readonly string[],
  options: CommonOptions,
): Promise<readonly [OpenLever, OpenLever]> {
  if (phrases.length !== 2)
    throw new UsageError(`a field has two levers, not ${phrases.length}`, 'give --lever twice, or not at all');
  const { readOpenLever } = await import('../scenario/index.ts');
  const issues: Issue[] = [];
  const levers = phrases.flatMap((phrase) => {
    const read = readOpenLever(phrase, model);
    issues.push(...read.issues);
    return read.lever ? [read.lever] : [];
  });
  await refuse(issues, options);
  const [first, second] = levers;
  if (!first || !second) throw new UsageError(`"${phrases.join('", "')}" are no two levers`);
  return [first, second];
}

/** The field; a lever that cannot be turned, and draws without a value, end the command. */
export async function fieldOf(
  run: Run,
  ran: RanScenario,
  { draws, seed, ...cell }: FieldQuestion,
  levers: readonly [OpenLever, OpenLever],
  options: CommonOptions,
): Promise<LeverSweep> {
  const { leverField, UndefinedDraws } = await import('../uncertainty/index.ts');
  try {
    const found = await leverField(run, ran, { ...cell, levers, design: { draws, seed, method: 'sobol' } });
    if ('sweep' in found) return found.sweep;
    throw new UsageError(found.issue.message, found.issue.hint);
  } catch (error) {
    if (!(error instanceof UndefinedDraws)) throw error;
    await tellIssues(error.issues, [], options.json ?? false);
    throw new Ended(STATUS.wrongInput);
  }
}

/** Prints the field: columns are values of the first lever, rows those of the second, largest on top. */
export function printField(sweep: LeverSweep, json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(recordOf(sweep), null, 2) : textOf(sweep)}\n`);
}

function recordOf({ first, second, ...rest }: LeverSweep) {
  const record = ({ lever, values }: LeverSweep['first']) => ({ lever: lever.phrase, values });
  return { ...rest, first: record(first), second: record(second) };
}

function textOf({ indicator, region, year, scenario, target, first, second, probability, draws }: LeverSweep): string {
  const sign = { gte: '≥', gt: '>', lte: '≤', lt: '<', approx: '≈', eq: '', range: '≥' }[target.bound];
  const print = ({ lever }: LeverSweep['first'], value: number) => `${Number(value.toPrecision(4))}${lever.suffix}`;
  const rows = second.values.map((value, b) => [
    print(second, value),
    ...first.values.map((_, a) => `${Math.round(100 * (probability[b]?.[a] ?? 0))} %`),
  ]);
  return [
    paint('bold', `${indicator} · ${region} · ${year} · ${scenario}`),
    `  probability of ${`${sign} ${target.value}`.trim()}${target.plan === undefined ? '' : ` (${target.plan})`}, ${draws} draws each of ${first.values.length * second.values.length} pairs`,
    `  across: ${first.lever.phrase}`,
    `  down:   ${second.lever.phrase}`,
    ...formatTable(
      ['', ...first.values.map((value) => print(first, value))].map((title) => ({ title, align: 'right' as const })),
      rows.toReversed(),
    )
      .split('\n')
      .map((line) => `    ${line}`),
  ].join('\n');
}
