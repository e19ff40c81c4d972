// From a graph of values to a tape: the instructions that compute some of its nodes, one block of draws at a time. What no
// output needs is left out; rows of working storage are used again as soon as nothing reads them.

import type { Graph, Node, Operation } from '../../formula/index.ts';

/** Instructions in the order of their codes; `vc` takes a row and a constant, and so on. */
export const INSTRUCTIONS = [
  'add_vv',
  'add_vc',
  'subtract_vv',
  'subtract_cv',
  'multiply_vv',
  'multiply_vc',
  'divide_vv',
  'divide_cv',
  'min_vv',
  'min_vc',
  'max_vv',
  'max_vc',
  'at_least_vv',
  'at_least_vc',
  'at_least_cv',
  'above_vv',
  'above_vc',
  'above_cv',
  'exp_v',
  'ln_v',
  'sqrt_v',
  'abs_v',
  'select_vvv',
  'fill_c',
] as const;
export type Instruction = (typeof INSTRUCTIONS)[number];

/** Numbers of one instruction on the tape: code, row written, and up to three operands. */
export const INSTRUCTION_SIZE = 5;

/** What a kernel runs. Rows of a block hold one number a draw. */
export interface Tape {
  /** `INSTRUCTION_SIZE` numbers each; operands are rows, or positions in `constants`. */
  readonly code: Int32Array;
  readonly constants: Float64Array;
  readonly rows: number;
  /** Uncertain inputs that the outputs depend on; input k is read from row k. */
  readonly inputs: readonly string[];
  /** Rows of the outputs, in the order asked for. */
  readonly outputs: Int32Array;
}

const COMMUTATIVE: ReadonlySet<Operation> = new Set(['add', 'multiply', 'min', 'max']);

/**
 * The tape that computes `outputs`, which are nodes of one graph. Nodes keep their order, so that the same graph gives the
 * same tape, and every output has a row of its own that later instructions leave alone.
 */
export function writeTape(graph: Graph, outputs: readonly Node[]): Tape {
  const lastUse = lastUses(graph, outputs);
  const names = [...graph.inputs].filter(([, node]) => (lastUse[node.id] ?? 0) > 0).map(([name]) => name);
  const rowOf = new Int32Array(graph.size).fill(-1);
  names.forEach((name, row) => {
    rowOf[graph.inputs.get(name)?.id ?? -1] = row;
  });
  const kept = new Set(outputs.map((node) => node.id));
  const constants = new Map<number, number>();
  const code: number[] = [];
  const free: number[] = [];
  let rows = names.length;
  const newRow = () => free.pop() ?? rows++;
  const isConstant = (id: number) => graph.operationAt(id) === 'constant';
  const constantOf = (id: number) => {
    const value = graph.centralOf(id);
    const known = constants.get(value);
    if (known === undefined) constants.set(value, constants.size);
    return known ?? constants.size - 1;
  };

  for (let id = 0; id < graph.size; id++) {
    const operation = graph.operationAt(id);
    if (lastUse[id] === 0 || operation === 'constant' || operation === 'input') continue;
    const operands = graph.operandsAt(id);
    // A row stands for one node: where the same node is an operand twice it is freed once.
    const dying = [...new Set(operands)].filter(
      (operand) =>
        lastUse[operand] === id && !isConstant(operand) && !kept.has(operand) && graph.operationAt(operand) !== 'input',
    );
    const filled = operation === 'select' ? operands.map((operand) => (isConstant(operand) ? fill(operand) : -1)) : [];
    const [instruction, args] = instructionOf(operation, operands, filled);
    // An output must not take over the row of an operand only where it would be freed again: its row is its own for good.
    for (const operand of dying) free.push(rowOf[operand] as number);
    for (const row of filled) if (row >= 0) free.push(row);
    const row = newRow();
    rowOf[id] = row;
    code.push(INSTRUCTIONS.indexOf(instruction), row, args[0] ?? 0, args[1] ?? 0, args[2] ?? 0);
  }
  return {
    code: Int32Array.from(code),
    constants: Float64Array.from(constants.keys()),
    rows,
    inputs: names,
    outputs: Int32Array.from(outputs, (node) => rowOf[node.id] as number),
  };

  function fill(id: number): number {
    const row = newRow();
    code.push(INSTRUCTIONS.indexOf('fill_c'), row, constantOf(id), 0, 0);
    return row;
  }

  /** The instruction of a node, and its operands: rows or constants, constants last where order does not matter. */
  function instructionOf(
    operation: Operation,
    operands: readonly number[],
    filled: readonly number[],
  ): readonly [Instruction, readonly number[]] {
    if (operation === 'select')
      return [
        'select_vvv',
        operands.map((id, k) => ((filled[k] ?? -1) >= 0 ? (filled[k] as number) : (rowOf[id] as number))),
      ];
    const ordered =
      COMMUTATIVE.has(operation) && isConstant(operands[0] ?? -1) ? [...operands].reverse() : [...operands];
    const kinds = ordered.map((id) => (isConstant(id) ? 'c' : 'v')).join('');
    const instruction = INSTRUCTIONS.find((one) => one === `${operation}_${kinds}`);
    if (!instruction) throw new Error(`no instruction "${operation}_${kinds}"`);
    return [instruction, ordered.map((id) => (isConstant(id) ? constantOf(id) : (rowOf[id] as number)))];
  }
}

/** By node: the last node that reads it (itself where it is an output), 0 where no output needs it. */
function lastUses(graph: Graph, outputs: readonly Node[]): Int32Array {
  const lastUse = new Int32Array(graph.size);
  for (const { id } of outputs) lastUse[id] = Math.max(lastUse[id] ?? 0, id, 1);
  for (let id = graph.size - 1; id >= 0; id--)
    if ((lastUse[id] ?? 0) > 0)
      for (const operand of graph.operandsAt(id)) lastUse[operand] = Math.max(lastUse[operand] ?? 0, id);
  return lastUse;
}
