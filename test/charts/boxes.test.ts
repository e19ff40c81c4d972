// Labels find room: laws with fixed seeds, and a second plain implementation of each geometric question.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Box,
  crosses,
  type Obstacles,
  overlaps,
  placeLabels,
  type Segment,
  sizeOf,
  spread,
} from '../../src/charts/boxes.ts';

const number = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map((value) => value / 10);
const box = fc
  .tuple(number(0, 90), number(0, 90), number(1, 40), number(1, 40))
  .map(([left, top, width, height]): Box => ({ left, top, right: left + width, bottom: top + height }));
const segment = fc
  .tuple(number(0, 130), number(0, 130), number(0, 130), number(0, 130))
  .map(([x1, y1, x2, y2]): Segment => ({ x1, y1, x2, y2 }));

describe('crosses(box, segment)', () => {
  it('is true where some of 2000 points of the segment lies inside, false where all are 0.2 px or more outside', () => {
    fc.assert(
      fc.property(box, segment, (area, line) => {
        const points = Array.from({ length: 2001 }, (_, k) => ({
          x: line.x1 + ((line.x2 - line.x1) * k) / 2000,
          y: line.y1 + ((line.y2 - line.y1) * k) / 2000,
        }));
        const inside = points.some(({ x, y }) => x > area.left && x < area.right && y > area.top && y < area.bottom);
        const near = points.some(
          ({ x, y }) => x > area.left - 0.2 && x < area.right + 0.2 && y > area.top - 0.2 && y < area.bottom + 0.2,
        );
        if (inside) expect(crosses(area, line)).toBe(true);
        if (!near) expect(crosses(area, line)).toBe(false);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('spread(items, top, bottom)', () => {
  const item = fc.record({ want: number(-20, 220), height: number(1, 12) });
  const edges = (items: readonly { readonly height: number }[], middles: readonly number[]) =>
    items.map(({ height }, k) => [(middles[k] ?? 0) - height / 2, (middles[k] ?? 0) + height / 2] as const);

  it('leaves items that do not touch where they want to be', () => {
    expect(
      spread(
        [
          { want: 80, height: 10 },
          { want: 20, height: 10 },
        ],
        0,
        100,
      ),
    ).toEqual([80, 20]);
  });

  it('moves two that collide apart by the same distance', () => {
    expect(
      spread(
        [
          { want: 10, height: 10 },
          { want: 12, height: 10 },
        ],
        0,
        100,
      ),
    ).toEqual([6, 16]);
  });

  it('keeps items inside, in the order of their wishes, none on another', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 14 }), (items) => {
        const middles = spread(items, 0, 200) ?? [];
        expect(middles.length).toBe(items.length);
        const sorted = edges(items, middles)
          .map((edge, k) => ({ edge, want: items[k]?.want ?? 0 }))
          .sort((a, b) => a.edge[0] - b.edge[0]);
        sorted.forEach(({ edge, want }, k) => {
          expect(edge[0]).toBeGreaterThanOrEqual(-1e-6);
          expect(edge[1]).toBeLessThanOrEqual(200 + 1e-6);
          const next = sorted[k + 1];
          if (next) expect(edge[1]).toBeLessThanOrEqual(next.edge[0] + 1e-6);
          if (next) expect(want).toBeLessThanOrEqual(next.want);
        });
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('moves items together no farther than shifting any of them alone would allow (least squares, by small steps)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ want: number(30, 170), height: fc.constant(10) }), { minLength: 2, maxLength: 6 }),
        (items) => {
          const middles = spread(items, 0, 200) ?? [];
          const cost = (at: readonly number[]) =>
            at.reduce((sum, value, k) => sum + (value - (items[k]?.want ?? 0)) ** 2, 0);
          const legal = (at: readonly number[]) => {
            const order = [...at].sort((a, b) => a - b);
            return order.every((value, k) => k === 0 || value - (order[k - 1] ?? 0) >= 10 - 1e-9);
          };
          middles.forEach((_, k) => {
            for (const step of [-0.5, 0.5]) {
              const moved = middles.map((value, other) => (other === k ? value + step : value));
              if (legal(moved)) expect(cost(moved)).toBeGreaterThanOrEqual(cost(middles) - 1e-6);
            }
          });
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('is undefined where the heights do not fit', () => {
    expect(
      spread(
        [
          { want: 0, height: 60 },
          { want: 0, height: 60 },
        ],
        0,
        100,
      ),
    ).toBeUndefined();
    expect(
      spread(
        [
          { want: 0, height: 50 },
          { want: 0, height: 50 },
        ],
        0,
        100,
      ),
    ).toEqual([25, 75]);
  });
});

describe('placeLabels(wishes, obstacles)', () => {
  const area: Box = { left: 0, top: 0, right: 400, bottom: 300 };
  const wish = fc.record({
    x: number(0, 400),
    y: number(0, 300),
    lines: fc.constantFrom(['≥3.2%（嘉兴十三五）'], ['>6,000 (Jiaxing 315)'], ['2020年 2416家', '约']),
    fontSize: fc.constant(11),
  });
  const free: Obstacles = { area, boxes: [], marks: [], segments: [] };

  it('puts a label beside its anchor where nothing is in the way, without a line to it', () => {
    const [placed] = placeLabels([{ x: 200, y: 150, lines: ['50%'], fontSize: 11 }], free);
    expect(placed?.leader).toBeUndefined();
    expect(
      Math.min(
        Math.abs((placed?.box.left ?? 0) - 200),
        Math.abs((placed?.box.top ?? 0) - 150),
        Math.abs((placed?.box.bottom ?? 0) - 150),
      ),
    ).toBeLessThan(12);
  });

  it('gives a label the size of its texts', () => {
    const [placed] = placeLabels([{ x: 200, y: 150, lines: ['研发经费', '占比'], fontSize: 10 }], free);
    expect([
      (placed?.box.right ?? 0) - (placed?.box.left ?? 0),
      (placed?.box.bottom ?? 0) - (placed?.box.top ?? 0),
    ]).toEqual([40, sizeOf(['', ''], 10).height]);
  });

  it('keeps labels inside the area, off one another, off given boxes and off lines to other labels', () => {
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 6 }),
        fc.array(segment, { maxLength: 10 }),
        fc.array(box, { maxLength: 2 }),
        (wishes, segments, boxes) => {
          const placed = placeLabels(wishes, { area, boxes, marks: [], segments });
          placed.forEach((one, k) => {
            if (!one) return;
            expect(one.box.left >= 0 && one.box.top >= 0 && one.box.right <= 400 && one.box.bottom <= 300).toBe(true);
            expect(boxes.some((other) => overlaps(one.box, other))).toBe(false);
            for (const later of placed.slice(k + 1)) {
              if (!later) continue;
              expect(overlaps(one.box, later.box)).toBe(false);
              if (one.leader) expect(crosses(later.box, one.leader)).toBe(false);
            }
          });
        },
      ),
      { seed: 4, numRuns: 150 },
    );
  });

  it('goes around a line where there is room on its other side', () => {
    const wall: Segment = { x1: 210, y1: 0, x2: 210, y2: 300 };
    const [placed] = placeLabels([{ x: 200, y: 150, lines: ['实际 3.31%'], fontSize: 11 }], {
      ...free,
      segments: [wall],
    });
    expect(placed && crosses(placed.box, wall)).toBe(false);
  });

  it('is undefined where every place within reach is taken', () => {
    expect(placeLabels([{ x: 200, y: 150, lines: ['3%'], fontSize: 11 }], { ...free, boxes: [area] })).toEqual([
      undefined,
    ]);
  });
});
