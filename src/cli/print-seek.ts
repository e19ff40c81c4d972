// Answers of goal seeking as terminal text or JSON.

import {
  aimOf,
  type Goal,
  goalText,
  goalUnit,
  type LatestStart,
  type SeekAnswer,
  type SeekRequest,
  type TradeOff,
} from '../analysis/index.ts';
import { printYears } from '../base/index.ts';
import { indicatorOf, regionOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import type { Lever } from '../scenario/index.ts';
import { chanceLines, chanceRecord, chanceText, type DrawnChance, shortText } from './print-seek-chance.ts';
import { formatTable, paint } from './terminal.ts';

/** What was found for one region. */
export interface SeekReport {
  readonly request: SeekRequest;
  readonly answer?: SeekAnswer;
  /** With draws: the same with a probability. */
  readonly chance?: DrawnChance;
  readonly tradeOff?: TradeOff;
  readonly latestStart?: LatestStart | undefined;
}

/** Prints the answers, one a region. */
export function printSeek(run: Run, scenario: string, reports: readonly SeekReport[], json: boolean): void {
  const text = json
    ? JSON.stringify(
        reports.map((report) => recordOf(run, scenario, report)),
        null,
        2,
      )
    : [...reports.map((report) => reportText(run, scenario, report)), ...summaryTable(run, reports)].join('\n\n');
  process.stdout.write(`${text}\n`);
}

function recordOf(run: Run, scenario: string, { request, answer, chance, tradeOff, latestStart }: SeekReport) {
  const { goal } = request;
  const common = {
    scenario,
    given: (request.given ?? []).map(givenText),
    goal: goalRecord(goal),
    unit: goalUnit(run.model, goal),
    aim: aimOf(goal),
  };
  if (!answer) return { ...common, latestStart };
  const turnings = <T extends { readonly levers: SeekAnswer['solutions'][number]['levers'] }>(one: T) => ({
    ...one,
    levers: one.levers.map(({ lever: _lever, ...rest }) => rest),
  });
  const { goal: _goal, solutions, best, ...rest } = answer;
  return {
    ...common,
    ...rest,
    solutions: solutions.map(turnings),
    ...(best ? { best: turnings(best) } : {}),
    ...(chance ? { chance: chanceRecord(chance) } : {}),
    ...(tradeOff ? { tradeOff } : {}),
  };
}

function givenText(lever: Lever): string {
  if (lever.kind === 'parameter') return lever.text;
  const years = lever.kind === 'path' ? '' : ` ${printYears(lever.years)}`;
  return `${lever.indicator}@${lever.regions.join(',')}${years} ${lever.text}`;
}

function goalRecord(goal: Goal) {
  return goal.kind === 'path' ? { ...goal, values: Object.fromEntries(goal.values) } : goal;
}

function reportText(run: Run, scenario: string, report: SeekReport): string {
  const { model } = run;
  const { goal } = report.request;
  const of = `${indicatorOf(model, goal.indicator).title.en} of ${regionOf(model, goal.region).name.en}`;
  const heading = paint(
    'bold',
    `${of}: ${goalText(model, goal).en}${goal.plan === undefined ? '' : ` (${goal.plan})`} · from ${scenario}`,
  );
  const given = (report.request.given ?? []).map((lever) => `  with         ${givenText(lever)}`);
  const parts = [heading, ...given];
  if (report.answer) parts.push(...answerLines(run, report.answer));
  if (report.chance) parts.push(...chanceLines(report.chance));
  if (report.tradeOff) parts.push(...tradeOffLines(report.tradeOff));
  if (report.latestStart) parts.push(...startLines(run, goal, report.latestStart));
  return parts.join('\n');
}

/** Several answers side by side: what each stands on, and the first solution; nothing for one. */
function summaryTable(run: Run, reports: readonly SeekReport[]): readonly string[] {
  if (reports.length < 2 || reports.some(({ answer }) => !answer)) return [];
  const levers = [...new Set(reports.flatMap(({ request }) => request.levers.map(({ phrase }) => phrase)))];
  const rows = reports.map(({ request, answer, chance }) => {
    const { goal, given } = request;
    const [solution] = answer?.solutions ?? [];
    const { decimals } = indicatorOf(run.model, goal.indicator);
    const textOf = (phrase: string) => solution?.levers.find((one) => one.phrase === phrase)?.text;
    return [
      goal.region,
      (given ?? []).map(givenText).join('; '),
      ...levers.map((phrase) => shortText(textOf(phrase) ?? NO_SOLUTION[answer?.status ?? 'infeasible'])),
      solution ? `${show(solution.outcome, decimals)} ${answer?.unit ?? ''}` : '',
      chance ? chanceText(chance) : '',
    ];
  });
  const columns = [
    { title: 'region' },
    { title: 'with' },
    ...levers.map((title) => ({ title, align: 'right' as const })),
    { title: 'reaches', align: 'right' as const },
    { title: `with P = ${Number((100 * (reports[0]?.chance?.asked ?? 0)).toPrecision(6))} %`, align: 'right' as const },
  ];
  const kept = columns.map((_, c) => rows.some((row) => row[c] !== ''));
  const keep = <T>(list: readonly T[]) => list.filter((_, c) => kept[c]);
  return [formatTable(keep(columns), rows.map(keep))];
}

/** What stands where no amount does. */
const NO_SOLUTION = { solved: '', infeasible: 'infeasible', always: 'every amount' } as const;

/** A number with enough digits to see what it differs by; what rounds to zero has no sign. */
const show = (value: number, decimals: number) => value.toFixed(Math.max(decimals, 2)).replace(/^-(0\.0*)$/, '$1');

function answerLines(run: Run, answer: SeekAnswer): readonly string[] {
  const { decimals } = indicatorOf(run.model, answer.goal.indicator);
  const margin = answer.goal.kind === 'path';
  const value = (number: number) =>
    `${show(number, decimals)} ${margin && answer.unit === '%' ? 'points' : answer.unit}`;
  const lines = [
    `  without      ${margin ? 'smallest margin ' : ''}${value(answer.without)}${answer.metWithout && answer.status === 'solved' ? ': met already, the answer says how much there is to spare' : ''}`,
  ];
  const limits = answer.limits.map(({ text }) => `${text[0]} to ${text[1]}`);
  answer.solutions.forEach((solution, k) => {
    const name = answer.solutions.length > 1 ? `solution ${k + 1}  ` : 'solution    ';
    solution.levers.forEach(({ phrase, text, atLimit }, l) => {
      lines.push(
        `  ${l === 0 ? name : '            '} ${paint('green', shortText(text))}  ${phrase}  ${paint('dim', `limits ${limits[l]}${atLimit ? ', at its limit' : ''}`)}`,
      );
    });
    lines.push(
      `  reaches      ${margin ? 'every year, smallest margin ' : ''}${value(solution.outcome)}  ${paint('dim', `${solution.method}, effort ${solution.effort.toFixed(2)}`)}`,
    );
    lines.push(
      `  path         ${solution.milestones.map(({ year, value: at }) => `${year} ${show(at, decimals)}`).join(', ')}`,
    );
  });
  if (answer.solutions.length > 1)
    lines.push(paint('yellow', '  the outcome turns between the limits: every value that reaches the goal is listed'));
  const { best } = answer;
  if (best) {
    const where = best.at === 'inside' ? 'turning point' : best.at;
    const distance = `${show(best.shortfall, decimals)} ${answer.unit === '%' ? 'points' : answer.unit}`;
    lines.push(
      answer.status === 'always'
        ? paint(
            'green',
            `  always       met at every value inside the limits; the least is ${value(best.outcome)}, ${distance} to spare, at the ${where}`,
          )
        : paint('red', `  infeasible   the best is ${value(best.outcome)}, ${distance} short, at the ${where}`),
    );
    best.levers.forEach(
      ({ phrase, text }, l) =>
        void lines.push(`               ${shortText(text)}  ${phrase}  ${paint('dim', `limits ${limits[l]}`)}`),
    );
  }
  lines.push(...answer.warnings.map((issue) => paint('yellow', `  warning      ${issue.message}`)));
  return lines;
}

/** An amount of a pair: a table to look at, the curve with all digits is in --json. */
function pairText(text: string): string {
  return text.replace(/\d+\.\d{3,}/, (digits) => String(Number(Number(digits).toPrecision(4))));
}

function tradeOffLines({ phrases, curve }: TradeOff): readonly string[] {
  const rows = curve.map(({ text }) => [
    pairText(text[0]),
    text[1] === undefined ? 'none inside the limits' : pairText(text[1]),
  ]);
  const table = formatTable(
    [
      { title: phrases[0], align: 'right' },
      { title: phrases[1], align: 'right' },
    ],
    rows,
  );
  return ['  pairs that reach the goal', ...table.split('\n').map((line) => `    ${line}`)];
}

function startLines(run: Run, goal: Goal, start: LatestStart): readonly string[] {
  const { decimals } = indicatorOf(run.model, goal.indicator);
  const rows = start.starts.map((one) => [
    String(one.year),
    show(one.outcome, decimals),
    one.reaches ? 'reached' : 'missed',
  ]);
  return [
    `  ${start.phrase} at ${shortText(start.growth)}${start.historic ? ' (the 90 % quantile of its published yearly growth)' : ''}`,
    ...formatTable(
      [{ title: 'start', align: 'right' }, { title: 'outcome', align: 'right' }, { title: '' }],
      rows,
      (r, c, text) => (c === 2 ? paint(start.starts[r]?.reaches ? 'green' : 'red', text) : text),
    )
      .split('\n')
      .map((line) => `    ${line}`),
    start.latest === undefined
      ? paint('red', '  too late: no start reaches the goal')
      : `  latest start ${paint('bold', String(start.latest))}`,
  ];
}
