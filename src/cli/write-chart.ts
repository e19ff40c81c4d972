// Charts to files: the ending says whether as a picture, as a specification or as a piece of a page. Each file carries
// what it was made from, so that `tujing verify` can tell whether it is out of date.

import type { Language } from '../base/index.ts';
import type { Chart } from '../charts/index.ts';
import type { Marks } from '../notebook/index.ts';
import type { Run } from '../pipeline.ts';
import type { Session } from './session.ts';
import { UsageError } from './status.ts';

/** What a chart's file may end in. */
export const CHART_ENDINGS = ['.vl.json', '.svg', '.png', '.html'] as const;

export type ChartEnding = (typeof CHART_ENDINGS)[number];

/** The ending of a chart's file; other endings end the command with status 2. */
export function chartEnding(file: string): ChartEnding {
  const ending = CHART_ENDINGS.find((known) => file.endsWith(known));
  if (ending === undefined)
    throw new UsageError(`"${file}" cannot be a chart`, `a chart's file ends in ${CHART_ENDINGS.join(', ')}`);
  return ending;
}

/** Why there may be nothing to draw. */
export interface NothingDrawn {
  readonly message: string;
  readonly hint?: string;
}

const NOTHING: NothingDrawn = {
  message: 'there is nothing to draw',
  hint: 'ask for a region or an indicator that has data',
};

/** Writes a chart and names the file on standard error; without one the command ends with status 2 and says why. */
export async function writeChart(
  chart: Chart | undefined,
  file: string,
  session: Session,
  nothing: NothingDrawn = NOTHING,
): Promise<void> {
  if (!chart) throw new UsageError(nothing.message, nothing.hint);
  await writeChartFiles(chart, [file], session);
}

/**
 * Writes a chart to several files, drawn once. `run`: the one that it shows, where it shows nothing else.
 * The same chart of the same inputs gives the same bytes.
 */
export async function writeChartFiles(
  chart: Chart,
  files: readonly string[],
  session: Session,
  run?: Run,
): Promise<void> {
  const [{ writeFileAtomic }, { renderPng, renderSvg }, notebook] = await Promise.all([
    import('../io/files.ts'),
    import('../io/render.ts'),
    import('../notebook/index.ts'),
  ]);
  const { chartMarker } = await import('./chart-marks.ts');
  const marks = chartMarker(session, run)(chart);
  const drawn = files.every((file) => file.endsWith('.vl.json')) ? '' : (await renderSvg(chart.spec)).svg;
  const contents: Readonly<Record<ChartEnding, () => Promise<string | Uint8Array> | string | Uint8Array>> = {
    '.vl.json': () => `${JSON.stringify({ ...chart.spec, usermeta: { tujing: marks } })}\n`,
    '.svg': () => notebook.markedSvg(drawn, marks),
    '.png': () => notebook.withPngText(renderPng(drawn), notebook.PICTURE_KEYWORD, JSON.stringify(marks)),
    '.html': () => pageOf(chart, drawn, marks),
  };
  for (const file of files) {
    await writeFileAtomic(file, await contents[chartEnding(file)]());
    process.stderr.write(`${file}\n`);
  }
}

async function pageOf(chart: Chart, svg: string, marks: Marks): Promise<string> {
  const [{ renderEmbedPage }, { toVega }, { readRuntime }, { createHash }] = await Promise.all([
    import('../notebook/index.ts'),
    import('../io/render.ts'),
    import('../io/report-script.ts'),
    import('node:crypto'),
  ]);
  const script = await readRuntime();
  const scriptHash = createHash('sha256').update(script).digest('base64');
  const { vega } = await toVega(chart.spec);
  return renderEmbedPage({ title: chart.title, svg, vega, marks, script, scriptHash });
}

/** `--lang` of a chart or a text. */
export function languageOption(text: string | undefined): Language {
  if (text === 'zh' || text === 'en') return text;
  throw new UsageError(`--lang knows zh and en, not "${text}"`);
}
