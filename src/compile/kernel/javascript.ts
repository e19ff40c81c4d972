// A tape run by loops over typed arrays: for hosts that forbid WebAssembly, and as a check of it.

import { ELEMENTARY, exp, ln, sumOfSpan } from '../../base/index.ts';
import type { Kernel } from './kernel.ts';
import { INSTRUCTION_SIZE, INSTRUCTIONS, type Instruction, type Tape } from './tape.ts';

/** Operands of one instruction: rows, or a row of one constant that stands for all draws. */
type Loop = (out: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array) => void;

/** What an instruction does, by the first part of its name. A constant comes as a row, so that one loop serves all kinds. */
const LOOPS: Readonly<Record<string, Loop>> = {
  add: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = (a[k] as number) + (b[k] as number);
  },
  subtract: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = (a[k] as number) - (b[k] as number);
  },
  multiply: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = (a[k] as number) * (b[k] as number);
  },
  divide: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = b[k] === 0 ? Number.NaN : (a[k] as number) / (b[k] as number);
  },
  min: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = Math.min(a[k] as number, b[k] as number);
  },
  max: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = Math.max(a[k] as number, b[k] as number);
  },
  at_least: (out, a, b) => {
    for (let k = 0; k < out.length; k++)
      out[k] = compared(a[k] as number, b[k] as number, (a[k] as number) >= (b[k] as number));
  },
  above: (out, a, b) => {
    for (let k = 0; k < out.length; k++)
      out[k] = compared(a[k] as number, b[k] as number, (a[k] as number) > (b[k] as number));
  },
  exp: (out, a) => {
    for (let k = 0; k < out.length; k++)
      out[k] = (a[k] as number) > ELEMENTARY.expHighest ? Number.NaN : exp(a[k] as number);
  },
  ln: (out, a) => {
    for (let k = 0; k < out.length; k++) {
      const x = a[k] as number;
      out[k] = x >= ELEMENTARY.lnLowest && x < Number.POSITIVE_INFINITY ? ln(x) : Number.NaN;
    }
  },
  sqrt: (out, a) => {
    for (let k = 0; k < out.length; k++) out[k] = Math.sqrt(a[k] as number);
  },
  abs: (out, a) => {
    for (let k = 0; k < out.length; k++) out[k] = Math.abs(a[k] as number);
  },
  select: (out, a, b, c) => {
    for (let k = 0; k < out.length; k++) out[k] = (a[k] === 0 ? c[k] : b[k]) as number;
  },
  fill: (out, a) => {
    out.set(a);
  },
};

/** 1 where it holds, else 0; NaN where one side is missing. */
function compared(a: number, b: number, holds: boolean): number {
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : holds ? 1 : 0;
}

/** Opens a tape as loops over rows of `block` numbers. */
export function openJavaScript(tape: Tape, block: number): Kernel {
  const rows = Array.from({ length: tape.rows }, () => new Float64Array(block));
  const constant = new Float64Array(block);
  const none = new Float64Array(block);
  const steps: (() => void)[] = [];
  for (let at = 0; at < tape.code.length; at += INSTRUCTION_SIZE) {
    const [code = -1, out = -1, ...operands] = tape.code.subarray(at, at + INSTRUCTION_SIZE);
    const [name, kinds] = parts(INSTRUCTIONS[code]);
    const loop = LOOPS[name] as Loop;
    const [a = none, b = none, c = none] = operands.map((operand, k) =>
      kinds[k] === 'v' ? rows[operand] : kinds[k] === 'c' ? constant : none,
    );
    const target = rows[out] as Float64Array;
    const value = tape.constants[operands[kinds.indexOf('c')] ?? -1];
    steps.push(() => {
      if (value !== undefined) constant.fill(value);
      loop(target, a, b, c);
    });
  }
  const outputs = Array.from(tape.outputs, (row) => rows[row] as Float64Array);
  const sums = new Float64Array(outputs.length);
  return {
    kind: 'javascript',
    inputs: rows.slice(0, tape.inputs.length),
    outputs,
    sums,
    run: () => {
      for (const step of steps) step();
      outputs.forEach((output, k) => {
        sums[k] = sumOfSpan(output);
      });
    },
  };
}

/** `at_least_vc` → `at_least` and `vc`. */
function parts(instruction: Instruction | undefined): readonly [string, string] {
  const at = instruction?.lastIndexOf('_') ?? -1;
  return [instruction?.slice(0, at) ?? '', instruction?.slice(at + 1) ?? ''];
}
