// What each cell and number depends on, by name and hash. Equal inputs mean the same result, so that it need not be made
// again, and a document can be told to be out of date.

import type { Language } from '../base/index.ts';
import type { Workspace } from '../pipeline.ts';
import { decodeText, readYaml } from '../text/index.ts';
import { fingerprintOf, sha256 } from './fingerprint.ts';
import type { FrontMatter } from './front-matter.ts';
import { FRONT_MATTER, frontMatterInput, inputsOfScenarios, workspaceInputs } from './inputs.ts';
import type { RunningOrder } from './order.ts';
import type { Parameters } from './parameters.ts';
import type { ParsedNotebook } from './parse.ts';
import { type PlannedCell, scenarioOrder } from './plan.ts';

/** Hashes by name, see `inputs.ts`; cells that are used are `cell/ID`, parameters `parameter/NAME`. */
export type Inputs = Readonly<Record<string, string>>;

/** A workspace's inputs, and which scenario files a scenario stands on. */
export interface WorkspaceHashes {
  readonly inputs: Inputs;
  /** The scenario, those that it extends, and the baseline. */
  chain(id: string): readonly string[];
}

/** Hashes of the tool, the model package and the scenario files. */
export function hashWorkspace(workspace: Workspace, version: string): WorkspaceHashes {
  const bases = new Map([...workspace.scenarioFiles].map(([file, bytes]) => [stemOf(file), baseOf(file, bytes)]));
  const chain = (id: string, seen: readonly string[] = []): readonly string[] => {
    const stem = id.split('@')[0] ?? id;
    if (seen.includes(stem)) return seen;
    const base = bases.get(stem);
    return base === undefined ? [...seen, stem] : chain(base, [...seen, stem]);
  };
  return { inputs: workspaceInputs(workspace, version), chain: (id) => ['baseline', ...chain(id)] };
}

function stemOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
}

function baseOf(file: string, bytes: Uint8Array): string | undefined {
  const { source } = decodeText(file, bytes, 'utf-8');
  const value = source ? readYaml(source).document?.value : undefined;
  return typeof value === 'object' && value !== null && 'extends' in value && typeof value.extends === 'string'
    ? value.extends
    : undefined;
}

/** What one cell or number is made from: for its fingerprint, and the key under which its result is kept. */
export interface Dependence {
  readonly inputs: Inputs;
  readonly key: string;
}

/** Dependences of cells, by position, and of numbers. */
export interface Keys {
  readonly cells: readonly Dependence[];
  /** `names`: the cells and scenarios that it looks at. */
  number(text: string, names: readonly string[], parameters: readonly string[]): Dependence;
}

/** Finds what everything depends on. */
export function keysOf(
  parsed: ParsedNotebook,
  front: FrontMatter,
  cells: readonly PlannedCell[],
  { order, needs }: RunningOrder,
  parameters: Parameters,
  files: WorkspaceHashes,
): Keys {
  const head = frontMatterInput(parsed.source.text);
  // A new title makes no result anew, so keys hold only what of the head bears on results.
  const settings = JSON.stringify([parsed.language, front.asOf, front.regions, front.draws, front.seed]);
  const providers = new Map<string, number>();
  cells.forEach((cell, k) => {
    for (const name of [...(cell.id === undefined ? [] : [cell.id]), ...cell.defines])
      if (!providers.has(name)) providers.set(name, k);
  });
  const made: Dependence[] = cells.map(() => ({ inputs: {}, key: '' }));

  const dependence = (
    source: string,
    names: readonly string[],
    used: readonly string[],
    before: readonly number[],
    extra: readonly unknown[],
  ): Dependence => {
    const scenarios = new Set(names.filter((name) => !providers.has(name)).flatMap((name) => files.chain(name)));
    const inputs: Record<string, string> = {
      ...inputsOfScenarios(files.inputs, scenarios),
      ...head,
      [LANGUAGE]: sha256(parsed.language satisfies Language),
    };
    for (const name of used) inputs[`parameter/${name}`] = sha256(String(parameters.get(name) ?? ''));
    for (const k of before) {
      Object.assign(inputs, made[k]?.inputs);
      const cell = cells[k];
      if (cell) inputs[`cell/${cell.id ?? cell.defines[0] ?? k + 1}`] = sha256(cell.text);
    }
    const { [FRONT_MATTER]: _head, ...bearing } = inputs;
    return { inputs, key: sha256(JSON.stringify([fingerprintOf(source, bearing), settings, extra])) };
  };

  const colours = scenarioOrder(cells, front.scenarios);
  for (const k of order) {
    const cell = cells[k];
    if (!cell) continue;
    const before = (needs[k] ?? []).filter((other) => other !== k);
    const own = cell.scenarios.map((id) => [id, colours.indexOf(id)]);
    made[k] = dependence(cell.text, cell.uses, cell.parameters, before, [cell.fenced.kind, own]);
  }
  return {
    cells: made,
    number: (text, names, used) =>
      dependence(text, names, used, [...new Set(names.flatMap((name) => providers.get(name) ?? []))], ['number']),
  };
}

const LANGUAGE = 'language';
