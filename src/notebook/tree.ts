// Walking a Markdown tree.

import type { Node, Parent, Root, RootContent, Text } from 'mdast';

/** Visits every node below `parent`, parents before children, in the order of the document. */
export function walk(parent: Parent | Root, visit: (node: Node, parent: Node) => void): void {
  for (const child of parent.children) {
    visit(child, parent);
    if ('children' in child) walk(child as Parent, visit);
  }
}

/** The tree with some nodes replaced; `replace` gives undefined for those that stay. */
export function replaceNodes(root: Root, replace: (node: Node) => readonly Node[] | undefined): Root {
  const copy = <T extends Node>(node: T): T =>
    'children' in node
      ? {
          ...node,
          children: (node as unknown as Parent).children.flatMap(
            (child) => (replace(child) ?? [copy(child)]) as RootContent[],
          ),
        }
      : node;
  return copy(root);
}

const HAN = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60\\u3000-\\u303f]';

/** Line breaks inside Chinese sentences stand for nothing; elsewhere they stay, and are shown as a space. */
export function joinLines(root: Root): void {
  const between = new RegExp(`(?<=${HAN})[ \\t]*\\n[ \\t]*(?=${HAN})`, 'g');
  walk(root, (node) => {
    if (node.type === 'text') (node as Text).value = (node as Text).value.replace(between, '');
  });
}
