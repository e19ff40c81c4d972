// Charts of a run as files: specifications, pictures, and the report page that holds them.

import { createHash } from 'node:crypto';
import type { Language } from '../base/index.ts';
import type { OutputFile } from '../io/out-folder.ts';
import type { Run } from '../pipeline.ts';
import type { Session } from './session.ts';
import { progressBar } from './terminal.ts';
import { toolVersion } from './version.ts';

/** Draws the run's default charts in each language. */
export async function drawCharts(
  session: Session,
  run: Run,
  keep: (region: string, indicator: string) => boolean,
  languages: readonly Language[],
  formats: readonly string[],
): Promise<{ readonly files: readonly OutputFile[]; readonly charts: number }> {
  const [{ chartContext, chartsOfRun }, notebook, render, { readRuntime }, { chartMarker }] = await Promise.all([
    import('../charts/index.ts'),
    import('../notebook/index.ts'),
    import('../io/render.ts'),
    import('../io/report-script.ts'),
    import('./chart-marks.ts'),
  ]);
  const marksOf = chartMarker(session, run);
  const files: OutputFile[] = [];
  const renderer = render.createRenderer();
  const script = `${await readRuntime()}\n${notebook.REPORT_SCRIPT}`;
  const scriptHash = createHash('sha256').update(script).digest('base64');
  let charts = 0;
  for (const language of languages) {
    const context = chartContext(run, language, keep);
    const drawn = chartsOfRun(context);
    const bar = progressBar(`drawing charts (${language})`, drawn.length);
    const figures = [];
    for (const chart of drawn) {
      const { svg } = await renderer.renderSvg(chart.spec);
      const stem = `charts/${chart.id}.${language}`;
      const marks = marksOf(chart);
      const marked = { ...chart.spec, usermeta: { tujing: marks } };
      files.push({ name: `${stem}.vl.json`, content: `${JSON.stringify(marked)}\n` });
      if (formats.includes('svg')) files.push({ name: `${stem}.svg`, content: notebook.markedSvg(svg, marks) });
      if (formats.includes('png')) {
        const png = await render.renderPngInBackground(svg);
        const content = notebook.withPngText(png, notebook.PICTURE_KEYWORD, JSON.stringify(marks));
        files.push({ name: `${stem}.png`, content });
      }
      const { vega } = await render.toVega(chart.spec);
      figures.push({ ...chart, svg, vega });
      charts += 1;
      bar.step();
    }
    bar.end();
    const page = notebook.renderRunReport({ context, figures, script, scriptHash, version: toolVersion });
    files.push({ name: languages.length === 1 ? 'report.html' : `report.${language}.html`, content: page });
  }
  return { files, charts };
}
