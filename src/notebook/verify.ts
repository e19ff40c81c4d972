// Whether what a document shows still follows from what is there: its marks against the inputs of today, its numbers
// against the texts that were built.

import { fingerprintOf } from './fingerprint.ts';
import { cellHashes, FRONT_MATTER, plainLines } from './inputs.ts';
import type { Mark, Marks } from './marks.ts';
import type { DocumentMarks } from './read-document.ts';

/** What there is today. */
export interface Current {
  /** `workspaceInputs`, and `frontMatterInput` where the document has a notebook. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Text of the notebook; missing where it is gone. */
  readonly notebook?: string;
}

/** What was found of one mark; a mark that is `removed` from the document is not out of date. */
export interface Verdict {
  readonly id: string;
  readonly kind: Mark['kind'];
  readonly title: string;
  readonly state: 'current' | 'stale' | 'edited' | 'removed';
  /** Lower case, no period; none where it is current. */
  readonly reasons: readonly string[];
}

/** One verdict for each mark, in the order of the document. */
export function verifyDocument({ marks, present, shown }: DocumentMarks, current: Current): readonly Verdict[] {
  return marks.marks.map((mark): Verdict => {
    const { id, kind, title } = mark;
    if (present !== undefined && !present.has(id))
      return { id, kind, title, state: 'removed', reasons: ['it was removed from the document, or written over'] };
    const stale = staleReasons(mark, marks, current);
    const text = shown.get(id);
    const edited =
      kind === 'number' && title !== '' && text !== undefined && text !== title
        ? [`it reads "${text}" where "${title}" was built`]
        : [];
    const state = stale.length > 0 ? 'stale' : edited.length > 0 ? 'edited' : 'current';
    return { id, kind, title, state, reasons: [...stale, ...edited] };
  });
}

function staleReasons(mark: Mark, marks: Marks, current: Current): readonly string[] {
  const known = Object.fromEntries(mark.inputs.map((name) => [name, marks.inputs[name] ?? '']));
  if (fingerprintOf(mark.source, known) !== mark.fingerprint)
    return ['its fingerprint does not fit its inputs: the record was changed'];
  const cells = cellHashes(current.notebook ?? '');
  const stands = (name: string) =>
    name.startsWith('cell/') ? cells.has(known[name] ?? '') : current.inputs[name] === known[name];
  const changed = mark.inputs
    .filter((name) => !/^(language$|parameter\/)/.test(name) && !stands(name))
    .map((name) => inputReason(name, marks, current));
  const usesPackage = mark.inputs.some((name) => name.startsWith('package/'));
  const added = Object.keys(current.inputs)
    .filter((name) => usesPackage && name.startsWith('package/') && !(name in known))
    .map((name) => `package file "${afterSlash(name)}" is new`);
  return [...changed, ...added, ...sourceReasons(mark, marks, current)];
}

function inputReason(name: string, marks: Marks, current: Current): string {
  const what = current.inputs[name] === undefined ? 'is gone' : 'changed';
  if (name === 'tool') return `the tool changed (made by ${marks.made})`;
  if (name === FRONT_MATTER) return `the head of "${marks.notebook ?? 'the notebook'}" ${what}`;
  if (name.startsWith('cell/')) return `cell "${afterSlash(name)}", which it uses, was changed or removed`;
  if (name.startsWith('package/')) return `package file "${afterSlash(name)}" ${what}`;
  if (name.startsWith('scenarios/')) return `scenario "${afterSlash(name).replace(/\.ya?ml$/, '')}" ${what}`;
  return `input "${name}" ${what}`;
}

function afterSlash(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

/** A cell or an expression that no longer stands in its notebook. */
function sourceReasons({ source }: Mark, { notebook }: Marks, current: Current): readonly string[] {
  if (notebook === undefined) return [];
  if (current.notebook === undefined) return [`notebook "${notebook}" is gone`];
  const bare = (text: string) =>
    plainLines(text)
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim();
  return bare(current.notebook).includes(bare(source)) ? [] : [`its cell in "${notebook}" was changed or removed`];
}
