// Sensitivities as terminal text or JSON.

import type {
  DecidingInput,
  Estimate,
  MorrisScreening,
  RegionalSensitivity,
  Sensitivity,
  SobolIndices,
  SobolPart,
  Tornado,
} from '../analysis/index.ts';
import { indicatorOf, type Model, regionOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import { formatTable, paint, signed } from './terminal.ts';

const BOUND_SIGNS = { gte: '≥', gt: '>', lte: '≤', lt: '<', approx: '≈', eq: '', range: '≥' } as const;
const [LEFT, RIGHT] = [{ align: 'left' }, { align: 'right' }] as const;

/** Prints the answers, one a region. */
export function printSensitivities(run: Run, found: readonly Sensitivity[], json: boolean): void {
  const text = json
    ? JSON.stringify(found.map(recordOf), null, 2)
    : found.map((one) => textOf(run.model, one)).join('\n\n');
  process.stdout.write(`${text}\n`);
}

/** An answer with its inputs' ranges in place of their functions. */
function recordOf({ inputs, ...rest }: Sensitivity) {
  return {
    ...rest,
    inputs: inputs.map(({ quantile, names: _names, series, ...input }) => ({
      ...input,
      ...(series ? { series: series.id } : {}),
      low: quantile(0.05),
      high: quantile(0.95),
    })),
  };
}

/** Numbers of one answer, with as many decimals as its differences need. */
interface Printer {
  readonly outcome: (value: number) => string;
  readonly change: (value: number) => string;
  readonly input: (id: string, value: number, spread: number) => string;
}

function textOf(model: Model, one: Sensitivity): string {
  const { title } = indicatorOf(model, one.indicator);
  const print = printerOf(model, one);
  const count = new Set(one.inputs.map(({ id, series }) => series?.id ?? id)).size;
  const lines = [
    paint('bold', `${one.indicator} · ${regionOf(model, one.region).name.en} · ${one.year} · ${one.scenario}`),
    `  ${title.en} (${title.zh})`,
    `  ${paint('bold', `${print.outcome(one.centre)} ${one.unit}`)} with all ${count} uncertain inputs at their central values`,
    paint('dim', `  ${one.evaluations} evaluations of the model, seed ${one.seed}`),
  ];
  const section = (heading: string, body: readonly string[]) =>
    lines.push(
      '',
      `  ${paint('cyan', heading)}`,
      ...body.flatMap((text) => text.split('\n').map((line) => `    ${line}`)),
    );
  if (one.tornado)
    section(
      'one input at a time at its 5 % and 95 % quantile, the others central',
      tornadoLines(one, one.tornado, print),
    );
  if (one.morris)
    section(
      `Morris screening (${one.morris.trajectories} trajectories, ${one.morris.levels} levels; effects from the 5 % to the 95 % quantile)`,
      morrisLines(one.morris, print),
    );
  if (one.sobol)
    section(
      `Sobol indices (${one.sobol.draws} rows, standard deviation ${print.change(one.sobol.sd).replace('+', '')}; intervals of 95 %)`,
      sobolLines(one.sobol),
    );
  for (const regional of one.regional ?? []) section(...regionalSection(regional, print));
  for (const { method, issue } of one.refused)
    lines.push('', paint('yellow', `  ${method}: ${issue.message}`), ...(issue.hint ? [`    ${issue.hint}`] : []));
  return lines.join('\n');
}

function printerOf(model: Model, { indicator, inputs, tornado, morris, sobol }: Sensitivity): Printer {
  const { decimals } = indicatorOf(model, indicator);
  const spread = tornado?.bars[0]?.swing ?? morris?.effects[0]?.muStar.value ?? sobol?.sd ?? 0;
  const digits = Math.max(decimals, decimalsFor(spread / 10));
  return {
    outcome: (value) => value.toFixed(digits),
    change: (value) => signed(value, digits),
    input: (id, value, range) => {
      const names = inputs.find((one) => one.id === id)?.names;
      return names ? names(value).en : value.toFixed(decimalsFor(range));
    },
  };
}

/** Decimals that show a difference of this size with two digits. */
function decimalsFor(spread: number): number {
  return spread > 0 && Number.isFinite(spread) ? Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(spread)))) : 0;
}

function tornadoLines(one: Sensitivity, { bars, together, interaction }: Tornado, print: Printer): readonly string[] {
  const moving = bars.filter(({ swing }) => swing > 0);
  const rows = moving.map(({ id, unit, members, low, high, swing, turns }) => {
    const spread = Math.abs(high.input - low.input);
    return [
      nameOf(id, members),
      `${print.input(id, low.input, spread)} → ${print.input(id, high.input, spread)} ${unit}`.trimEnd(),
      print.outcome(low.outcome),
      print.outcome(high.outcome),
      `${print.change(swing).replace('+', '')}${turns ? ' (turns)' : ''}`,
    ];
  });
  const idle = bars.filter(({ swing }) => swing === 0).map(({ id }) => id);
  const interacts = Math.max(...interaction.map(Math.abs)) >= 0.01 * (bars[0]?.swing ?? 0);
  return [
    table(
      [
        ['input', LEFT],
        ['its value', LEFT],
        ['at 5 %', RIGHT],
        ['at 95 %', RIGHT],
        ['swing', RIGHT],
      ],
      rows,
    ),
    `all at once, each at the end that lowers (raises) the outcome: ${print.outcome(together[0])} (${print.outcome(together[1])})`,
    interacts
      ? `beyond the sum of single changes: ${interaction.map(print.change).join(' downwards, ')} upwards (interactions, which single inputs do not show)`
      : 'that is the sum of single changes: nothing interacts',
    ...(idle.length > 0 ? [`without effect: ${idle.join(', ')}`] : []),
    ...(bars.some(({ turns }) => turns) ? ['(turns): both ends move the outcome to the same side'] : []),
    ...(one.inputs.some(({ group }) => group !== undefined) ? ['correlated inputs were moved one by one'] : []),
  ];
}

function morrisLines({ effects }: MorrisScreening, print: Printer): readonly string[] {
  const size = (value: number) => print.change(value).replace('+', '');
  const rows = effects.map(({ id, mu, muStar, sigma, kind }) => [
    id,
    print.change(mu),
    size(muStar.value),
    `${size(muStar.low)} to ${size(muStar.high)}`,
    size(sigma),
    kind.replaceAll('_', ' '),
  ]);
  return [
    table(
      [
        ['input', LEFT],
        ['μ', RIGHT],
        ['μ*', RIGHT],
        ['95 %', RIGHT],
        ['σ', RIGHT],
        ['effect', LEFT],
      ],
      rows,
    ),
  ];
}

function sobolLines({
  shares,
  sumFirst,
  sumTotal,
  interacts,
  pairs,
  precision,
  draws,
}: SobolIndices): readonly string[] {
  const row = (name: string, { first, total }: SobolPart, told: string) => [
    name,
    number(first.value),
    interval(first),
    number(total.value),
    interval(total),
    told,
  ];
  const rows = shares.flatMap((share) => {
    const told = share.negligible ? 'negligible' : share.first.zero ? 'first order not told from 0' : '';
    return [
      row(share.parts.length > 0 ? `${share.parts.length} correlated inputs` : share.id, share, told),
      ...share.parts.map((part) => row(`  ${part.id}`, part, 'by itself')),
    ];
  });
  return [
    table(
      [
        ['input', LEFT],
        ['first', RIGHT],
        ['95 %', RIGHT],
        ['total', RIGHT],
        ['95 %', RIGHT],
        ['', LEFT],
      ],
      rows,
    ),
    `sum of first-order indices ${number(sumFirst.value)} (${interval(sumFirst)}), of totals ${number(sumTotal.value)} (${interval(sumTotal)}): ${
      interacts
        ? `interactions hold about ${percent(Math.max(0, 1 - sumFirst.value))} of the variance`
        : 'interactions are not told from none'
    }`,
    ...(shares.some(({ parts }) => parts.length > 0)
      ? [
          'by itself: first with what it shares with correlated inputs, total only what is left when they are known; these do not add up',
        ]
      : []),
    ...(pairs ?? [])
      .filter(({ second }) => !second.zero)
      .map(({ ids, second }) => `together ${ids.join(' × ')}: ${number(second.value)} (${interval(second)})`),
    ...(pairs?.every(({ second }) => second.zero) ? ['no pair is told from none'] : []),
    ...(precision > 0.1
      ? [
          `totals are known to ±${number(precision)}: --draws ${2 ** Math.ceil(Math.log2(draws * (precision / 0.05) ** 2))} would bring that to about 0.05`,
        ]
      : []),
  ];
}

function regionalSection(regional: RegionalSensitivity, print: Printer): readonly [string, readonly string[]] {
  const { target, draws, met, probability, standardError, status, inputs } = regional;
  const what =
    `${BOUND_SIGNS[target.bound]} ${target.value}${target.plan === undefined ? '' : ` (${target.plan})`}`.trim();
  const heading = `what decides whether ${what} is met: met in ${met} of ${draws} draws, ${percent(probability)} ± ${(100 * standardError).toFixed(1)}`;
  if (status !== 'split')
    return [
      heading,
      [
        `the target is ${status === 'nearly_all' ? 'met' : 'missed'} in ${met === 0 || met === draws ? 'all' : 'nearly all'} draws: there is nothing to tell apart`,
        'another value (--target) or more draws may show what decides',
      ],
    ];
  const rows = inputs.map(({ id, members, distance, p, decides, larger }) => [
    nameOf(id, members),
    distance.toFixed(2),
    p < 0.0005 ? '<0.001' : p.toFixed(3),
    decides ? 'decides' : 'not told from chance',
    decides && larger !== undefined ? `met with ${larger ? 'larger' : 'smaller'} values` : '',
  ]);
  const [first] = inputs;
  return [
    heading,
    [
      table(
        [
          ['input', LEFT],
          ['distance', RIGHT],
          ['p', RIGHT],
          ['', LEFT],
          ['', LEFT],
        ],
        rows,
      ),
      ...(first?.decides ? thresholdLines(first, print) : ['no single input decides']),
    ],
  ];
}

/** Where the target is nearly always met or missed, or how the shares split. */
function thresholdLines(input: DecidingInput, print: Printer): readonly string[] {
  const { id, unit, split, met, missed } = input;
  if (split.kind === 'names')
    return split.parts.map((part) => `${id} = ${part.name.en}: met in ${percent(part.met)} of ${part.draws} draws`);
  const spread = Math.abs(split.at) || 1;
  const value = (at: number) => `${print.input(id, at, spread / 10)} ${unit}`.trimEnd();
  const sign = { above: '>', below: '<' } as const;
  return [
    `met in ${percent(split.above)} of the draws where ${id} > ${value(split.at)}, in ${percent(split.below)} of the others`,
    ...(met
      ? [`met in ${percent(met.share)} of the ${met.draws} draws where ${id} ${sign[met.side]} ${value(met.at)}`]
      : []),
    ...(missed
      ? [
          `missed in ${percent(missed.share)} of the ${missed.draws} draws where ${id} ${sign[missed.side]} ${value(missed.at)}`,
        ]
      : []),
    'limits are taken from the same draws: on new ones they do a little worse',
  ];
}

function nameOf(id: string, members: number): string {
  return members === 1 ? id : `${id} (mean of ${members} years)`;
}

function number(value: number): string {
  return signed(value, 2).replace('+', '');
}

function interval({ low, high }: Estimate): string {
  return `${number(low)} to ${number(high)}`;
}

function percent(share: number): string {
  const text = (100 * share).toFixed(0);
  return share > 0 && text === '0' ? '<1 %' : share < 1 && text === '100' ? '>99 %' : `${text} %`;
}

function table(
  columns: readonly (readonly [title: string, align: { readonly align: 'left' | 'right' }])[],
  rows: readonly (readonly string[])[],
): string {
  return formatTable(
    columns.map(([title, align]) => ({ title, ...align })),
    rows,
  );
}
