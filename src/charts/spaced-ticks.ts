// Which ticks of an axis have room for their labels.

import { textWidth } from './text-metrics.ts';
import type { Axis } from './ticks.ts';

const SPACE = 8;

/** Every tick where the labels fit side by side in `width` px, else every second, third, …; `origin` is among them where it is a tick. */
export function spacedTicks(
  { ticks, low, high }: Axis,
  print: (tick: number) => string,
  width: number,
  fontSize: number,
  origin?: number,
): readonly number[] {
  const widest = Math.max(...ticks.map((tick) => textWidth(print(tick), fontSize)));
  const [first = low, second = high] = ticks;
  const apart = (width * (second - first)) / (high - low);
  const step = Math.max(1, Math.ceil((widest + SPACE) / apart));
  const kept = Math.max(0, origin === undefined ? 0 : ticks.indexOf(origin)) % step;
  return ticks.filter((_, k) => k % step === kept);
}
