// A scenario file as written. Lever values stay text here: `+50` must not become 50 (lever-text.ts reads the source).

import { z } from 'zod';
import { CorrelationSpec, UncertaintySpec } from '../model/index.ts';

const FileId = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const Both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const Selector = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).meta({
  description: 'jiaxing, 330400, "*", cities:zhejiang, counties:jiaxing, descendants:jiaxing, or a list of these',
});
const Years = z
  .union([z.int().min(1000).max(9999), z.string().regex(/^\d{4}-\d{4}$/)])
  .meta({ description: 'A year or a range: 2021-2027' });
const LeverValue = z.union([z.string().min(1), z.number()]);

export const LeverSpec = z.strictObject({
  indicator: z.string().optional().meta({ description: 'What is changed' }),
  regions: Selector.optional(),
  years: Years.optional(),
  growth: LeverValue.optional().meta({
    description:
      'Change of yearly growth: +2pp, -1pp, x1.5, =12% (levels); +0.1pp, x1.5, =0.5pp (shares, points a year)',
    examples: ['+2pp', 'x1.5', '=12%'],
  }),
  level: LeverValue.optional().meta({
    description: 'Change of the level in these years: +10%, x1.1, +50, =300 (in the indicator’s unit)',
    examples: ['+10%', 'x1.1', '+50', '=300'],
  }),
  path: z
    .record(z.string().regex(/^\d{4}$/), z.number())
    .optional()
    .meta({ description: 'Values at given years; between them a constant rate (levels) or linear (shares)' }),
  ramp: z.union([z.string(), z.int()]).optional().meta({ description: 'Linear phase-in: 3 years' }),
  parameter: z.string().optional().meta({ description: 'A parameter of the model package: patents_to_rd.elasticity' }),
  value: z.number().optional().meta({ description: 'The parameter’s value' }),
  reason: z.union([z.string().min(1), Both]).optional(),
  source: z.string().min(1).optional(),
});

export const SeekSpec = z.strictObject({
  indicator: z.string().meta({ description: 'What is to be reached' }),
  region: z.string().meta({ description: 'Id or code' }),
  target: z
    .union([z.number(), z.string().min(1)])
    .optional()
    .meta({ description: 'The value, or a plan whose target it is' }),
  year: z.int().optional().meta({ description: 'The year of the value; for a plan, which of its targets' }),
  years: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .optional()
    .meta({ description: 'Instead of year: the value is the sum over these years' }),
  path: z
    .record(z.string().regex(/^\d{4}$/), z.number())
    .optional()
    .meta({ description: 'Instead of target: a value for each year' }),
  levers: z
    .array(z.string().min(1))
    .min(1)
    .meta({ description: 'What may be turned: rd_expenditure@jiaxing growth 2025-2027 -5pp..+20pp' }),
  as: FileId.optional().meta({ description: 'Id of the scenario that the solution is written to' }),
});

const Amount = z.union([z.number(), z.string().min(1)]);

export const SweepSpec = z.strictObject({
  grid: z
    .array(
      z.strictObject({
        lever: z.string().optional().meta({
          description:
            'A lever without its amount, or a parameter: INDICATOR@REGION growth 2025-2027; {region} stands for the region of another entry',
        }),
        amounts: z.array(Amount).min(1).optional().meta({ description: 'Its amounts: [+1pp, +2pp], [0.2, 0.5]' }),
        from: Amount.optional().meta({ description: 'Instead of amounts: the first, the last and how many' }),
        to: Amount.optional(),
        steps: z.int().min(2).max(100_000).optional(),
        regions: z
          .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
          .optional()
          .meta({ description: 'Instead of a lever: the regions that {region} stands for, one after another' }),
      }),
    )
    .min(1)
    .optional()
    .meta({ description: 'Every combination of these' }),
  list: z
    .array(z.array(z.string().min(1)).min(1))
    .min(1)
    .optional()
    .meta({ description: 'Each a list of whole levers: INDICATOR@REGION growth 2025-2027 +2pp' }),
});

export const ScenarioSpec = z.strictObject({
  scenario: FileId.meta({ description: 'Id: lower-case letters, digits, -; the file name without .yaml' }),
  title: Both,
  reason: Both.optional().meta({ description: 'Why anyone would expect this' }),
  extends: FileId.optional().meta({ description: 'baseline, or another scenario whose levers come first' }),
  as_of: z.int().optional().meta({ description: 'Replay with what was published by the end of this year' }),
  assume: z
    .strictObject({
      growth: z.string().min(1).optional().meta({
        description:
          'stated, implied, path, observed, damped, or one named in growth.yaml; implied:PLAN takes one plan',
      }),
      overrides: z
        .array(z.strictObject({ indicator: z.string(), regions: Selector, growth: z.string().min(1) }))
        .optional(),
    })
    .optional(),
  levers: z.array(LeverSpec).optional(),
  uncertainty: UncertaintySpec.optional(),
  correlation: CorrelationSpec.optional(),
  sweep: SweepSpec.optional().meta({
    description: 'Many variants of this scenario: `tujing run` writes a table of them',
  }),
  seek: z
    .array(SeekSpec)
    .optional()
    .meta({ description: 'What it takes to reach a goal from here: tujing seek SCENARIO --write' }),
});

export type LeverSpec = z.infer<typeof LeverSpec>;
export type ScenarioSpec = z.infer<typeof ScenarioSpec>;
export type SweepSpec = z.infer<typeof SweepSpec>;
export type SeekSpec = z.infer<typeof SeekSpec>;
