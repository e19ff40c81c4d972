// The list of reports that were made for several regions.

import type { Language } from '../base/index.ts';
import type { ReportTheme } from './document.ts';
import { escapeHtml } from './html.ts';
import { pageCss } from './page-style.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** One report with its files, by their endings. */
export interface IndexEntry {
  readonly title: string;
  readonly region: string;
  readonly files: readonly { readonly name: string; readonly label: string }[];
  readonly failed: boolean;
}

/** A page with a link to each file; names are relative to its folder. */
export function renderIndexPage(
  title: string,
  entries: readonly IndexEntry[],
  language: Language,
  theme: ReportTheme,
): string {
  const words = DOCUMENT_WORDS[language];
  const rows = entries.map(({ title: name, region, files, failed }) => {
    const links = files
      .map((file) => `<a href="${escapeHtml(encodeURI(file.name))}">${escapeHtml(file.label)}</a>`)
      .join(' · ');
    return `<tr><td>${escapeHtml(region)}</td><td>${escapeHtml(name)}${failed ? ` <mark class="gap">${escapeHtml(words.failed)}</mark>` : ''}</td><td>${links}</td></tr>`;
  });
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escapeHtml(title)}</title>
<style>${pageCss(theme, language)}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(words.regions(entries.length))}</p>
<table><tbody>
${rows.join('\n')}
</tbody></table>
</main>
</body>
</html>
`;
}
