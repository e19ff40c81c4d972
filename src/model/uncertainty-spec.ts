// What may be uncertain, as written: in growth.yaml for the package, in a scenario file for that scenario.

import { z } from 'zod';

/** A number in the unit of what it belongs to; changes of growth carry `pp`. */
const Amount = z
  .union([z.number(), z.string().regex(/^[+-]?\d+(\.\d+)?pp$/)])
  .meta({ description: 'A number; for growth in points a year: 1.5pp' });
const Share = z.number().gt(-1).lt(1);
const Note = z.union([z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })]);

export const DistributionSpec = z.strictObject({
  normal: z.strictObject({ mean: Amount.optional(), sd: Amount }).optional(),
  truncated_normal: z.strictObject({ mean: Amount.optional(), sd: Amount, low: Amount, high: Amount }).optional(),
  lognormal: z
    .union([
      z.strictObject({ median: z.number(), sd_log: z.number() }),
      z.strictObject({ quantiles: z.record(z.string().regex(/^0\.\d+$/), z.number()) }),
    ])
    .optional()
    .meta({ description: 'Median and SD of the logarithm, or two quantiles: {quantiles: {0.05: 0.2, 0.95: 0.8}}' }),
  triangular: z.strictObject({ low: Amount, mode: Amount, high: Amount }).optional(),
  pert: z.strictObject({ low: Amount, mode: Amount, high: Amount, weight: z.number().optional() }).optional(),
  uniform: z.strictObject({ low: Amount, high: Amount }).optional(),
  beta: z
    .strictObject({ alpha: z.number(), beta: z.number(), low: Amount.optional(), high: Amount.optional() })
    .optional(),
  empirical: z
    .union([z.literal('past'), z.array(Amount).min(2)])
    .optional()
    .meta({ description: 'Values that are equally likely; past: deviations of published yearly growth from its mean' }),
  discrete: z
    .array(z.strictObject({ value: Amount, weight: z.number() }))
    .min(2)
    .optional(),
  choice: z
    .record(z.string(), z.number())
    .optional()
    .meta({ description: 'For X.assumption: growth assumptions with their weights: {damped: 2, observed: 1}' }),
  yearly: z.number().min(0).lt(1).optional().meta({
    description: 'For growth: a new deviation each year, with this persistence (AR(1)); absent: one for all years',
  }),
  common: z.boolean().optional().meta({ description: 'For growth: one deviation for all regions' }),
  across_regions: z
    .number()
    .min(0)
    .lt(1)
    .optional()
    .meta({ description: 'For growth: rank correlation between any two regions' }),
  source: Note.optional(),
});

export const UncertaintySpec = z.record(z.string(), z.union([z.literal('fixed'), DistributionSpec])).meta({
  description:
    'By input: a parameter (patents_to_rd.elasticity), X.growth, X.assumption, X.NAME of a growth assumption; @REGIONS behind it narrows it; fixed makes it certain',
});

export const CorrelationSpec = z.array(
  z.strictObject({
    between: z.array(z.string().min(1)).min(2).meta({ description: 'Uncertain inputs, as named under uncertainty' }),
    rank: Share.meta({ description: 'Rank correlation between any two of them' }),
    method: z
      .enum(['copula', 'iman-conover'])
      .optional()
      .meta({ description: 'A Gaussian copula (the default), or reordering by Iman and Conover' }),
    source: Note.optional(),
  }),
);

export type DistributionSpec = z.infer<typeof DistributionSpec>;
export type UncertaintySpec = z.infer<typeof UncertaintySpec>;
export type CorrelationSpec = z.infer<typeof CorrelationSpec>;
