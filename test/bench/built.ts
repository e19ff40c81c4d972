// What is measured: the compiled code that users run. Sources loaded by tsx would be slower, because it wraps inner functions
// to keep their names.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run, Workspace } from '../../src/pipeline.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
/** The folder that holds `package.json`. */
export const root = path.join(here, '..', '..');
const dist = path.join(root, 'dist');
if (!existsSync(dist)) throw new Error('nothing is built: run `npm run build`');
/** The command line. */
export const main = path.join(dist, 'cli', 'main.js');
const built = (file: string) => import(path.join(dist, file));

export const base = (await built('base/index.js')) as typeof import('../../src/base/index.ts');
export const compile = (await built('compile/index.js')) as typeof import('../../src/compile/index.ts');
export const engine = (await built('engine/index.js')) as typeof import('../../src/engine/index.ts');
export const pipeline = (await built('pipeline.js')) as typeof import('../../src/pipeline.ts');
export const draws = (await built('uncertainty/index.js')) as typeof import('../../src/uncertainty/index.ts');
const { readWorkspace } = (await built('io/workspace.js')) as typeof import('../../src/io/workspace.ts');

/** Reads the reference model, with the built-in baseline alone. */
export async function readReferenceModel(): Promise<Workspace> {
  return { ...(await readWorkspace(root, path.join(here, 'reference-model'))), scenarioFiles: new Map() };
}

/** Reads the shipped model and its scenarios. */
export function readShippedModel(): Promise<Workspace> {
  return readWorkspace(root);
}

/** Loads a workspace and runs all its scenarios at central inputs. */
export async function runWorkspace(workspace: Workspace): Promise<Run> {
  const { program, scenarios, issues } = await pipeline.load(workspace);
  const wrong = issues.find((issue) => issue.severity === 'error');
  if (!program || wrong) throw new Error(wrong?.message ?? 'the model package has errors');
  return pipeline.run(program, scenarios);
}
