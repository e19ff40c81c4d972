// What a file may be at most. Checked before anything is built, so that a hostile file costs little.

/** Each limit is inclusive: a file exactly at it is read. */
export const LIMITS = {
  /** Characters (UTF-16 units) of a YAML file. */
  yamlCharacters: 2_000_000,
  /** Lists and maps inside one another. */
  yamlDepth: 64,
  /** Keys, values, lists and maps together. */
  yamlNodes: 200_000,
  /** Lexical pieces: words, signs, spaces, line ends. Bounds memory while the nodes are not counted yet. */
  yamlPieces: 1_000_000,
  /** Characters (UTF-16 units) of a CSV file. */
  csvCharacters: 32_000_000,
  csvCells: 2_000_000,
} as const;
