// Numbers and units as they stand in charts and reports. Digits are grouped by hand: no locale decides.

import { roundAsPrinted } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import type { Bound, Indicator } from '../model/index.ts';
import { cleanText } from './clean-text.ts';

const SIGNS: Readonly<Record<Bound, string>> = {
  gte: '≥',
  gt: '>',
  lte: '≤',
  lt: '<',
  approx: '≈',
  eq: '=',
  range: '',
};

/**
 * A number with that many decimals. English groups from 1,000, Chinese from 10,000, as statistical reports do.
 *
 * @example formatNumber(2416, 0, 'zh') // '2416'
 */
export function formatNumber(value: number, decimals: number, language: Language): string {
  const rounded = roundAsPrinted(value, decimals);
  const [whole = '0', fraction] = Math.abs(rounded).toFixed(decimals).split('.');
  const from = language === 'zh' ? 5 : 4;
  const grouped = whole.length >= from ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  return `${rounded < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A number with as many decimals as it has, at most `most`: targets as printed. */
export function formatShortest(value: number, most: number, language: Language): string {
  const needed = Array.from({ length: most + 1 }, (_, decimals) => decimals).find(
    (decimals) => Math.abs(roundAsPrinted(value, decimals) - value) < 1e-9,
  );
  return formatNumber(value, needed ?? most, language);
}

/** A value with its unit: Chinese puts the unit behind, English only "%"; the subtitle names the unit. */
export function formatValue(value: number, indicator: Indicator, language: Language): string {
  return withUnit(formatNumber(value, decimalsFor(value, indicator.decimals), language), indicator, language);
}

/**
 * A value in a sentence, with its unit: English says "CNY 100.87 billion" where Chinese counts 1008.7亿元. As many digits are
 * shown as `decimals` of the indicator's own unit would give; `printed`: as many as it has.
 */
export function proseValue(
  value: number,
  decimals: number | 'printed',
  indicator: Indicator,
  language: Language,
): string {
  const { prose, id } = indicator.unit;
  const { times, form } = prose?.[language] ?? { times: 1, form: undefined };
  const scaled = times < 1 ? value / Math.round(1 / times) : value * times;
  const most = Math.max(
    0,
    (decimals === 'printed' ? Math.max(2, indicator.decimals) : decimals) - Math.round(Math.log10(times)),
  );
  const number = decimals === 'printed' ? formatShortest(scaled, most, language) : formatNumber(scaled, most, language);
  if (form !== undefined) return cleanText(form).replace('#', () => number);
  if (indicator.type === 'rank' || id === '1' || id === '%' || language === 'zh')
    return withUnit(number, indicator, language);
  return `${number} ${unitText(indicator, language)}`;
}

/** The sign before a target; none where the value itself is asked for, or a range. */
export function boundSign(bound: Bound): string {
  return bound === 'eq' ? '' : SIGNS[bound];
}

/** A target with its sign: "≥3.2%"; `upper` is the other end of a range. */
export function formatTarget(
  value: number,
  bound: Bound,
  indicator: Indicator,
  language: Language,
  upper?: number,
): string {
  const most = Math.max(2, indicator.decimals);
  const number = formatShortest(value, most, language);
  const range = upper === undefined ? number : `${number}–${formatShortest(upper, most, language)}`;
  return `${boundSign(bound)}${withUnit(range, indicator, language)}`;
}

/** A target in a sentence: "≥3.2%", "≥CNY 100 billion". */
export function proseTarget(value: number, bound: Bound, indicator: Indicator, language: Language): string {
  return `${bound === 'eq' ? '' : SIGNS[bound]}${proseValue(value, 'printed', indicator, language)}`;
}

/** A difference in percent with its sign, shorter where it is large: "+3.6%", "−16%". */
export function formatGap(percent: number, language: Language): string {
  const decimals = Math.abs(percent) < 9.95 ? 1 : 0;
  const text = formatNumber(percent, decimals, language);
  return `${roundAsPrinted(percent, decimals) > 0 ? '+' : ''}${text}%`;
}

/** The unit in words, for subtitles and tables. */
export function unitText(indicator: Indicator, language: Language): string {
  return cleanText(indicator.unit.title[language]);
}

/** Large values lose decimals that nobody reads. */
export function decimalsFor(value: number, decimals: number): number {
  const size = Math.abs(value);
  return size >= 10000 ? 0 : size >= 1000 ? Math.min(decimals, 1) : decimals;
}

function withUnit(number: string, indicator: Indicator, language: Language): string {
  if (indicator.type === 'rank') return language === 'zh' ? `第${number}位` : `#${number}`;
  const unit = cleanText(indicator.unit.title[language]);
  if (unit === '%') return `${number}%`;
  return language === 'zh' && indicator.unit.id !== '1' ? `${number}${unit}` : number;
}
