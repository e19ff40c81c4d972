// npm run bench: where the time of a run goes, and what starting costs, measured side by side in one run. Figures are
// medians of interleaved rounds; ratios are against `node -e 0` or against the whole run, because seconds differ by machine.

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from 'simple-statistics';
import { judgeTargets } from '../../src/analysis/index.ts';
import { chartContext, chartsOfRun } from '../../src/charts/index.ts';
import { formatCsv } from '../../src/io/csv-out.ts';
import { writeFileAtomic } from '../../src/io/files.ts';
import { packageRoot } from '../../src/io/paths.ts';
import { createRenderer } from '../../src/io/render.ts';
import { readWorkspace } from '../../src/io/workspace.ts';
import { load, run } from '../../src/pipeline.ts';
import { RESULT_COLUMNS, resultRows } from '../../src/results/index.ts';

const ROUNDS = 7;
const main = path.join(packageRoot, 'dist', 'cli', 'main.js');

async function timed<T>(task: () => Promise<T> | T): Promise<readonly [number, T]> {
  const start = performance.now();
  const value = await task();
  return [performance.now() - start, value];
}

/** Median milliseconds of each task over interleaved rounds. */
async function interleaved(tasks: ReadonlyMap<string, () => unknown>): Promise<ReadonlyMap<string, number>> {
  const times = new Map([...tasks.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, task] of tasks) {
      const [ms] = await timed(task);
      if (round > 0) times.get(name)?.push(ms); // the first round warms up
    }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

function print(title: string, figures: ReadonlyMap<string, number>, unit: number, of: string): void {
  console.log(`\n${title}`);
  for (const [name, ms] of figures)
    console.log(`  ${name.padEnd(34)} ${ms.toFixed(1).padStart(9)} ms  ${(ms / unit).toFixed(2).padStart(7)} × ${of}`);
}

const starts = await interleaved(
  new Map<string, () => unknown>([
    ['node -e 0', () => spawnSync(process.execPath, ['-e', '0'])],
    ['tujing --help', () => spawnSync(process.execPath, [main, '--help'])],
    ['tujing list regions', () => spawnSync(process.execPath, [main, 'list', 'regions'], { cwd: packageRoot })],
    [
      'tujing targets --region jiaxing',
      () => spawnSync(process.execPath, [main, 'targets', '--region', 'jiaxing'], { cwd: packageRoot }),
    ],
  ]),
);
print('Start-up (whole processes)', starts, starts.get('node -e 0') ?? 1, 'node -e 0');

const workspace = await readWorkspace(packageRoot);
const loaded = await load(workspace);
if (!loaded.program) throw new Error('the shipped package has errors: run `tujing check`');
const { program, scenarios } = loaded;
const done = run(program, scenarios);
const charts = chartsOfRun(chartContext(done, 'zh', () => true));
const folder = await mkdtemp(path.join(tmpdir(), 'tujing-bench-'));
const stages = await interleaved(
  new Map<string, () => unknown>([
    ['load (read, validate, compile)', () => load(workspace)],
    [`run (${scenarios.length} scenarios, judged)`, () => run(program, scenarios)],
    ['judge targets of one scenario', () => judgeTargets(done.model, done.reader, { scenario: 'baseline' })],
    [`specify ${charts.length} charts`, () => chartsOfRun(chartContext(done, 'zh', () => true))],
    [`draw ${charts.length} charts as SVG`, () => createRenderer().renderMany(charts.map((chart) => chart.spec))],
    [
      'write results.csv',
      () =>
        writeFileAtomic(
          path.join(folder, 'results.csv'),
          formatCsv(
            RESULT_COLUMNS,
            resultRows(done.results, () => ''),
          ),
        ),
    ],
  ]),
);
await rm(folder, { recursive: true });
print(
  'One run of the shipped scenarios',
  stages,
  [...stages.values()].reduce((a, b) => a + b, 0),
  'all stages',
);
