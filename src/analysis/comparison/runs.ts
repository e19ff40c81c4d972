// Two runs side by side, from what they left in `out/`: which inputs differ, and which results moved because of data, of
// assumptions or of code. The old inputs are gone, only their fingerprints stand in the records, so a difference is given
// to a cause only where the records leave no other; the rest is said to be joint.

import { BASELINE } from '../../scenario/index.ts';
import { differenceOf } from './outcomes.ts';

/**
 * Why results differ. `joint`: by several causes together, which the records cannot tell apart; `unexplained`: no input
 * differs, so the files were changed after the run or the run cannot be repeated.
 */
export const CAUSES = ['data', 'assumption', 'code', 'joint', 'unexplained'] as const;
export type Cause = (typeof CAUSES)[number];

/** What `run.json` says, as far as runs are compared. */
export interface RunRecord {
  readonly tool: string;
  readonly command: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
  /** Ids in the order of the run: each after the baseline that it is compared with. */
  readonly scenarios: readonly string[];
}

/** One row of `results.csv`. */
export interface StoredValue {
  readonly scenario: string;
  readonly region: string;
  readonly variable: string;
  readonly unit: string;
  readonly year: number;
  readonly value: number;
  readonly basis: string;
}

/** An input that differs; `cause` says what changes with it. */
export interface InputChange {
  readonly cause: 'data' | 'assumption' | 'code';
  /** The file, below its package or scenario folder; `tool`; or `--as-of`. */
  readonly input: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly a?: string;
  readonly b?: string;
}

/** A result that differs, with what each cause adds; a side without the row is missing, and then nothing is split. */
export interface ResultChange extends Omit<StoredValue, 'value' | 'basis'> {
  readonly a?: number;
  readonly b?: number;
  readonly difference?: number;
  readonly relative?: number;
  readonly parts: Readonly<Partial<Record<Cause, number>>>;
}

/** Inputs in which the second run differs from the first. */
export function compareInputs(a: RunRecord, b: RunRecord): readonly InputChange[] {
  const [before, after] = [byShortName(a.inputs), byShortName(b.inputs)];
  const files = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((input): InputChange[] => {
    const [was, is] = [before.get(input), after.get(input)];
    if (was === is) return [];
    return [
      {
        cause: causeOfFile(input),
        input,
        change: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
      },
    ];
  });
  const tool: InputChange[] =
    a.tool === b.tool ? [] : [{ cause: 'code', input: 'tool', change: 'changed', a: a.tool, b: b.tool }];
  return [...tool, ...optionChanges(a.command, b.command), ...files];
}

/** Files by their name below the package (the folder of `package.yaml`), or below the folder of the scenarios. */
function byShortName(inputs: RunRecord['inputs']): ReadonlyMap<string, string> {
  const root = Object.keys(inputs)
    .find((name) => /(^|\/)package\.yaml$/.test(name))
    ?.replace(/package\.yaml$/, '');
  const short = (name: string) =>
    root !== undefined && name.startsWith(root) ? name.slice(root.length) : `scenarios/${name.replace(/^.*\//, '')}`;
  return new Map(Object.entries(inputs).map(([name, hash]) => [short(name), hash]));
}

/** Figures of plans and publications are data; growth, responses, definitions and scenarios are what is assumed about them. */
function causeOfFile(name: string): InputChange['cause'] {
  return /^(observations|plans)\//.test(name) ? 'data' : 'assumption';
}

/** Options that change results; what a run leaves out is not a difference in its results. */
function optionChanges(a: readonly string[], b: readonly string[]): readonly InputChange[] {
  const causes = { '--as-of': 'data', '--seed': 'assumption', '--draws': 'assumption' } as const;
  return Object.entries(causes).flatMap(([option, cause]): InputChange[] => {
    const [was, is] = [optionOf(a, option), optionOf(b, option)];
    if (was === is) return [];
    return [
      {
        cause,
        input: option,
        change: 'changed',
        ...(was === undefined ? {} : { a: was }),
        ...(is === undefined ? {} : { b: is }),
      },
    ];
  });
}

function optionOf(command: readonly string[], option: string): string | undefined {
  const k = command.findIndex((word) => word === option || word.startsWith(`${option}=`));
  return command[k]?.includes('=')
    ? command[k].slice(option.length + 1)
    : command[k + (k < 0 ? command.length + 1 : 1)];
}

/**
 * Results that differ between two runs, split by cause: all of a difference where one kind of input changed; a published
 * value to the data; and where no assumption but scenarios changed, what moves the baseline too to data or code, what moves
 * the scenario against it to its assumptions. The parts of a row add up to its difference.
 */
export function compareResults(
  a: RunRecord,
  b: RunRecord,
  before: readonly StoredValue[],
  after: readonly StoredValue[],
): readonly ResultChange[] {
  const keyOf = (row: Omit<StoredValue, 'value' | 'basis' | 'unit'>) =>
    `${row.scenario}/${row.region}/${row.variable}/${row.year}`;
  const [old, now] = [new Map(before.map((row) => [keyOf(row), row])), new Map(after.map((row) => [keyOf(row), row]))];
  const split = splitter(compareInputs(a, b));
  const baselines = baselinesOf(b.scenarios);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): ResultChange[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const row = is ?? was;
    if (!row || was?.value === is?.value) return [];
    const { scenario, region, variable, unit, year } = row;
    const place = { scenario, region, variable, unit, year };
    if (!was || !is) return [{ ...place, ...(was ? { a: was.value } : {}), ...(is ? { b: is.value } : {}), parts: {} }];
    const base = keyOf({ ...place, scenario: baselines.get(scenario) ?? scenario });
    const shared = (now.get(base)?.value ?? Number.NaN) - (old.get(base)?.value ?? Number.NaN);
    const change = differenceOf(was, is);
    const parts =
      change.difference === undefined
        ? {}
        : split(change.difference, was.basis === 'observed' || is.basis === 'observed', shared);
    return [{ ...place, a: was.value, b: is.value, ...change, parts }];
  });
}

/** The baseline of each scenario: the last one before it in the order of the run. */
function baselinesOf(scenarios: readonly string[]): ReadonlyMap<string, string> {
  let baseline = BASELINE;
  return new Map(
    scenarios.map((scenario) => {
      if (scenario === BASELINE || scenario.startsWith(`${BASELINE}@`)) baseline = scenario;
      return [scenario, baseline];
    }),
  );
}

type Parts = Readonly<Partial<Record<Cause, number>>>;

/** How a difference is split, given what changed; `shared` is the difference of the baseline's cell, NaN where it has none. */
function splitter(changes: readonly InputChange[]): (difference: number, published: boolean, shared: number) => Parts {
  const causes = [...new Set(changes.map((change) => change.cause))];
  const [only = 'unexplained', second] = causes;
  if (second === undefined) return (difference) => ({ [only]: difference });
  const assumed = changes.filter((change) => change.cause === 'assumption');
  const scenariosOnly =
    assumed.length > 0 &&
    assumed.every(({ input }) => input.startsWith('scenarios/') && input !== `scenarios/${BASELINE}.yaml`);
  const [outside = 'joint', another] = causes.filter((cause) => cause !== 'assumption');
  return (difference, published, shared) => {
    if (published && causes.includes('data')) return { data: difference };
    if (!scenariosOnly || Number.isNaN(shared)) return { joint: difference };
    const parts = { [another === undefined ? outside : 'joint']: shared, assumption: difference - shared };
    return Object.fromEntries(Object.entries(parts).filter(([, amount]) => amount !== 0));
  };
}
