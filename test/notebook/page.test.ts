// The page of a notebook: nothing in it can act, and a browser without a network draws it under its own policy.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/paths.ts';
import { toVega } from '../../src/io/render.ts';
import { readRuntime } from '../../src/io/report-script.ts';
import { type BuiltNotebook, renderIndexPage, renderNotebookPage } from '../../src/notebook/index.ts';
import { chromiumNote, openBrowser } from '../io/browser.ts';
import { build, SMALL, withHead } from './building.ts';

const HOSTILE = '</script><script>window.hit = 1</script><img src=x onerror="window.hit = 1">';

async function pageOf(notebook: BuiltNotebook | undefined, text: string, runtime = false): Promise<string> {
  if (!notebook) throw new Error('nothing was built');
  const vega = new Map<string, unknown>();
  for (const node of notebook.root.children)
    if (node.type === 'figure') vega.set(node.provenance.id, (await toVega(node.spec)).vega);
  // The runtime itself is tested elsewhere; short pages make clear what a test found.
  const script = runtime ? await readRuntime() : '0;';
  const scriptHash = createHash('sha256').update(script).digest('base64');
  const source = { file: 'notebooks/n.md', text };
  return renderNotebookPage(notebook, { vega, script, scriptHash, sourceOf: () => source });
}

describe('renderNotebookPage', () => {
  it('shows HTML of the Markdown as text and takes away addresses that could act', async () => {
    const text = withHead(
      [
        HOSTILE,
        '',
        `a <b onclick="x()">b</b> [link](javascript:alert(1)) [good](https://example.org) ![p](x.png "t")`,
        '',
        '```yaml targets',
        'region: jiaxing',
        `caption: ${JSON.stringify(HOSTILE)}`,
        'indicators: rd_intensity',
        '```',
      ].join('\n'),
      `title: ${JSON.stringify(HOSTILE)}`,
    );
    const { notebook } = await build(text);
    const page = await pageOf(notebook, text);
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<b onclick');
    expect(page).not.toContain('javascript:');
    expect(page).toContain('href="https://example.org"');
    expect(page).not.toContain('<script>window');
    expect(page).toContain("default-src 'none'");
  });

  it('shows a failed cell with its line, and a failed number as a gap', async () => {
    const text = withHead('```yaml chrat\na: <b>\n```\n\n`{=} value(gpd, jiaxing, 2020)`');
    const { notebook } = await build(text);
    const page = await pageOf(notebook, text);
    expect(page).toContain('notebooks/n.md:5:9  unknown cell kind "chrat"');
    expect(page).toMatch(/<mark [^>]*title="unknown indicator [^>]*">\[缺数\]<\/mark>/);
  });

  it('an index page lists the reports and escapes their titles', () => {
    const theme = {
      accent: '#000000',
      text: '#000000',
      fonts: { heading: 'A', body: 'A', eastAsia: 'A', mono: 'A' },
      header: '',
      footer: '',
    };
    const page = renderIndexPage(
      'brief',
      [{ title: HOSTILE, region: '平湖市', files: [{ name: 'a b.html', label: 'html' }], failed: true }],
      'zh',
      theme,
    );
    expect(page).toContain('<a href="a%20b.html">html</a>');
    expect(page).toContain('平湖市');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<script');
  });
});

describe.skipIf(chromiumNote !== '')(`a notebook in Chromium${chromiumNote}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tujing-notebook-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('draws every chart, asks for nothing, says nothing on the console, shows tooltips and prints on A4', async () => {
    const { notebook } = await build(SMALL, { draw: true });
    const file = path.join(folder, 'small.html');
    writeFileSync(file, await pageOf(notebook, SMALL, true));
    const page = await (await openBrowser()).newPage();
    try {
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) said.push(request.url());
      });
      await page.context().setOffline(true);
      await page.goto(pathToFileURL(file).href);
      const chart = page.locator('figure.chart').first();
      await chart.scrollIntoViewIfNeeded();
      await page.waitForSelector('figure.chart div > div > svg.marks');
      // The first published value.
      const box = await chart.locator('svg.marks g.mark-symbol path').first().boundingBox();
      if (!box) throw new Error('the chart has no points');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      expect(await page.locator('.tj-tooltip').innerText()).toMatch(/\d{4}/);
      expect(said).toEqual([]);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      // A4 is 595 × 842 points.
      expect(pdf).toMatch(/\/MediaBox \[0 0 59[45]\S* 84[12]/);
    } finally {
      await page.close();
    }
  });

  it('a shipped notebook is drawn whole and nothing is wider than the page', async () => {
    const text = readFileSync(path.join(packageRoot, 'notebooks', 'uncertainty.md'), 'utf8');
    const { notebook } = await build(text, { draw: true });
    const file = path.join(folder, 'shipped.html');
    writeFileSync(file, await pageOf(notebook, text, true));
    const page = await (await openBrowser()).newPage({ viewport: { width: 900, height: 1200 } });
    try {
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      await page.context().setOffline(true);
      await page.goto(pathToFileURL(file).href);
      const figures = page.locator('figure.chart');
      const count = notebook?.root.children.filter((node) => node.type === 'figure').length ?? 0;
      expect(count).toBeGreaterThan(3);
      expect(await figures.count()).toBe(count);
      for (const figure of await figures.all()) {
        await figure.scrollIntoViewIfNeeded();
        await figure.locator('svg.marks').waitFor();
      }
      const body = page.locator('body');
      const [width, room] = await body.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(width).toBeLessThanOrEqual(room ?? 0);
      expect(said).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
