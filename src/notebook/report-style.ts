// The look of the run report: readable in both languages, on paper, and on a narrow screen.

/** Style sheet of the page; colours of statuses are set inline from the charts' own. */
export const REPORT_CSS = `
:root { color-scheme: light; --ink: #1d2226; --soft: #59636b; --line: #d8dde0; --pale: #f5f7f8; --accent: #00585c; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.65 "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 28px; line-height: 1.3; margin: 0 0 8px; }
h2 { font-size: 22px; margin: 48px 0 12px; padding-top: 8px; border-top: 2px solid var(--accent); }
h3 { font-size: 17px; margin: 28px 0 8px; }
p { margin: 0 0 12px; max-width: 46em; }
.soft { color: var(--soft); font-size: 14px; }
nav ol { padding-left: 1.4em; margin: 0; columns: 2; }
nav a { color: var(--accent); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.45; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; border-bottom: 2px solid var(--line); position: sticky; top: 0; background: #fff; }
table.board td:nth-child(2), table.board td:nth-child(3), table.board td:nth-child(4), table.board td:nth-child(5) { text-align: right; white-space: nowrap; }
table.board th:nth-child(2), table.board th:nth-child(3), table.board th:nth-child(4), table.board th:nth-child(5) { text-align: right; }
table.board td:nth-child(6), .chance { white-space: nowrap; }
.status { display: inline-block; padding: 1px 8px; border-radius: 3px; white-space: nowrap; }
.basis { color: var(--soft); font-size: 12px; }
details { border: 1px solid var(--line); border-radius: 6px; padding: 8px 14px; margin: 10px 0; }
details[open] { padding-bottom: 14px; }
summary { cursor: pointer; font-weight: 600; }
figure { margin: 24px 0 32px; }
figure > div { overflow-x: auto; }
figure svg { max-width: 100%; height: auto; display: block; }
figcaption { color: var(--soft); font-size: 13px; margin-top: 6px; }
.chips { position: sticky; top: 0; z-index: 2; background: #fffffff2; padding: 8px 0; border-bottom: 1px solid var(--line); }
.tj-chip { font: inherit; font-size: 13px; margin: 2px 4px 2px 0; padding: 2px 10px; border: 1px solid var(--line); border-radius: 12px; background: var(--pale); cursor: pointer; }
.tj-chip[aria-pressed="true"] { background: var(--accent); color: #fff; border-color: var(--accent); }
.url { word-break: break-all; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 13px; }
footer { margin-top: 48px; color: var(--soft); font-size: 13px; }
@media (max-width: 640px) { main { padding: 20px 14px 48px; } nav ol { columns: 1; } h1 { font-size: 23px; } }
@media print {
  @page { size: A4; margin: 18mm 15mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .chips { display: none; }
  figure, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  th { position: static; }
  details { border: none; padding: 0; }
}
`;

/** Script of the page itself, after the charts' runtime: chips that highlight a scenario. */
export const REPORT_SCRIPT = `
(() => {
  let current = null;
  const chips = [...document.querySelectorAll('button.tj-chip')];
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      current = current === chip.dataset.scenario ? null : chip.dataset.scenario;
      for (const other of chips) other.setAttribute('aria-pressed', String(other.dataset.scenario === current));
      window.tujing.highlight(current);
    });
  }
  addEventListener('beforeprint', () => { for (const part of document.querySelectorAll('details')) part.open = true; });
})();
`;
