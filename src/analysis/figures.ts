// Every figure that a plan or a publication prints for one cell, with its text, its place and its rounding.

import type { Bilingual, Place } from '../base/index.ts';
import {
  type Bound,
  indicatorOf,
  type Model,
  type Observation,
  observationsAsOf,
  planOf,
  regionOf,
  type Source,
  type Target,
} from '../model/index.ts';
import { printSlack, type Span, spanOf } from './print-precision.ts';

/** A printed figure. */
export interface Figure {
  readonly role: 'target' | 'observation' | 'growth';
  readonly indicator: string;
  readonly region: string;
  /** The year, or the last year of a period. */
  readonly year: number;
  readonly value: number;
  readonly unit: string;
  /** Half a unit of the last printed digit. */
  readonly slack: number;
  /** As printed, with its unit: `26320 亿元`, `45.6万人年`. */
  readonly printed: string;
  readonly bound?: Bound;
  readonly plan?: string;
  readonly document: Bilingual;
  /** Section, table, row. */
  readonly place?: string;
  readonly at: Place;
  readonly flags: Observation['flags'];
}

/** Levels that plans ask for a year (kinds `level` without a range, and `path`), and levels that plans report. */
export function levelFigures(model: Model): readonly Figure[] {
  return [
    ...model.targets.flatMap((target) => targetFigures(model, target)),
    ...model.observations
      .filter((one) => one.source.plan !== undefined && one.since === undefined)
      .map((one) => observedFigure(model, one)),
  ];
}

/** Published values, each cell at its latest vintage. */
export function publishedFigures(model: Model): readonly Figure[] {
  return [...observationsAsOf(model.observations, undefined).values()].map((one) => observedFigure(model, one));
}

/** The levels of one target, by year; none for kinds that are not levels. */
export function targetFigures(model: Model, target: Target): readonly Figure[] {
  if (target.kind === 'level' && target.upper === undefined)
    return [planFigure(model, target, target.year, target.value, target.source)];
  if (target.kind !== 'path') return [];
  return [...target.values].map(([year, value]) => {
    const cell = target.cells?.get(year);
    const place = `${target.source.place ?? ''} ${regionOf(model, target.region).name.zh} ${year}`.trim();
    const figure = planFigure(model, target, year, value, {
      ...target.source,
      place,
      ...(cell ? { printed: cell.printed } : {}),
    });
    return { ...figure, at: cell?.at ?? target.at };
  });
}

/** A figure that a target prints. */
export function planFigure(
  model: Model,
  target: Pick<Target, 'indicator' | 'region' | 'plan' | 'bound' | 'at'>,
  year: number,
  value: number,
  source: Source,
): Figure {
  const { indicator, region, plan, bound, at } = target;
  const unit = indicatorOf(model, indicator).unit.id;
  return {
    role: 'target',
    indicator,
    region,
    year,
    value,
    unit,
    slack: printSlack(value, source.printed),
    printed: printedText(value, unit, source.printed),
    bound,
    plan,
    ...whereOf(model, source),
    at,
    flags: [],
  };
}

/** A figure that a publication or a plan reports. */
export function observedFigure(model: Model, one: Observation): Figure {
  const { indicator, region, year, value, source, at, flags } = one;
  const unit = indicatorOf(model, indicator).unit.id;
  const slack = printSlack(value, source.printed, flags.includes('rounded'));
  return {
    role: 'observation',
    indicator,
    region,
    year,
    value,
    unit,
    slack,
    printed: printedText(value, unit, source.printed),
    ...whereOf(model, source),
    at,
    flags,
  };
}

function whereOf(model: Model, source: Source) {
  const document = source.plan === undefined ? source.title : planOf(model, source.plan).short;
  return {
    document,
    ...(source.plan === undefined ? {} : { plan: source.plan }),
    ...(source.place === undefined ? {} : { place: source.place }),
  };
}

/** A number as printed, followed by its unit unless the print already says more than the number. */
export function printedText(value: number, unit: string, printed?: string): string {
  return printed !== undefined && /[^\d.\s,-]/.test(printed) ? printed : `${printed ?? value} ${unit}`;
}

/** Values between which a figure's true value lies. */
export function figureSpan(figure: Pick<Figure, 'value' | 'slack'>): Span {
  return spanOf(figure);
}
