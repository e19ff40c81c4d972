// One chart as a page of its own, for an `<iframe>` of another: works offline, and the still picture stands where scripts
// are off.

import { escapeHtml, escapeJson } from './html.ts';
import type { Marks } from './marks.ts';
import { MARK_ATTRIBUTE, MARKS_ELEMENT } from './read-document.ts';

export interface EmbedPage {
  readonly title: string;
  readonly svg: string;
  /** The compiled chart, drawn anew where scripts run. */
  readonly vega: unknown;
  readonly marks: Marks;
  /** Runtime of the charts, and its SHA-256 in base64 for the page's policy. */
  readonly script: string;
  readonly scriptHash: string;
}

/** The page. The same input gives the same text. */
export function renderEmbedPage({ title, svg, vega, marks, script, scriptHash }: EmbedPage): string {
  const policy = `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const id = escapeHtml(marks.marks[0]?.id ?? '');
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>html, body { margin: 0; background: white; } svg { max-width: 100%; height: auto; display: block; }</style>
</head>
<body>
<div ${MARK_ATTRIBUTE}="${id}"><div id="chart">${svg}</div></div>
<script type="application/json" class="tj-chart" data-target="chart">${escapeJson(vega)}</script>
<script type="application/json" id="${MARKS_ELEMENT}">${escapeJson(marks)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** What to paste into another page: the chart's page in a frame, and the specification with vega-embed. */
export function embedSnippets(title: string, stem: string, width: number, height: number): string {
  return `<iframe src="${escapeHtml(stem)}.html" width="${width}" height="${height}" style="border:0;max-width:100%" title="${escapeHtml(title)}" loading="lazy"></iframe>

<!-- or, where a page may load scripts (vega 6, vega-lite 6, vega-embed 7): -->
<div id="chart"></div>
<script type="module">
  import embed from 'vega-embed';
  embed('#chart', '${escapeHtml(stem)}.vl.json', { actions: false, ast: true });
</script>
`;
}
