// A workspace on disk: the model package that is used and the scenario files.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Workspace } from '../pipeline.ts';
import { readFolder } from './files.ts';
import { shippedModelPackages, shippedScenarios } from './paths.ts';

/** Where a workspace's files come from. */
export interface WorkspaceOnDisk extends Workspace {
  readonly modelFolder: string;
  readonly scenarioFolder: string;
  /** Whether the example scenarios that come with the tool are used, because the folder has none of its own. */
  readonly examples: boolean;
}

/** The package used where none is named. */
export const DEFAULT_MODEL = 'zhejiang-innovation';

/** No such model package or folder. */
export class MissingFolder extends Error {}

/**
 * Reads a workspace: `model` is a folder or the id of a shipped package; scenarios come from `scenarios/` below
 * `folder`, or, where there is no such folder, the shipped examples.
 */
export async function readWorkspace(folder: string, model: string = DEFAULT_MODEL): Promise<WorkspaceOnDisk> {
  const modelFolder = await findModel(folder, model);
  const packageFiles = await readFolder(modelFolder, ['.yaml', '.yml', '.csv']);
  const own = path.join(folder, 'scenarios');
  const scenarioFolder = (await isFolder(own)) ? own : shippedScenarios;
  const scenarioFiles = (await readFolder(scenarioFolder, ['.yaml', '.yml'])) ?? new Map<string, Uint8Array>();
  const shown = (file: string) => showPath(folder, file);
  return {
    packageRoot: shown(modelFolder),
    packageFiles: packageFiles ?? new Map(),
    scenarioFiles: new Map([...scenarioFiles].map(([name, bytes]) => [shown(path.join(scenarioFolder, name)), bytes])),
    modelFolder,
    scenarioFolder,
    examples: scenarioFolder === shippedScenarios && path.resolve(own) !== path.resolve(shippedScenarios),
  };
}

async function findModel(folder: string, model: string): Promise<string> {
  const candidates = [path.resolve(folder, model), path.join(shippedModelPackages, model)];
  for (const candidate of /^[\w-]+$/.test(model) ? candidates.reverse() : candidates)
    if (await isFolder(candidate)) return candidate;
  throw new MissingFolder(
    `no model package "${model}": give the id of a shipped package or a folder that holds package.yaml`,
  );
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A path as a person would write it from the folder they are in, with forward slashes. */
function showPath(folder: string, file: string): string {
  const relative = path.relative(folder, file).split(path.sep).join('/');
  return relative.startsWith('../../..') ? file.split(path.sep).join('/') : relative === '' ? '.' : relative;
}
