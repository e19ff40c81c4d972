// The commands, in the order of `tujing --help`: name, arguments, a line on what each does, and the file that defines it.
// A file is loaded only where its command is run or asked for help, so that starting costs next to nothing.

import type { Command } from 'commander';

export interface CommandEntry {
  /** Name and arguments in the words of commander: `explain <indicator>`. */
  readonly usage: string;
  readonly summary: string;
  /** Gives what adds options, help and action to the command. */
  readonly load: () => Promise<(command: Command) => void>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    usage: 'run [scenarios...]',
    summary: 'run scenarios (default: all) and write results, targets, charts and a report to out/',
    load: async () => (await import('./commands/run.ts')).defineRun,
  },
  {
    usage: 'check',
    summary: 'validate the model package, the scenarios and the notebooks; list every issue',
    load: async () => (await import('./commands/check.ts')).defineCheck,
  },
  {
    usage: 'targets',
    summary: 'the target board: outcome, gap, pace, status, growth needed from now; with --draws also P(met)',
    load: async () => (await import('./commands/targets.ts')).defineTargets,
  },
  {
    usage: 'explain <indicator>',
    summary: 'where a number comes from: formula, inputs, assumption, levers, source and printed figure',
    load: async () => (await import('./commands/explain.ts')).defineExplain,
  },
  {
    usage: 'list <what>',
    summary: 'what there is: regions, indicators, scenarios, plans, parameters, models',
    load: async () => (await import('./commands/list.ts')).defineList,
  },
  {
    usage: 'new <what> <id>',
    summary: 'a new scenario from a template: tujing new scenario my-idea',
    load: async () => (await import('./commands/new.ts')).defineNew,
  },
  {
    usage: 'schema [name]',
    summary: 'JSON Schemas of all files, for editors: print one, or write all to a folder',
    load: async () => (await import('./commands/schema.ts')).defineSchema,
  },
  {
    usage: 'catchup',
    summary: 'gaps to a leader, the year of parity, the growth it takes, and convergence among regions',
    load: async () => (await import('./commands/catchup.ts')).defineCatchup,
  },
  {
    usage: 'seek [scenario]',
    summary:
      'the lever value that reaches a goal, or why none does; without --indicator the goals under seek: in the scenario’s file',
    load: async () => (await import('./commands/seek.ts')).defineSeek,
  },
  {
    usage: 'attribute',
    summary:
      'what a difference from the baseline, and a gap to a target, is due to: by lever, channel, input and region',
    load: async () => (await import('./commands/attribute.ts')).defineAttribute,
  },
  {
    usage: 'diff <a> <b>',
    summary:
      'what differs between two scenarios (or two folders of `tujing run`), and which outcomes and targets it moved',
    load: async () => (await import('./commands/diff.ts')).defineDiff,
  },
  {
    usage: 'graph',
    summary: 'the model as a graph: which indicators are computed from which (solid), which answer to which (dashed)',
    load: async () => (await import('./commands/graph.ts')).defineGraph,
  },
  {
    usage: 'reconcile',
    summary:
      'do cities add up to the province, in plans, published values and scenarios; make them; share a target out',
    load: async () => (await import('./commands/reconcile.ts')).defineReconcile,
  },
  {
    usage: 'audit',
    summary: 'what is inconsistent inside and between the plans, computed from their figures',
    load: async () => (await import('./commands/audit.ts')).defineAudit,
  },
  {
    usage: 'hindcast',
    summary: 'growth assumptions run from an earlier year and scored on what was published later',
    load: async () => (await import('./commands/hindcast.ts')).defineHindcast,
  },
  {
    usage: 'merge <folders...>',
    summary: 'join the parts of a run that was split by --shard into exactly what the whole run would have written',
    load: async () => (await import('./commands/merge.ts')).defineMerge,
  },
  {
    usage: 'chart [kind]',
    summary: 'one chart to files, for reports and slides; without a kind: the list of kinds',
    load: async () => (await import('./commands/chart.ts')).defineChart,
  },
  {
    usage: 'verify <files...>',
    summary: 'which figures, tables and numbers of a document, or files of a run, are out of date, and why',
    load: async () => (await import('./commands/verify.ts')).defineVerify,
  },
  {
    usage: 'sensitivity',
    summary:
      'what a value depends on among its uncertain inputs: tornado, Morris screening, Sobol indices, and what decides whether a target is met',
    load: async () => (await import('./commands/sensitivity.ts')).defineSensitivity,
  },
  {
    usage: 'notebook',
    summary: 'notebooks in notebooks/*.md: prose with charts, tables and numbers of a run, built into documents',
    load: async () => (await import('./commands/notebook.ts')).defineNotebook,
  },
];
