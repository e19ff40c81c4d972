// JSON Schemas (draft-7) of every YAML file, from the zod schemas that validate them.

import { z } from 'zod';
import { packageSpecs } from './model/index.ts';
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
  };
  return new Map(
    Object.entries(files).map(([id, schema]) => [
      id,
      { title: `tujing ${id}`, ...z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) },
    ]),
  );
}
