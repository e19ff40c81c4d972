// Names that anybody may write into a file: charts stay well-formed, quiet and readable, and nothing in them runs.

import { beforeAll, describe, expect, it } from 'vitest';
import { type ChartContext, chartContext, chartKind, chartsOfRun } from '../../src/charts/index.ts';
import { createRenderer, renderPng } from '../../src/io/render.ts';
import type { Model } from '../../src/model/index.ts';
import { realWorld } from '../worlds/real.ts';
import { overlappingTexts, textsOfSvg, textsOutside } from './svg-texts.ts';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  'quote " and \' and `',
  'back\\slash \\" \\u0041',
  '[a.b] {c} $d datum.x',
  'line\nbreak\r\nand\ttab\u2028end',
  'مرحبا \u202Eright to left\u202C',
  'nul\u0000 bell\u0007 del\u007F',
  'lone \uD800 surrogate \uFFFE',
  '&amp; <!-- --> ]]>',
  'constructor',
  '\uE0000\uE001 template mark',
  '企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业企业',
];

const REQUESTS = [
  ['target-board', { region: 'jiaxing' }],
  ['gap-bars', { region: 'jiaxing', year: 2027 }],
  ['plan-vs-outcome', { plan: 'jiaxing-13fyp' }],
  ['trajectory', { indicator: 'rd_intensity', region: 'jiaxing' }],
  ['trajectory', { indicator: 'rd_intensity', region: 'jiaxing', asOf: 2016 }],
  ['small-multiples', { indicator: 'rd_intensity', region: 'jiaxing' }],
  ['catch-up', { indicator: 'rd_intensity', regions: ['pinghu', 'jiashan', 'haiyan'], leader: 'jiaxing' }],
] as const;

let real: ChartContext;
let renderer: ReturnType<typeof createRenderer>;

beforeAll(async () => {
  real = chartContext((await realWorld()).run(['rd-surge', 'counties-catch-up', 'replay-printed-pace']), 'zh');
  renderer = createRenderer();
}, 60_000);

/** The shipped model with each of its texts replaced by a hostile one in turn. */
function spoil(context: ChartContext): ChartContext {
  let next = 0;
  const text = () => HOSTILE[next++ % HOSTILE.length] ?? '';
  const both = () => ({ zh: text(), en: text() });
  const { model } = context;
  const spoiled: Model = {
    ...model,
    title: both(),
    regions: model.regions.map((region) => ({ ...region, name: both() })),
    indicators: model.indicators.map((indicator) => ({
      ...indicator,
      title: both(),
      unit: { ...indicator.unit, title: both() },
    })),
    plans: model.plans.map((plan) => ({ ...plan, title: both(), short: both() })),
    observations: model.observations.map((observation) => ({
      ...observation,
      source: { ...observation.source, title: both() },
    })),
  };
  return {
    ...context,
    model: spoiled,
    scenarios: context.scenarios.map((scenario) => ({ ...scenario, title: both(), warnings: [text()] })),
  };
}

/** All strings of a specification, keys included. */
function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* strings(part);
  }
}

describe('charts of a model whose every text is hostile', () => {
  it.each(REQUESTS)('%s(%o) is drawn without a warning, well-formed and on one sheet', async (kind, request) => {
    for (const language of ['zh', 'en'] as const) {
      const chart = chartKind(kind)?.draw({ ...spoil(real), language }, request);
      if (!chart) throw new Error('no chart');
      const { svg, warnings } = await renderer.renderSvg(chart.spec);
      expect(warnings.filter((warning) => !warning.includes('font'))).toEqual([]);
      expect(svg).not.toMatch(/<script|<!--|\son\w+=/);
      expect(renderPng(svg, 0.2).length).toBeGreaterThan(100); // resvg reads it with an XML parser
      expect(
        [...strings(chart.spec)].filter((text) => /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u202E\uFFFE]/u.test(text)),
      ).toEqual([]);
      expect(chart.title + chart.id).not.toMatch(/[\p{Cc}\u202E]/u);
    }
  });

  it.each([
    ['</script><script>alert(1)</script>', '</script><script>alert(1)</script>'],
    ['[a.b] {c} $d datum.x', '[a.b] {c} $d datum.x'],
    ['back\\slash "quoted"', 'back\\slash "quoted"'],
    ['line\nbreak\r\nand\ttab\u2028end', 'line break and tab end'],
    ['nul\u0000 bell\u0007 \u202Eright', 'nul bell right'],
    ['constructor', 'constructor'],
  ])('a region called %j stands on its chart as %j', async (name, shown) => {
    const regions = real.model.regions.map((region) =>
      region.id === 'jiaxing' ? { ...region, name: { zh: name, en: name } } : region,
    );
    const chart = chartKind('trajectory')?.draw(
      { ...real, model: { ...real.model, regions } },
      { indicator: 'rd_intensity', region: 'jiaxing' },
    );
    const { svg } = await renderer.renderSvg(chart?.spec);
    expect(textsOfSvg(svg).map(({ text }) => text)).toContain(`${shown} · 单位：%`);
    expect(textsOutside(svg)).toEqual([]);
  });
});

describe('more scenarios than names fit beside the lines', () => {
  /** The real run with 30 scenarios, each a little above the last. */
  function crowded(): ChartContext {
    const baseline = real.scenarios.find(({ id }) => id === 'baseline');
    if (!baseline) throw new Error('no baseline');
    const lift = (id: string) => 1 + 0.01 * Number(/^copy-(\d+)$/.exec(id)?.[1] ?? 0);
    return {
      ...real,
      scenarios: [
        baseline,
        ...Array.from({ length: 30 }, (_, k) => ({
          ...baseline,
          id: `copy-${k + 1}`,
          title: { zh: `第${k + 1}号情景名称很长很长`, en: `Scenario number ${k + 1}` },
        })),
      ],
      reader: {
        ...real.reader,
        cell: (scenario, region, indicator, year) => {
          const cell = real.reader.cell('baseline', region, indicator, year);
          return cell && { ...cell, value: year > 2023 ? cell.value * lift(scenario) : cell.value };
        },
      },
    };
  }

  it('trajectory lists them below the plot, no text on another, all inside', async () => {
    const chart = chartKind('trajectory')?.draw(crowded(), { indicator: 'rd_intensity', region: 'jiaxing' });
    const { svg, warnings } = await renderer.renderSvg(chart?.spec);
    const texts = textsOfSvg(svg);
    expect(warnings).toEqual([]);
    expect(texts.filter(({ text }) => /^第\d+号情景/.test(text)).length).toBe(30);
    expect(overlappingTexts(texts)).toEqual([]);
    expect(textsOutside(svg)).toEqual([]);
  });
});

describe('a run without anything to show', () => {
  it('chartsOfRun gives no charts where nothing is kept, or where no scenario ran', () => {
    expect(chartsOfRun({ ...real, keep: () => false })).toEqual([]);
    const withoutScenarios = chartsOfRun({ ...real, scenarios: [], targets: [] });
    expect(withoutScenarios.filter(({ kind }) => REQUESTS.some(([own]) => own === kind))).toEqual([]);
  });
});
