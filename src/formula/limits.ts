// How large a formula may be, checked on its tokens: nothing recursive has run yet.

import type { FormulaIssue } from './messages.ts';
import * as messages from './messages.ts';
import { endsOperand, type Token } from './tokens.ts';

/** UTF-16 units of text; brackets, powers and minus signs inside one another; nodes of the tree. */
export const LIMITS = { length: 2000, depth: 64, nodes: 500 } as const;

/** Issues of a formula that is too deep or has too many nodes; each names the first token beyond the limit. */
export function checkSize(tokens: readonly Token[]): readonly FormulaIssue[] {
  const deep = firstTooDeep(tokens);
  // A function's name stands for its call, so every token but brackets and commas is one node.
  const beyond = tokens.filter(({ kind }) => kind !== 'bracket' && kind !== 'comma')[LIMITS.nodes];
  return [
    ...(deep ? [messages.tooDeep(deep, LIMITS.depth)] : []),
    ...(beyond ? [messages.tooManyNodes(beyond, LIMITS.nodes)] : []),
  ];
}

function firstTooDeep(tokens: readonly Token[]): Token | undefined {
  // One entry a bracket: the powers and minus signs in it whose right side is still being read.
  const open = [0];
  return tokens.find((token, k) => {
    const innermost = open.length - 1;
    const isSign = token.kind === 'operator' && !endsOperand(tokens[k - 1]);
    if (token.text === '(') open.push(0);
    else if (token.text === ')') open.splice(Math.max(1, innermost));
    else if (token.text === '^' || isSign) open[innermost] = (open[innermost] ?? 0) + 1;
    else if (token.kind === 'operator' || token.kind === 'comma') open[innermost] = 0;
    return open.reduce((sum, signs) => sum + signs, innermost) > LIMITS.depth;
  });
}
