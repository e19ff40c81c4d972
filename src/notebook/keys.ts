// What each cell and number depends on, as one hash: equal keys mean the same result, so that it need not be made again, and
// so that a document can be told to be out of date.

import type { Language } from '../base/index.ts';
import type { Workspace } from '../pipeline.ts';
import { decodeText, readYaml } from '../text/index.ts';
import type { RunningOrder } from './order.ts';
import type { Parameters } from './parameters.ts';
import type { PlannedCell } from './plan.ts';

/** SHA-256 in hexadecimal; handed in, because this room touches no system library. */
export type Hash = (content: string | Uint8Array) => string;

/** Raised where results are made or kept differently. */
export const NOTEBOOK_FORMAT = 1;

/** The inputs that a whole notebook shares. */
export interface SharedInputs {
  readonly version: string;
  readonly language: Language;
  readonly asOf: number | undefined;
  readonly regions: unknown;
  readonly draws: number | undefined;
  readonly seed: number;
}

/** Hashes of a workspace's files. */
export interface WorkspaceHashes {
  readonly model: string;
  /** By scenario id: the file and those it extends. */
  scenario(id: string): string;
}

/** Hashes of the model package and of scenario files with what they extend. */
export function hashWorkspace(workspace: Workspace, hash: Hash): WorkspaceHashes {
  const files = [...workspace.packageFiles].map(([name, bytes]) => [name, hash(bytes)]);
  const stems = new Map(
    [...workspace.scenarioFiles].map(([file, bytes]) => [
      stemOf(file),
      { bytes: hash(bytes), base: baseOf(file, bytes) },
    ]),
  );
  const baseline = stems.get('baseline')?.bytes ?? '';
  const known = new Map<string, string>();
  const scenario = (id: string, seen: readonly string[] = []): string => {
    const stem = id.split('@')[0] ?? id;
    const found = known.get(stem);
    if (found !== undefined) return found;
    const file = stems.get(stem);
    if (!file || seen.includes(stem)) return `none:${stem}`;
    const made = hash(
      JSON.stringify([file.bytes, file.base === undefined ? '' : scenario(file.base, [...seen, stem])]),
    );
    known.set(stem, made);
    return made;
  };
  return { model: hash(JSON.stringify([files, baseline])), scenario: (id) => scenario(id) };
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

/** Keys of cells, and the function that gives those of numbers. */
export interface Keys {
  /** By position. */
  readonly cells: readonly string[];
  number(text: string, names: readonly string[], parameters: readonly string[]): string;
}

/** Keys from the inputs; `names` of a number are the cells and scenarios that it looks at. */
export function keysOf(
  cells: readonly PlannedCell[],
  { order, needs }: RunningOrder,
  parameters: Parameters,
  shared: SharedInputs,
  files: WorkspaceHashes,
  hash: Hash,
): Keys {
  const base = hash(JSON.stringify([NOTEBOOK_FORMAT, shared, files.model]));
  const keys: string[] = cells.map(() => '');
  const provided = new Map<string, number>();
  cells.forEach((cell, k) => {
    for (const name of [...(cell.id === undefined ? [] : [cell.id]), ...cell.defines]) provided.set(name, k);
  });
  const nameKey = (name: string) => [name, keys[provided.get(name) ?? -1] ?? files.scenario(name)];
  const values = (names: readonly string[]) => names.map((name) => [name, parameters.get(name) ?? null]);
  for (const k of order) {
    const cell = cells[k];
    if (!cell) continue;
    keys[k] = hash(
      JSON.stringify([
        base,
        cell.fenced.kind,
        cell.text,
        cell.scenarios,
        values(cell.parameters),
        cell.uses.map((name) => (provided.get(name) === k ? [name, ''] : nameKey(name))),
        (needs[k] ?? []).map((other) => keys[other]),
      ]),
    );
  }
  return {
    cells: keys,
    number: (text, names, used) => hash(JSON.stringify([base, 'number', text, values(used), names.map(nameKey)])),
  };
}
