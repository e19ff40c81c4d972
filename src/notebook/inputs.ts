// The inputs of a document by name, with their hashes: what fingerprints are taken over, and what `verify` compares.
//
//   tool                     the tool's version
//   package/growth.yaml      a file of the model package
//   scenarios/rd-surge.yaml  a scenario file
//   front-matter             the head of the notebook
//   cell/plan-b              another cell of the notebook that it uses
//   language, parameter/x    choices of whoever built it: part of the fingerprint, never out of date

import type { Workspace } from '../pipeline.ts';
import { sha256 } from './fingerprint.ts';

/** Name of the input that stands for the head of the notebook. */
export const FRONT_MATTER = 'front-matter';

/** Hashes of the tool, of every file of the model package, and of all scenario files, by name. */
export function workspaceInputs(
  workspace: Pick<Workspace, 'packageFiles' | 'scenarioFiles'>,
  toolVersion: string,
): Readonly<Record<string, string>> {
  const entries = [
    ['tool', sha256(toolVersion)] as const,
    ...[...workspace.packageFiles].map(([name, bytes]) => [`package/${name}`, sha256(bytes)] as const),
    ...[...workspace.scenarioFiles].map(([name, bytes]) => [scenarioInput(name), sha256(bytes)] as const),
  ];
  return Object.fromEntries(entries);
}

/** Name of the input that a scenario file is; `file` as shown in messages, whatever folder it stands in. */
export function scenarioInput(file: string): string {
  return `scenarios/${file.slice(file.lastIndexOf('/') + 1)}`;
}

/** Inputs without the scenario files that are not among `scenarios` (ids; those that they extend must be among them). */
export function inputsOfScenarios(
  inputs: Readonly<Record<string, string>>,
  scenarios: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(inputs).filter(([name]) => {
      const [, id] = /^scenarios\/(.*)\.ya?ml$/.exec(name) ?? [];
      return id === undefined || scenarios.has(id);
    }),
  );
}

/** The head of a notebook between its `---` lines as an input; where there is none, that of an empty head. */
export function frontMatterInput(notebook: string): Readonly<Record<string, string>> {
  const [, head = ''] = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(plainLines(notebook)) ?? [];
  return { [FRONT_MATTER]: sha256(head) };
}

/** Hashes of the cells of a notebook, as they stand between their fences, with and without the last line end. */
export function cellHashes(notebook: string): ReadonlySet<string> {
  const fenced = plainLines(notebook).matchAll(/^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n?[ \t]*\1[ \t]*$/gm);
  return new Set([...fenced].flatMap(([, , cell = '']) => [sha256(cell), sha256(`${cell}\n`)]));
}

/** A text with the line ends of Unix and no byte-order mark. */
export function plainLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
