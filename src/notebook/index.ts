export type { Block, CellOutput } from './blocks.ts';
export {
  type BuildResult,
  type BuildTools,
  buildNotebook,
  type CodeRequest,
  type DrawnChart,
  type NotebookPlan,
  planNotebook,
} from './build.ts';
export { CELL_KINDS } from './cells/index.ts';
export type { CodeAnswer } from './code-result.ts';
export * from './document.ts';
export { FrontMatterSpec, readTheme, ThemeSpec, themeOf } from './front-matter.ts';
export { escapeHtml, escapeJson } from './html.ts';
export { type IndexEntry, renderIndexPage } from './index-page.ts';
export { INLINE_FUNCTIONS } from './inline-functions.ts';
export { hashWorkspace } from './keys.ts';
export { CellFailure, notebookError } from './messages.ts';
export { renderNotebookPage } from './page.ts';
export type { Parameters } from './parameters.ts';
export { type ParsedNotebook, parseNotebook } from './parse.ts';
export { REPORT_SCRIPT } from './report-style.ts';
export { type Figure, type RunReport, renderRunReport } from './run-report.ts';
