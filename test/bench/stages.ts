// Where the time of a run without draws goes, stage by stage, on the shipped model.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { judgeTargets } from '../../src/analysis/index.ts';
import { chartContext, chartsOfRun } from '../../src/charts/index.ts';
import { formatCsv } from '../../src/io/csv-out.ts';
import { writeFileAtomic } from '../../src/io/files.ts';
import { packageRoot } from '../../src/io/paths.ts';
import { createRenderer } from '../../src/io/render.ts';
import { readWorkspace } from '../../src/io/workspace.ts';
import { load, run } from '../../src/pipeline.ts';
import { resultColumns, resultRows } from '../../src/results/index.ts';
import { interleaved, isMeasured, milliseconds, printTable, short, spreadOf } from './harness.ts';

export async function benchStages(): Promise<void> {
  const workspace = await readWorkspace(packageRoot);
  const { program, scenarios } = await load(workspace);
  if (!program) throw new Error('the shipped package has errors: run `tujing check`');
  const done = run(program, scenarios);
  const charts = chartsOfRun(chartContext(done, 'zh', () => true));
  const folder = await mkdtemp(path.join(tmpdir(), 'tujing-bench-'));
  const write = () =>
    writeFileAtomic(
      path.join(folder, 'results.csv'),
      formatCsv(
        resultColumns(undefined),
        resultRows(done.results, () => ''),
      ),
    );
  const stages = await interleaved(
    new Map<string, () => Promise<number>>([
      ['load (read, validate, compile)', () => milliseconds(() => load(workspace))],
      [`run (${scenarios.length} scenarios, judged)`, () => milliseconds(() => run(program, scenarios))],
      [
        'judge targets of one scenario',
        () => milliseconds(() => judgeTargets(done.model, done.reader, { scenario: 'baseline' })),
      ],
      [`specify ${charts.length} charts`, () => milliseconds(() => chartsOfRun(chartContext(done, 'zh', () => true)))],
      [
        `draw ${charts.length} charts as SVG`,
        () => milliseconds(() => createRenderer().renderMany(charts.map((chart) => chart.spec))),
      ],
      ['write results.csv', () => milliseconds(write)],
    ]),
  );
  await rm(folder, { recursive: true });
  const total = [...stages.values()].reduce((sum, one) => sum + (isMeasured(one) ? spreadOf(one).middle : 0), 0);
  printTable(
    'One run of the shipped scenarios, without draws',
    ['stage', 'ms (least–most)', 'share'],
    [...stages].map(([name, found]) => {
      if (!isMeasured(found)) return [name, 'not measured', ''];
      const { middle, least, most } = spreadOf(found);
      return [name, `${short(middle)} (${short(least)}–${short(most)})`, `${((100 * middle) / total).toFixed(0)} %`];
    }),
  );
}
