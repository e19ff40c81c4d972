// Cells as understood: options checked, what each provides and uses, and the order in which they run. Nothing is computed.

import type { Issue, Issues, Place } from '../base/index.ts';
import { BASELINE, ScenarioSpec } from '../scenario/index.ts';
import { validate, type YamlDocument } from '../text/index.ts';
import { CELL_KINDS, type CellKind, CHARTS_OF_CELLS, cellKindOf, KIND_NAMES, listOf } from './cells/index.ts';
import { notebookError, unknownWord } from './messages.ts';
import { type Parameters, parametersIn, withParameters } from './parameters.ts';
import { type FencedCell, type ParsedNotebook, placeOf } from './parse.ts';
import { readYamlPart } from './yaml-part.ts';

/** What a cell does. */
export type CellTask =
  | { readonly kind: 'show'; readonly cell: CellKind; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'scenario'; readonly spec: ScenarioSpec; readonly file: string }
  | { readonly kind: 'code'; readonly code: string };

/** A cell that is ready to run, or the issues that stand in its place. */
export interface PlannedCell {
  readonly fenced: FencedCell;
  /** Text between the fences, as written. */
  readonly text: string;
  /** Id by which it is referred to. */
  readonly id?: string;
  /** Ids of scenarios that it defines. */
  readonly defines: readonly string[];
  readonly document?: YamlDocument;
  readonly task?: CellTask;
  /** Scenarios that it looks at. */
  readonly scenarios: readonly string[];
  /** Names of cells and scenarios that must be there before. */
  readonly uses: readonly string[];
  /** Parameters that its text holds. */
  readonly parameters: readonly string[];
  readonly issues: readonly Issue[];
}

/** Plans all cells of a notebook, in the order of the file. */
export function planCells(parsed: ParsedNotebook, parameters: Parameters, issues: Issues): readonly PlannedCell[] {
  const seen = new Map<string, Place>();
  const first = parsed.cells.map((fenced) => planCell(fenced, parameters));
  const inline = first.flatMap((cell) => cell.defines);
  const shown = parsed.front?.scenarios ?? ['baseline', ...inline];
  return first.map((cell) => {
    const own: Issue[] = [...cell.issues];
    for (const name of [...(cell.id === undefined ? [] : [cell.id]), ...cell.defines]) {
      if (seen.has(name))
        own.push(notebookError('cell-id', `there is a cell "${name}" already`, idPlace(cell), 'choose another id'));
      seen.set(name, placeOf(cell.fenced.fence));
    }
    issues.addAll(own);
    const named = cell.scenarios.length > 0;
    const scenarios = named ? cell.scenarios : cell.task && looksAtScenarios(cell.task) ? shown : [];
    return {
      ...cell,
      scenarios,
      uses: [...new Set([...cell.uses, ...scenarios])].filter((name) => !cell.defines.includes(name)),
      issues: own,
    };
  });
}

/** Scenarios but the baseline in the order in which the head and the cells name them: each has one colour in all charts. */
export function scenarioOrder(
  cells: readonly Pick<PlannedCell, 'scenarios'>[],
  head: readonly string[] = [],
): readonly string[] {
  const all = new Set([...head, ...cells.flatMap(({ scenarios }) => scenarios)]);
  all.delete(BASELINE);
  return [...all];
}

function looksAtScenarios(task: CellTask): boolean {
  return task.kind === 'code' || (task.kind === 'show' && task.cell.scenarios === 'shown');
}

function idPlace({ document, fenced }: PlannedCell): Place {
  const at = document?.place(['id']);
  return at && document?.written(['id']) !== undefined ? at : placeOf(fenced.fence);
}

function planCell(fenced: FencedCell, parameters: Parameters): PlannedCell {
  const { body, kind } = fenced;
  const text = body.source.text.slice(body.start, body.end);
  const nothing = { fenced, text, defines: [], scenarios: [], uses: [], parameters: parametersIn(text) };
  if (kind === 'ts') {
    const id = fenced.name;
    const uses = [...text.matchAll(/\bcells(?:\.([A-Za-z_$][\w$]*)|\[\s*['"]([^'"\n]+)['"]\s*\])/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    return {
      ...nothing,
      ...(id === undefined ? {} : { id }),
      uses,
      task: { kind: 'code', code: text },
      parameters: [...parameters.keys()],
      issues: [],
    };
  }
  if (kind !== 'chart' && !KIND_NAMES.includes(kind))
    return {
      ...nothing,
      issues: [unknownWord('cell-kind', 'cell kind', kind, [...KIND_NAMES, 'ts'], kindPlace(fenced))],
    };
  const read = readYamlPart(body);
  if (!read.document) return { ...nothing, issues: read.issues };
  const filled = withParameters(read.document, parameters);
  const issues = [...read.issues, ...filled.issues];
  if (kind === 'scenario') return planScenario(nothing, filled.document, issues);
  const { document, cell, issue } = delegate(kind, filled.document);
  if (!cell) return { ...nothing, document, issues: [...issues, ...(issue ? [issue] : [])] };
  const valid = validate(cell.schema, document);
  issues.push(...valid.issues);
  const options = (valid.value ?? {}) as Readonly<Record<string, unknown>>;
  const id = typeof options.id === 'string' ? options.id : undefined;
  const defines = typeof options.as === 'string' ? [options.as] : [];
  if (options.scenario !== undefined && options.scenarios !== undefined)
    issues.push(
      notebookError(
        'cell-option',
        '"scenario" and "scenarios" say the same',
        document.place(['scenario'], 'key'),
        'keep one of them',
      ),
    );
  const { scenario, scenarios } = options;
  const named = scenario ?? scenarios;
  return {
    ...nothing,
    ...(id === undefined ? {} : { id }),
    defines,
    document,
    scenarios: isNames(named) ? listOf(named) : [],
    uses: typeof options.from === 'string' ? [options.from] : [],
    ...(valid.value === undefined || issues.length > 0 ? {} : { task: { kind: 'show', cell, options } }),
    issues,
  };
}

function isNames(value: unknown): value is string | readonly string[] {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}

/** A scenario cell holds what a scenario file would; without a title its id stands for it. */
function planScenario(nothing: Omit<PlannedCell, 'issues'>, document: YamlDocument, issues: Issue[]): PlannedCell {
  const { value } = document;
  const map = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const id = 'scenario' in map && typeof map.scenario === 'string' ? map.scenario : undefined;
  const title = 'title' in map ? map.title : id;
  const full = { ...map, ...(typeof title === 'string' ? { title: { zh: title, en: title } } : {}) };
  const located = { ...document, value: Object.keys(map).length === 0 ? value : full };
  const valid = validate(ScenarioSpec, located);
  issues.push(...valid.issues);
  const base = valid.value?.extends;
  return {
    ...nothing,
    defines: id === undefined ? [] : [id],
    document: located,
    uses: base === undefined ? [] : [base],
    ...(valid.value === undefined || issues.length > 0
      ? {}
      : { task: { kind: 'scenario', spec: valid.value, file: scenarioFile(valid.value, located) } }),
    issues,
  };
}

/** The scenario as the text of a file; signs of levers are kept as written (`+50` is not 50). */
function scenarioFile(spec: ScenarioSpec, document: YamlDocument): string {
  const levers = spec.levers?.map((lever, k) => {
    const signs = (['growth', 'level'] as const).flatMap((key) => {
      const written = lever[key] === undefined ? undefined : document.written(['levers', k, key]);
      return written === undefined ? [] : [[key, written.replace(/^(["'])([\s\S]*)\1$/, '$2')]];
    });
    return { ...lever, ...Object.fromEntries(signs) };
  });
  return JSON.stringify({ ...spec, ...(levers ? { levers } : {}) });
}

/**
 * `table` with `of: KIND` and `chart` with a kind that an analysis draws are that analysis, of which only the table or the
 * chart is shown.
 */
function delegate(
  kind: string,
  document: YamlDocument,
): { readonly document: YamlDocument; readonly cell?: CellKind; readonly issue?: Issue } {
  const map = (typeof document.value === 'object' && document.value !== null ? document.value : {}) as Readonly<
    Record<string, unknown>
  >;
  if (kind === 'table') {
    const { of = 'data', ...rest } = map;
    const tables = CELL_KINDS.filter((one) => one.id !== 'chart');
    const cell = typeof of === 'string' && of !== 'chart' ? cellKindOf(of) : undefined;
    if (!cell)
      return {
        document,
        issue: unknownWord(
          'cell-option',
          'table',
          String(of),
          tables.map((one) => one.id),
          document.place(['of']),
        ),
      };
    return { document: { ...document, value: showing(cell, rest, 'table') }, cell };
  }
  const drawn = kind === 'chart' && typeof map.kind === 'string' ? CHARTS_OF_CELLS[map.kind] : undefined;
  if (drawn) {
    const { kind: _kind, ...rest } = map;
    const cell = cellKindOf(drawn.cell);
    if (cell) return { document: { ...document, value: { ...showing(cell, rest, 'chart'), ...drawn.options } }, cell };
  }
  const cell = cellKindOf(kind);
  return cell ? { document, cell } : { document };
}

function showing(cell: CellKind, options: object, what: 'chart' | 'table'): object {
  const takesShow = 'shape' in cell.schema && Object.hasOwn(cell.schema.shape as object, 'show');
  return takesShow ? { show: what, ...options } : options;
}

function kindPlace({ fence, kind }: FencedCell): Place {
  const at = fence.source.text.indexOf(kind, fence.start + 3 + 2);
  return { file: fence.source.file, start: at, end: at + kind.length };
}
