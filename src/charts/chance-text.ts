// Probabilities as charts and reports print them, and what must be said beside them.

import { type Chance, chanceOf, opennessOf, type TargetRow } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import type { DrawReader, InputRange } from '../results/index.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import type { ChartContext } from './chart.ts';
import { formatNumber } from './format.ts';

/** Points that a probability in a narrow cell is worth: whole per cents, finer only near 0 and 100. */
const CELL_ERROR = 0.005;

/** "72% (±1)", or "<0.1%" for what no draw did. */
export function chanceText(probability: number, draws: number, language: Language, error?: number): string {
  const words = CHANCE_WORDS[language];
  const chance = chanceOf(probability, draws, error);
  const text = printed(chance, language);
  return chance.kind === 'share' ? words.withError(text, chance.error) : text;
}

/** "72%", for cells and sentences. */
export function shortChance(probability: number, draws: number, language: Language): string {
  return printed(chanceOf(probability, draws, CELL_ERROR), language);
}

function printed(chance: Chance, language: Language): string {
  const words = CHANCE_WORDS[language];
  if (chance.kind === 'none') return words.below(chance.below);
  return chance.kind === 'all' ? words.above(chance.above) : words.percent(chance.percent);
}

/** How likely a row's target is met, with its error; what stands in its place where nothing is open; undefined where not known. */
export function rowChance(row: TargetRow, draws: DrawReader, language: Language): string | undefined {
  const words = CHANCE_WORDS[language];
  switch (opennessOf(row, draws)) {
    case 'published':
      return words.published(row.met === true);
    case 'no_range':
      return words.noRange;
    case 'open':
      return row.p_met === undefined ? undefined : chanceText(row.p_met, draws.design.draws, language, row.p_met_se);
    case undefined:
      return undefined;
  }
}

/** The probability of a row that depends on what is drawn; undefined of all others. */
export function openChance(row: TargetRow | undefined, draws: DrawReader | undefined): number | undefined {
  return row && draws && opennessOf(row, draws) === 'open' ? row.p_met : undefined;
}

/** Uncertain inputs, each counted once: not for every scenario that has a range of its own. */
export function countInputs(inputs: readonly InputRange[]): number {
  return new Set(inputs.map(({ id }) => id)).size;
}

/** How the draws were made, for footers; with what "±", "<" and ">" mean where they occur. */
export function drawNotes(
  { draws, inputs, language }: Pick<ChartContext, 'draws' | 'inputs' | 'language'>,
  shown: { readonly probabilities?: readonly number[]; readonly errors?: boolean; readonly central?: boolean },
): readonly string[] {
  if (!draws) return [];
  const words = CHANCE_WORDS[language];
  const { design } = draws;
  const count = formatNumber(design.draws, 0, language);
  const { probabilities = [] } = shown;
  const has = (probability: number) => probabilities.some((one) => one === probability);
  const notes = [
    words.design(count, words.method[design.method], design.seed, inputs && countInputs(inputs)),
    ...(shown.errors && probabilities.some((one) => one > 0 && one < 1) ? [words.errorNote] : []),
    ...(has(0) ? [words.noneNote(shortChance(0, design.draws, language), count)] : []),
    ...(has(1) ? [words.allNote(shortChance(1, design.draws, language), count)] : []),
    ...(shown.central ? [words.centralNote] : []),
  ];
  return [notes.join(language === 'zh' ? '' : ' ')];
}
