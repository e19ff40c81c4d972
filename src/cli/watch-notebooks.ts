// `tujing notebook build --watch`: build again at every change, and have open pages reload.

import path from 'node:path';
import { startPreview } from '../io/preview-server.ts';
import { watchFolders } from '../io/watch.ts';
import { readWorkspace } from '../io/workspace.ts';
import { findNotebooks, type MadeNotebooks } from './build-notebooks.ts';
import type { NotebookOptions } from './commands/notebook.ts';
import { writeAll } from './run-build.ts';
import { note, tellIssues } from './session.ts';
import { Ended, UsageError } from './status.ts';

/** Builds, shows, and builds again until it is ended; the last good pages stay where something is broken. */
export async function buildAndWatch(
  names: readonly string[],
  options: NotebookOptions,
  build: (names: readonly string[]) => Promise<MadeNotebooks>,
  warm: () => Promise<void>,
): Promise<void> {
  if (!/^\d{1,5}$/.test(options.port)) throw new UsageError(`--port is a number, not "${options.port}"`);
  const { folder } = await findNotebooks(names);
  const workspace = await readWorkspace(process.cwd(), options.model);
  const preview = await startPreview(options.out, Number(options.port));
  const attempt = async () => {
    const started = performance.now();
    try {
      const made = await build(names);
      const files = await writeAll(made, options);
      preview.reload(files.map((file) => path.relative(options.out, file).split(path.sep).join('/')));
      await tellIssues(made.issues, made.sources, false);
      const computed = made.documents.reduce((sum, one) => sum + one.computed, 0);
      note(`built in ${Math.round(performance.now() - started)} ms, ${computed} cells and numbers anew`);
    } catch (error) {
      if (!(error instanceof Ended || error instanceof UsageError)) throw error;
      if (error instanceof UsageError) process.stderr.write(`${error.message}\n`);
      note('the last good pages stay');
    }
  };
  await attempt();
  const folders = new Set([
    ...(names.some((name) => name.endsWith('.md')) ? names.map((name) => path.dirname(path.resolve(name))) : [folder]),
    workspace.scenarioFolder,
    workspace.modelFolder,
  ]);
  note(
    `${preview.address}  watching ${[...folders].map((one) => path.relative(process.cwd(), one) || '.').join(', ')}; Ctrl-C ends`,
  );
  const watching = watchFolders([...folders], attempt);
  // The first build may have come from the cache; the next change should not wait for the model.
  await warm();
  await watching;
}
