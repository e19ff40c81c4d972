// Results of units of draws as a file, for `tujing merge`: JSON with arrays of numbers in base64, bit for bit.

import type { UnitResult } from '../engine/index.ts';

const ARRAYS = { f64: Float64Array, u32: Uint32Array, i32: Int32Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** Results as text. */
export function formatUnits(results: readonly UnitResult[]): string {
  return `${JSON.stringify(results, (_, value: unknown) => {
    for (const [name, kind] of Object.entries(ARRAYS))
      if (value instanceof kind)
        return { [name]: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
    return value instanceof Map ? { map: [...value] } : value;
  })}\n`;
}

/** Reads what `formatUnits` wrote; throws a `SyntaxError` for anything else. */
export function parseUnits(text: string): readonly UnitResult[] {
  const found = JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const [[name, content] = ['', undefined], ...others] = Object.entries(value);
    if (others.length > 0) return value;
    if (name in ARRAYS && typeof content === 'string') {
      const bytes = Uint8Array.from(Buffer.from(content, 'base64'));
      return new ARRAYS[name as ArrayName](bytes.buffer);
    }
    return name === 'map' && Array.isArray(content) ? new Map(content as [unknown, unknown][]) : value;
  }) as UnitResult[];
  const isUnit = (one: UnitResult) => Number.isInteger(one?.unit?.group) && one.sums instanceof Float64Array;
  if (!Array.isArray(found) || !found.every(isUnit)) throw new SyntaxError('no results of draws');
  return found;
}
