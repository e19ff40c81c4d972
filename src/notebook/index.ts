export { escapeHtml, escapeJson } from './html.ts';
export { REPORT_SCRIPT } from './report-style.ts';
export { type Figure, type RunReport, renderRunReport } from './run-report.ts';
