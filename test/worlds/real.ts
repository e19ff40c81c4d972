// The shipped package and scenarios, read and run once for all tests of a file.

import { packageRoot } from '../../src/io/paths.ts';
import { readWorkspace } from '../../src/io/workspace.ts';
import { load, type Run, run, type Workspace } from '../../src/pipeline.ts';
import type { World } from './world.ts';

/** The workspace of the repository itself. */
export async function realWorkspace(): Promise<Workspace> {
  return readWorkspace(packageRoot);
}

/** The shipped package without errors, with other scenarios where `scenarios` gives some (whole files by name). */
export async function realWorld(scenarios?: Readonly<Record<string, string>>): Promise<World> {
  const workspace = await realWorkspace();
  const files =
    scenarios &&
    new Map(
      Object.entries(scenarios).map(([name, text]) => [`scenarios/${name}.yaml`, new TextEncoder().encode(text)]),
    );
  const {
    model,
    program,
    scenarios: read,
    issues,
  } = await load(files ? { ...workspace, scenarioFiles: files } : workspace);
  const errors = issues.filter((issue) => issue.severity === 'error').map((issue) => issue.message);
  if (!model || !program || errors.length > 0) throw new Error(errors.join('\n'));
  return { model, program, scenarios: read, issues, run: (chosen, asOf): Run => run(program, read, chosen, asOf) };
}
