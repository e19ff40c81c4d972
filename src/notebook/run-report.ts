// A run as one page that works offline: board, charts, scenarios, assumptions, sources. Nothing is asked of a network,
// and the policy in its head allows exactly the two parts it holds: this style and this script.

import type { Language } from '../base/index.ts';
import { type Chart, type ChartContext, chartKind } from '../charts/index.ts';
import { escapeHtml, escapeJson } from './html.ts';
import { drawSection } from './report-draws.ts';
import { assumptionSection, boardSection, scenarioSection, sourceSection, wordsOf } from './report-sections.ts';
import { REPORT_CSS } from './report-style.ts';

/** A chart with its picture and, for readers with scripts, its Vega form. */
export type Figure = Chart & { readonly svg: string; readonly vega: unknown };

export interface RunReport {
  readonly context: ChartContext;
  readonly figures: readonly Figure[];
  /** The page's whole script: the charts' runtime, then `REPORT_SCRIPT`. */
  readonly script: string;
  /** SHA-256 of `script` in base64, for the content security policy. */
  readonly scriptHash: string;
  readonly version: string;
}

/** The page, complete, in the context's language. The same input gives the same text. */
export function renderRunReport({ context, figures, script, scriptHash, version }: RunReport): string {
  const words = wordsOf(context);
  const { model, language, scenarios, targets, keep } = context;
  const title = words.title(model.title[language]);
  const judged = targets.filter((row) => row.scenario === 'baseline' && keep(row.region, row.variable));
  const replays = [...new Set(scenarios.flatMap((scenario) => scenario.asOf ?? []))].sort((a, b) => a - b);
  const kinds = [...new Set(figures.map((figure) => figure.kind))];
  const groups = new Map(kinds.map((kind) => [kind, figures.filter((figure) => figure.kind === kind)]));
  const sections: readonly (readonly [id: string, heading: string, html: string])[] = [
    ['board', words.board, boardSection(context, undefined)],
    ...replays.map(
      (year) => [`board-${year}`, `${words.board} · ${words.asOf(year)}`, boardSection(context, year)] as const,
    ),
    ['uncertainty', words.uncertainty, drawSection(context)],
    ...[...groups].map(
      ([kind, list]) =>
        [
          `charts-${kind}`,
          kindTitle(kind, language, words.replays),
          list.map((figure) => figureHtml(figure)).join('\n'),
        ] as const,
    ),
    ['scenarios', words.scenarios, scenarioSection(context)],
    ['assumptions', words.assumptions, assumptionSection(context)],
    ['sources', words.sources, sourceSection(context)],
  ];
  const chips = scenarios
    .filter((scenario) => scenario.id !== scenario.baseline)
    .map(
      ({ id, title: name }) =>
        `<button class="tj-chip" type="button" aria-pressed="false" data-scenario="${escapeHtml(id)}">${escapeHtml(name[language])}</button>`,
    );
  const body = sections
    .filter(([, , html]) => html !== '')
    .map(([id, heading, html]) => {
      const bar =
        id === `charts-${kinds[0]}` ? `<div class="chips">${escapeHtml(words.highlight)} ${chips.join('')}</div>` : '';
      return `<section><h2 id="${id}">${escapeHtml(heading)}</h2>${bar}${html}</section>`;
    });
  const contents = sections
    .filter(([, , html]) => html !== '')
    .map(([id, heading]) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`);
  const policy = `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>${REPORT_CSS}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(words.lead(scenarios.length, judged.length, judged.filter((row) => row.status !== 'not_assessable').length, figures.length))}</p>
<p class="soft">${escapeHtml(words.response)}</p>
<nav aria-label="${escapeHtml(words.contents)}"><ol>${contents.join('')}</ol></nav>
${body.join('\n')}
<footer>${escapeHtml(words.made(version))}</footer>
</main>
${figures.map((figure) => `<script type="application/json" class="tj-chart" data-target="fig-${escapeHtml(figure.id)}">${escapeJson(figure.vega)}</script>`).join('\n')}
<script>${script}</script>
</body>
</html>
`;
}

function figureHtml({ id, title, svg }: Figure): string {
  return `<figure><div id="fig-${escapeHtml(id)}">${svg}</div><figcaption>${escapeHtml(title)} <code>charts/${escapeHtml(id)}</code></figcaption></figure>`;
}

/** Kinds seen from an earlier year carry it in their name: `target-board2016`, `replay2016`. */
function kindTitle(kind: string, language: Language, replays: string): string {
  const [, stem = kind, year] = /^(.*?)(\d{4})?$/.exec(kind) ?? [];
  const title = stem === 'replay' ? replays : (chartKind(stem)?.title[language] ?? stem);
  return `${title}${year === undefined ? '' : ` ${year}`}`;
}
