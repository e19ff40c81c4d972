// Watching folders: events are hints only; after a pause everything is read afresh.

import { watch } from 'chokidar';

/** Calls `changed` after each burst of changes, one call at a time, until the process ends. */
export async function watchFolders(folders: readonly string[], changed: () => Promise<void>): Promise<never> {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (file) => /(^|[/\\])\.[^/\\]|~$|\.tmp$/.test(file),
  });
  let pending = false;
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  const settle = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (pending) {
      pending = false;
      await changed();
    }
    running = false;
  };
  watcher.on('all', () => {
    pending = true;
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), 80);
  });
  return new Promise<never>((_, reject) => watcher.on('error', reject));
}
