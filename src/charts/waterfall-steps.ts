// The steps of a waterfall: lists of parts, each walked from one value to another.

import { type Attribution, goodDirection } from '../analysis/index.ts';
import { type Indicator, indicatorOf, planOf } from '../model/index.ts';
import { amountText, channelName, leverName } from './attribution-names.ts';
import { ATTRIBUTION_WORDS } from './attribution-words.ts';
import type { NamedRow } from './bar-rows.ts';
import type { AttributionList, ChartContext } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { formatTarget, formatValue } from './format.ts';
import { indicatorTitle, regionName } from './notes.ts';
import { WORDS } from './words.ts';

/** Steps of one list; smaller ones are added up. */
const MOST_STEPS = 7;

/** A row of the chart: a value reached, or a step from one value to another. */
export type Step = NamedRow & ({ readonly at: number } | { readonly from: number; readonly to: number });

/** Parts that lead from one value to another; `heading` says how it is split. */
interface PartList {
  readonly heading: string;
  readonly start: { readonly name: string; readonly value: string; readonly at: number };
  readonly parts: readonly Part[];
}

interface Part {
  readonly name: string;
  readonly below?: string;
  readonly amount: number;
}

const USUAL: readonly AttributionList[] = ['lever', 'channel'];

/** Rows of the lists asked for, one after the other; by default levers, and channels where they say more. Empty lists are left out. */
export function stepsOf(
  context: ChartContext,
  attribution: Attribution,
  indicator: Indicator,
  scenario: string,
  asked: readonly AttributionList[] | undefined,
): readonly Step[] {
  const { language } = context;
  const words = ATTRIBUTION_WORDS[language];
  const years = WORDS[language].years(attribution.years.first, attribution.years.last);
  const end: Step = {
    name: words.scenario(scenario, years),
    value: formatValue(attribution.value, indicator, language),
    bold: true,
    at: attribution.value,
  };
  const baseline = {
    name: words.baseline(years),
    value: formatValue(attribution.baseline, indicator, language),
    at: attribution.baseline,
  };
  const lists = (asked ?? USUAL).flatMap((by) => listsBy(by));
  return lists.flatMap(({ heading, start, parts }) => [
    { ...start, bold: true, below: heading } as const,
    ...walk(context, indicator, start.at, parts),
    end,
  ]);

  function listsBy(by: AttributionList): readonly PartList[] {
    const list = (heading: string, parts: readonly Part[], least: number): readonly PartList[] =>
      parts.length < least ? [] : [{ heading, start: baseline, parts }];
    switch (by) {
      case 'lever':
        return list(words.byLever, levers(), 0);
      case 'channel':
        return list(words.byChannel, channels(), asked === undefined ? 2 : 1);
      case 'input':
        return list(words.byInput, inputs(), 1);
      case 'region':
        return list(words.byRegion, regions(), 2);
      case 'gap':
        return attribution.gaps.map((gap) => ({
          heading: words.byGap,
          start: {
            name: `${words.target} ${cleanText(planOf(context.model, gap.plan).short[language])}`,
            value: formatTarget(gap.target, gap.bound, indicator, language),
            at: gap.target,
          },
          parts: gapParts(gap),
        }));
    }
  }

  function levers(): readonly Part[] {
    return attribution.levers
      .filter((part) => part.value !== 0)
      .map((part) => ({ ...leverName(context, part, attribution.region), amount: part.value }));
  }

  function channels(): readonly Part[] {
    return attribution.channels.map((part) => ({
      name: channelName(context, part, attribution.region),
      amount: part.amount,
    }));
  }

  function inputs(): readonly Part[] {
    const { model } = context;
    return attribution.inputs.map(({ name, year, amount }) => ({
      name: `${model.indicatorIndex.has(name) ? indicatorTitle(indicatorOf(model, name), context) : cleanText(name)}${year === undefined ? '' : ` ${WORDS[language].inYear(year)}`}`,
      amount,
    }));
  }

  function regions(): readonly Part[] {
    return attribution.regions.map(({ region, amount }) => ({
      name: regionName(context.model, region, context),
      amount,
    }));
  }

  /** Steps as changes of the value: those of a gap count what helps as positive. */
  function gapParts(gap: Attribution['gaps'][number]): readonly Part[] {
    const upwards = goodDirection(gap.bound, indicatorOf(context.model, attribution.indicator));
    return gap.steps.map(({ kind, text, amount }): Part => {
      const lever = kind === 'lever' ? attribution.levers.find((part) => part.text === text) : undefined;
      const named = lever
        ? leverName(context, lever, attribution.region)
        : { name: kind === 'known' ? words.known(text) : words.trend(text) };
      return { ...named, amount: upwards * amount };
    });
  }
}

/** Steps one after the other; together those that print as zero, and the smallest where there are many. */
function walk(
  { language }: ChartContext,
  indicator: Indicator,
  start: number,
  parts: readonly Part[],
): readonly Step[] {
  const visible = parts.filter((part) => /[1-9]/.test(amountText(part.amount, indicator, language))).length;
  const shown = parts.slice(0, Math.min(visible, parts.length > MOST_STEPS + 1 ? MOST_STEPS : parts.length));
  const rest = parts.slice(shown.length);
  const all =
    rest.length === 0
      ? shown
      : [
          ...shown,
          {
            name: ATTRIBUTION_WORDS[language].rest(rest.length),
            amount: rest.reduce((sum, part) => sum + part.amount, 0),
          },
        ];
  let at = start;
  return all.map((part): Step => {
    const from = at;
    at += part.amount;
    return {
      name: part.name,
      ...(part.below === undefined ? {} : { below: part.below }),
      value: amountText(part.amount, indicator, language),
      from,
      to: at,
    };
  });
}
