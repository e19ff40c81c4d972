// Cells of the shipped model opened for sensitivity analyses: the same numbers as runs and draws give.

import { beforeAll, describe, expect, it } from 'vitest';
import { inputUnitsOf, type SensitivityCell, sensitivityOf } from '../../src/analysis/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { drawRun, openSensitivity, USUAL_DRAWS } from '../../src/uncertainty/index.ts';
import { realWorld } from '../worlds/real.ts';

const PARAMETER = 'rd_to_enterprises.elasticity';
const scenario = (levers: string) =>
  `scenario: more-firms\ntitle: {zh: 企业倍增, en: More firms}\nreason: {zh: 试, en: try}\nextends: baseline\nlevers:\n` +
  `  - {indicator: hightech_enterprises, regions: jiaxing, years: 2025-2027, growth: +10pp}\n${levers}`;

let run: Run;
let cell: SensitivityCell;

async function runOf(levers = ''): Promise<Run> {
  return (await realWorld({ 'more-firms': scenario(levers) })).run(['more-firms']);
}

function openCell(of: Run, indicator: string, year: number, region = 'jiaxing'): SensitivityCell {
  const ran = of.scenarios.at(-1);
  const opened = ran && openSensitivity(of, ran, { region, indicator, year });
  if (!opened) throw new Error(`no cell of ${indicator}`);
  return opened;
}

/** Probabilities at which every input is central, but for some. */
const points = (of: SensitivityCell, moved: Readonly<Record<string, number>> = {}) =>
  of.inputs.map(({ id }) => Float64Array.of(moved[id] ?? Number.NaN));

beforeAll(async () => {
  run = await runOf();
  cell = openCell(run, 'rd_intensity', 2027);
}, 60_000);

describe('openSensitivity()', () => {
  it('at central inputs a cell is the run’s', () => {
    for (const [indicator, year] of [
      ['rd_intensity', 2027],
      ['hightech_value_added_share', 2030],
      ['tech_transactions', 2026],
    ] as const) {
      const own = openCell(run, indicator, year);
      const value = run.reader.value('more-firms', 'jiaxing', indicator, year) ?? Number.NaN;
      expect(Math.abs((own.outcomesAt(points(own))[0] ?? 0) / value - 1)).toBeLessThan(1e-12);
    }
  });

  it('a parameter moved to its 90 % quantile is a run with a lever that sets it there', async () => {
    const value = cell.inputs.find(({ id }) => id === PARAMETER)?.quantile(0.9) ?? Number.NaN;
    const set = await runOf(`  - {parameter: ${PARAMETER}, value: ${value}}\n`);
    const moved = cell.outcomesAt(points(cell, { [PARAMETER]: 0.9 }))[0] ?? Number.NaN;
    expect(moved).toBeCloseTo(set.reader.value('more-firms', 'jiaxing', 'rd_intensity', 2027) ?? 0, 10);
    expect(moved).not.toBeCloseTo(run.reader.value('more-firms', 'jiaxing', 'rd_intensity', 2027) ?? 0, 3);
  });

  it('many points at once are the same as one after another', () => {
    const rows = cell.inputs.map((_, i) =>
      Float64Array.from({ length: 300 }, (__, k) => ((k * 7 + i * 13) % 97) / 97 + 0.005),
    );
    const together = cell.outcomesAt(rows);
    for (const k of [0, 255, 256, 299])
      expect(cell.outcomesAt(rows.map((row) => row.slice(k, k + 1)))[0]).toBe(together[k]);
  });

  it('the share of draws that meet a target is that of drawRun(), inside the error of both', async () => {
    const { answer } = sensitivityOf(run.model, cell, { methods: ['regional'], draws: 4096 });
    const targets = run.targets.filter(
      (one) =>
        one.scenario === 'more-firms' &&
        one.variable === 'rd_intensity' &&
        one.region === 'jiaxing' &&
        one.year === 2027,
    );
    const drawn = await drawRun(
      { ...run, scenarios: run.scenarios.slice(-1), targets },
      {
        design: { ...USUAL_DRAWS, draws: 4096 },
        wants: (region, indicator) => region === 'jiaxing' && indicator === 'rd_intensity',
      },
    );
    const [[regional], [row]] = [answer?.regional ?? [], drawn.targets];
    expect(regional?.target).toEqual({ plan: row?.plan, bound: row?.bound, value: row?.target });
    expect(Math.abs((regional?.probability ?? 0) - (row?.p_met ?? 1))).toBeLessThan(3 * (row?.p_met_se ?? 0));
  });

  it('yearly deviations are one series, those of correlated rates one group, and correlations are those stated', () => {
    const units = inputUnitsOf(cell.inputs);
    const [gdp, rd] = ['gdp.growth@jiaxing', 'rd_expenditure.growth@jiaxing'].map((id) =>
      units.find((unit) => unit.id === id),
    );
    expect(rd?.members.length).toBe(2027 - 2023);
    expect(gdp?.group).toBe(rd?.group);
    expect(units.find(({ id }) => id === PARAMETER)?.group).toBeUndefined();
    const rows = cell.inputs.map((_, i) =>
      Float64Array.from({ length: 4000 }, (__, k) => ((k + 0.5) * (0.618034 + 0.01 * i * Math.SQRT2)) % 1),
    );
    const order = (id: string) => cell.inputs.findIndex((input) => input.id === id);
    cell.correlate?.(rows, []);
    const spearman = (a: string, b: string) => {
      const [x, y] = [rows[order(a)], rows[order(b)]] as [Float64Array, Float64Array];
      // Probabilities are uniform: their Pearson correlation is Spearman's.
      return x.reduce((sum, value, k) => sum + (value - 0.5) * ((y[k] ?? 0) - 0.5), 0) / x.length / (1 / 12);
    };
    expect(spearman('gdp.growth@jiaxing#2026', 'rd_expenditure.growth@jiaxing#2026')).toBeCloseTo(0.4, 1);
    expect(spearman('gdp.growth@jiaxing#2026', 'rd_expenditure.growth@jiaxing#2027')).toBeCloseTo(0, 1);
  });

  it('a published cell has no inputs, and says how many lead elsewhere; a region without data has no cell', () => {
    const published = openCell(run, 'rd_intensity', 2020);
    expect(published.inputs).toEqual([]);
    expect(sensitivityOf(run.model, published, { methods: ['tornado'] }).issue?.message).toMatch(
      /^no uncertain input reaches "rd_intensity" of "jiaxing" in 2020; the \d+ there are lead elsewhere: .+ and \d+ more$/,
    );
    const ran = run.scenarios.at(-1);
    expect(
      ran && openSensitivity(run, ran, { region: 'nanhu', indicator: 'rd_intensity', year: 2027 }),
    ).toBeUndefined();
  });
});
