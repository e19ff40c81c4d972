// Uncertain inputs in words.

import { type Bilingual, inSentence, quantileOf } from '../base/index.ts';
import type { UncertainInput } from '../engine/index.ts';
import { indicatorOf, isPercent, type Model, regionOf } from '../model/index.ts';
import type { InputRange } from '../results/index.ts';

/** What readers are told of inputs; one entry for all years of a yearly one, which is that of its first year. */
export function rangesOf(model: Model, inputs: readonly UncertainInput[]): readonly InputRange[] {
  const firsts = new Map<string, UncertainInput>();
  for (const input of inputs) {
    const first = firsts.get(seriesOf(input));
    if (input.year !== undefined && input.year < (first?.year ?? Number.POSITIVE_INFINITY))
      firsts.set(seriesOf(input), input);
  }
  return inputs
    .filter((input) => input.year === undefined || firsts.get(seriesOf(input)) === input)
    .map((input) => rangeOf(model, input));
}

function rangeOf(model: Model, input: UncertainInput): InputRange {
  const at = quantileOf(input.distribution);
  const { title, unit, scale } = describeInput(model, input);
  return {
    id: seriesOf(input),
    title,
    unit,
    central: input.central * scale,
    low: at(0.05) * scale,
    high: at(0.95) * scale,
    shape: input.distribution.kind,
    ...(input.source ? { source: input.source } : {}),
  };
}

/** An input's id without its year. */
export function seriesOf({ id }: UncertainInput): string {
  return id.replace(/#\d+/, '');
}

/** An input in words, and the factor from its value to the unit that is printed. */
export function describeInput(model: Model, input: UncertainInput) {
  const { of } = input;
  const indicator = of.kind === 'parameter' ? undefined : indicatorOf(model, of.indicator);
  const percent = isPercent(of, indicator?.grows, model.assumptions);
  const unit =
    of.kind === 'growth' ? 'pp' : of.kind === 'assumed' ? (percent ? '%/yr' : (indicator?.unit.id ?? '')) : '';
  const names =
    of.kind === 'choice'
      ? (value: number): Bilingual => {
          const variant = of.variants[value];
          return variant === undefined ? { zh: '默认', en: 'the usual' } : { zh: variant, en: variant };
        }
      : undefined;
  return { title: titleOf(model, input), unit, scale: percent ? 100 : 1, ...(names ? { names } : {}) };
}

function titleOf(model: Model, { of, region }: UncertainInput): Bilingual {
  if (of.kind === 'parameter')
    return model.parameters.find((one) => one.id === of.parameter)?.title ?? { zh: of.parameter, en: of.parameter };
  const { title } = indicatorOf(model, of.indicator);
  const place = region === undefined ? undefined : regionOf(model, region).name;
  if (of.kind === 'growth')
    return {
      zh: `${place?.zh ?? ''}${title.zh}增速偏离`,
      en: `Growth deviation of ${inSentence(title.en)}${place ? `, ${place.en}` : ''}`,
    };
  if (of.kind === 'choice') return { zh: `${title.zh}的增长假设`, en: `Growth assumption of ${inSentence(title.en)}` };
  // Its name tells an assumption from others of the same indicator.
  const alone =
    new Set(model.assumptions.filter((one) => one.indicator === of.indicator).map((one) => one.name)).size === 1;
  return {
    zh: `${title.zh}假设值${alone ? '' : `（${of.name}）`}`,
    en: `Assumed ${inSentence(title.en)}${alone ? '' : ` (${of.name})`}`,
  };
}
