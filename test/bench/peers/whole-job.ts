// The whole job in tujing: draws, the model, means and five quantiles of every cell; also how much memory that took.
// Arguments: draws, repeats.

import { draws as drawing, readReferenceModel, runWorkspace } from '../built.ts';
import { VARIABLES, YEARS } from './model.ts';

const [draws, repeats] = process.argv.slice(2).map(Number) as [number, number];
const run = await runWorkspace(await readReferenceModel());
const before = process.resourceUsage().maxRSS;
const once = () => drawing.drawRun(run, { design: { draws, seed: 1, method: 'random' } });
let done = await once();
const warm = performance.now() + 1000;
while (repeats > 1 && performance.now() < warm) done = await once();
const start = process.cpuUsage();
for (let k = 0; k < repeats; k++) done = await once();
const { user, system } = process.cpuUsage(start);
const found = VARIABLES.flatMap((variable) =>
  Array.from({ length: YEARS }, (_, t) => done.draws.distribution('baseline', 'place', variable, 2015 + t)),
);
console.log(
  JSON.stringify({
    ms: (user + system) / 1000 / repeats,
    means: found.map((one) => one?.mean),
    quantiles: found.map((one) => one?.quantiles),
    kilobytes: process.resourceUsage().maxRSS - before,
    kilobytesBefore: before,
  }),
);
