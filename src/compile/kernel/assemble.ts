// Bytes of a WebAssembly module, as far as the kernels need them (WebAssembly 2.0 with fixed-width SIMD).

/** A value type by its code. */
export const I32 = 0x7f;
export const V128 = 0x7b;

/** Instructions by name; those of SIMD stand behind the prefix 0xfd. */
const CODES = {
  loop: 0x03,
  br_if: 0x0d,
  end: 0x0b,
  call_indirect: 0x11,
  local_get: 0x20,
  local_set: 0x21,
  local_tee: 0x22,
  global_get: 0x23,
  global_set: 0x24,
  i32_load: 0x28,
  i32_const: 0x41,
  i32_lt_u: 0x49,
  i32_add: 0x6a,
} as const;

const SIMD = {
  v128_load: 0,
  v128_load64_splat: 10,
  v128_store: 11,
  f64x2_eq: 71,
  f64x2_gt: 74,
  f64x2_lt: 73,
  f64x2_le: 75,
  f64x2_ge: 76,
  v128_not: 77,
  v128_and: 78,
  v128_andnot: 79,
  v128_or: 80,
  v128_bitselect: 82,
  i64x2_shl: 203,
  i64x2_shr_s: 204,
  i64x2_add: 206,
  i64x2_sub: 209,
  f64x2_abs: 236,
  f64x2_sqrt: 239,
  f64x2_add: 240,
  f64x2_sub: 241,
  f64x2_mul: 242,
  f64x2_div: 243,
  f64x2_min: 244,
  f64x2_max: 245,
} as const;

export type Name = keyof typeof CODES | keyof typeof SIMD;

/** Loads and stores carry an alignment (a power of two) before their offset. */
const ALIGNMENT: Partial<Record<Name, number>> = { i32_load: 2, v128_load: 4, v128_load64_splat: 3, v128_store: 4 };

/** One instruction: its name and what stands behind it (a local, a label, an offset, a constant). */
export type Step = readonly [Name, ...number[]];

/** A function: its parameters' types, the types of further locals, and its body. */
export interface WasmFunction {
  readonly parameters: readonly number[];
  readonly locals: readonly number[];
  readonly body: readonly Step[];
}

/**
 * A module that imports `env.memory`, has one mutable i32 global, puts `functions` into its table in order, and exports
 * `main`. All of `functions` have four i32 parameters (type 0).
 */
export function assemble(functions: readonly WasmFunction[], main: WasmFunction): Uint8Array<ArrayBuffer> {
  const all = [...functions, main];
  const count = functions.length;
  const type = (one: WasmFunction) => [0x60, ...vector(one.parameters.map((code) => [code])), 0];
  const four: WasmFunction = { parameters: [I32, I32, I32, I32], locals: [], body: [] };
  return Uint8Array.from([
    // oxlint-disable-next-line unicorn/no-useless-spread -- the magic number and the version, on one line
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([type(four), type(main)])),
    ...section(2, vector([[...text('env'), ...text('memory'), 0x02, 0x00, 1]])),
    ...section(3, vector(all.map((_, k) => [k < count ? 0 : 1]))),
    ...section(4, vector([[0x70, 0x00, ...unsigned(count)]])),
    ...section(6, vector([[I32, 1, 0x41, 0, 0x0b]])),
    ...section(7, vector([[...text('main'), 0x00, ...unsigned(count)]])),
    ...section(9, vector([[0, 0x41, 0, 0x0b, ...vector(functions.map((_, k) => unsigned(k)))]])),
    ...section(10, vector(all.map(body))),
  ]);
}

function body({ locals, body: steps }: WasmFunction): number[] {
  const declared = vector(locals.map((code) => [1, code]));
  const bytes = [...declared, ...steps.flatMap(encode), 0x0b];
  return [...unsigned(bytes.length), ...bytes];
}

function encode([name, ...operands]: Step): number[] {
  const alignment = ALIGNMENT[name];
  const code =
    name in SIMD ? [0xfd, ...unsigned(SIMD[name as keyof typeof SIMD])] : [CODES[name as keyof typeof CODES]];
  if (name === 'loop') return [...code, 0x40];
  if (name === 'call_indirect') return [...code, 0, 0];
  if (name === 'i32_const') return [...code, ...signed(operands[0] ?? 0)];
  if (alignment !== undefined) return [...code, ...unsigned(alignment), ...unsigned(operands[0] ?? 0)];
  return [...code, ...operands.flatMap(unsigned)];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): number[] {
  return [...unsigned(value.length), ...Array.from(value, (letter) => letter.charCodeAt(0))];
}

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  do {
    const low = left % 128;
    left = Math.floor(left / 128);
    bytes.push(left > 0 ? low + 128 : low);
  } while (left > 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (;;) {
    const low = left & 0x7f;
    left >>= 7;
    const done = (left === 0 && (low & 0x40) === 0) || (left === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}
