// The notebooks that are shipped, each in both languages: found by listing the folder, so that a new one is tested with them.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/paths.ts';
import type { BuildResult } from '../../src/notebook/index.ts';
import { build, memoryCache, numbersOf, told } from './building.ts';

const LANGUAGES = ['zh', 'en'] as const;
const folder = path.join(packageRoot, 'notebooks');
const NAMES = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -3));

const textOf = (name: string) => readFileSync(path.join(folder, `${name}.md`), 'utf8');

/** Prose between the blocks of a language, without cells and inline code. */
function proseOf(text: string, language: 'zh' | 'en'): string {
  const blocks = [...text.matchAll(/^::: (zh|en)\n([\s\S]*?)^:::$/gm)];
  return blocks
    .flatMap(([, of, body]) => (of === language ? [body ?? ''] : []))
    .join('\n')
    .replace(/`[^`]*`/g, '·');
}

describe.each(NAMES)('notebook %s', (name) => {
  const text = textOf(name);
  const built = new Map<string, BuildResult>();
  beforeAll(async () => {
    const cache = memoryCache();
    for (const language of LANGUAGES) built.set(language, await build(text, { language, cache }));
  }, 60_000);

  it('builds in both languages without an issue, and no number is missing', () => {
    for (const language of LANGUAGES) {
      const result = built.get(language);
      expect(result && told(text, result)).toBe('');
      expect(numbersOf(result?.notebook).filter((number) => number === undefined)).toEqual([]);
    }
  });

  it('has the same figures and tables in both languages, and a text for each', () => {
    const kinds = LANGUAGES.map((language) =>
      (built.get(language)?.notebook?.root.children ?? [])
        .map((node) => node.type)
        .filter((type) => /^(figure|resultTable|cellText)$/.test(type)),
    );
    expect(kinds[0]?.length).toBeGreaterThan(0);
    expect(kinds[1]).toEqual(kinds[0]);
    expect([...text.matchAll(/^::: zh$/gm)].length).toBe([...text.matchAll(/^::: en$/gm)].length);
  });

  it('types no figure: what is a value is an inline number', () => {
    // Years, spans of years, and small whole numbers of steps and goals stand in sentences; values have a unit or a fraction.
    for (const language of LANGUAGES) {
      const typed = proseOf(text, language).match(/\d+[.,]\d+|\d+ ?(?:亿元|家|件|人年|万人)/g) ?? [];
      expect(typed.filter((figure) => figure !== '3.65')).toEqual([]);
    }
  });

  it('keeps its languages apart', () => {
    expect(proseOf(text, 'en')).not.toMatch(/[\u4e00-\u9fff]/);
    const english = proseOf(text, 'zh').match(/[A-Za-z]{3,}/g) ?? [];
    expect(english.filter((word) => !['log'].includes(word))).toEqual([]);
  });
});

describe('notebooks/README.md', () => {
  it('lists every notebook that is shipped', () => {
    const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
    expect(NAMES.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(NAMES.length).toBeGreaterThanOrEqual(8);
  });
});
