// tujing new scenario: a scenario file from a template, ready to edit.

import type { Command } from 'commander';
import { UsageError } from '../status.ts';

interface Options {
  readonly title?: string;
  readonly extends: string;
}

export function defineNew(command: Command): void {
  command
    .option('--title <text>', 'title in both languages, to be edited')
    .option('--extends <scenario>', 'the scenario it starts from', 'baseline')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing new scenario faster-pinghu\n  tujing new scenario cautious-pinghu --extends faster-pinghu',
    )
    .action(async (what: string, id: string, options: Options) => {
      if (what !== 'scenario')
        throw new UsageError(`tujing can make a new "scenario", not "${what}"`, 'tujing new scenario my-idea');
      if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(id))
        throw new UsageError(`"${id}" cannot be a scenario id`, 'use lower-case letters, digits and -: faster-pinghu');
      const [{ default: path }, files, paths] = await Promise.all([
        import('node:path'),
        import('../../io/files.ts'),
        import('../../io/paths.ts'),
      ]);
      const file = path.join('scenarios', `${id}.yaml`);
      if ((await files.readIfPresent(file)) !== undefined)
        throw new UsageError(`${file} exists already`, 'choose another id, or edit that file');
      const schema = path
        .relative('scenarios', path.join(paths.shippedModelPackages, 'schemas', 'scenario.schema.json'))
        .split(path.sep)
        .join('/');
      await files.writeFileAtomic(file, template(id, options, schema));
      process.stdout.write(`${file}\n`);
      process.stderr.write(`edit it, then: tujing run ${id}\n`);
    });
}

function template(id: string, options: Options, schema: string): string {
  const title = options.title ?? id;
  return `# yaml-language-server: $schema=${schema}
scenario: ${id}
title: {zh: ${JSON.stringify(title)}, en: ${JSON.stringify(title)}}
reason:
  zh: 为什么会有人这样预期？
  en: Why would anyone expect this?
extends: ${options.extends}
levers:
  # growth: +2pp adds two points to yearly growth, x1.5 scales it, =12% sets it; shares move in points: +0.1pp
  - indicator: rd_expenditure
    regions: jiaxing            # also 330400, counties:jiaxing, cities:zhejiang, [pinghu, jiashan], "*"
    years: 2025-2027
    growth: +2pp
    ramp: 2 years               # phased in; leave out for all at once
  # level: +10%, x1.1, +50 or =300 in the indicator's unit, in these years only
  # - {indicator: hightech_enterprises, regions: pinghu, years: 2026-2027, level: +50}
  # path: values at given years, constant growth between them
  # - {indicator: tech_smes, regions: jiashan, path: {2025: 2000, 2027: 2600}}
  # parameter: another value of an elasticity; \`tujing list parameters\` prints all
  # - {parameter: patents_to_rd.elasticity, value: 0.4}
`;
}
