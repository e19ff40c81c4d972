// What a kind of cell is: its options, which scenarios it looks at, and what it shows.

import { z } from 'zod';
import type { RunAssumption } from '../../analysis/index.ts';
import type { Bilingual, Language, Place } from '../../base/index.ts';
import type { ChartContext } from '../../charts/index.ts';
import type { Model } from '../../model/index.ts';
import type { RanScenario, Run } from '../../pipeline.ts';
import type { CellOutput } from '../blocks.ts';

/** What draws are made of: all, a region, an indicator or, with both, one series. */
export interface DrawnPart {
  readonly region?: string;
  readonly indicator?: string;
  /** Each draw of every value is kept, as it is of one series. */
  readonly keep?: boolean;
}

/** What a cell may ask while it runs. Questions about names that do not exist end the cell with issues at their places. */
export interface CellContext {
  readonly model: Model;
  readonly language: Language;
  /** Place of an option in the notebook. */
  place(path: readonly PropertyKey[], of?: 'key' | 'value'): Place;
  /** An indicator, a region, a plan or a year that must exist; the path says where it is written. */
  indicator(id: string, path: readonly PropertyKey[]): string;
  indicators(ids: string | readonly string[], path: readonly PropertyKey[]): readonly string[];
  region(id: string, path: readonly PropertyKey[]): string;
  regions(selector: string | readonly string[], path: readonly PropertyKey[]): readonly string[];
  plan(id: string, path: readonly PropertyKey[]): string;
  year(year: number, path: readonly PropertyKey[]): number;
  /** Ids of the scenarios that the cell shows: its own, else those of the notebook. */
  readonly scenarios: readonly string[];
  /** These scenarios run, with the baseline of each view. */
  run(scenarios?: readonly string[], asOf?: number): Run;
  /** The same with the draws of the notebook, of this part; without any the cell ends with an issue at `path`. */
  drawn(scenarios: readonly string[], path: readonly PropertyKey[], of?: DrawnPart): Promise<Run>;
  /** Whether the notebook has draws. */
  readonly hasDraws: boolean;
  /** Runs growth assumptions from earlier years, for hindcasts. */
  assumptions(): RunAssumption;
  /** What charts are made from. */
  charts(run: Run): ChartContext;
  /** What a run calls a scenario: `baseline@2016` for a baseline of an earlier view. */
  ran(run: Run, scenario: string): RanScenario;
  /** Free text in the document's language, with parameters printed by name. */
  text(written: string | Bilingual): string;
  /** A parameter as written. */
  parameter(name: string, path: readonly PropertyKey[]): string;
  /** Title of a region, an indicator, a scenario or a plan. */
  name(id: string, path: readonly PropertyKey[]): string;
  /** Data of an earlier cell. */
  data(cell: string, path: readonly PropertyKey[]): unknown;
  /** Only these regions stand in boards where the cell names none; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
}

/** A kind of cell. */
export interface CellKind<T = unknown> {
  readonly id: string;
  readonly title: Bilingual;
  readonly schema: z.ZodType<T>;
  /** `none`: it looks at the model package alone. */
  readonly scenarios: 'shown' | 'none';
  readonly show: (context: CellContext, options: T) => CellOutput | Promise<CellOutput>;
}

/** Lets the options be typed by the schema. */
export function cellKind<T>(kind: CellKind<T>): CellKind {
  return kind as CellKind;
}

export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .meta({ description: 'Lower-case letters, digits and -' });
const Text = z.union([z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })]);
export const Selector = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).meta({
  description: 'An id, a code, "*", cities:ID, counties:ID, children:ID, descendants:ID, or a list of these',
});
export const Indicators = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
export const Scenarios = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
export const Years = z
  .union([z.int(), z.string().regex(/^\d{4}-\d{4}$/)])
  .meta({ description: 'A year or a range: 2020-2027' });

/** Options that every cell with something to show has. */
export const COMMON = {
  id: Id.optional().meta({ description: 'Name by which numbers and later cells refer to it' }),
  caption: Text.optional().meta({ description: 'Caption; default: the title of the chart or table' }),
  note: Text.optional().meta({ description: 'A remark below it' }),
  otherwise: Text.optional().meta({
    description: 'What to say where there is nothing to show; without it that is an error',
  }),
};

/** Options of cells that look at scenarios. */
export const OF_SCENARIOS = {
  scenarios: Scenarios.optional().meta({ description: 'Ids; default: those of the notebook' }),
  scenario: z.string().min(1).optional().meta({ description: 'One id, instead of scenarios' }),
  as_of: z.int().optional().meta({ description: 'With what was published by the end of this year' }),
};

/** What analyses show: their chart, their table, or both. */
export const SHOW = z.enum(['chart', 'table', 'both']).optional();

export const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value;
