// The marks of a document: one record of all that is embedded in it and what each was made from. Every output carries it
// in a place that survives editing, and `verify` reads it back.

import type { RootContent } from 'mdast';
import { z } from 'zod';
import type { BuiltNotebook, Provenance } from './document.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const Mark = z.object({
  id: z.string().min(1),
  kind: z.enum(['figure', 'table', 'number', 'text']),
  /** What a person calls it: the caption, or the number as printed. */
  title: z.string(),
  source: z.string(),
  fingerprint: Hash,
  /** Names of its inputs; their hashes stand once, in the record. */
  inputs: z.array(z.string()),
});

const Marks = z.object({
  format: z.literal(1),
  /** Id of the document. */
  document: z.string(),
  notebook: z.string().optional(),
  made: z.string(),
  inputs: z.record(z.string(), Hash),
  marks: z.array(Mark),
});

/** One embedded figure, table, number or text. */
export type Mark = z.infer<typeof Mark>;

/** All marks of a document. */
export type Marks = z.infer<typeof Marks>;

/** The record of a document, in the order of reading. Throws where two inputs of one build have one name and two hashes. */
export function marksOf(built: BuiltNotebook): Marks {
  return recordOf(
    built.id,
    built.made,
    [...embedded(built.root.children)].map(({ kind, title, provenance }) => ({ kind, title, provenance })),
    built.file,
  );
}

/** The record of one chart. */
export function marksOfChart(title: string, made: string, provenance: Provenance): Marks {
  return recordOf(provenance.id, made, [{ kind: 'figure', title, provenance }]);
}

/** Reads a record back; undefined where it is none. */
export function readMarks(text: string): Marks | undefined {
  try {
    return Marks.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

type Embedded = { readonly kind: Mark['kind']; readonly title: string; readonly provenance: Provenance };

function recordOf(document: string, made: string, all: readonly Embedded[], notebook?: string): Marks {
  const inputs = new Map<string, string>();
  for (const [name, hash] of all.flatMap(({ provenance }) => Object.entries(provenance.inputs))) {
    if ((inputs.get(name) ?? hash) !== hash) throw new Error(`input "${name}" changed while "${document}" was built`);
    inputs.set(name, hash);
  }
  return {
    format: 1,
    document,
    ...(notebook === undefined ? {} : { notebook }),
    made,
    inputs: Object.fromEntries([...inputs].sort(([a], [b]) => (a < b ? -1 : 1))),
    marks: all.map(({ kind, title, provenance }) => ({
      id: provenance.id,
      kind,
      title,
      source: provenance.source,
      fingerprint: provenance.fingerprint,
      inputs: Object.keys(provenance.inputs).sort((a, b) => (a < b ? -1 : 1)),
    })),
  };
}

function* embedded(nodes: readonly RootContent[]): Generator<Embedded> {
  for (const node of nodes) {
    if (node.type === 'figure') yield { kind: 'figure', title: node.caption, provenance: node.provenance };
    else if (node.type === 'resultTable') yield { kind: 'table', title: node.caption, provenance: node.provenance };
    else if (node.type === 'cellText') yield { kind: 'text', title: '', provenance: node.provenance };
    else if (node.type === 'inlineNumber')
      yield { kind: 'number', title: node.text ?? '', provenance: node.provenance };
    else if ('children' in node) yield* embedded(node.children);
  }
}
