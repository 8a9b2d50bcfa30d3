import type {CompareLine} from '../chart/compare-lines.ts';
import type {Tone} from '../chart/grid.ts';
import {MOVE_NUMBER, markerSign} from '../chart/markers.ts';
import {isPriced} from '../chart/priced.ts';
import {type Instant, plus} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {aggregateBars} from '../market/aggregate.ts';
import {goodPriceAt} from '../market/reactions/good-price.ts';
import {priceAt} from '../market/series-reads.ts';
import type {ChartFrame} from './chart-frame.ts';
import type {ChartInput} from './chart-input.ts';
import {markerNumbers} from './chart-markers.ts';
import {formatClock} from './format.ts';
import {wireItems} from './wire-items.ts';

/** Tones of the lines of names compared, in the day's order. */
export const SERIES_TONES = ['series1', 'series2', 'series3', 'series4', 'series5'] as const satisfies readonly Tone[];

/** What all lines of a comparison start from: how the chart calls it, and each name's price there. */
export type Base = {readonly name: string; readonly priceOf: (symbol: Ticker) => number | undefined};

/** `③ 09:41:07`; a headline on no name of the day has no number. */
const headlineBase = ({snapshot, glyphs}: ChartInput, number: number | undefined, at: Instant): Base => ({
  name: `${number === undefined ? '' : `${markerSign(number, glyphs)} `}${formatClock(at)}`,
  priceOf: symbol => {
    const series = snapshot.bars.get(symbol);
    return series === undefined ? undefined : priceAt(series, at)?.price;
  },
});

/** The base that was asked for; the previous close where a headline was and none is selected. */
export const compareBaseOf = (input: ChartInput): Base => {
  const {snapshot, compareBase = 'previousClose', selectedHeadlineId} = input;
  if (compareBase === 'open') return {name: 'the open', priceOf: symbol => snapshot.figures.get(symbol)?.open};
  const item =
    compareBase === 'headline'
      ? wireItems(snapshot, input).find(({headline}) => headline.id === selectedHeadlineId)
      : undefined;
  return item === undefined
    ? {name: 'previous close', priceOf: symbol => snapshot.figures.get(symbol)?.previousClose}
    : headlineBase(
        input,
        item.move === undefined ? markerNumbers(snapshot).get(item.story.id) : MOVE_NUMBER,
        item.headline.at,
      );
};

/** The day's names (five at most) as fractions from their base, bad prints left out; a name whose base is not known is left out. */
export const compareLines = (
  {snapshot}: ChartInput,
  {slot, window, zoom}: ChartFrame,
  {priceOf}: Base,
): readonly CompareLine[] => {
  const {now} = snapshot.clock;
  const lines: CompareLine[] = [];
  for (const [index, symbol] of snapshot.file.day.symbols.slice(0, SERIES_TONES.length).entries()) {
    const base = priceOf(symbol);
    const series = snapshot.bars.get(symbol);
    if (base === undefined || !(base > 0) || series === undefined) continue;
    const points = aggregateBars(series, slot, window)
      .filter(isPriced)
      .flatMap(({openAt: at, low, high}) => {
        const found = goodPriceAt(series, plus(at, slot), now);
        // A slot of a bad print alone has no price.
        if (found === undefined || found.at <= at) return [];
        const reach = zoom.bars > 1 && {reach: {low: low / base - 1, high: high / base - 1}};
        return [{at, value: found.price / base - 1, ...reach}];
      });
    lines.push({name: symbol, points, tone: SERIES_TONES[index] ?? 'plain'});
  }
  return lines;
};
