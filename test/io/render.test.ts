import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FONT_FAMILY, textWidth } from '../../src/charts/text-metrics.ts';
import {
  createRenderer,
  missingGlyphs,
  renderPng,
  renderPngInBackground,
  renderSvg,
  toVega,
  vegaVersion,
} from '../../src/io/render.ts';
import { runsOf } from '../thorough.ts';
import { barChart, chartSaying, HOSTILE_TEXTS, lineChart } from './charts.ts';

const fontFiles = ['regular', 'bold'].map((weight) =>
  fileURLToPath(new URL(`../../src/io/fonts/noto-sans-sc-${weight}.ttf`, import.meta.url)),
);
const wholeFonts = { loadSystemFonts: false, fontFiles };

/** Throws where the text is not well-formed XML: resvg reads it with roxmltree, and does not see characters lost on the way to it. */
function expectWellFormed(svg: string): void {
  expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
  expect(svg).not.toMatch(/[\p{Cs}\ufffe\uffff]|[^\P{Cc}\t\n\r]/u);
}

/** Texts of the picture, as a reader of the XML sees them. */
function textsOf(svg: string): string[] {
  const decode = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map((match) => decode(match[1] as string));
}

describe('renderSvg', () => {
  test('renderSvg(spec) draws title, labels and legend, names its font once and carries the description', async () => {
    const { svg, warnings } = await renderSvg(lineChart('研发经费 & "R&D"'));
    expectWellFormed(svg);
    expect(warnings).toEqual([]);
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['研发经费 & "R&D"', '浙江省（%）', '年份', '城市', '杭州市', '嘉兴市', '2020', '2025']),
    );
    const family = FONT_FAMILY.replaceAll('"', '&quot;');
    expect(
      svg.startsWith(`<svg role="img" aria-label="研发经费 &amp; &quot;R&amp;D&quot;：四市" font-family="${family}"`),
    ).toBe(true);
    expect(svg.match(/font-family/g)).toHaveLength(1);
  });

  test('renderSvg(spec) gives the same bytes again, after other charts, side by side, and leaves the spec alone', async () => {
    const spec = lineChart();
    const before = JSON.stringify(spec);
    const { svg } = await renderSvg(spec);
    await renderSvg(barChart(['甲', '乙']));
    const again = await Promise.all([
      renderSvg(lineChart('x')),
      renderSvg(spec),
      renderSvg(barChart(['甲'])),
      renderSvg(spec),
    ]);
    expect(again[1]?.svg).toBe(svg);
    expect(again[3]?.svg).toBe(svg);
    expect(JSON.stringify(spec)).toBe(before);
    expect(Object.getOwnPropertySymbols((spec.data as { values: object[] }).values[0] as object)).toEqual([]);
  });

  test('renderSvg(spec) gives the same bytes in another process, time zone and language', async () => {
    const painted = {
      ...lineChart(),
      config: {
        view: {
          fill: {
            gradient: 'linear',
            stops: [
              { offset: 0, color: 'red' },
              { offset: 1, color: 'blue' },
            ],
          },
        },
      },
    };
    const { svg } = await renderSvg(painted);
    expect(svg).toContain('id="clip1"');
    expect(svg).toContain('id="gradient_0"');
    const module = new URL('../../src/io/render.ts', import.meta.url).href;
    const program = `const { renderSvg } = await import(${JSON.stringify(module)});
      process.stdout.write((await renderSvg(${JSON.stringify(painted)})).svg);`;
    const env = { ...process.env, TZ: 'America/Los_Angeles', LANG: 'sv_SE.UTF-8' };
    const other = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env });
    expect(other.toString('utf8')).toBe(svg);
  });

  test('renderSvg(spec) draws what Vega draws of toVega(spec), text by text', async () => {
    const vega = await import('vega');
    const { expressionInterpreter: expr } = await import('vega-interpreter');
    for (const spec of [lineChart(), barChart(['甲', '乙']), ...HOSTILE_TEXTS.map((text) => chartSaying(text))]) {
      const { svg } = await renderSvg(spec);
      const view = new vega.View(vega.parse((await toVega(spec)).vega, undefined, { ast: true }), { expr });
      vega.resetSVGDefIds();
      const plain = await view.toSVG();
      const bare = (text: string) => text.replace(/ font-family="[^"]*"| aria-label="[^"]*"| role="img"/g, '');
      expect(bare(svg)).toBe(bare(plain).replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu, ''));
    }
  });

  test('renderSvg(spec) leaves room for Chinese labels: nothing is drawn outside the picture', async () => {
    const names = [
      '石油、煤炭及其他燃料加工业',
      '计算机、通信和其他电子设备制造业',
      '铁路、船舶、航空航天和其他运输设备制造业',
    ];
    for (const spec of [barChart(names), lineChart('全社会研究与试验发展经费投入强度'.repeat(3))]) {
      const { svg } = await renderSvg(spec);
      const picture = new Resvg(svg, { font: wholeFonts });
      const box = picture.getBBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(picture.width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(picture.height);
    }
  });

  test('renderSvg(spec) shortens labels to labelLimit by their real width', async () => {
    const spec = barChart(['石油、煤炭及其他燃料加工业']);
    (spec.encoding as { y: { axis: object } }).y.axis = { labelLimit: 80 };
    const label = textsOf((await renderSvg(spec)).svg).find((text) => text.endsWith('…')) as string;
    expect(textWidth(label, 10)).toBeLessThanOrEqual(80);
    expect(textWidth(label, 10)).toBeGreaterThan(65);
  });

  test('renderSvg(spec) collects what Vega-Lite and Vega warn of, each once', async () => {
    const { warnings } = await renderSvg({
      data: { values: [{ a: 1 }] },
      mark: 'bar',
      encoding: {
        x: { field: 'a', type: 'quantitative' },
        shape: { field: 'a', type: 'nominal' },
        y: { field: 'none', type: 'quantitative' },
      },
    });
    expect(warnings.join('\n')).toMatch(/shape/);
    expect(warnings.join('\n')).toMatch(/Infinite extent for field "none/);
    expect(new Set(warnings).size).toBe(warnings.length);
  });

  test('renderSvg(spec) warns of another font, in which texts were not measured', async () => {
    const { warnings } = await renderSvg({ ...lineChart(), config: { title: { font: 'Comic Sans' } } });
    expect(warnings).toEqual(['font "Comic Sans" is not the charts\' font: its texts may not fit']);
  });

  test.each([null, 5, 'x', {}, { mark: 'bar', data: { values: 1 }, encoding: 7 }, { mark: 'no such mark', data: {} }])(
    'renderSvg(%j) draws or rejects with a reason, and the next chart is drawn',
    async (spec) => {
      const chart = await renderSvg(spec).catch((error: Error) => error);
      if (chart instanceof Error) expect(chart.message).toMatch(/^chart cannot be drawn: ./);
      else expectWellFormed(chart.svg);
      await expect(renderSvg(lineChart())).resolves.toBeDefined();
    },
  );

  test('renderSvg(spec) of a spec that contains itself rejects', async () => {
    const spec = lineChart();
    spec.self = spec;
    await expect(renderSvg(spec)).rejects.toThrow('chart cannot be drawn');
  });
});

describe('hostile charts', () => {
  test.each(HOSTILE_TEXTS.map((text) => [text]))(
    'renderSvg of a chart that says %j everywhere is well-formed',
    async (text) => {
      const { svg } = await renderSvg(chartSaying(text));
      expectWellFormed(svg);
      expect(svg).not.toMatch(/<(script|img|iframe|foreignObject)/i);
      const { vega } = await toVega(chartSaying(text));
      expect(() => JSON.parse(JSON.stringify(vega))).not.toThrow();
    },
  );

  test('renderSvg shows hostile texts as they are, apart from what no one can see', async () => {
    for (const text of [
      '</script><script>alert(1)</script>',
      "'] = datum['x",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: meant as a text
      '${x} {{x}}',
      '&amp;&lt;',
      'constructor',
      'if',
    ]) {
      expect(textsOf((await renderSvg(chartSaying(text))).svg)).toContain(text);
    }
  });

  test('renderSvg of any title, category and tooltip name is well-formed, and toVega compiles it', async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...Array.from('\\"\'`\n\r\u2028[].{}<&;()研，')),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        expectWellFormed((await renderSvg(chartSaying(said))).svg);
        await toVega(chartSaying(said));
      }),
      { seed: 20272, numRuns: runsOf(15, 200) },
    );
  });

  test.each([
    'a.b',
    'a[0]',
    'a]',
    '[',
    "a'b",
    'a"b',
    'a\\',
    'a\nb',
    '',
    'constructor',
    '__proto__',
    'length',
    '浙江',
    'a b',
  ])('renderSvg of a field called %j draws well-formed XML or rejects with a reason', async (field) => {
    const chart = await renderSvg(chartSaying('t', field)).catch((error: Error) => error);
    if (chart instanceof Error) expect(chart.message).toMatch(/^chart cannot be drawn: ./);
    else expectWellFormed(chart.svg);
  });

  test.each(['constructor', '__proto__', '浙江', 'a b', 'if'])(
    'renderSvg of a field called %j draws its values',
    async (field) => {
      const plain = await renderSvg(chartSaying('t'));
      expect((await renderSvg(chartSaying('t', field))).svg).toBe(plain.svg);
    },
  );

  test('renderSvg loads no file and no address, and says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tujing-test-'));
    const file = join(folder, 'rows.json');
    writeFileSync(file, JSON.stringify([{ name: 'secret' }]));
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end('[{"name":"secret"}]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rows.json`;
    for (const url of [file, pathToFileURL(file).href, 'file:///etc/passwd', address, address.replace('http:', '')]) {
      const spec = { data: { url }, mark: 'bar', encoding: { y: { field: 'name', type: 'nominal' } } };
      const { svg, warnings } = await renderSvg(spec);
      expectWellFormed(svg);
      expect(svg).not.toContain('secret');
      expect(warnings.join()).toContain(`refused to load "${url}"`);
    }
    server.close();
    rmSync(folder, { recursive: true });
    expect(requests).toBe(0);
  });

  test('renderSvg draws marks with links and images, without the links and the images', async () => {
    const hrefs = [
      'javascript:alert(1)',
      5,
      'about:blank',
      'data:text/html,<script>alert(1)</script>',
      'https://example.org/',
      null,
    ];
    for (const type of ['point', 'image']) {
      const { svg } = await renderSvg({
        data: { values: hrefs.map((href, i) => ({ href, i, image: 'file:///etc/passwd' })) },
        mark: { type, width: 10, height: 10 },
        encoding: { x: { field: 'i', type: 'quantitative' }, href: { field: 'href' }, url: { field: 'image' } },
      });
      expectWellFormed(svg);
      expect(svg).not.toMatch(/href="[^"]/);
      expect(svg.match(/<a>/g)).toHaveLength(hrefs.length);
    }
  });
});

describe('createRenderer', () => {
  test('renderMany(specs) gives the charts of renderSvg, in the order of the specs', async () => {
    const specs = Array.from({ length: 12 }, (_, i) => [
      lineChart(`图${i}`, i / 10),
      barChart(['甲', `乙${i}`]),
      chartSaying(`第${i}图`),
    ]).flat();
    const alone: string[] = [];
    for (const spec of specs) alone.push((await renderSvg(spec)).svg);
    const together = await createRenderer().renderMany(specs);
    expect(together.map(({ svg }) => svg)).toEqual(alone);
    expect(new Set(alone).size).toBe(specs.length);
  });

  test('renderMany(specs) draws rows that are numbers, several tables, facets and named data sets', async () => {
    const points = { mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } };
    const shapes = (a: number) => [
      { data: { values: [a, 2 * a] }, mark: 'bar', encoding: { x: { field: 'data', type: 'quantitative' } } },
      {
        hconcat: [
          { data: { values: [{ a }] }, ...points },
          { data: { values: [{ a }] }, ...points },
        ],
      },
      {
        datasets: { one: [{ a }], two: [{ a: a + 1 }] },
        layer: [
          { data: { name: 'one' }, ...points },
          { data: { name: 'two' }, ...points },
        ],
      },
      {
        data: {
          values: [
            { a, g: '甲' },
            { a: 1, g: '乙' },
          ],
        },
        facet: { row: { field: 'g', title: `分组${a}` } },
        spec: points,
      },
      { data: { values: `a\n${a}`, format: { type: 'csv' } }, ...points },
    ];
    const specs = [...shapes(3), ...shapes(40)];
    const drawn = await createRenderer().renderMany(specs);
    for (const [i, spec] of specs.entries()) {
      expect(drawn[i]).toEqual(await renderSvg(spec));
      expect(drawn[i]?.svg).not.toBe(drawn[(i + 5) % 10]?.svg);
      expect(drawn[i]?.svg).toMatch(/role-mark/);
      expect(drawn[i]?.warnings).toEqual([]);
    }
  });

  test('renderMany(specs) fills a shared template with hostile texts as if each were alone', async () => {
    const specs = HOSTILE_TEXTS.map((text) => chartSaying(text));
    const alone: string[] = [];
    for (const spec of specs) alone.push((await renderSvg(spec)).svg);
    const together = await createRenderer().renderMany([...specs, ...specs]);
    expect(together.map(({ svg }) => svg)).toEqual([...alone, ...alone]);
  });

  test('renderMany(specs) keeps the warnings of each chart, with its own texts', async () => {
    const shaped = (title: string) => ({ ...lineChart(title), data: { values: [] } });
    const renderer = createRenderer();
    const [first, second] = await renderer.renderMany([shaped('一'), shaped('二')]);
    expect(first?.warnings).toEqual(second?.warnings);
    await expect(renderer.renderMany([lineChart(), { mark: 'x' }, lineChart()])).rejects.toThrow(
      'chart cannot be drawn',
    );
  });
});

describe('toVega', () => {
  test('toVega(spec) is plain JSON with the font and without a mention of Vega-Lite', async () => {
    const { vega, warnings } = await toVega(lineChart());
    expect(JSON.parse(JSON.stringify(vega))).toEqual(vega);
    expect(warnings).toEqual([]);
    expect(vega.$schema).toContain('/vega/v6');
    expect(JSON.stringify(vega.config)).toContain('Noto Sans SC');
    await expect(toVega({ mark: 5 })).rejects.toThrow('chart cannot be drawn');
  });

  test('vegaVersion() is the version of the package', async () => {
    const entry = createRequire(import.meta.url).resolve('vega/vega-schema.json');
    const { version } = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')) as { version: string };
    expect(await vegaVersion()).toBe(version);
  });
});

describe('renderPng', () => {
  test('renderPng(svg, scale) is a PNG of scale times the size, drawn as with the whole fonts', async () => {
    const { svg } = await renderSvg(lineChart('研发经费 Résumé e\u0301 ① ≥ —'));
    const { width, height } = new Resvg(svg);
    for (const scale of [1, 2]) {
      const png = Buffer.from(renderPng(svg, scale));
      expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
      expect(Math.abs(png.readUInt32BE(16) - width * scale)).toBeLessThanOrEqual(1);
      expect(Math.abs(png.readUInt32BE(20) - height * scale)).toBeLessThanOrEqual(1);
      const whole = new Resvg(svg, { font: wholeFonts, fitTo: { mode: 'zoom', value: scale } }).render().asPng();
      expect(png.equals(whole)).toBe(true);
    }
    expect(Buffer.from(await renderPngInBackground(svg)).equals(renderPng(svg))).toBe(true);
  });

  test('renderPng draws any text as with the whole fonts, also what the fonts join', () => {
    const joined = [
      '破折号——破折',
      '———',
      'e\u0301a\u0308',
      'M\u0300 m\u0304 ê\u0304',
      '〳〵',
      '―― ⸺',
      '龘\u{20bb7}⁵',
      'AV To “’”',
    ];
    const samples = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), {
      seed: 20273,
      numRuns: runsOf(10, 100),
    });
    for (const text of [...joined, ...samples]) {
      const escaped = text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replace(/\p{Cc}/gu, '');
      const lines = ['normal', 'bold'].map(
        (weight, i) => `<text y="${20 + 20 * i}" font-weight="${weight}">${escaped}</text>`,
      );
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" font-family="Noto Sans SC" width="500" height="50">${lines.join('')}</svg>`;
      const whole = new Resvg(svg, { font: wholeFonts }).render().asPng();
      expect(whole.equals(renderPng(svg, 1)), text).toBe(true);
    }
  });

  test('renderPng draws Chinese text in two weights, as wide as textWidth says', () => {
    const svgOf = (text: string, weight: string) =>
      `<svg width="400" height="40" xmlns="http://www.w3.org/2000/svg" font-family="Noto Sans SC"><text x="5" y="30" font-size="20" font-weight="${weight}">${text}</text></svg>`;
    for (const bold of [false, true]) {
      const box = new Resvg(svgOf('田研发经费R&amp;D 3.2亿元田', bold ? 'bold' : 'normal'), {
        font: wholeFonts,
      }).getBBox();
      // The first and last character leave a little room inside their square.
      const width = textWidth('田研发经费R&D 3.2亿元田', 20, bold);
      expect(box?.width).toBeGreaterThan(width - 6);
      expect(box?.width).toBeLessThan(width);
    }
    const pictures = [svgOf('', 'normal'), svgOf('研发', 'normal'), svgOf('研发', 'bold'), svgOf('经费', 'normal')];
    expect(new Set(pictures.map((svg) => Buffer.from(renderPng(svg)).toString('base64'))).size).toBe(4);
  });

  test('renderPng refuses what is not well-formed, too large, or refers to a file', () => {
    const svg = (inside: string, size = '10') =>
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size}" height="10">${inside}</svg>`;
    expect(() => renderPng(svg('<g>'))).toThrow();
    expect(() => renderPng('not a picture')).toThrow(RangeError);
    expect(() => renderPng(svg('', '100000000'))).toThrow('at most 50000000 are drawn');
    expect(() => renderPng(svg(`<image xlink:href="${fontFiles[0]}" width="5" height="5"/>`))).toThrow(
      'refers to another file',
    );
    expect(() => renderPng(svg('<image href="x.png"/>'))).toThrow('refers to another file');
    expect(() => renderPng(`<!DOCTYPE svg>${svg('')}`)).toThrow();
    expect(() => renderPng(svg('<image xlink:href="" width="5" height="5"/>'))).not.toThrow();
  });

  test('renderPng leaves no file behind, also where it throws', () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tujing-fonts-'));
    const before = left();
    renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
    expect(() => renderPng('<svg width="10" height="10"><g></svg>')).toThrow();
    expect(left()).toEqual(before);
  });
});

describe('missingGlyphs', () => {
  test('missingGlyphs(text) lists what the fonts lack, once, in order', () => {
    expect(missingGlyphs('研发 R&D 10⁵')).toEqual(['⁵']);
    expect(missingGlyphs('研发 R&D 10⁵ 龘10⁵')).toEqual(['⁵', '龘']);
    expect(missingGlyphs('浙江省·嘉兴市（R&D／GDP）≥3.2％—…→“①②”²³镕喆\n\t\u200b\ufeff')).toEqual([]);
  });

  test('missingGlyphs of all of GB 2312 and printable ASCII and Latin-1 is empty', () => {
    const decoder = new TextDecoder('gbk');
    let text = '';
    for (let row = 0xb0; row <= 0xf7; row++) {
      for (let cell = 0xa1; cell <= 0xfe; cell++) text += decoder.decode(Uint8Array.of(row, cell));
    }
    const hanzi = text.replace(/[\ue000-\uf8ff]/g, '');
    expect(hanzi).toHaveLength(6763);
    const latin = Array.from({ length: 0x17f - 0x20 }, (_, i) => String.fromCodePoint(0x20 + i)).join('');
    expect(missingGlyphs(hanzi)).toEqual([]);
    expect(missingGlyphs(latin.slice(0, 0xe0))).toEqual([]);
  });
});
