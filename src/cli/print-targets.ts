// The target board as terminal text or JSON.

import { chanceOf, isWhole, opennessOf, type TargetRow, targetRecord } from '../analysis/index.ts';
import { indicatorOf, planOf, regionOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import { STATUS, UsageError } from './status.ts';
import { BOUND_SIGNS, formatTable, paint, signed } from './terminal.ts';

const STATUS_STYLES = {
  met: 'green',
  achieved: 'green',
  on_track: 'green',
  moderate: 'yellow',
  insufficient: 'yellow',
  missed: 'red',
  away: 'red',
  not_assessable: 'dim',
} as const;

interface Options {
  readonly json?: boolean;
  readonly scenario?: string;
  readonly failOn?: string;
  readonly all?: boolean;
  /** What was asked about, where nothing is found: `for nanhu in 2027`. */
  readonly about?: string;
}

/** Prints rows; without a scenario named, the terminal shows each view's baseline and JSON all scenarios. */
export function printTargets(run: Run, rows: readonly TargetRow[], options: Options): void {
  if (options.failOn !== undefined && options.failOn !== 'missed')
    throw new UsageError(`--fail-on knows "missed", not "${options.failOn}"`);
  if (options.failOn === 'missed' && rows.some((row) => row.met === false)) process.exitCode = STATUS.no;
  if (options.json) {
    const records = rows.map((row) =>
      Object.fromEntries(Object.entries(targetRecord(row, run.draws)).map(([key, value]) => [key, value ?? null])),
    );
    process.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
    return;
  }
  const baselines = new Set(run.results.scenarios.map((block) => block.baseline));
  const asked = options.scenario === undefined ? rows.filter((row) => baselines.has(row.scenario)) : rows;
  const shown = options.all ? asked : asked.filter((row) => row.status !== 'not_assessable' && isWhole(row));
  const none = rows.length === 0 ? `no plan sets a target ${options.about ?? ''}`.trimEnd() : 'no assessable targets';
  process.stdout.write(shown.length === 0 ? `${none}\n` : `${boardText(run, shown)}\n`);
  if (shown.some((row) => row.p_met !== undefined)) process.stdout.write(`\n${drawsText(run)}\n`);
  const hidden = asked.filter((row) => row.status === 'not_assessable').length;
  if (!options.all && hidden > 0)
    process.stderr.write(
      `${hidden} targets are not assessable (no published value or base): --all shows them, with yearly rows\n`,
    );
}

/** The board as text, one block a scenario and region. */
export function boardText(run: Run, rows: readonly TargetRow[]): string {
  const groups = new Map<string, TargetRow[]>();
  for (const row of rows) {
    const key = `${row.scenario}\n${row.region}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => blockText(run, group)).join('\n\n');
}

function blockText(run: Run, rows: readonly TargetRow[]): string {
  const [first] = rows;
  if (!first) return '';
  const scenario = run.scenarios.find((one) => one.id === first.scenario);
  const heading = `${regionOf(run.model, first.region).name.en} · ${scenario?.scenario.title.en ?? first.scenario}${scenario?.asOf === undefined ? '' : ` (as of ${scenario.asOf})`}`;
  const drawn = rows.some((row) => row.p_met !== undefined);
  const columns = [
    { title: 'indicator' },
    { title: 'year', align: 'right' as const },
    { title: 'target', align: 'right' as const },
    { title: 'outcome', align: 'right' as const },
    { title: 'unit' },
    { title: 'basis' },
    { title: 'gap', align: 'right' as const },
    { title: 'status' },
    ...(drawn ? [{ title: 'P(met)', align: 'right' as const }] : []),
    { title: 'needed', align: 'right' as const },
    { title: 'plan' },
  ];
  const cells = rows.map((row) => rowCells(run, row, drawn));
  const table = formatTable(columns, cells, (r, c, text) =>
    c === 7 ? paint(STATUS_STYLES[rows[r]?.status ?? 'missed'], text) : text,
  );
  return `${paint('bold', heading)}\n${table}`;
}

function rowCells(run: Run, row: TargetRow, drawn: boolean): readonly string[] {
  const indicator = indicatorOf(run.model, row.variable);
  const decimals = row.unit === indicator.unit.id ? indicator.decimals : 2;
  const number = (value: number | undefined) => (value === undefined ? '' : value.toFixed(decimals));
  const suffix =
    row.kind === 'level' ? '' : ` (${row.flags.includes('whole_period') ? 'every year' : row.kind.replace('_', ' ')})`;
  return [
    `${row.variable}${suffix}`,
    String(row.year),
    row.target === undefined ? '' : `${BOUND_SIGNS[row.bound]}${number(row.target)}`,
    number(row.outcome),
    row.unit,
    row.outcome_basis ?? '',
    row.gap_pct === undefined ? '' : `${signed(row.gap_pct, 1)} %`,
    `${row.status.replace(/_/g, ' ')}${row.flags.includes('not_published') && row.status !== 'not_assessable' ? ' (not published)' : ''}`,
    ...(drawn ? [chanceText(run, row)] : []),
    row.needed === undefined ? '' : `${row.needed.toFixed(2)} ${row.needed_unit}`,
    planOf(run.model, row.plan).id,
  ];
}

/** "72 % (±1)"; "<0.1 %" where no draw meets the target; "published" and "no range" where there is nothing to draw. */
function chanceText({ draws }: Run, row: TargetRow): string {
  const openness = draws && opennessOf(row, draws);
  if (!draws || openness === undefined || row.p_met === undefined) return '';
  if (openness !== 'open') return openness === 'published' ? 'published' : 'no range';
  const chance = chanceOf(row.p_met, draws.design.draws, row.p_met_se);
  if (chance.kind === 'none') return `<${chance.below} %`;
  return chance.kind === 'all' ? `>${chance.above} %` : `${chance.percent} % (±${chance.error})`;
}

/** What the probabilities stand on, below the board or the summary of a run; empty without draws. */
export function drawsText(run: Run): string {
  if (!run.draws) return '';
  return [
    `P(met): share of ${designText(run)}; ± is one standard error, in points`,
    '"no range": nothing that moves the indicator has a stated range; outcome: the run at central inputs, the median may differ',
  ].join('\n');
}

/** "1024 draws (Sobol points, seed 7) under the stated ranges of 30 inputs". */
export function designText({ draws, inputs }: Pick<Run, 'draws' | 'inputs'>): string {
  if (!draws) return 'no draws';
  const { design } = draws;
  const method = { sobol: 'Sobol points', lhs: 'Latin hypercube', random: 'random numbers' }[design.method];
  const of = inputs === undefined ? '' : ` of ${new Set(inputs.map(({ id }) => id)).size} inputs`;
  return `${design.draws} draws (${method}, seed ${design.seed}) under the stated ranges${of}`;
}
