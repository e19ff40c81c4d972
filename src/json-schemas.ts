// JSON Schemas (draft-7) of every YAML file, from the zod schemas that validate them.

import { z } from 'zod';
import { packageSpecs } from './model/index.ts';
import { CELL_KINDS, FrontMatterSpec } from './notebook/index.ts';
import { ScenarioSpec } from './scenario/index.ts';

/** By file kind: `scenario`, `plan`, `indicators`, … */
export function jsonSchemas(): ReadonlyMap<string, unknown> {
  const files = {
    scenario: ScenarioSpec,
    package: packageSpecs.PackageSpec,
    units: packageSpecs.UnitsSpec,
    regions: packageSpecs.RegionsSpec,
    indicators: packageSpecs.IndicatorsSpec,
    plan: packageSpecs.PlanSpec,
    growth: packageSpecs.GrowthSpec,
    responses: packageSpecs.ResponsesSpec,
    notebook: FrontMatterSpec,
  };
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return new Map<string, unknown>([
    ...Object.entries(files).map(([id, schema]) => [id, { title: `tujing ${id}`, ...schemaOf(schema) }] as const),
    // Cells are small: one file holds the options of every kind, by its name.
    [
      'notebook-cells',
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        title: 'tujing notebook cells',
        definitions: Object.fromEntries(CELL_KINDS.map(({ id, schema }) => [id, schemaOf(schema)])),
      },
    ],
  ]);
}
