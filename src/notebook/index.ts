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
export { renderDocx } from './docx/render-docx.ts';
export { type EmbedPage, embedSnippets, renderEmbedPage } from './embed-page.ts';
export { fingerprintOf, provenanceOf, sha256 } from './fingerprint.ts';
export { FrontMatterSpec, readTheme, ThemeSpec, themeOf } from './front-matter.ts';
export { escapeHtml, escapeJson } from './html.ts';
export { type IndexEntry, renderIndexPage } from './index-page.ts';
export { INLINE_FUNCTIONS } from './inline-functions.ts';
export { frontMatterInput, inputsOfScenarios, workspaceInputs } from './inputs.ts';
export { hashWorkspace, type WorkspaceHashes } from './keys.ts';
export { markedSvg, PICTURE_KEYWORD } from './marked-pictures.ts';
export { type Mark, type Marks, marksOf, marksOfChart, readMarks } from './marks.ts';
export { CellFailure, notebookError } from './messages.ts';
export { renderNotebookPage } from './page.ts';
export type { Parameters } from './parameters.ts';
export { type ParsedNotebook, parseNotebook } from './parse.ts';
export { withPngText } from './png-chunks.ts';
export { DOCUMENT_ENDINGS, type DocumentMarks, MARK_ATTRIBUTE, MARKS_ELEMENT, readDocument } from './read-document.ts';
export { renderIpynb } from './render-ipynb.ts';
export { renderMarkdown } from './render-markdown.ts';
export { REPORT_SCRIPT } from './report-style.ts';
export { type Figure, type RunReport, renderRunReport } from './run-report.ts';
export { type Current, type Verdict, verifyDocument } from './verify.ts';
