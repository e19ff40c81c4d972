// How draws were made and what was drawn, for readers of the report.

import { CHANCE_WORDS, type ChartContext, countInputs, formatNumber, formatShortest } from '../charts/index.ts';
import type { InputRange } from '../results/index.ts';
import { escapeHtml, table } from './html.ts';
import { REPORT_WORDS } from './report-words.ts';

/** Decimals of a range at most; small numbers keep two figures. */
const MOST_DECIMALS = 4;

/** Number, seed and method of the draws, what a probability means, and every uncertain input with its range; empty without draws. */
export function drawSection({ draws, inputs = [], language, scenarios }: ChartContext): string {
  if (!draws) return '';
  const words = REPORT_WORDS[language];
  const { columns, shapes } = words;
  const { design } = draws;
  const count = formatNumber(countInputs(inputs), 0, language);
  const told = [
    words.drawn(
      formatNumber(design.draws, 0, language),
      CHANCE_WORDS[language].method[design.method],
      design.seed,
      count,
    ),
    words.drawsMean,
    words.centralNote,
  ];
  const rows = unrepeated(inputs).map((input) => {
    const number = (value: number) => formatShortest(value, decimalsOf(input), language);
    const name = words.unitOf[input.unit] ?? input.unit;
    const unit = name === '' || name.startsWith('%') || language === 'zh' ? name : ` ${name}`;
    const scenario = scenarios.find(({ id }) => id === input.scenario);
    const own =
      input.scenario === undefined
        ? ''
        : ` <span class="basis">${escapeHtml(scenario?.title[language] ?? input.scenario)}</span>`;
    return [
      `${escapeHtml(input.title[language])}${own}`,
      escapeHtml(shapes[input.shape] ?? input.shape),
      escapeHtml(`${number(input.central)}${unit}`),
      escapeHtml(`${number(input.low)} – ${number(input.high)}${unit}`),
      escapeHtml(input.source?.[language] ?? ''),
    ];
  });
  const head = [columns.input, columns.distribution, columns.central, columns.nineInTen, columns.source].map(
    escapeHtml,
  );
  const list =
    rows.length === 0
      ? ''
      : `<details><summary>${escapeHtml(words.inputs(count))}</summary>${table(head, rows)}</details>`;
  return `${told.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}\n${list}`;
}

/** One row for each input and range, whatever number of years and scenarios it stands for. */
function unrepeated(inputs: readonly InputRange[]): readonly InputRange[] {
  const seen = new Set<string>();
  return inputs.filter(({ id, scenario, low, high, shape }) => {
    const key = JSON.stringify([id, scenario, low, high, shape]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** As many decimals as its range needs to show two figures. */
function decimalsOf({ low, high }: InputRange): number {
  const width = Math.abs(high - low);
  for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) if (width * 10 ** decimals >= 10) return decimals;
  return MOST_DECIMALS;
}
