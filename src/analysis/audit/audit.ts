// The audit of a model package: every check over every figure. Nothing is listed by hand, and figures that print
// rounding explains are no findings (the rule stands in print-precision.ts).

import type { Model } from '../../model/index.ts';
import { repeatedFindings, sameCellFindings } from './cells.ts';
import {
  accumulatedFindings,
  baseYearFindings,
  breakFindings,
  definitionFindings,
  printedScaleFindings,
  sameFigureFindings,
  yearFindings,
} from './definitions.ts';
import {
  AUDIT_CHECKS,
  AUDIT_SEVERITIES,
  type AuditCheck,
  type AuditContext,
  type AuditSeverity,
  auditContext,
  type Finding,
} from './finding.ts';
import { flowFindings, impliedPartFindings, leadFindings, ratioFindings } from './formulas.ts';
import { growthWithoutBase, impliedBases, statedGrowthFindings, yearSteps } from './growth.ts';
import { sumFindings, wholeFindings } from './sums.ts';

const CHECKS: readonly ((context: AuditContext) => readonly Finding[])[] = [
  statedGrowthFindings,
  yearSteps,
  impliedBases,
  growthWithoutBase,
  sameCellFindings,
  repeatedFindings,
  sumFindings,
  wholeFindings,
  flowFindings,
  ratioFindings,
  impliedPartFindings,
  leadFindings,
  sameFigureFindings,
  accumulatedFindings,
  printedScaleFindings,
  definitionFindings,
  breakFindings,
  baseYearFindings,
  yearFindings,
];

/** What to keep; everything when empty. */
export interface AuditChoice {
  /** Findings with at least one figure of these plans. */
  readonly plans?: ReadonlySet<string>;
  /** Findings on these regions. */
  readonly regions?: ReadonlySet<string>;
  readonly indicators?: ReadonlySet<string>;
  readonly severities?: ReadonlySet<AuditSeverity>;
  readonly checks?: ReadonlySet<AuditCheck>;
}

/**
 * Every finding, errors first, then by check and in the order of the files. Empty where nothing contradicts and nothing
 * is missing. Each finding has its figures as printed with their places, its size, and advice in Chinese and English.
 *
 * @example auditModel(model, {severities: new Set(['error'])}).map((one) => `${one.indicator}: ${one.found.en}`)
 */
export function auditModel(model: Model, choice: AuditChoice = {}): readonly Finding[] {
  const context = auditContext(model);
  const wanted = <T>(set: ReadonlySet<T> | undefined, value: T) => set === undefined || set.has(value);
  return CHECKS.flatMap((check) => check(context))
    .filter(
      (one) =>
        wanted(choice.severities, one.severity) &&
        wanted(choice.checks, one.check) &&
        wanted(choice.regions, one.region) &&
        wanted(choice.indicators, one.indicator),
    )
    .filter(
      (one) =>
        choice.plans === undefined ||
        one.figures.some((figure) => figure.plan !== undefined && choice.plans?.has(figure.plan)),
    )
    .sort(
      (a, b) =>
        AUDIT_SEVERITIES.indexOf(a.severity) - AUDIT_SEVERITIES.indexOf(b.severity) ||
        AUDIT_CHECKS.indexOf(a.check) - AUDIT_CHECKS.indexOf(b.check),
    );
}
