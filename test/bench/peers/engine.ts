// The engine on the reference model: its YAML is read, traced and compiled to a tape as in any run; only the draws come from
// the file that all peers are given.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sumOfSpan } from '../../../src/base/index.ts';
import { BLOCK, openKernel } from '../../../src/compile/kernel/kernel.ts';
import { writeTape } from '../../../src/compile/kernel/tape.ts';
import { runReference } from '../../../src/engine/index.ts';
import { tiesOf, UncertainInputs } from '../../../src/engine/uncertain.ts';
import { Graph, type Node, type Value } from '../../../src/formula/index.ts';
import { readWorkspace } from '../../../src/io/workspace.ts';
import { observationsAsOf } from '../../../src/model/index.ts';
import { load } from '../../../src/pipeline.ts';
import { cellIndex } from '../../../src/results/index.ts';
import { CELLS, INPUTS, VARIABLES, YEARS } from './model.ts';
import { runPeer } from './peer.ts';

const folder = path.dirname(fileURLToPath(import.meta.url));
const workspace = await readWorkspace(folder, path.join(folder, '..', 'reference-model'));
const { program } = await load({ ...workspace, scenarioFiles: new Map() });
if (!program) throw new Error('the reference model has errors');
const { model } = program;
const graph = new Graph();
const inputs = new UncertainInputs(model, (...input) => graph.input(...input));
const view = { observed: observationsAsOf(model.observations, undefined) };
const ties = tiesOf(model.uncertainty, model.correlations);
const parameters = inputs.parameters(
  new Map(model.parameters.map((one) => [one.id, one.value])),
  model.uncertainty,
  ties,
  () => false,
);
const reference = runReference(
  program,
  view,
  { overrides: [] },
  parameters,
  inputs.growth(view, model.uncertainty, ties),
);
const cells = VARIABLES.flatMap((variable) => {
  const i = model.indicatorIndex.get(variable) ?? -1;
  return Array.from({ length: YEARS }, (_, y): Value => reference.values[cellIndex(reference.shape, 0, i, y)] as Value);
});
const outputs = [...new Set(cells.filter((value): value is Node => typeof value !== 'number'))];
const kernel = openKernel(
  writeTape(graph, outputs),
  process.env.KERNEL === 'javascript' ? 'javascript' : 'webassembly',
);
const position = new Map(outputs.map((node, k) => [node, k]));
const names = Object.keys(INPUTS);
const columns = writeTape(graph, outputs).inputs.map((name) => names.indexOf(name));

runPeer((rows, draws) => {
  const sums = new Float64Array(outputs.length);
  for (let from = 0; from < draws; from += BLOCK) {
    kernel.inputs.forEach((row, k) => row.set(rows[columns[k] ?? -1]?.subarray(from, from + BLOCK) ?? []));
    kernel.run();
    for (let k = 0; k < outputs.length; k++)
      sums[k] = (sums[k] as number) + sumOfSpan(kernel.outputs[k] as Float64Array);
  }
  const means = new Float64Array(CELLS);
  cells.forEach((value, cell) => {
    means[cell] = typeof value === 'number' ? value : (sums[position.get(value) ?? -1] ?? Number.NaN) / draws;
  });
  return means;
});
