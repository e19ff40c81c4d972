// Levers, channels and amounts of an attribution as charts name them.

import { type ChannelPart, type LeverPart, leverYears } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import { type Indicator, indicatorOf } from '../model/index.ts';
import { ATTRIBUTION_WORDS } from './attribution-words.ts';
import type { ChartContext } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { decimalsFor, formatNumber } from './format.ts';
import { indicatorTitle, regionName } from './notes.ts';
import { WORDS } from './words.ts';

/** A lever by its indicator, with what it does and when below. */
export function leverName(
  context: ChartContext,
  { kind, lever, text }: LeverPart,
  region: string,
): { readonly name: string; readonly below?: string } {
  const { model, language } = context;
  const words = ATTRIBUTION_WORDS[language];
  if (kind === 'growth') return { name: words.assumption(cleanText(text.replace(/^.*: /, ''))) };
  if (lever === undefined) return { name: words.override, below: cleanText(text) };
  if (lever.kind === 'parameter') {
    const parameter = model.parameters.find((one) => one.id === lever.parameter);
    return {
      name: cleanText((parameter?.title ?? { zh: lever.parameter, en: lever.parameter })[language]),
      below: `= ${lever.value}`,
    };
  }
  const change = changeText(lever.text, language);
  const what =
    lever.kind === 'path' ? words.path : lever.kind === 'growth' ? words.growth(change) : words.level(change);
  const { first, last } = leverYears(lever);
  const [only, ...others] = lever.regions;
  const where =
    others.length > 0
      ? words.regions(lever.regions.length)
      : only === undefined || only === region
        ? undefined
        : regionName(model, only, context);
  const below = [what, WORDS[language].years(first, last), ...(where === undefined ? [] : [where])].join(words.comma);
  return { name: indicatorTitle(indicatorOf(model, lever.indicator), context), below };
}

/** What a lever writes, `growth: +2.12341234567pp`, in the reader's language and to four significant digits. */
export function changeText(text: string, language: Language): string {
  const written = cleanText(text.replace(/^\w+: /, ''));
  const short = written.replace(/\d+\.\d{3,}/, (digits) => String(Number(Number(digits).toPrecision(4))));
  return ATTRIBUTION_WORDS[language].change(short);
}

/** A channel: where the difference starts, and what it answers to. */
export function channelName(context: ChartContext, part: ChannelPart, region: string): string {
  const { model, language } = context;
  const words = ATTRIBUTION_WORDS[language];
  const own = indicatorTitle(indicatorOf(model, part.indicator), context);
  const at =
    part.region === region ? own : `${regionName(model, part.region, context)}${language === 'zh' ? '' : ', '}${own}`;
  switch (part.kind) {
    case 'lever':
      return words.levers(at);
    case 'response': {
      const response = model.responses.find((one) => one.id === part.id);
      return words.answer(at, response ? indicatorTitle(indicatorOf(model, response.to), context) : (part.id ?? ''));
    }
    case 'limit':
      return words.limit(at);
    case 'assumption':
      return words.otherAssumptions(at);
    case 'parameter': {
      const parameter = model.parameters.find((one) => one.id === part.id);
      return words.formulaParameter(at, cleanText(parameter?.title[language] ?? part.id ?? ''));
    }
    case 'unsplit':
      return words.unsplit(at);
  }
}

/** One digit more than values have: parts are smaller than wholes. */
export function amountDecimals(amount: number, { decimals }: Indicator): number {
  return decimalsFor(amount, decimals + 1);
}

/** An amount with its sign and one digit more than values have: parts are smaller than wholes. */
export function amountText(amount: number, indicator: Indicator, language: ChartContext['language']): string {
  const text = formatNumber(amount, amountDecimals(amount, indicator), language);
  return amount > 0 ? `+${text}` : text;
}
