// Parity over many draws as terminal text: P(parity by year) and the quantiles of the year.

import { chanceOf, type ParityOutlook, type ParityQuantile } from '../analysis/index.ts';
import { indicatorOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import { designText } from './print-targets.ts';
import { formatTable, paint } from './terminal.ts';

/** Most years with a column of their own. */
const MOST_YEARS = 6;

/** A table for each scenario and leader; scenarios that come out alike are told of once. */
export function outlookText(run: Run, outlooks: readonly ParityOutlook[]): string {
  const { draws } = run;
  if (!draws) return '';
  const groups = new Map<string, { readonly scenarios: string[]; readonly rows: readonly ParityOutlook[] }>();
  for (const rows of byScenarioAndLeader(outlooks)) {
    const key = JSON.stringify(rows.map((row) => ({ ...row, scenario: '' })));
    const same = groups.get(key);
    const scenario = rows[0]?.scenario ?? '';
    if (same) same.scenarios.push(scenario);
    else groups.set(key, { scenarios: [scenario], rows });
  }
  const years = outlooks.flatMap((one) => one.years.map(({ year }) => year));
  const last = years.length === 0 ? run.model.years.last : Math.max(...years);
  const worst = Math.max(
    0,
    ...outlooks.filter(({ openness }) => openness === 'open').flatMap((one) => one.years.map(({ error }) => error)),
  );
  return [
    ...[...groups.values()].map(({ scenarios, rows }) => tableOf(run, scenarios, rows, draws.design.draws, last)),
    [
      `P: share of ${designText(run)}${worst > 0 ? `; one standard error is at most ${(100 * worst).toFixed(1)} points` : ''}`,
      `quantiles of the year of parity: the first year by which 5, 25, 50, 75, 95 % of the draws are level; "not by ${last}": not within the horizon, so there is no mean`,
      ...(outlooks.some(({ openness }) => openness !== 'open')
        ? ['"published": ahead by published figures; "no range": nothing that decides it has a stated range']
        : []),
    ]
      .map((line) => paint('dim', `  ${line}`))
      .join('\n'),
  ].join('\n\n');
}

function byScenarioAndLeader(outlooks: readonly ParityOutlook[]): readonly (readonly ParityOutlook[])[] {
  const groups = new Map<string, ParityOutlook[]>();
  for (const one of outlooks) {
    const key = `${one.scenario}\n${one.leader}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function tableOf(
  run: Run,
  scenarios: readonly string[],
  rows: readonly ParityOutlook[],
  draws: number,
  last: number,
): string {
  const [first] = rows;
  if (!first) return '';
  const { title } = indicatorOf(run.model, first.indicator);
  const all = [...new Set(rows.flatMap((row) => row.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const step = Math.ceil(all.length / MOST_YEARS);
  const years = all.filter((year) => (last - year) % step === 0);
  const right = (text: string) => ({ title: text, align: 'right' as const });
  const columns = [
    { title: 'region' },
    ...years.map((year) => right(`by ${year}`)),
    right(`not by ${last}`),
    ...['5 %', '25 %', 'median', '75 %', '95 %'].map(right),
  ];
  const cells = rows.map((row) => {
    const quantiles = row.quantiles.map((one) => quantileText(one, last));
    if (row.openness !== 'open') {
      const why = row.openness === 'published' ? 'published' : 'no range';
      return [row.region, why, ...years.map(() => ''), ...quantiles];
    }
    return [
      row.region,
      ...years.map((year) => {
        const found = row.years.find((one) => one.year === year);
        return found ? share(found.probability, draws) : '';
      }),
      share(row.notWithin, draws),
      ...quantiles,
    ];
  });
  return [
    paint('bold', `${title.en} · P(parity by year) with ${first.leader} · ${scenarios.join(', ')}`),
    formatTable(columns, cells),
  ].join('\n');
}

function share(probability: number, draws: number): string {
  const chance = chanceOf(probability, draws);
  if (chance.kind === 'none') return `<${chance.below} %`;
  return chance.kind === 'all' ? `>${chance.above} %` : `${chance.percent} %`;
}

function quantileText({ at, year }: ParityQuantile, last: number): string {
  return at === 'within' ? String(year) : at === 'ahead' ? 'ahead' : `not by ${last}`;
}
