// Convergence of several indicators side by side: a row each.

import { type Convergence, hasDirection } from '../../analysis/index.ts';
import { formatNumber } from '../../charts/index.ts';
import { indicatorOf } from '../../model/index.ts';
import { left, right } from '../blocks.ts';
import type { CellContext } from './cell-kind.ts';
import { joinSentences, table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

/** Significance from which on a direction counts as told. */
const TOLD = 0.05;

/** Slopes with their intervals, spreads of the first and last year, and what may be said of them. */
export function convergenceTable(context: CellContext, captions: object, found: readonly Convergence[]) {
  const { model, language } = context;
  const words = TABLE_WORDS[language];
  const number = (value: number | undefined, digits: number) =>
    value === undefined ? '–' : formatNumber(value, digits, language);
  const rows = found.map((one) => [
    indicatorOf(model, one.indicator).title[language],
    one.years?.join('–') ?? '–',
    String(one.regions.length),
    one.beta
      ? `${number(one.beta.slope, 5)} (${one.beta.slopeInterval.map((end) => number(end, 5)).join(' – ')})`
      : '–',
    one.beta?.halfLife === undefined ? '–' : words.years(number(one.beta.halfLife, 0)),
    one.sigma ? `${number(one.sigma.first, 3)} → ${number(one.sigma.last, 3)}` : '–',
    one.sigma?.test ? pText(one.sigma.test.p) : '–',
    verdict(one),
  ]);
  const told = found.flatMap((one) => {
    const [why] = one.beta && one.sigma ? [] : one.refused;
    return why ? [words.notAssessable(indicatorOf(model, one.indicator).title[language], why.reason[language])] : [];
  });
  return table(context, captions, {
    title: words.convergenceBoard,
    note: joinSentences(context, [words.verdicts.rule, ...told]),
    ...withoutSame(
      [
        left(words.indicator),
        { ...right(words.measures.years), drop: true },
        { ...right(words.regions), drop: true },
        right(words.measures.slope),
        right(words.measures.halfLife),
        right(words.measures.spread),
        right('p'),
        left(words.verdict),
      ],
      rows,
    ),
  });

  function pText(p: number): string {
    return p < 0.001 ? '<0.001' : number(p, 3);
  }

  function verdict({ beta, sigma, refused }: Convergence): string {
    const { verdicts } = words;
    if (!beta || !sigma) return refused.length > 0 ? verdicts.refused : '–';
    if (beta.verdict === 'alike') return verdicts.same;
    if (!hasDirection(beta)) return verdicts.open;
    const narrows = sigma.test !== undefined && sigma.test.p < TOLD && sigma.last < sigma.first;
    if (beta.slope < 0) return narrows ? verdicts.both : verdicts.beta;
    return verdicts.diverges;
  }
}
