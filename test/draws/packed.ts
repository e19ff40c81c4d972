// A job of draws and its results as text with every bit, written and read alike in Node and in a page.

const ARRAYS = { f64: Float64Array, u32: Uint32Array, i32: Int32Array, u8: Uint8Array } as const;

/** Plain data, typed arrays and maps as JSON; arrays as base64. */
export function pack(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    for (const [name, kind] of Object.entries(ARRAYS))
      if (one instanceof kind) {
        let text = '';
        for (const byte of new Uint8Array(one.buffer, one.byteOffset, one.byteLength))
          text += String.fromCharCode(byte);
        return { [name]: btoa(text) };
      }
    return one instanceof Map ? { map: [...one] } : one;
  });
}

/** What `pack` wrote; maps are left as lists of pairs. */
export function unpack(text: string): unknown {
  return JSON.parse(text, (_, one: unknown) => {
    if (typeof one !== 'object' || one === null) return one;
    for (const [name, kind] of Object.entries(ARRAYS)) {
      const content = (one as Record<string, unknown>)[name];
      if (typeof content === 'string')
        return new kind(Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)).buffer);
    }
    return one;
  });
}
