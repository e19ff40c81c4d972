// What the charts of sensitivity share: heading, how outcomes and inputs are printed, the targets.

import type { Sensitivity, SensitivityTarget } from '../analysis/index.ts';
import type { Bilingual } from '../base/index.ts';
import { type Indicator, indicatorOf, planOf } from '../model/index.ts';
import type { ChartContext } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { formatNumber, formatTarget, formatValue, unitText } from './format.ts';
import { indicatorTitle, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { SENSITIVITY_WORDS } from './sensitivity-words.ts';

const INDEX = { zh: '指数点', en: 'index points' };

/** The cell that a chart is about. */
type Cell = Pick<Sensitivity, 'scenario' | 'region' | 'indicator' | 'year' | 'targets'> & { readonly unit?: string };

/** Texts of one cell in the chart's language. */
export interface SensitivityFrame {
  readonly heading: string;
  readonly scenario: string;
  readonly unit: string;
  readonly id: (kind: string) => string;
  /** An outcome with its unit; `spread` is the size of the differences that must be seen. */
  readonly outcome: (value: number, spread: number) => string;
  /** A change of the outcome: of a share in points. */
  readonly change: (value: number, spread: number) => string;
  /** The unit of changes. */
  readonly changeUnit: string;
  readonly target: (target: SensitivityTarget) => string;
  readonly plan: (target: SensitivityTarget) => string | undefined;
  /** Warnings of the scenario, and plans whose targets are drawn. */
  readonly notes: (targets: readonly SensitivityTarget[]) => readonly string[];
}

export function sensitivityFrame(context: ChartContext, cell: Cell): SensitivityFrame {
  const { model, language } = context;
  const words = SENSITIVITY_WORDS[language];
  const own = indicatorOf(model, cell.indicator);
  // An index has no unit of its own.
  const indicator: Indicator = cell.unit === 'index' ? { ...own, unit: { ...own.unit, id: '1', title: INDEX } } : own;
  const changeUnit = indicator.unit.id === '%' ? words.points : unitText(indicator, language);
  const scenario = context.scenarios.find((one) => one.id === cell.scenario);
  return {
    heading: words.heading(regionName(model, cell.region, context), indicatorTitle(indicator, context), cell.year),
    scenario: words.scenario(scenario ? titleOf(scenario, context) : cleanText(cell.scenario)),
    unit: unitText(indicator, language),
    id: (kind) => fileStem(kind, cell.scenario, cell.indicator, cell.region, String(cell.year)),
    outcome: (value, spread) =>
      formatValue(value, { ...indicator, decimals: Math.max(indicator.decimals, decimalsFor(spread)) }, language),
    change: (value, spread) => {
      const decimals = Math.max(indicator.decimals, decimalsFor(spread));
      const number = formatNumber(value, decimals, language);
      const space = language === 'en' && changeUnit !== '' ? ' ' : '';
      return `${/[1-9]/.test(number) && value > 0 ? '+' : ''}${number}${space}${changeUnit}`;
    },
    changeUnit,
    target: ({ value, bound }) => formatTarget(value, bound, indicator, language),
    plan: ({ plan }) => (plan === undefined ? undefined : cleanText(planOf(model, plan).short[language])),
    notes: (targets) => [
      ...(scenario ? warningNotes(context, [scenario]) : []),
      ...sourceNotes(
        context,
        targets.flatMap(({ plan }) => (plan === undefined ? [] : [planOf(model, plan)])),
        [],
      ),
    ],
  };
}

/** A title of an input: it comes from files that anybody may have written. */
export function inputTitle(title: Bilingual, { language }: Pick<ChartContext, 'language'>): string {
  return cleanText(title[language]);
}

/** The unit of an input in the chart's language. */
export function inputUnit(unit: string, { language }: Pick<ChartContext, 'language'>): string {
  return cleanText(SENSITIVITY_WORDS[language].units[unit] ?? unit);
}

/** A value of an input with its unit; a percent sign follows without a space. */
export function withInputUnit(number: string, unit: string, context: Pick<ChartContext, 'language'>): string {
  const own = inputUnit(unit, context);
  return own.startsWith('%') || context.language === 'zh' ? number + own : `${number} ${own}`.trimEnd();
}

/** A value of an input, or its name where it chooses between assumptions. */
export function inputValue(
  { inputs }: Pick<Sensitivity, 'inputs'>,
  id: string,
  value: number,
  spread: number,
  { language }: Pick<ChartContext, 'language'>,
): string {
  const names = inputs.find((input) => input.id === id)?.names;
  return names ? cleanText(names(value)[language]) : formatNumber(value, decimalsFor(spread), language);
}

/** A share as a percentage; what rounds to 0 or 100 without being it says so. */
export function percentText(share: number, { language }: Pick<ChartContext, 'language'>): string {
  const percent = formatNumber(100 * share, 0, language);
  if (share > 0 && percent === '0') return '<1%';
  if (share < 1 && percent === '100') return '>99%';
  return `${percent}%`;
}

/** Decimals that show a difference of this size with two digits. */
function decimalsFor(spread: number): number {
  return spread > 0 && Number.isFinite(spread) ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(spread)))) : 0;
}
