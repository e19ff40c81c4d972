// The same bits whoever computes which draws: 1, 2 or 7 threads, blocks of 1 to 4 096 draws, outputs split in any way, both
// kinds of kernel, and Chromium beside Node.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { shardOption } from '../../src/cli/shard.ts';
import {
  type DrawJob,
  joinUnits,
  runUnit,
  type UnitResult,
  type UnitSettings,
  unitsOf,
} from '../../src/engine/index.ts';
import { onThreads } from '../../src/io/draw-threads.ts';
import { packageRoot } from '../../src/io/paths.ts';
import { formatUnits } from '../../src/io/stored-units.ts';
import type { Run } from '../../src/pipeline.ts';
import type { DrawDesign } from '../../src/results/index.ts';
import {
  inlineUnits,
  planRun,
  type RunUnits,
  type TracedRun,
  traceRun,
  USUAL_DRAWS,
} from '../../src/uncertainty/index.ts';
import { chromiumNote, openBrowser } from '../io/browser.ts';
import { realWorld } from '../worlds/real.ts';
import type { compute } from './in-page.ts';
import { pack } from './packed.ts';

const SCENARIOS = ['baseline', 'rd-surge', 'late-start'];
/** Neither a power of two nor a whole number of blocks. */
const DESIGN: DrawDesign = { ...USUAL_DRAWS, draws: 1000 };
/** One whole block and a part of one. */
const SHORT: DrawDesign = { ...USUAL_DRAWS, draws: 300 };
/** Above the draws that are kept: quantiles from histograms, over two spans. */
const MANY: DrawDesign = { ...USUAL_DRAWS, draws: 65_536 + 999 };

let run: Run;
let alone: Run;
let traced: TracedRun;
let tracedAlone: TracedRun;

beforeAll(async () => {
  run = (await realWorld()).run(SCENARIOS);
  alone = (await realWorld()).run(['baseline']);
  [traced, tracedAlone] = [traceRun(run), traceRun(alone)];
});

/** The job of the shipped model: all its cells, or those of one city and a few indicators. */
function jobOf(design: DrawDesign, parts = 1, wants?: (region: string, indicator: string) => boolean): DrawJob {
  const keeps = (region: string, indicator: string) => region === 'jiaxing' && indicator === 'rd_intensity';
  return planRun(run, traced, { design, parts, keeps, ...(wants ? { wants } : {}) }).job;
}
const few = (region: string, indicator: string) =>
  region === 'jiaxing' && ['rd_intensity', 'gdp', 'hightech_enterprises'].includes(indicator);

/** A job of so many draws that they are not kept, small otherwise: one series, moved by its own growth alone. */
function manyJob(parts = 1): DrawJob {
  const wants = (region: string, indicator: string) => region === 'jiaxing' && indicator === 'tech_smes';
  return planRun(alone, tracedAlone, { design: MANY, parts, wants }).job;
}

/** All bits of the summary of a job: means, quantiles and kept draws of every output. */
function fingerprint(job: DrawJob, results: readonly UnitResult[]): string {
  const { distributions, kept, draws } = joinUnits(job, results, 0);
  const numbers = distributions.flatMap(({ mean, quantiles }) => [mean, ...quantiles]);
  expect(numbers.length).toBeGreaterThan(0);
  const hash = createHash('sha256').update(new Uint8Array(Float64Array.from(numbers).buffer));
  for (const [output, row] of [...kept].sort(([a], [b]) => a - b))
    hash.update(`${output}`).update(new Uint8Array(row.buffer, row.byteOffset, row.byteLength));
  return hash.update(`${draws}`).digest('hex');
}

async function bitsWith(job: DrawJob, runUnits: RunUnits = inlineUnits): Promise<string> {
  return fingerprint(job, await runUnits(job, unitsOf(job), undefined, () => undefined));
}

function bitsBy(job: DrawJob, settings: UnitSettings): string {
  const units = unitsOf(job).map((unit) => runUnit(job, unit, undefined, undefined, settings));
  // Results may come in any order.
  return fingerprint(job, units.reverse());
}

describe('a run of draws of the shipped model has the same bits', () => {
  it.each([1, 2, 7])('onThreads(%d), with as many groups of outputs', async (threads) => {
    const compiled = path.join(packageRoot, 'dist', 'io', 'draw-threads.js');
    const { onThreads: onBuilt } = (await import(compiled)) as { onThreads: typeof onThreads };
    const wants = (region: string) => region === 'jiaxing' || region === 'zhejiang';
    const alone = await bitsWith(jobOf(DESIGN, 1, wants));
    expect(await bitsWith(jobOf(DESIGN, threads, wants), onBuilt(threads))).toBe(alone);
    // From sources, as in development, threads start more slowly and compute the same.
    if (threads === 2) expect(await bitsWith(jobOf(DESIGN, threads, wants), onThreads(threads))).toBe(alone);
  });

  it('all cells, split into 1 and 64 groups of outputs, by both kinds of kernel', async () => {
    const alone = await bitsWith(jobOf(SHORT));
    expect(await bitsWith(jobOf(SHORT, 64))).toBe(alone);
    expect(bitsBy(jobOf(SHORT), { kind: 'javascript' })).toBe(alone);
  });

  it.each(['webassembly', 'javascript'] as const)('blocks of 1 to 4 096 draws: %s', async (kind) => {
    for (const method of ['sobol', 'lhs', 'random'] as const) {
      const job = jobOf({ ...DESIGN, method }, 1, few);
      const usual = await bitsWith(job);
      for (const block of [1, 2, 7, 8, 100, 256, 257, 1000, 4096])
        expect(bitsBy(job, { block, kind }), `${method}, blocks of ${block}`).toBe(usual);
    }
  });

  it('more draws than are kept, over two spans: any block, any split', async () => {
    const job = manyJob();
    expect(unitsOf(job).length).toBe(2);
    const usual = await bitsWith(job);
    expect(bitsBy(job, { block: 100, kind: 'javascript' })).toBe(usual);
    expect(await bitsWith(manyJob(7))).toBe(usual);
  });

  it.each([2, 5, 7, 64])(
    'split for %d machines: each has work, and none more than one unit more than another',
    (parts) => {
      for (const job of [jobOf(DESIGN, parts, few), manyJob(parts)]) {
        const units = unitsOf(job);
        const outputs = job.groups.map(({ tape }) => tape.outputs.length);
        expect(Math.max(...outputs) - Math.min(...outputs)).toBeLessThanOrEqual(1);
        const shares = Array.from({ length: parts }, (_, k) => shardOption(`${k + 1}/${parts}`)?.rangeOf(units.length));
        const sizes = shares.map((range) => (range ? range.to - range.from : Number.NaN));
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(units.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        // Only where there are fewer values than machines is one of them left without.
        if (Math.min(...sizes) === 0) expect(Math.max(...outputs)).toBe(1);
      }
    },
  );

  it('draws that are left out: any block', () => {
    const job = jobOf({ ...DESIGN, method: 'random' }, 1, few);
    const skip = Uint8Array.from({ length: DESIGN.draws }, (_, draw) => (draw % 9 === 4 ? 1 : 0));
    const left = (settings: UnitSettings) =>
      formatUnits(unitsOf(job).map((unit) => runUnit(job, unit, skip, undefined, settings)));
    const usual = left({});
    for (const block of [1, 13, 4096]) expect(left({ block }), `blocks of ${block}`).toBe(usual);
  });
});

describe(`Chromium beside Node${chromiumNote}`, () => {
  let script = '';
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [path.join(packageRoot, 'test', 'draws', 'in-page.ts')],
      bundle: true,
      format: 'iife',
      platform: 'browser',
      write: false,
    });
    script = outputFiles[0]?.text ?? '';
  });

  /** Results of a job in a page whose policy for scripts is given. */
  async function inPage(policy: string, job: DrawJob, settings: UnitSettings): Promise<ReturnType<typeof compute>> {
    const page = await (await openBrowser()).newPage();
    try {
      const refused: string[] = [];
      page.on('pageerror', (error) => refused.push(error.message));
      const answers: Record<string, { contentType: string; body: string }> = {
        '/': { contentType: 'text/html', body: '<!doctype html><script src="/unit.js"></script>' },
        '/unit.js': { contentType: 'text/javascript', body: script },
      };
      await page.route('**/*', (route) =>
        route.fulfill({
          ...(answers[new URL(route.request().url()).pathname] ?? { status: 404 }),
          headers: { 'content-security-policy': `default-src 'none'; script-src ${policy}` },
        }),
      );
      await page.goto('http://page.test/');
      const found = await page.evaluate(
        ([packed, how]) =>
          (
            globalThis as unknown as { compute: (job: string, how: UnitSettings) => ReturnType<typeof compute> }
          ).compute(packed, how),
        [pack(job), settings] as const,
      );
      expect(refused).toEqual([]);
      return found;
    } finally {
      await page.close();
    }
  }

  it.skipIf(chromiumNote !== '').each([
    ["'self'", 'javascript'],
    ["'self' 'wasm-unsafe-eval'", 'webassembly'],
  ] as const)('a page with script-src %s computes by %s', async (policy, kind) => {
    for (const job of [
      ...(['sobol', 'lhs', 'random'] as const).map((method) => jobOf({ ...DESIGN, method }, 1, few)),
      ...(kind === 'javascript' ? [manyJob()] : []),
    ]) {
      const here = pack(unitsOf(job).map((unit) => runUnit(job, unit)));
      const there = await inPage(policy, job, {});
      expect(there.kind).toBe(kind);
      // Not by toBe: the texts are long.
      expect(there.results === here, `${job.design.method}, ${job.design.draws} draws`).toBe(true);
    }
  });
});
