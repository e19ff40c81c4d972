// The process in which one TypeScript cell runs: the workspace is read and run again here, so that nothing of the build can
// be changed from a cell; what it returns goes back as plain data.

import { pathToFileURL } from 'node:url';
import type { CodeAnswer } from '../notebook/index.ts';
import type { Workspace } from '../pipeline.ts';

/** What the process is given. */
export interface CodeTask {
  /** The module that holds the cell's code. */
  readonly module: string;
  readonly workspace: Workspace;
  readonly scenarios: readonly string[];
  readonly asOf: number | undefined;
  readonly cells: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly language: string;
}

process.once('message', (task: CodeTask) => {
  void answer(task).then((found) => process.send?.(found, () => process.exit(0)));
});

async function answer(task: CodeTask): Promise<CodeAnswer> {
  try {
    const [tujing, { tsImport }] = await Promise.all([import('../index.ts'), import('tsx/esm/api')]);
    const loaded = await tujing.load(task.workspace);
    if (!loaded.model || !loaded.program) return { error: 'the workspace has errors' };
    const run = tujing.run(loaded.program, loaded.scenarios, task.scenarios, task.asOf);
    const scope = {
      tujing,
      model: loaded.model,
      run,
      results: run.reader,
      targets: run.targets,
      cells: task.cells,
      params: task.parameters,
      language: task.language,
    };
    const module = (await tsImport(pathToFileURL(task.module).href, import.meta.url)) as {
      readonly default: (given: typeof scope) => Promise<unknown>;
    };
    return { value: plain(await module.default(scope), 'the result'), printed: '' };
  } catch (error) {
    return describe(error, task.module);
  }
}

/** Data as JSON would have it; anything else is a mistake with the place in the result. */
function plain(value: unknown, at: string, above: readonly unknown[] = []): unknown {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw new TypeError(`${at} is ${value}: results hold numbers, text, lists and records`);
  }
  if (typeof value !== 'object')
    throw new TypeError(`${at} is a ${typeof value}: results hold numbers, text, lists and records`);
  if (above.includes(value)) throw new TypeError(`${at} holds itself`);
  const inner = [...above, value];
  if (Array.isArray(value)) return value.map((item, k) => plain(item, `${at}[${k}]`, inner) ?? null);
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value))
    throw new TypeError(`${at} is a ${value.constructor.name}: spread it into a list`);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const found = plain(item, `${at}.${key}`, inner);
      return found === undefined ? [] : [[key, found]];
    }),
  );
}

/** What went wrong and where: a line of the module is the same line of the notebook. */
function describe(error: unknown, module: string): CodeAnswer {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const name = `${module.replace(/^.*[/\\]/, '').replace(/\.mts$/, '')}\\.m?ts`;
  // The compiler says "file:line:column: ERROR: text" with columns from 0; a stack has "file:line:column" from 1.
  const compiled = new RegExp(`${name}:(\\d+):(\\d+): ERROR: (.*)`).exec(message);
  if (compiled) return { error: compiled[3] ?? message, line: Number(compiled[1]), column: Number(compiled[2]) + 1 };
  const thrown = new RegExp(`${name}[^:\\n]*:(\\d+):(\\d+)`).exec(stack);
  const type = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  return {
    error: `${type}${message.split('\n')[0] ?? ''}`,
    ...(thrown ? { line: Number(thrown[1]), column: Number(thrown[2]) } : {}),
  };
}
