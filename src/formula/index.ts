export { checkDeclared } from './declared.ts';
export { type Reference, references } from './dependencies.ts';
export { type Dimension, isSameDimension, parseDimension, printDimension } from './dimension.ts';
export { interpret, type Read, type ReadMeanGrowth } from './evaluate.ts';
export { explainFailure, type FormulaFailure } from './explain.ts';
export type { BinaryOperator, Expr, Span } from './expr.ts';
export { type FormulaFunction, FUNCTIONS, type FunctionName } from './functions.ts';
export { centralOf, Graph, Node, OPERATIONS, type Operation, type Value } from './graph.ts';
export { solveFor } from './invert.ts';
export { LIMITS } from './limits.ts';
export type { FormulaCode, FormulaIssue } from './messages.ts';
export {
  above,
  abs,
  add,
  atLeast,
  divide,
  exp,
  ln,
  max,
  min,
  multiply,
  power,
  select,
  sqrt,
  subtract,
} from './operations.ts';
export { loadParser, type ParsedFormula, parseFormula } from './parse.ts';
export { printFormula } from './print.ts';
export { isReservedName } from './reserved.ts';
export { type NamedUnit, type Unit, type UnitLookup, unitOf } from './units.ts';
