/** A number's place on the page, to a tenth of a unit. */
export type Scale = (value: number) => number;

export const linearScale = (from: number, to: number, start: number, end: number): Scale => {
  const range = to - from;
  return value =>
    Math.round((range === 0 ? (start + end) / 2 : start + ((value - from) / range) * (end - start)) * 10) / 10;
};

const STEPS = [1, 2, 2.5, 5, 10];

/** Some four round numbers within [from, to]. */
export const roundTicks = (from: number, to: number, count = 4): readonly number[] => {
  const rough = (to - from) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find(one => one * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({length: Math.max(0, last - first + 1)}, (_, index) => (first + index) * step);
};

/** A line through points, as the data of an SVG path. */
export const pathOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
