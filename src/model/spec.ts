// The files of a model package as written: one zod schema a file, from which the editor schemas are generated.
// Fields stay optional here; `resolve.ts` leads from Spec to Model and applies every default once.

import { z } from 'zod';
import { CorrelationSpec, UncertaintySpec } from './uncertainty-spec.ts';

/** A text in both languages. */
export const BothLanguages = z
  .strictObject({ zh: z.string().min(1), en: z.string().min(1) })
  .meta({ description: 'Text in Chinese and English' });

const Id = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .meta({ description: 'Id: lower-case letters, digits, _; begins with a letter' });
const FileId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .meta({ description: 'Id: lower-case letters, digits, -; the name of the file or folder' });
const Level = z.enum(['province', 'city', 'county', 'zone']);
const Year = z.int().min(1900).max(2200);
/** `2021` or `2021-2027`. */
const YearRange = z
  .union([Year, z.string().regex(/^\d{4}-\d{4}$/)])
  .meta({ description: 'A year or a range: 2021-2027' });
/** Text in which both languages may be given; a plain text serves for both. */
const Note = z.union([z.string().min(1), BothLanguages]);

export const PackageSpec = z.strictObject({
  format: z.literal(1),
  package: FileId,
  title: BothLanguages,
  years: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .meta({ description: 'First and last year: 2010-2030' }),
  leader: Id.meta({ description: 'Region that others are compared with by default' }),
  focus: Id.meta({ description: 'Region whose board and charts come first' }),
  headline: z.array(Id).min(1).meta({ description: 'Indicators charted by default, most important first' }),
});

const ProseForm = z.strictObject({
  times: z
    .literal([0.001, 0.01, 0.1, 10, 100, 1000])
    .meta({ description: 'Power of ten that the number is multiplied by' }),
  form: z.string().regex(/#/).meta({ description: 'The text, # for the number: CNY # billion' }),
});

export const UnitsSpec = z.strictObject({
  units: z.array(
    z.strictObject({
      id: z.string().min(1).meta({ description: 'As printed: 亿元, 家, %' }),
      dimension: z
        .string()
        .regex(/^(1|[a-z_]+(\/[a-z_]+)?)$/)
        .meta({ description: 'money, enterprise, money/person; 1 for a pure number' }),
      scale: z.number().positive().meta({ description: 'How many of the dimension’s own unit: 亿元 = 1e8' }),
      title: BothLanguages,
      prose: z
        .strictObject({ zh: ProseForm.optional(), en: ProseForm.optional() })
        .optional()
        .meta({ description: 'How an amount reads in a sentence, where that is not the number and the title' }),
    }),
  ),
});

export const RegionsSpec = z.strictObject({
  regions: z.array(
    z.strictObject({
      id: Id,
      code: z
        .string()
        .regex(/^\d{6}$/)
        .optional()
        .meta({ description: 'GB/T 2260 code; zones have none' }),
      level: Level,
      parent: Id.optional(),
      name: BothLanguages,
    }),
  ),
});

export const INDICATOR_TYPES = ['stock', 'flow', 'ratio', 'share', 'rate', 'index', 'rank'] as const;

export const IndicatorsSpec = z.strictObject({
  indicators: z.array(
    z.strictObject({
      id: Id,
      title: BothLanguages,
      unit: z.string().min(1),
      type: z.enum(INDICATOR_TYPES).meta({
        description:
          'stock (at year end) and flow (a year), ratio, index: grow at a rate; share and rate (both in %): grow in points; rank: 1 is best',
      }),
      direction: z.enum(['up', 'down', 'none']).meta({ description: 'Which way is better' }),
      limits: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).optional(),
      aggregation: z
        .enum(['sum', 'none'])
        .optional()
        .meta({ description: 'Do the children add up to the parent? Default: stocks and flows sum, others do not' }),
      decimals: z.int().min(0).max(6).optional().meta({ description: 'Digits shown; default 2' }),
      definition: BothLanguages.optional(),
      identity: z
        .strictObject({
          formula: z.string().min(1),
          closes: Id.optional().meta({ description: 'The part computed from the ratio where that part is not known' }),
          closes_from: z.enum(['any', 'observed']).optional().meta({
            description: 'observed: only where every other part is a published figure, not an interpolated one',
          }),
          initial: z.string().min(1).optional().meta({ description: 'First value of a formula that uses its own lag' }),
        })
        .optional(),
      comparable: z.array(z.strictObject({ with: Id, how: Note })).optional(),
      at_most: z
        .array(Id)
        .optional()
        .meta({ description: 'Wider wholes: in one region and year this cannot exceed them (audited, not enforced)' }),
      lead: z.strictObject({ of: Id, over: Level }).optional().meta({
        description: 'The value is that indicator minus its value in the region of that level above (audited)',
      }),
    }),
  ),
});

export const OBSERVATION_STATUS = ['preliminary', 'final', 'revised'] as const;
export const OBSERVATION_FLAGS = [
  'rounded',
  'estimate',
  'year_uncertain',
  'region_inferred',
  'not_year_end',
  'census_date',
  'scope',
  'break',
  'preferred',
] as const;
export const BOUNDS = ['gte', 'gt', 'lte', 'lt', 'approx', 'eq', 'range'] as const;

/** What every statement of a plan carries: where it stands and how it is printed. */
const statement = {
  indicator: Id,
  region: Id.optional().meta({ description: 'Default: the plan’s own region' }),
  place: z.string().min(1).meta({ description: 'Section, table and row' }),
  printed: z.string().min(1).optional().meta({ description: 'The figure as printed, where it differs from the value' }),
  note: Note.optional(),
  also: z
    .array(z.strictObject({ place: z.string().min(1), printed: z.string().min(1).optional() }))
    .optional()
    .meta({ description: 'Other places of the same plan that state the same figure' }),
};

const Rate = z
  .string()
  .regex(/^-?\d+(\.\d+)?(%|pp)$/)
  .meta({ description: '12.02% a year, or 0.05pp (points) a year' });
const Bound = z.enum(BOUNDS);
const DirectedBound = z.enum(['gte', 'gt', 'lte', 'lt', 'approx', 'eq']);

export const TargetSpec = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('level'),
    ...statement,
    bound: Bound,
    year: Year,
    value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
    base: Year.optional(),
  }),
  z.strictObject({
    kind: z.literal('multiple'),
    ...statement,
    bound: DirectedBound,
    year: Year,
    factor: z.number().positive(),
    base: Year,
    base_assumed: z.boolean().optional().meta({ description: 'true where the plan does not print the base year' }),
  }),
  z.strictObject({ kind: z.literal('growth'), ...statement, bound: DirectedBound, years: YearRange, rate: Rate }),
  z.strictObject({
    kind: z.literal('cumulative'),
    ...statement,
    bound: DirectedBound,
    years: YearRange,
    value: z.number(),
  }),
  z.strictObject({
    kind: z.literal('every_year'),
    ...statement,
    bound: DirectedBound,
    years: YearRange,
    value: z.number(),
  }),
  z.strictObject({
    kind: z.literal('improve'),
    ...statement,
    year: Year,
    base: Year,
    base_assumed: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('path'),
    ...statement,
    bound: DirectedBound,
    values: z.record(z.string().regex(/^\d{4}$/), z.number()),
  }),
  z.strictObject({
    kind: z.literal('rank'),
    ...statement,
    year: Year,
    value: z.int().positive(),
    bound: z.enum(['lte', 'lt', 'eq']),
  }),
]);

export const PlanSpec = z.strictObject({
  plan: FileId,
  title: BothLanguages,
  short: BothLanguages.meta({ description: 'For charts: 嘉兴十三五, Jiaxing 13th FYP' }),
  issuer: BothLanguages,
  region: Id,
  issued: z.union([Year, z.string().regex(/^\d{4}-\d{2}-\d{2}$/)]),
  period: z.string().regex(/^\d{4}-\d{4}$/),
  number: z.string().optional().meta({ description: 'Document number: 浙政发〔2016〕24号' }),
  note: Note.optional(),
  observations: z
    .array(
      z.strictObject({
        ...statement,
        year: Year,
        since: Year.optional().meta({ description: 'First year of a value accumulated over several years' }),
        value: z.number(),
        status: z.enum(OBSERVATION_STATUS).optional(),
        flags: z.array(z.enum(OBSERVATION_FLAGS)).optional(),
      }),
    )
    .optional(),
  targets: z.array(TargetSpec).optional(),
  growth: z
    .array(
      z.strictObject({
        ...statement,
        years: YearRange,
        rate: Rate.optional().meta({ description: 'Average a year' }),
        total: Rate.optional().meta({ description: 'Over the whole period; 100% is a doubling' }),
        bound: DirectedBound.optional(),
      }),
    )
    .optional(),
  tables: z
    .array(
      z.strictObject({
        file: z.string().min(1),
        place: z.string().min(1),
        columns: z.record(
          z.string(),
          z.strictObject({ indicator: Id, as: z.enum(['target', 'growth', 'observation']) }),
        ),
      }),
    )
    .optional(),
});

export const GrowthSpec = z.strictObject({
  window: z.int().min(1).meta({ description: 'Years of observations from which a trend is taken' }),
  phi: z.number().gt(0).lte(1).meta({ description: 'Damping a year of the default trend' }),
  assumptions: z
    .array(
      z.strictObject({
        name: Id.meta({ description: 'The variant this adds: assumed, ceiling, …' }),
        indicator: Id,
        regions: z.union([z.string(), z.array(z.string())]),
        curve: z.enum(['constant', 'growth', 'logistic']).meta({
          description: 'constant: the value itself; growth: a yearly rate or points; logistic: towards a ceiling',
        }),
        value: z.number().optional().meta({ description: 'For constant: in the indicator’s unit' }),
        rate: Rate.optional().meta({ description: 'For growth: 5% or 0.5pp a year' }),
        ceiling: z.number().optional().meta({ description: 'For logistic: in the indicator’s unit' }),
        low: z.number().optional(),
        high: z.number().optional(),
        default: z.boolean().optional().meta({ description: 'true: used where a scenario says nothing else' }),
        source: Note,
      }),
    )
    .optional(),
  uncertainty: UncertaintySpec.optional(),
  correlation: CorrelationSpec.optional(),
});

const uncertainNumber = {
  value: z.number(),
  low: z.number(),
  high: z.number(),
  shape: z.enum(['triangular', 'uniform', 'pert']),
  dimension: z.int().min(0).optional().meta({
    description: 'Dimension of Sobol points that belongs to this input for good; never given to another one',
  }),
  evidence: z.enum(['literature', 'convention', 'assumption']),
  source: Note.meta({ description: 'Where the numbers come from; what is assumed where nothing was found' }),
};

export const ResponsesSpec = z.strictObject({
  parameters: z.array(z.strictObject({ id: Id, title: BothLanguages, ...uncertainNumber })),
  responses: z.array(
    z.strictObject({
      id: Id,
      title: BothLanguages,
      of: Id.meta({ description: 'The indicator that answers' }),
      to: Id.meta({ description: 'The indicator it answers to' }),
      elasticity: z.strictObject(uncertainNumber).optional(),
      share: z
        .strictObject(uncertainNumber)
        .optional()
        .meta({ description: 'Amount of “of” per unit of “to”, in place of an elasticity' }),
      lags: z
        .array(z.number().min(0))
        .min(1)
        .optional()
        .meta({ description: 'Weights for lag 0, 1, 2, … years; they add up to 1' }),
    }),
  ),
});

export type PackageSpec = z.infer<typeof PackageSpec>;
export type UnitsSpec = z.infer<typeof UnitsSpec>;
export type RegionsSpec = z.infer<typeof RegionsSpec>;
export type IndicatorsSpec = z.infer<typeof IndicatorsSpec>;
export type TargetSpec = z.infer<typeof TargetSpec>;
export type PlanSpec = z.infer<typeof PlanSpec>;
export type GrowthSpec = z.infer<typeof GrowthSpec>;
export type ResponsesSpec = z.infer<typeof ResponsesSpec>;
