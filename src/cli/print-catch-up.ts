// Catch-up and convergence as terminal text or JSON.

import {
  type CatchUp,
  type Convergence,
  type ConvergenceForm,
  catchUp,
  convergenceOf,
  hasDirection,
  type LeaderChoice,
  type Parity,
  type ParityOutlook,
  type ParityRow,
  parityOutlooks,
  parityRows,
} from '../analysis/index.ts';
import { indicatorOf, regionOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import { outlookText } from './print-parity-chances.ts';
import { formatTable, paint } from './terminal.ts';

/** What was asked for; `chosen` empty = all scenarios. */
export interface CatchUpQuestion {
  readonly indicator: string;
  readonly regions: readonly string[];
  readonly leaders: readonly LeaderChoice[];
  readonly chosen: readonly string[];
  readonly by?: number;
  readonly from?: number;
  readonly to?: number;
  readonly form?: ConvergenceForm;
  readonly weights?: string;
}

/** Every comparison asked for, and convergence once a scenario. */
export interface CatchUpAnswer {
  readonly catchUp: readonly CatchUp[];
  readonly convergence: readonly Convergence[];
  /** With draws: when parity comes in them. */
  readonly parityChances: readonly ParityOutlook[];
}

/** Answers for the chosen scenarios of a run. */
export function catchUpRun(run: Run, question: CatchUpQuestion): CatchUpAnswer {
  const { model, reader } = run;
  const { indicator, regions, leaders, chosen, by, from, to, form, weights } = question;
  // All scenarios are those of one view: what stood to be reached in 2016 is another question.
  const [reference] = run.scenarios;
  const scenarios = run.scenarios
    .filter((one) => (chosen.length === 0 ? one.asOf === reference?.asOf : chosen.includes(one.scenario.id)))
    .map((one) => one.id);
  const years = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const all = [
    ...new Set([...regions, ...leaders.flatMap((leader) => (leader.kind === 'region' ? [leader.region] : []))]),
  ];
  const compared = scenarios.flatMap((scenario) => {
    const targets = run.targets.filter((row) => row.scenario === scenario);
    return leaders.map((leader) => {
      const ends = { ...(by === undefined ? {} : { by }), ...(from === undefined ? {} : { from }) };
      const request = { scenario, indicator, regions, leader, targets, ...ends };
      return { request, found: catchUp(model, reader, request) };
    });
  });
  const { draws } = run;
  return {
    catchUp: compared.map(({ found }) => found),
    parityChances: draws
      ? compared.flatMap(({ request, found }) => parityOutlooks(model, reader, draws, request, found))
      : [],
    convergence: scenarios.map((scenario) =>
      convergenceOf(model, reader, {
        scenario,
        indicator,
        regions: all,
        ...years,
        ...(form === undefined ? {} : { form }),
        ...(weights === undefined ? {} : { weights }),
      }),
    ),
  };
}

/** Prints an answer: one scenario in full, several as a table of parity years. */
export function printCatchUps(run: Run, answer: CatchUpAnswer, json: boolean): void {
  if (json) {
    const { parityChances, ...central } = answer;
    const convergence = central.convergence.map((one) => ({
      ...one,
      refused: one.refused.map(({ what, reason }) => ({ what, reason: reason.en })),
    }));
    const draws = run.draws ? { draws: run.draws.design, parityChances } : {};
    const record = { ...central, convergence, ...draws };
    process.stdout.write(`${JSON.stringify(record, null, 2)}\n`);
    return;
  }
  const chances = run.draws ? `\n${outlookText(run, answer.parityChances)}\n` : '';
  if (answer.convergence.length > 1) {
    process.stdout.write(`${parityTable(run, answer.catchUp)}\n${chances}`);
    return;
  }
  const told = new Set(answer.catchUp.flatMap((one) => one.leftOut.map(({ region }) => region)));
  const blocks = [
    ...answer.catchUp.map((one) => comparisonText(run, one)),
    ...answer.convergence.map((one) => convergenceText(one, told)),
  ];
  process.stdout.write(`${blocks.join('\n\n')}\n${chances}`);
}

/** `2026`, `>2030 (2041)`, `ahead` or `never`; a century beyond the last year is no year any more. */
export function parityText({ status, year: reached }: Parity, last: number): string {
  const year = reached ?? last;
  const beyond = year > last + 100 ? `after ${last + 100}` : String(year);
  return status === 'inside' ? String(year) : status === 'beyond' ? `>${last} (${beyond})` : status;
}

function heading(run: Run, indicatorId: string, rest: string): string {
  const indicator = indicatorOf(run.model, indicatorId);
  return paint('bold', `${indicator.title.en} (${indicator.unit.id}) · ${rest}`);
}

function comparisonText(run: Run, one: CatchUp): string {
  const { decimals } = indicatorOf(run.model, one.indicator);
  const show = (value: number) => value.toFixed(Math.max(decimals, 1));
  const last = run.model.years.last;
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'region' },
    { title: 'leader' },
    right('year'),
    right('value'),
    right('leader’s'),
    right('gap'),
    right('ratio'),
    right(`ratio ${last}`),
    { title: 'parity' },
    right('needed'),
    right('widest gap'),
    right('gap halves in'),
    { title: 'rank' },
  ];
  const rows = one.rows.map((row) => {
    const start = row.path.find((point) => point.year === row.from);
    const end = row.path.at(-1);
    return [
      regionOf(run.model, row.region).id,
      row.leader,
      String(row.from),
      start ? show(start.value) : '',
      start ? show(start.leader) : '',
      start ? show(start.gap) : '',
      start?.ratio?.toFixed(2) ?? '',
      end?.ratio?.toFixed(2) ?? '',
      parityText(row.parity, last),
      row.needed ? `${row.needed.value.toFixed(2)} ${row.needed.unit} to ${row.needed.by}` : '',
      row.widest ? `${show(row.widest.gap)} (${row.widest.year})` : '',
      row.gapHalfLife === undefined ? '' : `${row.gapHalfLife.toFixed(1)} years`,
      start && end ? `${start.rank} → ${end.rank} of ${end.ranked}` : '',
    ];
  });
  const lines = [heading(run, one.indicator, `leader ${one.leader} · ${one.scenario}`)];
  if (rows.length > 0) lines.push(formatTable(columns, rows));
  if (one.first.length > 1)
    lines.push(`  first: ${one.first.map(({ year, region }) => `${region} from ${year}`).join(', ')}`);
  lines.push(...remarks(one), ...leftOutLines(one.leftOut));
  return lines.join('\n');
}

/** What a reader must know about the regions compared, one line a remark. */
function remarks(one: CatchUp): readonly string[] {
  const sentences = {
    never_published: 'nothing is published for them: all values are planned or projected',
    borrowed:
      'growth is borrowed from the parent on one side or both: a gap that stays may only say that nothing is known',
    lost_again: 'parity is lost again later',
    previously_ahead: 'were ahead before',
    leader_changes: 'the leader changes on the way',
    by_too_early: 'no growth needed is told: the year asked for is not after the latest published one',
  } as const;
  return Object.entries(sentences).flatMap(([flag, sentence]) => {
    const regions = one.rows.filter((row) => row.flags.some((found) => found === flag)).map((row) => row.region);
    return regions.length === 0 ? [] : [paint('dim', `  ${regions.join(', ')}: ${sentence}`)];
  });
}

/** Years of parity, a line for each region and leader: in the first scenario, and in those that say otherwise. */
function parityTable(run: Run, comparisons: readonly CatchUp[]): string {
  const [first] = comparisons;
  if (!first) return 'nothing to compare';
  const [reference = '', ...others] = new Set(comparisons.map((one) => one.scenario));
  const all = parityRows(comparisons);
  const rows = all.filter((row) => row.always === undefined);
  const said = new Set(rows.flatMap((row) => otherwise(run, row, [reference, ...others]).flatMap(([, ids]) => ids)));
  const quiet = others.filter((id) => !said.has(id));
  const table = formatTable(
    [{ title: 'region' }, { title: 'level of' }, { title: reference }, { title: 'other scenarios' }],
    rows.map((row) => {
      const parity = row.parities.get(reference);
      return [
        `${row.region}${row.borrowed ? ' *' : ''}`,
        row.leader,
        parity ? parityText(parity, run.model.years.last) : '–',
        otherwise(run, row, [reference, ...others])
          .map(([text, ids]) => `${text} ${ids.join(', ')}`)
          .join(' · '),
      ];
    }),
  );
  const dim = (lines: readonly string[]) => lines.map((line) => paint('dim', `  ${line}`));
  return [
    heading(run, first.indicator, 'year of parity by scenario'),
    ...(rows.length > 0 ? [table] : []),
    ...always(all, 'ahead', 'ahead in every scenario'),
    ...always(all, 'never', 'never, in any scenario'),
    ...dim([
      ...(all.some((row) => row.borrowed)
        ? ['* growth is borrowed from the parent on one side or both: "never" may only say that nothing is known']
        : []),
      ...(rows.length > 0 && quiet.length > 0 ? [`the same as ${reference}: ${quiet.join(', ')}`] : []),
    ]),
    ...leftOutLines(first.leftOut),
  ].join('\n');
}

/** What other scenarios say of a pair where it is not what the first one says, the earliest years first. */
function otherwise(
  run: Run,
  { parities }: ParityRow,
  [reference = '', ...others]: readonly string[],
): readonly (readonly [string, readonly string[]])[] {
  const { last } = run.model.years;
  const textOf = (parity: Parity | undefined) => (parity ? parityText(parity, last) : '–');
  const usual = textOf(parities.get(reference));
  const groups = new Map<string, { readonly year: number; readonly ids: string[] }>();
  for (const id of others) {
    const parity = parities.get(id);
    const text = textOf(parity);
    if (!parity || text === usual) continue;
    const year = parity.status === 'ahead' ? 0 : (parity.year ?? Number.POSITIVE_INFINITY);
    const group = groups.get(text) ?? { year, ids: [] };
    group.ids.push(id);
    groups.set(text, group);
  }
  return [...groups].sort(([, a], [, b]) => (a.year < b.year ? -1 : 1)).map(([text, { ids }]) => [text, ids]);
}

/** Pairs of which every scenario says the same, a line a leader. */
function always(rows: readonly ParityRow[], status: 'ahead' | 'never', title: string): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    if (row.always !== status) continue;
    const regions = groups.get(row.leader) ?? [];
    regions.push(`${row.region}${row.borrowed ? '*' : ''}`);
    groups.set(row.leader, regions);
  }
  if (groups.size === 0) return [];
  return [`${title}:`, ...[...groups].map(([leader, regions]) => `  level of ${leader}: ${regions.join(', ')}`)];
}

const percent = (value: number) => `${(value * 100).toFixed(2)} %`;
const probability = (p: number) => (p < 0.0001 ? 'p < 0.0001' : `p = ${p.toFixed(4)}`);

/** Convergence in a few lines; regions left out that were told of before are not told of again. */
function convergenceText(one: Convergence, told: ReadonlySet<string>): string {
  const { years, published, beta, weightedBeta, sigma } = one;
  const span = years ? ` · ${years[0]}-${years[1]}` : '';
  const lines = [
    paint(
      'bold',
      `convergence of ${one.regions.length} ${one.regions.length === 1 ? 'region' : 'regions'}${span} · ${one.scenario}`,
    ),
  ];
  if (published && years)
    lines.push(
      `  published: ${published.first} of ${published.of} values of ${years[0]}, ${published.last} of ${published.of} of ${years[1]}; the rest follows from assumptions`,
    );
  if (beta) lines.push(`  β        ${betaText(beta)}`);
  if (weightedBeta) lines.push(`           by ${weightedBeta.weights}: ${betaText(weightedBeta)}`);
  if (sigma) {
    const tested = sigma.test
      ? `; Pitman–Morgan ${probability(sigma.test.p)}, Carree–Klomp ${probability(sigma.test.carreeKlompP)}`
      : '';
    lines.push(
      `  σ        ${sigma.measure === 'sdLog' ? 'SD of logarithms' : 'coefficient of variation'} ${sigma.first.toFixed(4)} → ${sigma.last.toFixed(4)}${tested}`,
    );
    if (sigma.trend)
      lines.push(
        `           trend ${sigma.trend.slope.toExponential(2)} a year${sigma.trend.kendall ? `; Kendall τ = ${sigma.trend.kendall.tau.toFixed(2)}, ${probability(sigma.trend.kendall.p)}` : sigma.trend.p === undefined ? '' : `, ${probability(sigma.trend.p)}`}`,
      );
  }
  const [first, last] = [one.spread[0], one.spread.at(-1)];
  const change = (key: 'cv' | 'gini' | 'theilL' | 'theilT' | 'hoover' | 'herfindahl', title: string) =>
    first?.[key] === undefined || last?.[key] === undefined
      ? []
      : [`${title} ${first[key].toFixed(4)} → ${last[key].toFixed(4)}`];
  const measures = [
    ...change('cv', 'CV'),
    ...change('gini', 'Gini'),
    ...change('theilL', 'Theil L'),
    ...change('theilT', 'Theil T'),
    ...change('hoover', 'Hoover'),
    ...change('herfindahl', 'Herfindahl'),
  ];
  if (measures.length > 0) lines.push(`  spread   ${measures.join(', ')}`);
  if (one.logT)
    lines.push(
      `  log t    b = ${one.logT.slope.toFixed(3)}, t = ${one.logT.t.toFixed(2)}: ${one.logT.converges ? 'convergence is not rejected' : 'convergence is rejected'}; ${one.logT.clubs.clubs.length} clubs`,
    );
  lines.push(...one.refused.map(({ what, reason }) => paint('yellow', `  ${what}: not assessable, ${reason.en}`)));
  if (beta)
    lines.push(
      paint(
        'dim',
        `  ${beta.n < 10 ? `only ${beta.n} regions; ` : ''}a negative β may be regression to the mean, and the half-life leads to each region's own steady state, not to the leader`,
      ),
    );
  lines.push(...leftOutLines(one.leftOut.filter(({ region }) => !told.has(region))));
  return lines.join('\n');
}

/** One line a reason: `wenzhou, lishui are left out: no data`. */
function leftOutLines(leftOut: Convergence['leftOut']): readonly string[] {
  return [...new Set(leftOut.map(({ reason }) => reason))].map((reason) => {
    const regions = leftOut.filter((one) => one.reason === reason).map((one) => one.region);
    return paint('dim', `  ${regions.join(', ')} ${regions.length === 1 ? 'is' : 'are'} left out: ${reason}`);
  });
}

function betaText(beta: NonNullable<Convergence['beta']>): string {
  const slope = `slope ${beta.slope.toFixed(5)} (${beta.slopeInterval.map((end) => end.toFixed(5)).join(' to ')})`;
  const told = hasDirection(beta) ? '' : ', not told from zero';
  if (beta.verdict === 'alike') return 'all grow by the same: neither convergence nor divergence';
  if (beta.verdict === 'divergence') return `${slope}: divergence${told}`;
  if (beta.speed === undefined) return `${slope}: those behind overtake, no speed${told}`;
  const { low, high } = beta.speedInterval ?? {};
  const ends = `${low === undefined ? 'open' : percent(low)} to ${high === undefined ? 'open' : percent(high)}`;
  return `${slope}: speed ${percent(beta.speed)} a year (${ends})${beta.halfLife === undefined ? '' : `, half-life ${beta.halfLife.toFixed(1)} years`}${told}`;
}
