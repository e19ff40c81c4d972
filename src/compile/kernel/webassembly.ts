// A tape run by WebAssembly: one small module, the same for every tape, with a function for each instruction that goes over
// a block two draws at a time, and a loop that reads the tape. Its bytes are written here, without a compiler and without
// `eval`; a page allows it with `wasm-unsafe-eval`.
//
// Interpreting costs a few nanoseconds an instruction and block, which is little beside its 256 draws, and saves compiling
// code that grows with the model: a tape of a million instructions starts at once.

// oxlint-disable unicorn/no-useless-spread -- instructions stand in groups, a thought to a line

import { ELEMENTARY, SUM_BLOCK, sumOfSpan } from '../../base/index.ts';
import { assemble, I32, type Step, V128, type WasmFunction } from './assemble.ts';
import { host } from './host.ts';
import type { Kernel } from './kernel.ts';
import { INSTRUCTION_SIZE, INSTRUCTIONS, type Instruction, type Tape } from './tape.ts';

/** Bytes between two rows are a little more than their numbers need: rows a multiple of 4 KiB apart compete for cache lines. */
const GAP = 64;
const PAGE = 65_536;

// Constants of exp and ln stand twice beside each other at the beginning of the memory, where a load fills both lanes.
const { log2e, ln2High, ln2Low, round, expHighest, expLowest, lnLowest } = ELEMENTARY;
const bits = (value: bigint) => new Float64Array(BigUint64Array.of(value).buffer)[0] as number;
const CONSTANTS: readonly number[] = [
  ...[log2e, ln2High, ln2Low, round, expHighest, expLowest, lnLowest],
  ...ELEMENTARY.exp,
  ...ELEMENTARY.ln,
  ...[0, 0.5, 1, 2, Number.NaN, Number.POSITIVE_INFINITY],
  bits(1023n), // the exponent of 1
  bits((BigInt(ELEMENTARY.rootHalfHigh) << 32n) | BigInt(ELEMENTARY.rootHalfLow)),
];
const at = (position: number): Step => ['v128_load', position * 16];
const [LOG2E, LN2_HIGH, LN2_LOW, ROUND, EXP_HIGHEST, EXP_LOWEST, LN_LOWEST] = [0, 1, 2, 3, 4, 5, 6] as const;
const EXP = 7;
const LN = EXP + ELEMENTARY.exp.length;
const AFTER = LN + ELEMENTARY.ln.length;
const [ZERO, HALF, ONE, TWO, NAN, INFINITE, BIAS, ROOT_HALF] = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => AFTER + k) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** A constant of the memory, pushed on the stack. */
const constant = (position: number): readonly Step[] => [['i32_const', 0], at(position)];
const get = (local: number): Step => ['local_get', local];
const set = (local: number): Step => ['local_set', local];
const tee = (local: number): Step => ['local_tee', local];

// Parameters of every instruction: addresses of the row written and of the operands (of a constant: of its number).
const [OUT, A, B, C] = [0, 1, 2, 3] as const;
/** First further local: where the row ends. */
const END = 4;
const FREE = 5;

type Operand = (lane: number) => readonly Step[];

/**
 * A function that goes over a row, `lanes` pairs of draws a turn. `compute` leaves the result of one pair on the stack, and
 * may use locals from `first` on, of which each pair has `own`.
 */
function over(
  kinds: string,
  lanes: number,
  compute: (a: Operand, b: Operand, c: Operand, first: (lane: number) => number) => (lane: number) => readonly Step[],
  own = 0,
): WasmFunction {
  const pointers = [A, B, C].slice(0, kinds.length);
  const firstSplat = FREE;
  const operand = (k: number): Operand =>
    kinds[k] === 'c' ? () => [get(firstSplat + k)] : (lane) => [get(pointers[k] ?? A), ['v128_load', 16 * lane]];
  const prologue = pointers.flatMap((pointer, k): readonly Step[] =>
    kinds[k] === 'c' ? [get(pointer), ['v128_load64_splat', 0], set(firstSplat + k)] : [],
  );
  const pair = compute(operand(0), operand(1), operand(2), (lane) => firstSplat + 3 + lane * own);
  const turn = Array.from({ length: lanes }, (_, lane): readonly Step[] => [
    get(OUT),
    ...pair(lane),
    ['v128_store', 16 * lane],
  ]).flat();
  const advance = (pointer: number): readonly Step[] => [
    get(pointer),
    ['i32_const', 16 * lanes],
    ['i32_add'],
    set(pointer),
  ];
  return {
    parameters: [I32, I32, I32, I32],
    locals: [I32, ...Array.from({ length: 3 + own * lanes }, () => V128)],
    body: [
      ...prologue,
      get(OUT),
      ['global_get', 0],
      ['i32_add'],
      set(END),
      ['loop'],
      ...turn,
      ...pointers.flatMap((pointer, k) => (kinds[k] === 'c' ? [] : advance(pointer))),
      ...advance(OUT),
      get(OUT),
      get(END),
      ['i32_lt_u'],
      ['br_if', 0],
      ['end'],
    ],
  };
}

const PAIRS = 4;
type Simd = Step[0];

/** One SIMD instruction on two operands. */
const binary = (kinds: string, name: Simd) => over(kinds, PAIRS, (a, b) => (lane) => [...a(lane), ...b(lane), [name]]);

const unary = (name: Simd) => over('v', PAIRS, (a) => (lane) => [...a(lane), [name]]);

/** a / b, NaN where b is 0. */
const divide = (kinds: string) =>
  over(
    kinds,
    PAIRS,
    (a, b, _, first) => (lane) => {
      const divisor = first(lane);
      return [
        ...constant(NAN),
        ...a(lane),
        ...b(lane),
        tee(divisor),
        ['f64x2_div'],
        get(divisor),
        ...constant(ZERO),
        ['f64x2_eq'],
        ['v128_bitselect'],
      ];
    },
    1,
  );

/** 1 where the comparison holds, 0 where not; a missing side is carried on by adding 0 times the difference. */
const compare = (kinds: string, name: Simd) =>
  over(
    kinds,
    PAIRS,
    (a, b, _, first) => (lane) => {
      const [x, y] = [first(lane), first(lane) + 1];
      const known = (local: number): readonly Step[] => [get(local), get(local), ['f64x2_eq']];
      return [
        ...[...constant(ONE), ...a(lane), tee(x), ...b(lane), tee(y)],
        ...([[name], ['v128_and']] as Step[]),
        ...constant(NAN),
        ...known(x),
        ...known(y),
        ['v128_and'],
        ['v128_bitselect'],
      ];
    },
    2,
  );

/** b where a is not 0, else c. */
const select = over('vvv', PAIRS, (a, b, c) => (lane) => [
  ...c(lane),
  ...b(lane),
  ...a(lane),
  ...constant(ZERO),
  ['f64x2_eq'],
  ['v128_bitselect'],
]);

/** c0 + z·(c1 + z·(…)) with coefficients at `positions`. */
function horner(z: number, positions: readonly number[]): readonly Step[] {
  const [lowest = 0, ...higher] = positions;
  if (higher.length === 0) return constant(lowest);
  return [...constant(lowest), get(z), ...horner(z, higher), ['f64x2_mul'], ['f64x2_add']];
}

const every = (first: number, count: number, step: number) => Array.from({ length: count }, (_, k) => first + step * k);

/** e^x, operation by operation as `exp` of base/elementary.ts; NaN above 709. */
const exponential = over(
  'v',
  2,
  (a, _, __, first) => (lane) => {
    const [x, n, r, r2, t] = [0, 1, 2, 3, 4].map((k) => first(lane) + k) as [number, number, number, number, number];
    return [
      ...[...a(lane), tee(x), ...constant(LOG2E), ['f64x2_mul'], ...constant(ROUND), ['f64x2_add'], tee(t)],
      ...[...constant(ROUND), ['f64x2_sub'], set(n)],
      ...[get(x), get(n), ...constant(LN2_HIGH), ['f64x2_mul'], ['f64x2_sub']],
      ...[get(n), ...constant(LN2_LOW), ['f64x2_mul'], ['f64x2_sub'], tee(r), get(r), ['f64x2_mul'], set(r2)],
      // (1 + (r + r²·(even + r·odd))) · 2^n
      ...[...constant(ONE), get(r), get(r2)],
      ...horner(r2, every(EXP, 5, 2)),
      ...[get(r), ...horner(r2, every(EXP + 1, 5, 2)), ['f64x2_mul'], ['f64x2_add']],
      ...[['f64x2_mul'], ['f64x2_add'], ['f64x2_add']],
      ...[get(t), ...constant(BIAS), ['i64x2_add'], ['i32_const', 52], ['i64x2_shl'], ['f64x2_mul']],
      // 0 below −708, NaN above 709
      ...[get(x), ...constant(EXP_LOWEST), ['f64x2_lt'], ['v128_andnot'], set(n)],
      ...[...constant(NAN), get(n), get(x), ...constant(EXP_HIGHEST), ['f64x2_gt'], ['v128_bitselect']],
    ] as Step[];
  },
  5,
);

/** ln x, operation by operation as `ln` of base/elementary.ts; NaN below the normal numbers and for infinity. */
const logarithm = over(
  'v',
  2,
  (a, _, __, first) => (lane) => {
    const [x, k, f, s, z, half] = [0, 1, 2, 3, 4, 5].map((n) => first(lane) + n) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return [
      ...constant(NAN),
      // k: exponent of x / √½, as a whole number of 64 bits; f = x · 2^−k − 1
      ...[...a(lane), tee(x), ...constant(ROOT_HALF), ['i64x2_sub'], ['i32_const', 52], ['i64x2_shr_s'], set(k)],
      ...[get(x), get(k), ['i32_const', 52], ['i64x2_shl'], ['i64x2_sub'], ...constant(ONE), ['f64x2_sub'], set(f)],
      ...[get(k), ...constant(ROUND), ['i64x2_add'], ...constant(ROUND), ['f64x2_sub'], set(k)],
      ...[get(f), ...constant(TWO), get(f), ['f64x2_add'], ['f64x2_div'], tee(s), get(s), ['f64x2_mul'], set(z)],
      // k·ln2High − (half − (s·(half + tail) + k·ln2Low) − f)
      ...[get(k), ...constant(LN2_HIGH), ['f64x2_mul']],
      ...[...constant(HALF), get(f), ['f64x2_mul'], get(f), ['f64x2_mul'], tee(half)],
      ...[
        get(s),
        get(half),
        get(z),
        ...horner(z, every(LN, ELEMENTARY.ln.length, 1)),
        ['f64x2_mul'],
        ['f64x2_add'],
        ['f64x2_mul'],
      ],
      ...[
        get(k),
        ...constant(LN2_LOW),
        ['f64x2_mul'],
        ['f64x2_add'],
        ['f64x2_sub'],
        get(f),
        ['f64x2_sub'],
        ['f64x2_sub'],
      ],
      ...[
        get(x),
        ...constant(LN_LOWEST),
        ['f64x2_ge'],
        get(x),
        ...constant(INFINITE),
        ['f64x2_lt'],
        ['v128_and'],
        ['v128_not'],
      ],
      ['v128_bitselect'],
    ] as Step[];
  },
  6,
);

const FUNCTIONS: Readonly<Record<Instruction, WasmFunction>> = {
  add_vv: binary('vv', 'f64x2_add'),
  add_vc: binary('vc', 'f64x2_add'),
  subtract_vv: binary('vv', 'f64x2_sub'),
  subtract_cv: binary('cv', 'f64x2_sub'),
  multiply_vv: binary('vv', 'f64x2_mul'),
  multiply_vc: binary('vc', 'f64x2_mul'),
  divide_vv: divide('vv'),
  divide_cv: divide('cv'),
  min_vv: binary('vv', 'f64x2_min'),
  min_vc: binary('vc', 'f64x2_min'),
  max_vv: binary('vv', 'f64x2_max'),
  max_vc: binary('vc', 'f64x2_max'),
  at_least_vv: compare('vv', 'f64x2_ge'),
  at_least_vc: compare('vc', 'f64x2_ge'),
  at_least_cv: compare('cv', 'f64x2_ge'),
  above_vv: compare('vv', 'f64x2_gt'),
  above_vc: compare('vc', 'f64x2_gt'),
  above_cv: compare('cv', 'f64x2_gt'),
  exp_v: exponential,
  ln_v: logarithm,
  sqrt_v: unary('f64x2_sqrt'),
  abs_v: unary('f64x2_abs'),
  select_vvv: select,
  fill_c: over('c', PAIRS, (a) => (lane) => a(lane)),
};

/** The sums of a row's even and odd draws: every eighth draw by itself, in the order of `sumOfSpan`. */
const sums: WasmFunction = {
  parameters: [I32, I32, I32, I32],
  locals: [I32, V128, V128, V128, V128],
  body: [
    ...[get(A), ['global_get', 0], ['i32_add'], set(END), ['loop']],
    ...[0, 1, 2, 3].flatMap((k): readonly Step[] => [
      get(FREE + k),
      get(A),
      ['v128_load', 16 * k],
      ['f64x2_add'],
      set(FREE + k),
    ]),
    ...[get(A), ['i32_const', 64], ['i32_add'], tee(A), get(END), ['i32_lt_u'], ['br_if', 0], ['end']],
    ...[get(OUT), get(FREE), get(FREE + 1), ['f64x2_add']],
    ...[get(FREE + 2), get(FREE + 3), ['f64x2_add'], ['f64x2_add'], ['v128_store', 0]],
  ] as Step[],
};
/** Stands behind the instructions that tapes are written in. */
const SUMS = INSTRUCTIONS.length;

/** Reads the tape from address 0 to 1, with rows of as many bytes as 2 says. */
const reader: WasmFunction = {
  parameters: [I32, I32, I32],
  locals: [],
  body: [
    ...[get(2), ['global_set', 0], ['loop']],
    ...[4, 8, 12, 16].flatMap((offset): readonly Step[] => [get(0), ['i32_load', offset]]),
    ...[get(0), ['i32_load', 0], ['call_indirect']],
    ...[get(0), ['i32_const', 4 * INSTRUCTION_SIZE], ['i32_add'], tee(0), get(1), ['i32_lt_u'], ['br_if', 0], ['end']],
  ] as Step[],
};

/** Compiled once: the module is the same for every tape. */
let compiled: object | undefined;

/** Opens a tape in WebAssembly; rows hold `block` numbers, and room up to the next multiple of 8. */
export function openWebAssembly(tape: Tape, block: number): Kernel {
  if (!host) throw new Error('this host has no WebAssembly');
  compiled ??= new host.Module(assemble([...INSTRUCTIONS.map((name) => FUNCTIONS[name]), sums], reader));
  const width = aligned(block * 8);
  const stride = width + GAP;
  const constantsAt = aligned(CONSTANTS.length * 16);
  const codeAt = aligned(constantsAt + tape.constants.length * 8);
  const length = tape.code.length + tape.outputs.length * INSTRUCTION_SIZE;
  const sumsAt = aligned(codeAt + length * 4);
  const rowsAt = aligned(sumsAt + tape.outputs.length * 16);
  const bytes = rowsAt + tape.rows * stride;
  const memory = new host.Memory({ initial: Math.ceil(bytes / PAGE) });
  new Float64Array(memory.buffer, 0, CONSTANTS.length * 2).set(CONSTANTS.flatMap((value) => [value, value]));
  new Float64Array(memory.buffer, constantsAt, tape.constants.length).set(tape.constants);
  const code = new Int32Array(memory.buffer, codeAt, length);
  code.set(tape.code);
  tape.outputs.forEach((row, k) => {
    code.set([SUMS, sumsAt + 16 * k, rowsAt + row * stride], tape.code.length + k * INSTRUCTION_SIZE);
  });
  for (let k = 0; k < tape.code.length; k += INSTRUCTION_SIZE) {
    const kinds = KINDS[code[k] ?? -1] ?? '';
    code[k + 1] = rowsAt + (code[k + 1] ?? 0) * stride;
    for (let j = 0; j < kinds.length; j++) {
      const operand = code[k + 2 + j] ?? 0;
      code[k + 2 + j] = kinds[j] === 'c' ? constantsAt + operand * 8 : rowsAt + operand * stride;
    }
  }
  const { main } = new host.Instance(compiled, { env: { memory } }).exports as {
    main: (from: number, to: number, bytes: number) => void;
  };
  const row = (k: number) => new Float64Array(memory.buffer, rowsAt + k * stride, block);
  const end = codeAt + length * 4;
  const halves = new Float64Array(memory.buffer, sumsAt, tape.outputs.length * 2);
  const outputs = Array.from(tape.outputs, row);
  const sumOf = new Float64Array(tape.outputs.length);
  return {
    kind: 'webassembly',
    inputs: tape.inputs.map((_, k) => row(k)),
    outputs,
    sums: sumOf,
    run: () => {
      if (end > codeAt) main(codeAt, end, width);
      for (let k = 0; k < sumOf.length; k++)
        sumOf[k] =
          block === SUM_BLOCK
            ? (halves[2 * k] as number) + (halves[2 * k + 1] as number)
            : sumOfSpan(outputs[k] as Float64Array);
    },
  };
}

const KINDS = INSTRUCTIONS.map((name) => name.slice(name.lastIndexOf('_') + 1));

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
