// A workspace that is read again and again: what did not change is not read anew.

import { createHash } from 'node:crypto';
import type { Loaded, Workspace } from '../pipeline.ts';

/** A loader that keeps the model where its files are the same as the last time, and everything where nothing changed. */
export function rememberingLoader(): (workspace: Workspace) => Promise<Loaded> {
  let model: { readonly hash: string; readonly loaded: Loaded } | undefined;
  let whole: { readonly hash: string; readonly loaded: Loaded } | undefined;
  return async (workspace) => {
    const { loadModel, withScenarios } = await import('../pipeline.ts');
    const modelHash = hashOf(workspace.packageFiles);
    const hash = `${modelHash} ${hashOf(workspace.scenarioFiles)}`;
    if (model?.hash !== modelHash) model = { hash: modelHash, loaded: await loadModel(workspace) };
    if (whole?.hash !== hash) whole = { hash, loaded: withScenarios(model.loaded, workspace.scenarioFiles) };
    return whole.loaded;
  };
}

function hashOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of files) hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}
