// A model package from its files: bytes → decoded text → Specs → Model. Every problem of every file in one go.

import type { z } from 'zod';
import { Issues } from '../base/index.ts';
import { type CsvTable, decodeText, readCsv, readYaml, type SourceText, validate } from '../text/index.ts';
import { tiedCells } from './as-of.ts';
import { resolveCorrelations } from './correlations.ts';
import { missingFile, planEnding, wrongKind } from './messages.ts';
import { groupStatements, type Model } from './model.ts';
import { type Located, Names } from './names.ts';
import { resolveAssumptions, resolveResponses } from './resolve-growth.ts';
import { resolveIndicators, resolveUnits } from './resolve-indicators.ts';
import { resolveObservations } from './resolve-observations.ts';
import { resolvePlans } from './resolve-plans.ts';
import { resolveRegions } from './resolve-regions.ts';
import { GrowthSpec, IndicatorsSpec, PackageSpec, PlanSpec, RegionsSpec, ResponsesSpec, UnitsSpec } from './spec.ts';
import { resolveUncertainty, statedUncertainty } from './uncertainty.ts';

/** Files by path below the package folder, with forward slashes. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** The model (absent when a file has errors), every issue, and the decoded files for code frames. */
export interface ReadModel {
  readonly model?: Model;
  readonly issues: readonly Issues['list'][number][];
  readonly sources: readonly SourceText[];
}

/** Reads and resolves a package; `root` is put before the paths in messages. */
export function readModel(files: PackageFiles, root: string): ReadModel {
  const issues = new Issues();
  const sources: SourceText[] = [];
  const named = (path: string) => (root === '' ? path : `${root}/${path}`);

  const decode = (path: string, accept: 'utf-8' | 'utf-8-or-gb18030'): SourceText | undefined => {
    const bytes = files.get(path);
    if (!bytes) return undefined;
    const decoded = decodeText(named(path), bytes, accept);
    issues.addAll(decoded.issues);
    sources.push(decoded.shown);
    return decoded.source;
  };
  const yaml = <T>(path: string, schema: z.ZodType<T>): Located<T> | undefined => {
    if (!files.has(path)) issues.add(missingFile(named(path), root));
    const source = decode(path, 'utf-8');
    if (!source) return undefined;
    const read = readYaml(source);
    issues.addAll(read.issues);
    if (!read.document) return undefined;
    const valid = validate(schema, read.document);
    issues.addAll(valid.issues);
    return valid.value === undefined ? undefined : { value: valid.value, document: read.document };
  };
  const csv = (path: string): CsvTable | undefined => {
    const source = decode(path, 'utf-8-or-gb18030');
    const read = source && readCsv(source);
    issues.addAll(read?.issues ?? []);
    return read?.table;
  };

  // 1. As written. Paths are sorted, so that neither the file system's order nor the caller's matters.
  const paths = [...files.keys()].sort();
  const head = yaml('package.yaml', PackageSpec);
  const unitsSpec = yaml('units.yaml', UnitsSpec);
  const regionsSpec = yaml('regions.yaml', RegionsSpec);
  const indicatorsSpec = yaml('indicators.yaml', IndicatorsSpec);
  const growthSpec = yaml('growth.yaml', GrowthSpec);
  const responsesSpec = yaml('responses.yaml', ResponsesSpec);
  const planSpecs = paths
    .filter((path) => /^plans\/[^/]+\.yaml$/.test(path))
    .map((path) => ({ path, spec: yaml(path, PlanSpec) }));
  const tables = new Map(
    paths.flatMap((path) =>
      /^(plans\/[^/]+|observations)\/[^/]+\.csv$/.test(path) ? [[path, csv(path)] as const] : [],
    ),
  );
  const done = () => ({ issues: issues.list, sources });
  if (!head || !unitsSpec || !regionsSpec || !indicatorsSpec || !growthSpec || !responsesSpec) return done();

  // 2. Names first, then everything that uses them.
  const units = resolveUnits(unitsSpec, issues);
  const regions = resolveRegions(regionsSpec, issues);
  const parameterIds = new Set(responsesSpec.value.parameters.map((parameter) => parameter.id));
  const indicators = resolveIndicators(indicatorsSpec, units, parameterIds, issues);
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const [first = 0, last = 0] = head.value.years.split('-').map(Number);
  const names = new Names(
    regionsSpec.value.regions.map((region) => region.id),
    indicatorsSpec.value.indicators.map((indicator) => indicator.id),
    { first, last },
    issues,
  );
  names.range(head.value.years, head.document.place(['years']));
  names.region(head.value.leader, head.document.place(['leader']));
  names.region(head.value.focus, head.document.place(['focus']));
  head.value.headline.forEach((id, k) => names.indicator(id, head.document.place(['headline', k])));
  checkPlanIds();
  const csvTables = new Map([...tables].flatMap(([path, table]) => (table ? [[path, table] as const] : [])));
  const plans = resolvePlans(
    planSpecs.flatMap(({ spec }) => (spec ? [spec] : [])),
    csvTables,
    byId,
    names,
    issues,
  );
  const published = [...csvTables]
    .filter(([path]) => path.startsWith('observations/'))
    .flatMap(([, table]) => resolveObservations(table, byId, names, issues));
  const observations = [...plans.observations, ...published];
  issues.addAll(tiedCells(observations));
  const assumptions = resolveAssumptions(growthSpec, regions, byId, names, issues);
  const { parameters, responses } = resolveResponses(responsesSpec, names, issues);
  const uncertain = { parameters, assumptions, indicators: byId, regions };
  const stated = statedUncertainty(uncertain);
  const { document } = growthSpec;
  const uncertainty = [
    ...stated,
    ...resolveUncertainty({ value: growthSpec.value.uncertainty ?? {}, document }, ['uncertainty'], uncertain, issues),
  ];
  const correlations = resolveCorrelations(
    { value: growthSpec.value.correlation ?? [], document },
    ['correlation'],
    uncertainty,
    issues,
  );
  if (issues.hasErrors) return done();

  // 3. The model.
  const model: Model = {
    id: head.value.package,
    title: head.value.title,
    years: { first, last },
    leader: head.value.leader,
    focus: head.value.focus,
    headline: head.value.headline,
    regions,
    indicators,
    units,
    plans: plans.plans,
    observations,
    targets: plans.targets,
    statedGrowth: plans.statedGrowth,
    trend: { window: growthSpec.value.window, phi: growthSpec.value.phi },
    assumptions,
    parameters,
    responses,
    uncertainty,
    correlations,
    regionIndex: new Map(regions.map((region, k) => [region.id, k])),
    indicatorIndex: new Map(indicators.map((indicator, k) => [indicator.id, k])),
    planIndex: new Map(plans.plans.map((plan, k) => [plan.id, k])),
    statements: groupStatements(plans.targets, plans.statedGrowth, assumptions),
  };
  return { model, ...done() };

  function checkPlanIds(): void {
    for (const { path, spec } of planSpecs) {
      const expected = path.slice('plans/'.length, -'.yaml'.length);
      if (!spec || spec.value.plan === expected) continue;
      const place = spec.document.place(['plan']);
      issues.add(
        wrongKind(`plan id "${spec.value.plan}" does not equal the file name`, place, `write plan: ${expected}`),
      );
    }
    for (const path of paths.filter((candidate) => /^plans\/[^/]+\.yml$/.test(candidate)))
      issues.add(planEnding(named(path)));
  }
}
