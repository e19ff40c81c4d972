// Zip archives (APPNOTE 6.3.10) for Office files. Written without compression and with the format's first date, so that
// the same parts give the same bytes on every machine; read whether compressed or not.

/** A file of an archive, by path with forward slashes. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const FIRST_DATE = 0x0021; // 1980-01-01
const UTF8_NAMES = 0x0800;
const MAX_UNPACKED = 256 * 1024 * 1024;

/** An archive of the entries, in their order. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const encoder = new TextEncoder();
  const files: { header: Uint8Array; name: Uint8Array; bytes: Uint8Array; at: number }[] = [];
  let at = 0;
  for (const { name: text, content } of entries) {
    const [name, bytes] = [encoder.encode(text), typeof content === 'string' ? encoder.encode(content) : content];
    const header = numbers(
      [2, 20],
      [2, UTF8_NAMES],
      [2, 0],
      [2, 0],
      [2, FIRST_DATE],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    );
    files.push({ header, name, bytes, at });
    at += 4 + header.length + name.length + bytes.length;
  }
  const central = files.flatMap(({ header, name, at: from }) => [
    numbers([4, CENTRAL], [2, 20]),
    header,
    numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, from]),
    name,
  ]);
  const size = central.reduce((sum, { length }) => sum + length, 0);
  const end = numbers([4, END], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]);
  return concat([
    ...files.flatMap(({ header, name, bytes }) => [numbers([4, LOCAL]), header, name, bytes]),
    ...central,
    end,
  ]);
}

/** Files of an archive by name. Rejects where the bytes are none, or where a file is not packed by "deflate" or not at all. */
export async function readZip(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new Error('not a zip archive');
  const found = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  for (let k = view.getUint16(end + 10, true); k > 0; k--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw new Error('damaged zip archive');
    const [method, packed, plain, nameLength, local] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint32(at + 42, true),
    ];
    unpacked += plain;
    if (unpacked > MAX_UNPACKED) throw new Error(`zip archive unpacks to more than ${MAX_UNPACKED / 2 ** 20} MB`);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    found.set(name, await unpack(bytes.subarray(from, from + packed), method, plain));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

async function unpack(packed: Uint8Array, method: number, size: number): Promise<Uint8Array> {
  if (method === 0) return packed;
  if (method !== 8) throw new Error(`zip archive uses method ${method}`);
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    if (at + chunk.length > size) throw new Error('damaged zip archive');
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Little-endian numbers of 2 or 4 bytes. */
function numbers(...fields: readonly (readonly [size: number, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) for (let k = 0; k < size; k++) bytes[at++] = (value >>> (8 * k)) & 255;
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of parts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** Checksum of zip and PNG (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
