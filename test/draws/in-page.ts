// What a page runs in the comparison with Node: a job comes in, results of all its units go out.

import { openKernel } from '../../src/compile/index.ts';
import { type DrawJob, runUnit, type UnitSettings, unitsOf } from '../../src/engine/index.ts';
import { pack, unpack } from './packed.ts';

/** Packed results of a packed job, and the kind of kernel that is opened where none is asked for. */
export function compute(packed: string, settings: UnitSettings): { readonly kind: string; readonly results: string } {
  const job = unpack(packed) as DrawJob;
  const results = unitsOf(job).map((unit) => runUnit(job, unit, undefined, undefined, settings));
  const [first] = job.groups;
  return { kind: first ? openKernel(first.tape).kind : '', results: pack(results) };
}

Object.assign(globalThis, { compute });
