// TypeScript cells: what comes back, what goes wrong and where, and whose workspaces are trusted.

import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codeRunner, isTrusted, TRUST_FILE } from '../../src/io/run-code.ts';
import { realWorkspace } from '../worlds/real.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tujing-code-')));
afterAll(() => rmSync(folder, { recursive: true }));

async function runCell(code: string, seconds?: number) {
  const run = codeRunner(await realWorkspace(), path.join(folder, 'modules'), seconds);
  return run({
    code,
    file: 'notebooks/n.md',
    line: 10,
    cells: { before: [1, 2] },
    parameters: { region: 'jiaxing' },
    language: 'zh',
    scenarios: ['baseline'],
    defined: new Map(),
  });
}

describe('codeRunner', { timeout: 60_000 }, () => {
  it('gives code the run, earlier cells and parameters, and brings back data and what was printed', async () => {
    const answer = await runCell(
      "console.log('said');\nreturn { value: results.value('baseline', params.region, 'rd_intensity', 2020), before: cells.before, none: undefined };\n",
    );
    expect(answer).toEqual({ value: { value: 3.31, before: [1, 2] }, printed: 'said\n' });
  });

  it('says where code throws and where it does not compile, by lines of the notebook', async () => {
    const [thrown, broken] = await Promise.all([
      runCell('const a: number = 1;\n  missing(a);\n'),
      runCell('const a = 1;\nconst b = ;\n'),
    ]);
    expect(thrown).toEqual({ error: 'ReferenceError: missing is not defined', line: 11, column: 3 });
    expect(broken).toEqual({ error: 'Unexpected ";"', line: 11, column: 11 });
  });

  it('ends code that does not end, refuses what is not data, and outlives code that ends its process', async () => {
    const [late, nan, gone] = await Promise.all([
      runCell('for (;;);\n', 8),
      runCell('return [{ a: 0 / 0 }];\n'),
      runCell('process.exit(7);\n'),
    ]);
    expect(late).toEqual({ error: 'the cell was ended after 8 seconds' });
    expect(nan).toMatchObject({ error: expect.stringContaining('the result[0].a is NaN') });
    expect(gone).toEqual({ error: 'the cell ended its process (status 7)' });
  });
});

describe('isTrusted', () => {
  it('needs a file that holds the folder’s own path and that nobody else may write', async () => {
    const file = path.join(folder, TRUST_FILE);
    expect(await isTrusted(folder)).toBe(false);
    writeFileSync(file, '/somewhere/else\n');
    expect(await isTrusted(folder)).toBe(false);
    writeFileSync(file, `${folder}\n`);
    chmodSync(file, 0o644);
    expect(await isTrusted(folder)).toBe(true);
    chmodSync(file, 0o666);
    expect(await isTrusted(folder)).toBe(process.platform === 'win32');
  });
});
