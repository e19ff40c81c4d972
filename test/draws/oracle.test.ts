// Two ways, one answer: kernels over blocks of draws, and the plain passes run again for one draw.

import { beforeAll, describe, expect, it } from 'vitest';
import { targetValues } from '../../src/analysis/index.ts';
import { BLOCK, openKernel, writeTape } from '../../src/compile/index.ts';
import { openSampler, planDraws, runDraw, type Trace } from '../../src/engine/index.ts';
import { centralOf, type Node } from '../../src/formula/index.ts';
import type { Indicator } from '../../src/model/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { cellIndex } from '../../src/results/index.ts';
import { type TracedRun, traceRequests, traceRun, USUAL_DRAWS } from '../../src/uncertainty/index.ts';
import { realWorld } from '../worlds/real.ts';

let run: Run;
let traced: TracedRun;
let trace: Trace;

beforeAll(async () => {
  run = (await realWorld()).run();
  traced = traceRun(run);
  ({ trace } = traced);
});

/** Nodes of all cells, each once. */
function nodesOf({ scenarios }: Trace): readonly Node[] {
  const found = new Map<number, Node>();
  for (const { values } of scenarios)
    for (let cell = 0; cell < values.length; cell++) {
      const value = values[cell];
      if (value !== undefined && typeof value !== 'number') found.set(value.id, value);
    }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

describe('the shipped model, every scenario', () => {
  it('traced values at central inputs are those of the plain run', () => {
    let uncertain = 0;
    trace.scenarios.forEach(({ values, id }, k) => {
      const plain = run.results.scenarios[k]?.values ?? new Float64Array();
      for (let cell = 0; cell < plain.length; cell++) {
        const [found, expected] = [centralOf(values[cell] ?? Number.NaN), plain[cell] as number];
        if (typeof values[cell] !== 'number') uncertain += 1;
        if (Number.isNaN(found) && Number.isNaN(expected)) continue;
        if (!(Math.abs(found - expected) <= 1e-12 * Math.max(1e-3, Math.abs(expected))))
          expect(found, `${id} ${cell}`).toBe(expected);
      }
    });
    expect(uncertain).toBeGreaterThan(10_000);
  });

  it('kernels give what the plain passes give, in every cell and every target of every scenario, draw by draw', () => {
    const met = [...traced.targets.values()].flatMap((one) => (typeof one.met === 'number' ? [] : [one.met]));
    const nodes = [...new Set([...nodesOf(trace), ...met])].sort((a, b) => a.id - b.id);
    const tape = writeTape(trace.graph, nodes);
    const { job } = planDraws({
      graph: trace.graph,
      inputs: trace.inputs,
      outputs: nodes,
      keep: new Set(),
      binary: new Set(),
      design: USUAL_DRAWS,
      parts: 1,
    });
    const position = new Map(nodes.map((node, k) => [node.id, k]));
    const kernels = [openKernel(tape, 'webassembly'), openKernel(tape, 'javascript')] as const;
    const sample = openSampler(job, tape.inputs);
    for (const kernel of kernels) {
      sample(kernel.inputs, 0);
      kernel.run();
    }
    const [fast, slow] = kernels;
    const bytes = (row: Float64Array | undefined) => Buffer.from(row?.slice().buffer ?? new ArrayBuffer(0));
    fast.outputs.forEach((row, k) => expect(bytes(row).equals(bytes(slow.outputs[k])), `output ${k}`).toBe(true));
    expect(bytes(fast.sums).equals(bytes(slow.sums))).toBe(true);

    const all = trace.inputs.map((input) => input.id);
    const rows = all.map(() => new Float64Array(BLOCK));
    openSampler(job, all)(rows, 0);
    let worst = 0;
    let open = 0;
    for (const draw of [0, 101, 255]) {
      const plain = runDraw(
        run.program,
        traceRequests(run),
        new Map(all.map((id, k) => [id, rows[k]?.[draw] as number])),
      );
      trace.scenarios.forEach(({ values, id }, s) => {
        const expected = plain.scenarios[s]?.values ?? [];
        for (let cell = 0; cell < values.length; cell++) {
          const value = values[cell];
          if (value === undefined || typeof value === 'number') continue;
          const found = fast.outputs[position.get(value.id) ?? -1]?.[draw] as number;
          const want = expected[cell] as number;
          // An identity beyond its limits is left empty by the plain pass; under draws it stands, because its parts do.
          if (Number.isNaN(want)) {
            const { limits } = run.model.indicators[
              Math.floor(cell / run.results.years) % run.model.indicators.length
            ] as Indicator;
            expect(found < limits.min || found > limits.max).toBe(true);
            continue;
          }
          const error = Math.abs(found - want) / Math.max(Math.abs(want), 1e-3);
          if (!(error <= 1e-12)) expect(found, `${id} cell ${cell} draw ${draw}`).toBe(want);
          worst = Math.max(worst, error);
        }
      });
      // Targets judged anew from the values of the plain passes.
      const cells = new Map(plain.scenarios.map(({ id, values }) => [id, values]));
      for (const [row, { met: judged }] of traced.targets) {
        if (typeof judged === 'number') continue;
        open += 1;
        const again = targetValues(run.model, row, (region, indicator, year) => {
          const [r, i] = [run.model.regionIndex.get(region) ?? -1, run.model.indicatorIndex.get(indicator) ?? -1];
          const y = year - run.results.firstYear;
          if (r < 0 || i < 0 || y < 0 || y >= run.results.years) return undefined;
          const value = cells.get(row.scenario)?.[cellIndex(run.results, r, i, y)];
          return value === undefined || Number.isNaN(value) ? undefined : value;
        });
        const found = fast.outputs[position.get(judged.id) ?? -1]?.[draw];
        if (found !== again?.met)
          expect(found, `${row.scenario} ${row.variable} ${row.region} ${row.year}`).toBe(again?.met);
      }
    }
    expect(worst).toBeGreaterThan(0);
    expect(open).toBeGreaterThan(1000);
  });
});
