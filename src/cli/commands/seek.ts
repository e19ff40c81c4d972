// tujing seek: what it takes to reach a goal.

import type { Command } from 'commander';
import type { SeekRequest, SeekSolution } from '../../analysis/index.ts';
import type { Language } from '../../base/index.ts';
import type { Model } from '../../model/index.ts';
import type { Run } from '../../pipeline.ts';
import { addDrawOptions, designOf, notePowers, refuseBeyondExact } from '../draw-options.ts';
import type { SeekReport } from '../print-seek.ts';
import {
  growthLimit,
  probabilityOption,
  questionsAsked,
  questionsOfFile,
  refuse,
  type SeekOptions,
} from '../seek-options.ts';
import { note, openSession, runScenarios, type Session, yearOption } from '../session.ts';
import { STATUS, UsageError } from '../status.ts';
import { chartEnding, languageOption, writeChart } from '../write-chart.ts';

const collect = (text: string, before: readonly string[]) => [...before, text];

export function defineSeek(command: Command): void {
  command
    .option('--indicator <id>', 'the indicator')
    .option('--region, --regions <selector>', 'the region (default: the one in focus); several are answered one by one')
    .option('--target <value>', 'the value to reach, or a plan whose target it is')
    .option('--year <year>', 'the year of the value (for a plan: which of its targets)')
    .option('--years <years>', 'instead of --year: the value is the sum over these years, 2023-2027')
    .option('--path <values>', 'instead of --target: a value for each year, 2025:3.6,2027:3.8')
    .option(
      '--lever <lever>',
      'what may be turned: "INDICATOR@REGIONS growth 2024-2027", with limits "… -5pp..+20pp", "=" to set growth, "… level 2025-2027", or a parameter; repeat for several',
      collect,
      [],
    )
    .option(
      '--with <lever>',
      'a lever that stands besides: "gdp@jiaxing growth 2024-2027 =5%"; repeat for several',
      collect,
      [],
    )
    .option(
      '--if <lever>',
      'the same, one answer for each amount: "gdp@jiaxing growth 2025-2027 =5%, =6%, =7%"; repeat for other levers',
      collect,
      [],
    )
    .option('--scenario <id>', 'the scenario to start from (default: baseline)')
    .option('--trade-off', 'two levers: the pairs of values that reach the goal')
    .option('--latest-start', 'the last year from which the goal is still reached')
    .option(
      '--max-growth <growth>',
      'greatest growth for --latest-start: =12% or +4pp (default: the 90 % quantile of the past)',
    )
    .option(
      '--write [id]',
      'write the solution to scenarios/<id>.yaml; goals of a file name their scenarios themselves',
    )
    .option('--chart <file>', 'draw the trade-off: .svg, .png or .vl.json')
    .option('--lang <language>', 'language of the chart: zh or en', 'zh')
    .option('--as-of <year>', 'with what was published by the end of this year')
    .option('--model <package>', 'model package: an id or a folder');
  addDrawOptions(command, 'one lever: also the value with which the goal is reached in a share of so many draws')
    .option('--probability <share>', 'with --draws: that share (default: 0.8)')
    .option('--json', 'print an array with one answer a region')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing seek --indicator rd_intensity --region jiaxing --year 2027 --target 4 --lever "rd_expenditure@jiaxing growth 2025-2027"\n' +
        '  tujing seek --indicator rd_intensity --region jiaxing --target jiaxing-315 --lever "rd_expenditure@jiaxing growth 2024-2027 =" --if "gdp@jiaxing growth 2025-2027 =5%, =6%, =7%"\n' +
        '  tujing seek --indicator tech_transactions --region jiaxing --years 2023-2027 --target 400 --lever "tech_transactions@jiaxing growth 2024-2027"\n' +
        '  tujing seek --indicator rd_intensity --year 2027 --target 4 --lever "rd_expenditure@jiaxing growth 2025-2027" --lever "hightech_enterprises@jiaxing growth 2025-2027" --trade-off\n' +
        '  tujing seek --indicator rd_intensity --year 2027 --target 4 --lever "rd_expenditure@jiaxing growth 2025-2027" --latest-start --max-growth =14%\n' +
        '  tujing seek --indicator rd_intensity --year 2027 --target 3.65 --lever "rd_expenditure@jiaxing growth 2025-2027" --draws 1024 --probability 0.8\n' +
        '  tujing seek my-goals --write\n\n' +
        'Without limits growth is sought from -30pp to +30pp (set: 0 to 30 %), levels from half to double, parameters in their range.\n' +
        'Several levers: the least effort, each change counted in plausible changes (2 points of growth; "scale 4" makes it half as hard).\n' +
        'With draws all amounts are tried on the same draws; --write then writes the lever of that probability.\n' +
        'Exit status 1 where the goal (with draws: its probability) cannot be reached inside the limits.',
    )
    .action(run);
}

async function run(argument: string | undefined, options: SeekOptions): Promise<void> {
  const language = languageOption(options.lang);
  if (options.chart !== undefined) chartEnding(options.chart);
  if (options.chart !== undefined && !options.tradeOff)
    throw new UsageError('--chart draws a trade-off', 'add --trade-off and two levers');
  const probability = probabilityOption(options);
  const design = designOf(options);
  if (design) {
    await refuseBeyondExact(design.draws);
    notePowers(design);
  }
  const session = await openSession(options);
  const { model } = session;
  const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
  const done = await runScenarios(session, [options.scenario ?? argument ?? 'baseline'], asOf, options);
  const ran = done.scenarios.at(-1);
  if (!ran) throw new UsageError('nothing to start from');
  const [{ scenarioProbes }, { latestStart, seek, tradeOff }, { printSeek }] = await Promise.all([
    import('../../repeat.ts'),
    import('../../analysis/index.ts'),
    import('../print-seek.ts'),
  ]);
  const probes = scenarioProbes(done, ran);
  const questions =
    options.indicator === undefined
      ? await questionsOfFile(model, ran.scenario, probes(ran.scenario))
      : await questionsAsked(model, options, options.indicator, (given) =>
          probes({ ...ran.scenario, levers: [...ran.scenario.levers, ...given] }),
        );
  const maxGrowth =
    options.maxGrowth === undefined ? undefined : await growthLimit(model, options.maxGrowth, questions[0]?.levers[0]);
  const reports: SeekReport[] = [];
  for (const { goal, levers, given } of questions) {
    const request = { goal, levers, given, scenario: ran.scenario };
    const [only, second] = levers;
    if (options.latestStart) {
      if (!only || second) throw new UsageError(`--latest-start asks for one lever, not ${levers.length}`);
      const { answer, issues } = latestStart(model, probes, request, maxGrowth?.open ?? only, maxGrowth?.amount);
      await refuse(issues, options);
      reports.push({ request, latestStart: answer });
      continue;
    }
    if (options.tradeOff && levers.length !== 2)
      throw new UsageError(`--trade-off asks for two levers, not ${levers.length}`);
    const { answer, issues } = seek(model, probes, request);
    await refuse(issues, options);
    if (answer && design && probability !== undefined) {
      if (levers.length !== 1) throw new UsageError(`--draws seeks one lever, not ${levers.length}`);
      const { seekWithDraws } = await import('../../uncertainty/index.ts');
      const drop = options.dropUndefined ?? false;
      const drawn = seekWithDraws(done, ran, request, answer, { design, probability, drop });
      await refuse(drawn.issues, options);
      reports.push({ request, answer, ...(drawn.answer ? { chance: { ...drawn.answer, design } } : {}) });
      continue;
    }
    const field = options.tradeOff ? tradeOff(model, probes, request) : undefined;
    reports.push({ request, ...(answer ? { answer } : {}), ...(field ? { tradeOff: field } : {}) });
  }
  printSeek(done, ran.id, reports, options.json ?? false);
  if (
    reports.some(
      ({ answer, chance, latestStart: start }) =>
        (chance ?? answer)?.status === 'infeasible' || (options.latestStart && start?.latest === undefined),
    )
  )
    process.exitCode = STATUS.no;
  if (options.chart !== undefined) await drawTradeOff(done, reports[0], language, options.chart, session);
  if (options.write === undefined) return;
  for (const [k, { request, answer, chance }] of reports.entries()) {
    const [likely] = chance?.solutions ?? [];
    const [solution] = chance ? (likely ? [{ ...likely, probability: chance.asked }] : []) : (answer?.solutions ?? []);
    const id = typeof options.write === 'string' ? options.write : questions[k]?.as;
    if (!solution) note('nothing was written: there is no solution');
    else if (id === undefined)
      throw new UsageError('--write needs the id of the new scenario', '--write faster-pinghu');
    else await writeSolution(id, model, request, solution, asOf);
  }
}

async function drawTradeOff(
  run: Run,
  report: SeekReport | undefined,
  language: Language,
  file: string,
  session: Session,
): Promise<void> {
  const { chartContext, chartKind } = await import('../../charts/index.ts');
  const [first, second] = report?.answer?.solutions[0]?.levers ?? [];
  const solution = first && second ? { solution: [first.amount, second.amount] as const } : {};
  const tradeOff = report?.tradeOff
    ? { tradeOff: { field: report.tradeOff, request: report.request, ...solution } }
    : {};
  await writeChart(chartKind('trade-off')?.draw(chartContext(run, language), tradeOff), file, session);
}

/** First line of files that may be written again. */
const MARK = '# written by tujing seek; another --write of the same id replaces it';

async function writeSolution(
  id: string,
  model: Model,
  request: SeekRequest,
  solution: Pick<SeekSolution, 'levers'> & { readonly probability?: number },
  asOf: number | undefined,
): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(id))
    throw new UsageError(`"${id}" cannot be a scenario id`, 'use lower-case letters, digits and -: faster-pinghu');
  const [{ default: path }, files, { solvedScenarioText }] = await Promise.all([
    import('node:path'),
    import('../../io/files.ts'),
    import('../../analysis/index.ts'),
  ]);
  const file = path.join('scenarios', `${id}.yaml`);
  const there = await files.readIfPresent(file);
  if (there !== undefined && !new TextDecoder().decode(there).startsWith(MARK))
    throw new UsageError(`${file} exists already and was not written by seek`, 'choose another id');
  await files.writeFileAtomic(file, `${MARK}\n${solvedScenarioText(model, request, solution, id, asOf)}`);
  note(`wrote ${file}; run it: tujing run ${id}`);
}
