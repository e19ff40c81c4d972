// The built document: cells and numbers replaced by what they gave, figures and tables numbered in the order of reading.

import type { Code, Image, InlineCode, Node, Root } from 'mdast';
import type { Issue, Issues } from '../base/index.ts';
import type { Block, CellOutput } from './blocks.ts';
import type { DrawnChart, NotebookPlan } from './build.ts';
import type { BuiltNotebook, CellErrorNode, Provenance, ReportTheme } from './document.ts';
import { provenanceOf } from './fingerprint.ts';
import { notebookError, unknownWord } from './messages.ts';
import { placeOf } from './parse.ts';
import { replaceNodes } from './tree.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** What was made of the plan. */
export interface Made {
  readonly title: string;
  /** By position of the cell. */
  readonly outputs: ReadonlyMap<number, CellOutput>;
  readonly failed: ReadonlyMap<number, readonly Issue[]>;
  /** By position of the number. */
  readonly texts: readonly (string | Issue)[];
  readonly pictures: ReadonlyMap<string, string>;
  readonly draw: (spec: object) => Promise<DrawnChart>;
  readonly theme: ReportTheme;
  readonly version: string;
  readonly issues: Issues;
}

/** Puts everything in its place. */
export async function assemble(plan: NotebookPlan, made: Made): Promise<BuiltNotebook> {
  const { parsed, cells, numbers, keys, front } = plan;
  const { language } = parsed;
  const counts = { figure: 0, table: 0, text: 0 };
  const labels = new Map<string, string>();
  const replaced = new Map<Node, readonly Node[]>();
  for (const [k, cell] of cells.entries()) {
    const nodes: Node[] = [];
    const failed = made.failed.get(k);
    const written: readonly Block[] = cell.fenced.isShown ? [{ kind: 'text', text: cell.text.trimEnd() }] : [];
    for (const block of failed ? [] : [...written, ...(made.outputs.get(k)?.blocks ?? [])]) {
      const number = ++counts[block.kind];
      const provenance = provenanceOf(`${IDS[block.kind]}-${number}`, cell.text, keys.cells[k]?.inputs ?? {});
      const label = block.kind === 'text' ? undefined : DOCUMENT_WORDS[language][block.kind](number);
      if (cell.id !== undefined && label !== undefined && !labels.has(cell.id)) labels.set(cell.id, label);
      nodes.push(await nodeOf(block, number, provenance, cell.text, () => placeOf(cell.fenced.fence), made));
    }
    if (failed) {
      const error: CellErrorNode = { type: 'cellError', issues: failed, source: cell.text };
      nodes.push(error);
    }
    replaced.set(cell.fenced.node, nodes);
  }
  for (const [k, number] of numbers.entries()) {
    const { node } = parsed.numbers[k] ?? {};
    if (!node) continue;
    let text = made.texts[k] ?? '';
    if ('function' in number && number.function === 'ref') {
      const cell = number.given.get('cell') ?? '';
      text =
        labels.get(cell) ??
        unknownWord('cell-dependency', 'cell with a figure or table', cell, labels.keys(), number.place);
      if (typeof text !== 'string') made.issues.add(text);
    }
    const names = 'names' in number ? number.names : [];
    const { inputs } = keys.number(number.text, names, 'names' in number ? number.parameters : []);
    const provenance = provenanceOf(`num-${k + 1}`, number.text, inputs);
    replaced.set(node, [
      typeof text === 'string'
        ? { type: 'inlineNumber', text, provenance }
        : { type: 'inlineNumber', issue: text, provenance },
    ] as unknown as Node[]);
  }
  const root = replaceNodes(parsed.root, (node) => {
    if (node.type === 'yaml') return [];
    if (node.type === 'image') return [picture(node as Image, made.pictures)];
    return replaced.get(node as Code | InlineCode);
  });
  return {
    id: parsed.id,
    file: parsed.source.file,
    title: made.title,
    language,
    made: DOCUMENT_WORDS[language].made(made.version, shownScenarios(plan)),
    root: root as Root,
    theme: front.themeFile === undefined ? front.theme : made.theme,
    issues: made.issues.list,
  };
}

const IDS = { figure: 'fig', table: 'tab', text: 'txt' } as const;

async function nodeOf(
  block: Block,
  number: number,
  provenance: Provenance,
  source: string,
  place: () => Issue['place'],
  made: Made,
): Promise<Node> {
  const node = await drawn();
  return node as Node;

  async function drawn(): Promise<object> {
    switch (block.kind) {
      case 'text':
        return { type: 'cellText', text: block.text, provenance };
      case 'table': {
        const { kind: _kind, ...table } = block;
        return { type: 'resultTable', number, ...table, provenance };
      }
      case 'figure':
        try {
          const picture = await made.draw(block.spec);
          const { kind: _kind, ...figure } = block;
          return { type: 'figure', number, ...figure, ...picture, provenance };
        } catch (error) {
          const issue = notebookError('cell-option', error instanceof Error ? error.message : String(error), place());
          made.issues.add(issue);
          return { type: 'cellError', issues: [issue], source };
        }
    }
  }
}

/** A picture with its bytes inside; where there are none, its text stands for it. */
function picture(node: Image, pictures: ReadonlyMap<string, string>): Node {
  const data = pictures.get(node.url);
  return data === undefined
    ? ({ type: 'text', value: `[${node.alt ?? node.url}]` } as Node)
    : ({ ...node, url: data } as Node);
}

/** Scenarios that any cell or number looks at. */
function shownScenarios({ cells, numbers }: NotebookPlan): readonly string[] {
  const names = [
    ...cells.flatMap((cell) => cell.scenarios),
    ...numbers.flatMap((number) =>
      'given' in number && number.names.length > 0 ? [number.given.get('scenario') ?? 'baseline'] : [],
    ),
  ];
  return [...new Set(names)];
}
