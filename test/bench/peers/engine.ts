// The engine on the reference model: its YAML is read, traced and compiled to a tape as in any run; only the draws come from
// the file that all peers are given.

import type { Node } from '../../../src/formula/index.ts';
import { compile, draws as drawing, readReferenceModel, runWorkspace } from '../built.ts';
import { CELLS, INPUTS, VARIABLES, YEARS } from './model.ts';
import { runPeer } from './peer.ts';

const { BLOCK, openKernel, writeTape } = compile;
const run = await runWorkspace(await readReferenceModel());
const { trace, cellOf } = drawing.traceRun(run);
const cells = VARIABLES.flatMap((variable) =>
  Array.from({ length: YEARS }, (_, y) => cellOf('baseline', 'place', variable, 2015 + y) ?? Number.NaN),
);
const outputs = [...new Set(cells.filter((value): value is Node => typeof value !== 'number'))];
const tape = writeTape(trace.graph, outputs);
const kernel = openKernel(tape, process.env.KERNEL === 'javascript' ? 'javascript' : 'webassembly');
const position = new Map(outputs.map((node, k) => [node, k]));
const columns = tape.inputs.map((name) => Object.keys(INPUTS).indexOf(name));

runPeer((rows, draws) => {
  const sums = new Float64Array(outputs.length);
  for (let from = 0; from < draws; from += BLOCK) {
    kernel.inputs.forEach((row, k) => row.set(rows[columns[k] ?? -1]?.subarray(from, from + BLOCK) ?? []));
    kernel.run();
    for (let k = 0; k < outputs.length; k++) sums[k] = (sums[k] as number) + (kernel.sums[k] as number);
  }
  const means = new Float64Array(CELLS);
  cells.forEach((value, cell) => {
    means[cell] = typeof value === 'number' ? value : (sums[position.get(value) ?? -1] ?? Number.NaN) / draws;
  });
  return means;
});
