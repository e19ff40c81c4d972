// Sections of the run report: the board, scenarios, assumptions, sources. Context in, HTML out.

import { isWhole, type TargetRow } from '../analysis/index.ts';
import { type Bilingual, printYears } from '../base/index.ts';
import {
  type ChartContext,
  formatGap,
  formatNumber,
  formatTarget,
  formatValue,
  rowChance,
  statusColours,
  statusText,
} from '../charts/index.ts';
import { indicatorOf, type Model, planOf, regionOf } from '../model/index.ts';
import { escapeHtml, table } from './html.ts';
import { REPORT_WORDS } from './report-words.ts';

/** Words of the report's language. */
export function wordsOf(context: ChartContext) {
  return REPORT_WORDS[context.language];
}

/** Regions that have targets, the focus first, then its own, then the others in the model's order. */
export function boardRegions({ model, targets, keep }: ChartContext): readonly string[] {
  const wanted = new Set(targets.filter((row) => keep(row.region, row.variable)).map((row) => row.region));
  const rank = (id: string) => {
    const region = regionOf(model, id);
    return id === model.focus ? 0 : region.parent === model.focus ? 1 : 2;
  };
  return model.regions
    .map((region) => region.id)
    .filter((id) => wanted.has(id))
    .sort((a, b) => rank(a) - rank(b));
}

/** The board of every region under the baseline of one view. */
export function boardSection(context: ChartContext, asOf: number | undefined): string {
  const words = wordsOf(context);
  const { model, language } = context;
  const baseline = context.scenarios.find((scenario) => scenario.asOf === asOf && scenario.id === scenario.baseline);
  if (!baseline) return '';
  const parts = boardRegions(context).flatMap((region) => {
    const rows = context.targets.filter(
      (row) => row.scenario === baseline.id && row.region === region && context.keep(region, row.variable),
    );
    const shown = rows.filter(
      (row) => row.status !== 'not_assessable' && isWhole(row) && (asOf === undefined || row.year <= asOf + 5),
    );
    if (shown.length === 0) return [];
    const hidden = rows.filter((row) => row.status === 'not_assessable').length;
    const heading = `${escapeHtml(regionOf(model, region).name[language])} <span class="soft">${hidden > 0 ? escapeHtml(words.notAssessable(hidden)) : ''}</span>`;
    return [
      `<details${region === model.focus ? ' open' : ''}><summary>${heading}</summary>${boardTable(context, shown, asOf)}</details>`,
    ];
  });
  const notes = [
    asOf === undefined ? words.boardNote : words.replayNote(asOf),
    ...(context.draws ? [words.chanceNote] : []),
  ];
  return `<p class="soft">${escapeHtml(notes.join(words.between))}</p>${parts.join('\n')}`;
}

function boardTable(context: ChartContext, rows: readonly TargetRow[], asOf: number | undefined): string {
  const { columns, basis, kindOf, notPublished, perYear } = wordsOf(context);
  const { model, language, draws } = context;
  const replay = asOf !== undefined;
  const head = [
    columns.indicator,
    columns.year,
    columns.target,
    columns.baseline,
    replay ? columns.published : columns.gap,
    columns.status,
    ...(draws ? [columns.chance] : []),
    replay ? columns.gap : columns.needed,
    columns.plan,
  ];
  const body = rows.map((row) => {
    const indicator = indicatorOf(model, row.variable);
    const amount = (value: number) =>
      row.unit === indicator.unit.id
        ? formatValue(value, indicator, language)
        : `${formatNumber(value, 2, language)}${row.unit.startsWith('%') ? '%' : ''}`;
    const target =
      row.target === undefined
        ? ''
        : row.unit === indicator.unit.id
          ? formatTarget(row.target, row.bound, indicator, language)
          : amount(row.target);
    const outcome =
      row.outcome === undefined
        ? ''
        : `${escapeHtml(amount(row.outcome))} <span class="basis">${escapeHtml(basis[row.outcome_basis ?? ''] ?? '')}</span>`;
    const kind = kindOf[row.kind];
    const { fill, text } = statusColours(row.status);
    const status = `<span class="status" style="background:${fill};color:${text}">${escapeHtml(statusText(row.status, language))}</span>${row.flags.includes('not_published') ? ` <span class="basis">${escapeHtml(notPublished)}</span>` : ''}`;
    const gap = row.gap_pct === undefined ? '' : escapeHtml(formatGap(row.gap_pct, language));
    const published = context.reader.cell('baseline', row.region, row.variable, row.year);
    const later = published?.basis === 'observed' ? escapeHtml(amount(published.value)) : '';
    const needed =
      row.needed === undefined || row.needed_unit === undefined
        ? ''
        : escapeHtml(perYear(formatNumber(row.needed, 2, language), row.needed_unit));
    const name = `${escapeHtml(indicator.title[language])}${kind === undefined ? '' : ` <span class="basis">${escapeHtml(kind)}</span>`}`;
    return [
      name,
      String(row.year),
      escapeHtml(target),
      outcome,
      replay ? later : gap,
      status,
      ...(draws ? [`<span class="chance">${escapeHtml(rowChance(row, draws, language) ?? '')}</span>`] : []),
      replay ? gap : needed,
      escapeHtml(planOf(model, row.plan).short[language]),
    ];
  });
  return table(head.map(escapeHtml), body, 'board');
}

/** Scenarios with reason, levers as written, warnings. */
export function scenarioSection(context: ChartContext): string {
  const { columns, noLevers, asOf } = wordsOf(context);
  const { language, model } = context;
  const rows = context.scenarios.map(({ id, title, asOf: year, warnings, scenario }) => {
    const levers = (scenario?.levers ?? []).map((lever) => {
      const about =
        lever.kind === 'parameter'
          ? ''
          : `${indicatorOf(model, lever.indicator).title[language]} · ${lever.regions.map((region) => regionOf(model, region).name[language]).join('、')} · `;
      const years = lever.kind === 'growth' || lever.kind === 'level' ? ` · ${printYears(lever.years)}` : '';
      return `${escapeHtml(about)}<code>${escapeHtml(lever.text)}</code>${escapeHtml(years)}`;
    });
    const assumed = scenario?.growth === undefined ? [] : [`<code>${escapeHtml(`assume: ${scenario.growth}`)}</code>`];
    const name = `<strong>${escapeHtml(title[language])}</strong>${year === undefined ? '' : ` <span class="basis">${escapeHtml(asOf(year))}</span>`}<br><code>${escapeHtml(id)}</code>`;
    const all = [...assumed, ...levers];
    return [
      name,
      escapeHtml(scenario?.reason?.[language] ?? ''),
      (all.length === 0 ? escapeHtml(noLevers) : all.join('<br>')) +
        warnings.map((warning) => `<br><em>${escapeHtml(warning)}</em>`).join(''),
    ];
  });
  return table([columns.scenario, columns.reason, columns.levers].map(escapeHtml), rows);
}

/** Growth assumptions of the headline series, and every parameter with its evidence. */
export function assumptionSection(context: ChartContext): string {
  const { columns, parameters, evidence, variants } = wordsOf(context);
  const { language, model } = context;
  const baseline = context.scenarios.find((scenario) => scenario.id === 'baseline');
  const regions = boardRegions(context).filter(
    (id) =>
      id === model.focus || regionOf(model, id).parent === model.focus || id === regionOf(model, model.focus).parent,
  );
  const rows = model.headline.flatMap((indicator) =>
    regions.flatMap((region) => {
      const assumption = context.keep(region, indicator) ? baseline?.assumptionOf?.(region, indicator) : undefined;
      return assumption === undefined
        ? []
        : [
            [
              indicatorOf(model, indicator).title[language],
              regionOf(model, region).name[language],
              variants[assumption.variant] ?? assumption.variant,
              assumption.note[language],
            ].map(escapeHtml),
          ];
    }),
  );
  const numbers = model.parameters.map((one) => [
    escapeHtml(one.title[language]),
    escapeHtml(formatNumber(one.value, 2, language)),
    escapeHtml(`${formatNumber(one.low, 2, language)}–${formatNumber(one.high, 2, language)}`),
    `<strong>${escapeHtml(evidence[one.evidence] ?? one.evidence)}</strong>`,
    escapeHtml(one.source[language]),
  ]);
  return `${table([columns.indicator, columns.region, columns.assumption, columns.content].map(escapeHtml), rows)}
<h3>${escapeHtml(parameters)}</h3>
${table([columns.parameter, columns.value, columns.range, columns.evidence, columns.source].map(escapeHtml), numbers)}`;
}

/** Plans and publications; addresses as text, because the page asks for nothing. */
export function sourceSection(context: ChartContext): string {
  const { columns, plans, publications } = wordsOf(context);
  const { language, model } = context;
  const planRows = model.plans.map((plan) => {
    const { observations, targets, growth, cells } = plan.statements;
    const title = `${escapeHtml(plan.title[language])}${plan.number === undefined ? '' : ` <span class="basis">${escapeHtml(plan.number)}</span>`}`;
    return [title, escapeHtml(plan.issuedOn), String(observations + targets + growth + cells)];
  });
  const list = publicationsOf(model).map(
    ({ title, url }) =>
      `<li>${escapeHtml(title[language])}${url === undefined ? '' : ` <span class="soft url">${escapeHtml(url)}</span>`}</li>`,
  );
  return `<h3>${escapeHtml(plans)}</h3>${table([columns.title, columns.issued, columns.statements].map(escapeHtml), planRows)}
<details><summary>${escapeHtml(publications)} (${list.length})</summary><ul class="soft">${list.join('\n')}</ul></details>`;
}

function publicationsOf(model: Model): readonly { readonly title: Bilingual; readonly url?: string }[] {
  const seen = new Map<string, { title: Bilingual; url?: string }>();
  for (const { source } of model.observations)
    if (source.plan === undefined)
      seen.set(`${source.title.zh} ${source.url ?? ''}`, {
        title: source.title,
        ...(source.url === undefined ? {} : { url: source.url }),
      });
  return [...seen.values()];
}
