// Findings of the audit as terminal text or JSON.

import { AUDIT_SEVERITIES, type Figure, type Finding } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import { indicatorOf, type Model, regionOf } from '../model/index.ts';
import { positionAt, type SourceText } from '../text/index.ts';
import { formatTable, paint } from './terminal.ts';

const STYLES = { error: 'red', disagreement: 'yellow', trap: 'cyan', gap: 'dim' } as const;
/** Figures of a finding printed on the terminal; `--json` has all. */
const MOST_FIGURES = 4;

/** Findings as text: in full, or one line each. */
export function auditText(model: Model, findings: readonly Finding[], language: Language, brief: boolean): string {
  if (findings.length === 0)
    return 'nothing found: no figure contradicts another beyond rounding, and nothing needed is missing\n';
  const counts = AUDIT_SEVERITIES.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [paint(STYLES[severity], `${count} ${severity}${count === 1 ? '' : 's'}`)];
  });
  const body = brief
    ? table(model, findings, language)
    : findings.map((one) => paragraph(model, one, language)).join('\n\n');
  return `${body}\n\n${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}: ${counts.join(', ')}\n`;
}

function table(model: Model, findings: readonly Finding[], language: Language): string {
  const columns = [
    { title: 'severity' },
    { title: 'check' },
    { title: 'region' },
    { title: 'indicator' },
    { title: 'years' },
    { title: 'size', align: 'right' as const },
    { title: 'figures' },
  ];
  const rows = findings.map((one) => [
    one.severity,
    one.check,
    language === 'zh' ? regionOf(model, one.region).name.zh : one.region,
    language === 'zh' ? indicatorOf(model, one.indicator).title.zh : one.indicator,
    yearsText(one.years),
    sizeText(one),
    one.figures
      .slice(0, 3)
      .map((figure) => figure.printed)
      .join(' | '),
  ]);
  return formatTable(columns, rows, (r, c, text) =>
    c === 0 ? paint(STYLES[findings[r]?.severity ?? 'gap'], text) : text,
  );
}

function paragraph(model: Model, one: Finding, language: Language): string {
  const [indicator, region] = [
    indicatorOf(model, one.indicator).title[language],
    regionOf(model, one.region).name[language],
  ];
  const size = sizeText(one);
  const more = one.figures.length - MOST_FIGURES;
  return [
    `${paint(STYLES[one.severity], one.severity)} ${paint('dim', one.check)}  ${paint('bold', `${indicator} · ${region} · ${yearsText(one.years)}`)}${size === '' ? '' : `  ${size}`}`,
    `  ${one.found[language]}`,
    ...one.figures
      .slice(0, MOST_FIGURES)
      .map((figure) => paint('dim', `    ${figure.printed}  ${sourceOf(figure, language)}`)),
    ...(more > 0 ? [paint('dim', `    and ${more} more (--json)`)] : []),
    `  → ${one.advice[language]}`,
  ].join('\n');
}

function sourceOf({ document, place, year }: Figure, language: Language): string {
  return [document[language], place ?? String(year)].join(', ');
}

function sizeText({ size }: Finding): string {
  if (!size) return '';
  const sign = size.amount > 0 ? '+' : '';
  const percent =
    size.percent === undefined ? '' : ` (${sign}${size.percent.toFixed(Math.abs(size.percent) < 1 ? 2 : 1)} %)`;
  return `${sign}${Number(size.amount.toPrecision(4))} ${size.unit}${percent}`;
}

function yearsText(years: readonly number[]): string {
  const sorted = [...years].sort((a, b) => a - b);
  const [first = 0, last = first] = [sorted[0], sorted.at(-1)];
  return first === last ? String(first) : last - first === years.length - 1 ? `${first}-${last}` : sorted.join(', ');
}

/** Findings as JSON; every figure with its file, line and column. */
export function auditJson(findings: readonly Finding[], sources: readonly SourceText[]): string {
  const figureRecord = ({ at, flags, document, place, plan, bound, slack, ...figure }: Figure) => {
    const source = sources.find((one) => one.file === at.file);
    const position = source && positionAt(source, at.start);
    return {
      ...figure,
      rounding: slack,
      bound: bound ?? null,
      plan: plan ?? null,
      document,
      place: place ?? null,
      flags,
      file: at.file,
      line: position?.line ?? null,
      column: position?.column ?? null,
    };
  };
  const records = findings.map(({ figures, size, ...one }) => ({
    ...one,
    size: size ? { ...size, percent: size.percent ?? null } : null,
    figures: figures.map(figureRecord),
  }));
  return `${JSON.stringify(records, null, 2)}\n`;
}
