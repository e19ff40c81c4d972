// The report of a run with draws: how likely targets are met, how draws were made, what was drawn. Without draws none of it.

import { beforeAll, describe, expect, it } from 'vitest';
import { chartContext } from '../../src/charts/index.ts';
import { renderRunReport } from '../../src/notebook/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { type DrawnRun, withDraws } from '../charts/draws-double.ts';
import { realWorld } from '../worlds/real.ts';

let plain: Run;
let drawn: DrawnRun;
beforeAll(async () => {
  plain = (await realWorld()).run(['rd-surge']);
  drawn = withDraws(plain, 200, { certain: ['tech_smes'] });
});

function page(run: Run, language: 'zh' | 'en'): string {
  const context = chartContext(run, language, (region) => region === 'jiaxing');
  return renderRunReport({ context, figures: [], script: '', scriptHash: '', version: 'test' });
}

/** The row of the board for R&D / GDP in 2027, as text. */
function boardRow(html: string, indicator: string): string {
  const rows = html.split('<tr>').map((row) => row.replace(/<[^>]+>/g, '|'));
  return rows.find((row) => row.includes(indicator) && row.includes('2027')) ?? '';
}

describe('renderRunReport of a run with draws', () => {
  it('gives the probability of each target on the board, with its error', () => {
    const row = drawn.targets.find(
      (one) => one.scenario === 'baseline' && one.variable === 'rd_intensity' && one.plan === 'jiaxing-315',
    );
    const p = row?.p_met ?? Number.NaN;
    const error = Math.round(100 * Math.sqrt((p * (1 - p)) / 200));
    expect(boardRow(page(drawn, 'en'), 'R&amp;D / GDP')).toContain(`|${Math.round(100 * p)}% (±${error})|`);
    expect(boardRow(page(drawn, 'zh'), 'R&amp;D经费支出占GDP比重')).toContain(`|${Math.round(100 * p)}%（±${error}）|`);
  });

  it('gives none where no range is stated, and says so', () => {
    expect(boardRow(page(drawn, 'en'), 'Technology SMEs')).toContain('|no range|');
    expect(boardRow(page(drawn, 'zh'), '科技型中小企业')).toContain('|未设范围|');
  });

  it('says how draws were made, what a probability is, and that the median may differ', () => {
    const en = page(drawn, 'en');
    expect(en).toContain('200 draws of 2 uncertain inputs (scrambled Sobol points, seed 20270101).');
    expect(en).toContain('holds under the ranges below');
    expect(en).toContain('the run at central inputs; the median of the draws may differ');
    const zh = page(drawn, 'zh');
    expect(zh).toContain('对2项不确定因素抽样200次（加扰Sobol点，种子20270101）');
    expect(zh).toContain('与抽样的中位数可以不同');
  });

  it('lists every input once with distribution, central value, range and source', () => {
    const twice = { ...drawn, inputs: [...drawn.inputs, ...drawn.inputs] };
    const text = page(twice, 'en').replace(/<[^>]+>/g, '|');
    expect(text.split('growth of R&amp;D spending').length).toBe(2);
    expect(text).toMatch(/growth of R&amp;D spending\|+normal\|+9%\/yr\|+6\.5 – 11\.5%\/yr\|+spread of past growth/);
    expect(page(drawn, 'zh')).toContain('9%/年');
  });

  it('escapes what a package says of its inputs', () => {
    const [first] = drawn.inputs;
    if (!first) throw new Error('no input');
    const hostile = { zh: '<script>hit()</script>', en: '<script>hit()</script>' };
    const html = page(
      { ...drawn, inputs: [{ ...first, title: hostile, source: hostile, shape: '<b>', unit: '<i>' }] },
      'en',
    );
    expect(html).not.toMatch(/<script>hit|<b>|<i>/);
    expect(html).toContain('&lt;script&gt;hit()');
  });

  it('holds nothing of it without draws', () => {
    for (const [language, words] of [
      ['en', ['P(met)', 'Uncertainty', 'draws']],
      ['zh', ['达标概率', '不确定性', '抽样']],
    ] as const)
      for (const word of words) expect(page(plain, language)).not.toContain(word);
  });
});
