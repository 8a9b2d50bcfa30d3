import {vwapOf} from '../analytics/vwap.ts';
import type {TapeEvent} from '../core/events.ts';
import {floorTo, type Instant, MINUTE, minus, plus, type Span, seconds} from '../core/instant.ts';
import {atWallTime} from '../core/new-york.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import type {MadeBar, WireEvent} from '../feeds/wire-event.ts';
import {aggregateBars} from '../market/aggregate.ts';
import {applyEvent} from '../market/apply-event.ts';
import {figuresOf} from '../market/figures.ts';
import {createMarket, nameOf} from '../market/market.ts';
import {emptyFile} from './empty-file.ts';
import {seriesBetween} from './series-between.ts';

/**
 * Makes the bars that a vendor makes out of trades: a minute's right after the minute, one made again at the next half
 * minute when a late print belongs to it, and the day's so far after each minute from the open on.
 */
export type BarMaker<Made extends WireEvent = WireEvent> = {
  /** Takes the next event of the tape; gives the bars, or whatever else is made, that were due before it. */
  readonly apply: (event: TapeEvent) => readonly Made[];
  /** What is due by `now`. */
  readonly advance: (now: Instant) => readonly Made[];
};

const HALF_MINUTE: Span = seconds(30);
const NONE: readonly MadeBar[] = [];

export const createBarMaker = (day: DayInfo): BarMaker<MadeBar> => {
  const market = createMarket({file: emptyFile(day)});
  const midnight = atWallTime(day.date, 0);
  /** Names that printed since the last minute mark, and minutes already sent that late prints belong to. */
  const touched = new Set<Ticker>();
  const late = new Map<Ticker, Set<Instant>>();
  /** Names whose bars the tape itself has. */
  const given = new Set<Ticker>();
  let nextMark: Instant | undefined;

  const minuteBar = (symbol: Ticker, type: 'b' | 'u', openAt: Instant, receivedAt: Instant): readonly MadeBar[] => {
    if (given.has(symbol)) return NONE;
    const endAt = plus(openAt, MINUTE);
    const series = seriesBetween(nameOf(market, symbol).bars, openAt, endAt);
    return aggregateBars(series, MINUTE, {from: openAt, to: endAt}).map(row => ({
      kind: 'madeBar',
      type,
      symbol,
      openAt,
      receivedAt,
      open: row.open,
      high: row.high,
      low: row.low,
      close: row.close,
      volume: row.volume,
      trades: row.trades,
      vwap: vwapOf(row.notional, row.vwapVolume) ?? row.close,
    }));
  };

  const dailyBar = (symbol: Ticker, receivedAt: Instant): readonly MadeBar[] => {
    const {open, high, low, close, volume, trades, vwap} = figuresOf(symbol, nameOf(market, symbol), undefined);
    if (open === undefined || high === undefined || low === undefined || close === undefined) return NONE;
    const figures = {open, high, low, close, volume, trades, vwap: vwap ?? close};
    return [{kind: 'madeBar', type: 'd', symbol, openAt: midnight, receivedAt, ...figures}];
  };

  const atMinute = (mark: Instant): readonly MadeBar[] => {
    const symbols = [...touched].sort();
    touched.clear();
    return [
      ...symbols.flatMap(symbol => minuteBar(symbol, 'b', minus(mark, MINUTE), mark)),
      ...(mark > market.hours.openAt ? symbols.flatMap(symbol => dailyBar(symbol, mark)) : NONE),
    ];
  };

  const atHalfMinute = (mark: Instant): readonly MadeBar[] => {
    const bars = [...late].flatMap(([symbol, minutes]) =>
      [...minutes].sort((a, b) => a - b).flatMap(openAt => minuteBar(symbol, 'u', openAt, mark)),
    );
    late.clear();
    return bars;
  };

  const advance = (now: Instant): readonly MadeBar[] => {
    if (nextMark === undefined || now < nextMark) return NONE;
    const bars: MadeBar[] = [];
    while (nextMark <= now) {
      if (touched.size === 0 && late.size === 0) {
        nextMark = plus(floorTo(now, HALF_MINUTE), HALF_MINUTE);
        break;
      }
      bars.push(...(nextMark % MINUTE === 0 ? atMinute(nextMark) : atHalfMinute(nextMark)));
      nextMark = plus(nextMark, HALF_MINUTE);
    }
    return bars;
  };

  /** All marks up to the event's receipt have passed, so a print of an earlier minute has missed its bar. */
  const note = (event: TapeEvent): void => {
    if (event.kind !== 'trade') return;
    const minute = floorTo(event.at, MINUTE);
    touched.add(event.symbol);
    if (minute >= floorTo(event.receivedAt, MINUTE)) return;
    const minutes = late.get(event.symbol) ?? new Set();
    late.set(event.symbol, minutes.add(minute));
  };

  const apply = (event: TapeEvent): readonly MadeBar[] => {
    if (event.kind === 'quote' || event.kind === 'price' || event.kind === 'headline' || event.kind === 'halt')
      return NONE;
    nextMark ??= plus(floorTo(event.receivedAt, HALF_MINUTE), HALF_MINUTE);
    const due = advance(event.receivedAt);
    if (event.kind === 'bar') given.add(event.symbol);
    note(event);
    applyEvent(market, event);
    return due;
  };

  return {apply, advance};
};
