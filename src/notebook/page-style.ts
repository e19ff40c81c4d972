// The look of a notebook's page, on screen and on A4.

import type { Language } from '../base/index.ts';
import type { ReportTheme } from './document.ts';

/** Chinese fonts that systems have, after the theme's own. */
const CHINESE = '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"';

/** Style sheet of the page in the theme's colours and fonts. */
export function pageCss({ accent, text, fonts, header, footer }: ReportTheme, language: Language): string {
  const family = (own: string) => `${own}, "${fonts.eastAsia}", ${CHINESE}, system-ui, sans-serif`;
  const pageOf = language === 'zh' ? '"第 " counter(page) " 页"' : 'counter(page)';
  return `
:root { color-scheme: light; --ink: ${text}; --soft: #59636b; --line: #d8dde0; --pale: #f5f7f8; --accent: ${accent}; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.7 ${family(fonts.body)}; overflow-wrap: break-word; }
main { max-width: 880px; margin: 0 auto; padding: 32px 24px 64px; }
h1, h2, h3, h4 { font-family: ${family(fonts.heading)}; line-height: 1.35; }
h1 { font-size: 28px; margin: 0 0 16px; }
h2 { font-size: 22px; margin: 44px 0 12px; padding-top: 8px; border-top: 2px solid var(--accent); }
h3 { font-size: 18px; margin: 28px 0 8px; }
h4 { font-size: 16px; margin: 20px 0 6px; }
p, li { max-width: 46em; }
p { margin: 0 0 12px; }
a { color: var(--accent); }
.bar { color: var(--soft); font-size: 13px; border-bottom: 1px solid var(--line); padding-bottom: 6px; }
nav { background: var(--pale); padding: 12px 16px; margin: 0 0 24px; border-left: 3px solid var(--accent); }
nav ol { list-style: none; margin: 0; padding: 0; }
nav .toc-3 { padding-left: 1.5em; font-size: 14px; }
figure { margin: 24px 0 28px; }
figure.chart > div { overflow-x: auto; }
figure svg, main img { max-width: 100%; height: auto; display: block; }
figcaption { font-size: 14px; margin: 6px 0; }
.note { color: var(--soft); font-size: 13px; }
figcaption .note { display: block; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.45; font-variant-numeric: tabular-nums; margin: 0 0 8px; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--line); }
th.right, td.right, th[align="right"], td[align="right"] { text-align: right; }
td.right, .short { white-space: nowrap; }
th.center, td.center, th[align="center"], td[align="center"] { text-align: center; }
figure.table table { border-top: 2px solid var(--accent); border-bottom: 1px solid var(--accent); }
blockquote { margin: 0 0 12px; padding: 4px 16px; border-left: 3px solid var(--line); color: var(--soft); }
code, pre { font-family: ${family(fonts.mono)}; font-size: 13px; }
pre { background: var(--pale); padding: 10px 14px; overflow-x: auto; white-space: pre-wrap; }
mark.gap { background: #ffe08a; color: #5c3b00; padding: 0 4px; }
.failed { border: 2px solid #a3212f; padding: 10px 14px; margin: 16px 0; }
.failed p { margin: 0 0 6px; color: #a3212f; }
footer { margin-top: 48px; color: var(--soft); font-size: 13px; border-top: 1px solid var(--line); padding-top: 8px; }
.sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 640px) { main { padding: 20px 14px 48px; } h1 { font-size: 23px; } }
@page { size: A4; margin: 20mm 18mm 18mm; @top-center { content: ${cssText(header)}; font-size: 9pt; color: #59636b; } @bottom-center { content: ${cssText(footer)} ${footer === '' ? '' : '" · " '}${pageOf}; font-size: 9pt; color: #59636b; } }
@media print {
  body { font-size: 10.5pt; line-height: 1.55; }
  main { max-width: none; padding: 0; }
  p, li { max-width: none; }
  .bar { display: none; }
  h1 { font-size: 20pt; }
  h2 { font-size: 15pt; margin-top: 22pt; }
  h3 { font-size: 12.5pt; }
  h2, h3, h4 { break-after: avoid; }
  figure.chart, tr, .failed { break-inside: avoid; }
  figure.table figcaption { break-after: avoid; }
  figure.table .note { break-before: avoid; }
  thead { display: table-header-group; }
  table { font-size: 9pt; }
  td.right:not(.short) { white-space: normal; }
  th, td { padding: 3pt 5pt; }
  nav { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
}

/** A text as a CSS string: every sign that could mean something is written by its number. */
function cssText(text: string): string {
  return `"${[...text].map((character) => (/^[\p{L}\p{N} ]$/u.test(character) ? character : `\\${(character.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`;
}
