// `tujing notebook build --watch`.

import type { MadeNotebooks } from './build-notebooks.ts';
import type { NotebookOptions } from './commands/notebook.ts';

export async function buildAndWatch(
  _names: readonly string[],
  _options: NotebookOptions,
  _build: (names: readonly string[]) => Promise<MadeNotebooks>,
): Promise<void> {}
