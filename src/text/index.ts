// Bytes → decoded text → YAML and CSV with places; the guard against hostile and broken files; code frames.

export { type CsvRow, type CsvTable, readCsv, requireColumns } from './csv.ts';
export type { CsvCell } from './csv-records.ts';
export { type AcceptedEncoding, checkText, type Decoded, decodeText } from './decode.ts';
export { describeIssue, formatIssue, type IssueRecord, type SourceOf } from './frame.ts';
export { LIMITS } from './limits.ts';
export { readNumber, repairNumber, wrongNumber } from './number.ts';
export { formatPath } from './path.ts';
export { sortIssues } from './sort-issues.ts';
export { lineAt, type Position, positionAt, type SourceText } from './source.ts';
export { validate } from './validate.ts';
export { readYaml, type YamlDocument } from './yaml.ts';
export { FREE_TEXT_KEYS } from './yaml-walk.ts';
