// The tables of `sweep:`: one file a scenario, rows as they are computed.

import path from 'node:path';
import type { Issue } from '../base/index.ts';
import type { TableColumn, TableFormat } from '../io/table-stream.ts';
import { indicatorOf } from '../model/index.ts';
import type { RanScenario, Run } from '../pipeline.ts';
import type { DrawDesign } from '../results/index.ts';
import { note } from './session.ts';
import { partName, type Shard } from './shard.ts';
import { Ended, STATUS } from './status.ts';
import { shareBar } from './terminal.ts';

const DRAWN = ['mean', 'q05', 'q25', 'q50', 'q75', 'q95'] as const;

/** Writes the table of every scenario that has a sweep; gives names and SHA-256 of the files. */
export async function writeSweeps(
  run: Run,
  keep: (region: string, indicator: string) => boolean,
  {
    out,
    format,
    design,
    drop,
    shard,
    stored,
    tell,
  }: {
    readonly out: string;
    readonly format: TableFormat;
    readonly design: DrawDesign | undefined;
    /** Draws in which a formula has no value are left out. */
    readonly drop: boolean;
    readonly shard: Shard | undefined;
    /** Folders of the parts of a run that was split, in order. */
    readonly stored?: readonly StoredPart[];
    readonly tell: (issues: readonly Issue[]) => Promise<void>;
  },
): Promise<ReadonlyMap<string, string>> {
  const written = new Map<string, string>();
  for (const ran of run.scenarios) {
    const { sweep } = ran.scenario;
    if (!sweep) continue;
    const columns = columnsOf(sweep.columns, design !== undefined);
    const { writeTable } = await import('../io/table-stream.ts');
    const range = shard?.rangeOf(sweep.variants.length);
    // Parts are CSV whatever the table is to be: `tujing merge` writes them in its format.
    const name = shard ? partName(`sweep-${ran.id}`, shard, 'csv') : `sweep-${ran.id}.${format}`;
    const count = range ? range.to - range.from : sweep.variants.length;
    const bar = shareBar(`sweep of ${ran.id}: ${count} variants`);
    const dropped: number[] = [];
    const rows = stored
      ? await storedRows(
          stored.map((folder) => path.join(folder.path, partName(`sweep-${ran.id}`, folder.shard, 'csv'))),
          columns,
        )
      : await rowsOf(run, ran, keep, design, drop, range, dropped, (share) => bar.show(share));
    try {
      written.set(name, await writeTable(path.join(out, name), shard ? 'csv' : format, columns, rows));
    } catch (error) {
      const { UndefinedDraws } = await import('../uncertainty/index.ts');
      if (!(error instanceof UndefinedDraws)) throw error;
      await tell(error.issues);
      throw new Ended(STATUS.wrongInput);
    } finally {
      bar.end();
    }
    if (dropped.length > 0) {
      const { droppedDrawsOfSweep } = await import('../engine/index.ts');
      await tell([droppedDrawsOfSweep(ran.id, dropped.length, Math.max(...dropped), design?.draws ?? 0)]);
    }
    note(
      `${path.join(out, name)}: ${count === 0 ? `no variants, because "${ran.id}" has only ${sweep.variants.length}` : `${count} variants of "${ran.id}"`}`,
    );
  }
  return written;
}

/** The folder of one part. */
export interface StoredPart {
  readonly path: string;
  readonly shard: Shard;
}

/** Rows of the parts one after another. */
async function storedRows(files: readonly string[], columns: readonly TableColumn[]) {
  const { readBytes } = await import('../io/files.ts');
  const { parse } = await import('csv-parse/sync');
  const parts: string[][][] = [];
  for (const file of files) {
    const records = parse(Buffer.from(await readBytes(file))) as string[][];
    parts.push(records.slice(1));
  }
  return (function* () {
    for (const records of parts)
      for (const record of records)
        yield columns.map(({ type }, k) => {
          const text = record[k] ?? '';
          if (text === '') return undefined;
          if (type === 'number' || type === 'integer') return Number(text);
          // The mark that keeps spreadsheets from reading a text as a formula belongs to the file, not to the text.
          return type === 'boolean' ? text === 'true' : text.replace(/^'(?=[\s ]*[=+\-@＝＋－＠])/, '');
        });
  })();
}

function columnsOf(labels: readonly string[], drawn: boolean): readonly TableColumn[] {
  return [
    { name: 'scenario', type: 'text' },
    { name: 'variant', type: 'integer' },
    ...labels.map((name): TableColumn => ({ name: name === 'region' ? 'swept_region' : name, type: 'text' })),
    { name: 'region', type: 'text' },
    { name: 'variable', type: 'text' },
    { name: 'unit', type: 'text' },
    { name: 'year', type: 'integer' },
    { name: 'value', type: 'number' },
    ...(drawn ? DRAWN.map((name): TableColumn => ({ name, type: 'number' })) : []),
    { name: 'plan', type: 'text' },
    { name: 'target', type: 'number' },
    { name: 'met', type: 'boolean' },
    ...(drawn ? [{ name: 'p_met', type: 'number' } as const] : []),
  ];
}

/** A row for each cell, or for each target of a cell where plans ask something of it. */
async function rowsOf(
  run: Run,
  ran: RanScenario,
  keep: (region: string, indicator: string) => boolean,
  design: DrawDesign | undefined,
  drop: boolean,
  range: { readonly from: number; readonly to: number } | undefined,
  /** Takes how many draws were left out of each variant that lost some. */
  dropped: number[],
  onProgress: (share: number) => void,
) {
  const { sweepScenario } = await import('../uncertainty/index.ts');
  const { model } = run;
  const years = new Set(run.targets.filter((row) => row.scenario === ran.id).map((row) => row.year));
  const first = Math.min(
    ...(ran.scenario.sweep?.variants[0]?.levers ?? []).flatMap((lever) =>
      'years' in lever ? [lever.years.first] : [],
    ),
  );
  const headline = new Set(model.headline);
  const wants = (region: string, indicator: string, year: number) =>
    keep(region, indicator) && headline.has(indicator) && years.has(year) && !(year < first);
  const swept = sweepScenario(run, ran, { wants, onProgress, drop, ...range, ...(design ? { design } : {}) });
  return (function* () {
    for (const { number, variant, dropped: left, values } of swept) {
      if (left > 0) dropped.push(left);
      for (const { region, indicator, year, value, mean, quantiles, targets } of values) {
        const unit = indicatorOf(model, indicator).unit.id;
        const cell = [ran.id, number, ...variant.labels, region, indicator, unit, year, value];
        const drawn = design ? [mean, ...(quantiles ?? [])] : [];
        if (targets.length === 0)
          yield [...cell, ...drawn, undefined, undefined, undefined, ...(design ? [undefined] : [])];
        for (const { row, met, pMet } of targets)
          yield [...cell, ...drawn, row.plan, row.target, met, ...(design ? [pMet] : [])];
      }
    }
  })();
}
