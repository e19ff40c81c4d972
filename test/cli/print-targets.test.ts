// The target board on a terminal, with draws and without.

import { beforeAll, expect, test } from 'vitest';
import { targetRecord } from '../../src/analysis/index.ts';
import { boardText, drawsText } from '../../src/cli/print-targets.ts';
import type { Run } from '../../src/pipeline.ts';
import { withDraws } from '../charts/draws-double.ts';
import { realWorld } from '../worlds/real.ts';

let plain: Run;
beforeAll(async () => {
  plain = (await realWorld()).run(['baseline']);
});

/** The board of Jiaxing: heading and rows by indicator and plan. */
function board(run: Run): readonly string[] {
  const rows = run.targets.filter((row) => row.region === 'jiaxing' && row.met !== undefined && row.kind === 'level');
  return boardText(run, rows).split('\n').slice(1);
}

const lineOf = (lines: readonly string[], indicator: string, year: number) =>
  lines.find((line) => line.startsWith(indicator) && line.includes(` ${year} `)) ?? '';

test('boardText(run) has a column P(met) when, and only when, the run has draws', () => {
  expect(board(plain)[0]).not.toContain('P(met)');
  expect(board(withDraws(plain, 50))[0]).toMatch(/status +P\(met\) +needed +plan$/);
});

test('boardText(run) prints a probability with its error, a bound for none or all, and why there is none', () => {
  const run = withDraws(plain, 200, { certain: ['tech_smes'] });
  const row = run.targets.find(
    (one) => one.region === 'jiaxing' && one.plan === 'jiaxing-315' && one.variable === 'rd_intensity',
  );
  const p = row?.p_met ?? Number.NaN;
  expect(p).toBeGreaterThan(0.5);
  const lines = board(run);
  expect(lineOf(lines, 'rd_intensity', 2027)).toContain(
    ` ${Math.round(100 * p)} % (±${Math.round(100 * Math.sqrt((p * (1 - p)) / 200))}) `,
  );
  expect(lineOf(lines, 'hightech_value_added_share', 2027)).toContain(' <0.5 % ');
  expect(lineOf(lines, 'hightech_enterprises', 2027)).toContain(' >99.5 % ');
  expect(lineOf(lines, 'tech_smes', 2027)).toContain(' no range ');
  expect(lineOf(lines, 'rd_intensity', 2020)).toContain(' published ');
});

test('targetRecord(row, draws) leaves p_met out where nothing drawn decides it, and says why', () => {
  const run = withDraws(plain, 200, { certain: ['tech_smes'] });
  const record = (variable: string, year: number) => {
    const row = run.targets.find(
      (one) => one.region === 'jiaxing' && one.variable === variable && one.year === year && one.kind === 'level',
    );
    if (!row) throw new Error(`no target of ${variable}`);
    expect(row.p_met).toBeDefined();
    const { p_met, p_met_se, reason } = targetRecord(row, run.draws);
    return { p_met, p_met_se, reason };
  };
  expect(record('rd_intensity', 2027)).toMatchObject({
    p_met: expect.any(Number),
    p_met_se: expect.any(Number),
    reason: undefined,
  });
  // In none and in all of the draws, but drawn.
  expect(record('hightech_value_added_share', 2027)).toMatchObject({ p_met: 0, reason: undefined });
  expect(record('hightech_enterprises', 2027)).toMatchObject({ p_met: 1, reason: undefined });
  expect(record('tech_smes', 2027)).toEqual({
    reason: 'no p_met: nothing that moves the indicator has a stated range',
  });
  expect(record('rd_intensity', 2020)).toEqual({
    reason: 'no p_met: the value is published or follows from published ones',
  });
});

test('drawsText(run) says what probabilities stand on, and nothing without draws', () => {
  expect(drawsText(plain)).toBe('');
  expect(drawsText(withDraws(plain, 200))).toContain(
    'P(met): share of 200 draws (Sobol points, seed 20270101) under the stated ranges of 2 inputs',
  );
});
