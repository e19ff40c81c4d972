// tujing list: what there is — regions, indicators, scenarios, plans, models.

import type { Command } from 'commander';
import { type CommonOptions, openSession, regionsOption } from '../session.ts';
import { UsageError } from '../status.ts';
import { type Column, formatTable } from '../terminal.ts';

const KINDS = ['regions', 'indicators', 'scenarios', 'plans', 'parameters', 'models'] as const;

interface Options extends CommonOptions {
  readonly region?: string;
}

export function defineList(command: Command): void {
  command
    .option('--region <selector>', 'for indicators: only those with data in these regions')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing list regions\n  tujing list indicators --region pinghu\n  tujing list scenarios',
    )
    .action(async (what: string, options: Options) => {
      if (!KINDS.some((kind) => kind === what)) {
        const { nearest } = await import('../../base/index.ts');
        const close = nearest(what, KINDS);
        throw new UsageError(
          `nothing to list as "${what}"`,
          close === undefined ? `one of ${KINDS.join(', ')}` : `did you mean "${close}"?`,
        );
      }
      const records =
        what === 'models'
          ? await listModels()
          : await listFrom(what as Exclude<(typeof KINDS)[number], 'models'>, options);
      if (options.json) process.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
      else process.stdout.write(`${tableOf(records)}\n`);
    });
}

type Entry = Readonly<Record<string, string | number | undefined>>;

async function listFrom(what: Exclude<(typeof KINDS)[number], 'models'>, options: Options): Promise<readonly Entry[]> {
  const session = await openSession(options);
  const { model } = session;
  switch (what) {
    case 'regions':
      return model.regions.map((region) => ({
        id: region.id,
        code: region.code,
        level: region.level,
        parent: region.parent,
        zh: region.name.zh,
        en: region.name.en,
      }));
    case 'plans':
      return model.plans.map((plan) => ({
        id: plan.id,
        region: plan.region,
        issued: plan.issuedOn,
        period: `${plan.period.first}-${plan.period.last}`,
        statements:
          plan.statements.observations + plan.statements.targets + plan.statements.growth + plan.statements.cells,
        zh: plan.title.zh,
        en: plan.title.en,
      }));
    case 'scenarios':
      return session.loaded.scenarios.map((scenario) => ({
        id: scenario.id,
        as_of: scenario.asOf,
        levers: scenario.levers.length,
        zh: scenario.title.zh,
        en: scenario.title.en,
      }));
    case 'parameters':
      return model.parameters.map((one) => ({
        id: one.id,
        value: one.value,
        low: one.low,
        high: one.high,
        evidence: one.evidence,
        source: one.source.en,
      }));
    case 'indicators': {
      const regions = await regionsOption(model, options.region);
      const withData = new Set(
        model.observations
          .filter((one) => regions === undefined || regions.has(one.region))
          .map((one) => one.indicator),
      );
      const withTargets = new Set(
        model.targets.filter((one) => regions === undefined || regions.has(one.region)).map((one) => one.indicator),
      );
      return model.indicators
        .filter((one) => regions === undefined || withData.has(one.id) || withTargets.has(one.id))
        .map((one) => ({
          id: one.id,
          unit: one.unit.id,
          observed: withData.has(one.id) ? 'yes' : undefined,
          targets: withTargets.has(one.id) ? 'yes' : undefined,
          formula: one.identity?.text,
          zh: one.title.zh,
          en: one.title.en,
        }));
    }
  }
}

async function listModels(): Promise<readonly Entry[]> {
  const [{ readdir }, { shippedModelPackages }] = await Promise.all([
    import('node:fs/promises'),
    import('../../io/paths.ts'),
  ]);
  const entries = await readdir(shippedModelPackages, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'schemas')
    .map((entry) => ({ id: entry.name }));
}

function tableOf(records: readonly Entry[]): string {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))].filter((key) =>
    records.some((record) => record[key] !== undefined),
  );
  const columns: readonly Column[] = keys.map((key) => ({
    title: key,
    align: records.some((record) => typeof record[key] === 'number') ? 'right' : 'left',
  }));
  return formatTable(
    columns,
    records.map((record) => keys.map((key) => String(record[key] ?? ''))),
  );
}
