// The engine on the reference model beside what one would write by hand: all 156 cells of every draw evaluated and written to
// memory, 156 means reported. A rate counts only where the means agree with a plain evaluation of the same draws.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSequence, quantileOf } from '../../src/base/index.ts';
import { interleaved, isMeasured, output, printRatio, printTable, ratioOf, short, spreadOf } from './harness.ts';
import { INPUTS, plainMeans } from './peers/model.ts';

const peers = path.join(path.dirname(fileURLToPath(import.meta.url)), 'peers');
const TOLERANCE = 1e-9;
/** Draws that all peers share; slower ones take the first of them. */
const DRAWS = 102_400;

interface Peer {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly draws: number;
  readonly repeats: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Why it cannot run. */
  readonly missing?: string;
}

const node = (file: string) => ({
  command: process.execPath,
  args: ['--import', 'tsx', path.join(peers, file)],
});
const python = (file: string) => ({ command: 'python3', args: [path.join(peers, file)] });
/** NumPy as it runs where there are no registers of 512 bits. */
const NO_512 = {
  NPY_DISABLE_CPU_FEATURES: 'X86_V4 AVX512_ICL AVX512_SPR AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL',
};

export async function benchReference(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tujing-bench-'));
  try {
    const file = path.join(folder, 'draws.bin');
    const inputs = drawInputs(DRAWS);
    await writeFile(file, Buffer.concat(inputs.map((row) => Buffer.from(row.buffer))));
    const means = new Map<number, Float64Array>();
    const meansOf = (draws: number) => {
      const known = means.get(draws) ?? plainMeans(inputs, draws);
      means.set(draws, known);
      return known;
    };
    const worst = new Map<string, number>();
    const all: readonly Peer[] = [
      { name: 'tujing, WebAssembly', ...node('engine.ts'), draws: DRAWS, repeats: 10 },
      {
        name: 'tujing, without WebAssembly',
        ...node('engine.ts'),
        env: { KERNEL: 'javascript' },
        draws: DRAWS,
        repeats: 2,
      },
      {
        name: 'C limit: 8 lanes, own exp/ln, logs',
        ...compiled('limit.c', ['-O3', '-march=native']),
        draws: DRAWS,
        repeats: 60,
      },
      { name: 'C -O3 with libm, plain loops', ...compiled('plain.c', ['-O3']), draws: DRAWS, repeats: 4 },
      { name: 'NumPy, best', ...python('numpy_best.py'), draws: DRAWS, repeats: 10 },
      { name: 'NumPy, as usually written', ...python('numpy_usual.py'), draws: DRAWS, repeats: 4 },
      { name: 'NumPy, best, without AVX-512', ...python('numpy_best.py'), env: NO_512, draws: DRAWS, repeats: 4 },
      { name: 'JavaScript, typed arrays by hand', ...node('arrays.ts'), draws: DRAWS, repeats: 10 },
      { name: 'JavaScript with **', ...node('plain.ts'), draws: DRAWS, repeats: 1 },
      { name: 'mathjs compiled, tuned', ...node('mathjs-tuned.ts'), draws: 5_120, repeats: 2 },
      { name: 'mathjs compiled, as usual', ...node('mathjs-usual.ts'), draws: 2_560, repeats: 2 },
    ];
    const samples = await interleaved(
      new Map(all.map((peer) => [peer.name, () => measure(peer, file, meansOf(peer.draws), worst)])),
    );
    const engine = samples.get('tujing, WebAssembly');
    printTable(
      'Reference model, one thread, CPU time',
      ['implementation', 'draws/s', 'ns a draw (least–most)', 'tujing is so many times as fast', 'means differ by'],
      all.map(({ name }) => {
        const found = samples.get(name);
        if (!isMeasured(found)) return [name, 'not measured', found && 'missing' in found ? found.missing : '', '', ''];
        const { middle, least, most } = spreadOf(found);
        const rate = middle > 0 ? 1e9 / middle : Number.NaN;
        return [
          name,
          rate >= 1e6 ? `${short(rate / 1e6)} M` : `${short(rate / 1e3)} k`,
          `${short(middle)} (${short(least)}–${short(most)})`,
          printRatio(ratioOf(found, engine)),
          (worst.get(name) ?? Number.NaN).toExponential(0),
        ];
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }

  function compiled(
    source: string,
    flags: readonly string[],
  ): { command: string; args: readonly string[]; missing?: string } {
    const program = path.join(tmpdir(), `tujing-bench-${source.replace('.c', '')}-${process.pid}`);
    const made = output('cc', [...flags, '-o', program, path.join(peers, source), '-lm']);
    return { command: program, args: [], ...('missing' in made ? { missing: made.missing } : {}) };
  }
}

/** Truncated normal draws of every input, from the project's own sampler. */
function drawInputs(draws: number): readonly Float64Array<ArrayBuffer>[] {
  return Object.entries(INPUTS).map(([name, [mean, sd, low, high]]) => {
    const row = new Float64Array(draws);
    openSequence('random', { seed: 1, name, draws })(row, 0);
    const quantile = quantileOf({ kind: 'truncated_normal', mean, sd, low, high });
    return row.map((p) => quantile(p));
  });
}

/** ns a draw of one run of a peer in a process of its own, or why it does not count. */
function measure(
  { name, command, args, draws, repeats, env, missing }: Peer,
  file: string,
  expected: Float64Array,
  worst: Map<string, number>,
): number | string {
  if (missing !== undefined) return missing;
  const done = output(command, [...args, file, String(draws), String(repeats)], env);
  if ('missing' in done) return done.missing;
  const { nsPerDraw, means } = JSON.parse(done.text) as { nsPerDraw: number; means: readonly (number | null)[] };
  const error = Math.max(
    ...Array.from(expected, (mean, cell) => Math.abs((means[cell] ?? Number.NaN) - mean) / Math.abs(mean)),
  );
  worst.set(name, Math.max(error, worst.get(name) ?? 0));
  return error <= TOLERANCE ? nsPerDraw : `means differ by ${error.toExponential(1)}`;
}
