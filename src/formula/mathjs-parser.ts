// The parser of mathjs and nothing else of it: `createParse` is given nodes that hold what was read and cannot be
// evaluated, so neither mathjs' evaluator nor its functions, units and settings exist here. Import it lazily
// (`loadParser`): unbundled, `mathjs/number` reads some 400 files; bundled, this module is 17 kB.

// @ts-expect-error -- exported, but missing from mathjs' type declarations
import { createParse as untypedCreateParse } from 'mathjs/number';

const NODE_KINDS = [
  'AccessorNode',
  'ArrayNode',
  'AssignmentNode',
  'BlockNode',
  'ConditionalNode',
  'ConstantNode',
  'FunctionAssignmentNode',
  'FunctionNode',
  'IndexNode',
  'ObjectNode',
  'OperatorNode',
  'ParenthesisNode',
  'RangeNode',
  'RelationalNode',
  'SymbolNode',
] as const;

/** A node as mathjs' grammar builds it: its kind and what its constructor was given. */
export interface RawNode {
  readonly kind: (typeof NODE_KINDS)[number];
  readonly given: readonly unknown[];
}

/** Text → tree in mathjs' syntax; throws a SyntaxError with `char`, the position (from 1) that it stumbled at. */
export type RawParse = (text: string) => RawNode;

type CreateParse = (
  dependencies: Readonly<Record<string, unknown>>,
) => RawParse & { isAlpha: (c: string, before: string, after: string) => boolean };

/** A parser of our own, whose letters are those of any script. Nobody else's mathjs is touched. */
export function createMathjsParser(): RawParse {
  const parse = (untypedCreateParse as CreateParse)({
    ...Object.fromEntries(NODE_KINDS.map((kind) => [kind, inertNode(kind)])),
    config: { number: 'number', numberFallback: 'number' },
    numeric: Number,
    typed: Object.assign((_name: string, signatures: { readonly string: RawParse }) => signatures.string, {
      addConversion() {},
    }),
  });
  parse.isAlpha = isLetter;
  return parse;
}

/** A node class that only remembers; the flags and `op`, `args` of operators are what the parser itself looks at. */
function inertNode(kind: RawNode['kind']) {
  class InertNode {
    readonly given: readonly unknown[];
    constructor(...given: readonly unknown[]) {
      this.given = given;
    }
    get op() {
      return this.given[0];
    }
    get args() {
      return this.given[2];
    }
  }
  Object.assign(InertNode.prototype, { isNode: true, kind, [`is${kind}`]: true });
  return InertNode;
}

/** Whether a UTF-16 unit, seen with its neighbours, belongs to a letter or is the underscore. */
function isLetter(unit: string, before: string, after: string): boolean {
  if (/[\uD800-\uDBFF]/.test(unit)) return LETTER.test(unit + after);
  return LETTER.test(/[\uDC00-\uDFFF]/.test(unit) ? before + unit : unit);
}

const LETTER = /^[\p{L}\p{Nl}_]$/u;
