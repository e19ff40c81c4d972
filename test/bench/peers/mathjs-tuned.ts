// mathjs tuned: numbers only (mathjs/number), a typed function for each operation replaced by a plain one, one Map of names
// that is kept and overwritten.

import { all, create } from 'mathjs/number';
import { FORMULAS } from './mathjs-formulas.ts';
import { CELLS, INPUTS, YEARS } from './model.ts';
import { runPeer } from './peer.ts';

if (!all) throw new Error('mathjs/number lists no functions');
const math = create(all);
math.import(
  {
    add: (a: number, b: number) => a + b,
    subtract: (a: number, b: number) => a - b,
    multiply: (a: number, b: number) => a * b,
    divide: (a: number, b: number) => a / b,
    pow: (a: number, b: number) => a ** b,
  },
  { override: true },
);
const formulas = FORMULAS.map(([name, first, text]) => ({ name, last: `${name}_`, first, code: math.compile(text) }));
const inputNames = Object.keys(INPUTS);

runPeer((inputs, draws) => {
  const sums = new Float64Array(CELLS);
  const scope = new Map<string, number>();
  for (let j = 0; j < draws; j++) {
    for (let k = 0; k < inputNames.length; k++) scope.set(inputNames[k] as string, inputs[k]?.[j] as number);
    for (let t = 0; t < YEARS; t++) {
      for (let v = 0; v < formulas.length; v++) {
        const { name, first, code } = formulas[v] as (typeof formulas)[number];
        const value: number = t === 0 && first !== undefined ? first : code.evaluate(scope);
        scope.set(name, value);
        sums[v * YEARS + t] = (sums[v * YEARS + t] as number) + value;
      }
      for (const { name, last, first } of formulas) if (first !== undefined) scope.set(last, scope.get(name) as number);
    }
  }
  return sums.map((sum) => sum / draws);
});
