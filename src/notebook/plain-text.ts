// The words of a node, without their marks.

import type { Nodes } from 'mdast';

/** All text below a node; a number that is missing is nothing. */
export function plainText(node: Nodes): string {
  if ('children' in node) return node.children.map((child) => plainText(child)).join('');
  if (node.type === 'inlineNumber') return node.text ?? '';
  if (node.type === 'break') return ' ';
  return 'value' in node ? node.value : 'alt' in node ? (node.alt ?? '') : '';
}
