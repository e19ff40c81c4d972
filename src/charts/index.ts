export { amountText, changeText, channelName, leverName } from './attribution-names.ts';
export { AUDIT_WORDS } from './audit-words.ts';
export { countInputs, drawNotes, openChance, rowChance, shortChance } from './chance-text.ts';
export { CHANCE_WORDS } from './chance-words.ts';
export {
  type Assumption,
  type Chart,
  type ChartableRun,
  type ChartContext,
  type ChartRequest,
  type ChartScenario,
  chartContext,
  isBaseline,
  scenariosOfView,
  type VegaLiteSpec,
  viewsOf,
} from './chart.ts';
export { chartsOfRun } from './charts-of-run.ts';
export { cleanText } from './clean-text.ts';
export { STATUS_ORDER, scenarioInks, statusColours } from './colours.ts';
export {
  boundSign,
  formatGap,
  formatNumber,
  formatShortest,
  formatTarget,
  formatValue,
  proseTarget,
  proseValue,
  unitText,
} from './format.ts';
export { type ChartKind, chartKind, GALLERY } from './gallery.ts';
export { leverName as fieldAxisName } from './lever-field.ts';
export { SHEET_LIMITS, SHEET_WIDTHS } from './style.ts';
export { statusText } from './target-board.ts';
export { FONT_FAMILY, shortenText, textWidth, wrapText } from './text-metrics.ts';
