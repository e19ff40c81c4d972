// Morris scatter: how much each input moves the outcome (μ*) against how differently it does so (σ).

import type { MorrisClass } from '../analysis/index.ts';
import { inSentence } from '../base/index.ts';
import { around, placeLabels } from './boxes.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { GREY, inkAt } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Dot, dotLayers, type Label, type Rule, ruleLayers, textLayers } from './layers.ts';
import { layNumericPlot, NUMERIC_AXIS_SPACE } from './numeric-plot.ts';
import { inputTitle, sensitivityFrame } from './sensitivity-frame.ts';
import { SENSITIVITY_WORDS } from './sensitivity-words.ts';
import { makeSheet } from './sheet.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { type Axis, valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';
import { wrapEvenly } from './wrap-evenly.ts';

const LEAST_HEIGHT = 320;
const NAME_WIDTH = 178;
const MOST_NAMES = 16;
const STEP = lineHeight(FONT.label) - 1;
const [LIST_TOP, LIST_GAP, LIST_INDENT] = [20, 5, 32];
const GAP = 14;
/** σ/μ* between the classes, as lines. */
const RATIOS = [0.1, 0.5, 1] as const;
const COLOURS: Readonly<Record<MorrisClass, string>> = {
  negligible: GREY.axis,
  linear: inkAt(0).line,
  monotonic: inkAt(4).line,
  nearly_monotonic: inkAt(1).line,
  nonlinear_or_interacting: inkAt(5).line,
};

/** The scatter of a screening; undefined without one. */
export function morrisChart(context: ChartContext, { sensitivity }: ChartRequest): Chart | undefined {
  const morris = sensitivity?.morris;
  if (!sensitivity || !morris) return undefined;
  const { language } = context;
  const [words, common] = [SENSITIVITY_WORDS[language], WORDS[language]];
  const frame = sensitivityFrame(context, sensitivity);
  const { effects } = morris;
  const [first] = effects;
  if (!first) return undefined;
  const across = fromZero(effects.map(({ muStar }) => muStar.high));
  const up = fromZero([...effects.map(({ sigma }) => sigma), first.muStar.value * 0.12]);
  const listed = effects.slice(0, MOST_NAMES);
  const names = listed.map(({ title: of, kind }) => ({
    lines: wrapEvenly(inputTitle(of, context), FONT.label, NAME_WIDTH, false, 2),
    colour: COLOURS[kind],
  }));
  const height = Math.max(
    LEAST_HEIGHT,
    LIST_TOP + names.reduce((sum, { lines }) => sum + lines.length * STEP + LIST_GAP, 0),
  );
  const laid = layNumericPlot(
    across,
    up,
    { across: words.muAxis(frame.changeUnit), up: words.sigmaAxis(frame.changeUnit) },
    context,
    height,
    GAP + LIST_INDENT + NAME_WIDTH + SHEET_MARGIN,
  );
  const list = drawList(names, laid.width + GAP);
  const { x, y } = laid;
  const guides = RATIOS.map((ratio): Guide => {
    const end = Math.min(across.high, up.high / ratio);
    return { ratio, rule: { x: x(0), y: y(0), x2: x(end), y2: y(ratio * end), colour: GREY.hatch, dash: [3, 3] } };
  });
  const intervals = effects.map(
    ({ muStar, sigma, kind }): Rule => ({
      x: x(muStar.low),
      y: y(sigma),
      x2: x(muStar.high),
      y2: y(sigma),
      colour: COLOURS[kind],
      width: 1.4,
    }),
  );
  const dots = effects.map(
    (effect): Dot => ({
      x: x(effect.muStar.value),
      y: y(effect.sigma),
      colour: COLOURS[effect.kind],
      size: 64,
      tooltip: `${inputTitle(effect.title, context)} · μ* ${print(effect.muStar.value)} · σ ${print(effect.sigma)} · μ ${print(effect.mu)}`,
    }),
  );
  const guideLabels = guides.map((guide) =>
    guideLabel(guide, words.ratio(guide.ratio === 1 ? '' : String(guide.ratio)), laid.width),
  );
  const { labels, leaders } = numberDots();
  const name = inputTitle(first.title, context);
  const negligible = effects.filter(({ kind }) => kind === 'negligible').length;
  const title = words.morrisTitle(
    frame.heading,
    language === 'en' ? inSentence(name) : name,
    negligible,
    effects.length,
  );
  const subtitle = `${words.morrisSubtitle(morris.trajectories, morris.levels)} · ${frame.scenario}`;
  const kinds = [...new Set(effects.map(({ kind }) => kind))];
  return makeSheet({
    width: context.width,
    chart: { kind: 'morris', id: frame.id('morris'), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: laid.plot,
    layers: [
      ...ruleLayers([...laid.rules, ...guides.map(({ rule }) => rule), ...leaders, ...intervals]),
      ...dotLayers([...dots, ...list.dots]),
      ...textLayers([...laid.labels, ...guideLabels, ...labels, ...list.labels]),
    ],
    axisSpace: NUMERIC_AXIS_SPACE,
    key: [
      ...kinds.map((kind) => ({
        text: words.morrisClass[kind],
        sample: { kind: 'dot', colour: COLOURS[kind], size: 64 } as const,
      })),
      { text: words.interval, sample: { kind: 'line', colour: GREY.soft } },
    ],
    footer: [
      ...(effects.length > listed.length ? [words.more(effects.length - listed.length)] : []),
      ...frame.notes([]),
    ],
  });

  function print(value: number): string {
    return formatNumber(value, Math.max(across.decimals, up.decimals) + 1, language);
  }

  /** Numbers beside the dots that matter, where there is room. */
  function numberDots(): { readonly labels: readonly Label[]; readonly leaders: readonly Rule[] } {
    const wishes = listed.flatMap(({ muStar, sigma, kind }, k) =>
      kind === 'negligible'
        ? []
        : [{ x: x(muStar.value), y: y(sigma), lines: [String(k + 1)], fontSize: FONT.label, bold: true }],
    );
    const segments = [...intervals, ...guides.map(({ rule }) => rule)];
    const placed = placeLabels(wishes, {
      area: { left: 2, top: laid.top, right: laid.width, bottom: height - 2 },
      boxes: guideLabels.map((label) => around(label.x - 24, label.y, 28, 8)),
      marks: dots.map((dot) => around(dot.x, dot.y, 6, 6)),
      segments: segments.map((rule) => ({ x1: rule.x, y1: rule.y, x2: rule.x2, y2: rule.y2 })),
    });
    return {
      labels: wishes.flatMap(({ lines: [text = ''] }, k): Label[] => {
        const box = placed[k]?.box;
        return box ? [{ x: box.left, y: (box.top + box.bottom) / 2, text, bold: true }] : [];
      }),
      leaders: placed.flatMap((one): Rule[] => {
        if (!one?.leader) return [];
        const { x1, y1, x2, y2 } = one.leader;
        return [{ x: x1, y: y1, x2, y2, colour: GREY.axis, width: 0.75 }];
      }),
    };
  }
}

/** The list to the right of the plot: number, class and name of each input, from `left` on. */
function drawList(
  names: readonly { readonly lines: readonly string[]; readonly colour: string }[],
  left: number,
): { readonly labels: readonly Label[]; readonly dots: readonly Dot[] } {
  const labels: Label[] = [];
  const dots: Dot[] = [];
  let top = LIST_TOP;
  names.forEach(({ lines, colour }, k) => {
    dots.push({ x: left + 4, y: top + STEP / 2, colour, size: 44 });
    labels.push({ x: left + 26, y: top + STEP / 2, text: String(k + 1), align: 'right', bold: true });
    lines.forEach((text, line) => void labels.push({ x: left + LIST_INDENT, y: top + (line + 0.5) * STEP, text }));
    top += lines.length * STEP + LIST_GAP;
  });
  return { labels, dots };
}

interface Guide {
  readonly ratio: number;
  readonly rule: Rule;
}

/** At the end of its line, inside the plot. */
function guideLabel({ rule }: Guide, text: string, width: number): Label {
  const atTop = rule.x2 < width - 1;
  return {
    x: atTop ? rule.x2 - 6 : width - 4,
    y: atTop ? rule.y2 + 8 : rule.y2 - 8,
    text,
    align: 'right',
    size: FONT.footer,
    colour: GREY.soft,
  };
}

function fromZero(values: readonly number[]): Axis {
  const axis = valueAxis([0, ...values], { fromZero: 'always', count: 6 });
  return { ...axis, low: 0, ticks: axis.ticks.filter((tick) => tick >= 0) };
}
