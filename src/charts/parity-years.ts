// Parity years: when each region draws level with its leader, a point for each scenario (a dumbbell).

import { type Parity, type ParityRow, parityRows } from '../analysis/index.ts';
import { indicatorOf } from '../model/index.ts';
import { layNamedRows, type NamedRow } from './bar-rows.ts';
import { type Chart, type ChartContext, type ChartRequest, isBaseline } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { GREY, scenarioInks } from './colours.ts';
import { CONVERGENCE_WORDS } from './convergence-words.ts';
import { type Dot, dotLayers, type Rule, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, leftOutNotes, regionName, titleOf, warningNotes } from './notes.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { WORDS } from './words.ts';

/** Years after the last one up to which extrapolated points are drawn. */
const BEYOND = 10;
const MOST_SCENARIOS = 5;
/** Above this number, rows that say the same in every scenario ("ahead", "never") are counted in the footer. */
const MOST_PLAIN_ROWS = 15;
const LANE = 3.4;
const DOT = 44;

/** Parity years of some comparisons of one indicator, scenario by scenario; undefined where there are none. */
export function parityYears(context: ChartContext, { catchUps }: ChartRequest): Chart | undefined {
  const all = parityRows(catchUps ?? []);
  const [first] = catchUps ?? [];
  if (!first || all.length === 0) return undefined;
  const telling = all.filter((row) => row.always === undefined);
  const rows = all.length > MOST_PLAIN_ROWS && telling.length > 0 ? telling : all;
  const { model, language } = context;
  const [words, common] = [CONVERGENCE_WORDS[language], WORDS[language]];
  const indicator = indicatorOf(model, first.indicator);
  const last = model.years.last;
  const told = scenariosOf(rows, [...new Set((catchUps ?? []).map((one) => one.scenario))]);
  const { ids } = told;
  const scenarios = context.scenarios.filter((one) => ids.includes(one.id));
  const reference = scenarios.find(isBaseline) ?? scenarios[0];
  const inks = scenarioInks(context);
  const from = Math.min(
    last - 5,
    ...rows.flatMap((row) =>
      [...row.parities.values()].flatMap((parity) => (parity.year === undefined ? [] : [parity.year - 1])),
    ),
  );
  const ticks = Array.from({ length: last + BEYOND - from + 1 }, (_, k) => from + k).filter(
    (year) => (year - last) % 5 === 0,
  );
  const axis = { low: from, high: last + BEYOND + 2, ticks, decimals: 0 };
  const leaderName = (leader: string) =>
    leader === 'best'
      ? words.bestLeader
      : model.regionIndex.has(leader)
        ? regionName(model, leader, context)
        : cleanText(leader);
  const text = (parity: Parity | undefined) => {
    if (!parity) return '–';
    if (parity.status === 'never') return words.never;
    if (parity.status === 'ahead') return words.already;
    const year = parity.year ?? last;
    return parity.status === 'inside'
      ? String(year)
      : year > last + BEYOND
        ? words.beyond(last + BEYOND)
        : words.extrapolatedTo(last, year);
  };
  const named = rows.map(
    (row): NamedRow => ({
      name: words.parityRow(regionName(model, row.region, context), leaderName(row.leader)),
      value: reference ? text(row.parities.get(reference.id)) : '',
    }),
  );
  const laid = layNamedRows(context, named, reference ? titleOf(reference, context) : '', axis, String, last);
  const dots: Dot[] = [];
  const rules: Rule[] = [];
  for (const [k, row] of rows.entries()) {
    const y = laid.middles[k] ?? 0;
    const placed = scenarios.flatMap((scenario) => {
      const parity = row.parities.get(scenario.id);
      if (!parity || parity.status === 'never' || parity.status === 'ahead') return [];
      const year = parity.exact ?? parity.year ?? last;
      return [
        {
          scenario,
          parity,
          at: laid.x(Math.min(year, axis.high - 0.5)),
          cut: year > last + BEYOND,
        },
      ];
    });
    const [low, high] = [Math.min(...placed.map((one) => one.at)), Math.max(...placed.map((one) => one.at))];
    if (placed.length > 1) rules.push({ x: low, y, x2: high, y2: y, colour: GREY.axis, width: 1.4 });
    // Each scenario keeps to a lane of its own, so that equal years stay visible.
    for (const [lane, { scenario, parity, at, cut }] of placed.entries())
      dots.push({
        x: at,
        y: y + (lane - (placed.length - 1) / 2) * LANE,
        colour: inks.get(scenario.id)?.line ?? GREY.text,
        size: DOT,
        scenario: scenario.id,
        ...(cut ? { shape: 'triangle-right' as const } : parity.status === 'beyond' ? { hollow: true } : {}),
        tooltip: `${named[k]?.name ?? ''} · ${titleOf(scenario, context)} · ${text(parity)}`,
      });
  }
  const reached = reference
    ? all.filter((row) => ['ahead', 'inside'].includes(row.parities.get(reference.id)?.status ?? '')).length
    : 0;
  const always = (status: ParityRow['always']) => all.filter((row) => row.always === status).length;
  const title = words.parityTitle(
    indicatorTitle(indicator, context),
    reached,
    all.length,
    reference ? titleOf(reference, context) : '',
    last,
    new Set(all.map((row) => row.leader)).size === 1 ? leaderName(all[0]?.leader ?? '') : undefined,
  );
  return makeSheet({
    width: context.width,
    chart: { kind: 'parity-years', id: fileStem('parity-years', first.indicator, first.leader), title },
    subtitle: words.paritySubtitle(last),
    description: `${title}${common.stop}${words.paritySubtitle(last)}`,
    plot: laid.plot,
    layers: [...ruleLayers([...laid.rules, ...rules]), ...dotLayers(dots), ...textLayers(laid.labels)],
    axisSpace: 18,
    key: [
      ...scenarios.map(
        (scenario): KeyEntry => ({
          text: titleOf(scenario, context),
          sample: { kind: 'dot', colour: inks.get(scenario.id)?.line ?? GREY.text, size: DOT },
          scenario: scenario.id,
        }),
      ),
      ...(dots.some((dot) => dot.hollow)
        ? [{ text: words.extrapolated, sample: { kind: 'dot', colour: GREY.text, hollow: true, size: DOT } } as const]
        : []),
    ],
    footer: [
      ...(rows === all ? [] : [words.notDrawn(always('ahead'), always('never'))]),
      ...(told.alike > 0 ? [words.scenariosAlike(told.alike)] : []),
      ...(told.more > 0 ? [words.scenariosMore(told.more)] : []),
      ...(rows.some((row) => row.borrowed) ? [words.borrowedGrowth] : []),
      ...leftOutNotes(
        context,
        first.leftOut.map(({ region }) => region),
      ),
      ...warningNotes(context, scenarios),
    ],
  });
}

/** The first scenario, and those that move most years of parity; how many of the others are like the first, and how many are not. */
function scenariosOf(
  rows: readonly ParityRow[],
  [reference = '', ...others]: readonly string[],
): { readonly ids: readonly string[]; readonly alike: number; readonly more: number } {
  const moved = (id: string) =>
    rows.filter(
      ({ parities }) =>
        parities.has(id) && JSON.stringify(parities.get(id)) !== JSON.stringify(parities.get(reference)),
    ).length;
  const moving = others.filter((id) => moved(id) > 0).sort((a, b) => moved(b) - moved(a));
  return {
    ids: [reference, ...moving.slice(0, MOST_SCENARIOS)],
    alike: others.length - moving.length,
    more: Math.max(0, moving.length - MOST_SCENARIOS),
  };
}
