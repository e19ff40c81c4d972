// Explanations as terminal text or JSON.

import { cellTree, type Explanation, explainCell } from '../analysis/index.ts';
import { indicatorOf, type Model, type Observation, type Parameter, planOf, regionOf } from '../model/index.ts';
import type { RanScenario, Run } from '../pipeline.ts';
import { scenarioProbe } from '../repeat.ts';
import { seriesIndex } from '../results/index.ts';
import { treeText } from './print-tree.ts';
import { BOUND_SIGNS, paint } from './terminal.ts';

/** Explains one indicator and year in some regions, as text or as a JSON array. */
export function explainRun(
  run: Run,
  ran: RanScenario,
  indicator: string,
  regions: readonly string[],
  year: number,
  json: boolean,
): string {
  const explained = regions.map((region) => explain(run, ran, indicator, region, year));
  return json
    ? `${JSON.stringify(explained.map(asJson), null, 2)}\n`
    : `${explained.map((one) => textOf(run.model, one)).join('\n\n')}\n`;
}

/** The chain of numbers behind one indicator and year in some regions, as text or as a JSON array. */
export function explainTree(
  run: Run,
  ran: RanScenario,
  asked: {
    readonly indicator: string;
    readonly regions: readonly string[];
    readonly year: number;
    readonly json: boolean;
  },
  depth: number,
): string {
  const probe = scenarioProbe(run, ran);
  const trees = asked.regions.map((region) =>
    cellTree(run.model, probe, ran.scenario, { indicator: asked.indicator, region, year: asked.year }, depth),
  );
  return asked.json
    ? `${JSON.stringify(trees, null, 2)}\n`
    : `${trees.map((tree) => treeText(run.model, tree)).join('\n\n')}\n`;
}

function explain(run: Run, ran: RanScenario, indicator: string, region: string, year: number): Explanation {
  const { model, results, reader } = run;
  const position = (id: string) =>
    seriesIndex(results, model.regionIndex.get(region) ?? -1, model.indicatorIndex.get(id) ?? -1);
  const ratio = model.indicators.find(
    (one) => one.identity?.closes?.part === indicator && ran.reference.leadingRatios.has(position(one.id)),
  );
  const projection = ran.reference.projections.get(position(ratio?.id ?? indicator));
  const block = results.scenarios.find((one) => one.scenario === ran.id);
  return explainCell(model, reader, {
    indicator,
    region,
    year,
    block: ran.id,
    baseline: block?.baseline ?? ran.id,
    scenario: ran.scenario,
    ...(ran.asOf === undefined ? {} : { asOf: ran.asOf }),
    parameters: ran.parameters,
    ...(ratio ? { closingRatio: ratio } : {}),
    ...(projection ? { assumption: { variant: projection.variant, note: projection.note } } : {}),
  });
}

function asJson({ levers, observations, ...rest }: Explanation) {
  return {
    ...rest,
    observations: observations.map(({ at: _at, ...observation }) => observation),
    levers: levers.map((lever) => ({
      scenario: lever.scenario,
      text: lever.text,
      ...(lever.reason ? { reason: lever.reason } : {}),
      ...(lever.source ? { source: lever.source } : {}),
    })),
  };
}

function textOf(model: Model, one: Explanation): string {
  const indicator = indicatorOf(model, one.indicator);
  const show = (value: number) => `${Number(value.toFixed(Math.max(indicator.decimals, 2)))} ${one.unit}`;
  const lines = [
    paint('bold', `${one.indicator} · ${regionOf(model, one.region).name.en} · ${one.year} · ${one.scenario}`),
  ];
  lines.push(`  ${indicator.title.en} (${indicator.title.zh})`);
  lines.push(
    one.cell
      ? `  ${paint('bold', show(one.cell.value))}  ${one.cell.basis}${one.baseline === undefined ? '' : `; baseline ${show(one.baseline)}`}`
      : `  no data${one.absent === undefined ? '' : `: ${one.absent}`}`,
  );
  section(
    lines,
    'published',
    one.observations.map((observation) => observationText(observation, one.unit)),
  );
  section(
    lines,
    'planned',
    one.planned.map((figure) => {
      const amount =
        figure.value === undefined
          ? (figure.rate ?? '')
          : `${figure.value} ${one.unit}${figure.rate === undefined ? '' : ` (${figure.rate})`}`;
      const places = [figure.source, ...figure.also]
        .map(({ place, printed }) => `${place ?? ''}${printed === undefined ? '' : `, printed "${printed}"`}`)
        .join('; ');
      return `${figure.kind.replace('_', ' ')}${figure.bound ? ` ${BOUND_SIGNS[figure.bound]}` : ''} ${amount}  ${planOf(model, figure.plan).title.zh}, ${places}`;
    }),
  );
  if (one.formula !== undefined)
    section(
      lines,
      `formula  ${one.formula}`,
      one.inputs.map((input) => {
        const value =
          input.value === undefined
            ? 'no data'
            : `${Number(input.value.toPrecision(7))}${input.unit === undefined ? '' : ` ${input.unit}`}`;
        const about = input.parameter
          ? `${input.parameter.low}-${input.parameter.high}, ${evidence(input.parameter)}`
          : (input.basis ?? '');
        return `${input.name}${input.year === undefined || input.year === one.year ? '' : ` (${input.year})`} = ${value}  ${about}`.trimEnd();
      }),
    );
  if (one.computed !== undefined)
    lines.push(`    the formula gives ${Number(one.computed.toFixed(4))} ${one.unit}; the published figure stands`);
  if (one.assumption) section(lines, 'growth assumption', [`${one.assumption.variant}: ${one.assumption.note.en}`]);
  section(
    lines,
    'levers',
    one.levers.map(
      (lever) =>
        `${lever.text}  (${lever.scenario}${lever.kind === 'growth' || lever.kind === 'level' ? `, ${lever.years.first}-${lever.years.last}` : ''})${lever.source === undefined ? '' : `  ${lever.source}`}`,
    ),
  );
  section(
    lines,
    'responses',
    one.responses.map((response) => {
      const deviation =
        response.driverDeviation === undefined
          ? 'no data'
          : `${response.driverDeviation >= 0 ? '+' : ''}${(response.driverDeviation * 100).toFixed(2)} %`;
      return `to ${response.driver} (${deviation} against the baseline): ${response.parameter.id} = ${response.value}  ${evidence(response.parameter)}`;
    }),
  );
  return lines.join('\n');
}

/** The kind of evidence and its source, once. */
function evidence({ evidence: kind, source }: Parameter): string {
  return `${kind}: ${source.en}`;
}

function section(lines: string[], title: string, entries: readonly string[]): void {
  if (entries.length === 0) return;
  lines.push(`  ${paint('cyan', title)}`, ...entries.map((entry) => `    ${entry}`));
}

function observationText(observation: Observation, unit: string): string {
  const { source } = observation;
  const where = [
    source.title.zh,
    source.place,
    source.printed === undefined ? undefined : `printed "${source.printed}"`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
  const flags = observation.flags.length === 0 ? '' : ` [${observation.flags.join(' ')}]`;
  const published = `${observation.status}, ${observation.reliability}, published ${observation.publishedOn}${observation.publishedAssumed ? ' (assumed)' : ''}`;
  return `${observation.value} ${unit}${flags}  ${where}  ${published}${source.url === undefined ? '' : `\n      ${source.url}`}${observation.note ? `\n      ${observation.note.zh}` : ''}`;
}
