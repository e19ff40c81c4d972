// What an audit finds: which check, how bad, where, both figures as printed, how large, and what to do about it.

import type { Bilingual } from '../../base/index.ts';
import type { Model } from '../../model/index.ts';
import { type Figure, levelFigures, publishedFigures } from '../figures.ts';

/**
 * `error`: figures of one document that cannot all hold. `disagreement`: figures that should be equal and are given
 * differently by two documents, two levels of government, or by text and table. `trap`: nothing is wrong, but a naive
 * comparison misleads. `gap`: something that is needed to use the figure is not printed.
 */
export const AUDIT_SEVERITIES = ['error', 'disagreement', 'trap', 'gap'] as const;
export type AuditSeverity = (typeof AUDIT_SEVERITIES)[number];

export const AUDIT_CHECKS = [
  'stated-growth',
  'year-step',
  'implied-base',
  'text-against-table',
  'plan-against-plan',
  'scale',
  'children-sum',
  'flow-and-stock',
  'ratio-and-parts',
  'implied-part',
  'lead',
  'part-above-whole',
  'same-figure',
  'yearly-and-accumulated',
  'printed-scale',
  'defined-differently',
  'break',
  'base-not-printed',
  'year-not-printed',
] as const;
export type AuditCheck = (typeof AUDIT_CHECKS)[number];

/** A finding. */
export interface Finding {
  readonly check: AuditCheck;
  readonly severity: AuditSeverity;
  readonly indicator: string;
  readonly region: string;
  readonly years: readonly number[];
  /** The printed figures that do not go together, the one to be doubted first; one alone where something is not printed. */
  readonly figures: readonly Figure[];
  /** How far apart: first figure against what the others say, in `unit`, and in % of the latter. */
  readonly size?: { readonly amount: number; readonly unit: string; readonly percent?: number };
  /** What is found, without the names of indicator and region. */
  readonly found: Bilingual;
  /** What a careful analyst would do. */
  readonly advice: Bilingual;
}

/** What the checks share. */
export interface AuditContext {
  readonly model: Model;
  /** Levels by year: what plans ask for and report. */
  readonly levels: readonly Figure[];
  /** The published value of each cell, by `indicator/region/year`. */
  readonly published: ReadonlyMap<string, Figure>;
}

/** Collects the figures of a model once. */
export function auditContext(model: Model): AuditContext {
  return {
    model,
    levels: levelFigures(model),
    published: new Map(publishedFigures(model).map((figure) => [cellOf(figure), figure])),
  };
}

/** `indicator/region/year`. */
export function cellOf({ indicator, region, year }: Pick<Figure, 'indicator' | 'region' | 'year'>): string {
  return `${indicator}/${region}/${year}`;
}

/** The size of a difference, which is in points between percentages; the percentage of it is left out against 0. */
export function sizeOf(value: number, against: number, unit: string): NonNullable<Finding['size']> {
  const amount = value - against;
  const inPoints = unit === '%' ? 'pp' : unit;
  return { amount, unit: inPoints, ...(against === 0 ? {} : { percent: (100 * amount) / Math.abs(against) }) };
}

/** A number for a sentence: up to `digits` decimals, none that are zero. */
export function plain(value: number, digits = 3): string {
  return String(Number(value.toFixed(digits)));
}

/** Groups in the order of first appearance. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}

/** Every pair of a list, each once. */
export function pairsOf<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((a, k) => items.slice(k + 1).map((b) => [a, b] as const));
}
