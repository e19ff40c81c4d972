export { compile } from './compile.ts';
export { components, findLoop } from './graph.ts';
export {
  type CompiledFormula,
  type CompiledResponse,
  indicatorAt,
  type Program,
  type ReferenceStep,
} from './program.ts';
