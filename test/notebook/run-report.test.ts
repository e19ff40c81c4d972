// The report of a run: what it says, that nothing in it can act, and that a browser without a network draws it.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartContext, chartsOfRun } from '../../src/charts/index.ts';
import { renderSvg, toVega } from '../../src/io/render.ts';
import { readRuntime } from '../../src/io/report-script.ts';
import { escapeHtml, escapeJson, REPORT_SCRIPT, renderRunReport } from '../../src/notebook/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { chromiumNote, openBrowser } from '../io/browser.ts';
import { realWorld } from '../worlds/real.ts';

const HOSTILE = '</script><script>window.hit = 1</script><img src=x onerror="window.hit = 1">';
let run: Run;
beforeAll(async () => {
  const world = await realWorld();
  run = world.run(['rd-surge', 'replay-printed-pace']);
});

const reports = new Map<string, Promise<string>>();

/** The report in a language, made once for all tests. */
function report(language: 'zh' | 'en'): Promise<string> {
  const made = reports.get(language) ?? makeReport(language);
  reports.set(language, made);
  return made;
}

/** A report of some charts of the run; the first scenario carries a hostile title and reason. */
async function makeReport(language: 'zh' | 'en'): Promise<string> {
  const hostile = run.scenarios.map((one) =>
    one.id === 'rd-surge'
      ? {
          ...one,
          scenario: { ...one.scenario, title: { zh: HOSTILE, en: HOSTILE }, reason: { zh: HOSTILE, en: HOSTILE } },
        }
      : one,
  );
  const context = chartContext({ ...run, scenarios: hostile }, language);
  const charts = chartsOfRun(context).slice(0, 4);
  const figures = await Promise.all(
    charts.map(async (chart) => ({
      ...chart,
      svg: (await renderSvg(chart.spec)).svg,
      vega: (await toVega(chart.spec)).vega,
    })),
  );
  const script = `${await readRuntime()}\n${REPORT_SCRIPT}`;
  const scriptHash = createHash('sha256').update(script).digest('base64');
  return renderRunReport({ context, figures, script, scriptHash, version: 'test' });
}

describe('renderRunReport', () => {
  it('says the published outcome, the target and the word "assumption" in both languages', async () => {
    const zh = await report('zh');
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toMatch(/3\.31% <span class="basis">公布<\/span>/);
    expect(zh).toContain('≥3.2%');
    expect(zh).toContain('<strong>假设</strong>');
    const en = await report('en');
    expect(en).toContain('<html lang="en">');
    expect(en).toMatch(/3\.31% <span class="basis">published<\/span>/);
    expect(en).toContain('<strong>assumption</strong>');
  });

  it('gives the same text for the same run, refers to no address and escapes what scenarios say', async () => {
    const page = await report('en');
    expect(await makeReport('en')).toBe(page);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;window.hit');
    expect(page).not.toContain('<img src=x');
  });

  it('escapeHtml and escapeJson leave nothing that could end an element', () => {
    expect(escapeHtml(`<a b="c">'&\u0000`)).toBe('&lt;a b=&quot;c&quot;&gt;&#39;&amp;');
    expect(escapeJson({ a: '</script><!--\u2028' })).toBe('{"a":"\\u003c/script>\\u003c!--\\u2028"}');
  });
});

describe.skipIf(chromiumNote !== '')(`the report in Chromium${chromiumNote}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tujing-report-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('draws its charts under its own policy, asks for nothing, runs nothing that a scenario says, and highlights', async () => {
    const file = path.join(folder, 'report.html');
    writeFileSync(file, await report('zh'));
    const page = await (await openBrowser()).newPage();
    try {
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) said.push(request.url());
      });
      await page.goto(pathToFileURL(file).href);
      const chart = page.locator('figure').first();
      await chart.scrollIntoViewIfNeeded();
      await page.waitForSelector('figure div svg.marks');
      const chip = page.locator('button.tj-chip').first();
      await chip.click();
      expect(await chip.getAttribute('aria-pressed')).toBe('true');
      expect(await page.evaluate('window.hit')).toBeUndefined();
      expect(said).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
