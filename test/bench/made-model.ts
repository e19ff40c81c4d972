// Model packages of any size, made in memory: copies of the reference model's formulas for more indicators, counties for more
// regions, growth levers for more scenarios.

import type { Workspace } from '../../src/pipeline.ts';
import { readReferenceModel } from './built.ts';

export interface Size {
  /** Copies of the reference model's twelve indicators. */
  readonly copies: number;
  readonly regions: number;
  readonly scenarios: number;
}

const FILES = {
  indicators: 'indicators.yaml',
  regions: 'regions.yaml',
  growth: 'growth.yaml',
  observed: 'observations/first-year.csv',
};
const NAMES = ['gdp', 'rd', 'rd_int', 'k', 'pat', 'ent', 'sme', 'va', 'va_share', 'trans', 'pers', 'fisc'];

/** A workspace of a size; all regions are zones of their own, so that none waits for another. */
export async function makeModel({ copies, regions, scenarios }: Size): Promise<Workspace> {
  const reference = await readReferenceModel();
  const read = (file: string) => new TextDecoder().decode(reference.packageFiles?.get(file));
  const names = new RegExp(`\\b(${NAMES.join('|')})\\b`, 'g');
  const suffixes = Array.from({ length: copies }, (_, k) => (k === 0 ? '' : `_${k}`));
  const places = ['place', ...Array.from({ length: regions - 1 }, (_, k) => `zone_${k}`)];
  const entries = read(FILES.indicators).slice(read(FILES.indicators).indexOf('  - {id: gdp'));
  // First values follow from GDP, which differs: equal series would be computed once.
  const differing = entries
    .replaceAll('direction: up', 'direction: up, aggregation: none')
    .replaceAll(/initial: "(\d+)"/g, (_, value: string) => `initial: ${Number(value) / 5000} * gdp`);
  const indicators = suffixes.map((suffix) => differing.replaceAll(names, `$1${suffix}`));
  const growth = read(FILES.growth);
  const assumption = growth.split('\n').find((line) => line.includes('indicator: gdp')) ?? '';
  const assumptions = suffixes.map((suffix) =>
    assumption.replace('indicator: gdp', `indicator: gdp${suffix}`).replace('regions: place', 'regions: "*"'),
  );
  const [head, row = ''] = read(FILES.observed).trim().split('\n');
  const observed = places.flatMap((place, r) =>
    suffixes.map((suffix, c) =>
      row.replace('place,gdp', `${place},gdp${suffix}`).replace('5000', String(5000 + 7 * c + 1000 * r)),
    ),
  );
  const files = new Map(reference.packageFiles);
  const write = (file: string, text: string) => files.set(file, new TextEncoder().encode(text));
  write(FILES.indicators, `indicators:\n${indicators.join('')}`);
  write(FILES.growth, growth.replace(assumption, assumptions.join('\n')));
  write(FILES.observed, `${[head, ...observed].join('\n')}\n`);
  write(
    FILES.regions,
    read(FILES.regions) +
      places
        .slice(1)
        .map((id) => `  - {id: ${id}, level: zone, parent: place, name: {zh: ${id}, en: ${id}}}\n`)
        .join(''),
  );
  const scenarioFiles = Array.from({ length: scenarios - 1 }, (_, k): [string, Uint8Array] => {
    const id = `faster-${k}`;
    const lever = `  - {indicator: gdp, regions: "*", years: 2018-2027, growth: +${(0.01 * (k + 1)).toFixed(2)}pp}\n`;
    const text = `scenario: ${id}\ntitle: {zh: ${id}, en: ${id}}\nreason: {zh: 测试, en: a test}\nextends: baseline\nlevers:\n${lever}`;
    return [`scenarios/${id}.yaml`, new TextEncoder().encode(text)];
  });
  return { ...reference, packageFiles: files, scenarioFiles: new Map(scenarioFiles) };
}
