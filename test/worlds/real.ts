// The shipped package and scenarios, read once for all tests of a process, and each run of them made once.

import { packageRoot } from '../../src/io/paths.ts';
import { readWorkspace } from '../../src/io/workspace.ts';
import { load, type Run, run, type Workspace } from '../../src/pipeline.ts';
import type { World } from './world.ts';

/** The workspace of the repository itself. */
export async function realWorkspace(): Promise<Workspace> {
  return readWorkspace(packageRoot);
}

let shipped: Promise<World> | undefined;

/** The shipped package without errors, with its scenarios, or with others (whole files by name). */
export function realWorld(scenarios?: Readonly<Record<string, string>>): Promise<World> {
  if (scenarios) return openWorld(scenarios);
  shipped ??= openWorld();
  return shipped;
}

async function openWorld(others?: Readonly<Record<string, string>>): Promise<World> {
  const workspace = await realWorkspace();
  const files =
    others &&
    new Map(Object.entries(others).map(([name, text]) => [`scenarios/${name}.yaml`, new TextEncoder().encode(text)]));
  const { model, program, scenarios, issues } = await load(files ? { ...workspace, scenarioFiles: files } : workspace);
  const errors = issues.filter((issue) => issue.severity === 'error').map((issue) => issue.message);
  if (!model || !program || errors.length > 0) throw new Error(errors.join('\n'));
  const runs = new Map<string, Run>();
  return {
    model,
    program,
    scenarios,
    issues,
    run: (chosen, asOf) => {
      const key = JSON.stringify([chosen, asOf]);
      const done = runs.get(key) ?? run(program, scenarios, chosen, asOf);
      runs.set(key, done);
      return done;
    },
  };
}
