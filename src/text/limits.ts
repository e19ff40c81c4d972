// What a file may be at most. Checked before anything is built, so that a hostile file costs little.

/** Each limit is inclusive: a file exactly at it is read. */
export const LIMITS = {
  /** Characters (UTF-16 units) of a YAML file. */
  yamlCharacters: 2_000_000,
  /** Lists and maps inside one another. */
  yamlDepth: 64,
  /** Keys, values, lists and maps together. */
  yamlNodes: 120_000,
  /** Lexical pieces (words, signs, spaces, line ends): bounds time and memory before there are nodes to count. */
  yamlPieces: 600_000,
  /** Characters (UTF-16 units) of a CSV file. */
  csvCharacters: 12_000_000,
  /** Commas and line ends of a CSV file, about one a cell. */
  csvSeparators: 1_500_000,
} as const;
