// Audit: one row a check, one square a finding, coloured by severity.

import { AUDIT_CHECKS, AUDIT_SEVERITIES, type AuditSeverity, auditModel, type Finding } from '../analysis/index.ts';
import { indicatorOf, regionOf } from '../model/index.ts';
import { AUDIT_WORDS } from './audit-words.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { GREY } from './colours.ts';
import { type Label, type Rect, rectLayers, textLayers } from './layers.ts';
import { sourceNotes } from './notes.ts';
import { makeSheet, plotWidth } from './sheet.ts';
import { FONT, SHEET_MARGIN } from './style.ts';
import { textWidth } from './text-metrics.ts';

const ROW = 22;
const SQUARE = 14;
const STEP = 17;
const HEAD = 4;
/** Darker is worse, so that the order holds in grey. */
const FILLS: Readonly<Record<AuditSeverity, string>> = {
  error: '#a3212f',
  disagreement: '#eda54f',
  trap: '#6fb7ae',
  gap: '#c9c9c9',
};

/** Findings of the audit by check; of one region's where one is asked for. Undefined where there are none. */
export function auditBoard(context: ChartContext, { region, plan, findings: given }: ChartRequest): Chart | undefined {
  const { model, language } = context;
  const words = AUDIT_WORDS[language];
  const findings =
    given ??
    auditModel(model, {
      ...(region === undefined ? {} : { regions: new Set([region]) }),
      ...(plan === undefined ? {} : { plans: new Set([plan]) }),
    }).filter((one) => context.keep(one.region, one.indicator));
  if (findings.length === 0) return undefined;
  const checks = AUDIT_CHECKS.filter((check) => findings.some((one) => one.check === check));
  const nameWidth = Math.max(...checks.map((check) => textWidth(words.check[check], FONT.label)));
  const left = Math.ceil(SHEET_MARGIN + nameWidth + 12);
  const right = SHEET_MARGIN + 30;
  const perLine = Math.floor(plotWidth({ left, right }, context.width) / STEP);
  const [labels, rects]: [Label[], Rect[]] = [[], []];
  let top = HEAD;
  for (const check of checks) {
    const own = findings.filter((one) => one.check === check);
    const lines = Math.ceil(own.length / perLine);
    labels.push({ x: -12, y: top + ROW / 2, text: words.check[check], align: 'right' });
    own.forEach((one, k) => {
      const x = (k % perLine) * STEP;
      const y = top + (ROW - SQUARE) / 2 + Math.floor(k / perLine) * STEP;
      rects.push({ x, y, x2: x + SQUARE, y2: y + SQUARE, fill: FILLS[one.severity], tooltip: tooltipOf(context, one) });
    });
    labels.push({
      x: Math.min(own.length, perLine) * STEP + 4,
      y: top + ROW / 2,
      text: String(own.length),
      size: FONT.footer,
      colour: GREY.soft,
    });
    top += ROW + (lines - 1) * STEP;
  }
  const count = (severity: AuditSeverity) => findings.filter((one) => one.severity === severity).length;
  const title = words.auditTitle(findings.length, count('error'), count('disagreement'));
  const plans = model.plans.filter((one) =>
    findings.some((finding) => finding.figures.some((figure) => figure.plan === one.id)),
  );
  return makeSheet({
    width: context.width,
    chart: { kind: 'audit', id: fileStem('audit', region ?? plan ?? 'plans'), title },
    subtitle: words.auditSubtitle,
    description: `${title}. ${AUDIT_SEVERITIES.map((severity) => `${words.severity[severity]}: ${count(severity)}`).join(', ')}`,
    plot: { left, right, height: top + 4 },
    layers: [...rectLayers(rects), ...textLayers(labels)],
    axisSpace: 0,
    key: AUDIT_SEVERITIES.filter((severity) => count(severity) > 0).map((severity) => ({
      text: `${words.severity[severity]} ${count(severity)}`,
      sample: { kind: 'box', fill: FILLS[severity] },
    })),
    footer: [words.auditRule, ...sourceNotes(context, plans, [])],
  });
}

function tooltipOf({ model, language }: ChartContext, one: Finding): string {
  return cleanText(
    `${regionOf(model, one.region).name[language]} · ${indicatorOf(model, one.indicator).title[language]} · ${one.found[language]}`,
  );
}
