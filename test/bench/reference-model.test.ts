// The benchmark's model package against the same model written out plainly: a rate counts only for the right answer.

import { describe, expect, it } from 'vitest';
import type { Node } from '../../src/formula/index.ts';
import { base, compile, draws, readReferenceModel, runWorkspace } from './built.ts';
import { CELLS, evaluateDraw, INPUTS, VARIABLES, YEARS } from './peers/model.ts';

const { openSequence, quantileOf } = base;
const { BLOCK, openKernel, writeTape } = compile;
const run = await runWorkspace(await readReferenceModel());
const { trace, cellOf } = draws.traceRun(run);
const places = VARIABLES.flatMap((variable) => Array.from({ length: YEARS }, (_, t) => [variable, 2015 + t] as const));
const difference = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

describe('the reference model as a package', () => {
  it('runWorkspace(reference-model) gives the 156 central cells of a plain evaluation to 1e-12', () => {
    const expected = new Float64Array(CELLS);
    evaluateDraw(expected, 0.09, 0.12, 0.6, 0.35, 0.45);
    const found = places.map(([variable, year]) => run.reader.value('baseline', 'place', variable, year) ?? Number.NaN);
    expect(found).toHaveLength(CELLS);
    expect(Math.max(...found.map((value, cell) => difference(value, expected[cell] ?? Number.NaN)))).toBeLessThan(
      1e-12,
    );
    expect(run.issues).toEqual([]);
  });

  it('traceRun(run) asks for the five inputs, drawn from their truncated normals', () => {
    expect(trace.inputs.map(({ name, central, distribution }) => [name, central, distribution])).toEqual(
      Object.entries(INPUTS).map(([name, [mean, sd, low, high]]) => [
        name,
        mean,
        { kind: 'truncated_normal', mean, sd, low, high },
      ]),
    );
  });

  it.each(['webassembly', 'javascript'] as const)(
    'openKernel(tape, %s) gives every cell of 256 draws to 1e-12',
    (kind) => {
      const cells = places.map((place) => cellOf('baseline', 'place', ...place) ?? Number.NaN);
      const nodes = [...new Set(cells.filter((value): value is Node => typeof value !== 'number'))];
      const tape = writeTape(trace.graph, nodes);
      const kernel = openKernel(tape, kind);
      const drawn = new Map(
        Object.entries(INPUTS).map(([name, [mean, sd, low, high]]) => {
          const row = new Float64Array(BLOCK);
          openSequence('random', { seed: 7, name, draws: BLOCK })(row, 0);
          return [name, row.map(quantileOf({ kind: 'truncated_normal', mean, sd, low, high }))];
        }),
      );
      kernel.inputs.forEach((row, k) => row.set(drawn.get(tape.inputs[k] ?? '') ?? []));
      kernel.run();
      const rows = new Map(nodes.map((node, k) => [node, kernel.outputs[k] as Float64Array]));
      const expected = new Float64Array(CELLS);
      let worst = 0;
      for (let j = 0; j < BLOCK; j++) {
        const at = (name: keyof typeof INPUTS) => drawn.get(name)?.[j] ?? Number.NaN;
        evaluateDraw(expected, at('g_rd'), at('g_ent'), at('e_pat'), at('e_k'), at('e_ent'));
        for (const [cell, value] of cells.entries()) {
          const found = typeof value === 'number' ? value : (rows.get(value)?.[j] ?? Number.NaN);
          worst = Math.max(worst, difference(found, expected[cell] ?? Number.NaN));
        }
      }
      expect(worst).toBeLessThan(1e-12);
      expect(nodes.length).toBeGreaterThan(130);
    },
  );
});
