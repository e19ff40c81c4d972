// Reads what we ask of a TrueType file: its tables, which characters it draws, and how far each one advances.
// https://learn.microsoft.com/typography/opentype/spec/ (head, hhea, hmtx, maxp, and cmap of format 4).

/** A font file taken apart as far as we need it. */
export interface Font {
  readonly tables: ReadonlyMap<string, Uint8Array>;
  readonly unitsPerEm: number;
  /** Code point → glyph; a missing key is a character that the font cannot draw. */
  readonly glyphs: ReadonlyMap<number, number>;
  /** Glyphs of no character: those that the font puts in the place of several others. */
  readonly joinedGlyphs: readonly number[];
  /** Font units that a glyph advances the line by. */
  advance(glyph: number): number;
}

/**
 * Reads a TrueType font.
 * Throws where a table is missing or the character map is not of format 4 (those of `fonts/` are).
 */
export function readFont(file: Uint8Array): Font {
  const tables = readTables(file);
  const hmtx = viewOf(tableOf(tables, 'hmtx'));
  const fullRecords = viewOf(tableOf(tables, 'hhea')).getUint16(34);
  const glyphs = new Map(readCharacterMap(viewOf(tableOf(tables, 'cmap'))));
  const named = new Set(glyphs.values());
  const all = Array.from({ length: viewOf(tableOf(tables, 'maxp')).getUint16(4) }, (_, glyph) => glyph);
  return {
    tables,
    unitsPerEm: viewOf(tableOf(tables, 'head')).getUint16(18),
    glyphs,
    joinedGlyphs: all.filter((glyph) => !named.has(glyph)),
    // Glyphs past the last full record share its advance.
    advance: (glyph) => hmtx.getUint16(4 * Math.min(glyph, fullRecords - 1)),
  };
}

/** Bytes of a table of a font. Throws where the font has none of that name. */
export function tableOf(tables: ReadonlyMap<string, Uint8Array>, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (table === undefined) throw new Error(`font without table "${tag}"`);
  return table;
}

/** Big-endian access to bytes, without a copy. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readTables(file: Uint8Array): Map<string, Uint8Array> {
  const view = viewOf(file);
  const tables = new Map<string, Uint8Array>();
  for (let record = 12; record < 12 + 16 * view.getUint16(4); record += 16) {
    const tag = String.fromCharCode(...file.subarray(record, record + 4));
    const start = view.getUint32(record + 8);
    tables.set(tag, file.subarray(start, start + view.getUint32(record + 12)));
  }
  return tables;
}

function* readCharacterMap(cmap: DataView): Generator<[codePoint: number, glyph: number]> {
  const table = formatFourIn(cmap);
  const size = cmap.getUint16(table + 6); // twice the number of segments
  for (let i = 0; i < size; i += 2) {
    const last = cmap.getUint16(table + 14 + i);
    const first = cmap.getUint16(table + 16 + size + i);
    const delta = cmap.getUint16(table + 16 + 2 * size + i);
    const offsetAt = table + 16 + 3 * size + i;
    const offset = cmap.getUint16(offsetAt); // of a list of glyphs, 0 where glyphs follow from code points
    for (let codePoint = first; codePoint <= last && codePoint < 0xffff; codePoint++) {
      const listed = offset === 0 ? codePoint : cmap.getUint16(offsetAt + offset + 2 * (codePoint - first));
      const glyph = offset !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) yield [codePoint, glyph];
    }
  }
}

function formatFourIn(cmap: DataView): number {
  for (let record = 4; record < 4 + 8 * cmap.getUint16(2); record += 8) {
    const table = cmap.getUint32(record + 4);
    if (cmap.getUint16(table) === 4) return table;
  }
  throw new Error('font without a character map of format 4');
}
