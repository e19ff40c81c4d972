// Arithmetic that writes itself down. Where an input is uncertain its value is a `Node`, and everything computed from it
// becomes a node of one graph; everything else stays a number, computed once. Equal operations on equal operands are one
// node, so what scenarios, years and formulas have in common is stored, and later computed, once.
//
// Products of powers become one exponential and logarithms of products become sums wherever that saves a logarithm:
// constant-elasticity models are linear in logs. Results agree with plain arithmetic to about 1e-14.

import { exp, ln } from '../base/index.ts';

/** Operations of a node, in the order of their codes. Operands are positions of earlier nodes. */
export const OPERATIONS = [
  'constant',
  'input',
  'add',
  'subtract',
  'multiply',
  'divide',
  'min',
  'max',
  'exp',
  'ln',
  'sqrt',
  'abs',
  /** 1 where a ≥ b, else 0. */
  'at_least',
  /** 1 where a > b, else 0. */
  'above',
  /** b where a is not 0, else c. */
  'select',
] as const;
export type Operation = (typeof OPERATIONS)[number];
type BinaryOperation = 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max' | 'at_least' | 'above';
type UnaryOperation = 'exp' | 'ln' | 'sqrt' | 'abs';

/** A value that depends on uncertain inputs. */
export class Node {
  readonly graph: Graph;
  /** Position in the graph; operands stand before. */
  readonly id: number;

  constructor(graph: Graph, id: number) {
    this.graph = graph;
    this.id = id;
  }

  /** The value at central inputs. */
  get central(): number {
    return this.graph.centralOf(this.id);
  }
}

/** A number where nothing is uncertain, else a node; NaN stands for missing. */
export type Value = number | Node;

/** The value at central inputs. */
export function centralOf(value: Value): number {
  return typeof value === 'number' ? value : value.central;
}

/** Least and largest value over all draws, as far as the operations tell. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/** Operands fit three to a key below 2^53. */
const MOST_NODES = 2 ** 23;

/** All nodes of one set of uncertain inputs. Grows only; a node never changes. */
export class Graph {
  readonly #operations: Operation[] = [];
  readonly #operands: (readonly number[])[] = [];
  readonly #centrals: number[] = [];
  readonly #ranges: Range[] = [];
  readonly #nodes: Node[] = [];
  readonly #known = new Map<number, Node>();
  readonly #selects = new Map<string, Node>();
  readonly #constants = new Map<number, number>();
  readonly #inputs = new Map<string, Node>();

  get size(): number {
    return this.#operations.length;
  }

  operationAt(id: number): Operation {
    return this.#operations[id] as Operation;
  }

  operandsAt(id: number): readonly number[] {
    return this.#operands[id] as readonly number[];
  }

  centralOf(id: number): number {
    return this.#centrals[id] as number;
  }

  /** Names of the uncertain inputs used so far, with their nodes, in order of first use. */
  get inputs(): ReadonlyMap<string, Node> {
    return this.#inputs;
  }

  /** The uncertain input of that name; `low` and `high` bound what is ever drawn. */
  input(name: string, central: number, low: number, high: number): Node {
    const known = this.#inputs.get(name);
    if (known) return known;
    const node = this.#append('input', [], central, { low, high });
    this.#inputs.set(name, node);
    return node;
  }

  binary(operation: BinaryOperation, a: Value, b: Value): Value {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
    if (typeof a === 'number' && typeof b === 'number') return onNumbers(operation, a, b);
    switch (operation) {
      case 'add':
        return this.#add(a, b);
      case 'subtract':
        return typeof b === 'number' ? this.#add(a, -b) : a === b ? 0 : this.#plain('subtract', a, b);
      case 'multiply':
        return this.#multiply(a, b);
      case 'divide':
        return this.#divide(a, b);
      case 'min':
      case 'max':
        return this.#extreme(operation, a, b);
      default:
        return this.#compare(operation, a, b);
    }
  }

  unary(operation: UnaryOperation, a: Node): Value {
    if (operation === 'ln') return this.#ln(a);
    if (operation === 'abs' && this.#range(a).low >= 0) return a;
    return this.#plain(operation, a);
  }

  /** `then` where `condition` is not 0, else `otherwise`. */
  select(condition: Value, then: Value, otherwise: Value): Value {
    if (typeof condition === 'number') return condition !== 0 ? then : otherwise;
    if (then === otherwise) return then;
    if (Number.isNaN(then) || Number.isNaN(otherwise)) return condition.central !== 0 ? then : otherwise;
    const ids = [condition.id, this.#id(then), this.#id(otherwise)];
    const key = ids.join(' ');
    const known = this.#selects.get(key);
    if (known) return known;
    const [p, q] = [this.#range(then), this.#range(otherwise)];
    const node = this.#append('select', ids, centralOf(condition.central !== 0 ? then : otherwise), {
      low: Math.min(p.low, q.low),
      high: Math.max(p.high, q.high),
    });
    this.#selects.set(key, node);
    return node;
  }

  /** Whether a value is above 0 in every draw. */
  isPositive(value: Value): boolean {
    return this.#range(value).low > 0;
  }

  #add(a: Value, b: Value): Value {
    if (a === 0) return b;
    if (b === 0) return a;
    const [x, y] = ordered(a, b);
    if (typeof x !== 'number' && typeof y === 'number') {
      const inner = this.#withConstant('add', x);
      if (inner) return this.#add(inner.of, inner.constant + y);
    }
    return this.#plain('add', x, y);
  }

  #multiply(a: Value, b: Value): Value {
    if (a === 1) return b;
    if (b === 1) return a;
    const [x, y] = ordered(a, b);
    if (typeof x !== 'number' && typeof y === 'number') {
      const inner = this.#withConstant('multiply', x);
      if (inner) return this.#multiply(inner.of, inner.constant * y);
    }
    const [p, q] = [this.#scaledExp(x), this.#scaledExp(y)];
    if (p && q) return this.#multiply(this.#exp(this.binary('add', p.exponent, q.exponent)), p.factor * q.factor);
    return this.#plain('multiply', x, y);
  }

  #divide(a: Value, b: Value): Value {
    if (typeof b === 'number') return b === 0 ? Number.NaN : this.#multiply(a, 1 / b);
    if (a === b && this.#range(b).low > 0) return 1;
    const [p, q] = [this.#scaledExp(a), this.#scaledExp(b)];
    if (q && q.factor !== 0) {
      if (p) return this.#multiply(this.#exp(this.binary('subtract', p.exponent, q.exponent)), p.factor / q.factor);
      return this.#multiply(this.#multiply(a, this.#exp(this.binary('multiply', q.exponent, -1))), 1 / q.factor);
    }
    return this.#plain('divide', a, b);
  }

  /** The other operand of a sum or product with a constant, which a further constant joins. */
  #withConstant(
    operation: 'add' | 'multiply',
    node: Node,
  ): { readonly of: Node; readonly constant: number } | undefined {
    if (this.operationAt(node.id) !== operation) return undefined;
    const [of, constant] = this.operandsAt(node.id).map((id) => this.#value(id));
    return of instanceof Node && typeof constant === 'number' ? { of, constant } : undefined;
  }

  /** A value that is an exponential, or a constant times one. */
  #scaledExp(value: Value): { readonly exponent: Node; readonly factor: number } | undefined {
    if (typeof value === 'number') return undefined;
    const exponent = this.#exponentOf(value);
    if (exponent) return { exponent, factor: 1 };
    const scaled = this.#withConstant('multiply', value);
    const inner = scaled && this.#exponentOf(scaled.of);
    return inner && { exponent: inner, factor: scaled.constant };
  }

  #exp(a: Value): Value {
    return typeof a === 'number' ? exp(a) : this.#plain('exp', a);
  }

  /** ln of a product is taken apart where at least one part has a logarithm already, so that it never costs one more. */
  #ln(a: Node): Value {
    const exponent = this.#exponentOf(a);
    if (exponent) return exponent;
    const operation = this.operationAt(a.id);
    if (operation === 'multiply' || operation === 'divide') {
      const [x, y] = this.operandsAt(a.id).map((id) => this.#value(id)) as [Value, Value];
      if (this.isPositive(x) && this.isPositive(y) && (this.#hasLn(x) || this.#hasLn(y)))
        return this.binary(operation === 'multiply' ? 'add' : 'subtract', this.#lnOf(x), this.#lnOf(y));
    }
    return this.#plain('ln', a);
  }

  #lnOf(value: Value): Value {
    return typeof value === 'number' ? ln(value) : this.#ln(value);
  }

  #hasLn(value: Value): boolean {
    return (
      typeof value === 'number' ||
      this.operationAt(value.id) === 'exp' ||
      this.#known.has(keyOf('ln', value.id, 0)) ||
      (this.operationAt(value.id) === 'multiply' &&
        this.operandsAt(value.id).every((id) => this.#hasLn(this.#value(id)) && this.isPositive(this.#value(id))))
    );
  }

  #exponentOf(value: Value): Node | undefined {
    if (typeof value === 'number' || this.operationAt(value.id) !== 'exp') return undefined;
    return this.#nodes[this.operandsAt(value.id)[0] ?? -1];
  }

  #extreme(operation: 'min' | 'max', a: Value, b: Value): Value {
    if (a === b) return a;
    const [p, q] = [this.#range(a), this.#range(b)];
    if (p.high <= q.low) return operation === 'min' ? a : b;
    if (q.high <= p.low) return operation === 'min' ? b : a;
    return this.#plain(operation, ...ordered(a, b));
  }

  #compare(operation: 'at_least' | 'above', a: Value, b: Value): Value {
    const [p, q] = [this.#range(a), this.#range(b)];
    if (operation === 'at_least' ? p.low >= q.high : p.low > q.high) return 1;
    if (operation === 'at_least' ? p.high < q.low : p.high <= q.low) return 0;
    return this.#plain(operation, a, b);
  }

  /** The node of an operation as it stands; NaN where it has no value at central inputs. */
  #plain(operation: BinaryOperation | UnaryOperation, a: Value, b: Value = 0): Value {
    const binary = isBinary(operation);
    const ids = binary ? [this.#id(a), this.#id(b)] : [this.#id(a)];
    const key = keyOf(operation, ids[0] ?? 0, ids[1] ?? 0);
    const known = this.#known.get(key);
    if (known) return known;
    const central = binary ? onNumbers(operation, centralOf(a), centralOf(b)) : onNumber(operation, centralOf(a));
    if (!Number.isFinite(central)) return Number.NaN;
    const range = binary ? rangeOf(operation, this.#range(a), this.#range(b)) : rangeOfUnary(operation, this.#range(a));
    const node = this.#append(operation, ids, central, range);
    this.#known.set(key, node);
    return node;
  }

  #append(operation: Operation, operands: readonly number[], central: number, range: Range): Node {
    const id = this.#operations.length;
    if (id >= MOST_NODES)
      throw new RangeError(`more than ${MOST_NODES} uncertain values: name fewer regions or indicators`);
    const node = new Node(this, id);
    this.#operations.push(operation);
    this.#operands.push(operands);
    this.#centrals.push(central);
    this.#ranges.push(range);
    this.#nodes.push(node);
    return node;
  }

  #id(value: Value): number {
    if (typeof value !== 'number') return value.id;
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const { id } = this.#append('constant', [], value, { low: value, high: value });
    this.#constants.set(value, id);
    return id;
  }

  #value(id: number): Value {
    return this.#operations[id] === 'constant' ? this.centralOf(id) : (this.#nodes[id] as Node);
  }

  #range(value: Value): Range {
    return typeof value === 'number' ? { low: value, high: value } : (this.#ranges[value.id] as Range);
  }
}

function keyOf(operation: Operation, a: number, b: number): number {
  return (OPERATIONS.indexOf(operation) * MOST_NODES + a) * MOST_NODES + b;
}

/** Operands of a commutative operation in one order: nodes by position, numbers last. */
function ordered(a: Value, b: Value): [Value, Value] {
  if (typeof a === 'number') return [b, a];
  return typeof b === 'number' || a.id <= b.id ? [a, b] : [b, a];
}

function isBinary(operation: BinaryOperation | UnaryOperation): operation is BinaryOperation {
  return operation !== 'exp' && operation !== 'ln' && operation !== 'sqrt' && operation !== 'abs';
}

function onNumbers(operation: BinaryOperation, a: number, b: number): number {
  switch (operation) {
    case 'add':
      return a + b;
    case 'subtract':
      return a - b;
    case 'multiply':
      return a * b;
    case 'divide':
      return b === 0 ? Number.NaN : a / b;
    case 'min':
      return Math.min(a, b);
    case 'max':
      return Math.max(a, b);
    case 'at_least':
      return a >= b ? 1 : 0;
    case 'above':
      return a > b ? 1 : 0;
  }
}

function onNumber(operation: UnaryOperation, a: number): number {
  switch (operation) {
    case 'exp':
      return exp(a);
    case 'ln':
      return ln(a);
    case 'sqrt':
      return Math.sqrt(a);
    case 'abs':
      return Math.abs(a);
  }
}

const EVERYTHING: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** Interval arithmetic; anything doubtful is everything. */
function rangeOf(operation: BinaryOperation, p: Range, q: Range): Range {
  switch (operation) {
    case 'add':
      return range(p.low + q.low, p.high + q.high);
    case 'subtract':
      return range(p.low - q.high, p.high - q.low);
    case 'multiply':
      return hull(p.low * q.low, p.low * q.high, p.high * q.low, p.high * q.high);
    case 'divide':
      return q.low > 0 || q.high < 0
        ? hull(p.low / q.low, p.low / q.high, p.high / q.low, p.high / q.high)
        : EVERYTHING;
    case 'min':
      return range(Math.min(p.low, q.low), Math.min(p.high, q.high));
    case 'max':
      return range(Math.max(p.low, q.low), Math.max(p.high, q.high));
    default:
      return { low: 0, high: 1 };
  }
}

function rangeOfUnary(operation: UnaryOperation, p: Range): Range {
  switch (operation) {
    case 'exp':
      return range(exp(p.low), exp(p.high));
    case 'ln':
      return p.low > 0 ? range(ln(p.low), ln(p.high)) : EVERYTHING;
    case 'sqrt':
      return p.low >= 0 ? range(Math.sqrt(p.low), Math.sqrt(p.high)) : EVERYTHING;
    case 'abs':
      return p.low >= 0 ? p : { low: 0, high: Math.max(Math.abs(p.low), Math.abs(p.high)) };
  }
}

function range(low: number, high: number): Range {
  return Number.isNaN(low) || Number.isNaN(high) ? EVERYTHING : { low, high };
}

function hull(...ends: readonly number[]): Range {
  return range(Math.min(...ends), Math.max(...ends));
}
