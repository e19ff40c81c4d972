export { BLOCK, type Kernel, openKernel } from './kernel.ts';
export { type Tape, writeTape } from './tape.ts';
