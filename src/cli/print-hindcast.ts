// Scores of growth assumptions as terminal text or JSON.

import { type Hindcast, type HindcastScore, hindcastScores, type ScoredForecast } from '../analysis/index.ts';
import { indicatorOf, type Model, regionOf } from '../model/index.ts';
import { formatTable, paint } from './terminal.ts';

/** Scores by series, with what the vintages had to do with it; `detail` adds every forecast. */
export function hindcastText(model: Model, found: Hindcast, detail: boolean): string {
  const scores = hindcastScores(found.forecasts);
  const series = [...new Set(scores.map(keyOf))];
  const blocks = series.map((key) => {
    const own = scores.filter((score) => keyOf(score) === key);
    const forecasts = found.forecasts.filter((one) => keyOf(one) === key);
    return [heading(model, forecasts), scoreTable(model, own), ...(detail ? [detailTable(model, forecasts)] : [])].join(
      '\n',
    );
  });
  return `${blocks.join('\n\n')}\n\n${notes(found)
    .map((line) => paint('dim', line))
    .join('\n')}\n`;
}

function heading(model: Model, forecasts: readonly ScoredForecast[]): string {
  const [first] = forecasts as [ScoredForecast];
  const asOfs = forecasts.map((one) => one.asOf);
  const indicator = indicatorOf(model, first.indicator);
  const [from, to] = [Math.min(...asOfs), Math.max(...asOfs)];
  return paint(
    'bold',
    `${first.indicator} · ${regionOf(model, first.region).name.en} · as of ${from === to ? from : `${from}-${to}`} (${indicator.unit.id})`,
  );
}

function scoreTable(model: Model, scores: readonly HindcastScore[]): string {
  const [first] = scores as [HindcastScore];
  const { decimals } = indicatorOf(model, first.indicator);
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'assumption' },
    right('n'),
    right('MAE'),
    right('MAPE'),
    right('MASE'),
    right('bias'),
    right('in 80 %'),
    right('in 95 %'),
    right(`MAE on ${first.common.n} common`),
  ];
  const share = (value: number | undefined) => (value === undefined ? '' : `${Math.round(value * 100)} %`);
  const rows = scores.map((score) => [
    `${score.assumption}${score.best ? ' *' : ''}`,
    String(score.n),
    score.mae.toFixed(decimals),
    score.mape === undefined ? '' : `${score.mape.toFixed(1)} %`,
    score.mase?.toFixed(2) ?? '',
    `${score.bias > 0 ? '+' : ''}${score.bias.toFixed(decimals)}`,
    share(score.coverage80),
    share(score.coverage95),
    score.common.mae?.toFixed(decimals) ?? '',
  ]);
  return formatTable(columns, rows, (r, c, text) => (c === 0 && scores[r]?.best ? paint('green', text) : text));
}

function detailTable(model: Model, forecasts: readonly ScoredForecast[]): string {
  const [first] = forecasts as [ScoredForecast];
  const { decimals } = indicatorOf(model, first.indicator);
  const right = (title: string) => ({ title, align: 'right' as const });
  const rows = forecasts.map((one) => [
    String(one.asOf),
    String(one.from),
    String(one.year),
    one.assumption,
    one.forecast.toFixed(decimals),
    one.actual.toFixed(decimals),
    `${one.forecast > one.actual ? '+' : ''}${(100 * (one.forecast / one.actual - 1)).toFixed(1)} %`,
    one.in80 === undefined ? '' : one.in80 ? '80 %' : one.in95 ? '95 %' : 'outside',
    String(one.published),
  ]);
  return formatTable(
    [
      { title: '  as of' },
      { title: 'known to' },
      { title: 'year' },
      { title: 'assumption' },
      right('forecast'),
      right('actual'),
      right('error'),
      { title: 'interval' },
      { title: 'published' },
    ],
    rows.map(([asOf = '', ...rest]) => [`  ${asOf}`, ...rest]),
  );
}

function notes({ notes: found, forecasts }: Hindcast): readonly string[] {
  const series = new Set(found.tooShort.map(keyOf));
  const scored = new Set(forecasts.map(keyOf));
  const never = [...series].filter((key) => !scored.has(key));
  const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
  return [
    'actual: the latest published vintage; known: what was published by the end of the year one stands in',
    ...found.revised.map(
      (one) =>
        `revised later: ${one.indicator} of ${one.region} in ${one.year} stood at ${one.stood} as of ${one.asOf}, now ${one.now}`,
    ),
    ...(found.publicationAssumed > 0
      ? [
          `${plural(found.publicationAssumed, 'value')} scored whose year of publication is not known: taken as the year after`,
        ]
      : []),
    ...(found.estimates > 0 ? [`${plural(found.estimates, 'estimate')} left out`] : []),
    ...(found.beyondBreak > 0 ? [`${plural(found.beyondBreak, 'value')} beyond a break in the series left out`] : []),
    ...(never.length > 0
      ? [`never three values known before a later one: ${plural(never.length, 'series', 'series')}`]
      : []),
  ];
}

function keyOf({ indicator, region }: { readonly indicator: string; readonly region: string }): string {
  return `${indicator}/${region}`;
}

/** Scores, forecasts and notes; `null` for what is missing. */
export function hindcastJson(found: Hindcast): string {
  const scores = hindcastScores(found.forecasts).map(({ mape, mase, coverage80, coverage95, common, ...score }) => ({
    ...score,
    mape: mape ?? null,
    mase: mase ?? null,
    coverage80: coverage80 ?? null,
    coverage95: coverage95 ?? null,
    common: { n: common.n, mae: common.mae ?? null },
  }));
  const forecasts = found.forecasts.map(({ scaled, in80, in95, ...one }) => ({
    ...one,
    scaled: scaled ?? null,
    in80: in80 ?? null,
    in95: in95 ?? null,
  }));
  return `${JSON.stringify({ request: found.request, scores, forecasts, notes: found.notes }, null, 2)}\n`;
}
