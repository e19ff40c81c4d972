// A folder a case in test/cases: `files/package` over the small package, `files/scenarios`, and what people are told about
// them in `expected.txt`, to the letter. A new case needs no code.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Loaded, load, run } from '../src/pipeline.ts';
import { checkUncertainty } from '../src/uncertainty/index.ts';
import { printIssues } from './worlds/world.ts';

const here = import.meta.dirname;
const cases = path.join(here, 'cases');

/** Files below a folder by path with forward slashes; none where there is no such folder. */
function filesBelow(folder: string): Map<string, Uint8Array> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)]),
  );
}

/** What `check` tells about a case: issues of reading, then, where nothing is wrong so far, those of a run. */
async function toldAbout(name: string): Promise<string> {
  const files = path.join(cases, name, 'files');
  const scenarios = [...filesBelow(path.join(files, 'scenarios'))].map(
    ([file, bytes]) => [`scenarios/${file}`, bytes] as const,
  );
  const packageFiles = new Map([
    ...filesBelow(path.join(here, 'worlds', 'small')),
    ...filesBelow(path.join(files, 'package')),
  ]);
  const loaded: Loaded = await load({ packageRoot: 'package', packageFiles, scenarioFiles: new Map(scenarios) });
  const broken = loaded.issues.some((issue) => issue.severity === 'error');
  const done = loaded.program && !broken ? run(loaded.program, loaded.scenarios) : undefined;
  const found = done ? [...done.issues, ...checkUncertainty(done)] : [];
  return `${printIssues([...loaded.issues, ...found], loaded)}\n`;
}

describe('what people are told', () => {
  const names = readdirSync(cases).sort();

  test.each(names)('%s', async (name) => {
    expect(await toldAbout(name)).toBe(readFileSync(path.join(cases, name, 'expected.txt'), 'utf8'));
  });

  test('the small package itself has no issue', async () => {
    expect(await toldAbout('.')).toBe('\n');
  });
});
