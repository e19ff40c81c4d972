// A notebook built: cells run in order, numbers printed, and everything set in its place in the Markdown tree.
//
//   file ──► parse ──► plan ──► order ──► keys ──► cache or run ──► document
//            (tree)    (options) (circles)         (cells, numbers)

import type { Image, Node } from 'mdast';
import { type Bilingual, type Issue, Issues } from '../base/index.ts';
import type { Loaded, Workspace } from '../pipeline.ts';
import { ScenarioSpec } from '../scenario/index.ts';
import { readYaml, validate } from '../text/index.ts';
import type { drawRun } from '../uncertainty/index.ts';
import { assemble } from './assemble.ts';
import type { CellOutput } from './blocks.ts';
import { type CodeAnswer, outputOfCode } from './code-result.ts';
import type { BuiltNotebook, ReportTheme } from './document.ts';
import type { FrontMatter } from './front-matter.ts';
import { type Keys, keysOf, type WorkspaceHashes } from './keys.ts';
import { CellFailure, notebookError } from './messages.ts';
import { type ReadNumber, readNumbers } from './numbers.ts';
import { orderCells, type RunningOrder } from './order.ts';
import { type Parameters, parametersIn } from './parameters.ts';
import { type ParsedNotebook, placeOf } from './parse.ts';
import { type PlannedCell, planCells, scenarioOrder } from './plan.ts';
import { type InlineScenario, NotebookWorld, openContext } from './world.ts';

/** A chart as drawn. */
export interface DrawnChart {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Code of a TypeScript cell, with what it may use. */
export interface CodeRequest {
  readonly code: string;
  /** Where it stands in the notebook. */
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly language: string;
  readonly scenarios: readonly string[];
  readonly asOf?: number;
  /** Texts of scenarios that cells defined, by id. */
  readonly defined: ReadonlyMap<string, string>;
}

/** Everything that is not pure, handed in. */
export interface BuildTools {
  readonly workspace: Workspace;
  /** Reads the model and the scenarios; only called where something must be computed. Throws where they have errors. */
  readonly load: () => Promise<Loaded>;
  readonly cache: {
    readonly get: (key: string) => Promise<unknown>;
    readonly put: (key: string, value: unknown) => Promise<void>;
  };
  readonly draw: (spec: object) => Promise<DrawnChart>;
  /** Makes draws, perhaps on threads and with progress; missing: in this thread. */
  readonly drawRun?: typeof drawRun;
  /** Runs TypeScript cells; missing where that is not allowed. */
  readonly runCode?: (request: CodeRequest) => Promise<CodeAnswer>;
  /** A picture beside the notebook as a data address; undefined where there is none. */
  readonly picture: (address: string) => Promise<string | undefined>;
  readonly theme?: ReportTheme;
  readonly version: string;
  /** Hashes of the workspace and of the code: what other inputs or other code made is made again. */
  readonly hashes: WorkspaceHashes;
  readonly step?: (done: number, total: number) => void;
}

/** A built notebook, or nothing where its head cannot be read; and all issues. */
export interface BuildResult {
  readonly notebook?: BuiltNotebook;
  readonly issues: readonly Issue[];
  /** How many cells and numbers were computed, and how many came from the cache. */
  readonly computed: number;
  readonly cached: number;
}

/** What is known of a notebook before anything is computed; fingerprints are those of the document that it would give. */
export interface NotebookPlan {
  readonly parsed: ParsedNotebook;
  readonly front: FrontMatter;
  readonly parameters: Parameters;
  readonly cells: readonly PlannedCell[];
  readonly order: RunningOrder;
  readonly numbers: readonly ReadNumber[];
  readonly keys: Keys;
  readonly issues: readonly Issue[];
}

/** Plans a notebook; without a readable head there is only a list of issues. */
export function planNotebook(
  parsed: ParsedNotebook,
  given: Parameters,
  files: WorkspaceHashes,
): { readonly plan?: NotebookPlan; readonly issues: readonly Issue[] } {
  const issues = new Issues();
  issues.addAll(parsed.issues);
  const { front } = parsed;
  if (!front) return { issues: issues.list };
  const parameters: Parameters = new Map([...front.parameters, ...given]);
  const cells = planCells(parsed, parameters, issues);
  const order = orderCells(cells);
  const numbers = readNumbers(parsed, parameters);
  const keys = keysOf(parsed, front, cells, order, parameters, files);
  return { plan: { parsed, front, parameters, cells, order, numbers, keys, issues: issues.list }, issues: issues.list };
}

/** Builds a notebook; a cell or a number that fails shows its issues, and the rest stands. */
export async function buildNotebook(
  parsed: ParsedNotebook,
  given: Parameters,
  tools: BuildTools,
): Promise<BuildResult> {
  const { plan, issues } = planNotebook(parsed, given, tools.hashes);
  if (!plan) return { issues, computed: 0, cached: 0 };
  const builder = new Builder(plan, tools);
  return builder.build();
}

/** Results of one build; lives for one document. */
class Builder {
  readonly #plan: NotebookPlan;
  readonly #tools: BuildTools;
  readonly #issues = new Issues();
  readonly #outputs = new Map<number, CellOutput>();
  readonly #failed = new Map<number, readonly Issue[]>();
  readonly #defined = new Map<string, string>();
  #world: NotebookWorld | undefined;
  #computed = 0;
  #cached = 0;

  constructor(plan: NotebookPlan, tools: BuildTools) {
    this.#plan = plan;
    this.#tools = tools;
    this.#issues.addAll(plan.issues);
  }

  async build(): Promise<BuildResult> {
    const { cells, order, numbers } = this.#plan;
    const total = cells.length + numbers.length;
    let done = 0;
    for (const k of order.order) {
      await this.#runCell(k);
      this.#tools.step?.(++done, total);
    }
    const texts: (string | Issue)[] = [];
    for (const number of numbers) {
      texts.push(await this.#printNumber(number));
      this.#tools.step?.(++done, total);
    }
    const title = await this.#title();
    const pictures = await this.#pictures();
    const notebook = await assemble(this.#plan, {
      title,
      outputs: this.#outputs,
      failed: this.#failed,
      texts,
      pictures,
      draw: this.#tools.draw,
      theme: this.#tools.theme ?? this.#plan.front.theme,
      version: this.#tools.version,
      issues: this.#issues,
    });
    return { notebook, issues: notebook.issues, computed: this.#computed, cached: this.#cached };
  }

  async #runCell(k: number): Promise<void> {
    const { cells, order, keys } = this.#plan;
    const cell = cells[k];
    if (!cell) return;
    const place = placeOf(cell.fenced.fence);
    const circle = order.circles.get(k);
    if (circle) this.#issues.add(circle);
    if (circle || cell.issues.length > 0 || !cell.task) {
      this.#failed.set(k, [...cell.issues, ...(circle ? [circle] : [])]);
      return;
    }
    const broken = (order.needs[k] ?? []).filter((other) => this.#failed.has(other));
    try {
      if (broken.length > 0)
        throw new CellFailure(
          broken.map((other) => {
            const name = cells[other]?.id ?? cells[other]?.defines[0] ?? cells[other]?.fenced.kind ?? '';
            return notebookError('cell-dependency', `this cell needs "${name}", which failed`, place);
          }),
        );
      const kept = await this.#tools.cache.get(keys.cells[k]?.key ?? '');
      const output = isOutput(kept) ? kept : await this.#compute(cell);
      if (output.scenario !== undefined) this.#define(cell, output.scenario);
      if (isOutput(kept)) this.#cached += 1;
      else {
        this.#computed += 1;
        await this.#tools.cache.put(keys.cells[k]?.key ?? '', output);
      }
      this.#outputs.set(k, output);
      this.#issues.addAll(output.warnings ?? []);
    } catch (error) {
      this.#fail(k, error, place);
    }
  }

  #fail(k: number, error: unknown, place: Issue['place']): void {
    if (!(error instanceof CellFailure)) throw error;
    const issues = error.issues.map((issue) => (issue.place || !place ? issue : { ...issue, place }));
    this.#failed.set(k, issues);
    this.#issues.addAll(issues);
  }

  async #compute(cell: PlannedCell): Promise<CellOutput> {
    const { task, document, fenced } = cell;
    if (!task) throw new Error('a cell without a task cannot run');
    switch (task.kind) {
      case 'scenario':
        await this.#asker();
        return { blocks: [], scenario: task.file };
      case 'code':
        return this.#runCode(cell, task.code);
      case 'show': {
        const place = (path: readonly PropertyKey[], of?: 'key' | 'value') =>
          document && path.length > 0 ? document.place(path, of) : placeOf(fenced.fence);
        const asker = await this.#asker();
        const { as_of: own } = task.options;
        const asOf = typeof own === 'number' ? own : asker.asOf;
        const context = openContext({ ...asker, asOf, scenarios: cell.scenarios, place });
        if (typeof own === 'number') context.year(own, ['as_of']);
        try {
          return await task.cell.show(context, task.options);
        } catch (error) {
          const { otherwise } = task.options;
          const isEmpty = error instanceof CellFailure && error.issues.every(({ code }) => code === 'nothing-to-show');
          if (!isEmpty || otherwise === undefined) throw error;
          return { blocks: [{ kind: 'text', text: context.text(otherwise as string | Bilingual) }] };
        }
      }
    }
  }

  /** The world with every scenario that the cells so far define. */
  async #asker() {
    const { parsed, parameters, front } = this.#plan;
    if (!this.#world) {
      this.#world = new NotebookWorld(this.#tools.workspace, await this.#tools.load(), this.#tools.drawRun);
      for (const [id, text] of this.#defined) {
        const cell = this.#plan.cells.find((one) => one.defines.includes(id));
        if (cell) this.#world.define(this.#definition(cell, text));
      }
    }
    return {
      world: this.#world,
      language: parsed.language,
      parameters,
      asOf: front.asOf,
      regions: front.regions,
      scenarioOrder: scenarioOrder(this.#plan.cells, front.scenarios),
      draws: front.draws === undefined ? undefined : { draws: front.draws, seed: front.seed, method: 'sobol' as const },
      data: (cell: string) => {
        const k = this.#plan.cells.findIndex((one) => one.id === cell);
        const output = this.#outputs.get(k);
        return output === undefined ? undefined : { value: output.data };
      },
    };
  }

  /** A scenario that a cell defines; known at once to a world that is open, else when it opens. */
  #define(cell: PlannedCell, text: string): void {
    this.#world?.define(this.#definition(cell, text));
    this.#defined.set(cell.defines[0] ?? '', text);
  }

  /** The scenario of a cell that holds one, or of a cell that wrote one. */
  #definition({ task, document, defines }: PlannedCell, text: string): InlineScenario {
    if (task?.kind === 'scenario' && document) return { value: task.spec, document };
    const read = readYaml({ file: `${this.#plan.parsed.source.file}#${defines[0]}`, text });
    const valid = read.document ? validate(ScenarioSpec, read.document) : { issues: read.issues };
    if (!read.document || !('value' in valid) || valid.value === undefined)
      throw new CellFailure([...read.issues, ...valid.issues]);
    return { value: valid.value, document: read.document };
  }

  async #runCode(cell: PlannedCell, code: string): Promise<CellOutput> {
    const { parsed, parameters, cells, front } = this.#plan;
    const { runCode } = this.#tools;
    if (!runCode)
      throw new CellFailure([
        notebookError(
          'cell-code',
          'TypeScript cells are not run here',
          placeOf(cell.fenced.fence),
          'read the code, then build with --code, or mark the workspace as trusted (notebooks/README.md)',
        ),
      ]);
    const named = cells.flatMap((one, k) =>
      one.id === undefined || !this.#outputs.has(k) ? [] : [[one.id, this.#outputs.get(k)?.data ?? null] as const],
    );
    const { body } = cell.fenced;
    const answer = await runCode({
      code,
      file: parsed.source.file,
      line: parsed.source.text.slice(0, body.start).split('\n').length,
      cells: Object.fromEntries(named.filter(([id]) => cell.uses.includes(id))),
      parameters: Object.fromEntries(parameters),
      language: parsed.language,
      scenarios: cell.scenarios,
      ...(front.asOf === undefined ? {} : { asOf: front.asOf }),
      defined: this.#defined,
    });
    return outputOfCode(answer, cell.fenced, parsed.language);
  }

  async #printNumber(number: ReadNumber): Promise<string | Issue> {
    if ('issue' in number) {
      this.#issues.add(number.issue);
      return number.issue;
    }
    if (number.function === 'ref') return '';
    const { keys, cells } = this.#plan;
    const { key } = keys.number(number.text, number.names, number.parameters);
    const kept = await this.#tools.cache.get(key);
    if (typeof kept === 'string') {
      this.#cached += 1;
      return kept;
    }
    const place = (path: readonly PropertyKey[]) => number.places.get(String(path[0])) ?? number.place;
    try {
      const failed = cells.findIndex(
        (one, k) =>
          this.#failed.has(k) &&
          [one.id, ...one.defines].some((name) => name !== undefined && number.names.includes(name)),
      );
      if (failed >= 0)
        throw new CellFailure([notebookError('cell-dependency', 'this number needs a cell that failed', number.place)]);
      const context = openContext({ ...(await this.#asker()), scenarios: [], place });
      const text = await number.print(context);
      this.#computed += 1;
      await this.#tools.cache.put(key, text);
      return text;
    } catch (error) {
      if (!(error instanceof CellFailure)) throw error;
      const [first] = error.issues;
      const issue = first
        ? { ...first, place: first.place ?? number.place }
        : notebookError('inline-number', 'no number', number.place);
      this.#issues.add(issue);
      return issue;
    }
  }

  /** The title; only one that prints a parameter by its name needs the model. */
  async #title(): Promise<string> {
    const { front, parsed, keys, parameters } = this.#plan;
    const written = front.title[parsed.language];
    if (!parametersIn(written).some((name) => parameters.has(name))) return written;
    const { key } = keys.number(`title:${written}`, [], parametersIn(written));
    const kept = await this.#tools.cache.get(key);
    if (typeof kept === 'string') return kept;
    const place = (path: readonly PropertyKey[]) => front.document.place(path);
    const title = openContext({ ...(await this.#asker()), scenarios: [], place }).text(front.title);
    await this.#tools.cache.put(key, title);
    return title;
  }

  /** Pictures of the prose, by address. */
  async #pictures(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const images: Image[] = [];
    const collect = (node: Node): void => {
      if (node.type === 'image') images.push(node as Image);
      if ('children' in node) for (const child of node.children as Node[]) collect(child);
    };
    collect(this.#plan.parsed.root);
    for (const image of images) {
      const data = await this.#tools.picture(image.url);
      if (data !== undefined) found.set(image.url, data);
      else
        this.#issues.add(
          notebookError(
            'notebook-picture',
            `there is no picture "${image.url}" beside the notebook`,
            {
              file: this.#plan.parsed.source.file,
              start: image.position?.start.offset ?? 0,
              end: image.position?.end.offset ?? 0,
            },
            'PNG, JPEG and SVG files in the folder of notebooks or below it can be shown; nothing is loaded from addresses',
          ),
        );
    }
    return found;
  }
}

function isOutput(value: unknown): value is CellOutput {
  return typeof value === 'object' && value !== null && 'blocks' in value && Array.isArray(value.blocks);
}
