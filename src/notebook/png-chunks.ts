// PNG (ISO/IEC 15948) chunk by chunk: the size of a picture, and texts that travel with it.

import { crc32 } from './zip.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Size in pixels. Throws where the bytes are no PNG. */
export function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  checkSignature(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The picture with a text under a keyword (1 to 79 Latin characters), as an `iTXt` chunk before its end. Throws where the bytes are no PNG. */
export function withPngText(bytes: Uint8Array, keyword: string, text: string): Uint8Array {
  checkSignature(bytes);
  const encoder = new TextEncoder();
  // Keyword, 0, not compressed (0, 0), no language (0), no translated keyword (0), text in UTF-8.
  const body = Uint8Array.from([...encoder.encode(`iTXt${keyword}`), 0, 0, 0, 0, 0, ...encoder.encode(text)]);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  const end = bytes.length - 12; // IEND, always the last chunk and empty
  const whole = new Uint8Array(bytes.length + chunk.length);
  whole.set(bytes.subarray(0, end));
  whole.set(chunk, end);
  whole.set(bytes.subarray(end), end + chunk.length);
  return whole;
}

/** The text under a keyword of an uncompressed `iTXt` chunk; undefined where there is none or the bytes are no PNG. */
export function pngText(bytes: Uint8Array, keyword: string): string | undefined {
  if (!isPng(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (decoder.decode(bytes.subarray(at + 4, at + 8)) === 'iTXt') {
      const name = data.indexOf(0);
      const [language, translated] = [data.indexOf(0, name + 3), data.indexOf(0, data.indexOf(0, name + 3) + 1)];
      if (language > 0 && translated > 0 && data[name + 1] === 0 && decoder.decode(data.subarray(0, name)) === keyword)
        return decoder.decode(data.subarray(translated + 1));
    }
    at += length + 12;
  }
  return undefined;
}

function isPng(bytes: Uint8Array): boolean {
  return bytes.length > 24 && SIGNATURE.every((byte, k) => bytes[k] === byte);
}

function checkSignature(bytes: Uint8Array): void {
  if (!isPng(bytes)) throw new TypeError('picture is not a PNG');
}
