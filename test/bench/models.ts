// The model packages that are measured: the reference model, and the shipped one.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../src/io/paths.ts';
import { readWorkspace } from '../../src/io/workspace.ts';
import { load, type Run, run, type Workspace } from '../../src/pipeline.ts';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Reads the reference model, with the built-in baseline alone. */
export async function readReferenceModel(): Promise<Workspace> {
  const workspace = await readWorkspace(packageRoot, path.join(here, 'reference-model'));
  return { ...workspace, scenarioFiles: new Map() };
}

/** Loads a workspace and runs all its scenarios at central inputs. */
export async function runWorkspace(workspace: Workspace): Promise<Run> {
  const { program, scenarios, issues } = await load(workspace);
  const wrong = issues.find((issue) => issue.severity === 'error');
  if (!program || wrong) throw new Error(wrong?.message ?? 'the model package has errors');
  return run(program, scenarios);
}
