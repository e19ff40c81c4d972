// Laws of the engine, on the shipped package with all its scenarios and some made for the purpose.

import { all, create } from 'mathjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { targetRecord } from '../../src/analysis/index.ts';
import { load, type Run, run, type Workspace } from '../../src/pipeline.ts';
import { BASES, cellIndex, type ScenarioResults } from '../../src/results/index.ts';
import { realWorkspace, realWorld } from '../worlds/real.ts';
import { seriesOf, type World } from '../worlds/world.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const file = (id: string, body: string) => `scenario: ${id}\ntitle: {zh: ${id}, en: ${id}}\n${body}\n`;
const files = (bodies: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(bodies).map(([id, body]) => [id, file(id, body)]));
const levers = (...list: readonly string[]) => `levers:\n${list.map((text) => `  - {${text}}`).join('\n')}`;

let shipped: World;
let done: Run;
beforeAll(async () => {
  shipped = await realWorld();
  done = shipped.run();
});

const block = (of: Run, id: string) => of.results.scenarios.find((one) => one.scenario === id) as ScenarioResults;

/** The same bits everywhere, NaN where there is no data. */
function expectSameBits(a: ScenarioResults, b: ScenarioResults): void {
  const bytes = ({ buffer, byteOffset, byteLength }: Float64Array | Uint8Array) =>
    Buffer.from(buffer, byteOffset, byteLength);
  expect(Buffer.compare(bytes(a.values), bytes(b.values)), `values of ${a.scenario}`).toBe(0);
  expect(Buffer.compare(bytes(a.bases), bytes(b.bases)), `bases of ${a.scenario}`).toBe(0);
}

test('the shipped scenarios run without an error', () => {
  expect(done.issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  expect(done.scenarios.length).toBeGreaterThanOrEqual(18); // every file, and the baselines of both views
});

describe('a scenario without levers', () => {
  test('equals the baseline to the last bit, and so does one whose levers act on other years or regions, where they do not act', async () => {
    const small = await realWorld(
      files({
        nothing: 'reason: {zh: 无, en: none}',
        derived: 'extends: nothing',
        replay: 'as_of: 2016',
        late: levers('indicator: rd_expenditure, regions: jiaxing, years: 2029-2030, growth: +2pp'),
      }),
    );
    const own = small.run();
    expectSameBits(block(own, 'nothing'), block(done, 'baseline'));
    expectSameBits(block(own, 'derived'), block(done, 'baseline'));
    expectSameBits(block(own, 'replay'), block(done, 'baseline@2016'));
    const before = [...block(own, 'late').values].filter(
      (_, cell) => cell % own.results.years < 2029 - own.results.firstYear,
    );
    const usual = [...block(done, 'baseline').values].filter(
      (_, cell) => cell % own.results.years < 2029 - own.results.firstYear,
    );
    expect(before).toEqual(usual);
  });
});

describe('levers', () => {
  test('of an observed cell move nothing, whatever they ask for', async () => {
    const small = await realWorld(
      files({
        all: levers(
          ...[
            'gdp',
            'rd_expenditure',
            'hightech_enterprises',
            'tech_smes',
            'hightech_value_added',
            'invention_patents_granted',
            'population',
          ].map((id) => `indicator: ${id}, regions: "*", years: 2011-2030, growth: =25%`),
        ),
        path: levers(
          'indicator: rd_expenditure, regions: jiaxing, path: {2015: 1, 2030: 2}',
          'indicator: gdp, regions: "cities:zhejiang", years: 2012-2030, level: x3',
        ),
      }),
    );
    const own = small.run();
    for (const id of [...own.scenarios, ...done.scenarios].map((one) => one.id)) {
      const from = own.scenarios.some((one) => one.id === id) ? own : done;
      const { values, bases, asOf } = block(from, id);
      const usual = block(done, asOf === undefined ? 'baseline' : `baseline@${asOf}`).values;
      expect(
        values.findIndex((value, cell) => bases[cell] === 1 + BASES.indexOf('observed') && value !== usual[cell]),
      ).toBe(-1);
    }
    // The levers did something elsewhere.
    expect(own.reader.value('all', 'jiaxing', 'rd_expenditure', 2030)).toBeGreaterThan(
      (own.reader.value('baseline', 'jiaxing', 'rd_expenditure', 2030) ?? 0) * 1.5,
    );
  });

  test('on disjoint years, and on disjoint regions, commute to the bit', async () => {
    const years = [
      'indicator: rd_expenditure, regions: jiaxing, years: 2024-2025, growth: +3pp',
      'indicator: rd_expenditure, regions: jiaxing, years: 2026-2028, growth: x0.7',
      'indicator: rd_expenditure, regions: jiaxing, years: 2029, level: +4%',
    ];
    const regions = [
      'indicator: rd_expenditure, regions: pinghu, years: 2025-2028, growth: +3pp',
      'indicator: hightech_enterprises, regions: jiaxing, years: 2025-2028, growth: x1.3',
      'indicator: rd_expenditure, regions: hangzhou, years: 2025-2028, growth: =9%',
    ];
    const own = (
      await realWorld(
        files({
          'years-a': levers(...years),
          'years-b': levers(...[...years].reverse()),
          'regions-a': levers(...regions),
          'regions-b': levers(...[...regions].reverse()),
        }),
      )
    ).run();
    expectSameBits(block(own, 'years-a'), block(own, 'years-b'));
    expectSameBits(block(own, 'regions-a'), block(own, 'regions-b'));
    expect(block(own, 'years-a').values).not.toEqual(block(own, 'baseline').values);
  });

  test('in a county move the city and the province by the county’s own amount', async () => {
    const own = (
      await realWorld(files({ pinghu: levers('indicator: rd_expenditure, regions: pinghu, years: 2026, level: +5') }))
    ).run();
    const moved = (region: string, indicator: string, year: number) =>
      (own.reader.value('pinghu', region, indicator, year) ?? Number.NaN) -
      (own.reader.value('baseline', region, indicator, year) ?? Number.NaN);
    expect(moved('pinghu', 'rd_expenditure', 2026)).toBeCloseTo(5, 9);
    expect(moved('jiaxing', 'rd_expenditure', 2026)).toBeCloseTo(5, 9);
    expect(moved('zhejiang', 'rd_expenditure', 2026)).toBeCloseTo(5, 8);
    expect(moved('jiaxing', 'rd_expenditure', 2027)).toBeCloseTo(moved('pinghu', 'rd_expenditure', 2027), 9);
    expect(moved('nanhu', 'rd_expenditure', 2026) || 0).toBe(0);
  });

  test('no value that a scenario reaches is NaN or infinite, and every value has a basis', () => {
    for (const { values, bases } of done.results.scenarios) {
      expect(values.findIndex((value, cell) => (bases[cell] !== 0) !== Number.isFinite(value))).toBe(-1);
    }
  });
});

describe('identities', () => {
  test('hold to 1e-12 in every cell that is not published, in every shipped scenario (formulas by mathjs itself)', () => {
    const math = create(all ?? {});
    let checked = 0;
    for (const indicator of shipped.model.indicators) {
      if (!indicator.identity) continue;
      // lag(gdp) and lag(gdp, 2) as names of their own.
      const names = new Map<string, readonly [name: string, lag: number]>();
      const text = indicator.identity.text.replaceAll(
        /lag\((\w+)(?:, *(\d+))?\)|\b([a-z_]\w*)\b(?!\()/g,
        (_, lagged: string | undefined, back: string | undefined, plain: string | undefined) => {
          const id = `v${names.size}`;
          names.set(id, lagged === undefined ? [plain ?? '', 0] : [lagged, Number(back ?? 1)]);
          return id;
        },
      );
      const formula = math.compile(text);
      for (const { id, parameters } of done.scenarios) {
        for (const region of shipped.model.regions) {
          for (let year = shipped.model.years.first; year <= shipped.model.years.last; year++) {
            const cell = done.reader.cell(id, region.id, indicator.id, year);
            if (!cell || cell.basis === 'observed') continue;
            const scope = new Map(
              [...names].map(([v, [name, lag]]) => [
                v,
                parameters.get(name) ??
                  (done.reader.value(id, region.id, name, year - lag) ?? Number.NaN) * scaleOf(name),
              ]),
            );
            const expected = Number(formula.evaluate(scope)) / indicator.unit.scale;
            if (Number.isNaN(expected)) continue; // a first value, or a series that stands on its own
            checked += 1;
            if (Math.abs(cell.value - expected) > 1e-12 * Math.abs(expected))
              expect(cell.value, `${id} ${region.id} ${indicator.id} ${year}`).toBe(expected);
          }
        }
      }
    }
    expect(checked).toBeGreaterThan(15_000);

    function scaleOf(name: string): number {
      return shipped.model.indicators[shipped.model.indicatorIndex.get(name) ?? -1]?.unit.scale ?? 1;
    }
  });
});

describe('the order of files and of lists', () => {
  // With levers, a loop through lags, counties, an earlier view and plans to follow.
  const SOME = ['surge-and-double', 'counties-catch-up', 'replay-province-path', 'on-course-2027'];

  async function runSome(workspace: Workspace): Promise<Run> {
    const { program, scenarios, issues } = await load(workspace);
    expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
    if (!program) throw new Error('no program');
    return run(program, scenarios, SOME);
  }

  const boardOf = (of: Run) =>
    of.targets.filter((row) => SOME.includes(row.scenario)).map((row) => JSON.stringify(targetRecord(row)));

  test('of files does not matter: the same bits', async () => {
    const workspace = await realWorkspace();
    const other = await runSome({
      ...workspace,
      packageFiles: new Map([...workspace.packageFiles].reverse()),
      scenarioFiles: new Map([...workspace.scenarioFiles].reverse()),
    });
    for (const { scenario } of other.results.scenarios) expectSameBits(block(other, scenario), block(done, scenario));
    expect(boardOf(other).sort()).toEqual(boardOf(done).sort());
  });

  test('of plans, observations, responses, units and growth does not matter: the same bits', async () => {
    const workspace = await realWorkspace();
    const other = await runSome({
      ...workspace,
      packageFiles: new Map([...workspace.packageFiles].map(([path, bytes]) => [path, turn(path, bytes)])),
    });
    for (const { scenario } of other.results.scenarios) expectSameBits(block(other, scenario), block(done, scenario));
    expect(boardOf(other).sort()).toEqual(boardOf(done).sort());
  });

  test('of regions and indicators does not matter but for the order of the rows', async () => {
    const workspace = await realWorkspace();
    const other = await runSome({
      ...workspace,
      packageFiles: new Map(
        [...workspace.packageFiles].map(([path, bytes]) => [
          path,
          /^(regions|indicators)\.yaml$/.test(path) ? reverseLists(bytes) : bytes,
        ]),
      ),
    });
    const differing = other.results.scenarios.flatMap(({ scenario }) =>
      done.results.regions.flatMap((region) =>
        done.results.indicators.flatMap((indicator) =>
          Object.entries(seriesOf(done, scenario, region, indicator)).flatMap(([year, value]) =>
            other.reader.value(scenario, region, indicator, Number(year)) === value
              ? []
              : [`${scenario} ${region} ${indicator} ${year}`],
          ),
        ),
      ),
    );
    expect(differing).toEqual([]);
  });

  /** A file whose lists, or rows, stand the other way round where their order has no meaning. */
  function turn(path: string, bytes: Uint8Array): Uint8Array {
    if (/^(regions|indicators|package)\.yaml$/.test(path)) return bytes;
    if (!path.endsWith('.csv')) return reverseLists(bytes);
    const [head = '', ...rows] = decode(bytes).trimEnd().split(/\r?\n/);
    return encode(`${[head, ...rows.reverse()].join('\n')}\n`);
  }

  function reverseLists(bytes: Uint8Array): Uint8Array {
    const whole = parse(decode(bytes)) as Record<string, unknown>;
    const turned = Object.entries(whole)
      .reverse()
      .map(([key, value]) => [key, Array.isArray(value) ? value.map(turnKeys).reverse() : value]);
    return encode(stringify(Object.fromEntries(turned)));
  }

  function turnKeys(entry: unknown): unknown {
    return entry !== null && typeof entry === 'object' && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).reverse())
      : entry;
  }
});

test('cells are laid out [region][indicator][year]', () => {
  const { results, reader } = done;
  const { values } = block(done, 'baseline');
  const [r, i] = [results.regions.indexOf('jiaxing'), results.indicators.indexOf('rd_intensity')];
  expect(values[cellIndex(results, r, i, 2020 - results.firstYear)]).toBe(
    reader.value('baseline', 'jiaxing', 'rd_intensity', 2020),
  );
  expect(reader.value('baseline', 'jiaxing', 'rd_intensity', 2020)).toBe(3.31);
});
