// A chart of the gallery from names on the command line: what its kind needs is asked for, computed or looked up.

import path from 'node:path';
import type { Language } from '../base/index.ts';
import { nearest } from '../base/index.ts';
import {
  type Chart,
  type ChartKind,
  type ChartRequest,
  chartContext,
  chartKind,
  GALLERY,
  SHEET_LIMITS,
  SHEET_WIDTHS,
} from '../charts/index.ts';
import type { Model } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import type { ChartOptions } from './commands/chart.ts';
import { withDraws } from './draw-options.ts';
import { catchUpRun } from './print-catch-up.ts';
import { checkIndicator, openSession, regionsOption, runScenarios, yearOption } from './session.ts';
import { UsageError } from './status.ts';
import { formatTable } from './terminal.ts';
import { CHART_ENDINGS, type ChartEnding, languageOption, writeChartFiles } from './write-chart.ts';

/** Commands that draw the charts of their own analysis, with `--chart FILE`. */
const DRAWN_BY: Readonly<Partial<Record<keyof ChartRequest, string>>> = {
  attribution: 'attribute',
  diff: 'diff',
  hindcast: 'hindcast',
  tradeOff: 'seek --trade-off',
  sensitivity: 'sensitivity',
  leverSweep: 'sensitivity',
  parityChances: 'catchup --draws',
};

/** Prints the kinds with what each needs. */
export function listKinds({ lang, json }: ChartOptions): void {
  const [language] = languagesOf(lang);
  if (json) {
    const kinds = GALLERY.map(({ id, title, shows, needs }) => ({ id, title, shows, needs }));
    process.stdout.write(`${JSON.stringify(kinds, null, 2)}\n`);
    return;
  }
  const rows = GALLERY.map(({ id, shows, needs }) => [id, needsText(needs), shows[language ?? 'zh']]);
  process.stdout.write(`${formatTable([{ title: 'kind' }, { title: 'needs' }, { title: 'shows' }], rows)}\n`);
}

/** Draws one chart in each language and writes its files. */
export async function drawOneChart(id: string, options: ChartOptions): Promise<void> {
  const kind = kindOption(id);
  const [languages, endings, width] = [languagesOf(options.lang), endingsOf(options), widthOption(options.width)];
  const session = await openSession(options);
  const { model } = session;
  const asked = await requestOf(model, kind, options);
  const chosen = options.scenario === 'all' ? [] : options.scenario.split(',').map((one) => one.trim());
  const run = await withDraws(session, await runScenarios(session, chosen, asked.asOf, options), options, {});
  const request = withAnalyses(run, kind, asked, chosen);
  const written: string[] = [];
  for (const language of languages) {
    const chart = kind.draw(chartContext(run, language, undefined, width), request);
    if (!chart)
      throw new UsageError(
        'there is nothing to draw',
        ['chance-board', 'fan', 'outcomes', 'year-met', 'difference'].includes(id) && options.draws === undefined
          ? 'this chart shows draws: add --draws 1024'
          : 'ask for a region or an indicator that has data, or for other scenarios',
      );
    const stem = path.join(options.out, `${chart.id}.${language}`);
    const files = endings.map((ending) => `${stem}${ending}`);
    await writeChartFiles(chart, files, session, run);
    written.push(...files);
    if (options.embed) await printSnippets(chart, width, path.basename(stem));
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ files: written }, null, 2)}\n`);
}

function kindOption(id: string): ChartKind {
  const kind = chartKind(id);
  if (!kind) {
    const close = nearest(
      id,
      GALLERY.map((one) => one.id),
    );
    throw new UsageError(
      `unknown kind of chart "${id}"`,
      close === undefined ? '`tujing chart` prints all' : `did you mean "${close}"?`,
    );
  }
  const command = kind.needs.map((need) => DRAWN_BY[need]).find((name) => name !== undefined);
  if (command !== undefined)
    throw new UsageError(`"${id}" shows an analysis`, `tujing ${command} … --chart FILE draws it with its answer`);
  return kind;
}

/** What of the options the kind can use; what it needs and is not given ends with status 2. */
async function requestOf(model: Model, kind: ChartKind, options: ChartOptions): Promise<ChartRequest> {
  const compares = kind.needs.some((need) => ['regions', 'catchUps', 'convergence'].includes(need));
  if ((compares || kind.needs.includes('indicator')) && options.indicator === undefined)
    throw new UsageError(`"${kind.id}" needs --indicator`, '`tujing list indicators` prints all');
  if (options.indicator !== undefined) await checkIndicator(model, options.indicator);
  if (kind.needs.includes('year') && options.year === undefined)
    throw new UsageError(`"${kind.id}" needs --year`, 'the year of the targets');
  if (kind.needs.includes('plan') && options.plan === undefined)
    throw new UsageError(`"${kind.id}" needs --plan`, '`tujing list plans` prints all');
  if (options.plan !== undefined && !model.plans.some((plan) => plan.id === options.plan))
    throw new UsageError(`unknown plan "${options.plan}"`, '`tujing list plans` prints all');
  const one = async (text: string) => {
    const [region, ...others] = [...((await regionsOption(model, text)) ?? [])];
    if (region === undefined || others.length > 0) throw new UsageError(`"${text}" is not one region`);
    return region;
  };
  return {
    region: await one(options.region ?? model.focus),
    ...(options.indicator === undefined ? {} : { indicator: options.indicator }),
    ...(options.plan === undefined ? {} : { plan: options.plan }),
    ...(options.year === undefined ? {} : { year: yearOption(model, options.year) }),
    ...(options.asOf === undefined ? {} : { asOf: yearOption(model, options.asOf) }),
    ...(compares
      ? {
          regions: [...((await regionsOption(model, options.regions ?? `children:${model.focus}`)) ?? [])],
          leader: await one(options.leader ?? model.leader),
        }
      : {}),
  };
}

/** Comparisons with a leader and convergence, where the kind shows them. */
function withAnalyses(run: Run, kind: ChartKind, request: ChartRequest, chosen: readonly string[]): ChartRequest {
  const { indicator, regions, leader } = request;
  const wanted = kind.needs.some((need) => need === 'catchUps' || need === 'convergence');
  if (!wanted || indicator === undefined || !regions || leader === undefined) return request;
  const found = catchUpRun(run, { indicator, regions, leaders: [{ kind: 'region', region: leader }], chosen });
  const [convergence] = found.convergence;
  return { ...request, catchUps: found.catchUp, ...(convergence ? { convergence } : {}) };
}

async function printSnippets(chart: Chart, width: number, stem: string): Promise<void> {
  const [{ embedSnippets }, { renderSvg }] = await Promise.all([
    import('../notebook/index.ts'),
    import('../io/render.ts'),
  ]);
  const { svg } = await renderSvg(chart.spec);
  const height = Number(/ height="([\d.]+)"/.exec(svg)?.[1] ?? 0);
  process.stdout.write(`${embedSnippets(chart.title, stem, width, Math.ceil(height))}\n`);
}

function languagesOf(text: string): readonly Language[] {
  return text.split(',').map((one) => languageOption(one.trim()));
}

function endingsOf({ to, embed }: ChartOptions): readonly ChartEnding[] {
  const asked = to.split(',').map((one) => {
    const ending = CHART_ENDINGS.find((known) => known === `.${one.trim()}`);
    if (!ending)
      throw new UsageError(`--to knows ${CHART_ENDINGS.map((known) => known.slice(1)).join(', ')}, not "${one}"`);
    return ending;
  });
  return [...new Set([...asked, ...(embed ? (['.html', '.vl.json'] as const) : [])])];
}

function widthOption(text: string): number {
  const named = Object.entries(SHEET_WIDTHS).find(([name]) => name === text)?.[1];
  const width = named ?? (/^\d+(px)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN);
  const { least, most } = SHEET_LIMITS;
  if (width >= least && width <= most) return width;
  throw new UsageError(
    `--width knows ${Object.keys(SHEET_WIDTHS).join(', ')} and ${least} to ${most} px, not "${text}"`,
    'in a document, pictures can be set smaller than they are',
  );
}

function needsText(needs: readonly (keyof ChartRequest)[]): string {
  const command = needs.map((need) => DRAWN_BY[need]).find((name) => name !== undefined);
  if (command !== undefined) return `tujing ${command}`;
  const options = needs.flatMap((need) =>
    need === 'catchUps' || need === 'convergence' ? ['--indicator', '--regions'] : [`--${need}`],
  );
  return options.join(' ');
}
