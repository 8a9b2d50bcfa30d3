import type {CompareLine} from '../chart/compare-lines.ts';
import type {Tone} from '../chart/grid.ts';
import {isPriced} from '../chart/priced.ts';
import type {Span} from '../core/instant.ts';
import {aggregateBars} from '../market/aggregate.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {ChartWindow} from './chart-window.ts';

/** What counts as 0%: the close of the session before, or this session's first regular price. */
export type CompareBase = 'previousClose' | 'open';

const TONES = ['series1', 'series2', 'series3', 'series4', 'series5'] as const satisfies readonly Tone[];

/** The day's names (five at most) as fractions from their base; a name whose base is not known is left out. */
export const compareLines = (
  snapshot: Snapshot,
  slot: Span,
  window: ChartWindow,
  from: CompareBase,
): readonly CompareLine[] => {
  const lines: CompareLine[] = [];
  for (const [index, symbol] of snapshot.file.day.symbols.slice(0, TONES.length).entries()) {
    const figures = snapshot.figures.get(symbol);
    const base = from === 'open' ? figures?.open : figures?.previousClose;
    const series = snapshot.bars.get(symbol);
    if (base === undefined || !(base > 0) || series === undefined) continue;
    const points = aggregateBars(series, slot, window)
      .filter(isPriced)
      .map(bar => ({at: bar.openAt, value: bar.close / base - 1}));
    lines.push({name: symbol, points, tone: TONES[index] ?? 'plain'});
  }
  return lines;
};
