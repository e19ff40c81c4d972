export { compile } from './compile.ts';
export { components, findLoop } from './graph.ts';
export { BLOCK, type Kernel, openKernel, type Tape, writeTape } from './kernel/index.ts';
export {
  type CompiledFormula,
  type CompiledResponse,
  indicatorAt,
  type Program,
  type ReferenceStep,
} from './program.ts';
