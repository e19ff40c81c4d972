// A kernel computes the outputs of a tape for one block of draws after another. Two kinds, the same bits: WebAssembly where
// it may be used, else loops over typed arrays.

import { compilesWebAssembly } from './host.ts';
import { openJavaScript } from './javascript.ts';
import type { Tape } from './tape.ts';
import { openWebAssembly } from './webassembly.ts';

/** Draws of a block. Results do not depend on it: every draw is computed by itself. */
export const BLOCK = 256;

/** Computes blocks of draws. One block at a time: the rows are overwritten by the next. */
export interface Kernel {
  readonly kind: 'webassembly' | 'javascript';
  /** One row of a block's numbers for each of the tape's inputs, to be filled before `run`. */
  readonly inputs: readonly Float64Array[];
  /** One row for each output, in the order asked for; NaN or an infinity where a draw is undefined. */
  readonly outputs: readonly Float64Array[];
  /** The sum of each output over the block, as `sumOfSpan` has it; not finite where a draw is undefined. */
  readonly sums: Float64Array;
  readonly run: () => void;
}

/** Opens a kernel for blocks of any size; WebAssembly where the host has it and lets it be compiled. */
export function openKernel(
  tape: Tape,
  kind: Kernel['kind'] = compilesWebAssembly() ? 'webassembly' : 'javascript',
  block = BLOCK,
): Kernel {
  return kind === 'webassembly' ? openWebAssembly(tape, block) : openJavaScript(tape, block);
}
