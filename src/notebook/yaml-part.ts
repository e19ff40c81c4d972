// YAML that stands inside a Markdown file: read by itself, with places of the whole file.

import type { Issue } from '../base/index.ts';
import { readYaml, type SourceText, type YamlDocument } from '../text/index.ts';

/** A stretch of a notebook. */
export interface Part {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

/** Reads the YAML of a part, nothing as an empty map; issues and places count from the start of the file. */
export function readYamlPart({ source, start, end }: Part): {
  readonly document?: YamlDocument;
  readonly issues: readonly Issue[];
} {
  const { file } = source;
  const text = source.text.slice(start, end);
  if (text.trim() === '') {
    const place = { file, start, end: Math.max(start, end) };
    return { document: { source, value: {}, place: () => place, written: () => undefined }, issues: [] };
  }
  const read = readYaml({ file, text });
  const shift = (issue: Issue): Issue =>
    issue.place
      ? { ...issue, place: { ...issue.place, start: issue.place.start + start, end: issue.place.end + start } }
      : issue;
  const issues = read.issues.map(shift);
  const inner = read.document;
  if (!inner) return { issues };
  return {
    issues,
    document: {
      source,
      value: inner.value,
      place: (path, of) => {
        const place = inner.place(path, of);
        return { ...place, start: place.start + start, end: place.end + start };
      },
      written: (path) => inner.written(path),
    },
  };
}
