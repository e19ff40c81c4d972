// mathjs as its documentation shows it: formulas compiled once, evaluated with an object of names.

import { compile } from 'mathjs';
import { FORMULAS } from './mathjs-formulas.ts';
import { CELLS, INPUTS, YEARS } from './model.ts';
import { runPeer } from './peer.ts';

const formulas = FORMULAS.map(([name, first, text]) => ({ name, first, code: compile(text) }));
const inputNames = Object.keys(INPUTS);

runPeer((inputs, draws) => {
  const sums = new Float64Array(CELLS);
  for (let j = 0; j < draws; j++) {
    const scope: Record<string, number> = {};
    inputNames.forEach((name, k) => {
      scope[name] = inputs[k]?.[j] ?? Number.NaN;
    });
    for (let t = 0; t < YEARS; t++) {
      formulas.forEach(({ name, first, code }, v) => {
        const value: number = t === 0 && first !== undefined ? first : code.evaluate(scope);
        scope[name] = value;
        sums[v * YEARS + t] = (sums[v * YEARS + t] ?? 0) + value;
      });
      for (const { name } of formulas) scope[`${name}_`] = scope[name] ?? Number.NaN;
    }
  }
  return sums.map((sum) => sum / draws);
});
