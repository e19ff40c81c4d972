// Scenario files from their bytes: decoded, guarded, validated, resolved together.

import { Issues } from '../base/index.ts';
import type { Located, Model } from '../model/index.ts';
import { decodeText, readYaml, type SourceText, validate } from '../text/index.ts';
import { scenarioError } from './messages.ts';
import { resolveScenarios } from './resolve.ts';
import { resolveSeek } from './resolve-seek.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioSpec } from './spec.ts';
import { resolveSweep } from './sweep.ts';

/** Scenarios that could be read (`baseline` first), every issue, and the decoded files. */
export interface ReadScenarios {
  readonly scenarios: readonly Scenario[];
  readonly issues: Issues['list'];
  readonly sources: readonly SourceText[];
}

/**
 * Reads scenario files, given by the name shown in messages; the file name must be `<id>.yaml`. `more` are scenarios that
 * stand elsewhere, in a notebook, and may extend those of files.
 */
export function readScenarios(
  files: ReadonlyMap<string, Uint8Array>,
  model: Model,
  more: readonly Located<ScenarioSpec>[] = [],
): ReadScenarios {
  const issues = new Issues();
  const sources: SourceText[] = [];
  const written = [...files.keys()].sort().flatMap((file): Located<ScenarioSpec>[] => {
    const decoded = decodeText(file, files.get(file) ?? new Uint8Array(), 'utf-8');
    issues.addAll(decoded.issues);
    sources.push(decoded.shown);
    if (!decoded.source) return [];
    const read = readYaml(decoded.source);
    issues.addAll(read.issues);
    if (!read.document) return [];
    const valid = validate(ScenarioSpec, read.document);
    issues.addAll(valid.issues);
    if (valid.value === undefined) return [];
    const expected = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
    if (valid.value.scenario !== expected)
      issues.add(
        scenarioError(
          'scenario-id',
          `scenario id "${valid.value.scenario}" does not equal the file name`,
          read.document.place(['scenario']),
          `write scenario: ${expected}`,
        ),
      );
    return [{ value: valid.value, document: read.document }];
  });
  const specs = [...written, ...more];
  const scenarios = resolveScenarios(specs, model, issues).map((scenario): Scenario => {
    const spec = specs.find((one) => one.value.scenario === scenario.id);
    const seek = resolveSeek(spec, model, issues);
    const sweep =
      spec?.value.sweep && resolveSweep({ value: spec.value.sweep, document: spec.document }, ['sweep'], model, issues);
    return { ...scenario, ...(seek.length === 0 ? {} : { seek }), ...(sweep ? { sweep } : {}) };
  });
  return { scenarios, issues: issues.list, sources };
}
