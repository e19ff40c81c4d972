// The report's script in a real browser: a page opened from disk under a policy that allows this script and no more.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderSvg, toVega } from '../../src/io/render.ts';
import { chromiumNote, openBrowser } from './browser.ts';
import { barChart, chartSaying, HOSTILE_TEXTS, lineChart } from './charts.ts';

const folder = mkdtempSync(join(tmpdir(), 'tujing-runtime-'));
const script = () => readFileSync(join(folder, 'runtime.js'), 'utf8');

beforeAll(() => {
  const build = fileURLToPath(new URL('../../src/io/report-runtime/build.mjs', import.meta.url));
  execFileSync(process.execPath, [build, folder]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A chart as it stands in a page: its still picture and its compiled specification. */
interface Figure {
  readonly id: string;
  readonly still: string;
  readonly vega: unknown;
}

async function figureOf(id: string, spec: unknown): Promise<Figure> {
  return { id, still: (await renderSvg(spec)).svg, vega: (await toVega(spec)).vega };
}

let hostile: Promise<readonly Figure[]> | undefined;

/** Charts of all hostile texts, drawn once. */
function hostileFigures(): Promise<readonly Figure[]> {
  hostile ??= Promise.all(HOSTILE_TEXTS.map((text, i) => figureOf(`c${i}`, chartSaying(text))));
  return hostile;
}

function pageOf(figures: readonly Figure[]): string {
  const hash = createHash('sha256').update(script()).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:`;
  const blocks = figures.map(({ id, still, vega }) => {
    const json = JSON.stringify(vega).replaceAll('<', '\\u003c');
    return `<div id="${id}">${still}</div>
      <script type="application/json" class="tj-chart" data-target="${id}">${json}</script>`;
  });
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>报告</title>${blocks.join('\n')}<script>${script()}</script>`;
}

describe('build.mjs', () => {
  test('build.mjs makes one script below 600 kB that can stand in a page, and names the licences', () => {
    expect(statSync(join(folder, 'runtime.js')).size).toBeLessThan(600_000);
    expect(script()).not.toMatch(/<\/script|<!--/i);
    const licences = readFileSync(join(folder, 'LICENSES.txt'), 'utf8');
    for (const name of ['vega', 'vega-interpreter', 'd3-shape'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(licences).toContain('University of Washington Interactive Data Lab');
  });
});

describe.skipIf(chromiumNote !== '')(`runtime.js in Chromium${chromiumNote}`, () => {
  let browser: Browser;
  const said: string[] = []; // console messages, errors and dialogs
  const requested: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);

  /** Opens a page of these charts; what it says and asks for is collected from the first moment on. */
  async function open(figures: readonly Figure[]): Promise<Page> {
    said.length = 0;
    requested.length = 0;
    const file = join(folder, 'report.html');
    writeFileSync(file, pageOf(figures));
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('dialog', (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  const onlyThePage = () => [pathToFileURL(join(folder, 'report.html')).href];

  test('a page of charts draws them laid out as in Node, without a message or a request', async () => {
    const figures = [
      await figureOf('lines', lineChart()),
      await figureOf('bars', barChart(['石油、煤炭及其他燃料加工业', '食品'])),
    ];
    const page = await open(figures);
    for (const { id, still } of figures) {
      const svg = page.locator(`#${id} > div > svg.marks`);
      await svg.waitFor();
      expect(await svg.getAttribute('viewBox')).toBe(/viewBox="([^"]*)"/.exec(still)?.[1]);
      const places = /<text[^>]* transform="([^"]*)"[^>]*>([^<]*)/g;
      const inNode = [...still.matchAll(places)].map((match) => [match[2], match[1]]);
      const inBrowser = await page.evaluate<string[][]>(
        `[...document.querySelectorAll('#${id} text')].map((t) => [t.textContent, t.getAttribute('transform')])`,
      );
      expect(inBrowser).toEqual(inNode);
    }
    expect(await page.locator('#bars').textContent()).toContain('石油、煤炭及其他燃料加工业');
    expect(said).toEqual([]);
    expect(requested).toEqual(onlyThePage());
    await page.close();
  });

  test('a pointer on a mark shows a tooltip with its names and values, and away from it none', async () => {
    const page = await open([await figureOf('lines', lineChart('研发<b>强度</b>'))]);
    await page.locator('#lines > div > svg').waitFor();
    await page.locator('#lines .mark-symbol.role-mark path').first().hover();
    const box = page.locator('.tj-tooltip');
    await box.waitFor({ state: 'visible' });
    expect(await box.locator('td').allTextContents()).toEqual(['城市', '杭州市', '研发<b>强度</b>', '2']);
    expect(await box.locator('b').count()).toBe(0);
    await page.mouse.move(990, 790);
    await box.waitFor({ state: 'hidden' });
    expect(said).toEqual([]);
    await page.close();
  });

  test('tujing.highlight(id) sets the signal of charts that have it, also of those drawn later', async () => {
    const withSignal = {
      ...lineChart(),
      params: [{ name: 'highlight', value: null }],
      layer: [
        {
          mark: 'point',
          encoding: {
            x: { field: 'year', type: 'ordinal' },
            y: { field: 'value', type: 'quantitative' },
            opacity: { condition: { test: 'highlight === null || datum.city === highlight', value: 1 }, value: 0.2 },
          },
        },
      ],
    };
    const far = Array.from({ length: 6 }, (_, i) => ({ id: `far${i}`, spec: i === 5 ? withSignal : lineChart() }));
    const figures = [await figureOf('near', withSignal), await figureOf('plain', lineChart())];
    for (const { id, spec } of far) figures.push(await figureOf(id, spec));
    const page = await open(figures);
    await page.locator('#near > div > svg').waitFor();
    expect(await page.locator('#far5 > div').count()).toBe(0); // its still picture is there until it comes near
    const faint = (id: string) => page.locator(`#${id} .mark-symbol path[opacity="0.2"]`);
    await page.evaluate(`tujing.highlight('嘉兴市')`);
    await expect.poll(() => faint('near').count()).toBe(18); // three of four cities, six years
    await page.locator('#far5').scrollIntoViewIfNeeded();
    await page.locator('#far5 > div > svg').waitFor();
    await expect.poll(() => faint('far5').count()).toBe(18);
    await page.evaluate('tujing.highlight(null)');
    await expect.poll(() => faint('near').count()).toBe(0);
    await expect.poll(() => faint('far5').count()).toBe(0);
    expect(said).toEqual([]);
    await page.close();
  });

  test('a chart that cannot be drawn keeps its still picture, and the others are drawn', async () => {
    const good = await figureOf('good', lineChart());
    const broken = { ...good, id: 'broken', vega: { ...(good.vega as object), marks: [{ type: 'no such mark' }] } };
    const page = await open([broken, good]);
    await page.locator('#good > div > svg').waitFor();
    expect(await page.locator('#broken > svg').count()).toBe(1);
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((message) => message.startsWith('error: '))).toBe(true);
    await page.close();
  });

  test('charts that say hostile things show them as text: nothing runs and nothing is asked for', async () => {
    const figures = await hostileFigures();
    const page = await open(figures);
    for (const { id } of figures) {
      await page.locator(`#${id}`).scrollIntoViewIfNeeded();
      await page.locator(`#${id} > div > svg`).waitFor();
    }
    expect(await page.locator('script:not(.tj-chart)').count()).toBe(1);
    expect(await page.locator('img, iframe').count()).toBe(0);
    expect(said).toEqual([]);
    expect(requested).toEqual(onlyThePage());
    await page.close();
  }, 60_000);

  test('data, images and links with an address are neither loaded nor followed', async () => {
    const figures = [
      await figureOf('data', { data: { url: 'file:///etc/passwd' }, mark: 'point', encoding: { x: { field: 'a' } } }),
      await figureOf('image', {
        data: { values: [{ href: 'https://example.org/', image: 'https://example.org/x.png' }] },
        mark: { type: 'image', width: 50, height: 50 },
        encoding: { url: { field: 'image' }, href: { field: 'href' } },
      }),
    ];
    const page = await open(figures);
    for (const { id } of figures) await page.locator(`#${id} > div > svg`).waitFor();
    await page.locator('#image > div > svg').click();
    expect(requested).toEqual(onlyThePage());
    expect(page.url()).toBe(onlyThePage()[0]);
    expect(said.filter((message) => message.startsWith('error'))).toEqual([]);
    await page.close();
  });

  test('the browser reads every SVG of hostile charts as XML, as resvg does', async () => {
    const page = await browser.newPage();
    for (const { id, still } of await hostileFigures()) {
      const errors = await page.evaluate<number>(
        `new DOMParser().parseFromString(${JSON.stringify(still)}, 'image/svg+xml').querySelectorAll('parsererror').length`,
      );
      expect(errors, id).toBe(0);
    }
    await page.close();
  });
});
