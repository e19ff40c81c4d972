// tujing notebook from the command line: a new one, building, one for each region, and how mistakes end.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tujing } from './cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tujing-notebooks-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (...args: string[]) => tujing(args, folder);

describe('tujing notebook', { timeout: 60_000 }, () => {
  it('new makes a notebook that builds without a warning, and is found by list', async () => {
    expect(await run('notebook', 'new', 'first')).toMatchObject({ status: 0, stdout: 'notebooks/first.md\n' });
    expect((await run('notebook', 'new', 'first')).status).toBe(2);
    const built = await run('notebook', 'build', '--lang', 'zh,en', '--json');
    expect(built.status).toBe(0);
    expect(JSON.parse(built.stdout)).toMatchObject({ ok: true, issues: [] });
    expect(readdirSync(path.join(folder, 'out', 'notebooks')).sort()).toEqual(['first.en.html', 'first.zh.html']);
    expect((await run('notebook', 'list')).stdout).toMatch(/^first .*region=jiaxing year=2027$/m);
  });

  it('the second build computes nothing and gives the same bytes', async () => {
    const file = path.join(folder, 'out', 'notebooks', 'first.zh.html');
    const before = readFileSync(file, 'utf8');
    const { documents } = JSON.parse((await run('notebook', 'build', '--json')).stdout) as {
      documents: { computed: number }[];
    };
    expect(documents.map((one) => one.computed)).toEqual([0]);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('--for writes a document for each region under its own name, and an index that links them', async () => {
    expect((await run('notebook', 'build', 'first', '--for', 'pinghu,jiashan', '--out', 'briefs')).status).toBe(0);
    const files = readdirSync(path.join(folder, 'briefs')).sort();
    expect(files).toEqual(['first-jiashan.zh.html', 'first-pinghu.zh.html', 'first.index.zh.html']);
    const index = readFileSync(path.join(folder, 'briefs', 'first.index.zh.html'), 'utf8');
    expect(index).toContain('href="first-pinghu.zh.html"');
    expect(readFileSync(path.join(folder, 'briefs', 'first-pinghu.zh.html'), 'utf8')).toContain(
      '<title>平湖市：first</title>',
    );
  });

  it('a failed cell ends with status 1 and the rest is written; check tells of it as well', async () => {
    writeFileSync(
      path.join(folder, 'notebooks', 'broken.md'),
      '---\ntitle: broken\n---\n\n`{=} value(gpd, jiaxing, 2020)` `{=} value(rd_intensity, jiaxing, 2020)`\n',
    );
    const built = await run('notebook', 'build', 'broken');
    expect(built.status).toBe(1);
    expect(built.stderr).toContain('notebooks/broken.md:5:12  unknown indicator "gpd"');
    expect(readFileSync(path.join(folder, 'out', 'notebooks', 'broken.zh.html'), 'utf8')).toContain('3.31%');
    const checked = await run('check');
    expect(checked.status).toBe(1);
    expect(checked.stderr).toContain('notebooks/broken.md:5:12');
    rmSync(path.join(folder, 'notebooks', 'broken.md'));
  });

  it.each([
    [['notebook', 'build', 'frist'], 'unknown notebook "frist"', 'did you mean "first"?'],
    [['notebook', 'build', '--to', 'pfd'], '"pfd"', ''],
    [['notebook', 'build', '--set', 'regoin=pinghu'], 'has no parameter "regoin"', 'did you mean "region"?'],
    [['notebook', 'build', '--set', 'year=soon'], 'parameter "year" is a number, not "soon"', ''],
    [['notebook', 'build', '--lang', 'fr'], '--lang knows zh and en, not "fr"', ''],
    [['notebook', 'build', '--for', 'counties:jiaxin'], 'jiaxin', ''],
  ])('%j ends with status 2', async (args, message, hint) => {
    const ended = await run(...args);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).toContain(hint);
  });

  it('code is not run unless asked for', async () => {
    const touched = path.join(folder, 'touched');
    writeFileSync(
      path.join(folder, 'notebooks', 'code.md'),
      `---\ntitle: code\n---\n\n\`\`\`ts cell x\nimport { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(touched)}, 'x');\nreturn 'ran';\n\`\`\`\n`,
    );
    expect((await run('notebook', 'build', 'code')).status).toBe(1);
    expect(existsSync(touched)).toBe(false);
    expect((await run('notebook', 'build', 'code', '--code')).status).toBe(0);
    expect(existsSync(touched)).toBe(true);
    rmSync(path.join(folder, 'notebooks', 'code.md'));
  });
});
