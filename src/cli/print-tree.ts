// A cell's tree as terminal text.

import type { TreeBranch, TreeNode } from '../analysis/index.ts';
import { indicatorOf, type Model, regionOf } from '../model/index.ts';
import { paint, signed } from './terminal.ts';

/** The tree as lines. */
export function treeText(model: Model, root: TreeNode): string {
  return [nodeText(model, root, root), ...branchLines(model, root, root, '')].join('\n');
}

function branchLines(model: Model, root: TreeNode, node: TreeNode, indent: string): readonly string[] {
  return node.branches.flatMap((branch, k) => {
    const isLast = k === node.branches.length - 1;
    const line = `${indent}${isLast ? '└─ ' : '├─ '}${branchText(model, root, node, branch)}`;
    return 'node' in branch
      ? [line, ...branchLines(model, root, branch.node, `${indent}${isLast ? '   ' : '│  '}`)]
      : [line];
  });
}

function branchText(model: Model, root: TreeNode, above: TreeNode, branch: TreeBranch): string {
  const amount = (value: number) => paint('bold', signed(value, indicatorOf(model, above.indicator).decimals + 2));
  switch (branch.kind) {
    case 'input':
      return nodeText(model, root, branch.node);
    case 'anchor':
      return `from ${nodeText(model, root, branch.node)}`;
    case 'reference':
      return `before levers: ${nodeText(model, root, branch.node)}`;
    case 'parameter':
      return `parameter ${branch.id} = ${branch.value}`;
    case 'levers':
      return `levers ${amount(branch.amount)}: ${branch.texts.join('; ')}`;
    case 'limit':
      return `natural limit ${amount(branch.amount)}`;
    case 'child':
      return `adds ${amount(branch.amount)}: ${nodeText(model, root, branch.node)}`;
    case 'answer': {
      const { response, strength, weight, log, seen, node } = branch;
      const form = log === 0 ? `share ${strength}` : `elasticity ${strength}`;
      const sum = log === 0 ? '' : `, ${signed(log, 4)} in logs`;
      return `answer ${amount(branch.amount)} (${response}: ${form}${weight === 1 ? '' : ` × weight ${weight}`}${sum}) to ${seen === undefined ? '' : `${signed(seen, 2)} ${node.unit} of `}${nodeText(model, root, node)}`;
    }
  }
}

function nodeText(model: Model, root: TreeNode, node: TreeNode): string {
  const { decimals } = indicatorOf(model, node.indicator);
  const show = (value: number) => String(Number(value.toFixed(Math.max(decimals, 2))));
  const where = node.region === root.region && node !== root ? '' : ` ${regionOf(model, node.region).name.en}`;
  const value =
    node.value === undefined
      ? 'no data'
      : `${paint('bold', `${show(node.value)}${node.basis === 'index' ? '' : ` ${node.unit}`}`)} ${paint('dim', node.basis ?? '')}`;
  const before = node.reference === undefined ? '' : ` [${show(node.reference)} before levers]`;
  const more = node.cut === 'depth' ? ' …' : node.cut === 'above' ? ' (opened above)' : '';
  return `${node.indicator}${where} ${node.year} = ${value}${before}${originText(node, show)}${more}`;
}

function originText({ origin }: TreeNode, show: (value: number) => string): string {
  switch (origin.kind) {
    case 'published': {
      const { source, published } = origin.observation;
      const place = [
        source.title.zh,
        source.place,
        source.printed === undefined ? undefined : `printed "${source.printed}"`,
      ].filter((part) => part !== undefined);
      return `  ${place.join(', ')} (${published})`;
    }
    case 'formula':
      return `  = ${origin.formula}`;
    case 'first value':
      return `  = ${origin.formula} (first value)`;
    case 'solved':
      return `  = ${origin.formula} (solved from the ratio)`;
    case 'projected': {
      const shown = origin.path.map(([year, value]) => `${year}: ${show(value)}`);
      const steps =
        shown.length < 2 ? '' : ` (${(shown.length > 6 ? [shown[0], '…', ...shown.slice(-3)] : shown).join(', ')})`;
      return `  ${origin.assumption ? `${origin.assumption.variant}: ${origin.assumption.note.en}` : ''}${steps}`;
    }
    case 'interpolated':
      return '  between two known values';
    case 'moved':
    case 'no data':
      return '';
  }
}
