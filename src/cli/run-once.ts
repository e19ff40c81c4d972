// The work of `tujing run`: files in, tables, charts and report out, and what to look at first.

import { arch, cpus, platform } from 'node:os';
import path from 'node:path';
import { TARGET_COLUMNS, targetRecord } from '../analysis/index.ts';
import type { Issue, Language } from '../base/index.ts';
import { formatCsv } from '../io/csv-out.ts';
import { type OutputFile, writeRun } from '../io/out-folder.ts';
import type { TableFormat } from '../io/table-stream.ts';
import { indicatorOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import { resultColumns, resultRows } from '../results/index.ts';
import type { RunOptions } from './commands/run.ts';
import { drawCharts } from './draw-charts.ts';
import { designOf, refuseBeyondExact, withDraws } from './draw-options.ts';
import { checkMerged, type MergedParts, partFiles } from './parts.ts';
import { boardText, drawsText } from './print-targets.ts';
import { indicatorsOption, note, openSession, regionsOption, runScenarios, tellIssues, yearOption } from './session.ts';
import { type Shard, shardOption } from './shard.ts';
import { Ended, STATUS, UsageError } from './status.ts';
import { paint } from './terminal.ts';
import { toolVersion } from './version.ts';
import { writeSweeps } from './write-sweeps.ts';

/** One run from the files on disk to the files in `--out`. */
export async function runOnce(scenarios: readonly string[], options: RunOptions, merged?: MergedParts): Promise<void> {
  const started = performance.now();
  const session = await openSession(options);
  const { model } = session;
  const regions = await regionsOption(model, options.regions ?? options.region);
  const indicators = await indicatorsOption(model, options.indicators);
  const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
  const central = await runScenarios(session, scenarios, asOf, options);
  const keep = (region: string, indicator: string) =>
    (regions === undefined || regions.has(region)) && (indicators === undefined || indicators.has(indicator));

  const cells = {
    wants: keep,
    keeps: (region: string, indicator: string) => region === model.focus && model.headline.includes(indicator),
  };
  const inputs = new Map<string, Uint8Array>();
  for (const [name, bytes] of session.workspace.packageFiles)
    inputs.set(`${session.workspace.packageRoot}/${name}`, bytes);
  for (const [name, bytes] of session.workspace.scenarioFiles) inputs.set(name, bytes);
  const heading = {
    tool: `tujing ${toolVersion}`,
    command: ['tujing', ...process.argv.slice(2)],
    model: model.id,
    scenarios: central.scenarios.map((one) => one.id),
    inputs,
    environment: {
      written: new Date().toISOString(),
      node: process.version,
      machine: `${platform()} ${arch()}`,
      cores: cpus().length,
    },
  };
  const design = designOf(options);
  if (design && central.scenarios.some(({ scenario }) => scenario.sweep))
    await refuseBeyondExact(design.draws, 'a sweep');
  const tableOptions = {
    out: options.out,
    format: options.table as TableFormat,
    design,
    drop: options.dropUndefined ?? false,
    tell: (issues: readonly Issue[]) =>
      tellIssues(
        issues,
        session.loaded.sources,
        (options.json ?? false) && issues.some((issue) => issue.severity === 'error'),
      ),
  };
  const shard = shardOption(options.shard);
  if (shard) {
    const sweeps = await writeSweeps(central, keep, { ...tableOptions, shard });
    const files = await partFiles(central, scenarios, options, cells, shard, inputs, sweeps);
    await writeRun(options.out, heading, files, sweeps);
    noteIdle(shard, central, design !== undefined);
    note(`part ${shard.part} of ${shard.parts} is in ${options.out}: \`tujing merge\` joins all parts`);
    return;
  }
  if (merged) checkMerged(merged, inputs);
  const run = await withDraws(session, central, options, cells, merged);
  const files: OutputFile[] = tables(run, keep, options.bom ?? false);
  const drawn = options.charts
    ? await drawCharts(session, run, keep, options.lang.split(',') as Language[], options.format.split(','))
    : { files: [], charts: 0 };
  files.push(...drawn.files);
  const sweeps = await writeSweeps(run, keep, {
    ...tableOptions,
    shard: undefined,
    ...(merged ? { stored: merged.folders } : {}),
  });
  const stale = await writeRun(options.out, heading, files, sweeps);
  if (stale.length > 0) note(`removed ${stale.length} files of the last run that this one does not write`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (options.json) process.stdout.write(`${JSON.stringify(summaryRecord(run, options, files), null, 2)}\n`);
  else process.stdout.write(`${summaryText(run, keep, options, files, drawn.charts, seconds)}\n`);
  if (options.failOn === 'missed' && run.targets.some((row) => row.met === false && keep(row.region, row.variable)))
    process.exitCode = STATUS.no;
  if (
    options.failOn === 'warning' &&
    [...session.loaded.issues, ...run.issues].some((issue) => issue.severity === 'warning')
  )
    process.exitCode = STATUS.no;
}

/** Says where a run has nothing that could be split. */
function noteIdle({ part, parts }: Shard, { scenarios }: Run, drawn: boolean): void {
  if (drawn || scenarios.some(({ scenario }) => scenario.sweep)) return;
  note(`part ${part} of ${parts} has no work: only draws (--draws) and sweeps are split`);
}

/** Runs again at every change of a scenario or the model package; the last good output stays when a file is broken. */
export async function runAndWatch(scenarios: readonly string[], options: RunOptions): Promise<void> {
  let folders = new Set<string>();
  const attempt = async () => {
    try {
      await runOnce(scenarios, options);
    } catch (error) {
      if (!(error instanceof Ended || error instanceof UsageError)) throw error;
      if (error instanceof UsageError) process.stderr.write(`${error.message}\n`);
      note('the last good output stays');
    }
  };
  await attempt();
  const { readWorkspace } = await import('../io/workspace.ts');
  const workspace = await readWorkspace(process.cwd(), options.model);
  folders = new Set([workspace.scenarioFolder, workspace.modelFolder]);
  const { watchFolders } = await import('../io/watch.ts');
  note(
    `watching ${[...folders].map((folder) => path.relative(process.cwd(), folder) || '.').join(' and ')}; Ctrl-C ends`,
  );
  await watchFolders([...folders], attempt);
}

function tables(run: Run, keep: (region: string, indicator: string) => boolean, bom: boolean): OutputFile[] {
  const mark = bom ? '\uFEFF' : '';
  const results = formatCsv(
    resultColumns(run.draws),
    resultRows(run.results, (id) => indicatorOf(run.model, id).unit.id, keep, run.draws),
  );
  const kept = run.targets.filter((row) => keep(row.region, row.variable)).map((row) => targetRecord(row, run.draws));
  const targets = formatCsv(
    TARGET_COLUMNS,
    kept.map((record) => TARGET_COLUMNS.map((column) => record[column])),
  );
  return [
    { name: 'results.csv', content: mark + results },
    { name: 'targets.csv', content: mark + targets },
  ];
}

function summaryText(
  run: Run,
  keep: (region: string, indicator: string) => boolean,
  options: RunOptions,
  files: readonly OutputFile[],
  charts: number,
  seconds: string,
): string {
  const { model } = run;
  const headline = new Set(model.headline);
  const focus = keep(model.focus, model.headline[0] ?? '') ? model.focus : undefined;
  const baselines = new Set(run.results.scenarios.map((block) => block.baseline));
  const rows = run.targets.filter(
    (row) => row.region === focus && headline.has(row.variable) && row.kind === 'level' && baselines.has(row.scenario),
  );
  const replays = rows.filter((row) => row.scenario !== 'baseline' && row.year <= 2020);
  const today = rows.filter((row) => row.scenario === 'baseline');
  const board = boardText(run, [...today, ...(replays.length < today.length ? replays : [])]);
  const out = (name: string) => path.join(options.out, name);
  const report = files.find((file) => /^report.*\.html$/.test(file.name));
  const lines = [
    board,
    '',
    ...(run.draws ? [drawsText(run), ''] : []),
    `${run.scenarios.length} scenario runs, ${run.targets.filter((row) => keep(row.region, row.variable)).length} targets judged, ${charts} charts in ${seconds} s`,
    `  ${out('results.csv')}   every value with its basis`,
    `  ${out('targets.csv')}   every target of every plan`,
    ...(charts > 0 ? [`  ${out('charts')}        Vega-Lite specifications and pictures`] : []),
    ...(report ? [`${paint('bold', `open ${out(report.name)}`)}`] : []),
    'next: tujing targets --region pinghu, tujing explain rd_intensity --region jiaxing --year 2027, edit a file in scenarios/ and run again',
  ];
  return lines.join('\n');
}

function summaryRecord(run: Run, options: RunOptions, files: readonly OutputFile[]) {
  return {
    ok: true,
    out: options.out,
    scenarios: run.scenarios.map((one) => one.id),
    targets: run.targets.length,
    warnings: run.issues.filter((issue) => issue.severity === 'warning').map((issue) => issue.message),
    files: files.map((file) => file.name),
  };
}
