// One chart to one file: the ending says whether as a picture or as a specification.

import type { Language } from '../base/index.ts';
import type { Chart } from '../charts/index.ts';
import { UsageError } from './status.ts';

const ENDINGS = ['.svg', '.png', '.vl.json'] as const;

/** The ending of a chart's file; other endings end the command with status 2. */
export function chartEnding(file: string): (typeof ENDINGS)[number] {
  const ending = ENDINGS.find((known) => file.endsWith(known));
  if (ending === undefined)
    throw new UsageError(`"${file}" cannot be a chart`, `a chart's file ends in ${ENDINGS.join(', ')}`);
  return ending;
}

/** Writes a chart and names the file on standard error; without one there is nothing to draw, which ends with status 2. */
export async function writeChart(chart: Chart | undefined, file: string): Promise<void> {
  const ending = chartEnding(file);
  if (!chart) throw new UsageError('there is nothing to draw', 'ask for a region or an indicator that has data');
  const [{ writeFileAtomic }, { renderPng, renderSvg }] = await Promise.all([
    import('../io/files.ts'),
    import('../io/render.ts'),
  ]);
  if (ending === '.vl.json') await writeFileAtomic(file, `${JSON.stringify(chart.spec)}\n`);
  else {
    const { svg } = await renderSvg(chart.spec);
    await writeFileAtomic(file, ending === '.svg' ? svg : renderPng(svg));
  }
  process.stderr.write(`${file}\n`);
}

/** `--lang` of a chart or a text. */
export function languageOption(text: string | undefined): Language {
  if (text === 'zh' || text === 'en') return text;
  throw new UsageError(`--lang knows zh and en, not "${text}"`);
}
