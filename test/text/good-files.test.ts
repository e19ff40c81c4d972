// No false alarms: nothing is said about files that are right.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeText, readYaml } from '../../src/text/index.ts';
import { GOOD_FILES } from './good-files.ts';

function issuesOf(file: string, bytes: Uint8Array) {
  const { source, issues } = decodeText(file, bytes, 'utf-8');
  return [...issues, ...(source ? readYaml(source).issues : [])].map(({ code, message }) => `${code}: ${message}`);
}

describe('readYaml of good files', () => {
  it('has at least 60 of them', () => {
    expect(GOOD_FILES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(GOOD_FILES)('says nothing about %s', (file, bytes) => {
    expect(issuesOf(file, bytes)).toEqual([]);
  });

  const roots = ['src/model-packages', 'scenarios'];
  const shipped = roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(root, name)),
  );

  it.each(shipped)('says nothing about %s', (file) => {
    expect(issuesOf(file, readFileSync(file))).toEqual([]);
  });
});
